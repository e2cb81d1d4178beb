"""Wrong passcodes at the hall: carried home beside the evening, said once, no arrivals."""

from datetime import timedelta

import pytest

from resources import journal, knocks, sealed_log
from sessions import attendance, joining, undo
from sessions.takeout_tables import Doubt
from tests.sessions.hall import WHO
from tests.sessions.taken_out import Laptop, bring, pack
from tests.town import NOW, STAFF


def tried(folder, *minutes):
    """Type a wrong passcode so many minutes after the clock of the tests."""
    for after in minutes:
        knocks.note(folder, NOW + timedelta(minutes=after))


def home(laptop):
    """Return the file as the hall's computer carries it home."""
    note = knocks.written(knocks.every(laptop.folder))
    return sealed_log.stripped(laptop.path.read_bytes(), note)


def told(office):
    """Return what the journal tells of wrong passcodes."""
    with office.read() as db:
        lines = journal.recent(db, 200)
    return [line.after["count"] for line in lines if line.act == "wrong_passcode"]


def present(office, meeting):
    with office.read() as db:
        return attendance.counts(db, meeting).present


def test_the_receipt_says_it_and_the_journal_once(office, tmp_path):
    it, packed = pack(office)
    laptop = Laptop(packed, tmp_path)
    laptop.scan(it.codes[0])
    tried(tmp_path, 10, 11, 30)
    file = home(laptop)
    with office.read() as db:
        seen = joining.preview_file(db, file)
    assert (seen.new, seen.wrong) == (1, knocks.Failed(3, NOW + timedelta(minutes=30)))
    receipt = bring(office, file)
    assert (receipt.new, receipt.asked, receipt.wrong) == (1, 0, seen.wrong)
    assert present(office, it.meeting) == 1
    again = bring(office, file)
    assert (again.new, again.known, again.wrong.count) == (0, 1, 3)
    assert told(office) == [3]
    with office.read() as db:
        assert joining.preview_file(db, file).wrong.count == 0
        assert journal.verify(db).broken_at is None


def test_a_later_file_of_the_same_computer_adds_only_what_is_new(office, tmp_path):
    _it, packed = pack(office)
    laptop = Laptop(packed, tmp_path)
    tried(tmp_path, 1, 1)  # two within one moment of the clock are two
    early = home(laptop)
    knocks.answer(tmp_path, NOW + timedelta(minutes=2), slow=300)
    tried(tmp_path, 4)
    late = home(laptop)
    assert bring(office, late).wrong.last == NOW + timedelta(minutes=9)
    assert bring(office, early).wrong.count == 2
    assert told(office) == [3]
    early, late = bring(office, early), bring(office, late)
    assert told(office) == [3]


def test_taken_back_and_brought_in_again_it_is_told_once(office, tmp_path):
    it, packed = pack(office)
    laptop = Laptop(packed, tmp_path)
    laptop.scan(it.codes[0])
    tried(tmp_path, 1)
    receipt = bring(office, home(laptop))
    with office.change() as db:
        joining.undo(db, receipt.id, **WHO)
    assert present(office, it.meeting) == 0
    assert bring(office, home(laptop)).wrong.count == 1
    assert present(office, it.meeting) == 1
    assert told(office) == [1]


def test_it_stands_in_nobodys_way_when_the_bringing_home_is_undone(office, tmp_path):
    it, packed = pack(office)
    laptop = Laptop(packed, tmp_path)
    laptop.scan(it.codes[0])
    tried(tmp_path, 1)
    at = NOW + timedelta(hours=3)
    with office.change() as db:
        joining.join_file(db, home(laptop), at=at, by=STAFF)
    with office.change() as db:
        one = undo.last(db, STAFF)[0]
        assert one.hindrance is None
        undo.undo(db, one.seq, at=at + timedelta(minutes=1), by=STAFF)
    assert present(office, it.meeting) == 0


def test_what_stands_beside_the_frames_may_be_cut_off_or_spoilt_and_they_still_hold(
    office, tmp_path
):
    it, packed = pack(office)
    laptop = Laptop(packed, tmp_path)
    laptop.scan(it.codes[0])
    bare = home(laptop)
    tried(tmp_path, 1)
    whole = home(laptop)
    assert whole.startswith(bare)
    for length in range(len(bare) + 1, len(whole)):
        found = sealed_log.read(whole[:length])
        assert (len(found.cores), found.note, found.torn) == (1, b"", True), length
    receipt = bring(office, whole[:-1])
    assert receipt.asked == 1
    for spoilt in (b"{}", b"7", b'["x"]', b'[["2026-05-19T01:00:00",0]]', b"[[1,2]]", b"\xff"):
        with office.read() as db:
            seen = joining.preview_file(db, sealed_log.stripped(bare, spoilt))
        assert seen.wrong.count == 0
        if spoilt != b"{}":
            assert seen.waits == (Doubt.BROKEN,), spoilt


def test_the_file_that_was_carried_home_can_be_carried_again(tmp_path, office):
    it, packed = pack(office)
    laptop = Laptop(packed, tmp_path)
    laptop.scan(it.codes[0])
    tried(tmp_path, 1)
    once = home(laptop)
    assert sealed_log.stripped(once) == once
    assert sealed_log.read(once).note
    laptop.store.close()
    laptop.path.write_bytes(once)
    # Its copies are gone: the evening is gone on with from its beginning, and stays whole.
    laptop.start().scan(it.codes[1])
    assert not sealed_log.read(laptop.path.read_bytes()).torn


@pytest.mark.parametrize("count", [2000])
def test_a_night_of_tries_goes_home_whole(office, tmp_path, count):
    it, packed = pack(office)
    laptop = Laptop(packed, tmp_path)
    laptop.scan(it.codes[0])
    found = [knocks.Knock(NOW + timedelta(seconds=second)) for second in range(count)]
    file = sealed_log.stripped(laptop.path.read_bytes(), knocks.written(found))
    assert bring(office, file).wrong.count == count
