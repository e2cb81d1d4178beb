"""kill −9 at every write of a check-in, an import and a migration: all of it stands, or nothing."""

import shutil
import time
from pathlib import Path

import pytest

from programs.supporters.register import TABLE as SUPPORTER
from resources import cipher, migrations
from sessions.intake import batches
from sessions.person_tables import PERSON
from tests.faults import results, strace
from tests.faults.jobs import NEXT, STEP
from tests.faults.oracle import look, scalar

DATA = Path(__file__).parents[1] / "data"
# What SQLCipher does to the disk; acknowledgements go by `write`, which it does not use.
STORE = ("pwrite64", "fsync", "fdatasync", "ftruncate", "unlink")
FULL_LOG = 985


def points(counted, *, most=None):
    """Return (call, k) for every call counted, or `most` of them spread evenly and to the end."""
    every = [(call, k) for call, number in counted.items() for k in range(1, number + 1)]
    if most is None or len(every) <= most:
        return every
    step = len(every) / most
    return [every[int(place * step)] for place in range(most - 1)] + [every[-1]]


def strike(traced, make_job, places, check):
    """Kill one child at each place; `check(told)` returns (lost, half) after it."""
    began = time.monotonic()
    found = {"points": 0, "lost": 0, "half": 0}
    for call, number in places:
        told = strace.kill_at(traced, make_job(), call, number)
        if not told.killed:
            continue
        found["points"] += 1
        lost, half = check(told)
        found["lost"] += lost
        found["half"] += half
    found["seconds"] = round(time.monotonic() - began, 1)
    return found


@pytest.fixture
def work(arena):
    folder = arena / "work"
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def at_the_door(traced, evening, work, job, places=None, most=None, **told):
    key = bytes.fromhex(evening.key)

    def make():
        return evening.copy(work).job(job, **told)

    def check(heard):
        state = look(work, key)
        gone = set(heard.of("gone"))
        lost = set(heard.of("ok")) - state.here - gone
        # One act may have been under way, with a companion or a line being taken back.
        more = len(state.here - set(heard.of("ok"))) > 2
        return len(lost), bool(state.problems) or more

    if places is None:
        places = points(strace.count(traced, make(), STORE), most=most)
    return strike(traced, make, places, check)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("scans", {"scans": 5}),
        ("others", {"scans": 2, "others": True}),
        ("emptying the log", {"scans": 3, "frames": FULL_LOG, "close": True}),
    ],
)
def test_the_desk_killed_at_every_write_of_its_acts(traced, evening, work, name, told):
    most = None if name != "emptying the log" else 60 * results.scale()
    found = at_the_door(traced, evening, work, "door", most=most, **told)
    results.put(f"kill_door_{name.replace(' ', '_')}", **found)
    assert found["points"] >= 40
    assert (found["lost"], found["half"]) == (0, 0)


