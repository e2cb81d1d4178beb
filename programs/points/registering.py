"""登録: an application becomes a number; 保険手続 and 更新 of many registrations at once."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from programs.points import (
    applications,
    city_answers,
    closed_years,
    inquiries,
    register,
    rule_sets,
    settling,
    turns,
)
from programs.points.eligibility import Answer
from programs.points.register import TABLE, Registration
from programs.points.turns import Kind, New
from resources import calendar
from resources.records import new_id, touch
from resources.refusals import Refusal
from resources.words import _
from sessions import people
from sessions.person_tables import MEMBERSHIP, PERSON
from sessions.person_views import POINTS, Relation

_WIDTH = 4  # of a new number


def decide(
    db: Session, application_ids: Collection[str], *, day: date, at: datetime, by: str
) -> tuple[str, ...]:
    """Register the people of some applications on `day`, all or none; return their numbers.

    Whoever had a number before gets it again; nobody else ever does. Refused are applications
    decided already, those without 適 of the city where the rules ask it, a day before the age is
    reached (到達日), a day outside the year, and a closed year.
    """
    found = applications.open_ones(db, application_ids)
    if not found or len(found) < len(set(application_ids)):
        raise applications.decided()
    made: list[str] = []
    for year in sorted({one.year for one in found}):
        theirs = [one for one in found if one.year == year]
        _allowed(db, year, theirs, day)
        earlier = _earlier(db, {one.person_id for one in theirs})
        last = _last_number(db)
        told = inquiries.about(db, year)
        answers, values, given = [], [], []
        for one in theirs:
            number, first = earlier.get(one.person_id, ("", day))
            if not number:
                last += 1
                number = str(last).rjust(_WIDTH, "0")
                people.add_membership(
                    db, one.person_id, Relation(POINTS, number), at=at, by=by
                )  # fmt: skip
            given.append(number)
            status = "新規" if first in {None, day} else "継続"
            values.append(
                (one.person_id, number,
                 {"first_registered": first or day, "registered": day, "status": status,
                  "emergency": one.emergency})
            )  # fmt: skip
            line = told.get(one.id)
            if line is not None and line.fit is not None and line.confirmed is not None:
                answers.append(Answer(number, line.fit, line.confirmed))
        before = _put(db, year, values, at=at, by=by)
        new = [
            New(one.person_id, year, number, Kind.REGISTERED, day, application_id=one.id,
                before=before[number])
            for one, number in zip(theirs, given, strict=True)
        ]  # fmt: skip
        turns.enter(db, new, at=at, by=by)
        made += given
        if answers:
            city_answers.keep(db, year, answers, at=at, by=by)
        settling.settle(db, year, made, at=at, by=by)
    return tuple(made)


def insure(
    db: Session, year: int, numbers: Collection[str], *, day: date, at: datetime, by: str
) -> int:
    """Note that the insurance was arranged on `day`; the cover begins the day after.

    Return for how many it is new. Refused are numbers nobody has, cancelled ones, a closed year.
    """
    closed_years.ensure_open(db, year)
    rows = standing_rows(db, year, numbers)
    changed = [row for row in rows if row.insured != day]
    if changed:
        change(db, {row.id: {"insured": day} for row in changed}, at=at, by=by)
        new = [
            New(row.person_id, year, row.number, Kind.INSURED, day,
                before={"insured": row.insured})
            for row in changed
        ]  # fmt: skip
        turns.enter(db, new, at=at, by=by)
        settling.settle(db, year, [row.number for row in changed], at=at, by=by)
    return len(changed)


def renewable(db: Session, year: int) -> list[Any]:
    """Return the registrations of the year before that are neither cancelled nor renewed."""
    later = TABLE.alias("later")
    query = (
        sa.select(TABLE)
        .outerjoin(later, sa.and_(later.c.year == year, later.c.number == TABLE.c.number))
        .where(TABLE.c.year == year - 1, TABLE.c.cancelled.is_(None), later.c.id.is_(None))
        .order_by(TABLE.c.number)
    )
    return list(db.execute(query))


def renew(
    db: Session,
    year: int,
    numbers: Collection[str],
    *,
    day: date,
    insured: date | None = None,
    at: datetime,
    by: str,
) -> int:
    """Carry registrations of the year before into `year`, all or none; return how many.

    The number stays, a pause ends. `insured` is the day the insurance of the new year was
    arranged. Refused are numbers that cannot be renewed, a day after the year, a closed year.
    """
    closed_years.ensure_open(db, year)
    last = rule_sets.in_force(db, year).last.rule.bounds(year)[1]
    if day > last:
        raise Refusal(
            _("The day lies after {year}.").format(year=calendar.fiscal_year_label(year)),
            _("Enter the day on which the answer came."),
        )
    rows = {row.number: row for row in renewable(db, year)}
    if missing := sorted(set(numbers) - set(rows)):
        raise Refusal(
            _("{numbers} cannot be renewed.").format(numbers="、".join(missing)),
            _("They are renewed already, cancelled, or were not registered the year before."),
        )
    renewed = [rows[number] for number in sorted(set(numbers))]
    common = {"registered": day, "insured": insured, "status": "継続"}
    kept = ("first_registered", "emergency", "old_number")
    values = [
        (row.person_id, row.number, common | {name: getattr(row, name) for name in kept})
        for row in renewed
    ]
    _put(db, year, values, at=at, by=by)
    new = [New(row.person_id, year, row.number, Kind.RENEWED, day) for row in renewed]
    turns.enter(db, new, at=at, by=by)
    settling.settle(db, year, sorted(set(numbers)), at=at, by=by)
    return len(set(numbers))


def standing_rows(db: Session, year: int, numbers: Collection[str]) -> list[Any]:
    """Return the registrations of `numbers` in `year`; an unknown or cancelled one is refused."""
    query = (
        sa.select(TABLE)
        .where(
            TABLE.c.year == year, TABLE.c.number.in_(sorted(numbers)), TABLE.c.cancelled.is_(None)
        )
        .order_by(TABLE.c.number)
    )
    rows = list(db.execute(query))
    if missing := sorted(set(numbers) - {row.number for row in rows}):
        raise Refusal(
            _("No registration stands under {numbers} in that year.").format(
                numbers="、".join(missing)
            ),
            _("Look at the number and the year again."),
        )
    return rows


def change(db: Session, wanted: Mapping[str, Mapping[str, Any]], *, at: datetime, by: str) -> None:
    """Write {registration id: the same columns of each} at once; whoever calls enters the turns."""
    if not wanted:
        return
    columns = next(iter(wanted.values()))
    db.connection().execute(
        sa.update(TABLE)
        .where(TABLE.c.id == sa.bindparam("this"))
        .values(
            version=TABLE.c.version + 1, recorded_at=at, recorded_by=by,
            **{name: sa.bindparam(f"new_{name}") for name in columns},
        ),
        [
            {"this": row_id, **{f"new_{name}": value for name, value in values.items()}}
            for row_id, values in wanted.items()
        ],
    )  # fmt: skip
    db.expire_all()
    touch(db, Registration)


def _put(
    db: Session, year: int, wanted: Sequence[tuple[str, str, dict[str, Any]]], *,
    at: datetime, by: str,
) -> dict[str, dict[str, Any] | None]:  # fmt: skip
    """Write registrations (person, number, values); return {number: what stood there before}.

    None stood where nothing did; somebody cancelled within the year may be back again.
    """
    numbers = [number for _person, number, _values in wanted]
    rest = dict.fromkeys(register.OWN) | {"status": "", "emergency": "", "old_number": ""}
    query = sa.select(TABLE).where(TABLE.c.year == year, TABLE.c.number.in_(numbers))
    standing = {row.number: row for row in db.execute(query)}
    change(
        db,
        {standing[number].id: rest | values for _p, number, values in wanted if number in standing},
        at=at, by=by,
    )  # fmt: skip
    new = [
        {
            "id": new_id(), "version": 1, "recorded_at": at, "recorded_by": by,
            "person_id": person, "year": year, "number": number, "batch_id": None,
            **(rest | values),
        }
        for person, number, values in wanted
        if number not in standing
    ]  # fmt: skip
    if new:
        db.execute(sa.insert(TABLE), new)
    touch(db, Registration)
    return {
        number: {name: getattr(standing[number], name) for name in register.OWN}
        if number in standing
        else None
        for number in numbers
    }


def _allowed(db: Session, year: int, theirs: Sequence[applications.Standing], day: date) -> None:
    closed_years.ensure_open(db, year)
    rule = rule_sets.in_force(db, year).last.rule
    first, last = rule.bounds(year)
    if not first <= day <= last:
        raise Refusal(
            _("The day lies outside {year}.").format(year=calendar.fiscal_year_label(year)),
            _("Enter a day within the year of the application."),
        )
    told = inquiries.about(db, year)
    if rule.eligibility.check_by == "city":
        lines = [told.get(one.id) for one in theirs]
        if not all(line is not None and line.fit for line in lines):
            raise Refusal(
                _("The city has not answered 適 for everybody chosen."),
                _("Enter the answer of the city first, or choose only those with 適."),
            )
    elif any((line := told.get(one.id)) is not None and line.fit is False for one in theirs):
        raise Refusal(
            _("The city answered 否 for somebody among them."), _("Decline that application.")
        )
    age = rule.eligibility.min_age
    if age is None:
        return
    who = [one.person_id for one in theirs]
    births = db.execute(sa.select(PERSON.c.name, PERSON.c.birth).where(PERSON.c.id.in_(who)))
    for row in births:
        if row.birth is not None and day < (reached := calendar.reaches(row.birth, age)):
            raise Refusal(
                _("{name} reaches the age on {day}.").format(
                    name=row.name, day=calendar.wareki(reached)
                ),
                _("Register on that day or after it."),
            )


def _earlier(db: Session, holders: Collection[str]) -> dict[str, tuple[str, date | None]]:
    """Return {person: (the number they had last, when they first registered)}."""
    owner = sa.func.coalesce(PERSON.c.merged_into, PERSON.c.id)
    wanted = sorted(holders)
    numbers = (
        sa.select(owner, MEMBERSHIP.c.number)
        .join(PERSON, PERSON.c.id == MEMBERSHIP.c.person_id)
        .where(owner.in_(wanted), MEMBERSHIP.c.programme == POINTS)
        .order_by(MEMBERSHIP.c.number)
    )
    query = (
        sa.select(owner, TABLE.c.number, TABLE.c.first_registered)
        .join(PERSON, PERSON.c.id == TABLE.c.person_id)
        .where(owner.in_(wanted))
        .order_by(TABLE.c.year, TABLE.c.id)
    )
    found: dict[str, tuple[str, date | None]] = {
        row[0]: (row[1], None) for row in db.execute(numbers)
    }
    return found | {row[0]: (row[1], row[2]) for row in db.execute(query)}


def _last_number(db: Session) -> int:
    """Return the highest number ever given; one that was taken back stays taken."""
    given = sa.union(sa.select(TABLE.c.number), sa.select(turns.TABLE.c.number))
    return max((int(number) for number in db.scalars(given) if number.isdecimal()), default=0)
