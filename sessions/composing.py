"""From a wording and its readers to the letters themselves: every field with its value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy.orm import Session

from resources import calendar
from resources import type as setting
from resources.refusals import Refusal
from resources.words import _
from sessions import addressees, issuers, letter_fields, meetings, office, sheets, templates
from sessions.addressees import Addressee, Gathered, Order
from sessions.office import Seal
from sessions.papers import official_letter
from sessions.papers.address_block import Address
from sessions.papers.official_letter import Letter, OfficialLetter
from sessions.templates import Wording


@dataclass(frozen=True)
class Sending:
    """What a clerk chose for one letter to many.

    `refs` are the readers as `mailing_lists` names them, `own` the values written by hand
    (deadline, reason …), which go before what the records say.
    """

    letter: str
    refs: tuple[str, ...]
    dated: date
    meeting_id: str = ""
    issuer_id: str = ""
    own: Mapping[str, str] = field(default_factory=dict)
    together: bool = True
    order: Order = Order.POSTAL


@dataclass(frozen=True)
class Composed:
    """The letters, who they are for, and what stands in their way.

    `empty` are fields without a value in the clerk's words, `unprintable` (addressee, letters)
    whom a font would fail, `strange` such letters in the wording itself.
    """

    content: OfficialLetter
    wording: Wording
    gathered: Gathered
    empty: tuple[str, ...] = ()
    unprintable: tuple[tuple[Addressee, tuple[str, ...]], ...] = ()
    strange: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The readers in the order of their letters."""
        return tuple(one.key for one in self.gathered.ready)


def compose(
    db: Session, sending: Sending, *, number: str = "", wording: Wording | None = None
) -> Composed:
    """Return the letters of `sending`, with the wording in force or one that is being written.

    Refuses an unknown field with its line. Whoever has no address gets a letter all the same:
    it is handed over.
    """
    wording = wording or templates.show(db, sending.letter)
    letter_fields.check(wording.subject)
    letter_fields.check(wording.body)
    gathered = addressees.gather(
        db, sending.refs, together=sending.together, order=sending.order, by_hand=True
    )
    signing = issuers.get(db, sending.issuer_id)
    shared = _shared(db, sending, number, signing.words, signing.contact)
    letters = tuple(
        Letter(addressees.address(one), letter_fields.fill(wording.body, shared | _of(one)))
        for one in gathered.ready
    )
    content = OfficialLetter(
        subject=letter_fields.fill(wording.subject, shared),
        dated=shared["dated"],
        issuer=signing.name,
        signed=signing.signed,
        letters=letters,
        number=number,
        contact=shared["contact"],
        sealed=signing.seal is Seal.STAMPED,
        plain=not number,
    )
    text = f"{wording.subject}\n{wording.body}"
    somebody = _of(gathered.ready[0]) if gathered.ready else dict.fromkeys(_PERSONAL, "-")
    # Who gets a letter by hand may well lack an address; the letter says it only if worded so.
    known = shared | somebody | ({} if number else {"number": "-"})
    return Composed(
        content,
        wording,
        gathered,
        letter_fields.empty(text, known),
        addressees.unprintable(gathered.ready),
        _strange(content),
    )


def sample(db: Session, sending: Sending, wording: Wording) -> OfficialLetter:
    """Return one letter as it would look, for a reader who is not anybody."""
    composed = compose(db, replace(sending, refs=()), wording=wording)
    shared = _shared(db, sending, "", "", composed.content.contact)
    words = letter_fields.words()
    gaps = {name: value or f"［{words[name]}］" for name, value in shared.items()}
    someone = {name: f"［{words[name]}］" for name in _PERSONAL}
    body = letter_fields.fill(wording.body, gaps | someone)
    subject = letter_fields.fill(wording.subject, gaps)
    content = composed.content
    return OfficialLetter(
        subject, content.dated, content.issuer, content.signed,
        (Letter(Address(((_("(name)"), "様"),)), body),), "", content.contact,
        content.sealed, content.plain, _("Sample"),
    )  # fmt: skip


