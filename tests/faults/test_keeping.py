"""kill −9 and a failing disk while copies are made and brought back: old or new, never neither."""

import re
import shutil
import time
from pathlib import Path

import pytest

from resources import backup, bundle, copies
from resources.refusals import Refusal
from sessions.door_log import TABLE as LOG
from sessions.intake import batches
from tests.faults import results, strace
from tests.faults.oracle import look, scalar
from tests.faults.test_kill import points, some_supporters, strike
from tests.town import NOW

WRITING = ("pwrite64", "write", "fsync", "fdatasync", "ftruncate", "unlink", "rename", "mkdir")
JAPANESE = re.compile("[ぁ-ん]")


@pytest.fixture(scope="session")
def kept(evening, arena):
    """The evening with a proven copy of ten minutes ago, and three arrivals since."""
    here = evening.copy(arena / "kept")
    office = here.open()
    made = backup.make(office, Path(here.folder) / copies.OWN, at=NOW.replace(minute=0), why="day")
    office.close()
    _receive(here, 3)
    return here, made.file.name


def _receive(here, count):
    from sessions import arrivals
    from sessions.door_log import Way
    from tests.faults.jobs import WHO

    office = here.open()
    for code in here.codes[:count]:
        with office.change() as db:
            arrivals.check_in(db, here.meeting, code, way=Way.SCANNER, desk="1", **WHO)
    office.close()


@pytest.fixture
def place(arena):
    """An empty folder that holds the office and whatever comes to lie beside it."""
    room = arena / "place"
    yield room
    shutil.rmtree(room, ignore_errors=True)


class Copying:
    """A copy is made and carried to a stick, in a fresh copy of the evening each time."""

    def __init__(self, kept, place, **told):
        (self.evening, self.older), self.place, self.told = kept, place, told
        self.key = bytes.fromhex(self.evening.key)

    def job(self, **more):
        shutil.rmtree(self.place, ignore_errors=True)
        self.place.mkdir()
        self.here = self.evening.copy(self.place / "office")
        return self.here.job("copy", stick=str(self.place / "stick"), **self.told, **more)

    def check(self, told):
        """Return (lost, half): every file called a copy is one, and the older one still is."""
        folder = Path(self.here.folder)
        files = sorted(self.place.rglob(f"*{bundle.SUFFIX}"))
        half = not (folder / copies.OWN / self.older).exists()
        for file in files:
            try:
                backup.verify(file, self.key)
            except Refusal:
                half = True
        lost = sum(1 for said in told.of("ok") if Path(said) not in files)
        state = look(folder, self.key)
        return lost + (3 - len(state.here & set(self.here.lines[:3]))), half or bool(state.problems)


class BringingBack:
    """The older copy is brought back over the office of now."""

    def __init__(self, kept, place, **told):
        (self.evening, self.older), self.place, self.told = kept, place, told
        self.key = bytes.fromhex(self.evening.key)

    def job(self, **more):
        shutil.rmtree(self.place, ignore_errors=True)
        self.place.mkdir()
        self.here = self.evening.copy(self.place / "office")
        file = self.place / self.older
        shutil.move(Path(self.here.folder) / copies.OWN / self.older, file)
        return self.here.job("bring back", file=str(file), **self.told, **more)

    def check(self, told):
        """Return (lost, half): what stands there is whole, old or new; the old is never gone."""
        folder = Path(self.here.folder)
        backup.finish(folder)  # as the program does at its next start
        if not folder.exists():
            return 1, True
        count = scalar(folder, self.key, LOG)
        new = count == 0
        state = look(folder, self.key)
        aside = [one for one in self.place.iterdir() if "-旧-" in one.name]
        kept_old = count == 3 or any(scalar(one, self.key, LOG) == 3 for one in aside)
        lost = (bool(told.of("ok")) and not new) + (not kept_old)
        return lost, count not in {0, 3} or bool(state.problems)


@pytest.mark.parametrize("work", [Copying, BringingBack])
def test_killed_at_its_writes_there_is_the_old_or_the_new(traced, kept, place, work):
    doing = work(kept, place)
    counted = strace.count(traced, doing.job(writev=True), WRITING)
    places = points(counted, most=56 * results.scale())
    found = strike(traced, lambda: doing.job(writev=True), places, doing.check)
    results.put(f"kill_{_name(work)}", **found, writes=sum(counted.values()))
    assert found["points"] >= 50
    assert (found["lost"], found["half"]) == (0, 0)


def test_killed_once_and_killed_again_while_it_is_brought_back(traced, kept, place):
    doing = BringingBack(kept, place)
    counted = strace.count(traced, doing.job(writev=True), ("rename", "mkdir", "unlink"))
    found = {"points": 0, "lost": 0, "half": 0}
    for call, number in points(counted, most=8 * results.scale()):
        job = doing.job(writev=True)
        strace.kill_at(traced, job, call, number)
        told = strace.kill_at(traced, job, "rename", 1 + number % 3)
        if Path(doing.here.folder).exists() or (doing.place / "office-新").exists():
            lost, half = doing.check(told)
            found["lost"] += lost
            found["half"] += half
        found["points"] += 1
    results.put("kill_bringing_back_twice", **found)
    assert found["points"] >= 6
    assert (found["lost"], found["half"]) == (0, 0)


