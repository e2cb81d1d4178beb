"""The register of what was taken out (持ち出し台帳): who has what, until when, and how it ended."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources import journal, records
from resources.calendar import day_of
from resources.refusals import Refusal
from resources.words import _
from sessions import bodies, meetings, rosters, staff
from sessions.takeout_tables import JOINING, QUESTION, TAKEOUT, Decision, Fate, Takeout


@dataclass(frozen=True, slots=True)
class TakeoutFacts:
    """One package as pages and papers read it; its secrets stay in the database."""

    id: str
    meeting_id: str
    label: str
    carrier: str
    made_at: datetime
    made_by: str  # the name of who made it
    expires: datetime
    people: int
    needs: int
    cipher: str
    fate: Fate
    home_at: datetime | None
    lost_at: datetime | None
    lost_note: str
    headline: str  # the meeting, as the office calls it
    held_on: date | None
    joined: int  # how often something of it was brought home and not undone
    open_questions: int

    def overdue(self, at: datetime) -> bool:
        """Whether it should be home by now."""
        return self.fate is Fate.OUT and at > self.expires


@dataclass(frozen=True, slots=True)
class Carried:
    """One person who was on board of a package."""

    name: str
    kana: str


def show(db: Session, takeout_id: str) -> TakeoutFacts:
    """Return one package; an id that is unknown is refused."""
    found = _select(db, TAKEOUT.c.id == takeout_id)
    if not found:
        raise unknown()
    return found[0]


def of_meeting(db: Session, meeting_id: str) -> tuple[TakeoutFacts, ...]:
    """Return the packages of a meeting, the newest first."""
    return _select(db, TAKEOUT.c.meeting_id == meeting_id)


def not_home(db: Session) -> tuple[TakeoutFacts, ...]:
    """Return the packages that are still out, the newest first."""
    return _select(db, TAKEOUT.c.fate == Fate.OUT)


def between(db: Session, since: date, until: date) -> tuple[TakeoutFacts, ...]:
    """Return the packages made on the days from `since` to `until`, both included, oldest first.

    For the monthly list that guidelines for taking data out ask for.
    """
    found = _select(db)
    return tuple(one for one in reversed(found) if since <= day_of(one.made_at) <= until)


def carried(db: Session, takeout_id: str) -> tuple[Carried, ...]:
    """Return who was on board, in the order of the package; who is erased since is left out."""
    places = take(db, takeout_id).places
    wanted = json.loads(places)
    fact = {column.name: column for column in rosters.FACTS}
    query = (
        sa.select(rosters.TABLE.c.id, fact["name"], fact["kana"])
        .select_from(rosters.LINES)
        .where(rosters.TABLE.c.id.in_(wanted))
    )
    found = {row[0]: Carried(row[1], row[2]) for row in db.execute(query)}
    return tuple(found[one] for one in wanted if one in found)


def report_lost(
    db: Session, takeout_id: str, *, note: str = "", at: datetime, by: str
) -> TakeoutFacts:
    """Note that a package is lost (紛失): what comes home of it from now on waits for a person.

    Cards need not be made anew: only salted digests of them were on board. Refuses one that
    was reported before.
    """
    package = take(db, takeout_id)
    if package.fate is Fate.LOST:
        raise Refusal(
            _("This package was reported lost already."), _("Print the incident sheet again.")
        )
    before = {"fate": package.fate}
    package.fate, package.lost_at, package.lost_note = Fate.LOST, at, note.strip()
    save(db, package, "report_lost", before, {"fate": Fate.LOST, "note": note}, at=at, by=by)
    return show(db, takeout_id)


def found_again(db: Session, takeout_id: str, *, at: datetime, by: str) -> TakeoutFacts:
    """Note that a lost package turned up; refuses one that is not lost."""
    package = take(db, takeout_id)
    if package.fate is not Fate.LOST:
        raise Refusal(_("This package is not lost."), _("Nothing needs to be done."))
    after = Fate.HOME if package.home_at else Fate.OUT
    package.fate = after
    save(db, package, "found_again", {"fate": Fate.LOST}, {"fate": after}, at=at, by=by)
    return show(db, takeout_id)


def take(db: Session, takeout_id: str) -> Takeout:
    """Return the stored package for a verb of this floor; an unknown one is refused."""
    package = db.get(Takeout, takeout_id)
    if package is None:
        raise unknown()
    return package


def save(
    db: Session,
    package: Takeout,
    act: str,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    *,
    at: datetime,
    by: str,
) -> None:
    """Write a changed package with its next version and its line in the journal."""
    package.version += 1
    package.recorded_at, package.recorded_by = at, by
    db.flush()
    records.touch(db, Takeout)
    journal.write(db, act, "takeout", package.id, at=at, by=by, before=before, after=after)


def unknown() -> Refusal:
    """Return the refusal for a package that was not made here."""
    return Refusal(
        _("This package was not made at this office."),
        _("Bring the file to the office that made the package."),
    )


def _select(db: Session, *conditions: sa.ColumnElement[bool]) -> tuple[TakeoutFacts, ...]:
    package = TAKEOUT.c
    own = [name for name in TakeoutFacts.__dataclass_fields__ if name in package]
    query = sa.select(*(package[name] for name in own)).where(*conditions)
    rows = db.execute(query.order_by(package.made_at.desc(), package.id.desc())).all()
    ids = [row.id for row in rows]
    joined = _counts(db, JOINING, ids, JOINING.c.undone_at.is_(None))
    asked = _counts(db, QUESTION, ids, QUESTION.c.decision == Decision.OPEN)
    called = staff.names(db)
    held = {
        row.id: meetings.MeetingFacts(*row)
        for row in db.execute(
            sa.select(*meetings.FACTS)
            .select_from(meetings.TABLE.join(bodies.TABLE))
            .where(meetings.TABLE.c.id.in_({row.meeting_id for row in rows}))
        )
    }
    return tuple(
        TakeoutFacts(
            **{name: getattr(row, name) for name in own} | {"made_by": called.get(row.made_by, "")},
            headline=held[row.meeting_id].headline,
            held_on=held[row.meeting_id].held_on,
            joined=joined.get(row.id, 0),
            open_questions=asked.get(row.id, 0),
        )
        for row in rows
    )


def _counts(
    db: Session, table: sa.Table, ids: Sequence[str], condition: sa.ColumnElement[bool]
) -> dict[str, int]:
    query = (
        sa.select(table.c.takeout_id, sa.func.count())
        .where(table.c.takeout_id.in_(ids), condition)
        .group_by(table.c.takeout_id)
    )
    return {row[0]: row[1] for row in db.execute(query)}
