"""kill −9 at the writes of every act: all of it stands, or nothing, and what was said stands."""

from pathlib import Path

import pytest

from resources import backup
from tests.faults import campaign, results, strace

FEW = results.of(4, 150)
ACTS = (
    "scans", "walk-ins", "emptying the log", "import", "merge", "erase", "pack", "join",
    "exchange", "closing", "sheets", "migration", "copying", "bringing back", "hall", *results.of((), ("volunteers", "hall walk-ins")),
)  # fmt: skip
COMMITTING = ("fsync", "fdatasync")


@pytest.mark.parametrize("name", ACTS)
def test_an_act_killed_at_its_writes_is_whole_or_nothing(traced, acts, name):
    found = campaign.kills(traced, acts(name), most=FEW)
    results.put(f"kill_{name.replace(' ', '_')}", **found)
    assert found["points"] >= min(FEW, found["writes"]) // 2
    assert (found["lost"], found["half"]) == (0, 0)


@pytest.mark.parametrize("first", range(0, 12, results.of(12, 3)))
def test_the_painted_program_killed_while_people_arrive(traced, acts, first):
    """Each of the twelve ways to scan (keys, preedit, commit; three focuses) is struck."""
    act = acts("painted", scans=3, first=first)
    found = campaign.kills(traced, act, most=results.of(3, 30))
    results.put(f"kill_painted_{first}", **found)
    assert found["points"] >= 2
    assert (found["lost"], found["half"]) == (0, 0)


def test_killed_once_and_killed_again_while_it_is_brought_back(traced, acts):
    act = acts("bringing back")
    counted = strace.count(traced, act.job(writev=True), ("rename", "mkdir", "unlink"))
    found = {"points": 0, "lost": 0, "half": 0}
    for call, number in campaign.points(counted, most=results.of(4, 40)):
        job = act.job(writev=True)
        strace.kill_at(traced, job, call, number)
        told = strace.kill_at(traced, job, "rename", 1 + number % 3)
        lost, half = act.check(told)
        found["lost"] += lost
        found["half"] += half
        found["points"] += 1
    results.put("kill_twice", **found)
    assert found["points"] >= 3
    assert (found["lost"], found["half"]) == (0, 0)


@pytest.mark.parametrize(
    ("tooth", "name", "told", "calls"),
    [
        ("answer_before_commit", "scans", {"scans": 3, "mutant": "early"}, ("pwrite64",)),
        ("hall_answer_before", "hall", {"scans": 3, "mutant": "early"}, ("pwrite64",)),
        ("arrival_in_two", "scans", {"scans": 2, "mutant": "in_two"}, COMMITTING),
        ("merge_in_two", "merge", {"mutant": "in_two"}, COMMITTING),
        ("erase_in_two", "erase", {"mutant": "in_two"}, COMMITTING),
        ("join_in_two", "join", {"mutant": "in_two"}, COMMITTING),
        ("pack_in_two", "pack", {"mutant": "in_two"}, COMMITTING),
        ("exchange_in_two", "exchange", {"mutant": "in_two"}, COMMITTING),
        ("closing_in_two", "closing", {"mutant": "in_two"}, COMMITTING),
        ("sheets_in_two", "sheets", {"mutant": "in_two"}, COMMITTING),
        ("migration_autocommit", "migration", {"mutant": "autocommit"}, COMMITTING),
    ],
)
def test_teeth_an_act_that_is_not_one_transaction_is_noticed(
    traced, acts, tooth, name, told, calls
):
    found = campaign.kills(traced, acts(name, **told), most=6, calls=calls)
    results.tooth(f"kill_{tooth}", noticed=found["lost"] + found["half"], of=found["points"])


def test_teeth_an_answer_painted_before_the_commit_is_noticed(traced, acts):
    act = acts("painted", scans=3, mutant="early")
    found = campaign.kills(traced, act, places=[("pwrite64", 2), ("pwrite64", 5)])
    results.tooth("kill_painted_before_commit", noticed=found["lost"], of=found["points"])


def test_teeth_a_copy_of_the_file_alone_is_noticed(zygote, acts):
    """The log beside the data holds the newest arrivals; copying the file leaves them out."""
    counts = {}
    for mutant in ("file_copy", ""):
        act = acts("copying", scans=6, mutant=mutant)
        child = zygote.child(act.job())
        child.go()
        files = [Path(one) for one in child.hear().of("ok")]
        counts[mutant] = [backup.verify(file, act.key).counts["arrival"] for file in files]
    assert set(counts[""]) == {6}
    lost = sum(6 - one for one in counts["file_copy"])
    results.tooth("copy_of_the_file", noticed=lost, of=6 * len(counts["file_copy"]))


def test_teeth_a_way_back_that_overwrites_is_noticed(zygote, acts):
    act = acts("bringing back", mutant="overwriting")
    child = zygote.child(act.job())
    child.go()
    lost, _half = act.check(child.hear())
    results.tooth("way_back_overwrites", noticed=lost, of=1)
