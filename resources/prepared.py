"""Statements of the paths on which people wait: compiled once, then straight to the driver."""

from collections import namedtuple
from collections.abc import Callable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

_Convert = Callable[[Any], Any]


class Prepared:
    """One textual statement whose values are converted by its declared types, by position.

    Core does the same at thrice the time. Errors are the driver's own, and nothing is noted as
    touched: the caller does that.
    """

    def __init__(self, statement: sa.TextClause | sa.TextualSelect) -> None:
        self._statement = statement
        self._sql = ""
        self._takes: list[tuple[str, _Convert | None]] = []
        self._gives: list[tuple[int, _Convert]] = []
        self._row: Callable[[list[Any]], Any] = tuple

    def first(self, db: Session, values: Mapping[str, Any]) -> Any:
        """Return the first row, its columns as attributes, or None."""
        found = self._run(db, values).fetchone()
        if found is None:
            return None
        row = list(found)
        for place, convert in self._gives:
            row[place] = convert(row[place])
        return self._row(row)

    def execute(self, db: Session, values: Mapping[str, Any]) -> int:
        """Change what the statement changes and return how many rows that were."""
        return int(self._run(db, values).rowcount)

    def _run(self, db: Session, values: Mapping[str, Any]) -> Any:
        connection = db.connection()
        if not self._sql:
            self._compile(connection.dialect)
        driver = connection.connection.driver_connection
        assert driver is not None
        sent = [convert(values[name]) if convert else values[name] for name, convert in self._takes]
        return driver.execute(self._sql, sent)

    def _compile(self, dialect: sa.Dialect) -> None:
        compiled = self._statement.compile(dialect=dialect)
        assert compiled.positiontup is not None
        self._takes = [
            (name, compiled.binds[name].type.dialect_impl(dialect).bind_processor(dialect))
            for name in compiled.positiontup
        ]
        if isinstance(self._statement, sa.TextualSelect):
            columns = self._statement.selected_columns
            for place, column in enumerate(columns):
                convert = column.type.dialect_impl(dialect).result_processor(dialect, None)
                if convert is not None:
                    self._gives.append((place, convert))
            named: Any = namedtuple  # noqa: PYI024 -- its columns are known only now
            self._row = named("Row", [column.key for column in columns])._make
        self._sql = str(compiled)