@pytest.mark.parametrize("part", range(2))
def test_the_painted_program_killed_while_people_arrive(traced, evening, work, part):
    """Each of the twelve ways to scan (keys, preedit, commit; three focuses) is struck."""
    scans, per_part = 3, 20 * results.scale()
    found = {"points": 0, "lost": 0, "half": 0, "seconds": 0.0}
    for first in range(part * 6, part * 6 + 6, scans):
        told = {"scans": scans, "first": first}
        more = at_the_door(traced, evening, work, "painted", most=per_part // 2, **told)
        found = {name: found[name] + more[name] for name in found}
    results.put(f"kill_painted_{part + 1}_of_2", **found)
    assert found["points"] >= 20
    assert (found["lost"], found["half"]) == (0, 0)


def test_teeth_an_answer_before_the_commit_is_noticed(traced, evening, work):
    places = [("pwrite64", k) for k in range(2, 30, 3)]
    told = {"scans": 3, "mutant": "early"}
    found = at_the_door(traced, evening, work, "door", places, **told)
    painted = at_the_door(traced, evening, work, "painted", places[:2], **told)
    results.put("kill_teeth_answer_before_commit", **found, lost_painted=painted["lost"])
    assert found["lost"] > 0
    assert painted["lost"] > 0


# An import


def some_supporters(arena, count):
    whole = (DATA / "いきいきサポーター登録者.csv").read_bytes()
    file = arena / "いきいきサポーター登録者.csv"
    file.write_bytes(b"".join(whole.splitlines(keepends=True)[: count + 1]))
    return file


@pytest.mark.parametrize("kind", ["supporters", "volunteers"])
def test_an_import_killed_at_its_writes_is_whole_or_nothing(traced, evening, work, arena, kind):
    key = bytes.fromhex(evening.key)
    file = some_supporters(arena, 12)
    most = None
    if kind == "volunteers":
        file, most = DATA / "ボランティア登録者名簿_令和7年度.xlsx", 20 * results.scale()
    tables = (batches.BATCHES, PERSON, batches.LINES, SUPPORTER)

    def make():
        return evening.copy(work).job("import", kind=kind, file=str(file))

    def counts():
        return tuple(scalar(work, key, table) for table in tables)

    make()
    before = counts()
    counted = strace.count(traced, make(), STORE)
    after = counts()
    assert before != after

    def check(told):
        now, state = counts(), look(work, key)
        lost = bool(told.of("ok")) and now != after
        return lost, now not in {before, after} or bool(state.problems)

    found = strike(traced, make, points(counted, most=most), check)
    results.put(f"kill_import_{kind}", **found, writes=sum(counted.values()))
    assert found["points"] >= 20
    assert (found["lost"], found["half"]) == (0, 0)


# A migration


@pytest.fixture
def room(arena):
    """The migrations with one step more than this version has."""
    made = arena / "migrations"
    shutil.rmtree(made, ignore_errors=True)
    shutil.copytree(migrations.__path__[0], made)
    (made / "versions" / f"{NEXT:04}_next.py").write_text(STEP)
    return made


def migrate(traced, evening, work, room, *, most, calls=strace.WRITING, mutant=""):
    key = bytes.fromhex(evening.key)

    def make():
        return evening.copy(work).job("migrate", room=str(room), mutant=mutant)

    def check(told):
        half = _half_migrated(work, key)
        return bool(told.of("ok")) and cipher.schema(work / cipher.FILE_NAME, key) != NEXT, half

    counted = strace.count(traced, make(), calls)
    found = strike(traced, make, points(counted, most=most), check)
    return {**found, "writes": sum(counted.values())}


def _half_migrated(folder, key):
    """Whether the office is neither as it was nor as it should be, or its people are not."""
    from resources import soundness

    path = folder / cipher.FILE_NAME
    found = soundness.examine(path, key)
    driver = cipher.connect(path, key)
    steps = [name for (name,) in driver.execute("SELECT version_num FROM alembic_version")]
    columns = [column[1] for column in driver.execute("PRAGMA table_info(person)")]
    tables = {name for (name,) in driver.execute("SELECT name FROM sqlite_master")}
    sized = "shoe_size" in columns
    people = driver.execute("SELECT count(*) FROM person").fetchone()[0]
    wrong = 0
    if sized:
        wrong = driver.execute("SELECT count(*) FROM person WHERE shoe_size IS NOT 25").fetchone()[
            0
        ]
    driver.close()
    marks = (steps == [f"{NEXT:04}"], sized, "shoe" in tables, "ix_shoe_size" in tables)
    new = found.schema == NEXT
    return (
        not found.sound
        or any(mark != new for mark in marks)
        or people != 60
        or wrong > 0
        or "_alembic_tmp_person" in tables
    )


def test_a_migration_killed_at_its_writes_is_whole_or_nothing(traced, evening, work, room):
    found = migrate(traced, evening, work, room, most=70 * results.scale())
    results.put("kill_migration", **found)
    assert found["points"] >= 60
    assert (found["lost"], found["half"]) == (0, 0)


def test_teeth_a_migration_without_its_transaction_is_noticed(traced, evening, work, room):
    found = migrate(traced, evening, work, room, most=24, calls=("fsync",), mutant="autocommit")
    results.put("kill_teeth_migration_autocommit", **found)
    assert found["half"] > 0
