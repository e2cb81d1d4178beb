"""Moving an office from its file to a server and back: row by row, and proven before it counts."""

import hashlib
import json
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum
from itertools import islice, zip_longest
from typing import Any

import psycopg
import sqlalchemy as sa
from psycopg import sql
from sqlalchemy.orm import Session
from sqlmodel import SQLModel

from resources import doors, journal, server, serving, shared
from resources.database import Office
from resources.refusals import Refusal
from resources.words import _

Progress = Callable[[int, int], None]
_MANY = 500  # rows read, sent and compared at a time


@dataclass(frozen=True)
class Moved:
    """What was moved and proven equal: rows of each table, and the journal's lines and head."""

    counts: dict[str, int]
    lines: int
    head: str

    @property
    def rows(self) -> int:
        """Return how many rows there are in all."""
        return sum(self.counts.values())


def to_server(
    office: Office, admin: server.Address, *, at: datetime, by: str, progress: Progress
) -> Moved:
    """Copy the office in its file into the empty database at `admin`, and prove every row.

    Nobody can change the file meanwhile. The copy is one transaction: on any difference, and
    when it is stopped, the database stays empty. Both journals say afterwards that it was moved.
    Refuses a database in which there is an office already.
    """
    serving.prepare(admin)
    with office.change() as source, _owning(admin) as target:
        _ensure_empty(target)
        moved = _copy(source, target, _send_to_server, progress)
        for table in tables():
            _set_sequences(target, table)
        journal.write(target, "move_to_server", "office", by, at=at, by=by)
        journal.write(source, "move_to_server", "office", by, at=at, by=by)
    return moved


def to_file(
    admin: server.Address, office: Office, *, at: datetime, by: str, progress: Progress
) -> Moved:
    """Copy the office at `admin` into the new, empty `office` in a file, and prove every row.

    No desk can change anything meanwhile. Refuses a file that is not empty, and changes nothing
    when there is any difference.
    """
    shared.ensure_current(shared.found_form(admin))
    with _owning(admin) as source, office.change() as target:
        # A row may point to one that comes after it; at the commit all links are tried.
        target.execute(sa.text("PRAGMA defer_foreign_keys=ON"))
        _ensure_empty(target)
        moved = _copy(source, target, _send_to_file, progress)
        journal.write(source, "move_to_file", "office", by, at=at, by=by)
        journal.write(target, "move_to_file", "office", by, at=at, by=by)
    return moved


def tables() -> list[sa.Table]:
    """Return every table of the house, what is pointed to before what points."""
    return list(SQLModel.metadata.sorted_tables)


def digest(db: Session, table: sa.Table) -> tuple[int, str]:
    """Return how many rows `table` has and one digest of them all, the same on both engines."""
    count, whole = 0, hashlib.sha256()
    for row in _rows(db, table):
        count += 1
        whole.update(_letters(row))
    return count, whole.hexdigest()


def _copy(
    source: Session,
    target: Session,
    send: Callable[[Session, sa.Table, list[Any]], None],
    progress: Progress,
) -> Moved:
    counts: dict[str, int] = {}
    every = tables()
    _ensure_known(source, every)
    total = 2 * sum(_count(source, table) for table in every) or 1
    done = 0
    for table in every:
        with closing(_batches(source, table)) as batches:
            for rows in batches:
                send(target, table, rows)
                done += len(rows)
                progress(done, total)
    for table in every:
        counts[table.name] = 0
        with closing(_rows(source, table)) as here, closing(_rows(target, table)) as there:
            for number, (mine, theirs) in enumerate(zip_longest(here, there), 1):
                if mine is None or theirs is None or _letters(mine) != _letters(theirs):
                    raise _differs(table.name, number)
                counts[table.name] = number
                if number % _MANY == 0:
                    progress(done + number, total)
        done += counts[table.name]
    before, after = journal.verify(source), journal.verify(target)
    if before != after or after.broken_at is not None:
        raise _differs("journal", after.broken_at or after.lines)
    progress(total, total)
    return Moved(counts, after.lines, after.head)


def _rows(db: Session, table: sa.Table) -> Generator[Any, None, None]:
    key = list(table.primary_key.columns) or list(table.columns)
    query = sa.select(table).order_by(*key).execution_options(yield_per=_MANY)
    with db.connection().execute(query) as result:
        yield from result


def _batches(db: Session, table: sa.Table) -> Generator[list[Any], None, None]:
    with closing(_rows(db, table)) as rows:
        while batch := list(islice(rows, _MANY)):
            yield batch


def _letters(row: Any) -> bytes:
    return json.dumps([_plain(value) for value in row], ensure_ascii=True).encode()


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    return value


def _count(db: Session, table: sa.Table) -> int:
    return db.connection().scalar(sa.select(sa.func.count()).select_from(table)) or 0


def _send_to_file(db: Session, table: sa.Table, rows: list[Any]) -> None:
    db.connection().execute(sa.insert(table), [dict(row._mapping) for row in rows])  # noqa: SLF001


def _send_to_server(db: Session, table: sa.Table, rows: list[Any]) -> None:
    """Send `rows` as one statement, in which they may point to each other in any order."""
    connection = db.connection()
    dialect = connection.dialect
    converts = [
        column.type.dialect_impl(dialect).bind_processor(dialect) for column in table.columns
    ]
    into = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table.name),
        sql.SQL(", ").join(sql.Identifier(column.name) for column in table.columns),
    )
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(into) as copy:
        for row in rows:
            copy.write_row(
                [
                    convert(value) if convert else value
                    for convert, value in zip(converts, row, strict=True)
                ]
            )


def _set_sequences(db: Session, table: sa.Table) -> None:
    connection = db.connection()
    for column in table.primary_key.columns:
        if not isinstance(column.type, sa.Integer):
            continue
        name = connection.scalar(sa.select(sa.func.pg_get_serial_sequence(table.name, column.name)))
        top = connection.scalar(sa.select(sa.func.max(column)))
        if name and top:
            connection.execute(sa.select(sa.func.setval(name, top)))


@contextmanager
def _owning(admin: server.Address) -> Iterator[Session]:
    """Give a session in one transaction with the owner's rights, while every desk waits."""
    engine = server.engine(admin)
    try:
        with doors.told(server.refusal, psycopg.Error), doors.changing_sessions(engine)() as db:
            db.connection().exec_driver_sql(
                f"BEGIN; SET LOCAL ROLE {serving.OWNER};"
                f" SELECT pg_advisory_xact_lock({shared.LOCK})"
            )
            yield db
            db.commit()
    finally:
        engine.dispose()


def _ensure_empty(db: Session) -> None:
    for table in tables():
        if _count(db, table):
            raise Refusal(
                _("There is an office at the new place already."),
                _("Nothing was moved. Choose an empty database or an empty folder."),
            )


def _ensure_known(db: Session, every: list[sa.Table]) -> None:
    known = {table.name for table in every} | {"alembic_version"}
    there = set(sa.inspect(db.connection()).get_table_names())
    if there - known:
        raise AssertionError(f"tables that nobody would move: {sorted(there - known)}")


def _differs(table: str, row: int) -> Refusal:
    return Refusal(
        _("The copy differs from the office: table {table}, row {row}.").format(
            table=table, row=row
        ),
        _("Nothing was moved; go on working as before, and report this."),
    )
