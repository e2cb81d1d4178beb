"""Who came: views over the log of the door, one query each."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sessions import bodies, door_log, meetings, rosters
from sessions.door_log import Act, Way
from sessions.person_tables import PERSON
from sessions.rosters import Reply, Source


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody who came. `id` is the person's, or the line's for people not in the register."""

    id: str
    expected_id: str
    person_id: str | None
    name: str
    kana: str
    affiliation: str
    district: str
    arrived: datetime
    left: datetime | None  # while they have left and are not back
    way: Way
    desk: str
    proxy_name: str
    source: Source
    name_confirmed: bool
    hide_name: bool
    party_of: str | None
    party_kind: str
    arrival_id: str
    sort_key: str
    tab: str


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers of one meeting: expected without walk-ins, and everybody who came."""

    expected: int
    present: int
    walk_ins: int  # of those present: not on the list before the day
    not_yet: int  # of those expected who did not say no
    left: int
    capacity: int | None


@dataclass(frozen=True, slots=True)
class Spread:
    """実人数 and 延べ人数 over several meetings; a helper without name counts each time."""

    meetings: int
    different: int
    visits: int


@dataclass(frozen=True, slots=True)
class Attended:
    """One meeting a person came to."""

    meeting_id: str
    body_name: str
    number: int | None
    title: str
    held_on: date | None
    arrived: datetime
    proxy_name: str


def present(db: Session, meeting_id: str) -> tuple[Present, ...]:
    """Return everybody who came to a meeting, in 五十音 order."""
    return tuple(sorted(_present(db, meeting_id), key=lambda row: (row.sort_key, row.expected_id)))


def last(db: Session, meeting_id: str, count: int = 10) -> tuple[Present, ...]:
    """Return the last `count` who came, newest first."""
    return _present(db, meeting_id, newest=count)


def unmatched(db: Session, meeting_id: str) -> tuple[Present, ...]:
    """Return those who came and are not matched with the register yet."""
    return tuple(row for row in present(db, meeting_id) if row.person_id is None)


def came_themselves(db: Session, meeting_ids: Collection[str]) -> dict[str, set[str]]:
    """Return who of the register came to each of these meetings, and not by a proxy."""
    found: dict[str, set[str]] = {}
    if not meeting_ids:
        return found
    turns, line, came = door_log.turns(*meeting_ids), rosters.TABLE.c, _arrivals()
    query = (
        sa.select(line.meeting_id, PERSON.c.id)
        .select_from(
            rosters.LINES.join(turns, turns.c.expected_id == line.id).join(came, _good(turns, came))
        )
        .where(
            turns.c.came > turns.c.undone, came.c.proxy_name == "", PERSON.c.id.is_not(None),
        )
    )  # fmt: skip
    for meeting_id, person_id in db.execute(query):
        found.setdefault(meeting_id, set()).add(person_id)
    return found


def missing(db: Session, meeting_id: str) -> tuple[rosters.ExpectedFacts, ...]:
    """Return those on the list who have not come, in 五十音 order; a no is among them."""
    turns = door_log.turns(meeting_id)
    fact = {column.name: column for column in rosters.FACTS}
    query = (
        sa.select(*rosters.FACTS)
        .select_from(rosters.LINES.outerjoin(turns, turns.c.expected_id == rosters.TABLE.c.id))
        .where(
            rosters.TABLE.c.meeting_id == meeting_id,
            ~rosters.TABLE.c.removed,
            rosters.TABLE.c.source != Source.WALK_IN,
            sa.func.coalesce(turns.c.came, 0) <= sa.func.coalesce(turns.c.undone, 0),
        )
        .order_by(fact["sort_key"], rosters.TABLE.c.id)
    )
    return tuple(rosters.ExpectedFacts(*row) for row in db.execute(query))


def counts(db: Session, meeting_id: str) -> Counts:
    """Return the numbers of a meeting; all zero for an unknown one."""
    turns, line = door_log.turns(meeting_id), rosters.TABLE.c
    here = sa.func.coalesce(turns.c.came, 0) > sa.func.coalesce(turns.c.undone, 0)
    gone = sa.and_(here, turns.c.left > turns.c.returned, turns.c.stay == turns.c.came)
    listed = sa.and_(line.source.not_in([Source.WALK_IN, Source.DOOR]), ~line.removed)
    capacity = (
        sa.select(meetings.TABLE.c.capacity)
        .where(meetings.TABLE.c.id == meeting_id)
        .scalar_subquery()
    )

    def how_many(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
        return sa.func.coalesce(sa.func.sum(sa.case((condition, 1), else_=0)), 0)

    query = (
        sa.select(
            how_many(listed),
            how_many(here),
            how_many(sa.and_(here, line.source.in_([Source.WALK_IN, Source.DOOR]))),
            how_many(sa.and_(listed, ~here, line.reply != Reply.NO)),
            how_many(gone),
            capacity,
        )
        .select_from(rosters.TABLE.outerjoin(turns, turns.c.expected_id == line.id))
        .where(line.meeting_id == meeting_id)
    )
    return Counts(*db.execute(query).one())


def spread(
    db: Session, *, body_id: str | None = None, since: date | None = None, until: date | None = None
) -> Spread:
    """Return 実人数 and 延べ人数 of the meetings from `since` to `until`, both included.

    A person of the register counts once however often they came; who is not matched counts
    each time; a proxy does not count for the person they stood in for.
    """
    turns, line, meeting = door_log.turns(), rosters.TABLE.c, meetings.TABLE.c
    came = _arrivals()
    who = sa.case((came.c.proxy_name != "", line.id), else_=sa.func.coalesce(PERSON.c.id, line.id))
    query = (
        sa.select(
            sa.func.count(sa.distinct(line.meeting_id)),
            sa.func.count(sa.distinct(who)),
            sa.func.count(),
        )
        .select_from(
            rosters.LINES.join(turns, turns.c.expected_id == line.id)
            .join(came, _good(turns, came))
            .join(meetings.TABLE, meeting.id == line.meeting_id)
        )
        .where(turns.c.came > turns.c.undone)
    )
    if body_id is not None:
        query = query.where(meeting.body_id == body_id)
    if since is not None:
        query = query.where(meeting.held_on >= since)
    if until is not None:
        query = query.where(meeting.held_on <= until)
    return Spread(*db.execute(query).one())


def history(db: Session, person_id: str) -> tuple[Attended, ...]:
    """Return the meetings a person came to, or a proxy for them, newest first."""
    turns, line, meeting = door_log.turns(), rosters.TABLE.c, meetings.TABLE.c
    came = _arrivals()
    query = (
        sa.select(
            meeting.id,
            bodies.TABLE.c.name,
            meeting.number,
            meeting.title,
            meeting.held_on,
            came.c.at,
            came.c.proxy_name,
        )
        .select_from(
            rosters.LINES.join(turns, turns.c.expected_id == line.id)
            .join(came, _good(turns, came))
            .join(meetings.TABLE, meeting.id == line.meeting_id)
            .join(bodies.TABLE, bodies.TABLE.c.id == meeting.body_id)
        )
        .where(PERSON.c.id == person_id, turns.c.came > turns.c.undone)
        .order_by(meeting.held_on.desc(), meeting.id.desc())
    )
    return tuple(Attended(*row) for row in db.execute(query))


def _present(db: Session, meeting_id: str, *, newest: int | None = None) -> tuple[Present, ...]:
    turns, line = door_log.turns(meeting_id), rosters.TABLE.c
    came, gone = _arrivals(), door_log.TABLE.alias("gone")
    fact = {column.name: column for column in rosters.FACTS}
    columns: tuple[sa.ColumnElement[Any], ...] = (
        sa.func.coalesce(PERSON.c.id, line.id),
        line.id,
        fact["person_id"],
        fact["name"],
        fact["kana"],
        line.affiliation,
        fact["district"],
        came.c.at,
        gone.c.at,
        came.c.way,
        came.c.desk,
        came.c.proxy_name,
        line.source,
        line.name_confirmed,
        fact["hide_name"],
        line.party_of,
        line.party_kind,
        came.c.id,
        fact["sort_key"],
        fact["tab"],
    )
    has_left = sa.and_(
        gone.c.expected_id == line.id,
        gone.c.act == Act.LEAVE,
        gone.c.turn == turns.c.left,
        turns.c.left > turns.c.returned,
        turns.c.stay == turns.c.came,
    )
    query = (
        sa.select(*columns)
        .select_from(
            rosters.LINES.join(turns, turns.c.expected_id == line.id)
            .join(came, _good(turns, came))
            .outerjoin(gone, has_left)
        )
        .where(line.meeting_id == meeting_id, turns.c.came > turns.c.undone)
    )
    if newest is not None:
        query = query.order_by(came.c.at.desc(), came.c.id.desc()).limit(newest)
    return tuple(Present(*row) for row in db.execute(query))


def _arrivals() -> sa.FromClause:
    return door_log.TABLE.alias("came_in")


def _good(turns: sa.Subquery, came: sa.FromClause) -> sa.ColumnElement[bool]:
    return sa.and_(
        came.c.expected_id == turns.c.expected_id,
        came.c.act == Act.ARRIVE,
        came.c.turn == turns.c.came,
    )
