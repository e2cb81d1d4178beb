"""The hall's computer killed and cut off from power; its files shuffled, repeated, spoilt."""

import json
import random
import shutil
import time
from collections import defaultdict
from datetime import timedelta
from types import SimpleNamespace

import pytest

from resources import parcel, sealed_log, sealing
from resources.refusals import Refusal
from sessions import attendance, packing, settling, takeout_rules
from sessions.door_log import Act, Way
from sessions.takeout_rules import Happening, settle
from tests.conftest import CHEAP
from tests.faults import halls, results, strace
from tests.faults.disk import cuts, read_log
from tests.faults.test_kill import points
from tests.town import NOW

SEED = 20260519
CALLS = ("pwrite64", "fsync", "ftruncate", "write")
MERGES, FLIPS = 20_000, 20_000


@pytest.fixture(scope="session")
def taken_out(evening, arena):
    """A package of the evening: (folder for computers, file, passcode)."""
    here = evening.copy(arena / "hall-office")
    office = here.open()
    with office.change() as db:
        packed = packing.pack(
            db, here.meeting, carrier="原", stretching=CHEAP, at=NOW, by=here.staff
        )
    office.close()
    file = arena / packed.file_name
    file.write_bytes(packed.content)
    return file, packed.passcode


def job(evening, folder, taken_out, scans, mutant=""):
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    file, passcode = taken_out
    return {
        "job": "hall", "folder": str(folder), "package": str(file), "passcode": passcode,
        "codes": evening.codes, "scans": scans, "mutant": mutant,
    }  # fmt: skip


def here(folder, taken_out):
    """Return who is here once the evening was opened again."""
    file, passcode = taken_out
    store = halls.opened(folder, file, passcode)
    try:
        with store.read() as db:
            found = {row.expected_id for row in attendance.present(db, store.meeting_id)}
        assert len(found) == store.count
        return found
    finally:
        store.close()


def test_kill_at_every_write_of_the_hall_loses_nothing_that_was_shown(
    traced, evening, arena, taken_out
):
    began, folder = time.monotonic(), arena / "hall"
    counted = strace.count(traced, job(evening, folder, taken_out, 5), CALLS)
    found = {"points": 0, "lost": 0, "half": 0}
    for call, number in points(counted, most=None if results.scale() > 1 else 40):
        told = strace.kill_at(traced, job(evening, folder, taken_out, 5), call, number)
        if not told.killed:
            continue
        state = here(folder, taken_out)
        found["points"] += 1
        found["lost"] += len(set(told.of("ok")) - state)
        found["half"] += len(state - set(told.of("ok"))) > 1
    results.put("kill_hall", **found, seconds=round(time.monotonic() - began, 1))
    assert found["points"] >= 10
    assert (found["lost"], found["half"]) == (0, 0)


@pytest.fixture(scope="session")
def recorded_hall(traced, evening, arena, taken_out):
    made = {}

    def record(mutant=""):
        if mutant not in made:
            folder, log = arena / f"hall-cut{mutant}", arena / "hall.log"
            before = {}

            def keep():
                before.update((path.name, path.read_bytes()) for path in folder.iterdir())

            told = job(evening, folder, taken_out, 40, mutant)
            strace.record(traced, told, log, when_ready=keep)
            made[mutant] = (before, read_log(log, folder))
            log.unlink()
        return made[mutant]

    return record


def replay(arena, taken_out, before, ops, modes):
    room, known = arena / "hall-replay", {}
    found = {"states": 0, "lost": 0, "states_with_loss": 0, "corrupt": 0, "half": 0}
    for cut in cuts(before, ops, modes, SEED):
        found["states"] += 1
        disk = tuple(sorted(cut.files.items()))
        if disk not in known:  # many cuts leave the very same disk
            shutil.rmtree(room, ignore_errors=True)
            room.mkdir()
            for name, data in disk:
                (room / name).write_bytes(data)
            known[disk] = here(room, taken_out), bool(list(room.glob("*damaged*")))
        state, damaged = known[disk]
        said = {word.split()[1] for word in cut.said}
        found["lost"] += len(said - state)
        found["states_with_loss"] += bool(said - state)
        found["half"] += len(state - said) > 1
        found["corrupt"] += damaged
    return found


