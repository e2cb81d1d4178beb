"""The newest migration makes exactly the tables of the models, and the logs only grow."""

import pytest
import sqlalchemy as sa
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlmodel import SQLModel

from resources import cipher, migrations, path
from resources.migrations import freeze, guards
from tests.migrations import growing


def shape(ask):
    """Return every table, index and trigger with its lines, in an order that says nothing."""
    found = {}
    for kind, name, text in ask("SELECT type, name, sql FROM sqlite_master"):
        if text and not name.startswith(("sqlite_", "alembic_")):
            lines = [
                " ".join(line.replace('"', "").split()).rstrip(",") for line in text.split("\n")
            ]
            found[kind, name] = sorted(line for line in lines if line not in {"", ")"})
    return found


def of_the_models():
    engine = sa.create_engine("sqlite://")
    with engine.connect() as connection:
        SQLModel.metadata.create_all(connection)
        for table in guards.growing_tables():
            for statement in guards.statements(table, "sqlite", *guards.erasable().get(table, ())):
                connection.exec_driver_sql(statement)
        made = shape(lambda sql: connection.exec_driver_sql(sql).all())
    engine.dispose()
    return made


def test_the_migrations_make_the_tables_of_the_models(office):
    with office.read() as db:
        assert shape(lambda sql: db.execute(sa.text(sql)).all()) == of_the_models()


def test_the_frozen_text_makes_the_tables_of_the_models():
    engine = sa.create_engine("sqlite://")
    room = {}
    exec(compile(freeze.source(), "frozen", "exec"), room)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"target_metadata": SQLModel.metadata}
        )
        with Operations.context(context):
            room["upgrade"]()
        made = shape(lambda sql: connection.exec_driver_sql(sql).all())
    engine.dispose()
    assert made == of_the_models()
    assert "sqlmodel" not in freeze.source()


def test_the_head_that_a_start_believes_in_is_the_head_there_is(office):
    config = Config()
    config.set_main_option("script_location", str(path("migrations")))
    script = ScriptDirectory.from_config(config)
    assert script.get_heads() == [f"{migrations.HEAD:04}"]
    assert cipher.schema(office.path, office.data_key) == migrations.HEAD


def test_there_are_logs_and_the_journal_is_one():
    assert "journal" in guards.growing_tables()


@pytest.mark.parametrize("table", guards.growing_tables())
def test_every_log_refuses_to_be_changed(office, table):
    office.close()
    driver = cipher.connect(office.path, office.data_key)
    growing.attack(driver, table)
    driver.close()


@pytest.mark.parametrize("table", guards.erasable())
def test_the_words_of_a_log_may_become_empty_and_nothing_else(office, table):
    words, kept = guards.erasable()[table]
    office.close()
    driver = cipher.connect(office.path, office.data_key)
    driver.execute("PRAGMA foreign_keys=OFF")
    driver.execute("PRAGMA ignore_check_constraints=ON")
    columns = [row[1] for row in driver.execute(f"PRAGMA table_info({table})")]
    marks = ", ".join("?" for _ in columns)
    row = {name: str(place + 1) for place, name in enumerate(columns)}
    driver.execute(f"INSERT INTO {table} VALUES ({marks})", list(row.values()))
    for attack in (
        *(f"UPDATE {table} SET {word} = 'x'" for word in words),
        *(f"UPDATE {table} SET {words[0]} = '', \"{name}\" = 'x'" for name in kept),
    ):
        with pytest.raises(cipher.dbapi2.IntegrityError, match="only grows"):
            driver.execute(attack)
    driver.execute(f"UPDATE {table} SET {', '.join(f'{word} = {chr(39) * 2}' for word in words)}")
    (after,) = driver.execute(f"SELECT * FROM {table}").fetchall()
    assert dict(zip(columns, map(str, after), strict=True)) == row | dict.fromkeys(words, "")
    with pytest.raises(cipher.dbapi2.IntegrityError, match="only grows"):
        driver.execute(f"UPDATE {table} SET {words[0]} = '9'")
    driver.close()
