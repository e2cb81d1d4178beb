"""What the light children do: the desk without its window, from a key pressed to the commit.

Each job opens the office, calls `ready` (and waits there until it is told to go on), works, and
says `ok …` only after the desk has returned. `mutant` names what a job does wrong on purpose.
"""

import contextlib
import time
from pathlib import Path

import sqlalchemy as sa
from sqlcipher3 import dbapi2

from desktop.desk import Desk
from resources import backup, bundle, cipher, durable, engines, journal, migrations, soundness
from resources.database import Office
from sessions import arrivals, door, door_log
from sessions.door_log import Way
from tests.faults.gate import Gate
from tests.town import NOW, STAFF

WHO = {"at": NOW, "by": STAFF}
# Imported before the fork, so that no child pays for them.
_WARM = (backup, bundle, durable, soundness)


def mutate(name: str) -> None:
    """Do wrong what `name` says, in this process alone."""
    if name == "synchronous":
        cipher._SETTINGS = (
            *(line for line in cipher._SETTINGS if "synchronous" not in line),
            "PRAGMA synchronous=NORMAL",
        )
    if name == "in_two":
        in_two()
    if name == "unsynced":
        unsynced()
    if name in {"autocommit", "unguarded"}:
        _begin_nothing()
    if name in {"no_unique", "unguarded"}:
        door_log._INSERT = door_log.Prepared(
            sa.text(
                door_log._INSERT._statement.text.replace(
                    "ON CONFLICT (expected_id, act, turn) DO NOTHING", ""
                )
            ).bindparams(
                sa.bindparam("at", type_=door_log.TABLE.c.at.type),
                sa.bindparam("recorded_at", type_=door_log.TABLE.c.recorded_at.type),
            )
        )


def _begin_nothing() -> None:
    """Open transactions as the driver does by itself: each statement is its own."""
    right = engines.engine

    def engine(path: Path, data_key: bytes, begin: str, *, wal: bool = True) -> sa.Engine:
        return right(path, data_key, "SELECT 1" if begin == "BEGIN IMMEDIATE" else begin, wal=wal)

    engines.engine = engine
    from resources import database

    database.engine = engine


def in_two() -> None:
    """Commit before each line of the journal: an act is then more than one transaction."""
    right = journal.write

    def write(db, *words, **facts):
        db.commit()
        return right(db, *words, **facts)

    journal.write = write


def unsynced() -> None:
    """Leave it to chance when our own files reach the disk."""
    durable.sync_file = durable.sync_folder = lambda _path: None


def desk_of(job: dict) -> Desk:
    mutate(job.get("mutant", ""))
    office = Office.open(Path(job["folder"]), bytes.fromhex(job["key"]))
    return Desk(office, job.get("staff", STAFF), lambda: NOW)


def fill_log(office: Office, frames: int) -> None:
    """Write until the write-ahead log holds so many pages: the next acts empty it."""
    log = Path(f"{office.path}-wal")
    while not log.exists() or log.stat().st_size < frames * (4096 + 24):
        with office.change() as db:
            journal.write(db, "fill", "test", "0" * 32, **WHO)


def door_acts(job: dict, ready, say) -> None:
    """Scan, receive a newcomer with family, take back, leave and return."""
    desk = desk_of(job)
    early = job.get("mutant") == "early"
    if job.get("frames"):
        fill_log(desk.office, job["frames"])
    desk.read(door_log.standing, job["lines"][0])
    ready()

    def scan(db, code):
        answer = arrivals.check_in(db, job["meeting"], code, way=Way.SCANNER, desk="1", **WHO)
        if early:
            say(f"ok {answer.expected_id}")
        return answer

    got = []
    for code in job["codes"][: job["scans"]]:
        got.append(desk.change(scan, code))
        if not early:
            say(f"ok {got[-1].expected_id}")
    if job.get("others"):
        party = desk.change(
            door.walk_in,
            job["meeting"],
            name_kana="はじめ　てこ",
            companions=(door.Companion(door.Together.FAMILY, "はじめ　ふたり"),),
            **WHO,
        )
        for answer in (party.answer, *party.companions):
            say(f"ok {answer.expected_id}")
        say(f"gone {got[0].expected_id}")  # from here on it may be taken back
        desk.change(arrivals.take_back, got[0].arrival_id, **WHO)
        desk.change(arrivals.leave, got[1].expected_id, **WHO)
        desk.change(arrivals.back, got[1].expected_id, **WHO)
    if job.get("close"):
        desk.close()


NOW_AT, NEXT = migrations.HEAD, migrations.HEAD + 1
STEP = f"""
from alembic import op
import sqlalchemy as sa
revision = "{NEXT:04}"
down_revision = "{NOW_AT:04}"
def upgrade():
    with op.batch_alter_table("person") as table:
        table.add_column(sa.Column("shoe_size", sa.Integer()))
    op.execute("UPDATE person SET shoe_size = 25")
    op.create_table("shoe", sa.Column("id", sa.Integer(), primary_key=True))
    op.execute("INSERT INTO shoe (id) SELECT rowid FROM person")
    op.create_index("ix_shoe_size", "person", ["shoe_size"])
"""


def next_version(room: Path) -> None:
    """Make this process an inakurashi one step of the schema further; its steps are in `room`."""
    migrations.HEAD = NEXT
    migrations.__file__ = str(room / "__init__.py")


def migrating(job: dict, ready, say) -> None:
    """Open an office of the version before: a backup, the step, the proof."""
    import alembic.command  # noqa: F401 -- loaded before anything is counted

    mutate(job.get("mutant", ""))
    next_version(Path(job["room"]))
    ready()
    Office.open(Path(job["folder"]), bytes.fromhex(job["key"])).close()
    say(f"ok {NEXT}")


def opening_an_old_one(job: dict, ready, say) -> None:
    """Open an office of an older form, which brings it up to date."""
    import alembic.command  # noqa: F401 -- loaded before anything is counted

    ready()
    Office.open(Path(job["folder"]), bytes.fromhex(job["key"])).close()
    say("ok open")


def racing(job: dict, ready, say) -> None:
    """Scan the same codes as another desk, both at the same moment."""
    desk = desk_of(job)
    gate = Gate(Path(job["gate"]), job["side"])
    ready()
    told = []  # said at the end: whoever listened would take a core from one of the two
    for number, code in enumerate(job["codes"][: job["rounds"]]):
        gate.meet()
        answer, began = "refused", time.monotonic()
        with contextlib.suppress(Exception):
            got = desk.change(
                arrivals.check_in, job["meeting"], code, way=Way.SCANNER, desk="x", **WHO
            )
            answer = got.kind.value
        told.append(f"{answer} {number} {began} {time.monotonic()}")
    say("\n".join(told))


def without_unique(folder: Path, key: bytes) -> None:
    """Take the constraint away that keeps one arrival of two (for the teeth only)."""
    driver: dbapi2.Connection = cipher.connect(folder / cipher.FILE_NAME, key)
    (made,) = driver.execute("SELECT sql FROM sqlite_master WHERE name = 'arrival'").fetchone()
    kept = [line for line in made.splitlines() if "UNIQUE" not in line]
    assert len(kept) == len(made.splitlines()) - 1
    driver.execute("DROP TABLE arrival")
    driver.execute("\n".join(kept))
    driver.close()


JOBS = {"door": door_acts, "migrate": migrating, "open old": opening_an_old_one, "race": racing}
