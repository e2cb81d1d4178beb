"""The triggers by which the database itself keeps a log growing only."""

from collections.abc import Iterator, Sequence

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


def erasable() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return {log: (columns an erasure may make empty, all others)} of all loaded classes."""
    mappers = SQLModel._sa_registry.mappers  # noqa: SLF001 -- as above
    found = {}
    for mapper in mappers:
        words = tuple(getattr(mapper.class_, "erasable", ()))
        if words and isinstance(mapper.local_table, sa.Table):
            columns = [column.name for column in mapper.local_table.columns]
            kept = tuple(name for name in columns if name not in words)
            found[mapper.local_table.name] = (words, kept)
    return dict(sorted(found.items()))


def install(connection: sa.Connection, *tables: str) -> None:
    """Make each of `tables` refuse every UPDATE and DELETE; migrations call it for a new log."""
    for table in tables:
        for statement in statements(table, connection.dialect.name):
            connection.exec_driver_sql(statement)


def let_words_go(
    connection: sa.Connection, table: str, words: Sequence[str], kept: Sequence[str]
) -> None:
    """Let the log `table` go on refusing everything but that its `words` become empty.

    `kept` are all its other columns. Migrations call it for a log that stands already.
    """
    dialect = connection.dialect.name
    if dialect != "postgresql":
        connection.exec_driver_sql(f"DROP TRIGGER {table}_refuses_update")
    for statement in _on_update(table, dialect, words, kept):
        connection.exec_driver_sql(statement)


def statements(
    table: str, dialect: str = "sqlite", words: Sequence[str] = (), kept: Sequence[str] = ()
) -> Iterator[str]:
    """Yield the statements that make `table` refuse every UPDATE and DELETE.

    The columns `words` may be made empty, and `kept` are then all others. On `postgresql`
    TRUNCATE is refused, too; there is no such act in a file.
    """
    if dialect == "postgresql":
        yield _REFUSING
    yield from _on_update(table, dialect, words, kept)
    for act in ("DELETE", "TRUNCATE") if dialect == "postgresql" else ("DELETE",):
        yield _trigger(table, dialect, act.lower(), act)


def _on_update(
    table: str, dialect: str, words: Sequence[str], kept: Sequence[str]
) -> Iterator[str]:
    if not words:
        yield _trigger(table, dialect, "update", "UPDATE")
    elif dialect == "postgresql":
        # By name at run time: a trigger that names columns would forbid to alter their types.
        named = ", ".join(f"'{word}'" for word in words)
        yield _WORDS
        yield _trigger(table, dialect, "update", "UPDATE", f"only_words_go({named})")
    else:
        others = ", ".join(f'"{column}"' for column in kept)
        empty = " AND ".join(f"(NEW.{word} IS OLD.{word} OR NEW.{word} IS '')" for word in words)
        yield _trigger(table, dialect, "update", f"UPDATE OF {others}")
        which = f"UPDATE OF {', '.join(words)}"
        yield _trigger(table, dialect, "rewording", which, f"WHEN NOT ({empty}) ")


def _trigger(table: str, dialect: str, name: str, act: str, how: str = "") -> str:
    if dialect == "postgresql":
        each = "STATEMENT" if act == "TRUNCATE" else "ROW"
        return (
            f"CREATE OR REPLACE TRIGGER {table}_refuses_{name} BEFORE {act} ON {table} "
            f"FOR EACH {each} EXECUTE FUNCTION {how or 'only_grows()'}"
        )
    return (
        f"CREATE TRIGGER {table}_refuses_{name} BEFORE {act} ON {table} "
        f"{how}BEGIN SELECT RAISE(ABORT, '{table} only grows'); END"
    )


_REFUSING = """
    CREATE OR REPLACE FUNCTION only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION USING
            MESSAGE = TG_TABLE_NAME || ' only grows', ERRCODE = 'integrity_constraint_violation';
    END $$
"""
_WORDS = """
    CREATE OR REPLACE FUNCTION only_words_go() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        word text;
        before jsonb := to_jsonb(OLD);
        after jsonb := to_jsonb(NEW);
    BEGIN
        FOREACH word IN ARRAY TG_ARGV LOOP
            IF after ->> word = '' THEN
                before := before - word;
                after := after - word;
            END IF;
        END LOOP;
        IF before IS DISTINCT FROM after THEN
            RAISE EXCEPTION USING
                MESSAGE = TG_TABLE_NAME || ' only grows',
                ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$
"""
