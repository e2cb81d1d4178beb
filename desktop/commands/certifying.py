"""Commands about certificates of attendance: issued, verified, void, issued again."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.commands.frame import Commands, day
from resources.words import _

if TYPE_CHECKING:
    from desktop.commands.call import Call


def declare(commands: Commands) -> None:
    """Declare certificate and what stands below it."""
    below = Commands(commands.add("certificate", _("certificates of attendance")))
    made = below.add("issue", _("number and freeze one for everybody who came"), issue)
    made.add_argument("meeting", metavar=_("MEETING"), help=_("its number, its id, or next"))
    made.add_argument("--dated", type=day, metavar="YYYY-MM-DD", help=_("the day on the paper"))
    made = below.add("list", _("the register of certificates"), listing)
    made.add_argument("meeting", nargs="?", metavar=_("MEETING"), help=_("only of this meeting"))
    made = below.add("verify", _("say whether a paper is ours and still good"), verify)
    made.add_argument("what", metavar=_("NUMBER|FILE"), help=_("2026-12, or a PDF"))
    made = below.add("void", _("make one void; its number stays taken"), void)
    made.add_argument("certificate", metavar=_("CERTIFICATE"), help=_("its id, or 2026-12"))
    made.add_argument("--reason", required=True, metavar=_("WHY"), help=_("in a few words"))
    made = below.add("reissue", _("issue one again with the same number"), reissue)
    made.add_argument("certificate", metavar=_("CERTIFICATE"), help=_("its id, or 2026-12"))


def issue(call: "Call") -> dict[str, Any]:
    """Issue what is missing; who has a good certificate keeps it."""
    from desktop.commands import which
    from sessions import issuing, sheets

    def make(db: Any, at: Any, by: str) -> dict[str, Any]:
        meeting_id = which.meeting(db, call.asked.meeting, today=call.today)
        dated = call.asked.dated or call.today
        batch = issuing.issue(
            db, meeting_id, draw=sheets.certificate_drawing(), dated=dated, at=at, by=by
        )
        return {
            "certificates": [told(card) for card in batch.certificates],
            "unconfirmed": [
                {"expected_id": one.expected_id, "name": one.name, "kana": one.kana}
                for one in batch.unconfirmed
            ],
        }

    return call.change(make)


def listing(call: "Call") -> list[dict[str, Any]]:
    """Return the register of certificates by year and number."""
    from desktop.commands import which
    from sessions import certificates

    def find(db: Any) -> list[dict[str, Any]]:
        asked = call.asked.meeting
        meeting_id = which.meeting(db, asked, today=call.today) if asked else None
        return [told(card) for card in certificates.listing(db, meeting_id=meeting_id)]

    return call.read(find)


def verify(call: "Call") -> dict[str, Any]:
    """Say whether a number, or a PDF file by its bytes, is genuine."""
    from resources.refusals import Refusal
    from sessions import certificates

    asked = call.asked.what
    number = _number(asked)
    if number is not None:
        found = call.read(certificates.verify, number=number)
    else:
        try:
            content = Path(asked).read_bytes()
        except OSError as error:
            raise Refusal(
                _("There is no file {path}.").format(path=asked),
                _("Give a number such as 2026-12, or the PDF of the certificate."),
            ) from error
        found = call.read(certificates.verify, pdf=content)
    card = found.certificate
    return {
        "genuine": found.genuine,
        "content": card and told(card),
        "reason": found.reason or None,
    }


def void(call: "Call") -> dict[str, Any]:
    """Make a certificate void."""
    from sessions import certificates, issuing

    def make(db: Any, at: Any, by: str) -> dict[str, Any]:
        card_id = _card(db, call.asked.certificate)
        issuing.void(db, card_id, reason=call.asked.reason, at=at, by=by)
        db.expire_all()
        return told(certificates.show(db, card_id))

    return call.change(make)


def reissue(call: "Call") -> dict[str, Any]:
    """Issue a certificate again."""
    from sessions import issuing, sheets

    return call.change(
        lambda db, at, by: told(
            issuing.reissue(
                db,
                _card(db, call.asked.certificate),
                draw=sheets.certificate_drawing(),
                reissued_on=call.today,
                at=at,
                by=by,
            )
        )
    )


def told(card: Any) -> dict[str, Any]:
    """Return a certificate in the words of the command line."""
    content = card.content
    return {
        "id": card.id,
        "number": f"{content.fiscal_year}-{content.number}",
        "label": card.label,
        "series": content.series,
        "state": card.state.value,
        "reason": card.state_reason or None,
        "name": content.name,
        "kana": content.kana or None,
        "meeting": content.meeting,
        "title": content.title or None,
        "date": content.held_on or None,
        "place": content.place or None,
        "dated": content.dated,
        "reissued_on": content.reissued_on or None,
        "sha256": card.sha256,
    }


def _number(text: str) -> tuple[int, int] | None:
    found = re.fullmatch(r"(\d{4})[-/](\d+)", text)
    return (int(found[1]), int(found[2])) if found else None


def _card(db: Any, text: str) -> str:
    from sessions import certificates

    number = _number(text)
    if number is None:
        return text
    found = certificates.verify(db, number=number).certificate
    if found is None:
        raise certificates.unknown_certificate()
    return found.id
