"""What was brought in, from which files, when and by whom — and what became of each line."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from resources.records import ID_LENGTH, Entry, Record, one_of

_SOME = 500  # values that one query asks for


class Fate(StrEnum):
    """What an import did with a line."""

    ADDED = "added"  # a new person, or a new application
    LINKED = "linked"  # answered この方です: the person was there already
    CHANGED = "changed"
    HELD = "held"  # waits for an answer and is nowhere else


class Batch(Record, table=True):
    """One import: all its files in one transaction."""

    __tablename__ = "batch"

    kind: str = Field(max_length=40)
    year: int | None = None
    meeting_id: str | None = Field(default=None, max_length=ID_LENGTH)
    taken_back_at: datetime | None = None
    taken_back_by: str = Field(default="", max_length=ID_LENGTH)


class BatchFile(SQLModel, table=True):
    """One file of an import and how its lines fared."""

    __tablename__ = "batch_file"

    batch_id: str = Field(primary_key=True, foreign_key="batch.id", max_length=ID_LENGTH)
    file: str = Field(primary_key=True, max_length=255)
    digest: str = Field(max_length=64)  # SHA-256 of the file
    rows: int
    added: int
    changed: int
    unchanged: int


class BatchLine(Entry, table=True):
    """A line that an import took in: where it stood, how it is known again, what became of it."""

    __tablename__ = "batch_line"

    batch_id: str = Field(foreign_key="batch.id", index=True, max_length=ID_LENGTH)
    file: str = Field(max_length=255)
    sheet: str | None = Field(default=None, max_length=80)
    row: int
    key: str = Field(max_length=120, index=True)  # by which the line is known again
    fate: Fate = Field(sa_column=one_of(Fate))
    person_id: str | None = Field(default=None, index=True, max_length=ID_LENGTH)


class BatchLineValues(SQLModel, table=True):
    """What a line said and what stood there before, apart so that it can be erased."""

    __tablename__ = "batch_line_values"

    id: str = Field(primary_key=True, foreign_key="batch_line.id", max_length=ID_LENGTH)
    entry: str = Field(sa_type=sa.Text)  # JSON of the values read
    before: str | None = Field(default=None, sa_type=sa.Text)  # JSON of what was changed


BATCHES: sa.Table = SQLModel.metadata.tables["batch"]
FILES: sa.Table = SQLModel.metadata.tables["batch_file"]
LINES: sa.Table = SQLModel.metadata.tables["batch_line"]
VALUES: sa.Table = SQLModel.metadata.tables["batch_line_values"]
READ = LINES.outerjoin(VALUES, VALUES.c.id == LINES.c.id)
"""The lines with their values, which are gone where they were erased."""


@dataclass(frozen=True)
class FileCount:
    """How the lines of one file fared; the three add up to `rows`."""

    file: str
    rows: int
    added: int
    changed: int
    unchanged: int


@dataclass(frozen=True)
class Import:
    """One import as the history shows it."""

    id: str
    kind: str
    year: int | None
    meeting_id: str | None
    at: datetime
    by: str
    files: tuple[FileCount, ...]
    taken_back_at: datetime | None


@dataclass(frozen=True)
class Known:
    """A line that an earlier import took in, as it was last read."""

    person_id: str | None
    fate: Fate
    entry: dict[str, Any] | None  # None where it was erased


@dataclass(frozen=True)
class Held:
    """A line that waits for an answer."""

    batch_id: str
    file: str
    sheet: str | None
    row: int
    entry: dict[str, Any]


def imports(db: Session) -> list[Import]:
    """Return every import, newest first."""
    counted: dict[str, list[FileCount]] = {}
    for row in db.execute(sa.select(FILES).order_by(FILES.c.file)):
        counted.setdefault(row.batch_id, []).append(
            FileCount(row.file, row.rows, row.added, row.changed, row.unchanged)
        )
    return [
        Import(
            row.id,
            row.kind,
            row.year,
            row.meeting_id,
            row.recorded_at,
            row.recorded_by,
            tuple(counted.get(row.id, ())),
            row.taken_back_at,
        )
        for row in db.execute(sa.select(BATCHES).order_by(BATCHES.c.id.desc()))
    ]


def known_lines(db: Session, kind: str) -> dict[str, Known]:
    """Return {key: the line as last read} over all imports of `kind` that stand."""
    query = (
        sa.select(LINES.c.key, LINES.c.person_id, LINES.c.fate, VALUES.c.entry)
        .select_from(READ)
        .join(BATCHES, BATCHES.c.id == LINES.c.batch_id)
        .where(BATCHES.c.kind == kind, BATCHES.c.taken_back_at.is_(None))
        .order_by(LINES.c.id)
    )
    return {
        row.key: Known(row.person_id, Fate(row.fate), json.loads(row.entry or "null"))
        for row in db.execute(query)
    }


def held(db: Session) -> list[Held]:
    """Return the lines that still wait for an answer, of all imports that stand."""
    query = (
        sa.select(LINES, VALUES.c.entry, BATCHES.c.kind)
        .select_from(READ)
        .join(BATCHES, BATCHES.c.id == LINES.c.batch_id)
        .where(BATCHES.c.taken_back_at.is_(None))
        .order_by(LINES.c.id)
    )
    last = {(row.kind, row.key): row for row in db.execute(query)}
    return [
        Held(row.batch_id, row.file, row.sheet, row.row, json.loads(row.entry))
        for row in last.values()
        if row.fate == Fate.HELD and row.entry
    ]


def files(db: Session, batch_id: str) -> Sequence[sa.Row[Any]]:
    """Return the files of an import, by their names, with what came of them."""
    query = sa.select(FILES).where(FILES.c.batch_id == batch_id).order_by(FILES.c.file)
    return db.execute(query).all()


def later_lines(db: Session, batch_id: str, person_ids: Iterable[str]) -> int:
    """Return how many lines of later imports speak of people of `batch_id`."""
    return _later(db, batch_id, LINES.c.person_id, person_ids)


def later_keys(db: Session, batch: sa.Row[Any], keys: Iterable[str]) -> int:
    """Return how many lines of later imports of the kind of `batch` have one of `keys`."""
    # No condition on NULL: without a meeting both are NULL, and the kind says enough.
    meeting = sa.func.coalesce(BATCHES.c.meeting_id, "") == (batch.meeting_id or "")
    return _later(db, batch.id, LINES.c.key, keys, BATCHES.c.kind == batch.kind, meeting)


def _later(
    db: Session,
    batch_id: str,
    column: sa.ColumnElement[Any],
    wanted: Iterable[str],
    *conditions: sa.ColumnElement[bool],
) -> int:
    query = (
        sa.select(sa.func.count())
        .select_from(LINES.join(BATCHES, BATCHES.c.id == LINES.c.batch_id))
        .where(LINES.c.batch_id > batch_id, BATCHES.c.taken_back_at.is_(None), *conditions)
    )
    return sum(db.execute(query.where(column.in_(some))).scalar_one() for some in in_parts(wanted))


def in_parts(values: Iterable[str]) -> Iterator[list[str]]:
    """Yield `values` in parts that a query takes, each once."""
    every = sorted(set(values))
    for start in range(0, len(every), _SOME):
        yield every[start : start + _SOME]