def test_teeth_a_copy_of_the_file_alone_is_noticed(zygote, kept, place):
    """The log beside the data holds the newest arrivals; copying the file leaves them out."""
    doing = Copying(kept, place, scans=6)
    child = zygote.child(doing.job(mutant="file_copy"))
    child.go()
    told = child.hear()
    files = [Path(one) for one in told.of("ok")]
    arrived = [backup.verify(file, doing.key).counts["arrival"] for file in files]
    right = zygote.child(doing.job())
    right.go()
    whole = [backup.verify(Path(one), doing.key).counts["arrival"] for one in right.hear().of("ok")]
    results.put("kill_teeth_file_copy", points=len(files), lost=6 - arrived[0], half=0)
    assert arrived != whole
    assert set(whole) == {6}


def test_teeth_a_way_back_that_overwrites_is_noticed(traced, kept, place):
    doing = BringingBack(kept, place, mutant="overwriting")
    found = strike(traced, lambda: doing.job(writev=True), [("rename", 2)], doing.check)
    child = traced.child(doing.job())
    child.go()
    lost, _half = doing.check(child.hear())
    results.put("kill_teeth_overwriting", points=1 + found["points"], lost=lost, half=found["half"])
    assert lost > 0


# A disk that fails


class Scanning:
    """Six scans at the door; each is answered or refused, and the next one is tried."""

    def __init__(self, evening, place):
        self.evening, self.place = evening, place
        self.key = bytes.fromhex(evening.key)

    def job(self, **more):
        shutil.rmtree(self.place, ignore_errors=True)
        self.place.mkdir()
        self.here = self.evening.copy(self.place / "office")
        return self.here.job("scan", scans=6, **more)

    def check(self, told):
        state = look(Path(self.here.folder), self.key)
        lost = set(told.of("ok")) - state.here
        more = len(state.here) > len(told.of("ok")) + len(told.of("refused"))
        return len(lost), bool(state.problems) or more


class Importing:
    """A list is brought in, and tried once more where it was refused."""

    def __init__(self, evening, place, file):
        self.evening, self.place, self.file = evening, place, file
        self.key = bytes.fromhex(evening.key)

    def job(self, **more):
        shutil.rmtree(self.place, ignore_errors=True)
        self.place.mkdir()
        self.here = self.evening.copy(self.place / "office")
        return self.here.job("try import", kind="supporters", file=str(self.file), **more)

    def check(self, told):
        folder = Path(self.here.folder)
        state = look(folder, self.key)
        count = scalar(folder, self.key, batches.BATCHES)
        return bool(told.of("ok")) and count != 1, count > 1 or bool(state.problems)


CALLS = ("pwrite64", "write", "fsync", "fdatasync", "ftruncate", "pread64", "rename")
FAULTS = [(error, often) for error in ("EIO", "ENOSPC") for often in ("", "+")]


@pytest.mark.parametrize("name", ["check_in", "import", "copying", "bringing_back"])
def test_a_disk_that_fails_loses_nothing_and_is_told_in_japanese(
    traced, evening, kept, place, arena, name
):
    """Each call of each act fails, once and from then on, as an error and as a full disk."""
    doing = {
        "check_in": lambda: Scanning(evening, place),
        "import": lambda: Importing(evening, place, some_supporters(arena, 12)),
        "copying": lambda: Copying(kept, place),
        "bringing_back": lambda: BringingBack(kept, place),
    }[name]()
    counted = strace.count(traced, doing.job(writev=True), CALLS)
    places = points(counted, most=8 * results.scale())
    found = {"injections": 0, "refused": 0, "lost": 0, "half": 0, "silent": 0}
    began = time.monotonic()
    for call, number in places:
        for error, often in FAULTS:
            if error == "ENOSPC" and call == "pread64":
                continue
            told = strace.fail_at(traced, doing.job(writev=True), call, f"{number}{often}", error)
            found["injections"] += 1
            refused = told.of("refused")
            found["refused"] += bool(refused)
            found["silent"] += any(not JAPANESE.search(words) for words in refused)
            lost, half = doing.check(told)
            found["lost"] += lost
            found["half"] += half
    results.put(f"io_{name}", **found, seconds=round(time.monotonic() - began, 1))
    assert found["injections"] >= 20
    assert found["refused"] >= found["injections"] // 4
    assert (found["lost"], found["half"], found["silent"]) == (0, 0, 0)


def _name(work):
    return {"Copying": "copying", "BringingBack": "bringing_back"}[work.__name__]
