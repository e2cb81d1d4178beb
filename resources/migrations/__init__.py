"""How the tables of an office come to be and change: forward only, each step whole or not."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

HEAD = 25  # the number of the newest file in versions/; known here so that a start loads no Alembic


def upgrade(path: Path, data_key: bytes) -> None:
    """Bring the database `path`, which may be empty, to HEAD in one transaction."""
    import sqlalchemy as sa

    from resources import cipher, engines

    engine = engines.engine(path, data_key, "BEGIN IMMEDIATE")
    try:
        with engine.connect() as connection:
            # A table that is rebuilt is dropped for a moment; no row may follow it.
            driver = connection.connection.driver_connection
            assert driver
            driver.execute("PRAGMA foreign_keys=OFF")
            with connection.begin():
                _run(connection)
                connection.exec_driver_sql(f"PRAGMA application_id={cipher.APPLICATION_ID}")
                connection.exec_driver_sql(f"PRAGMA user_version={HEAD}")
                if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                    raise sa.exc.DataError("foreign_key_check", None, ValueError("broken link"))
    finally:
        engine.dispose()


def upgrade_shared(connection: "Connection") -> None:
    """Bring the tables in the first schema of the PostgreSQL `connection`'s path to HEAD.

    Runs in the transaction of the caller, who commits. Afterwards every text is compared and
    sorted by its code points, as in a file, whatever the database was made for.
    """
    _run(connection)
    found = connection.exec_driver_sql(_OTHERWISE_SORTED).all()
    for table, column, kind in found:
        connection.exec_driver_sql(
            f'ALTER TABLE "{table}" ALTER COLUMN "{column}" TYPE {kind} COLLATE "C"'
        )


_OTHERWISE_SORTED = """
    SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod)
    FROM pg_attribute a
    JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r'
    JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = current_schema()
    JOIN pg_collation k ON k.oid = a.attcollation
    WHERE a.attnum > 0 AND NOT a.attisdropped AND k.collname <> 'C'
    ORDER BY c.relname, a.attnum
"""


def _run(connection: "Connection") -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
