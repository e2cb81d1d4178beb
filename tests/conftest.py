"""What every test may use: an office on a fresh encrypted database, and a window nobody sees."""

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

import programs
import sessions
from installers.words import compile_all
from resources import keys, words
from resources.database import Office
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
def new_office(template: tuple[Path, bytes], tmp_path: Path) -> Iterator[Callable[[str], Office]]:
    """A maker of further offices: `new_office("north")` in its own folder."""
    opened: list[Office] = []

    def make(name: str) -> Office:
        shutil.copytree(template[0], tmp_path / name)
        opened.append(Office.open(tmp_path / name, template[1]))
        return opened[-1]

    yield make
    for office in opened:
        office.close()


@pytest.fixture
def office(new_office: Callable[[str], Office]) -> Office:
    """A fresh, empty office; use it where a test needs several transactions."""
    return new_office("office")


@pytest.fixture
def db(office: Office) -> Iterator[Session]:
    """A session inside one change, committed at the end of the test.

    So constraints that wait for the commit are tried, too; a test that fails commits nothing.
    A statement that the database refuses (IntegrityError) belongs in `with db.begin_nested():`.
    """
    with office.change() as session:
        yield session
