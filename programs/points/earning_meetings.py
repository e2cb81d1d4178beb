"""Meetings whose attendance earns (社協の事業・研修): who came has an activity, once.

What the door says is what holds: an arrival taken back or keyed in afterwards is followed, from
the closing of the meeting on. Whoever came as a proxy earns nothing for the person named.
Where somebody closes a meeting who may not enter activities, what is due waits, and is entered as
soon as somebody who may looks at the meeting or at the points.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from programs.points import (
    activities,
    closed_years,
    entering,
    hosts,
    rule_sets,
    rule_words,
    settling,
)
from programs.points.activities import TABLE as ACTIVITY
from programs.points.activities import WITHDRAWN, Source
from programs.points.register import TABLE as REGISTRATION
from resources import journal
from resources.records import ID_LENGTH, Record, revise
from resources.refusals import Refusal
from resources.words import _
from sessions import attendance, bodies, door_log, meetings, permission
from sessions.meeting_rules import State
from sessions.meetings import MeetingFacts
from sessions.person_tables import Person

_ACT = "points.enter"
_GONE = sa.exists().where(WITHDRAWN.c.activity_id == ACTIVITY.c.id)
_PERSON: sa.Table = Person.__table__  # type: ignore[attr-defined]


class EarningMeeting(Record, table=True):
    """That a meeting earns, at which host its activity counts, and for how long."""

    __tablename__ = "earning_meeting"

    meeting_id: str = Field(foreign_key="meeting.id", unique=True, max_length=ID_LENGTH)
    host_id: str = Field(foreign_key="host.id", index=True, max_length=ID_LENGTH)
    minutes: int
    active: bool = True


TABLE: sa.Table = SQLModel.metadata.tables["earning_meeting"]


@dataclass(frozen=True, slots=True)
class Earning:
    """How a meeting earns."""

    id: str
    meeting_id: str
    host_id: str
    minutes: int
    active: bool
    version: int


@dataclass(frozen=True, slots=True)
class Told:
    """What there is to say of a meeting: how it earns, where, and what its attendance brought."""

    earning: Earning | None
    host: str
    stamps: int  # that each who came gets, before any cap
    unit: str
    given: int  # activities that stand
    closed: bool  # the year takes no activity any more


@dataclass(frozen=True, slots=True)
class Due:
    """What the attendance of one meeting still has to bring into the activities."""

    earning: Earning
    meeting: MeetingFacts
    year: int
    gone: tuple[tuple[str, str, int], ...]  # (activity, number, its year)
    new: tuple[tuple[str, int], ...]  # (number, its turn at this meeting)

    @property
    def numbers(self) -> frozenset[str]:
        """Whose activities change."""
        return frozenset(number for _id, number, _year in self.gone) | {one for one, _t in self.new}


def of_meeting(db: Session, meeting_id: str) -> Earning | None:
    """Return how a meeting earns, None where it does not."""
    row = db.execute(sa.select(TABLE).where(TABLE.c.meeting_id == meeting_id)).first()
    if row is None:
        return None
    return Earning(row.id, row.meeting_id, row.host_id, row.minutes, row.active, row.version)


def tell(db: Session, meeting_id: str) -> Told:
    """Return what the page of a meeting says about what its attendance earns."""
    earning = of_meeting(db, meeting_id)
    meeting = meetings.show(db, meeting_id)
    given = sa.select(sa.func.count()).where(ACTIVITY.c.key.startswith(_key(meeting_id)), ~_GONE)
    stamps, unit = 0, ""
    if earning is not None and meeting.held_on is not None:
        stamps, unit = stamps_for(db, meeting.held_on, earning.minutes)
    return Told(
        earning if earning is not None and earning.active else None,
        hosts.get(db, earning.host_id).name if earning is not None else "",
        stamps,
        unit,
        db.scalar(given) or 0,
        _year_is_closed(db, meeting),
    )


def stamps_for(db: Session, day: date, minutes: int) -> tuple[int, str]:
    """Return how many stamps `minutes` earn on `day` before any cap, and what they are called."""
    year = rule_sets.year_of(db, day)
    rule = rule_sets.in_force(db, year).rule_on(day)
    return rule.earned(minutes, day), rule_words.counter(rule)


def let_earn(
    db: Session, meeting_id: str, host_id: str, minutes: int, *, at: datetime, by: str
) -> str:
    """Let the attendance of a meeting earn `minutes` at a host, and return the id.

    Refused are an unknown meeting or host, no minutes, a closed year, and a meeting that earns
    already.
    """
    _ensure_open(db, meetings.show(db, meeting_id))
    hosts.get(db, host_id)
    if not 0 < minutes <= 24 * 60:
        raise Refusal(_("The minutes are not right."), _("Enter how long it took, in minutes."))
    before = of_meeting(db, meeting_id)
    told = {"host": host_id, "minutes": minutes, "active": True}
    if before is None:
        row = EarningMeeting(
            meeting_id=meeting_id, host_id=host_id, minutes=minutes, recorded_at=at,
            recorded_by=by,
        )  # fmt: skip
        earning_id = row.id
        db.add(row)
        db.flush()
    elif before.active:
        raise Refusal(
            _("The attendance of this meeting earns already."), _("End that first to change it.")
        )
    else:
        earning_id = before.id
        change = {"host_id": host_id, "minutes": minutes, "active": True}
        revise(db, EarningMeeting, before.id, change, seen=before.version, standing=before.version)
    journal.write(db, "let_earn", "meeting", meeting_id, at=at, by=by, after=told)
    settle(db, meeting_id, at=at, by=by)
    return earning_id


def earn_no_more(db: Session, meeting_id: str, *, at: datetime, by: str) -> int:
    """Withdraw the activities of the meeting; return how many.

    Refused are a meeting that earns nothing, and a closed year.
    """
    _ensure_open(db, meetings.show(db, meeting_id))
    before = of_meeting(db, meeting_id)
    if before is None or not before.active:
        raise Refusal(
            _("The attendance of this meeting earns nothing."), _("Nothing needs to be done.")
        )
    revise(
        db, EarningMeeting, before.id, {"active": False},
        seen=before.version, standing=before.version,
    )  # fmt: skip
    journal.write(
        db, "earn_no_more", "meeting", meeting_id, at=at, by=by,
        before={"active": True}, after={"active": False},
    )  # fmt: skip
    return settle(db, meeting_id, at=at, by=by)


def settle(db: Session, meeting_id: str, *, at: datetime, by: str) -> int:
    """Bring the activities of a meeting to what its attendance says; return how many changed.

    A meeting that is not closed yet, or lies in a closed year, changes nothing.
    """
    return sum(_bring(db, one, at=at, by=by) for one in due(db, meeting_id))


def catch_up(db: Session, *, at: datetime, by: str) -> int:
    """Bring in what is due of every meeting; return how many activities changed."""
    changed = 0
    for one in due(db):
        count = _bring(db, one, at=at, by=by)
        journal.write(
            db, "bring_attendance", "meeting", one.meeting.id, at=at, by=by,
            after={"activities": count},
        )  # fmt: skip
        changed += count
    return changed


def due(db: Session, *meeting_ids: str) -> list[Due]:
    """Return what is due of these meetings, or of all: where attendance and activities differ.

    A meeting that is not closed yet, or lies in a closed year, has nothing due.
    """
    closed = set(db.scalars(sa.select(closed_years.TABLE.c.year)))
    rows = [one for one in _earning(db, meeting_ids) if one[2] not in closed]
    if not rows:
        return []
    came = attendance.came_themselves(db, [one.meeting_id for one, _m, _y in rows if one.active])
    numbers = _numbers(db, {year for _one, _m, year in rows})
    activities_of = _activities(db, meeting_ids)
    found = []
    for earning, meeting, year in rows:
        here = came.get(meeting.id, set())
        wanted = {number for person, number in numbers[year].items() if person in here}
        one = _differing(earning, meeting, year, wanted, activities_of.get(meeting.id, ()), closed)
        if one.gone or one.new:
            found.append(one)
    return found


def _earning(db: Session, meeting_ids: Collection[str]) -> list[tuple[Earning, MeetingFacts, int]]:
    """Return the closed meetings that earn or earned, with their year."""
    own = [TABLE.c[name] for name in Earning.__dataclass_fields__]
    query = (
        sa.select(*own, *meetings.FACTS)
        .select_from(
            TABLE.join(meetings.TABLE, meetings.TABLE.c.id == TABLE.c.meeting_id).join(bodies.TABLE)
        )
        .where(meetings.TABLE.c.state == State.CLOSED, meetings.TABLE.c.held_on.is_not(None))
    )
    if meeting_ids:
        query = query.where(TABLE.c.meeting_id.in_(meeting_ids))
    found = [
        (Earning(*row[: len(own)]), MeetingFacts(*row[len(own) :])) for row in db.execute(query)
    ]
    days = {meeting.held_on for _one, meeting in found if meeting.held_on is not None}
    rules = {year: rule_sets.in_force(db, year).last.rule for year in {day.year for day in days}}
    return [
        (one, meeting, rules[meeting.held_on.year].year_of(meeting.held_on))
        for one, meeting in found
        if meeting.held_on is not None
    ]


def _differing(
    earning: Earning,
    meeting: MeetingFacts,
    year: int,
    wanted: set[str],
    rows: "Collection[sa.Row[tuple[object, ...]]]",
    closed: Collection[int],
) -> Due:
    begins = _begins(meeting)
    says = (earning.host_id, meeting.held_on, earning.minutes, begins)
    turns: dict[str, int] = {}
    gone, kept = [], set()
    for row in rows:
        turns[row.number] = turns.get(row.number, 0) + 1
        if row.gone:
            continue
        if row.year in closed or (
            row.number in wanted and (row.host_id, row.day, row.minutes, row.begins) == says
        ):
            kept.add(row.number)
        else:
            gone.append((row.id, row.number, row.year))
    new = tuple((number, turns.get(number, 0) + 1) for number in sorted(wanted - kept))
    return Due(earning, meeting, year, tuple(gone), new)


def _bring(db: Session, one: Due, *, at: datetime, by: str) -> int:
    """Withdraw and keep what is due of one meeting, and settle its years."""
    assert one.meeting.held_on is not None
    begins, minutes = _begins(one.meeting), one.earning.minutes
    if one.gone:
        activities.withdraw_rows(
            db, [row[0] for row in one.gone], reason=_("The attendance says otherwise"),
            at=at, by=by,
        )  # fmt: skip
    for number, turn in one.new:
        entering.keep(
            db, Source.MEETING, key=f"{_key(one.meeting.id)}{number}:{turn}", number=number,
            host_id=one.earning.host_id, place=_key(one.meeting.id), day=one.meeting.held_on,
            begins=begins, ends=None if begins is None else begins + minutes, minutes=minutes,
            content=one.meeting.title or one.meeting.headline, year=one.year, at=at, by=by,
        )  # fmt: skip
    for year in sorted({one.year, *(row[2] for row in one.gone)}):
        settling.settle(db, year, sorted(one.numbers), at=at, by=by)
    return len(one.numbers)


def _begins(meeting: MeetingFacts) -> int | None:
    return meeting.begins.hour * 60 + meeting.begins.minute if meeting.begins else None


def _key(meeting_id: str) -> str:
    return f"meeting:{meeting_id}:"


def _numbers(db: Session, years: Collection[int]) -> Mapping[int, dict[str, str]]:
    """Return {year: {person: their first number}} of everybody registered in `years`."""
    root = sa.func.coalesce(_PERSON.c.merged_into, _PERSON.c.id)
    query = (
        sa.select(REGISTRATION.c.year, root, sa.func.min(REGISTRATION.c.number))
        .join(_PERSON, _PERSON.c.id == REGISTRATION.c.person_id)
        .where(REGISTRATION.c.year.in_(years))
        .group_by(REGISTRATION.c.year, root)
    )
    found: dict[int, dict[str, str]] = {year: {} for year in years}
    for year, person, number in db.execute(query):
        found[year][person] = number
    return found


def _activities(
    db: Session, meeting_ids: Collection[str]
) -> "dict[str, list[sa.Row[tuple[object, ...]]]]":
    """Return the activities of each meeting, those that are gone marked so."""
    query = sa.select(ACTIVITY, _GONE.label("gone")).where(ACTIVITY.c.source == Source.MEETING)
    if meeting_ids:
        query = query.where(sa.or_(*(ACTIVITY.c.key.startswith(_key(one)) for one in meeting_ids)))
    found: dict[str, list[sa.Row[tuple[object, ...]]]] = {}
    for row in db.execute(query):
        found.setdefault(row.key.split(":")[1], []).append(row)
    return found


def _year_is_closed(db: Session, meeting: MeetingFacts) -> bool:
    day = meeting.held_on
    if day is None:
        return False
    return closed_years.is_closed(db, rule_sets.year_of(db, day))


def _ensure_open(db: Session, meeting: MeetingFacts) -> None:
    if meeting.held_on is not None:
        year = rule_sets.year_of(db, meeting.held_on)
        closed_years.ensure_open(db, year)


def _follow(db: Session, meeting_id: str, at: datetime, by: str) -> None:
    """Follow the door of a meeting that is closed and earns; any other costs one look.

    Whoever closes a meeting and may not enter activities leaves this to the next who may.
    """
    query = sa.select(TABLE.c.id).join(meetings.TABLE, meetings.TABLE.c.id == TABLE.c.meeting_id)
    query = query.where(
        TABLE.c.meeting_id == meeting_id, TABLE.c.active, meetings.TABLE.c.state == State.CLOSED
    )
    if db.scalar(query) is not None and _ACT in permission.acts(db, by):
        settle(db, meeting_id, at=at, by=by)


door_log.follow("points", _follow)
