"""The ledger examined: every line adds up to what the facts say, and no balance is below nothing.

Balances recomputed from the facts are held against the sums of the ledger; where they differ, a
year is named, never a person.
"""

from collections.abc import Collection, Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from programs.points import activities, balances, closed_years, ledger, settling, statements
from programs.points.register import TABLE as REGISTRATION
from resources import calendar, soundness
from resources.soundness import Balance
from resources.words import _
from sessions import suppression
from sessions.suppression import Reason

_NOTHING = [0, 0, 0, 0]


def check(db: Session) -> Balance:
    """Return the sums of the ledger and what does not add up.

    A year that is open is judged anew, which costs as much as the year is long. A closed one
    keeps its lines: its sums are held against those it was closed with, all years in one look.
    """
    table = ledger.TABLE
    totals = db.execute(
        sa.select(table.c.year, sa.func.count(), sa.func.sum(table.c.counted),
                  sa.func.sum(table.c.yen)).group_by(table.c.year)
    ).all()  # fmt: skip
    figures = " / ".join(str(sum(int(row[place]) for row in totals)) for place in (1, 2, 3))
    problems = []
    if wrong := statements.broken(db):
        problems.append(
            _("{count} statements of points claim what the ledger did not say.").format(count=wrong)
        )
    problems += [
        _("{year}: the points are not those it was closed with.").format(
            year=calendar.fiscal_year_label(year)
        )
        for year in closed_years.broken(db)
    ]
    years = {row.year for row in totals} | activities.years(db)
    for year, wrong in _differing(db, years - closed_years.closed(db)).items():
        problems.append(
            _("{year}: {count} balances of points differ from their activities.").format(
                year=calendar.fiscal_year_label(year), count=wrong
            )
        )
    return Balance(figures, tuple(problems))


def _differing(db: Session, years: Collection[int]) -> dict[int, int]:
    """Return {year: how many numbers have other sums in the ledger than their activities give}."""
    stood = ledger.awarded(db, years)
    found = {}
    for year in sorted(years):
        wanted: dict[str, list[int]] = {}
        for one in settling.judged(db, year).judged:
            if one.accepted:
                sums = wanted.setdefault(one.deed.number, [0, 0, 0, 0])
                sums[0] += 1
                sums[1] += one.deed.minutes
                sums[2] += one.recorded
                sums[3] += one.counted
        has = {number: list(sums) for number, sums in stood.get(year, {}).items()}
        wrong = sum(wanted.get(one, _NOTHING) != has.get(one, _NOTHING) for one in {*wanted, *has})
        if wrong:
            found[year] = wrong
    return found


def against_erasing(db: Session, people: Sequence[str]) -> list[str]:
    """Return why `people` cannot be erased yet: points that may still be exchanged.

    The points of somebody who died end with the person and stand in nobody's way.
    """
    gone = suppression.standing(db, people)
    if any(Reason.DIED in one.reasons for one in gone.values()):
        return []
    query = (
        sa.select(REGISTRATION.c.year, REGISTRATION.c.number)
        .where(REGISTRATION.c.person_id.in_(list(people)))
        .order_by(REGISTRATION.c.year)
    )
    numbers: dict[int, list[str]] = {}
    for row in db.execute(query):
        numbers.setdefault(row.year, []).append(row.number)
    left = [
        _("Points of {year} may still be exchanged: {yen} yen.").format(
            year=calendar.fiscal_year_label(year), yen=f"{one.left:,}"
        )
        for year, theirs in numbers.items()
        if not closed_years.is_closed(db, year)
        for one in balances.of_year(db, year, theirs)
        if one.left > 0
    ]
    return left + _another_name(db, numbers)


def _another_name(db: Session, numbers: Mapping[int, Collection[str]]) -> list[str]:
    """Return in which open years a report has somebody else's name beside one of `numbers`.

    An erasure takes the names out of the reports: such a line would begin to count by it.
    """
    return [
        _("{year}: a report has another name beside this number. Ask the host first.").format(
            year=calendar.fiscal_year_label(year)
        )
        for year, theirs in numbers.items()
        if not closed_years.is_closed(db, year)
        and any(
            one.cause == "number_name_mismatch" and one.deed.number in theirs
            for one in settling.judged(db, year, theirs).judged
        )
    ]


soundness.register("points", check)