def test_no_power_cut_at_the_hall_loses_what_was_shown(recorded_hall, arena, taken_out):
    began = time.monotonic()
    before, ops = recorded_hall()
    modes = ("all", "synced", *["torn"] * (2 * results.scale()))
    found = replay(arena, taken_out, before, ops, modes)
    results.put("power_cut_hall", **found, seconds=round(time.monotonic() - began, 1))
    assert found["states"] >= 300
    assert (found["lost"], found["corrupt"], found["half"]) == (0, 0, 0)


def test_teeth_a_hall_that_does_not_synchronise_loses_arrivals(recorded_hall, arena, taken_out):
    before, ops = recorded_hall("unsynced")
    found = replay(arena, taken_out, before, ops, ("synced",))
    results.put("power_cut_teeth_hall_unsynced", **found)
    assert found["states_with_loss"] > 0


# Packages and files, spoilt


def test_of_twenty_thousand_flipped_bits_not_one_is_accepted(tmp_path):
    began, chance = time.monotonic(), random.Random(SEED)
    packed = parcel.pack({"package": "p"}, b"names" * 40, "0123456789",
                         sealing.new_signing_pair(), CHEAP)  # fmt: skip
    pair, mac = sealing.new_sealing_pair(), bytes(32)
    log, _said = sealed_log.SealedLog.open(
        tmp_path / "x.inaeve", {"package": "p"},
        public=pair.public, mac_key=mac, copy_key=bytes(32),
    )  # fmt: skip
    said = [json.dumps({"n": number}).encode() for number in range(4)]
    for one in said:
        log.append(one)
    log.close()
    home = sealed_log.stripped(log.path.read_bytes())
    accepted = {"package": 0, "evening": 0}
    for _time in range(FLIPS // 2 * results.scale()):
        try:
            parcel.read(_flipped(packed, chance))
            accepted["package"] += 1
        except Refusal:
            pass
        accepted["evening"] += _accepts(_flipped(home, chance), pair, mac, said)
    seconds = round(time.monotonic() - began, 1)
    flips = FLIPS * results.scale()
    results.put("package_flips", flips=flips, accepted=sum(accepted.values()), seconds=seconds)
    assert accepted == {"package": 0, "evening": 0}
    assert _accepts(home, pair, mac, said)  # teeth: what is whole is taken


def _flipped(content, chance):
    spoilt = bytearray(content)
    spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
    return bytes(spoilt)


def _accepts(content, pair, mac, said):
    """Tell whether a file is taken as whole; what it does say must have been said."""
    try:
        found = sealed_log.read(content)
    except Refusal:
        return False
    opened, fine = [], not (found.damaged or found.torn)
    for core in found.cores:
        try:
            opened.append(sealed_log.unseal(found, core, pair, mac))
            fine = fine and core.fits
        except sealing.BrokenSealError:
            fine = False
    assert all(one in said for one in opened)
    return fine


# Twenty thousand evenings brought home in every order


class Office:
    """The office's log in memory; merged as the real one is, by difference."""

    def __init__(self, union=True):
        self.union = union
        self.events = {}
        self.lines = defaultdict(settling._Line)
        self.turn = 0

    def bring(self, events):
        fresh = [one for one in events if one[1].id not in self.events]
        self.events.update((one[1].id, one) for one in fresh)
        for key in {key for key, _one in fresh}:
            known = [one for line, one in self.events.values() if line == key]
            if not self.union:
                known = [one for line, one in fresh if line == key]  # the newest file is right
            for entry in settling._difference(self.lines[key], settle(known)):
                self.turn += 1
                row = SimpleNamespace(**{name: getattr(entry, name) for name in entry.__slots__})
                assert (entry.act, entry.turn) not in self.lines[key].rows
                self.lines[key].rows[entry.act, entry.turn] = row

    def view(self):
        """Who was there, as the views over the door's log read it."""
        found = {}
        for key, line in self.lines.items():
            came, undone = line.top(Act.ARRIVE), line.top(Act.TAKE_BACK)
            if came <= undone:
                continue
            row = line.rows[Act.ARRIVE, came]
            left, returned = line.top(Act.LEAVE), line.top(Act.BACK)
            gone = line.rows.get((Act.LEAVE, left))
            gone = gone if gone and left > returned and gone.stay == came else None
            found[key] = (row.at, row.proxy_name, gone and gone.at)
        return found


def evening_of(device, people, chance):
    """What one computer of a hall writes: a random but possible evening, in its order."""
    events, here, left, moment = [], {}, {}, NOW

    def write(line, act, about="", proxy=""):
        key = f"{device}-{len(events)}"
        events.append((line, Happening(key, device, act, moment, about, Way.NAME, "", proxy)))
        return key

    for _step in range(chance.randint(1, 14)):
        moment += timedelta(seconds=chance.randint(0, 400))
        line = chance.randrange(people)
        if line not in here:
            here[line] = write(line, Act.ARRIVE, proxy=chance.choice(("", "", "代理")))
        elif line in left:
            write(line, Act.BACK, left.pop(line))
        elif chance.random() < 0.4:
            left[line] = write(line, Act.LEAVE, here[line])
        else:
            write(line, Act.TAKE_BACK, here.pop(line))
    return events


def photographed(device, events):
    """The closing code of a computer, as its photograph is read."""
    stays = {line: settle(one for key, one in events if key == line) for line, _one in events}
    return [
        (line, Happening(f"{device}-photo-{line}", device, Act.ARRIVE, stay.at, weak=True))
        for line, stay in stays.items()
        if stay is not None
    ]


def campaign(merges, union=True):
    chance, done, diverged = random.Random(SEED), 0, 0
    while done < merges:
        people = chance.randint(1, 6)
        devices = [evening_of(name, people, chance) for name in "AB"[: chance.randint(1, 2)]]
        files = [events[: chance.randint(0, len(events))] for events in devices * 2]
        files += devices
        if chance.random() < 0.5:
            files += [photographed(events[0][1].source, events) for events in devices]
        views = []
        for _order in range(2):
            chance.shuffle(files)
            office = Office(union)
            for file in files:
                office.bring(file)
                done += 1
            views.append(office.view())
        at_once = Office()
        at_once.bring([event for file in files for event in file])
        diverged += any(view != at_once.view() for view in views)
    return done, diverged


def test_twenty_thousand_merges_in_every_order_say_the_same():
    began = time.monotonic()
    done, diverged = campaign(MERGES * results.scale())
    seconds = round(time.monotonic() - began, 1)
    results.put("merges", merges=done, diverged=diverged, seconds=seconds)
    assert done >= MERGES
    assert diverged == 0


def test_teeth_a_merge_that_believes_the_newest_file_diverges():
    done, diverged = campaign(2000, union=False)
    results.put("merges_teeth_newest_wins", merges=done, diverged=diverged)
    assert diverged > 0


def test_teeth_an_undo_that_takes_away_everything_is_noticed():
    right = takeout_rules.settle

    def everything(happenings):
        found = list(happenings)
        return None if any(one.act is Act.TAKE_BACK for one in found) else right(found)

    one = Happening("a", "A", Act.ARRIVE, NOW)
    undo, other = (Happening("b", "A", Act.TAKE_BACK, NOW, "a"),
                   Happening("c", "B", Act.ARRIVE, NOW))  # fmt: skip
    assert right([one, undo, other]) is not None
    assert everything([one, undo, other]) is None
