"""On a server the migrations make the same tables, the logs only grow, and letters sort alike."""

import psycopg
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlmodel import SQLModel

from resources import migrations, server, serving, shared
from resources.migrations import guards
from tests.migrations import growing


@pytest.fixture
def database(cluster):
    """The name of a fresh database with an empty office."""
    name = cluster.copy()
    yield name
    cluster.drop(name)


def test_the_migrations_make_the_tables_of_the_models(cluster, database):
    address = cluster.superuser(database)
    engine = server.engine(address)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_name": lambda name, *_: name != "alembic_version"}
        )
        assert compare_metadata(context, SQLModel.metadata) == []
        inspected = sa.inspect(connection)
        for name, table in SQLModel.metadata.tables.items():
            made = {check["name"] for check in inspected.get_check_constraints(name)}
            asked = {
                str(check.name)
                for check in table.constraints
                if isinstance(check, sa.CheckConstraint)
            }
            assert made == asked, name
    engine.dispose()
    assert shared.found_form(address) == migrations.HEAD


def test_preparing_an_office_once_more_changes_nothing(cluster, database):
    asked = "SELECT * FROM information_schema.role_table_grants"  # in an order that says nothing
    before = sorted(cluster.ask(asked, database))
    serving.prepare(cluster.superuser(database))
    assert sorted(cluster.ask(asked, database)) == before


@pytest.mark.parametrize("table", guards.growing_tables())
def test_every_log_refuses_to_be_changed_even_by_its_owner(cluster, database, table):
    with psycopg.connect(cluster.superuser(database).url, autocommit=True) as driver:
        growing.attack_on_a_server(driver, table)


_VALUES = {"character varying": "a", "text": "a", "integer": "1", "boolean": "true"}


@pytest.mark.parametrize("table", guards.erasable())
def test_the_words_of_a_log_may_become_empty_on_the_administrators_word_only(
    cluster, database, table
):
    words, kept = guards.erasable()[table]
    granted = (
        "SELECT grantee, column_name FROM information_schema.column_privileges"
        f" WHERE table_name = '{table}' AND privilege_type = 'UPDATE'"
        " AND grantee LIKE 'inakurashi%' AND grantee <> 'inakurashi_owner'"
    )
    assert set(cluster.ask(granted, database)) == {("inakurashi_admin", word) for word in words}
    with psycopg.connect(cluster.superuser(database).url, autocommit=True) as driver:
        driver.execute("SET search_path = app; SET session_replication_role = replica")
        values = {
            name: _VALUES.get(kind, "2026-05-19")
            for name, kind in driver.execute(
                "SELECT column_name, data_type FROM information_schema.columns"
                " WHERE table_schema = 'app' AND table_name = %s",
                (table,),
            )
        }
        for (check,) in driver.execute(
            "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'c'",
            (table,),
        ).fetchall():
            driver.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{check}"')
        columns = ", ".join(f'"{name}"' for name in values)
        driver.execute(
            f"INSERT INTO {table} ({columns}) VALUES ({', '.join(map(repr, values.values()))})"
        )
        driver.execute("SET session_replication_role = origin")
        for attack in (
            *(f"UPDATE {table} SET {word} = 'x'" for word in words),
            *(f"UPDATE {table} SET {words[0]} = '', \"{name}\" = NULL" for name in kept),
        ):
            with pytest.raises(psycopg.IntegrityError, match="only grows"):
                driver.execute(attack)
        driver.execute(
            f"UPDATE {table} SET {', '.join(f'{word} = {chr(39) * 2}' for word in words)}"
        )
        assert driver.execute(f"SELECT {', '.join(words)} FROM {table}").fetchall() == [
            ("",) * len(words)
        ]


def test_letters_sort_by_their_stored_key_whatever_the_database_was_made_for(cluster):
    cluster.ask(
        "CREATE DATABASE made_for_japanese TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'ja'"
    )
    letters = ["a", "B", "あ", "ア", "ｱ", "い", "亜", "髙", "高"]
    try:
        serving.prepare(cluster.superuser("made_for_japanese"))
        address = cluster.address("made_for_japanese")
        with server.connect(address) as driver:
            driver.execute("BEGIN")
            for number, letter in enumerate(letters):
                driver.execute(
                    "INSERT INTO staff (id, version, recorded_at, recorded_by, name, kana,"
                    " initials, active, roles) VALUES (%s, 1, now(), '', %s, '', '', true, 'S')",
                    (str(number), letter),
                )
            found = driver.execute("SELECT name FROM staff ORDER BY name").fetchall()
            plain = driver.execute(
                "SELECT name FROM (VALUES ('あ'), ('ア'), ('い')) v(name) ORDER BY 1"
            )
            # The database itself would mix both kinds of kana.
            assert [name for (name,) in plain.fetchall()] == ["あ", "ア", "い"]
            driver.execute("ROLLBACK")
        assert [name for (name,) in found] == sorted(letters)
    finally:
        cluster.drop("made_for_japanese")
