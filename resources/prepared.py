"""Statements of the paths on which people wait: compiled once, then straight to the driver."""

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

_Convert = Callable[[Any], Any]


@dataclass(frozen=True)
class _Compiled:
    """One statement as one engine takes it: its text, and what its values pass through."""

    sql: str
    takes: Sequence[tuple[str, _Convert | None]]
    gives: Sequence[tuple[int, _Convert]]
    row: Callable[[list[Any]], Any]


class Prepared:
    """One textual statement whose values are converted by its declared types, by position.

    Core does the same at thrice the time. Errors are the driver's own, and nothing is noted as
    touched: the caller does that.
    """

    def __init__(self, statement: sa.TextClause | sa.TextualSelect) -> None:
        self._statement = statement
        self._compiled: dict[str, _Compiled] = {}

    def first(self, db: Session, values: Mapping[str, Any]) -> Any:
        """Return the first row, its columns as attributes, or None."""
        cursor, compiled = self._run(db, values)
        found = cursor.fetchone()
        if found is None:
            return None
        row = list(found)
        for place, convert in compiled.gives:
            row[place] = convert(row[place])
        return compiled.row(row)

    def execute(self, db: Session, values: Mapping[str, Any]) -> int:
        """Change what the statement changes and return how many rows that were."""
        return int(self._run(db, values)[0].rowcount)

    def _run(self, db: Session, values: Mapping[str, Any]) -> tuple[Any, _Compiled]:
        connection = db.connection()
        dialect = connection.dialect
        compiled = self._compiled.get(dialect.name)
        if compiled is None:
            compiled = self._compiled[dialect.name] = self._compile(dialect)
        driver = connection.connection.driver_connection
        assert driver is not None
        sent = [
            convert(values[name]) if convert else values[name] for name, convert in compiled.takes
        ]
        return driver.execute(compiled.sql, sent), compiled

    def _compile(self, dialect: sa.Dialect) -> _Compiled:
        if not dialect.positional:
            by_position: Any = type(dialect)
            dialect = by_position(paramstyle="format")
        compiled = self._statement.compile(dialect=dialect)
        assert compiled.positiontup is not None
        takes = [
            (name, compiled.binds[name].type.dialect_impl(dialect).bind_processor(dialect))
            for name in compiled.positiontup
        ]
        gives: list[tuple[int, _Convert]] = []
        row: Callable[[list[Any]], Any] = tuple
        if isinstance(self._statement, sa.TextualSelect):
            columns = self._statement.selected_columns
            for place, column in enumerate(columns):
                convert = column.type.dialect_impl(dialect).result_processor(dialect, None)
                if convert is not None:
                    gives.append((place, convert))
            named: Any = namedtuple  # noqa: PYI024 -- its columns are known only now
            row = named("Row", [column.key for column in columns])._make
        return _Compiled(str(compiled), takes, gives, row)
