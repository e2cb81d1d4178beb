"""Bytes that rot, files cut short or exchanged, a disk that is full: noticed, named, kept."""

import contextlib
import os
import shutil
import subprocess
import time
from pathlib import Path
from random import Random

import pytest

from resources import backup, bundle, cipher, copies, journal, soundness, watermark
from resources.database import Office
from resources.records import new_id
from resources.refusals import Damage, Refusal
from sessions import anchors, arrivals
from sessions.door_log import Way
from tests.faults import results
from tests.faults.jobs import WHO
from tests.faults.oracle import look
from tests.town import NOW, STAFF

SEED = 20260519


@pytest.fixture
def work(evening, arena):
    """A copy of the evening of its own."""
    made = evening.copy(arena / "damage")
    yield made
    shutil.rmtree(arena / "damage", ignore_errors=True)


def noticed(folder, key):
    """Whether opening or examining the office says that something is wrong."""
    try:
        marks = watermark.read(folder)
        return not soundness.examine(folder / cipher.FILE_NAME, key, marks).sound
    except Refusal:
        return True


def test_every_flipped_bit_is_noticed_and_the_evidence_stays(work):
    folder, key = Path(work.folder), bytes.fromhex(work.key)
    path = folder / cipher.FILE_NAME
    whole, random, began = path.read_bytes(), Random(SEED), time.monotonic()
    flips, seen = results.of(40, 400), 0
    for place in random.sample(range(len(whole)), flips):
        broken = bytearray(whole)
        broken[place] ^= 1 << random.randrange(8)
        path.write_bytes(broken)
        seen += noticed(folder, key)
        assert path.read_bytes() == bytes(broken)
    results.put(
        "bit_flips",
        flips=flips,
        noticed=seen,
        overlooked=flips - seen,
        seconds=round(time.monotonic() - began, 1),
    )
    assert seen == flips
    path.write_bytes(whole)
    assert not noticed(folder, key)


def test_teeth_without_the_seals_of_the_pages_flipped_bits_go_unseen(work, arena):
    """The same bytes unsealed: the database's own checks alone overlook some of them."""
    folder, key = Path(work.folder), bytes.fromhex(work.key)
    plain = arena / "plain.db"
    plain.unlink(missing_ok=True)
    driver = cipher.connect(folder / cipher.FILE_NAME, key)
    driver.execute(f"ATTACH DATABASE '{plain}' AS plain KEY ''")
    driver.execute("SELECT sqlcipher_export('plain')")
    driver.execute("DETACH DATABASE plain")
    driver.close()
    import sqlite3

    whole, random = plain.read_bytes(), Random(SEED)
    flips, seen = 60, 0
    for place in random.sample(range(len(whole)), flips):
        broken = bytearray(whole)
        broken[place] ^= 1 << random.randrange(8)
        plain.write_bytes(broken)
        try:
            with contextlib.closing(sqlite3.connect(plain)) as other:
                # The flipped bit may lie in a name that the report repeats.
                other.text_factory = bytes
                seen += other.execute("PRAGMA integrity_check").fetchall() != [(b"ok",)]
        except (sqlite3.DatabaseError, UnicodeDecodeError):  # the latter by the error's own words
            seen += 1
    plain.unlink()
    results.tooth("pages_unsealed", noticed=flips - seen, of=flips)


