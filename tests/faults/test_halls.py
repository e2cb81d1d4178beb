"""What comes home from halls: files shuffled, repeated and in parts; packages and files spoilt."""

import contextlib
import hmac
import json
import random
import time
from collections import defaultdict
from datetime import timedelta
from types import SimpleNamespace

import pytest

from resources import parcel, sealed_log, sealing
from resources.refusals import Refusal
from sessions import settling, takeout_rules
from sessions.door_log import Act, Way
from sessions.takeout_rules import Happening, settle
from tests.conftest import CHEAP
from tests.faults import results
from tests.town import NOW

SEED = 20260519
MERGES, FLIPS = results.of(4_000, 20_000), results.of(1_500, 20_000)


# Packages and files, spoilt


@pytest.fixture
def spoilable(tmp_path):
    """A package, an evening's file as it is carried home, its keys, and what it says."""
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
    home = sealed_log.stripped(log.path.read_bytes(), b'[["2026-05-19T01:00:00+00:00",0]]')
    return packed, home, pair, mac, said


def flipping(spoilable, flips):
    """Flip one bit of each so often; return how many were accepted: (packages, evenings)."""
    packed, home, *keys = spoilable
    chance, packages, evenings = random.Random(SEED), 0, 0
    for _time in range(flips):
        with contextlib.suppress(Refusal):
            parcel.read(_flipped(packed, chance))
            packages += 1
        evenings += _accepts(_flipped(home, chance), *keys)
    return packages, evenings


def test_of_twenty_thousand_flipped_bits_not_one_is_accepted(spoilable):
    began = time.monotonic()
    packages, evenings = flipping(spoilable, FLIPS // 2)
    seconds = round(time.monotonic() - began, 1)
    results.put("package_flips", flips=FLIPS, accepted=packages + evenings, seconds=seconds)
    assert (packages, evenings) == (0, 0)
    _packed, home, *keys = spoilable
    assert _accepts(home, *keys)  # what is whole is taken


class _Whatever:
    """A checksum that agrees with everything."""

    __hash__ = None

    def __ne__(self, _other):
        return False


def test_teeth_signatures_and_proofs_that_nobody_looks_at_are_noticed(spoilable, monkeypatch):
    monkeypatch.setattr(sealing, "proven", lambda *_asked: True)
    blind = SimpleNamespace(digest=hmac.digest, compare_digest=lambda *_both: True)
    monkeypatch.setattr(sealed_log, "hmac", blind)
    monkeypatch.setattr(sealed_log, "zlib", SimpleNamespace(crc32=lambda _raw: _Whatever()))
    tries = 500
    packages, evenings = flipping(spoilable, tries)
    results.tooth("package_unsigned", noticed=packages, of=tries)
    results.tooth("evening_unproven", noticed=evenings, of=tries)


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
    done, diverged = campaign(MERGES)
    seconds = round(time.monotonic() - began, 1)
    results.put("merges", merges=done, diverged=diverged, seconds=seconds)
    assert done >= MERGES
    assert diverged == 0


def test_teeth_a_merge_that_believes_the_newest_file_diverges():
    done, diverged = campaign(2000, union=False)
    results.tooth("merge_newest_wins", noticed=diverged, of=done)


def test_teeth_an_undo_that_takes_away_everything_is_noticed():
    right = takeout_rules.settle

    def everything(happenings):
        found = list(happenings)
        return None if any(one.act is Act.TAKE_BACK for one in found) else right(found)

    one = Happening("a", "A", Act.ARRIVE, NOW)
    undo, other = (Happening("b", "A", Act.TAKE_BACK, NOW, "a"),
                   Happening("c", "B", Act.ARRIVE, NOW))  # fmt: skip
    assert right([one, undo, other]) is not None
    wrong = everything([one, undo, other]) is None
    results.tooth("merge_undo_takes_all", noticed=int(wrong), of=1)
