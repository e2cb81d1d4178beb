"""How a meeting, its states and its lines are said on the screen."""

from datetime import date, datetime, time

from desktop.parts.status import Status
from resources import calendar
from resources.refusals import Refusal
from resources.words import _, mark
from sessions.meeting_rules import State
from sessions.meetings import MeetingFacts
from sessions.rosters import Reply, Source

STATES = {
    State.PLANNED: (Status.NONE, mark("planned")),
    State.OPEN: (Status.RUNNING, mark("receiving")),
    State.CLOSED: (Status.OK, mark("closed")),
    State.POSTPONED: (Status.WAIT, mark("put off")),
    State.CANCELLED: (Status.STOP, mark("called off")),
}
REPLIES = {
    Reply.NONE: (Status.NONE, mark("no reply yet")),
    Reply.YES: (Status.OK, mark("will come")),
    Reply.NO: (Status.STOP, mark("cannot come")),
    Reply.PROXY: (Status.INFO, mark("sends a proxy")),
}
SOURCES = {
    Source.REGISTER: mark("from the register"),
    Source.APPLICATION: mark("by application"),
    Source.HAND: mark("written by hand"),
    Source.WALK_IN: mark("came on the day"),
    Source.DOOR: mark("added at the door"),
}
NEEDS = {
    "wheelchair": mark("wheelchair"),
    "sign_language": mark("sign language"),
    "front_seat": mark("front seat"),
    "hearing": mark("hard of hearing"),
}


def state_chip(meeting: MeetingFacts) -> tuple[Status, str]:
    """Return the status and the word of the chip of a meeting."""
    status, word = STATES[meeting.state]
    if meeting.state is State.PLANNED and meeting.postponed_from is not None:
        return Status.WAIT, _("new date")
    return status, _(word)


def reply_chip(reply: Reply) -> tuple[Status, str]:
    """Return the status and the word of a reply."""
    status, word = REPLIES[reply]
    return status, _(word)


def needs_words(codes: str) -> str:
    """Return what somebody needs at the hall; a code without a word is shown as written."""
    parts = [part.strip() for part in codes.split(",") if part.strip()]
    return "・".join(_(NEEDS[part]) if part in NEEDS else part for part in parts)


def name(text: str) -> str:
    """Return a name as the screen sets it: the wide blank as a narrow one."""
    return text.replace("\u3000", " ")


def day(held_on: date | None) -> str:
    """Return 令和8年5月19日（火）, or that it is not decided."""
    return calendar.wareki_with_weekday(held_on) if held_on else _("Day not decided")


def short_day(held_on: date | None) -> str:
    """Return 5/19（火）, or that it is not decided."""
    if held_on is None:
        return _("Undecided")
    return f"{held_on.month}/{held_on.day}（{calendar.weekday(held_on)}）"


def hours(begins: time | None, ends: time | None) -> str:
    """Return 10:30〜12:00 as far as it is known."""
    if begins is None:
        return ""
    return f"{begins:%H:%M}〜{ends:%H:%M}" if ends else f"{begins:%H:%M}〜"


def where(meeting: MeetingFacts) -> str:
    """Return place and room."""
    return " ".join(part for part in (meeting.place, meeting.room) if part)


def clock(moment: datetime | None) -> str:
    """Return the time of day in Japan, "" for none."""
    return f"{calendar.local(moment):%H:%M}" if moment else ""


def told(refusal: Refusal) -> str:
    """Return a refusal as one text: what happened, what to do now."""
    return f"{refusal.what} {refusal.advice}".strip()
