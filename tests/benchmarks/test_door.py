"""From a scan to the committed answer, beside the disk's own floor and the bare driver."""

import os
from pathlib import Path

from resources import cipher
from resources.records import new_id
from sessions import arrivals
from sessions.door_log import Way
from tests.benchmarks.side_by_side import side_by_side, timed
from tests.faults.evening import prepare
from tests.town import NOW, STAFF

ROUNDS, PAGE = 300, 4096


def test_scan_to_committed_answer(tmp_path):
    here = prepare(tmp_path / "office", ROUNDS + 50)
    office = here.open()
    codes = iter(here.codes)
    block = os.urandom(PAGE)
    flat = os.open(tmp_path / "flat", os.O_CREAT | os.O_RDWR)
    os.write(flat, bytes(PAGE * 256))
    os.fsync(flat)
    tail = os.open(tmp_path / "tail", os.O_CREAT | os.O_RDWR)
    # A file of its own: a second writer in the office's would empty the first one's page cache.
    bare = here.copy(tmp_path / "bare")
    driver = cipher.connect(Path(bare.folder) / cipher.FILE_NAME, office.data_key)
    driver.execute("PRAGMA journal_mode=WAL")
    driver.execute("CREATE TABLE floor (id TEXT PRIMARY KEY, words TEXT) WITHOUT ROWID")
    turn = iter(range(10**9))

    def overwrite():
        os.pwrite(flat, block, PAGE * (next(turn) % 256))
        os.fdatasync(flat)

    def append():
        # What a write-ahead log of four pages costs: the file grows.
        os.write(tail, block * 4)
        os.fdatasync(tail)

    def raw():
        driver.execute("BEGIN IMMEDIATE")
        driver.execute("INSERT INTO floor VALUES (?, ?)", (new_id(), "x" * 200))
        driver.execute("COMMIT")

    def check_in():
        with office.change() as db:
            answer = arrivals.check_in(
                db, here.meeting, next(codes), way=Way.SCANNER, desk="1", at=NOW, by=STAFF
            )
        assert answer.kind.value == "received"

    def again():
        with office.change() as db:
            arrivals.check_in(
                db, here.meeting, here.codes[0], way=Way.SCANNER, desk="1", at=NOW, by=STAFF
            )

    for _warm in range(20):
        raw()
        check_in()
    side_by_side(
        "Scan to committed answer",
        {
            "fdatasync of one page in place": lambda: timed(overwrite),
            "fdatasync of four pages appended": lambda: timed(append),
            "SQLCipher: one insert and its commit": lambda: timed(raw),
            "check-in: rules, arrival, journal line, commit": lambda: timed(check_in),
            "second scan of somebody who is here": lambda: timed(again),
        },
        rounds=ROUNDS,
        goal="check-in <= 3 x fdatasync",
        note="the file lies on this machine's disk; four encrypted pages are written per check-in",
    )
    driver.close()
    office.close()
    os.close(flat)
    os.close(tail)
