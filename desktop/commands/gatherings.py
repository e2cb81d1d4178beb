"""Commands about meetings: planned, opened, closed, put off, cancelled."""

from datetime import time
from typing import TYPE_CHECKING, Any

from desktop.commands.frame import Commands, day
from resources.words import _

if TYPE_CHECKING:
    from desktop.commands.call import Call


def clock(text: str) -> time:
    """Read a time given as 10:30; ValueError for anything else."""
    return time.fromisoformat(text.rjust(5, "0"))


clock.__name__ = "HH:MM"


def declare(commands: Commands) -> None:
    """Declare meeting and what stands below it."""
    below = Commands(commands.add("meeting", _("meetings: planned, held, closed")))
    made = below.add("list", _("meetings with their numbers"), listing)
    made.add_argument("--when", choices=("all", "today", "upcoming", "past"), default="all")
    made = below.add("show", _("one meeting with agenda, list and counts"), show)
    _meeting(made)
    _declare_create(below)
    for name, help_text, work in (
        ("open", _("open the door"), open_),
        ("close", _("close the door"), close),
    ):
        _meeting(below.add(name, help_text, work))
    for name, help_text, work in (
        ("reopen", _("open a closed meeting again"), reopen),
        ("cancel", _("cancel a meeting for good"), cancel),
    ):
        made = below.add(name, help_text, work)
        _meeting(made)
        made.add_argument("--reason", required=True, metavar=_("WHY"), help=_("in a few words"))
    made = below.add("postpone", _("put a meeting off"), postpone)
    _meeting(made)
    made.add_argument("--reason", required=True, metavar=_("WHY"), help=_("in a few words"))
    made.add_argument(
        "--date", type=day, metavar="YYYY-MM-DD", help=_("the new day; without it not decided yet")
    )
    _times(made)
    made = below.add("expect", _("put people of the register on the list"), expect)
    _meeting(made)
    made.add_argument(
        "people", nargs="+", metavar=_("PERSON"), help=_("an id, or a registration number")
    )


def _declare_create(below: Commands) -> None:
    made = below.add("create", _("plan a meeting"), create)
    made.add_argument("--date", type=day, required=True, metavar="YYYY-MM-DD", help=_("the day"))
    _times(made)
    made.add_argument("--body", default="", help=_("which body meets; else いなくらし会議"))
    made.add_argument("--number", type=int, metavar="N", help=_("else the next of its series"))
    for name, help_text in (
        ("title", _("the title")),
        ("place", _("the place")),
        ("room", _("the room")),
        ("purpose", _("what it is for")),
    ):
        made.add_argument(f"--{name}", default="", help=help_text)
    made.add_argument("--capacity", type=int, metavar="N", help=_("how many people there is room"))
    made.add_argument(
        "--item",
        action="append",
        default=[],
        metavar=_("WHAT|WHO|MINUTES"),
        help=_("an item of the agenda; may be given again"),
    )
    made.add_argument(
        "--people", nargs="+", default=[], metavar=_("PERSON"), help=_("who is expected")
    )


def _meeting(made: Any) -> None:
    made.add_argument(
        "meeting", metavar=_("MEETING"), help=_("its number, its id, or next for the next one")
    )


def _times(made: Any) -> None:
    made.add_argument("--from", dest="begins", type=clock, metavar="HH:MM", help=_("begins at"))
    made.add_argument("--to", dest="ends", type=clock, metavar="HH:MM", help=_("ends at"))


def listing(call: "Call") -> list[dict[str, Any]]:
    """Return the meetings with how many were expected and came."""
    from sessions import schedule

    when = schedule.When(call.asked.when)
    return [
        {
            **told(row.meeting),
            "expected": row.expected,
            "present": row.present,
            "walk_ins": row.walk_ins,
        }
        for row in call.read(schedule.listing, when, today=call.today)
    ]


def show(call: "Call") -> dict[str, Any]:
    """Return one meeting whole."""
    return call.read(lambda db: whole(db, _id(call, db)))


