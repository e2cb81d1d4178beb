"""How a volunteer stands in the points programme: number, this year, the emergency contact."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from programs.points.register import TABLE


@dataclass(frozen=True)
class Standing:
    """One registration, the latest of its number."""

    number: str
    year: int
    status: str  # 継続 新規 休止 取消, as the office writes
    cancelled: date | None
    emergency: str


def standing(db: Session, person_ids: Sequence[str]) -> tuple[Standing, ...]:
    """Return the latest registration of each number of `person_ids`, by number."""
    query = (
        sa.select(
            TABLE.c.number, TABLE.c.year, TABLE.c.status, TABLE.c.cancelled, TABLE.c.emergency
        )
        .where(TABLE.c.person_id.in_(person_ids))
        .order_by(TABLE.c.number, TABLE.c.year)
    )
    latest = {row.number: Standing(*row) for row in db.execute(query)}
    return tuple(latest.values())
