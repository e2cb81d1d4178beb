"""A lifetime of acts walked at every start, and what looking and copying cost the door."""

import hashlib
import json
import threading

import sqlalchemy as sa

from resources import backup, cipher, journal
from resources.records import new_id
from sessions import anchors, arrivals, chronicle, watching
from sessions.chronicle import Sought
from sessions.door_log import Way
from tests.benchmarks.side_by_side import side_by_side, timed
from tests.faults.evening import prepare
from tests.town import NOW, STAFF

LINES, ROUNDS = 200_000, 120


def test_two_hundred_thousand_lines_are_verified_and_read(tmp_path):
    here = prepare(tmp_path / "office", 20)
    office = here.open()
    with office.change() as db:
        for number in range(LINES - journal.verify(db).lines):
            journal.write(
                db, "correct", "person", new_id(), at=NOW, by=STAFF,
                before={"phone": f"72-{number}"}, after={"phone": f"73-{number}"},
            )  # fmt: skip
    with office.change() as db:
        known = {anchors.issue(db, at=NOW, by=STAFF).seq: ""}
    driver = cipher.connect(office.path, office.data_key)

    def floor():
        for row in driver.execute(journal._WALK):
            hashlib.sha256(row[8].encode()).digest()

    def plainly():
        """Each line through the ORM's rows and the general writer of JSON."""
        lines, values = journal._TABLE, journal._VALUES
        query = (
            sa.select(lines, values.c.salt, values.c.before, values.c.after)
            .select_from(lines.outerjoin(values))
            .order_by(lines.c.seq)
        )
        with office.read() as db:
            for row in db.execute(query):
                facts = [row.seq, row.at, row.by, row.act, row.kind, row.object_id, row.digest]
                hashlib.sha256(json.dumps([*facts, row.prev]).encode()).hexdigest()
                values_of = json.dumps([row.salt, row.before, row.after])
                hashlib.sha256(values_of.encode()).hexdigest()

    def verify():
        with office.read() as db:
            assert journal.verify(db, known).broken_at is None

    side_by_side(
        "The whole journal, 200,000 lines",
        {
            "read and hash each line, nothing compared": lambda: timed(floor),
            "rows of the ORM and json.dumps": lambda: timed(plainly),
            "verify chain, values and anchors": lambda: timed(verify),
        },
        rounds=2,
    )

    def page(**sought):
        def read():
            with office.read() as db:
                chronicle.page(db, Sought(**sought))

        return lambda: timed(read)

    side_by_side(
        "The page of the journal, 200,000 lines",
        {
            "the newest hundred lines": page(),
            "the newest hundred of one person at the desk": page(by=STAFF),
            "a word that stands in no line": page(text="だれもいない"),
        },
        rounds=10,
        goal="<= 1 s",
    )
    driver.close()
    office.close()


def test_the_door_beside_what_watches_and_copies(tmp_path):
    here = prepare(tmp_path / "office", 3 * ROUNDS + 60)
    office = here.open()
    codes = iter(here.codes)

    def check_in():
        with office.change() as db:
            arrivals.check_in(
                db, here.meeting, next(codes), way=Way.SCANNER, desk="1", at=NOW, by=STAFF
            )

    rise = office._watermark.rise

    def without_mark():
        office._watermark.rise = lambda *_mark: None
        try:
            return timed(check_in)
        finally:
            office._watermark.rise = rise

    def look():
        with office.change() as db:
            watching.look(db, "person", object_id=new_id(), at=NOW, by=STAFF)

    copying = threading.Event()
    ended = threading.Event()

    def copy_again_and_again():
        number = 0
        while not ended.is_set():
            copying.wait()
            if ended.is_set():
                return
            number += 1
            backup.make(office, tmp_path / f"stick-{number}", at=NOW, why="change")

    worker = threading.Thread(target=copy_again_and_again)
    worker.start()

    def beside_a_copy():
        copying.set()
        try:
            return timed(check_in)
        finally:
            copying.clear()

    for _warm in range(20):
        check_in()
    side_by_side(
        "A check-in beside what watches and copies",
        {
            "check-in without the mark of the journal's height": without_mark,
            "check-in": lambda: timed(check_in),
            "check-in while a copy is made and proven": beside_a_copy,
            "telling that a person was opened": lambda: timed(look),
        },
        rounds=ROUNDS,
        goal="with the mark <= 1.1 x without",
    )
    ended.set()
    copying.set()
    worker.join()
    office.close()