def create(call: "Call") -> dict[str, Any]:
    """Plan a meeting with its agenda and list in one transaction."""
    from desktop.commands import which
    from sessions import agenda, expecting, meetings

    asked = call.asked
    items = [_item(text) for text in asked.item]

    def plan(db: Any, at: Any, by: str) -> dict[str, Any]:
        made = meetings.plan(
            db,
            which.body(db, asked.body),
            held_on=asked.date,
            begins=asked.begins,
            ends=asked.ends,
            number=asked.number,
            title=asked.title,
            place=asked.place,
            room=asked.room,
            purpose=asked.purpose,
            capacity=asked.capacity,
            at=at,
            by=by,
        )
        for title, who, minutes in items:
            agenda.add(db, made.id, title, who=who, minutes=minutes, at=at, by=by)
        if asked.people:
            ids = which.numbers(db, asked.people)
            expecting.expect_people(db, made.id, ids, at=at, by=by)
        return whole(db, made.id)

    return call.change(plan)


def open_(call: "Call") -> dict[str, Any]:
    """Open the door of a meeting."""
    from sessions import holding

    return _move(call, holding.open_meeting)


def close(call: "Call") -> dict[str, Any]:
    """Close the door of a meeting."""
    from sessions import holding

    return _move(call, holding.close)


def reopen(call: "Call") -> dict[str, Any]:
    """Open a closed meeting again."""
    from sessions import holding

    return _move(call, holding.reopen, reason=call.asked.reason)


def cancel(call: "Call") -> dict[str, Any]:
    """Cancel a meeting."""
    from sessions import holding

    return _move(call, holding.cancel, reason=call.asked.reason)


def postpone(call: "Call") -> dict[str, Any]:
    """Put a meeting off, to a day or to one not decided yet."""
    from sessions import holding

    asked = call.asked
    return _move(
        call,
        holding.postpone,
        reason=asked.reason,
        held_on=asked.date,
        begins=asked.begins,
        ends=asked.ends,
    )


def expect(call: "Call") -> dict[str, Any]:
    """Put people of the register on the list of a meeting."""
    from desktop.commands import which
    from sessions import expecting

    def put(db: Any, at: Any, by: str) -> dict[str, Any]:
        ids = which.numbers(db, call.asked.people)
        done = expecting.expect_people(db, _id(call, db), ids, at=at, by=by)
        answer: dict[str, Any] = {"added": len(done.added), "known": len(done.known)}
        if done.withheld:
            answer["withheld"] = [one.person_id for one in done.withheld]
        return answer

    return call.change(put)


def told(meeting: Any) -> dict[str, Any]:
    """Return a meeting in the words of the command line."""
    return {
        "id": meeting.id,
        "body": meeting.body_name,
        "number": meeting.number,
        "title": meeting.title,
        "date": meeting.held_on and meeting.held_on.isoformat(),
        "begins": meeting.begins and f"{meeting.begins:%H:%M}",
        "ends": meeting.ends and f"{meeting.ends:%H:%M}",
        "place": meeting.place,
        "room": meeting.room,
        "state": meeting.state.value,
        "reason": meeting.state_reason or None,
    }


def whole(db: Any, meeting_id: str) -> dict[str, Any]:
    """Return a meeting with its agenda, its list and its counts."""
    from sessions import agenda, attendance, meetings, rosters

    meeting = meetings.show(db, meeting_id)
    counts = attendance.counts(db, meeting_id)
    return {
        **told(meeting),
        "purpose": meeting.purpose,
        "capacity": meeting.capacity,
        "agenda": [
            {"title": item.title, "who": item.who, "minutes": item.minutes}
            for item in agenda.show(db, meeting_id).items
        ],
        "roster": [
            {
                "id": line.person_id or line.id,
                "expected_id": line.id,
                "name": line.name,
                "kana": line.kana,
                "district": line.district,
                "affiliation": line.affiliation or None,
                "source": line.source.value,
                "reply": line.reply.value,
                "proxy": line.proxy_name or None,
            }
            for line in rosters.listing(db, meeting_id)
        ],
        "counts": {
            "expected": counts.expected,
            "present": counts.present,
            "walk_ins": counts.walk_ins,
            "not_yet": counts.not_yet,
            "left": counts.left,
        },
    }


def _id(call: "Call", db: Any) -> str:
    from desktop.commands import which

    return which.meeting(db, call.asked.meeting, today=call.today)


def _move(call: "Call", verb: Any, **facts: Any) -> dict[str, Any]:
    return call.change(lambda db, at, by: told(verb(db, _id(call, db), at=at, by=by, **facts)))


def _item(text: str) -> tuple[str, str, int | None]:
    from desktop.commands.call import Wrong

    title, who, minutes = (*map(str.strip, text.split("|")), "", "")[:3]
    if minutes and not minutes.isdecimal():
        raise Wrong(_("These are no minutes: {text}").format(text=minutes))
    return title, who, int(minutes) if minutes else None
