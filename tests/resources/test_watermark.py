"""What stands beside the store: the height of the journal, and tries that did not open it."""

from datetime import timedelta

from resources import journal, knocks, watermark
from resources.database import Office
from resources.records import new_id
from tests.town import NOW, STAFF


def write(office):
    with office.change() as db:
        journal.write(db, "correct", "person", new_id(), at=NOW, by=STAFF)


def test_the_mark_follows_every_change_and_only_what_stands(office):
    assert watermark.read(office.folder) == {}
    for _act in range(3):
        write(office)
    with office.read() as db:
        chain = journal.verify(db, watermark.read(office.folder))
    assert watermark.read(office.folder) == {3: chain.head}
    assert chain.astray == ()
    try:
        with office.change() as db:
            journal.write(db, "correct", "person", new_id(), at=NOW, by=STAFF)
            raise ZeroDivisionError
    except ZeroDivisionError:
        pass
    assert list(watermark.read(office.folder)) == [3]


def test_a_log_that_is_gone_beside_the_data_shows(office):
    for _act in range(3):
        write(office)
    key = office.data_key
    kept = office.folder / "office.db-wal"
    assert kept.stat().st_size > 0
    aside = kept.read_bytes()
    whole = office.path.read_bytes()
    mark = (office.folder / watermark.FILE_NAME).read_bytes()
    office.close()
    office.path.write_bytes(whole)  # as a kill leaves it: the acts stand in the log only
    kept.unlink(missing_ok=True)
    again = Office.open(office.folder, key)
    with again.read() as db:
        assert journal.verify(db).broken_at is None
        assert journal.verify(db, watermark.read(office.folder)).astray == (3,)
    again.close()
    assert len(aside) > 0
    assert (office.folder / watermark.FILE_NAME).read_bytes() == mark


def test_a_mark_that_cannot_be_read_says_nothing(office):
    write(office)
    path = office.folder / watermark.FILE_NAME
    whole = path.read_bytes()
    for spoiled in (b"", bytes(96), whole[:40], whole.replace(b"1 ", b"9 ", 1)):
        path.write_bytes(spoiled)
        assert watermark.read(office.folder) == {}


def test_tries_that_failed_wait_outside_without_a_name(tmp_path):
    for minutes in (0, 1):
        knocks.note(tmp_path, NOW + timedelta(minutes=minutes))
    with (tmp_path / knocks.FILE_NAME).open("a") as file:
        file.write("2026-05-1")  # the power failed here
    assert knocks.waiting(tmp_path) == [NOW, NOW + timedelta(minutes=1)]
    knocks.clear(tmp_path)
    assert knocks.waiting(tmp_path) == []
    knocks.note(tmp_path / "none", NOW)
    assert not (tmp_path / "none").exists()


def test_what_half_a_line_is_left_of_swallows_no_later_try(tmp_path):
    knocks.note(tmp_path, NOW)
    path = tmp_path / knocks.FILE_NAME
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])  # the power failed here
        knocks.note(tmp_path, NOW + timedelta(minutes=1))
        assert knocks.waiting(tmp_path)[-1] == NOW + timedelta(minutes=1)


def test_whoever_is_let_in_is_told_once_and_every_try_stays_kept(tmp_path):
    knocks.answer(tmp_path, NOW)
    assert not (tmp_path / knocks.FILE_NAME).exists()
    late = [NOW + timedelta(minutes=minutes) for minutes in (1, 2, 5)]
    knocks.note(tmp_path, late[0])
    knocks.note(tmp_path, late[1])
    knocks.answer(tmp_path, NOW + timedelta(minutes=3), slow=600)
    assert knocks.waiting(tmp_path) == []
    knocks.note(tmp_path, late[2])
    assert knocks.waiting(tmp_path) == [late[2]]
    assert [(one.at, one.slow) for one in knocks.every(tmp_path)] == [(at, 600) for at in late]


def test_whoever_tries_for_days_does_not_fill_the_disk(tmp_path):
    (tmp_path / knocks.FILE_NAME).write_bytes(b"x" * 70_000)
    knocks.note(tmp_path, NOW)
    assert (tmp_path / knocks.FILE_NAME).stat().st_size == 70_000