def fields(db: Session, letter: str) -> tuple[str, ...]:
    """Return the names of the fields that a letter uses, in the order of the clerk's list."""
    wording = templates.show(db, letter)
    found = set(letter_fields.used(f"{wording.subject}\n{wording.body}"))
    return tuple(name for name in letter_fields.words() if name in found)


def values(db: Session, sending: Sending) -> dict[str, str]:
    """Return the value of each field that is the same for every reader."""
    signing = issuers.get(db, sending.issuer_id)
    return _shared(db, sending, "", signing.words, signing.contact)


def sheet(composed: Composed, number: int) -> bytes:
    """Return the PDF of one letter, `number` from 0, as it stands before it is issued."""
    one = replace(composed.content, letters=composed.content.letters[number : number + 1])
    return official_letter.draw(one)


def sheet_of_sample(db: Session, sending: Sending, wording: Wording) -> bytes:
    """Return the PDF of one letter in a wording that is being written, to nobody."""
    return official_letter.draw(sample(db, sending, wording))


def check(composed: Composed) -> None:
    """Refuse letters that cannot go out: nobody to read them, a field without a value."""
    addressees.check(composed.gathered)
    if composed.empty:
        raise Refusal(
            _("These fields have no value: {words}").format(words="、".join(composed.empty)),
            _("Choose the meeting, or write the value in by hand."),
        )


def readers(composed: Composed) -> str:
    """Return whom the letters are for, as the register of numbers says it (宛先)."""
    ready = composed.gathered.ready
    if len(ready) == 1:
        return ready[0].label
    first = ready[0].label if ready else ""
    return _("{name} and others, {count} in all").format(name=first, count=len(ready))


_PERSONAL = ("name", "names", "post_code", "address")


def _of(one: Addressee) -> dict[str, str]:
    people = [f"{named.name} {named.honorific.word}" for named in one.people]
    if not people and one.organisation:
        word = one.organisation_honorific.word if one.organisation_honorific else ""
        people = [f"{one.organisation} {word}".strip()]
    return {
        "name": "・".join(named.name for named in one.people) or one.organisation,
        "names": "、".join(people),
        "post_code": f"〒{one.zip}" if one.zip else "",
        "address": one.address,
    }


def _shared(
    db: Session, sending: Sending, number: str, issuer: str, contact: str
) -> dict[str, str]:
    ours = office.get(db).details
    values = {name: "" for name in letter_fields.words() if name not in _PERSONAL}
    values |= {
        "dated": calendar.wareki(sending.dated),
        "number": number,
        "office": ours.name,
        "phone": ours.phone,
        "issuer": issuer,
        "contact": contact,
    }
    if sending.meeting_id:
        values |= _of_meeting(db, sending.meeting_id)
    return values | {name: value for name, value in sending.own.items() if value.strip()}


def _of_meeting(db: Session, meeting_id: str) -> dict[str, str]:
    meeting = meetings.show(db, meeting_id)
    off = meeting.postponed_from or meeting.held_on
    return {
        "meeting": meeting.headline,
        "date": calendar.wareki_with_weekday(meeting.held_on) if meeting.held_on else "",
        "when": sheets.when(meeting),
        "place": sheets.where(meeting),
        "purpose": meeting.purpose,
        "before": calendar.wareki_with_weekday(off) if off else "",
        "reason": meeting.state_reason,
    }


def _strange(content: OfficialLetter) -> tuple[str, ...]:
    texts: Sequence[str] = (
        content.subject, content.issuer, content.signed, content.contact, content.number,
        *(letter.body for letter in content.letters[:1]),
    )  # fmt: skip
    found = [letter for text in texts for letter in setting.missing(text.replace("\n", ""))]
    return tuple(dict.fromkeys(found))
