"""Where the faults happen: a room in memory, the process that forks children, the evening."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from programs.points import closing, exchanges
from resources import backup, copies, parcel
from sessions import arrivals, door, erasure, packing, staff
from sessions.door_log import Way
from sessions.erasure import Cause
from sessions.hall import Clocks, Hall
from sessions.rosters import TABLE as LISTED
from tests.cluster import Cluster
from tests.conftest import CHEAP
from tests.faults import results, strace
from tests.faults.acts import (
    AtAHall,
    AtTheDoor,
    BringingBack,
    Copying,
    OneAct,
    Upgrading,
)
from tests.faults.evening import WHO, Evening, prepare
from tests.faults.jobs import NEXT, STEP
from tests.faults.strace import Zygote
from tests.programs.points.test_ledger import APRIL, CARD, SUMMER, YEAR, Town
from tests.town import NOW, STAFF

MEMORY = Path("/dev/shm")
DATA = Path(__file__).parents[1] / "data"
FEW, MANY = 60, 520


def pytest_sessionstart(session: pytest.Session) -> None:
    """A whole full campaign begins its figures anew."""
    options = session.config.option
    alone = not hasattr(session.config, "workerinput")
    if results.FULL and alone and not options.keyword:
        results.begin()


@pytest.fixture(scope="session")
def arena() -> Iterator[Path]:
    """A folder of this worker, in memory where the system has it."""
    room = Path(tempfile.mkdtemp(prefix="faults-", dir=MEMORY if MEMORY.is_dir() else None))
    yield room
    shutil.rmtree(room, ignore_errors=True)


@pytest.fixture(scope="session")
def zygote(arena: Path) -> Iterator[Zygote]:
    """The process that forks; only where strace may attach to its children."""
    made = Zygote(arena)
    yield made
    made.close()


@pytest.fixture(scope="session")
def traced(zygote: Zygote) -> Zygote:
    """`zygote` whose children may be traced; a skip with its reason where that is forbidden."""
    reason = strace.why_not()
    if reason:
        pytest.skip(f"COUNTED SKIP: {reason}")
    return zygote


@pytest.fixture(scope="session")
def evening(arena: Path) -> Evening:
    """An office with an open meeting of 60; copy it, never open it."""
    return prepare(arena / "evening", FEW)


@pytest.fixture(scope="session")
def durable() -> Iterator[Cluster]:
    """A server that keeps what it has acknowledged, as a real one does."""
    made = Cluster(durable=True)
    made.office_template()
    yield made
    made.close()


@pytest.fixture(scope="session")
def crowd(arena: Path) -> Evening:
    """The same with more people than any round needs."""
    return prepare(arena / "crowd", MANY)


def receive(here: Evening, count: int) -> None:
    """Receive the first people of the evening, one transaction each."""
    office = here.open()
    for code in here.codes[:count]:
        with office.change() as db:
            arrivals.check_in(db, here.meeting, code, way=Way.SCANNER, desk="1", **WHO)
    office.close()


@pytest.fixture(scope="session")
def kept(evening: Evening, arena: Path) -> tuple[Evening, str]:
    """The evening with a proven copy of ten minutes ago, and three arrivals since."""
    here = evening.copy(arena / "kept")
    office = here.open()
    made = backup.make(office, Path(here.folder) / copies.OWN, at=NOW.replace(minute=0), why="day")
    office.close()
    receive(here, 3)
    return here, made.file.name


@pytest.fixture(scope="session")
def taken_out(evening: Evening, arena: Path) -> tuple[Path, str]:
    """A package of the evening: (file, passcode)."""
    here = evening.copy(arena / "hall-office")
    packed = _packed(here)
    file = arena / packed.file_name
    file.write_bytes(packed.content)
    return file, packed.passcode


def _packed(here: Evening) -> packing.Packed:
    office = here.open()
    with office.change() as db:
        packed = packing.pack(
            db, here.meeting, carrier="原", stretching=CHEAP, at=NOW, by=here.staff
        )
    office.close()
    return packed


@pytest.fixture(scope="session")
def busy(evening: Evening, arena: Path) -> tuple[Evening, dict[str, str]]:
    """The evening with somebody to be erased, two to be merged, and a hall's file come home."""
    here = evening.copy(arena / "busy")
    receive(here, 3)
    packed = _packed(here)
    office = here.open()
    with office.change() as db:
        query = sa.select(LISTED.c.person_id).where(LISTED.c.id.in_(here.lines[:3]))
        one, keep, drop = db.scalars(query.order_by(LISTED.c.id))
        request = erasure.ask(db, one, Cause.WISH, at=NOW, by=STAFF)
    office.close()
    package = parcel.read(packed.content)
    home = arena / "home.inaeve"
    store = Hall(
        package, parcel.open_with(package, packed.passcode), home, device="ab000002",
        operator="原", watch=Clocks(lambda: NOW, time.monotonic),
    )  # fmt: skip
    who = {"at": NOW, "by": store.operator_id}
    for code in here.codes[2:8]:
        with store.change() as db:
            arrivals.check_in(db, store.meeting_id, code, way=Way.SCANNER, **who)
    with store.change() as db:
        door.walk_in(db, store.meeting_id, name_kana="はじめ　てこ", **who)
    store.close()
    return here, {"request": request, "keep": keep, "drop": drop, "home": str(home)}


