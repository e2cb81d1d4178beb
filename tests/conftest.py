"""What every test may use: an office on a fresh encrypted database, and a window nobody sees."""

import gc
import importlib
import importlib.util
import os
import pkgutil
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

# Before anything imports Qt.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false")
os.environ["LANGUAGE"] = ""

import pytest
from sqlalchemy.orm import Session
from sqlmodel import SQLModel

import programs
import sessions
from installers.words import compile_all
from resources import keys, words
from resources.database import Office
from resources.doors import Doors
from resources.shared import SharedOffice
from tests.cluster import Cluster
from tests.town import PASSPHRASE

CHEAP = keys.Stretching(memory_kib=8, passes=1, lanes=1)


def _load_tables() -> None:
    """Import every module of the domain that defines tables, so that all are known."""
    for floor in (sessions, programs):
        for module in pkgutil.walk_packages(floor.__path__, floor.__name__ + "."):
            found = importlib.util.find_spec(module.name)
            if found and found.origin and "table=True" in Path(found.origin).read_text("utf-8"):
                importlib.import_module(module.name)


_load_tables()
compile_all(Path(__file__).resolve().parent.parent)


ENGINES = ("sqlite", "postgresql")
_ON_BOTH = ("sessions", "programs")  # folders whose tests run on both engines


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--engine",
        choices=(*ENGINES, "both"),
        default=os.environ.get("INA_ENGINE", "both"),
        help="the engines under the tests of the domain (or INA_ENGINE)",
    )
    parser.addoption(
        "--points-operations",
        type=int,
        default=2000,
        help="random acts on the points ledger; 100000 is the long campaign",
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Let each test of the domain that touches an office run once on each engine."""
    if "engine" not in metafunc.fixturenames:
        return
    definition = metafunc.definition
    room = metafunc.config.rootpath / "tests"
    on_both = definition.path.relative_to(room).parts[0] in _ON_BOTH
    on_both = on_both or definition.get_closest_marker("both_engines")
    named = [mark.args[0] for mark in definition.iter_markers("parametrize")]
    if not on_both or "engine" in named or definition.get_closest_marker("in_a_file"):
        return
    asked = metafunc.config.getoption("engine")
    metafunc.parametrize("engine", ENGINES if asked == "both" else (asked,), indirect=True)


def pytest_collection_finish() -> None:
    """Let the collector leave alone what stays to the end: houses and tests."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure() -> None:
    """Give back what was set aside, so that libraries take leave as they do elsewhere."""
    gc.unfreeze()


@pytest.fixture(autouse=True)
def _mappers_forget() -> Iterator[None]:
    """Let go of the statements that were compiled for the offices of a test.

    A mapper keeps them for each dialect, and every office that is opened brings one of its own:
    after thousands of tests the collector would walk over millions of things nobody needs.
    """
    yield
    for mapper in SQLModel._sa_registry.mappers:
        vars(mapper).pop("_compiled_cache", None)


@pytest.fixture
def engine(request: pytest.FixtureRequest) -> str:
    """What keeps the office: an encrypted file, or a server."""
    return getattr(request, "param", "sqlite")


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A server with the template of an office; where there is no PostgreSQL, tests fail."""
    made = Cluster()
    made.office_template()
    yield made
    made.close()


@pytest.fixture(autouse=True)
def _voice(request: pytest.FixtureRequest) -> Iterator[None]:
    """Domain tests read the English sentences; tests of the desktop hear Japanese."""
    at_the_desk = {"desktop", "journeys"} & set(request.path.parts)
    words.use("ja" if at_the_desk else "en")
    yield
    words.use("en")


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """An empty office (passphrase `tests.town.PASSPHRASE`), made once; copy it, never open it."""
    folder = tmp_path_factory.mktemp("template") / "office"
    office, _recovery = Office.create(folder, PASSPHRASE, stretching=CHEAP)
    office.close()
    return folder, office.data_key


@pytest.fixture
def new_office(
    engine: str, request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[Callable[[str], Doors]]:
    """A maker of further offices: `new_office("north")` in its own folder."""
    opened: list[Doors] = []
    databases: list[str] = []

    def in_a_file(name: str) -> Doors:
        folder, data_key = request.getfixturevalue("template")
        shutil.copytree(folder, tmp_path / name)
        return Office.open(tmp_path / name, data_key)

    def on_a_server(name: str) -> Doors:
        cluster: Cluster = request.getfixturevalue("cluster")
        databases.append(cluster.copy())
        return SharedOffice.open(cluster.address(databases[-1]), tmp_path / name)

    def make(name: str) -> Doors:
        opened.append(on_a_server(name) if engine == "postgresql" else in_a_file(name))
        return opened[-1]

    yield make
    for office in opened:
        office.close()
    for database in databases:
        request.getfixturevalue("cluster").drop(database)


@pytest.fixture
def office(new_office: Callable[[str], Doors]) -> Doors:
    """A fresh, empty office; use it where a test needs several transactions."""
    return new_office("office")


@pytest.fixture
def db(office: Doors) -> Iterator[Session]:
    """A session inside one change, committed at the end of the test.

    So constraints that wait for the commit are tried, too; a test that fails commits nothing.
    A statement that the database refuses (IntegrityError) belongs in `with db.begin_nested():`.
    """
    with office.change() as session:
        yield session
