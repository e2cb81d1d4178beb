"""What an act on registrations would do, found by doing it and taking it all back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from programs.points import ledger


@dataclass(frozen=True, slots=True)
class Outlook:
    """How many it is about (or which numbers it gives), and by how much stamps change."""

    count: int
    numbers: tuple[str, ...]
    recorded: int
    counted: int


def rehearse(db: Session, verb: Callable[..., Any], *args: Any, **facts: Any) -> Outlook:
    """Return what `verb(db, …)` would do; nothing of it stays. It refuses what `verb` refuses."""
    before = _sums(db)
    touched = set(db.info.get("touched", ()))
    trial = db.begin_nested()
    try:
        done = verb(db, *args, **facts)
        after = _sums(db)
    finally:
        trial.rollback()
        db.expire_all()
        db.info["touched"] = touched
    numbers = done if isinstance(done, tuple) else ()
    count = done if isinstance(done, int) else len(numbers)
    return Outlook(count, numbers, after[0] - before[0], after[1] - before[1])


def _sums(db: Session) -> tuple[int, int]:
    table = ledger.TABLE
    query = sa.select(sa.func.sum(table.c.recorded), sa.func.sum(table.c.counted))
    recorded, counted = db.execute(query).one()
    return int(recorded or 0), int(counted or 0)