@pytest.fixture(scope="session")
def points(evening: Evening, arena: Path) -> tuple[Evening, dict[str, dict[str, object]]]:
    """The evening with a year of points: volunteers, hosts, activities; what each act is told."""
    here = evening.copy(arena / "points")
    office = here.open()
    with office.change() as db:
        db.get(staff.Staff, here.staff).roles = "A"
        made = Town(db)
        made.days("0001", 6)
        made.days("0002", 8)
        exchange = made.exchange("0002", 1000)
        exchanges.cancel(db, exchange, reason="-", version=1, at=SUMMER, by=made.by)
        closing.rehearse(db, YEAR, at=APRIL, by=made.by)
    office.close()
    files = sorted(str(one) for one in DATA.glob("活動記録_宅老所かわせみ_令和7年0[4-5]月.csv"))
    return here, {
        "exchange": {"year": YEAR, "number": "0001", "reward": CARD, "yen": 1000,
                     "at": SUMMER.isoformat()},
        "closing": {"year": YEAR, "at": APRIL.isoformat()},
        "sheets": {"files": files, "at": SUMMER.isoformat()},
    }  # fmt: skip


@pytest.fixture(scope="session")
def next_form(arena: Path) -> Path:
    """The migrations with one step more than this version has."""
    from resources import migrations

    made = arena / "migrations"
    shutil.copytree(migrations.__path__[0], made)
    (made / "versions" / f"{NEXT:04}_next.py").write_text(STEP)
    return made


def some_supporters(arena: Path, count: int) -> Path:
    whole = (DATA / "いきいきサポーター登録者.csv").read_bytes()
    file = arena / "いきいきサポーター登録者.csv"
    file.write_bytes(b"".join(whole.splitlines(keepends=True)[: count + 1]))
    return file


VOLUNTEERS = DATA / "ボランティア登録者名簿_令和7年度.xlsx"
DOOR = {
    "scans": {"scans": 5},
    "walk-ins": {"scans": 2, "others": True},
    "emptying the log": {"scans": 3, "frames": 985, "close": True},
}
POINTS = ("exchange", "closing", "sheets")
AT_ONCE = ("import", "volunteers", "merge", "erase", "pack", "join")


@pytest.fixture
def acts(request: pytest.FixtureRequest, arena: Path) -> Iterator[object]:
    """A maker of acts by their names, each in the same place."""
    place, get = arena / "place", request.getfixturevalue

    def make(name: str, **told: object) -> object:
        if name in DOOR:
            return AtTheDoor(get("evening"), place, **{**DOOR[name], **told})
        if name == "import":
            told = {"kind": "supporters", "file": str(some_supporters(arena, 12)), **told}
            return OneAct(get("evening"), place, name, **told).ends(get("zygote"))
        if name == "volunteers":
            told = {"kind": "volunteers", "file": str(VOLUNTEERS), **told}
            return OneAct(get("evening"), place, "import", **told).ends(get("zygote"))
        if name in AT_ONCE:
            here, facts = get("busy")
            return OneAct(here, place, name, **{**facts, **told}).ends(get("zygote"))
        if name in POINTS:
            here, facts = get("points")
            return OneAct(here, place, name, **{**facts[name], **told}).ends(get("zygote"))
        if name == "migration":
            return Upgrading(get("evening"), place, room=str(get("next_form")), **told)
        if name in {"copying", "bringing back"}:
            return {"copying": Copying, "bringing back": BringingBack}[name](
                get("kept"), place, **told
            )
        if name in {"hall", "hall walk-ins"}:
            others = name == "hall walk-ins"
            told = {"scans": 5, "others": others, **told}
            return AtAHall(get("evening"), place, get("taken_out"), **told)
        return AtTheDoor(get("evening"), place, name, **told)

    yield make
    shutil.rmtree(place, ignore_errors=True)
