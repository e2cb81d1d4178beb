"""Back from a copy: what would be lost is said before, and what was erased stays erased."""

from datetime import timedelta

import pytest

from desktop import held
from desktop.held import HELD
from resources import backup, copies, journal
from resources.database import Office
from resources.records import new_id
from sessions import erasure, holdings, people, returning, staff
from tests.town import NOW, PASSPHRASE

LATER = NOW + timedelta(hours=3)

pytestmark = pytest.mark.in_a_file


@pytest.fixture
def desk(office):
    with office.change() as db:
        midori = staff.enrol(db, "唐澤　みどり", at=NOW)
        makoto = staff.enrol(db, "宮下　誠", at=NOW, by=midori)
    return office, midori, makoto


def act(office, by, word="correct", at=LATER):
    with office.change() as db:
        journal.write(db, word, "person", new_id(), at=at, by=by)


def test_what_was_done_since_is_counted_for_each_person_at_the_desk(desk):
    office, midori, makoto = desk
    made = copies.keep(office, at=NOW, why="day")
    for by in (midori, makoto, makoto):
        act(office, by)
    act(office, midori, "view")  # looking loses nothing
    with office.read() as db:
        found = returning.since(db, made.manifest.lines, made.manifest.head)
    assert found == returning.Since(3, (("宮下　誠", 2), ("唐澤　みどり", 1)), LATER, same=True)
    act(office, midori, at=LATER + timedelta(minutes=1))
    found = returning.compare(made.manifest, office.folder, office.data_key)
    assert (found.acts, found.last) == (4, LATER + timedelta(minutes=1))


def test_a_copy_of_another_course_of_things_is_told_apart(desk, new_office):
    office, _midori, _makoto = desk
    other = new_office("north")
    with other.change() as db:
        staff.enrol(db, "北原　けい", at=NOW)
    made = copies.keep(other, at=NOW, why="day")
    with office.read() as db:
        found = returning.since(db, made.manifest.lines, made.manifest.head)
    assert not found.same
    assert found.acts == 2
    assert returning.compare(made.manifest, office.folder / "none", office.data_key) is None
    assert returning.compare(made.manifest, office.folder, b"\1" * 32) is None


def test_bringing_back_notes_itself_and_carries_over_what_was_erased(desk):
    office, midori, _makoto = desk
    made = copies.keep(office, at=NOW, why="day")
    act(office, midori, "erase")
    office.close()

    def erase_again(old, new):
        erased = [line.object_id for line in journal.recent(old) if line.act == "erase"]
        for one in erased:
            journal.write(new, "erase", "person", one, at=LATER, by=midori)
        return len(erased)

    returning.register("test", erase_again)
    try:
        back = returning.bring_back(made.file, office.folder, passphrase=PASSPHRASE, at=LATER)
    finally:
        returning._REPLAYS.clear()
    assert back.replayed == 1
    again = Office.open(back.folder, back.data_key)
    with again.read() as db:
        told, erased = journal.recent(db, 2)
        assert journal.verify(db).broken_at is None
    again.close()
    assert (told.act, told.kind, told.after["lines"]) == ("bring_back", "office", 2)
    assert erased.act == "erase"


@pytest.mark.parametrize("where", ["here", "on another computer"])
def test_whoever_was_erased_since_is_erased_again(desk, tmp_path, where):
    office, midori, makoto = desk
    with office.change() as db:
        person = people.enrol(
            db, people.PersonDetails("秘密　光子", "ひみつ　みつこ"), at=NOW, by=midori
        )
    stick = tmp_path / "stick"
    old = copies.carry(copies.keep(office, at=NOW, why="day").file, stick)
    with office.change() as db:
        request = erasure.ask(db, person, erasure.Cause.WISH, at=LATER, by=midori)
        erasure.approve(db, request, held=HELD, at=LATER, by=makoto)
    copies.carry(copies.keep(office, at=LATER, why="change").file, stick)
    office.close()
    folder = office.folder if where == "here" else tmp_path / "another" / "office"
    held.remember_erasures()
    try:
        back = returning.bring_back(old, folder, passphrase=PASSPHRASE, at=LATER)
    finally:
        returning._REPLAYS.clear()
    assert back.replayed == 1
    again = Office.open(back.folder, back.data_key)
    with again.read() as db:
        assert people.get(db, person).name == holdings.ERASED_NAME
        (stone,) = erasure.stones(db)
        assert (stone.asked_by, stone.approved_by, stone.erased_at) == (midori, makoto, LATER)
        assert journal.verify(db).broken_at is None
    again.close()
    assert not list(tmp_path.glob(".inakurashi-work-*"))


def test_a_younger_copy_that_is_broken_does_not_stand_in_the_way(desk, tmp_path):
    office, midori, _makoto = desk
    stick = tmp_path / "stick"
    old = copies.carry(copies.keep(office, at=NOW, why="day").file, stick)
    act(office, midori)
    younger = copies.carry(copies.keep(office, at=LATER, why="change").file, stick)
    office.close()
    whole = bytearray(younger.read_bytes())
    whole[len(whole) // 2] ^= 1
    younger.write_bytes(whole)
    back = returning.bring_back(old, tmp_path / "another", passphrase=PASSPHRASE, at=LATER)
    assert back.replayed == 0


def test_an_office_that_cannot_be_read_any_more_is_kept_and_replaced(desk):
    office, _midori, _makoto = desk
    made = copies.keep(office, at=NOW, why="day")
    office.close()
    whole = office.path.read_bytes()
    office.path.write_bytes(bytes(4096) + whole[4096:])
    back = returning.bring_back(made.file, office.folder, passphrase=PASSPHRASE, at=LATER)
    assert back.replayed is None
    assert (back.kept / "office.db").read_bytes()[:4096] == bytes(4096)
    # The own copies went aside with it, and are found there.
    assert [copy.file.name for copy in copies.listing(copies.places_of(office.folder))] == [
        made.file.name
    ]
    assert backup.verify(back.kept / "backups" / made.file.name, back.data_key) == made.manifest


def test_a_copy_into_an_empty_place_carries_nothing_over(desk, tmp_path):
    office, _midori, _makoto = desk
    made = copies.keep(office, at=NOW, why="day")
    back = returning.bring_back(made.file, tmp_path / "new", passphrase=PASSPHRASE, at=LATER)
    assert (back.kept, back.replayed) == (None, 0)
