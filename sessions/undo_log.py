"""Which lines of the journal were taken back, and by which; a log that only grows."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from resources.journal import JournalLine
from resources.records import Entry, new_id, touch

JOURNAL: sa.Table = SQLModel.metadata.tables[str(JournalLine.__tablename__)]
UNSEEN = frozenset({"look", "view", "search", "sign_in", "sign_in_failed", "sign_out"})
"""Acts that changed nothing at all."""
QUIET = UNSEEN | {"print", "export", "undo"}
"""Acts that change nothing of what they are about."""


class Undoing(Entry, table=True):
    """One line taken back. A line is taken back once; the taking back may be taken back, too."""

    seq: int = Field(index=True)  # the line of the journal that says so
    first: int  # the lines from here up to `seq` are how it was done
    undone: int = Field(unique=True)  # the line that was taken back


TABLE: sa.Table = SQLModel.metadata.tables["undoing"]


def note(db: Session, lines: Iterable[int], *, first: int, seq: int, at: datetime, by: str) -> None:
    """Write down that line `seq` took `lines` back by the lines from `first` on."""
    rows = [
        {"id": new_id(), "recorded_at": at, "recorded_by": by,
         "seq": seq, "first": first, "undone": line}
        for line in lines
    ]  # fmt: skip
    db.execute(sa.insert(TABLE), rows)
    touch(db, Undoing)


def done_by(db: Session, seq: int) -> str:
    """Return who at the desk wrote line `seq`, or nothing where there is no such line."""
    return db.scalar(sa.select(JOURNAL.c.by).where(JOURNAL.c.seq == seq)) or ""


def taken_back(db: Session, lines: Sequence[int]) -> dict[int, int]:
    """Return {line: the line that took it back} of those that were ever taken back."""
    query = sa.select(TABLE.c.undone, TABLE.c.seq).where(TABLE.c.undone.in_(lines))
    return {row.undone: row.seq for row in db.execute(query)}


def span(db: Session, seq: int) -> int | None:
    """Return the first line of the taking back that ends with line `seq`, if it is one."""
    first: int | None = db.scalar(sa.select(sa.func.min(TABLE.c.first)).where(TABLE.c.seq == seq))
    return first


def later(db: Session, kind: str, object_ids: Iterable[str], seq: int) -> list[tuple[str, str]]:
    """Return (object, act) of what was done after line `seq` and still holds, oldest first.

    Left out are acts that were taken back, and the lines by which this was done.
    """
    line = JOURNAL.c
    query = (
        sa.select(line.seq, line.object_id, line.act)
        .where(
            line.object_id.in_(list(object_ids)),
            line.kind == kind,
            line.seq > seq,
            line.act.not_in(QUIET),
        )
        .order_by(line.seq)
    )
    found = db.execute(query).all()
    if not found:
        return []
    undone: dict[int, int] = {}
    spans: set[tuple[int, int]] = set()
    for row in db.execute(sa.select(TABLE.c.seq, TABLE.c.first, TABLE.c.undone)):
        undone[row.undone] = row.seq
        spans.add((row.first, row.seq))

    def holds(number: int) -> bool:
        taker = undone.get(number)
        return taker is None or not holds(taker)

    return [
        (row.object_id, row.act)
        for row in found
        if holds(row.seq) and not any(first <= row.seq <= last for first, last in spans)
    ]
