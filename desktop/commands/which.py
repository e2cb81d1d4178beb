"""Which meeting or person somebody means on the command line."""

import re
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources.refusals import Refusal
from resources.words import _
from sessions import bodies, meetings, schedule
from sessions.meeting_rules import State

_NUMBERED = re.compile(r"(?:(?P<body>\D.*?)[\s:#　]*)?第?\s*(?P<number>\d{1,6})\s*回?")


def meeting(db: Session, asked: str, *, today: date) -> str:
    """Return the id of the meeting meant: an id, a number (14, いなくらし会議 14), or next.

    A number alone is one of いなくらし会議; `next` is the first from today on that is not over.
    Refuses what names no meeting.
    """
    asked = asked.strip()
    if asked == "next":
        return _next(db, today)
    if re.fullmatch(r"[0-9a-f]{32}", asked):
        return meetings.show(db, asked).id
    found = _NUMBERED.fullmatch(asked)
    if found:
        name = (found["body"] or bodies.town_meeting(db).name).strip()
        query = (
            sa.select(meetings.TABLE.c.id)
            .select_from(meetings.TABLE.join(bodies.TABLE))
            .where(bodies.TABLE.c.name == name, meetings.TABLE.c.number == int(found["number"]))
        )
        known: str | None = db.scalar(query)
        if known is not None:
            return known
    raise Refusal(
        _("There is no meeting {asked}.").format(asked=asked),
        _("Give its number, its id or next; see: inakurashi meeting list"),
    )


def body(db: Session, asked: str) -> str:
    """Return the id of the body called so; nothing said means いなくらし会議."""
    if not asked:
        return bodies.town_meeting(db).id
    known = bodies.every(db)
    for one in known:
        if asked in {one.id, one.name, *one.aliases.split("／")} - {""}:
            return one.id
    raise Refusal(
        _("There is no body called {name}.").format(name=asked),
        _("There are: {names}").format(names="、".join(one.name for one in known)),
    )


def numbers(db: Session, asked: list[str]) -> list[str]:
    """Return the ids of people given by id or by registration number."""
    from desktop.commands import register

    return [register.one(db, word).id for word in asked]


def _next(db: Session, today: date) -> str:
    ahead: Any = schedule.listing(db, schedule.When.UPCOMING, today=today)
    for row in ahead:
        if row.meeting.held_on and row.meeting.state in {State.PLANNED, State.OPEN}:
            return str(row.meeting.id)
    raise Refusal(
        _("No meeting is planned from today on."), _("Plan one: inakurashi meeting create")
    )
