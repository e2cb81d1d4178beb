"""What the command line prints for the post: whom it is for, and on which paper."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from resources.words import _

if TYPE_CHECKING:
    from desktop.commands.call import Call


def whom_arguments(made: Any) -> None:
    """Declare the ways to say whom something is for; exactly one is needed."""
    whom = made.add_mutually_exclusive_group(required=True)
    whom.add_argument("--everybody", action="store_true", help=_("everybody in the register"))
    whom.add_argument("--district", metavar=_("DISTRICT"), help=_("those who live there"))
    whom.add_argument("--programme", metavar=_("PROGRAMME"), help=_("those with a number in it"))
    whom.add_argument("--meeting", metavar=_("MEETING"), help=_("those expected at it"))
    whom.add_argument("--people", nargs="+", metavar=_("PERSON"), help=_("for these only"))
    whom.add_argument("--organisations", action="store_true", help=_("the organisations in use"))


def whom(call: "Call", db: Any) -> tuple[tuple[str, ...], str]:
    """Return who is meant, as `mailing_lists` names them, and the words for the journal."""
    from desktop.commands import which
    from sessions import mailing_lists as lists

    asked = call.asked
    if asked.people:
        return tuple(lists.person(one) for one in which.numbers(db, asked.people)), "people"
    if asked.meeting:
        meeting_id = which.meeting(db, asked.meeting, today=call.today)
        return lists.of_meeting(db, meeting_id), f"meeting {meeting_id}"
    if asked.organisations:
        return lists.of_organisations(db), "organisations"
    district, programme = asked.district or "", asked.programme or ""
    words = f"{district} {programme}".strip() or "everybody"
    return lists.of_register(db, district=district, programme=programme), words


def labels_arguments(made: Any) -> None:
    """Declare what labels and envelopes need."""
    from resources import stationery

    whom_arguments(made)
    on = made.add_mutually_exclusive_group()
    names = [one.name for one in stationery.label_sheets()]
    on.add_argument("--sheet", choices=names, default="12-86x42", help=_("the sheet of labels"))
    kinds = [one.name for one in stationery.ENVELOPES]
    on.add_argument("--envelope", choices=kinds, help=_("an envelope instead of labels"))
    made.add_argument("--across", action="store_true", help=_("written across, not downwards"))
    made.add_argument("--start", type=int, default=1, metavar="N", help=_("first free label"))
    made.add_argument("--order", choices=("postal", "kana"), default="postal")
    made.add_argument("--apart", action="store_true", help=_("no household in one envelope"))


def labels(call: "Call") -> tuple[Any, Callable[[Any], bytes]]:
    """Return the addresses asked for, and what draws them; those left out are told."""
    from desktop.commands.call import Wrong
    from resources import stationery
    from sessions import addressees, office
    from sessions.papers import address_labels, envelopes
    from sessions.papers.address_block import Address

    asked = call.asked
    sheet = stationery.label_sheet(asked.sheet)
    if not asked.envelope and not 1 <= asked.start <= sheet.count:
        last = sheet.count
        raise Wrong(_("The first free label has a number from 1 to {last}.").format(last=last))

    def fill(db: Any) -> Any:
        refs, words = whom(call, db)
        found = addressees.gather(
            db, refs, together=not asked.apart, order=addressees.Order(asked.order)
        )
        addressees.check(found)
        return found, words, office.get(db).details

    found, words, ours = call.read(fill)
    for one in found.left_out:
        call.say(f"{one.name}: {one.why}")
    blocks = tuple(addressees.address(one) for one in found.ready)
    if asked.envelope:
        kind = stationery.envelope(asked.envelope)
        sender = Address((), ours.zip, ours.address, ours.name)
        letters = envelopes.Envelopes(kind, blocks, sender, upright=not asked.across)
        return letters, noted(call, envelopes.draw, len(blocks), words)
    content = address_labels.AddressLabels(sheet, blocks, asked.start)
    return content, noted(call, address_labels.draw, len(blocks), words)


def noted(
    call: "Call", draw: Callable[[Any], bytes], count: int, purpose: str
) -> Callable[[Any], bytes]:
    """Return `draw`, noting in the journal for how many and what for once it has drawn."""
    from resources import journal, records

    def note(db: Any, at: Any, by: str) -> None:
        after = {"paper": call.asked.paper, "count": count, "purpose": purpose}
        journal.write(db, "print", "addresses", records.new_id(), at=at, by=by, after=after)

    def make(content: Any) -> bytes:
        pdf = draw(content)
        call.change(note)
        return pdf

    return make


def letter_arguments(made: Any) -> None:
    """Declare what a letter needs besides its readers."""
    made.add_argument("letter", metavar=_("LETTER"), help=_("its name, such as invitation"))
    whom_arguments(made)
    made.add_argument("--about", metavar=_("MEETING"), help=_("the meeting it is about"))
    made.add_argument("--series", metavar=_("SIGN"), help=_("take a number of this series"))
    made.add_argument("--issuer", metavar=_("NAME"), help=_("who signs besides the office"))
    made.add_argument("--apart", action="store_true", help=_("no household in one envelope"))
    made.add_argument(
        "--set", nargs="+", default=[], metavar=_("FIELD=VALUE"), help=_("a value given by hand")
    )


def letter(call: "Call") -> tuple[Any, Callable[[Any], bytes]]:
    """Return the letters asked for; drawing them issues them, with a number where one is asked."""
    from sessions import composing, mailings

    sending, series_id, allowed = call.read(lambda db: _sending(call, db))
    composed = call.read(lambda db: composing.compose(db, sending))
    composing.check(composed)
    for one in composed.gathered.left_out:
        call.say(f"{one.name}: {one.why}")

    def make(_content: Any) -> bytes:
        def issue(db: Any, at: Any, by: str) -> Any:
            return mailings.issue(
                db, sending, draw=mailings.drawing(), series_id=series_id, substitutes=allowed,
                at=at, by=by,
            )  # fmt: skip

        made = call.change(issue)
        if made.number:
            call.say(made.number)
        return call.read(lambda db: mailings.pdf(db, made.id))

    return composed.content, make


def _sending(call: "Call", db: Any) -> tuple[Any, str, bool]:
    from desktop.commands import which
    from desktop.commands.call import Wrong
    from sessions import document_series, issuers, letter_fields, templates
    from sessions.composing import Sending
    from sessions.document_series import Direction

    asked = call.asked
    refs, _words = whom(call, db)
    known = templates.listing(db)
    letter = next((one for one in known if asked.letter in {one.letter, one.name}), None)
    if letter is None:
        names = ", ".join(one.letter for one in known)
        raise Wrong(_("Letters are: {names}").format(names=names))
    sent = document_series.listing(db, direction=Direction.SENT)
    series = {one.sign: one.id for one in sent}
    if asked.series and asked.series not in series:
        raise Wrong(_("Series are: {names}").format(names=", ".join(series)))
    signing = {one.name: one.id for one in issuers.listing(db)}
    if asked.issuer and asked.issuer not in signing:
        raise Wrong(_("Issuers are: {names}").format(names=", ".join(signing)))
    fields = {word: name for name, word in letter_fields.words().items()}
    fields |= {name: name for name in letter_fields.words()}
    own = {}
    for given in asked.set:
        word, equals, value = given.partition("=")
        if not equals or word not in fields:
            raise Wrong(_("Fields are: {names}").format(names=", ".join(letter_fields.words())))
        own[fields[word]] = value
    about = asked.about or asked.meeting
    meeting_id = which.meeting(db, about, today=call.today) if about else ""
    sending = Sending(
        letter.letter, refs, call.today, meeting_id, signing.get(asked.issuer or "", ""), own,
        together=not asked.apart,
    )  # fmt: skip
    return sending, series.get(asked.series or "", ""), bool(asked.allow_substitutes)
