"""The numbers on paper: whoever forges the whole journal with the key does not hit them."""

import hashlib
import json
from datetime import timedelta

import pytest

from resources import cipher, copies, journal, soundness
from resources.records import new_id
from resources.refusals import Refusal
from sessions import anchors, returning
from tests.town import NOW, PASSPHRASE, STAFF


@pytest.fixture
def written(office):
    with office.change() as db:
        for number in range(30):
            journal.write(
                db, "correct", "person", new_id(), at=NOW, by=STAFF, after={"name": f"髙橋{number}"}
            )
    return office


def issue(office):
    with office.change() as db:
        return anchors.issue(db, at=NOW, by=STAFF)


def test_a_number_is_the_beginning_of_the_hash_in_letters_nobody_confuses(written):
    given = issue(written)
    assert given.seq == 30
    assert len(given.code) == 20
    assert not set(given.code) & set("ILOU")
    with written.read() as db:
        (marked,) = anchors.marks(db).items()
        assert marked[0] == 30
        chain = journal.verify(db, {30: marked[1]})
    assert chain.head != marked[1]
    assert (chain.broken_at, chain.astray) == (None, ())


def test_the_number_on_a_sheet_is_found_however_it_is_typed(written):
    given = issue(written)
    printed = anchors.shown(given.code)
    assert [len(group) for group in printed.split("-")] == [4] * 5
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in printed)
    for typed in (printed, printed.lower(), given.code, wide, printed.replace("-", "ー")):
        with written.read() as db:
            assert anchors.find(db, typed) == given


def test_a_mistyped_number_and_one_of_another_office_are_refused(written):
    given = issue(written)
    with written.read() as db:
        with pytest.raises(Refusal, match="not typed"):
            anchors.find(db, given.code[:-1])
        with pytest.raises(Refusal, match="no line"):
            anchors.find(db, given.code[:-1] + ("A" if given.code[-1] != "A" else "B"))


def test_nothing_done_gives_no_number(office):
    with office.change() as db, pytest.raises(Refusal, match="Nothing"):
        anchors.issue(db, at=NOW, by=STAFF)


def forge(office, seq):
    """Change line `seq` and compute the whole chain anew, as whoever has the key could."""
    driver = cipher.connect(office.path, office.data_key)
    driver.execute("DROP TRIGGER journal_refuses_update")
    rows = driver.execute(
        "SELECT seq, at, by, act, kind, object_id, digest FROM journal ORDER BY seq"
    ).fetchall()
    head = "0" * 64
    for row in rows:
        facts = list(row)
        if facts[0] == seq:
            facts[3] = "view"
        found = hashlib.sha256(json.dumps([*facts, head]).encode()).hexdigest()
        driver.execute(
            "UPDATE journal SET act = ?, prev = ?, hash = ? WHERE seq = ?",
            (facts[3], head, found, facts[0]),
        )
        head = found
    driver.close()


@pytest.mark.in_a_file
def test_a_journal_forged_as_a_whole_is_sound_but_not_the_one_on_paper(written):
    paper = anchors.shown(issue(written).code)
    forge(written, 12)
    assert soundness.check(written).sound  # the chain alone does not show it
    with written.read() as db:
        known = anchors.marks(db)
        with pytest.raises(Refusal, match="no line"):
            anchors.find(db, paper)
    (problem,) = soundness.check(written, known).problems
    assert "line 30" in problem


@pytest.mark.in_a_file
def test_the_ends_kept_in_copies_are_anchors_too(written):
    made = copies.keep(written, at=NOW, why="day")
    forge(written, 29)
    with written.read() as db:
        known = anchors.marks(db, [made.manifest])
    assert known == {30: made.manifest.head}
    assert not soundness.check(written, known).sound


@pytest.mark.in_a_file
def test_lines_cut_off_at_the_end_are_missed(written):
    issue(written)
    with written.read() as db:
        known = anchors.marks(db)
    driver = cipher.connect(written.path, written.data_key)
    driver.execute("DROP TRIGGER journal_refuses_delete")
    driver.execute("PRAGMA foreign_keys=OFF")
    driver.execute("DELETE FROM journal_value WHERE seq > 20")
    driver.execute("DELETE FROM journal WHERE seq > 20")
    driver.close()
    assert soundness.check(written).sound
    assert soundness.check(written, known).problems


@pytest.mark.in_a_file
def test_copies_of_a_course_that_was_given_up_raise_no_alarm(written, tmp_path):
    early = copies.keep(written, at=NOW, why="day")
    with written.change() as db:
        journal.write(db, "correct", "person", new_id(), at=NOW, by=STAFF)
    late = copies.keep(written, at=NOW + timedelta(hours=1), why="change")
    written.close()
    later = NOW + timedelta(hours=2)
    back = returning.bring_back(early.file, tmp_path / "b", passphrase=PASSPHRASE, at=later)
    from resources.database import Office

    office = Office.open(back.folder, back.data_key)
    after = copies.keep(office, at=NOW + timedelta(hours=3), why="day")
    with office.read() as db:
        known = anchors.marks(db, [early.manifest, late.manifest, after.manifest])
    assert set(known) == {30, 31}
    assert known[31] == after.manifest.head != late.manifest.head
    assert soundness.check(office, known).sound
    office.close()
