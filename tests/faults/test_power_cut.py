"""A power cut at any moment of any act: nothing acknowledged is lost, nothing is half done."""

import pytest

from tests.faults import campaign, results
from tests.faults.disk import Disk, File, Op, cuts

# So many pages before the scans: twelve of them empty the log into the file in their midst.
FULL_LOG = 920
SCANS = results.of(12, 40)
TORN = results.of(1, 8)

ACTS = [
    ("painted", {"scans": SCANS}),
    ("painted", {"scans": SCANS, "frames": FULL_LOG}),
    ("walk-ins", {}),
    ("import", {}),
    ("merge", {}),
    ("erase", {}),
    ("migration", {}),
    ("copying", {}),
    ("bringing back", {}),
    ("pack", {}),
    ("join", {}),
    ("hall", {"scans": SCANS}),
    ("hall walk-ins", {"scans": 3}),
]


@pytest.fixture
def recorded(traced, acts, arena):
    """An act, and what it did to the disk: (act, (tree before, operations))."""

    def record(name, **told):
        act = acts(name, **told)
        return act, campaign.record(traced, act, arena / "cut.log")

    return record


@pytest.mark.parametrize(("name", "told"), ACTS, ids=lambda one: one if one is str else None)
def test_no_power_cut_loses_what_was_acknowledged_or_leaves_it_half(recorded, name, told):
    act, log = recorded(name, **told)
    ops = log[1]
    said = [op for op in ops if op.kind == "say" and op.data.startswith(b"ok ")]
    if "scans" in told:
        assert len(said) >= told["scans"]
    assert said
    if name == "painted":  # whether the log was emptied into the file
        emptied = any(op.kind == "write" and op.file == "office/office.db" for op in ops)
        assert emptied == ("frames" in told)
    step = results.of(max(1, len(ops) // 8), 1)
    found = campaign.power_cuts(act, log, modes=("all", "synced", *["torn"] * TORN), step=step)
    kind = name + (" full log" if "frames" in told else "")
    results.put(f"power_cut_{kind.replace(' ', '_')}", **found)
    assert found["states"] >= 8
    assert (found["lost"], found["corrupt"], found["half"]) == (0, 0, 0), found


@pytest.mark.parametrize(
    ("tooth", "name", "told"),
    [
        ("synchronous_normal", "scans", {"scans": 20, "mutant": "synchronous"}),
        ("hall_unsynced", "hall", {"scans": 5, "mutant": "unsynced"}),
        ("copy_unsynced", "copying", {"mutant": "unsynced"}),
        ("return_unsynced", "bringing back", {"mutant": "unsynced"}),
        ("import_in_two", "import", {"mutant": "in_two"}),
    ],
)
def test_teeth_what_is_not_synchronised_or_not_one_act_is_noticed(recorded, tooth, name, told):
    act, log = recorded(name, **told)
    step = max(1, len(log[1]) // 14)
    found = campaign.power_cuts(act, log, modes=("synced", "torn"), step=step)
    results.tooth(f"cut_{tooth}", noticed=found["wrong"], of=found["states"])


def test_the_replay_itself_builds_what_was_written():
    whole = [
        Op("make", "x"), Op("write", "x", 0, b"a" * 1024), Op("sync", "x"),
        Op("write", "x", 512, b"b" * 1024), Op("move", "x", to="y"),
    ]  # fmt: skip
    states = list(cuts({}, whole, ("all", "synced"), campaign.SEED))
    assert states[-2].tree == {"y": b"a" * 512 + b"b" * 1024}
    assert states[-1].tree == {"x": b"a" * 1024}


def test_names_arrive_in_their_order_and_with_the_next_that_is_synchronised():
    disk = Disk({"room": None, "room/old": b"old"})
    disk.do(Op("make", "room/new"))
    disk.do(Op("move", "room", to="shed"))
    assert disk.after("synced", None) == {"room": None, "room/old": b"old"}
    disk.do(Op("sync", "shed/old"))
    disk.do(Op("gone", "shed/new"))
    assert disk.after("synced", None) == {"shed": None, "shed/old": b"old", "shed/new": b""}
    assert disk.after("all", None) == {"shed": None, "shed/old": b"old"}
    assert isinstance(disk.now["shed/old"], File)


def test_the_recording_knows_every_byte_of_the_disk(traced, acts, arena):
    """What the log says was done is what lies there afterwards."""
    for name in ("copying", "hall walk-ins"):
        act = acts(name)
        before, ops = campaign.record(traced, act, arena / "cut.log")
        last = list(cuts(before, ops, ("all",), campaign.SEED, step=len(ops)))[-1]
        assert last.tree == campaign.disk.tree_of(act.place)
