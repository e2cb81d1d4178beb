"""Every form the data ever had is brought up to date, killed meanwhile, and keeps its logs."""

import shutil
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlmodel import SQLModel

from resources import bundle, cipher, engines, keys, migrations, server, serving, shared, soundness
from resources.database import Office
from resources.migrations import guards
from resources.refusals import Refusal
from tests.faults import campaign, results
from tests.faults.acts import Act
from tests.migrations import growing
from tests.migrations.test_head import of_the_models, shape
from tests.town import PASSPHRASE

FIRST = Path(__file__).parents[1] / "migrations" / "released" / "0001"
PEOPLE = 90
EVERY = range(1, migrations.HEAD)
SOME = results.of((1, migrations.HEAD - 2), tuple(EVERY))
LOGS = guards.growing_tables()


def to(number):
    """Return what runs the migrations up to `number` on a connection."""

    def run(connection):
        config = Config()
        room = str(Path(migrations.__file__).parent).replace("%", "%%")
        config.set_main_option("script_location", room)
        config.attributes["connection"] = connection
        command.upgrade(config, f"{number:04}")

    return run


class Form:
    """A kept office of the first release, brought to one later form; looks like an `Evening`."""

    def __init__(self, folder, key):
        self.folder, self.key = folder, key

    def copy(self, folder):
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.folder, folder)
        return Form(folder, self.key)

    def job(self, name, **more):
        return {"job": name, "folder": str(self.folder), "key": self.key, **more}


@pytest.fixture(scope="session")
def form(arena):
    """A maker of offices by the number of their form."""

    def make(number):
        folder = arena / f"form-{number}"
        data_key = keys.unlock_by_passphrase(FIRST, PASSPHRASE)
        if not folder.exists():
            shutil.copytree(FIRST, folder)
            engine = engines.engine(folder / cipher.FILE_NAME, data_key, "BEGIN IMMEDIATE")
            with engine.connect() as connection:
                connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")
                with connection.begin():
                    to(number)(connection)
                    connection.exec_driver_sql(f"PRAGMA user_version={number}")
            engine.dispose()
        return Form(folder, data_key.hex())

    return make


class OpeningAnOldOne(Act):
    """An office of an older form is opened: a backup, every step since, the proof."""

    job_name = "open old"

    def __init__(self, form, place, number):
        super().__init__(form, place)
        self.number = number

    def check(self, told):
        path = self.folder / cipher.FILE_NAME
        found = soundness.examine(path, self.key)
        driver = cipher.connect(path, self.key)
        ((step,),) = driver.execute("SELECT version_num FROM alembic_version")
        (people,) = driver.execute("SELECT count(*) FROM person").fetchone()
        made = shape(lambda sql: driver.execute(sql).fetchall())
        driver.close()
        whole = found.schema == self.number or made == of_the_models()
        half = not found.sound or people != PEOPLE or int(step) != found.schema or not whole
        half = half or found.schema not in {self.number, migrations.HEAD}
        return bool(told.of("ok")) and found.schema != migrations.HEAD, half


@pytest.mark.parametrize("number", SOME)
def test_an_old_form_is_brought_up_to_date_and_its_logs_only_grow(form, arena, number):
    here = form(number).copy(arena / "form-here")
    key = bytes.fromhex(here.key)
    assert cipher.schema(here.folder / cipher.FILE_NAME, key) == number
    Office.open(here.folder, key).close()
    (kept,) = here.folder.rglob(f"*{bundle.SUFFIX}")
    assert bundle.read_manifest(kept).schema == number
    driver = cipher.connect(here.folder / cipher.FILE_NAME, key)
    assert shape(lambda sql: driver.execute(sql).fetchall()) == of_the_models()
    assert driver.execute("SELECT count(*) FROM person").fetchone() == (PEOPLE,)
    for table in LOGS:
        growing.attack(driver, table)
    driver.close()
    shutil.rmtree(here.folder)
    results.put(f"forms_file_{number:04}", forms=1, logs=len(LOGS))