def cut_short(data):
    return data[: len(data) // 2]


@pytest.mark.parametrize(
    ("name", "spoil"),
    [
        ("cut in half", cut_short),
        ("empty", lambda _data: b""),
        ("all zeros", lambda data: bytes(len(data))),
        ("another program's", lambda data: b"PK\x03\x04" + data[4:]),
    ],
)
def test_a_spoiled_file_stays_closed_and_the_last_good_copy_is_there(work, name, spoil):
    folder, key = Path(work.folder), bytes.fromhex(work.key)
    office = work.open()
    made = copies.keep(office, at=NOW, why="day")
    office.close()
    path = folder / cipher.FILE_NAME
    broken = spoil(path.read_bytes())
    path.write_bytes(broken)
    if name == "cut in half":  # its beginning can be read: the examination finds it
        assert noticed(folder, key)
    else:
        with pytest.raises(Damage):
            Office.open(folder, key).close()
    assert path.read_bytes() == broken
    newest = copies.newest(copies.places_of(folder), copies.office_of(folder))
    assert newest.file == made.file
    assert backup.verify(made.file, key) == made.manifest


@pytest.fixture
def fallen(work):
    """The office as a kill leaves it: the newest acts stand only in the log beside the data."""
    folder = Path(work.folder)
    office = work.open()
    for code in work.codes[:5]:
        with office.change() as db:
            arrivals.check_in(db, work.meeting, code, way=Way.SCANNER, desk="1", **WHO)
    files = {
        one.name: one.read_bytes()
        for one in folder.iterdir()
        if one.is_file() and one.suffix != ".db-shm" and not one.name.endswith("-shm")
    }
    office.close()
    for one in folder.iterdir():
        if one.is_file():
            one.unlink()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return work


def foreign_log(evening, arena):
    """The log of another office, with another key."""
    other, _key = Office.create(arena / "foreign", "another office's", stretching=None)
    with other.change() as db:
        journal.write(db, "correct", "person", new_id(), at=NOW, by=STAFF)
    raw = (arena / "foreign" / "office.db-wal").read_bytes()
    other.close()
    shutil.rmtree(arena / "foreign")
    return raw


@pytest.mark.parametrize("name", ["gone", "empty", "zeros", "half", "foreign"])
def test_a_log_that_is_gone_or_exchanged_is_noticed(fallen, arena, name):
    folder, key = Path(fallen.folder), bytes.fromhex(fallen.key)
    log = folder / "office.db-wal"
    data = log.read_bytes()
    spoiled = {
        "gone": None,
        "empty": b"",
        "zeros": bytes(len(data)),
        "half": data[: len(data) // 2],
        "foreign": foreign_log(fallen, arena) if name == "foreign" else b"",
    }[name]
    log.unlink()
    if spoiled is not None:
        log.write_bytes(spoiled)
    known = watermark.read(folder)
    assert known
    if name == "foreign":  # nothing of it can be read with this key: the office stays closed
        with pytest.raises(Damage):
            Office.open(folder, key)
        assert log.read_bytes() == spoiled
    else:
        office = Office.open(folder, key)
        with office.read() as db:
            missing = anchors.missing(db, known)
            broken = journal.verify(db).broken_at
        office.close()
        assert missing > 0
        assert broken is None
    results.put(f"log_{name}", points=1, lost=0)


def test_teeth_without_its_mark_a_log_that_is_gone_is_overlooked(fallen):
    """The data alone is whole and sound, five arrivals short."""
    folder, key = Path(fallen.folder), bytes.fromhex(fallen.key)
    marks = watermark.read(folder)
    (folder / "office.db-wal").unlink()
    (folder / watermark.FILE_NAME).unlink()
    assert not noticed(folder, key)
    office = Office.open(folder, key)
    with office.read() as db:
        assert anchors.missing(db, watermark.read(folder)) == 0
        missing = anchors.missing(db, marks)
    office.close()
    results.tooth("log_unmarked", noticed=missing, of=missing)


def test_the_whole_log_brings_everything_back(fallen):
    folder, key = Path(fallen.folder), bytes.fromhex(fallen.key)
    state = look(folder, key)
    assert len(state.here) == 5
    assert state.problems == ()


# A disk that is really full


@pytest.fixture
def small_disk(tmp_path):
    """A file system of six megabytes; skipped with its reason where none may be mounted."""
    room = tmp_path / "small"
    room.mkdir()
    if os.name != "posix" or os.geteuid() != 0:
        pytest.skip("COUNTED SKIP: only root may mount a small disk")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(room)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode != 0:
        pytest.skip("COUNTED SKIP: no file system may be mounted here")
    yield room
    subprocess.run(["umount", "--lazy", str(room)], check=True)


def test_a_full_disk_loses_nothing_and_leaves_no_half_copy(evening, small_disk):
    here = evening.copy(small_disk / "office")
    folder, key = Path(here.folder), bytes.fromhex(here.key)
    office = here.open()
    made = copies.keep(office, at=NOW, why="day")
    acked = []

    def receive(code):
        with office.change() as db:
            got = arrivals.check_in(db, here.meeting, code, way=Way.SCANNER, desk="1", **WHO)
        acked.append(got.expected_id)

    for code in here.codes[:30]:
        receive(code)
    filler = small_disk / "filler"
    with filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while file.write(bytes(4096)):
            pass
    refused = 0
    for code in here.codes[30:59]:
        try:
            receive(code)
        except Refusal:
            refused += 1
    assert refused > 0
    with pytest.raises(Refusal):
        copies.keep(office, at=NOW, why="change")
    assert [one.file for one in copies.listing([made.file.parent])] == [made.file]
    assert list(folder.rglob(f"*{bundle.SUFFIX}.partial")) == []
    with pytest.raises(Refusal):
        backup.restore(made.file, small_disk / "other", recovery="", at=NOW)
    filler.unlink()
    receive(here.codes[59])
    office.close()
    state = look(folder, key)
    results.put(
        "full_disk", points=refused, lost=len(set(acked) - state.here), half=len(state.problems)
    )
    assert set(acked) <= state.here
    assert state.problems == ()
