"""What the day asks of the office: matters that wait for a person, one query each."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources import calendar
from sessions import (
    bodies,
    door_log,
    likeness,
    meetings,
    notices,
    print_runs,
    rosters,
    schedule,
    staff,
)
from sessions.meeting_rules import State
from sessions.person_tables import PERSON
from sessions.schedule import Scheduled, When


@dataclass(frozen=True, slots=True)
class Waiting:
    """One meeting and how many people wait for something there."""

    meeting_id: str
    body_name: str
    number: int | None
    held_on: date | None
    people: int


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything that waits: notices to tell, walk-ins to match, doubles, print runs."""

    untold: tuple[Waiting, ...] = ()
    unmatched: tuple[Waiting, ...] = ()
    doubles: int = 0
    runs: int = 0
    people: int = 0


@dataclass(frozen=True, slots=True)
class Day:
    """What the first page shows: who sits there, the meetings from today on, what waits."""

    name: str
    ahead: tuple[Scheduled, ...]
    waiting: Overview


def day(db: Session, staff_id: str, today: date) -> Day:
    """Return what the first page shows somebody on the day `today`."""
    ahead = schedule.listing(db, When.UPCOMING, today=today)
    return Day(staff.get(db, staff_id).name, ahead, read(db))


def read(db: Session) -> Overview:
    """Return everything that waits, nearest meeting first."""
    doubles = sa.select(sa.func.count()).where(likeness.TABLE.c.answer == likeness.Answer.OPEN)
    runs = sa.select(sa.func.count()).where(
        print_runs.TABLE.c.state.in_([print_runs.RunState.SENT, print_runs.RunState.STOPPED])
    )
    people = sa.select(sa.func.count()).select_from(PERSON)
    numbers = db.execute(
        sa.select(doubles.scalar_subquery(), runs.scalar_subquery(), people.scalar_subquery())
    ).one()
    return Overview(_untold(db), _unmatched(db), *numbers)


def fiscal_years(db: Session, today: date) -> list[int]:
    """Return the fiscal years from the first meeting to the last, and this one, newest first."""
    this = calendar.fiscal_year(today)
    days = meetings.TABLE.c.held_on
    first, last = db.execute(sa.select(sa.func.min(days), sa.func.max(days))).one()
    if first is None:
        return [this]
    newest = max(calendar.fiscal_year(last), this)
    return list(range(newest, min(calendar.fiscal_year(first), this) - 1, -1))


def _columns() -> tuple[sa.ColumnElement[Any], ...]:
    meeting = meetings.TABLE.c
    return (meeting.id, bodies.TABLE.c.name, meeting.number, meeting.held_on)


def _count() -> sa.ColumnElement[Any]:
    return sa.func.count()


def _untold(db: Session) -> tuple[Waiting, ...]:
    notice = notices.TABLE.c
    query = (
        sa.select(*_columns(), _count())
        .select_from(
            notices.TABLE.join(meetings.TABLE, meetings.TABLE.c.id == notice.meeting_id).join(
                bodies.TABLE, bodies.TABLE.c.id == meetings.TABLE.c.body_id
            )
        )
        .where(notice.told_at.is_(None), notice.round == meetings.TABLE.c.notice_round)
        .group_by(*_columns())
        .order_by(meetings.TABLE.c.held_on.is_(None), meetings.TABLE.c.held_on)
    )
    return tuple(Waiting(*tuple(row)) for row in db.execute(query))


def _unmatched(db: Session) -> tuple[Waiting, ...]:
    line, turns = rosters.TABLE.c, door_log.turns()
    query = (
        sa.select(*_columns(), _count())
        .select_from(
            rosters.TABLE.join(turns, turns.c.expected_id == line.id)
            .join(meetings.TABLE, meetings.TABLE.c.id == line.meeting_id)
            .join(bodies.TABLE, bodies.TABLE.c.id == meetings.TABLE.c.body_id)
        )
        .where(
            line.person_id.is_(None),
            turns.c.came > turns.c.undone,
            meetings.TABLE.c.state == State.CLOSED,
        )
        .group_by(*_columns())
        .order_by(meetings.TABLE.c.held_on.desc())
        .limit(3)
    )
    return tuple(Waiting(*tuple(row)) for row in db.execute(query))