@pytest.mark.parametrize("number", SOME)
def test_an_old_form_killed_while_it_is_brought_up_to_date_is_old_or_new(
    traced, form, arena, number
):
    act = OpeningAnOldOne(form(number), arena / "place", number)
    found = campaign.kills(traced, act, most=results.of(3, 40))
    act.close()
    results.put(f"kill_form_{number:04}", **found)
    assert found["points"] >= 2
    assert (found["lost"], found["half"]) == (0, 0)


def test_teeth_a_step_that_rebuilds_a_log_without_its_guard_is_noticed(form, arena):
    """What a table rebuilt in batch mode loses: its triggers."""
    here = form(1).copy(arena / "form-bare")
    key = bytes.fromhex(here.key)
    Office.open(here.folder, key).close()
    driver = cipher.connect(here.folder / cipher.FILE_NAME, key)
    noticed = 0
    for table in LOGS:
        for act in ("update", "delete"):
            driver.execute(f"DROP TRIGGER {table}_refuses_{act}")
        try:
            growing.attack(driver, table)
        except (pytest.fail.Exception, cipher.dbapi2.Error, AssertionError):
            noticed += 1
    driver.close()
    shutil.rmtree(here.folder)
    results.tooth("log_without_guard", noticed=noticed, of=len(LOGS))
    assert noticed == len(LOGS)


# On a server


@pytest.fixture
def old(cluster, monkeypatch):
    """A maker of databases of an old form: `old(number)` returns its name."""
    names = []

    def make(number):
        names.append(f"form_{number}_{len(names)}")
        cluster.ask(f"CREATE DATABASE {names[-1]} TEMPLATE template0")
        with monkeypatch.context() as patch:
            patch.setattr(migrations, "_run", to(number))
            patch.setattr(serving, "_rights", lambda _connection: None)
            serving.prepare(cluster.superuser(names[-1]))
        assert shared.found_form(cluster.superuser(names[-1])) == number
        return names[-1]

    yield make
    for name in names:
        cluster.drop(name)


@pytest.mark.parametrize("number", results.of((1,), SOME))
def test_an_old_form_on_a_server_is_brought_up_to_date_and_its_logs_only_grow(cluster, old, number):
    address = cluster.superuser(old(number))
    serving.prepare(address)
    assert shared.found_form(address) == migrations.HEAD
    assert differences(address) == []
    with psycopg.connect(address.url, autocommit=True) as driver:
        for table in LOGS:
            growing.attack_on_a_server(driver, table)
    results.put(f"forms_server_{number:04}", forms=1, logs=len(LOGS))


def differences(address):
    """Return in what the tables of a server differ from the models."""
    engine = server.engine(address)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_name": lambda name, *_: name != "alembic_version"}
        )
        found = compare_metadata(context, SQLModel.metadata)
    engine.dispose()
    return found


def cut_at(place):
    """Let the server end the connection before the statement with that number."""
    count = iter(range(1, 100_000))

    def ending(_connection, cursor, *_rest):
        if next(count) == place:
            cursor.connection.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    return ending


def test_a_server_whose_connection_ends_in_a_step_has_the_old_form_or_the_new(cluster, old):
    number = 1
    address = cluster.superuser(old(number))
    found = {"points": 0, "half": 0, "lost": 0}
    for place in range(2, results.of(400, 4_000), results.of(199, 13)):
        ending = cut_at(place)
        sa.event.listen(sa.Engine, "before_cursor_execute", ending)
        try:
            serving.prepare(address)
            break
        except (Refusal, sa.exc.DBAPIError):
            found["points"] += 1
        finally:
            sa.event.remove(sa.Engine, "before_cursor_execute", ending)
        form = shared.found_form(address)
        found["half"] += form != number
    if shared.found_form(address) == number:
        serving.prepare(address)
    assert shared.found_form(address) == migrations.HEAD
    assert differences(address) == []
    results.put("kill_form_server", **found)
    assert found["points"] >= 2
    assert found["half"] == 0
