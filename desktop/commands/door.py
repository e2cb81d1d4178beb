"""Commands about the door: cards, receiving, who came."""

from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from desktop.commands.frame import Commands
from resources.words import _

if TYPE_CHECKING:
    from desktop.commands.call import Call


def declare(commands: Commands) -> None:
    """Declare passes, check-in and attendance."""
    below = Commands(commands.add("passes", _("the cards people show at the door")))
    made = below.add("issue", _("make cards; who has a good one keeps it"), issue)
    made.add_argument(
        "meeting", nargs="?", metavar=_("MEETING"), help=_("name tags for everybody on its list")
    )
    made.add_argument(
        "--people", nargs="+", default=[], metavar=_("PERSON"), help=_("personal cards for these")
    )
    made.add_argument(
        "--blank", type=int, default=0, metavar="N", help=_("numbered cards for newcomers")
    )
    made.add_argument("--renew", action="store_true", help=_("revoke the old ones first"))
    made.add_argument("--codes", action="store_true", help=_("show the codes, too"))

    made = commands.add("check-in", _("receive whoever shows a card"), check_in)
    made.add_argument(
        "meeting", metavar=_("MEETING"), help=_("its number, its id, or next for the next one")
    )
    made.add_argument("code", metavar=_("CODE"), help=_("what the scanner read"))
    made.add_argument(
        "--at", type=moment, metavar="HH:MM|ISO 8601", help=_("when it was; else now")
    )
    made.add_argument("--desk", default="", help=_("which desk received"))

    made = commands.add("attendance", _("who came, when and how"), attendance)
    made.add_argument(
        "meeting", metavar=_("MEETING"), help=_("its number, its id, or next for the next one")
    )


def moment(text: str) -> datetime | time:
    """Read 10:21 or 2026-05-19T10:21; ValueError for anything else."""
    if "T" in text or " " in text:
        return datetime.fromisoformat(text)
    return time.fromisoformat(text.rjust(5, "0"))


moment.__name__ = "HH:MM"


def issue(call: "Call") -> list[dict[str, Any]]:
    """Make cards for a meeting, for people, or blank ones; codes only where asked for."""
    from desktop.commands import which
    from desktop.commands.call import Wrong
    from sessions import passes, people, rosters

    asked = call.asked
    if (asked.meeting is not None) + bool(asked.people) + bool(asked.blank) != 1:
        raise Wrong(_("Give one of these: a meeting, --people, --blank."))

    def make(db: Any, at: Any, by: str) -> list[dict[str, Any]]:
        called: dict[str | None, tuple[str, str]] = {}
        if asked.meeting is not None:
            meeting_id = which.meeting(db, asked.meeting, today=call.today)
            made = passes.issue_tags(db, meeting_id, renew=asked.renew, at=at, by=by)
            called = {line.id: (line.name, line.kana) for line in rosters.listing(db, meeting_id)}
        elif asked.people:
            ids = which.numbers(db, asked.people)
            made = passes.issue_cards(db, ids, renew=asked.renew, at=at, by=by)
            called = {one.id: (one.name, one.kana) for one in people.views(db, ids)}
        else:
            made = passes.issue_blanks(db, asked.blank, at=at, by=by)
        return [_card(card, called, codes=asked.codes) for card in made]

    return call.change(make)


def check_in(call: "Call") -> dict[str, Any]:
    """Receive whoever the scanned text stands for, or say why staff are asked."""
    from desktop.commands import which
    from sessions import answers, arrivals
    from sessions.door_log import Way

    def receive(db: Any, at: Any, by: str) -> Any:
        meeting_id = which.meeting(db, call.asked.meeting, today=call.today)
        return arrivals.check_in(
            db,
            meeting_id,
            call.asked.code,
            way=Way.COMMAND,
            desk=call.asked.desk,
            at=_when(call, at),
            by=by,
        )

    answer = call.change(receive)
    somebody = answer.person_id or answer.expected_id
    return {
        "answer": answer.kind.value,
        "person": somebody and {"id": somebody, "name": answer.name, "kana": answer.kana},
        "since": _local(answer.since),
        "reason": answer.reason.value or None,
        "message": answers.explain(answer) or None,
    }


def attendance(call: "Call") -> list[dict[str, Any]]:
    """Return everybody who came to a meeting in the order of the syllabary."""
    from desktop.commands import which
    from sessions import attendance as views

    rows = call.read(
        lambda db: views.present(db, which.meeting(db, call.asked.meeting, today=call.today))
    )
    return [
        {
            "id": row.id,
            "name": row.name,
            "kana": row.kana,
            "arrived": _local(row.arrived),
            "left": _local(row.left),
            "way": row.way.value,
            "district": row.district,
            "proxy": row.proxy_name or None,
            "source": row.source.value,
            "confirmed": row.name_confirmed,
        }
        for row in rows
    ]


def _card(card: Any, called: dict[str | None, tuple[str, str]], *, codes: bool) -> dict[str, Any]:
    name, kana = called.get(card.expected_id) or called.get(card.person_id) or ("", "")
    told = {
        "id": card.id,
        "kind": card.kind.value,
        "label": card.label,
        "person_id": card.person_id,
        "expected_id": card.expected_id,
        "name": name or None,
        "kana": kana or None,
    }
    return {**told, "code": card.code} if codes else told


def _when(call: "Call", at: datetime) -> datetime:
    from datetime import UTC

    from resources import calendar

    given: datetime | time | None = call.asked.at
    if given is None:
        return at
    if isinstance(given, time):
        given = datetime.combine(call.today, given)
    if given.tzinfo is None:
        given = given.replace(tzinfo=calendar.local(at).tzinfo)
    return given.astimezone(UTC)


def _local(at: datetime | None) -> str | None:
    from resources import calendar

    return None if at is None else calendar.local(at).isoformat(timespec="seconds")
