"""Meetings whose attendance earns (社協の事業・研修): who came has an activity, once.

What the door says is what holds: an arrival taken back or keyed in afterwards is followed, from
the closing of the meeting on. Whoever came as a proxy earns nothing for the person named.
"""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from programs.points import activities, closed_years, entering, hosts, rule_sets, settling
from programs.points.activities import TABLE as ACTIVITY
from programs.points.activities import WITHDRAWN, Source
from programs.points.register import TABLE as REGISTRATION
from resources import journal
from resources.records import ID_LENGTH, Record, revise
from resources.refusals import Refusal
from resources.words import _
from sessions import attendance, door_log, meetings, permission
from sessions.meeting_rules import State
from sessions.person_tables import Person

_ACT = "points.enter"
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


def of_meeting(db: Session, meeting_id: str) -> Earning | None:
    """Return how a meeting earns, None where it does not."""
    row = db.execute(sa.select(TABLE).where(TABLE.c.meeting_id == meeting_id)).first()
    if row is None:
        return None
    return Earning(row.id, row.meeting_id, row.host_id, row.minutes, row.active, row.version)


def let_earn(
    db: Session, meeting_id: str, host_id: str, minutes: int, *, at: datetime, by: str
) -> str:
    """Let the attendance of a meeting earn `minutes` at a host, and return the id.

    Refused are an unknown meeting or host, no minutes, and a meeting that earns already.
    """
    meetings.show(db, meeting_id)
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
    """Withdraw the activities of the meeting; return how many. Refuses one that earns nothing."""
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
    earning = of_meeting(db, meeting_id)
    if earning is None:
        return 0
    meeting = meetings.show(db, meeting_id)
    if meeting.state is not State.CLOSED or meeting.held_on is None:
        return 0
    day = meeting.held_on
    year = rule_sets.in_force(db, day.year).last.rule.year_of(day)
    if closed_years.is_closed(db, year):
        return 0
    begins = meeting.begins.hour * 60 + meeting.begins.minute if meeting.begins else None
    wanted = _numbers(db, earning, year)
    standing = _standing(db, meeting_id)
    gone = [
        row for number, row in standing.items()
        if number not in wanted
        or (row.host_id, row.day, row.minutes, row.begins)
        != (earning.host_id, day, earning.minutes, begins)
    ]  # fmt: skip
    kept = set(standing) - {row.number for row in gone}
    _withdraw(db, [row.id for row in gone], at=at, by=by)
    turns = _turns(db, meeting_id)
    ends = None if begins is None else begins + earning.minutes
    for number in sorted(wanted - kept):
        entering.keep(
            db, Source.MEETING, key=f"{_key(meeting_id)}{number}:{turns.get(number, 0) + 1}",
            number=number, host_id=earning.host_id, place=_key(meeting_id), day=day,
            begins=begins, ends=ends, minutes=earning.minutes,
            content=meeting.title or meeting.headline, year=year, at=at, by=by,
        )  # fmt: skip
    changed = sorted({row.number for row in gone} | (wanted - kept))
    if changed:
        settling.settle(db, year, changed, at=at, by=by)
    return len(changed)


def _key(meeting_id: str) -> str:
    return f"meeting:{meeting_id}:"


def _numbers(db: Session, earning: Earning, year: int) -> set[str]:
    """Return the numbers of everybody who came themselves: the first one of each person."""
    if not earning.active:
        return set()
    came = {
        one.id for one in attendance.present(db, earning.meeting_id)
        if one.person_id and not one.proxy_name
    }  # fmt: skip
    root = sa.func.coalesce(_PERSON.c.merged_into, _PERSON.c.id)
    query = (
        sa.select(root, sa.func.min(REGISTRATION.c.number))
        .join(_PERSON, _PERSON.c.id == REGISTRATION.c.person_id)
        .where(REGISTRATION.c.year == year)
        .group_by(root)
    )
    return {number for person, number in db.execute(query) if person in came}


def _standing(db: Session, meeting_id: str) -> "dict[str, sa.Row[tuple[object, ...]]]":
    gone = sa.exists().where(WITHDRAWN.c.activity_id == ACTIVITY.c.id)
    query = sa.select(ACTIVITY).where(ACTIVITY.c.key.startswith(_key(meeting_id)), ~gone)
    return {row.number: row for row in db.execute(query)}


def _turns(db: Session, meeting_id: str) -> dict[str, int]:
    query = (
        sa.select(ACTIVITY.c.number, sa.func.count())
        .where(ACTIVITY.c.key.startswith(_key(meeting_id)))
        .group_by(ACTIVITY.c.number)
    )
    return {row[0]: row[1] for row in db.execute(query)}


def _withdraw(db: Session, ids: list[str], *, at: datetime, by: str) -> None:
    if ids:
        activities.withdraw_rows(db, ids, reason=_("The attendance says otherwise"), at=at, by=by)


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
