"""A power cut at any moment of forty check-ins: nothing acknowledged is lost, nothing is torn."""

import shutil
import time
from pathlib import Path

import pytest

from tests.faults import results, strace
from tests.faults.disk import Op, cuts, read_log
from tests.faults.oracle import look

SCANS = 40
SEED = 20260519
FULL_LOG = 920  # so many pages before the forty: the log is emptied into the file in their midst


@pytest.fixture(scope="session")
def recorded(traced, evening, arena):
    """Forty painted check-ins as they reached the disk: (folder, files before, operations)."""
    made = {}

    def record(job, frames=0, mutant=""):
        if (job, frames, mutant) not in made:
            here = evening.copy(arena / f"cut-{job}-{frames}{mutant}")
            folder, log = Path(here.folder), arena / "cut.log"
            told = here.job(job, scans=SCANS, frames=frames, mutant=mutant)
            before = {}

            def keep():
                before.update(
                    (path.name, path.read_bytes())
                    for path in folder.iterdir()
                    if path.name in {"office.db", "office.db-wal"}
                )

            strace.record(traced, told, log, when_ready=keep)
            made[job, frames, mutant] = (before, read_log(log, folder))
            log.unlink()
        return made[job, frames, mutant]

    return record


def replay(arena, key, before, ops, modes, step=1):
    """Open every state with the program's own door; return the counts."""
    room = arena / "replay"
    found = {"states": 0, "lost": 0, "states_with_loss": 0, "corrupt": 0, "half": 0}
    for cut in cuts(before, ops, modes, SEED):
        if cut.number % step:
            continue
        shutil.rmtree(room, ignore_errors=True)
        room.mkdir()
        for name, data in cut.files.items():
            (room / name).write_bytes(data)
        found["states"] += 1
        try:
            # Every page and every link in each tenth state, the journal's chain in all.
            state = look(room, key, deep=found["states"] % 10 == 0)
        except Exception as error:  # noqa: BLE001 -- whatever it is, the office did not open
            found["corrupt"] += 1
            found.setdefault("first_error", f"{cut.number} {cut.mode}: {error!r}")
            continue
        lost = {word.split()[1] for word in cut.said} - state.here
        found["lost"] += len(lost)
        found["states_with_loss"] += bool(lost)
        found["half"] += bool(state.problems)
        if state.problems:
            found.setdefault("first_problem", f"{cut.number} {cut.mode}: {state.problems}")
    return found


@pytest.mark.parametrize(("name", "frames", "torn"), [("new", 0, 3), ("full", FULL_LOG, 1)])
def test_no_power_cut_loses_or_tears_an_acknowledged_check_in(
    recorded, arena, evening, name, frames, torn
):
    began = time.monotonic()
    before, ops = recorded("painted", frames)
    said = [op for op in ops if op.kind == "say" and op.data.startswith(b"ok ")]
    assert len(said) == SCANS
    emptied = any(op.kind == "write" and op.file == "office.db" for op in ops)
    assert emptied == (name == "full")
    modes = ("all", "synced", *["torn"] * (torn * results.scale()))
    found = replay(arena, bytes.fromhex(evening.key), before, ops, modes)
    seconds = round(time.monotonic() - began, 1)
    results.put(f"power_cut_{name}_log", **found, check_ins=SCANS, seconds=seconds)
    assert found["states"] >= 1000
    assert (found["lost"], found["corrupt"], found["half"]) == (0, 0, 0)


def test_teeth_a_log_that_is_not_synchronised_loses_check_ins(recorded, arena, evening):
    before, ops = recorded("door", mutant="synchronous")
    found = replay(arena, bytes.fromhex(evening.key), before, ops, ("synced",), step=5)
    results.put("power_cut_teeth_synchronous_normal", **found)
    assert found["states_with_loss"] > 0


def test_the_replay_itself_builds_what_was_written(recorded):
    before, ops = recorded("painted")
    last = list(cuts(before, ops, ("all",), SEED))[-1]
    assert {op.file for op in ops if op.kind == "write"} == {"office.db-wal"}
    whole = [Op("write", "x", 0, b"a" * 1024), Op("sync", "x"), Op("write", "x", 512, b"b" * 1024)]
    states = list(cuts({}, whole, ("all", "synced"), SEED))
    assert states[-2].files["x"] == b"a" * 512 + b"b" * 1024
    assert states[-1].files["x"] == b"a" * 1024
    assert len(last.said) == SCANS
