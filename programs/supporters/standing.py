"""How a supporter stands: number, the year of completion, the class."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from programs.supporters.register import TABLE


@dataclass(frozen=True)
class Standing:
    """One registered supporter."""

    number: str
    completed_year: int | None  # the calendar year in which the 年度 begins
    term: str
    classroom: str


def standing(db: Session, person_ids: Sequence[str]) -> tuple[Standing, ...]:
    """Return what `person_ids` are registered with, by number."""
    query = (
        sa.select(TABLE.c.number, TABLE.c.completed_year, TABLE.c.term, TABLE.c.classroom)
        .where(TABLE.c.person_id.in_(person_ids))
        .order_by(TABLE.c.number)
    )
    return tuple(Standing(*row) for row in db.execute(query))
