"""Whether a log only grows: every way to change it is tried, in a file and on a server."""

import psycopg
import pytest

from resources import cipher

_OF_ITS_KIND = {
    "int4": "1", "bool": "true", "timestamptz": "2026-05-19", "date": "2026-05-19",
    "varchar": "x", "text": "x", "bytea": "x", "float8": "1", "int8": "1",
}  # fmt: skip


def attack(driver, table):
    """Try to change and to empty the log `table` of a file; each try must be refused."""
    driver.execute("PRAGMA foreign_keys=OFF")
    driver.execute("PRAGMA ignore_check_constraints=ON")
    columns = [row[1] for row in driver.execute(f"PRAGMA table_info({table})")]
    row = {name: str(place + 1) for place, name in enumerate(columns)}
    marks = ", ".join("?" for _ in columns)
    if driver.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,):
        driver.execute(f"INSERT INTO {table} VALUES ({marks})", list(row.values()))
    before = driver.execute(f"SELECT * FROM {table}").fetchall()
    assert before
    for statement in (
        f"UPDATE {table} SET {columns[-1]} = 'x'",
        f"DELETE FROM {table}",
        f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
        f"REPLACE INTO {table} SELECT * FROM {table}",
        f"UPDATE OR REPLACE {table} SET {columns[0]} = {columns[0]}",
    ):
        with pytest.raises(cipher.dbapi2.IntegrityError, match="only grows"):
            driver.execute(statement)
    assert driver.execute(f"SELECT * FROM {table}").fetchall() == before


def attack_on_a_server(driver: psycopg.Connection, table):
    """Try the same on a server, as the one who may do everything there."""
    driver.execute("SET search_path = app")
    found = driver.execute(
        "SELECT attname, typname FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid"
        " WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum",
        (table,),
    ).fetchall()
    # Without the trigger of foreign keys; the guards must not depend on what rows point to.
    driver.execute("SET session_replication_role = replica")
    for (check,) in driver.execute(
        "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'c'",
        (table,),
    ).fetchall():
        driver.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{check}"')
    marks = ", ".join(f"'{_OF_ITS_KIND[kind]}'" for _name, kind in found)
    driver.execute(f"INSERT INTO {table} VALUES ({marks})")
    driver.execute("SET session_replication_role = origin")
    before = driver.execute(f"SELECT * FROM {table}").fetchall()
    assert before
    for statement in (
        f'UPDATE {table} SET "{found[-1][0]}" = NULL',
        f"DELETE FROM {table}",
        f"TRUNCATE {table} CASCADE",
    ):
        with pytest.raises(psycopg.IntegrityError, match="only grows"):
            driver.execute(statement)
    assert driver.execute(f"SELECT * FROM {table}").fetchall() == before
