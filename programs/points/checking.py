"""The ledger examined: every line adds up to what the facts say, and no balance is below nothing.

Balances recomputed from the facts are held against the sums of the ledger; where they differ, a
year is named, never a person.
"""

from collections.abc import Collection, Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from programs.points import balances, closed_years, ledger, settling, statements
from programs.points.register import TABLE as REGISTRATION
from resources import calendar, soundness
from resources.soundness import Balance
from resources.words import _
from sessions import suppression
from sessions.suppression import Reason


def check(db: Session) -> Balance:
    """Return the sums of the ledger and what does not add up; a closed year keeps its lines."""
    table = ledger.TABLE
    totals = db.execute(
        sa.select(sa.func.count(), sa.func.sum(table.c.counted), sa.func.sum(table.c.yen))
    ).one()
    figures = f"{totals[0]} / {totals[1] or 0} / {totals[2] or 0}"
    problems = []
    if wrong := statements.broken(db):
        problems.append(
            _("{count} statements of points claim what the ledger did not say.").format(count=wrong)
        )
    for year in db.scalars(sa.select(table.c.year).distinct().order_by(table.c.year)).all():
        if closed_years.is_closed(db, year):
            continue
        wrong = _differing(db, year)
        if wrong:
            problems.append(
                _("{year}: {count} balances of points differ from their activities.").format(
                    year=calendar.fiscal_year_label(year), count=wrong
                )
            )
    return Balance(figures, tuple(problems))


def _differing(db: Session, year: int) -> int:
    """Return how many numbers have other sums in the ledger than their activities give."""
    now = settling.judged(db, year)
    wanted: dict[str, list[int]] = {}
    for one in now.judged:
        if one.accepted:
            sums = wanted.setdefault(one.deed.number, [0, 0, 0, 0])
            for place, figure in enumerate((1, one.deed.minutes, one.recorded, one.counted)):
                sums[place] += figure
    stood: dict[str, list[int]] = {}
    for posted in ledger.posted(db, year).values():
        sums = stood.setdefault(posted.number, [0, 0, 0, 0])
        for place, figure in enumerate(
            (posted.activities, posted.minutes, posted.recorded, posted.counted)
        ):
            sums[place] += figure
    nothing = [0, 0, 0, 0]
    return sum(
        wanted.get(number, nothing) != stood.get(number, nothing) for number in {*wanted, *stood}
    )


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
