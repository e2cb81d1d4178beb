"""Bringing a hall's evening home: a union of events, with a receipt, undone as a whole."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources import calendar, journal, records
from resources.knocks import Failed
from resources.refusals import Refusal
from resources.words import _
from sessions import hall_knocks, holding, homecoming, meetings, rosters, settling, staff, takeouts
from sessions.door_log import Act
from sessions.homecoming import Brought, Event
from sessions.meeting_rules import State
from sessions.takeout_tables import (
    EVENT,
    JOINING,
    JOINING_EVENT,
    QUESTION,
    WHOLE,
    Decision,
    Doubt,
    Fate,
    From,
    Joining,
    JoiningEvent,
    Question,
    Takeout,
    TakeoutEvent,
)


@dataclass(frozen=True, slots=True)
class Outlook:
    """What bringing something home would do: new n, already there n, needs a person n."""

    takeout_id: str
    meeting_id: str
    source: From
    new: int
    known: int
    asked: int
    waits: tuple[Doubt, ...]  # why nothing of it would count before a person says so
    wrong: Failed  # passcodes that nobody here has heard of yet


@dataclass(frozen=True, slots=True)
class Receipt:
    """What one bringing home has done (受領書)."""

    id: str
    takeout_id: str
    meeting_id: str
    source: From
    digest: str
    joined_at: datetime
    joined_by: str  # the name of who did it
    new: int
    known: int
    asked: int
    undone_at: datetime | None
    wrong: Failed  # passcodes typed at the hall, as its file tells


def preview_file(db: Session, content: bytes, *, slow: timedelta = timedelta()) -> Outlook:
    """Return what the file of an evening would bring; changes nothing."""
    return _outlook(db, homecoming.from_file(db, content, slow=slow))


def preview_photo(db: Session, text: str) -> Outlook:
    """Return what a closing code would bring; changes nothing."""
    return _outlook(db, homecoming.from_photo(db, text))


def join_file(
    db: Session, content: bytes, *, slow: timedelta = timedelta(), at: datetime, by: str
) -> Receipt:
    """Bring the file of an evening home; the same file once more is welcome and changes nothing.

    `slow` is by how much the hall's clock was found to be slow. Whatever has to be looked at
    is asked, and nothing of the file is ever dropped. Refuses a file of another office.
    """
    return _join(db, homecoming.from_file(db, content, slow=slow), at=at, by=by)


def join_photo(db: Session, text: str, *, at: datetime, by: str) -> Receipt:
    """Bring home who came, from the closing code; the file, brought later, says when and how."""
    return _join(db, homecoming.from_photo(db, text), at=at, by=by)


def undo(db: Session, joining_id: str, *, at: datetime, by: str) -> Receipt:
    """Take a whole bringing home back; its events are kept and can be brought in again.

    What another file brings as well stays. Refuses one that was taken back before.
    """
    row = db.get(Joining, joining_id)
    if row is None or row.undone_at is not None:
        raise Refusal(_("This was taken back already."), _("Look at the receipts of this meeting."))
    row.undone_at, row.undone_by = at, by
    row.version += 1
    db.flush()
    records.touch(db, Joining)
    settling.bring_level(db, row.meeting_id, at=at, by=by)
    package = takeouts.take(db, row.takeout_id)
    left = sa.select(sa.func.count()).where(
        JOINING.c.takeout_id == package.id, JOINING.c.undone_at.is_(None)
    )
    if not db.scalar(left) and package.fate is Fate.HOME:
        package.fate, package.home_at = Fate.OUT, None
        takeouts.save(
            db, package, "undo_home", {"fate": Fate.HOME}, {"fate": Fate.OUT}, at=at, by=by
        )
    journal.write(db, "undo_joining", "joining", joining_id, at=at, by=by)
    return show(db, joining_id)


def show(db: Session, joining_id: str) -> Receipt:
    """Return one receipt; an unknown one is refused."""
    found = _receipts(db, JOINING.c.id == joining_id)
    if not found:
        raise Refusal(_("This receipt is not known here."), _("Choose one from the list."))
    return found[0]


def of_meeting(db: Session, meeting_id: str) -> tuple[Receipt, ...]:
    """Return the receipts of a meeting, the newest first."""
    return _receipts(db, JOINING.c.meeting_id == meeting_id)


def _join(db: Session, brought: Brought, *, at: datetime, by: str) -> Receipt:
    package, meeting_id = brought.package, brought.package.meeting_id
    waits = _waits(db, brought)
    new, rest = _new(db, brought, waits=bool(waits))
    doubts = _doubts(db, brought, new, waits)
    _keep(db, brought, at=at, by=by)
    joining = Joining(
        takeout_id=package.id,
        meeting_id=meeting_id,
        source=brought.source,
        digest=brought.digest,
        joined_at=at,
        joined_by=by,
        new=len(new),
        known=rest,
        asked=len(doubts),
        recorded_at=at,
        recorded_by=by,
    )
    joining_id = joining.id
    db.add(joining)
    db.flush()
    stamp = {"recorded_at": at, "recorded_by": by}
    links = [
        {"id": records.new_id(), "joining_id": joining_id, "event_id": one.id, **stamp}
        for one in new
    ]
    if links:
        db.execute(sa.insert(JOINING_EVENT), links)
    asked: dict[str, Any] = {"joining_id": joining_id, "takeout_id": package.id, **stamp}
    db.add_all(
        Question(event_id=event_id, doubt=doubt, detail=detail[:200], **asked)
        for event_id, doubt, detail in doubts
    )
    db.flush()
    records.touch(db, Joining, JoiningEvent, Question)
    hall_knocks.keep(db, brought, joining_id, at=at, by=by)
    if new:
        settling.bring_level(db, meeting_id, at=at, by=by)
        # It was held at the hall, though nobody opened its door here.
        if not waits and meetings.show(db, meeting_id).state is State.PLANNED:
            holding.open_meeting(db, meeting_id, at=at, by=by)
    _home(db, package, brought, at=at, by=by)
    after = {"takeout": package.id, "new": len(new), "known": rest, "asked": len(doubts)}
    journal.write(db, "bring_home", "joining", joining_id, at=at, by=by, after=after)
    return show(db, joining_id)


def _home(db: Session, package: Takeout, brought: Brought, *, at: datetime, by: str) -> None:
    """Only the file ends a taking out: after a photograph the computer is still outside."""
    if brought.source is From.FILE and package.fate is Fate.OUT:
        package.fate, package.home_at = Fate.HOME, at
        takeouts.save(db, package, "home", {"fate": Fate.OUT}, {"fate": Fate.HOME}, at=at, by=by)


def _outlook(db: Session, brought: Brought) -> Outlook:
    waits = _waits(db, brought)
    new, rest = _new(db, brought, waits=bool(waits))
    return Outlook(
        brought.package.id,
        brought.package.meeting_id,
        brought.source,
        len(new),
        rest,
        len(_doubts(db, brought, new, waits)),
        tuple(waits),
        hall_knocks.new(db, brought),
    )


def _new(db: Session, brought: Brought, *, waits: bool) -> tuple[list[Event], int]:
    """Return the events that no joining in force has brought, and how many others there are.

    What only waits for a decision elsewhere is brought once more by a file that does not wait.
    """
    joining, asked = JOINING.c, QUESTION.c
    waiting = sa.exists().where(
        asked.joining_id == joining.id,
        asked.event_id.is_(None),
        asked.doubt.in_(WHOLE),
        asked.decision != Decision.COUNTED,
    )
    query = (
        sa.select(JOINING_EVENT.c.event_id)
        .join(JOINING, joining.id == JOINING_EVENT.c.joining_id)
        .where(joining.takeout_id == brought.package.id, joining.undone_at.is_(None))
    )
    if not waits:
        query = query.where(~waiting)
    there = set(db.scalars(query))
    unique = {one.id: one for one in brought.events}
    new = [one for key, one in unique.items() if key not in there]
    return new, len(unique) - len(new)


def _keep(db: Session, brought: Brought, *, at: datetime, by: str) -> None:
    """Keep every event that is not kept yet: a union by id, on either engine."""
    known = homecoming.known(db, brought.events)
    rows = {
        one.id: {
            "id": one.id,
            "takeout_id": brought.package.id,
            "meeting_id": brought.package.meeting_id,
            "device": one.device,
            "seq": one.seq,
            "act": one.act.value,
            "line_id": one.line_id,
            "about": one.about,
            "at": one.at,
            "until": one.until,
            "said": json.dumps(one.said, ensure_ascii=False, sort_keys=True),
            "recorded_at": at,
            "recorded_by": by,
        }
        for one in brought.events
        if one.id not in known
    }
    if rows:
        db.execute(sa.insert(EVENT), list(rows.values()))
        records.touch(db, TakeoutEvent)


def _waits(db: Session, brought: Brought) -> list[Doubt]:
    package = brought.package
    meeting = meetings.show(db, package.meeting_id)
    found = []
    if brought.broken:
        found.append(Doubt.BROKEN)
    if package.fate is Fate.LOST:
        found.append(Doubt.LOST)
    off = meeting.state in {State.CANCELLED, State.POSTPONED}
    day = meeting.held_on
    moved = day is not None and not (
        calendar.day_of(package.opens) <= day <= calendar.day_of(package.expires)
    )
    if off or moved:
        found.append(Doubt.CALLED_OFF)
    return found


def _doubts(
    db: Session, brought: Brought, new: Sequence[Event], waits: Sequence[Doubt]
) -> list[tuple[str | None, Doubt, str]]:
    """Return what a person has to look at; what was asked before is not asked again."""
    if not new:
        return []
    package = brought.package
    found: list[tuple[str | None, Doubt, str]] = []
    for doubt in waits:
        detail = str(brought.unread) if doubt is Doubt.BROKEN and brought.unread else ""
        found.append((None, doubt, detail))
    query = sa.select(QUESTION.c.event_id, QUESTION.c.doubt).where(
        QUESTION.c.takeout_id == package.id, QUESTION.c.event_id.is_not(None)
    )
    asked = {(row.event_id, row.doubt) for row in db.execute(query)}
    line = rosters.TABLE.c
    on_list = set(db.scalars(sa.select(line.id).where(line.id.in_({one.line_id for one in new}))))
    for one in new:
        for doubt, detail in _about(one, package, known=one.line_id in on_list):
            if (one.id, doubt) not in asked:
                found.append((one.id, doubt, detail))
    if brought.walk_ins:
        found.append((None, Doubt.PHOTO_WALK_INS, str(brought.walk_ins)))
    return found


def _about(one: Event, package: Takeout, *, known: bool) -> list[tuple[Doubt, str]]:
    found = []
    newcomer: dict[str, Any] | None = one.said.get("newcomer")
    if newcomer and one.act is Act.ARRIVE:
        found.append((Doubt.WALK_IN, str(newcomer["kana"] or newcomer["name"])))
    if not package.opens <= one.at <= package.expires:
        found.append((Doubt.OUTSIDE, one.at.isoformat(timespec="minutes")))
    if not newcomer and not known and one.act is Act.ARRIVE:
        found.append((Doubt.ERASED, ""))
    return found


def _receipts(db: Session, *conditions: sa.ColumnElement[bool]) -> tuple[Receipt, ...]:
    names = [name for name in Receipt.__dataclass_fields__ if name in JOINING.c]
    query = sa.select(*(JOINING.c[name] for name in names)).where(*conditions)
    rows = db.execute(query.order_by(JOINING.c.joined_at.desc(), JOINING.c.id.desc())).all()
    called, wrong = staff.names(db), hall_knocks.of_joinings(db, [row.id for row in rows])
    return tuple(
        Receipt(
            **row._asdict() | {"joined_by": called.get(row.joined_by, "")},
            wrong=wrong.get(row.id, Failed()),
        )
        for row in rows
    )
