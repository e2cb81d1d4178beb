"""休止・再開・取消 of registrations, and a turn that was a mistake taken back."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from programs.points import activities, closed_years, register, registering, settling, turns
from programs.points.register import OWN, TABLE, Registration
from programs.points.turns import ENDING, RESTING, Kind, New, Reason, Turned
from resources import calendar
from resources.records import touch
from resources.refusals import Refusal
from resources.words import _
from sessions import suppression, withholding

_DATES = frozenset({"first_registered", "registered", "insured", "cancelled"})
_WITHHELD = {Reason.DIED: suppression.Reason.DIED, Reason.MOVED: suppression.Reason.MOVED}


def pause(
    db: Session, year: int, numbers: Collection[str], *, day: date, reason: Reason,
    at: datetime, by: str,
) -> int:  # fmt: skip
    """Let registrations rest from `day` on; activities from then on do not count. Return how many.

    Refused are those that rest already, cancelled ones, a reason of another kind, a closed year.
    """
    if reason not in RESTING:
        raise _no_reason()
    resting = turns.pauses(db, year)
    return _turn_all(
        db, year, numbers, Kind.PAUSED, day, reason,
        {"status": register.RESTING}, lambda number: _rests(resting, number), at, by,
    )  # fmt: skip


def resume(
    db: Session, year: int, numbers: Collection[str], *, day: date, at: datetime, by: str
) -> int:
    """Let registrations that rest be active again from `day` on; return how many.

    Refused are those that do not rest, a day before the pause, a closed year.
    """
    resting = turns.pauses(db, year)
    listed = {
        row.number
        for row in registering.standing_rows(db, year, numbers)
        if row.status == register.RESTING
    }

    def fails(number: str) -> str:
        if not _rests(resting, number):
            words = _("{number} does not rest.").format(number=number)
            return "" if number in listed else words
        since = resting[number][-1][0]
        if day < since:
            return _("{number} rests from {day} on.").format(
                number=number, day=calendar.wareki(since)
            )
        return ""

    return _turn_all(
        db, year, numbers, Kind.RESUMED, day, None, {"status": "継続"}, fails, at, by
    )  # fmt: skip


def cancel(
    db: Session, year: int, numbers: Collection[str], *, day: date, reason: Reason,
    at: datetime, by: str,
) -> int:  # fmt: skip
    """End registrations with `day`; what was done until then keeps its stamps. Return how many.

    死亡 and 転出 also keep the person from letters and lists at once. Refused are cancelled ones,
    a day to come, a day before the registration, a reason of another kind, a closed year.
    """
    if reason not in ENDING:
        raise _no_reason()
    if day > calendar.day_of(at):
        raise Refusal(_("That day is still to come."), _("Enter the day on which it happened."))
    rows = {row.number: row for row in registering.standing_rows(db, year, numbers)}

    def fails(number: str) -> str:
        registered = rows[number].registered
        if registered is not None and day < registered:
            return _("{number} was registered on {day} only.").format(
                number=number, day=calendar.wareki(registered)
            )
        return ""

    done = _turn_all(
        db, year, numbers, Kind.CANCELLED, day, reason,
        {"cancelled": day, "status": "取消"}, fails, at, by,
    )  # fmt: skip
    withheld = _WITHHELD.get(reason)
    if withheld is not None:
        people = {row.person_id for row in rows.values()}
        held = suppression.standing(db, people)
        for person in sorted(people):
            if person not in held or withheld not in held[person].reasons:
                withholding.withhold(db, person, withheld, since=day, at=at, by=by)
    return done


def take_back(db: Session, turn_ids: Collection[str], *, at: datetime, by: str) -> None:
    """Take back turns: what they changed is as before, and both are on record; all or none.

    Refused are turns that stand no more, ones that were followed by another, registrations with
    activities, and a closed year.
    """
    if said := hindrance(db, turn_ids):
        raise said
    found = _standing(db, turn_ids)
    before = turns.before(db, turn_ids)
    for one in found:
        kept = before[one.id]
        here = sa.and_(TABLE.c.year == one.year, TABLE.c.number == one.number)
        if _made(one, kept):
            db.execute(sa.delete(TABLE).where(here))
        elif kept and (row_id := db.scalar(sa.select(TABLE.c.id).where(here))):
            values = {name: _alive(name, value) for name, value in kept.items() if name in OWN}
            registering.change(db, {row_id: values}, at=at, by=by)
    touch(db, Registration)
    day = calendar.day_of(at)
    undoing = [
        New(one.person_id, one.year, one.number, Kind.UNDONE, day, about=one.id) for one in found
    ]
    turns.enter(db, undoing, act="take_back", at=at, by=by)
    for year in sorted({one.year for one in found}):
        numbers = [one.number for one in found if one.year == year and one.number]
        if numbers:
            settling.settle(db, year, numbers, at=at, by=by)


def hindrance(db: Session, turn_ids: Collection[str]) -> Refusal | None:
    """Return why turns cannot be taken back, or None."""
    found = _standing(db, turn_ids)
    if len(found) < len(set(turn_ids)):
        return _over()
    for year in sorted({one.year for one in found}):
        if closed_years.is_closed(db, year):
            return Refusal(
                _("{year} is closed.").format(year=calendar.fiscal_year_label(year)),
                _("Only an approved correction of a past year can still be entered."),
            )
    latest: dict[tuple[int, str], str] = {}
    for turn in turns.standing(db, numbers={one.number for one in found if one.number}):
        for one in found:
            if one.number == turn.number and turn.year >= one.year:
                key = one.year, one.number
                latest[key] = max(latest.get(key, ""), turn.id)
    if any(one.number and latest[one.year, one.number] != one.id for one in found):
        return Refusal(_("This was changed since."), _("Take the later changes back first."))
    before, deeds = turns.before(db, turn_ids), activities.TABLE
    made = {(one.year, one.number) for one in found if _made(one, before[one.id])}
    query = (
        sa.select(deeds.c.year, deeds.c.number)
        .where(deeds.c.number.in_(sorted(number for _year, number in made)))
        .distinct()
    )
    busy = made & {(row.year, row.number) for row in db.execute(query)}
    if busy:
        return Refusal(
            _("Activities are entered under {number} already.").format(
                number="、".join(sorted(number for _year, number in busy))
            ),
            _("Cancel the registration instead; its activities stay on record."),
        )
    return None


def _standing(db: Session, turn_ids: Collection[str]) -> list[Turned]:
    wanted = set(turn_ids)
    return [one for one in turns.standing(db) if one.id in wanted]


def _turn_all(
    db: Session, year: int, numbers: Collection[str], kind: Kind, day: date,
    reason: Reason | None, values: dict[str, Any], fails: Any, at: datetime, by: str,
) -> int:  # fmt: skip
    closed_years.ensure_open(db, year)
    rows = registering.standing_rows(db, year, numbers)
    wrong = [said for row in rows if (said := fails(row.number))]
    if wrong:
        raise Refusal("".join(wrong), _("Choose the others only; nothing was changed."))
    registering.change(db, {row.id: values for row in rows}, at=at, by=by)
    new = [
        New(row.person_id, year, row.number, kind, day, reason,
            before={name: getattr(row, name) for name in values})
        for row in rows
    ]  # fmt: skip
    turns.enter(db, new, act="change", at=at, by=by)
    settling.settle(db, year, [row.number for row in rows], at=at, by=by)
    return len(rows)


def _rests(resting: dict[str, tuple[tuple[date, date | None], ...]], number: str) -> str:
    """Return words saying that `number` rests now, "" where it does not."""
    spans = resting.get(number)
    if not spans or spans[-1][1] is not None:
        return ""
    return _("{number} rests already.").format(number=number)


def _made(one: Turned, before: dict[str, Any] | None) -> bool:
    """Say whether a turn made a registration where none was."""
    return one.kind in {Kind.REGISTERED, Kind.RENEWED} and before is None


def _alive(name: str, value: Any) -> Any:
    return date.fromisoformat(value) if value and name in _DATES else value


def _no_reason() -> Refusal:
    return Refusal(_("This needs its reason."), _("Choose the reason in the list."))


def _over() -> Refusal:
    return Refusal(_("This turn does not stand any more."), _("Look at the list again."))
