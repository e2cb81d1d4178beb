"""過年度修正: what became known after a year was closed waits until two people agree to it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from programs.points import closed_years, ledger, settling
from resources import journal
from resources.records import new_id
from resources.refusals import Refusal
from resources.words import _


def waiting(db: Session, year: int, *, at: datetime, by: str) -> list[dict[str, Any]]:
    """Return the ledger lines that a closed year would need; of an open year none."""
    if not closed_years.is_closed(db, year):
        return []
    return settling.differences(db, settling.judged(db, year), at=at, by=by)


@dataclass(frozen=True)
class Entered:
    """One line that a correction of a past year added."""

    number: str
    day: date
    counted: int
    at: datetime
    by: str
    reason: str


def entered(db: Session, year: int) -> list[Entered]:
    """Return the lines that came into `year` after it was closed, newest first."""
    table, closed = ledger.TABLE, closed_years.TABLE
    query = (
        sa.select(
            table.c.number, table.c.day, table.c.counted, table.c.recorded_at,
            table.c.recorded_by, table.c.reason,
        )
        .join(closed, closed.c.year == table.c.year)
        .where(
            table.c.year == year, table.c.id > closed.c.id,
            table.c.kind.in_((ledger.Kind.AWARD, ledger.Kind.REVERSAL)),
        )
        .order_by(table.c.id.desc())
    )  # fmt: skip
    return [Entered(*row) for row in db.execute(query)]


def enter(db: Session, year: int, *, reason: str, at: datetime, by: str) -> int:
    """Enter what waits for the closed `year` and return how many lines; an exchange stays as it is.

    A balance may fall below 0 by it: what was paid too much is then asked back or let go, by
    people. Refused are an open year, no reason, and nothing to enter.
    """
    if not reason.strip():
        raise Refusal(
            _("A correction of a past year needs its reason."), _("Write why, then do it again.")
        )
    entries = waiting(db, year, at=at, by=by)
    if not entries:
        raise Refusal(
            _("There is nothing to correct in that year."), _("Nothing needs to be done.")
        )
    ledger.write(db, [entry | {"reason": reason.strip()[:400]} for entry in entries])
    journal.write(
        db, "correct_late", "point_entry", new_id(), at=at, by=by,
        after={"year": year, "lines": len(entries), "reason": reason.strip()[:400]},
    )  # fmt: skip
    return len(entries)
