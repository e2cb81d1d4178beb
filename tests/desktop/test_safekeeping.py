"""Copies by themselves: first thing in the day, when something changed, and where a stick is."""

from datetime import timedelta

import pytest

from desktop import safekeeping, second_place
from desktop.assembly import House
from desktop.parts.status import Status
from resources import backup, bundle, cipher, copies, settings
from sessions import staff
from tests.desktop.start_town import *  # noqa: F403 -- fixtures
from tests.desktop.start_town import sign_in
from tests.journeys.machine import Clock
from tests.town import NOW


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def house(qtbot, folder, clock):
    made = House(folder, clock=clock)
    yield made
    made.leave()


@pytest.fixture
def keeper(qtbot, house):
    sign_in(qtbot, house)
    return house.wiring.safekeeping


def look(qtbot, keeper):
    with qtbot.waitSignal(keeper.done, timeout=30_000):
        keeper.look()
    return [
        copy.manifest.why for copy in copies.listing([copies.own_place(keeper.desk.office.folder)])
    ]


def act(keeper, name):
    desk = keeper.desk
    desk.change(staff.enrol, name, at=desk.now(), by=desk.staff_id)


def test_the_day_begins_with_a_proven_copy_and_says_so(qtbot, keeper):
    assert look(qtbot, keeper) == ["day"]
    assert keeper.window.rail._copied.text() == "控え 確認済み 10:30"
    (copy,) = copies.listing([copies.own_place(keeper.desk.office.folder)])
    assert backup.verify(copy.file, keeper.desk.office.data_key) == copy.manifest


def test_later_copies_only_follow_a_change(qtbot, keeper, clock):
    look(qtbot, keeper)
    clock.go_on(minutes=30)
    assert look(qtbot, keeper) == ["day"]
    act(keeper, "宮下　誠")
    clock.go_on(minutes=30)
    assert look(qtbot, keeper) == ["change", "day"]
    assert keeper.window.rail._copied.text() == "控え 確認済み 11:30"
    clock.go_on(days=1)
    assert look(qtbot, keeper) == ["day", "change", "day"]


def test_it_begins_by_itself_once_the_first_page_stands(qtbot, keeper):
    assert keeper._soon.isActive()
    assert keeper._soon.interval() == safekeeping.SOON_MS
    assert keeper._often.interval() == 30 * 60 * 1000
    keeper._soon.stop()
    with qtbot.waitSignal(keeper.done, timeout=30_000):
        keeper._soon.timeout.emit()
    qtbot.waitUntil(lambda: not keeper.desk.busy, timeout=30_000)
    assert keeper.window.messages.shown() == []


def test_a_copy_is_carried_to_the_stick_when_it_is_there(qtbot, keeper, clock, tmp_path):
    stick = tmp_path / "stick"
    settings.change(last_backup_place=str(stick))
    look(qtbot, keeper)
    assert not stick.exists()  # no stick: nothing is made in its place
    assert "まだ" in second_place.second_words(clock)
    stick.mkdir()
    look(qtbot, keeper)  # nothing changed, but the stick lacks today's copy
    assert [file.suffix for file in stick.iterdir()] == [bundle.SUFFIX]
    assert settings.load().last_backup == NOW.isoformat()
    assert "きょう" in second_place.second_words(clock)
    clock.go_on(days=5)
    assert second_place.second_words(clock) == "外の場所(USBなど)に 5日 写していません。"
    settings.change(second_by_itself=False)
    look(qtbot, keeper)
    assert len(list(stick.iterdir())) == 1


def test_a_full_or_forbidden_stick_is_said_and_the_own_copy_stands(
    qtbot, keeper, tmp_path, monkeypatch
):
    stick = tmp_path / "stick"
    stick.mkdir()
    settings.change(last_backup_place=str(stick))

    def full(*_given, **_more):
        raise bundle.unwritable()

    monkeypatch.setattr(copies, "carry", full)
    assert look(qtbot, keeper) == ["day"]
    (message,) = keeper.window.messages.shown()
    assert message.status is Status.WAIT
    assert settings.load().last_backup == ""


def test_damage_is_told_under_the_top_bar_with_the_way_to_the_copies(qtbot, keeper):
    office = keeper.desk.office
    driver = cipher.connect(office.path, office.data_key)
    driver.execute("DROP TRIGGER journal_refuses_update")
    driver.execute("UPDATE journal SET act = 'x' WHERE seq = 1")
    driver.close()
    keeper.begin()
    qtbot.waitUntil(
        lambda: not keeper.desk.busy and keeper.window.messages.shown() != [], timeout=30_000
    )
    qtbot.waitUntil(lambda: len(keeper.window.messages.shown()) == 2, timeout=30_000)
    assert {message.status for message in keeper.window.messages.shown()} == {Status.STOP}
    words = " ".join(message.text for message in keeper.window.messages.shown())
    assert "何も 消さず" in words
    assert "控えが とれませんでした" in words  # no copy of a broken office is called one
    assert copies.listing([copies.own_place(office.folder)]) == []


def test_leaving_the_desk_stops_it(qtbot, keeper, house):
    house.wiring.leave_desk()
    assert not keeper._soon.isActive()
    assert not keeper._often.isActive()


def test_the_import_of_a_list_is_preceded_by_a_copy(qtbot, keeper, clock):
    before = NOW - timedelta(0)
    keeper.desk.secure("import")
    (copy,) = copies.listing([copies.own_place(keeper.desk.office.folder)])
    assert (copy.manifest.why, copy.at) == ("import", before)
