"""The copies in their places: own, carried, thinned, and named when broken."""

from datetime import timedelta

import pytest

from resources import backup, bundle, copies, durable, journal, soundness
from resources.records import new_id
from resources.refusals import Refusal
from tests.town import NOW, PASSPHRASE, STAFF


def write(office, count=1):
    with office.change() as db:
        for _number in range(count):
            journal.write(db, "enrol", "person", new_id(), at=NOW, by=STAFF, after={"name": "髙橋"})


def test_an_own_copy_says_when_why_and_for_which_office(office):
    write(office, 3)
    made = copies.keep(office, at=NOW, why="import")
    (copy,) = copies.listing([copies.own_place(office.folder)])
    assert copy.file == made.file
    assert (copy.at, copy.trouble) == (NOW, "")
    assert copy.office == copies.office_of(office.folder) != ""
    assert (copy.manifest.why, copy.manifest.lines) == ("import", 3)


def test_two_copies_of_one_second_are_two_files(office):
    first, second = (copies.keep(office, at=NOW, why="day") for _again in range(2))
    assert first.file != second.file
    assert backup.verify(second.file, office.data_key) == second.manifest


def test_a_copy_is_carried_to_a_second_place_and_proves_itself_there(office, tmp_path):
    made = copies.keep(office, at=NOW, why="day")
    stick = tmp_path / "stick" / "inakurashi"
    there = copies.carry(made.file, stick)
    assert there.read_bytes() == made.file.read_bytes()
    assert [file.name for file in stick.iterdir()] == [made.file.name]
    assert copies.carry(made.file, stick) == there
    assert copies.newest([stick], copies.office_of(office.folder)).file == there
    assert copies.newest([stick], "another") is None


def test_a_place_that_takes_nothing_is_refused_and_nothing_is_left(office, tmp_path):
    made = copies.keep(office, at=NOW, why="day")
    (tmp_path / "stick").write_text("a file where a folder should be")
    with pytest.raises(Refusal, match="could not be written"):
        copies.carry(made.file, tmp_path / "stick")


def test_a_copy_that_arrives_otherwise_than_it_left_is_no_copy(office, tmp_path, monkeypatch):
    made = copies.keep(office, at=NOW, why="day")

    def rot(path):
        raw = bytearray(path.read_bytes())
        raw[len(raw) // 2] ^= 1
        path.write_bytes(raw)

    monkeypatch.setattr(durable, "sync_file", rot)
    with pytest.raises(Refusal, match="not a whole backup"):
        copies.carry(made.file, tmp_path / "stick")
    assert list((tmp_path / "stick").iterdir()) == []


def test_half_written_files_are_no_copies_and_broken_ones_are_named(office):
    made = copies.keep(office, at=NOW, why="day")
    place = made.file.parent
    (place / f"{made.file.name}{durable.PARTIAL}").write_bytes(made.file.read_bytes()[:5000])
    cut = place / f"inakurashi-20260518-090000{bundle.SUFFIX}"
    cut.write_bytes(made.file.read_bytes()[:5000])
    whole, broken = copies.listing([place])
    assert (whole.file, broken.file) == (made.file, cut)
    assert broken.manifest is None
    assert "not a whole backup" in broken.trouble
    assert (broken.at.month, broken.at.day, broken.at.hour) == (5, 18, 9)


def test_thinning_takes_only_own_whole_copies_named_by_their_moment(office, new_office):
    place = copies.own_place(office.folder)
    of_day = {
        days: copies.keep(office, at=NOW - timedelta(days=days), why="day").file
        for days in (40.1, 40, 3.1, 3, 0)
    }
    other = new_office("north")
    key_file = other.folder / "keys.json"
    key_file.write_text(key_file.read_text().replace('"office": "', '"office": "f'))
    made = copies.keep(other, at=NOW - timedelta(days=40.2), why="day")
    foreign = copies.carry(made.file, place)
    upgrade = backup.make_before_upgrade(office.folder, office.data_key, 1)
    broken = place / f"inakurashi-20260101-090000{bundle.SUFFIX}"
    broken.write_bytes(b"broken")
    copies.thin(place, copies.office_of(office.folder), now=NOW)
    stay = {of_day[40], of_day[3], of_day[0], foreign, upgrade, broken}
    assert set(place.iterdir()) == stay


def test_copies_of_an_office_that_was_set_aside_are_still_offered(office, tmp_path):
    made = copies.keep(office, at=NOW, why="day")
    office.close()
    backup.restore(made.file, office.folder, passphrase=PASSPHRASE, at=NOW)
    found = copies.listing(copies.places_of(office.folder, tmp_path / "no stick"))
    assert [copy.file.name for copy in found] == [made.file.name]


def test_a_restore_cut_off_between_its_two_names_is_finished(office):
    made = copies.keep(office, at=NOW, why="day")
    office.close()
    back = backup.restore(made.file, office.folder, passphrase=PASSPHRASE, at=NOW)
    office.folder.rename(office.folder.with_name("office-新"))  # where a kill would leave it
    assert backup.finish(office.folder)
    assert soundness.examine(office.path, back.data_key).sound
    assert not backup.finish(office.folder)


@pytest.fixture
def balanced():
    yield
    soundness._BALANCES.clear()


def test_balances_are_recomputed_in_every_copy_and_a_wrong_one_is_no_proof(
    office, tmp_path, balanced
):
    def points(db):
        lines = journal.verify(db).lines
        wrong = ("points do not add up",) if lines > 2 else ()
        return soundness.Balance(f"{lines} points", wrong)

    soundness.register("points", points)
    write(office, 2)
    made = copies.keep(office, at=NOW, why="day")
    assert made.manifest.balances == {"points": "2 points"}
    soundness.register("points", lambda _db: soundness.Balance("3 points"))
    with pytest.raises(Refusal, match="not equal"):
        backup.restore(made.file, tmp_path / "b", passphrase=PASSPHRASE, at=NOW)
    soundness.register("points", points)
    write(office)
    with pytest.raises(Refusal, match="not equal"):
        copies.keep(office, at=NOW, why="day")
