"""The triggers by which the database itself keeps a log growing only."""

from collections.abc import Iterator

import sqlalchemy as sa
from sqlmodel import SQLModel


def growing_tables() -> list[str]:
    """Return the names of the tables of all loaded classes that are logs (`grows_only`)."""
    mappers = SQLModel._sa_registry.mappers  # noqa: SLF001 -- SQLModel has no public door to it
    return sorted(
        mapper.local_table.name
        for mapper in mappers
        if getattr(mapper.class_, "grows_only", False) and isinstance(mapper.local_table, sa.Table)
    )


def install(connection: sa.Connection, *tables: str) -> None:
    """Make each of `tables` refuse every UPDATE and DELETE; migrations call it for a new log."""
    for table in tables:
        for statement in statements(table, connection.dialect.name):
            connection.exec_driver_sql(statement)


def statements(table: str, dialect: str = "sqlite") -> Iterator[str]:
    """Yield the statements that make `table` refuse every UPDATE and DELETE.

    On `postgresql` TRUNCATE is refused, too; there is no such act in a file.
    """
    if dialect == "postgresql":
        yield _REFUSING
        for act, each in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
            yield (
                f"CREATE OR REPLACE TRIGGER {table}_refuses_{act.lower()} BEFORE {act} ON {table} "
                f"FOR EACH {each} EXECUTE FUNCTION only_grows()"
            )
        return
    for act in ("UPDATE", "DELETE"):
        yield (
            f"CREATE TRIGGER {table}_refuses_{act.lower()} BEFORE {act} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} only grows'); END"
        )


_REFUSING = """
    CREATE OR REPLACE FUNCTION only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION USING
            MESSAGE = TG_TABLE_NAME || ' only grows', ERRCODE = 'integrity_constraint_violation';
    END $$
"""
