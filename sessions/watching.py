"""What is told of looking: people opened, families called, long searches, lists taken out.

Failed sign-ins are told with them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import SQLModel

from resources import journal

_LINES: sa.Table = SQLModel.metadata.tables["journal"]
NOBODY: Final = "0" * 32
"""The object of acts that are about no single one."""


@dataclass(frozen=True)
class Watch:
    """When looking is told: from how many at once, and how long one line speaks for more."""

    act: str
    kind: str
    least: int
    again: timedelta


RULES: Final[Mapping[str, Watch]] = {
    "person": Watch("look", "person", 1, timedelta(minutes=30)),
    "search": Watch("search", "person", 21, timedelta(minutes=10)),
    "emergency": Watch("view", "emergency_contact", 1, timedelta(0)),
    "journal": Watch("look", "journal", 1, timedelta(minutes=30)),
    "saved_journal": Watch("export", "journal", 1, timedelta(0)),
    "disclosure": Watch("export", "person", 1, timedelta(0)),
    "export": Watch("export", "register", 1, timedelta(0)),
}
"""The one table of what is told; a court asks who looked, nobody asks who typed one letter."""


def due(
    db: Session, rule: str, *, at: datetime, by: str, object_id: str = NOBODY, count: int = 1
) -> bool:
    """Tell whether looking at `count` of `object_id` must be told now."""
    told = RULES[rule]
    if count < told.least:
        return False
    line = _LINES.c
    since = journal.written(at - told.again)
    last = (
        sa.select(line.at)
        .where(line.object_id == object_id, line.act == told.act, line.kind == told.kind)
        .where(line.by == by)
        .order_by(line.seq.desc())
        .limit(1)
    )
    found = db.scalar(last)
    return found is None or found <= since


def look(
    db: Session,
    rule: str,
    *,
    at: datetime,
    by: str,
    object_id: str = NOBODY,
    count: int = 1,
    said: Mapping[str, Any] | None = None,
) -> bool:
    """Tell that somebody looked, where the rule wants it told; return whether it was.

    `said` are facts such as the form of a file; never what was typed or who was found.
    """
    if not due(db, rule, at=at, by=by, object_id=object_id, count=count):
        return False
    told = RULES[rule]
    after = dict(said or {})
    if told.least > 1 or count > 1:
        after["count"] = count
    journal.write(db, told.act, told.kind, object_id, at=at, by=by, after=after or None)
    return True


def fold_in(db: Session, moments: Sequence[datetime], *, at: datetime, by: str) -> int:
    """Take failed sign-ins into the journal as one line and return how many were new.

    Those already told (the power failed before they were forgotten outside) are not told again.
    """
    line = _LINES.c
    last = db.scalar(
        sa.select(line.seq).where(line.act == "sign_in_failed").order_by(line.seq.desc()).limit(1)
    )
    told = (journal.value(db, last) if last is not None else None) or {}
    known = datetime.fromisoformat(str(told["last"])) if "last" in told else None
    new = [one for one in moments if known is None or one > known]
    if new:
        after = {"count": len(new), "first": min(new).isoformat(), "last": max(new).isoformat()}
        journal.write(db, "sign_in_failed", "office", NOBODY, at=at, by=by, after=after)
    return len(new)
