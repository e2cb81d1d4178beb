"""The meetings in their order of time, with how many are expected and how many came."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sessions import bodies, door_log, meetings, rosters
from sessions.meeting_rules import State
from sessions.meetings import MeetingFacts
from sessions.rosters import Source


class When(StrEnum):
    """Which meetings to list."""

    TODAY = "today"
    UPCOMING = "upcoming"  # today and later, and those without a date
    PAST = "past"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Scheduled:
    """One meeting with its numbers."""

    meeting: MeetingFacts
    expected: int
    present: int
    walk_ins: int


def listing(
    db: Session, when: When = When.ALL, *, today: date, body_id: str | None = None
) -> tuple[Scheduled, ...]:
    """Return meetings with their numbers: what is ahead soonest first, what is past newest first.

    Meetings without a date stand last. Cancelled ones are listed, too.
    """
    meeting, line, turns = meetings.TABLE.c, rosters.TABLE.c, door_log.turns()
    here = sa.func.coalesce(turns.c.came, 0) > sa.func.coalesce(turns.c.undone, 0)
    unannounced = line.source.in_([Source.WALK_IN, Source.DOOR])
    listed = sa.and_(~unannounced, ~line.removed)

    def how_many(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
        return sa.func.sum(sa.case((condition, 1), else_=0))

    numbers = (
        sa.select(
            line.meeting_id,
            how_many(listed).label("expected"),
            how_many(here).label("present"),
            how_many(sa.and_(here, unannounced)).label("walk_ins"),
        )
        .select_from(rosters.TABLE.outerjoin(turns, turns.c.expected_id == line.id))
        .group_by(line.meeting_id)
        .subquery("numbers")
    )
    query = sa.select(
        *meetings.FACTS,
        *(sa.func.coalesce(numbers.c[name], 0) for name in ("expected", "present", "walk_ins")),
    ).select_from(
        meetings.TABLE.join(bodies.TABLE).outerjoin(numbers, numbers.c.meeting_id == meeting.id)
    )
    if when is When.TODAY:
        query = query.where(meeting.held_on == today)
    elif when is When.UPCOMING:
        undecided = sa.and_(meeting.held_on.is_(None), meeting.state == State.POSTPONED)
        query = query.where(sa.or_(meeting.held_on >= today, undecided))
    elif when is When.PAST:
        query = query.where(meeting.held_on < today)
    if body_id is not None:
        query = query.where(meeting.body_id == body_id)
    order = (
        (meeting.held_on.desc(), meeting.begins.desc())
        if when in {When.PAST, When.ALL}
        else (meeting.held_on, meeting.begins)
    )
    query = query.order_by(meeting.held_on.is_(None), *order, meeting.id)
    width = len(meetings.FACTS)
    return tuple(Scheduled(MeetingFacts(*row[:width]), *row[width:]) for row in db.execute(query))
