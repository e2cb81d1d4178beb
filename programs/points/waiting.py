"""What waits for somebody in a year of points, counted without judging anything."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from programs.points import activities, applications, closed_years, exchanges, ledger, reports_due
from programs.points.exchanges import State
from programs.points.hosts import State as Designation


def applicants(db: Session, year: int) -> int:
    """Return how many applications to register wait for a decision."""
    return sum(one.year == year for one in applications.open_ones(db))


def problems(db: Session, year: int) -> int:
    """Return how many activities do not count; a closed year has none to be put right.

    Every activity that counts stands in the ledger as one, so the others are what is left.
    """
    if closed_years.is_closed(db, year):
        return 0
    sheets = activities.sheets(db, year)
    replaced = {one.id for one in sheets} - set(activities.in_use(sheets))
    table, withdrawn = activities.TABLE.c, activities.WITHDRAWN.c
    held = sa.select(sa.func.count()).where(
        table.year == year,
        sa.or_(table.sheet_id.is_(None), table.sheet_id.not_in(sorted(replaced))),
        ~sa.exists().where(
            sa.or_(withdrawn.activity_id == table.id, withdrawn.sheet_id == table.sheet_id)
        ),
    )
    counted = sa.select(sa.func.coalesce(sa.func.sum(ledger.TABLE.c.activities), 0)).where(
        ledger.TABLE.c.year == year
    )
    row = db.execute(sa.select(held.scalar_subquery(), counted.scalar_subquery())).one()
    return max(0, int(row[0]) - int(row[1]))


def exchanged(db: Session, year: int) -> int:
    """Return how many exchanges wait to be approved."""
    table = exchanges.TABLE.c
    query = sa.select(sa.func.count()).where(table.year == year, table.state == State.APPLIED)
    return int(db.scalar(query) or 0)


def hosts(db: Session, year: int, today: date) -> int:
    """Return how many hosts are to be decided on or have a sheet missing.

    A year that is closed, or without any sheet, has none missing.
    """
    found = reports_due.of_year(db, year, today, hours=False)
    begun = any(one.sheets for one in found) and not closed_years.is_closed(db, year)
    return sum(one.state is Designation.APPLIED or (begun and bool(one.missing)) for one in found)
