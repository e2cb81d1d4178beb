"""The first start: six questions, no dead end, nothing lost, and every act has its author."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.assembly import House
from desktop.entrance import founding
from resources import journal, keys, settings
from sessions import bodies, office, staff
from tests.conftest import CHEAP
from tests.desktop.start_town import *  # noqa: F403 -- fixtures
from tests.town import NOW

PASS = "みはらしの丘 2026"


@pytest.fixture
def fresh(qtbot, tmp_path):
    house = House(tmp_path / "home" / "office", clock=lambda: NOW)
    house.open()
    yield house
    house.leave()


def panel_of(house):
    return house.way_in.frame.panels.currentWidget()


def press(qtbot, button):
    assert button.isVisible()
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def answer_until_passphrase(qtbot, panel):
    press(qtbot, panel.next)
    panel.office.name.insert("伊那市社会福祉協議会")
    panel.office.phone.setText("０２６５－７３－２５４１")
    panel.office.issuer_name.setText("春日　清")
    press(qtbot, panel.next)
    panel.people.lines[0].name.insert("唐澤　みどり")
    press(qtbot, panel.people.more)
    panel.people.lines[1].name.insert("宮下　誠")
    press(qtbot, panel.next)


def make_office(qtbot, panel):
    panel.key.pair.one.setText(PASS)
    panel.key.pair.two.setText(PASS)
    press(qtbot, panel.next)
    qtbot.waitUntil(lambda: panel.sheet is not None, timeout=30_000)


def test_a_new_machine_is_led_through_and_ends_in_today(qtbot, fresh):
    panel = panel_of(fresh)
    answer_until_passphrase(qtbot, panel)
    assert not (fresh.folder / "office.db").exists()
    make_office(qtbot, panel)
    assert settings.load().recovery_unkept
    assert panel.count.text() == "4 / 6"
    assert not panel.back.isVisible()
    press(qtbot, panel.next)
    assert panel.sheet.box.field.error
    panel.sheet.box.group.setText(panel.founded.recovery_key[-4:])
    press(qtbot, panel.next)
    assert not settings.load().recovery_unkept
    assert panel.count.text() == "5 / 6"
    press(qtbot, panel.next)
    assert panel.count.text() == "6 / 6"
    press(qtbot, panel.importing.later)
    assert fresh.window.shown.name == "today"
    facts = fresh.desk.read(office.get).details
    assert (facts.name, facts.issuer_title, facts.issuer_name, facts.phone) == (
        "伊那市社会福祉協議会", "会長", "春日　清", "0265-73-2541",
    )  # fmt: skip
    assert {one.name for one in fresh.desk.read(staff.listing)} == {"唐澤　みどり", "宮下　誠"}
    assert fresh.desk.read(staff.get, fresh.desk.staff_id).name == "唐澤　みどり"
    assert fresh.desk.read(bodies.town_meeting).plannable
    lines = fresh.desk.read(journal.recent)
    assert lines
    assert {line.by for line in lines} == {fresh.desk.staff_id}
    assert settings.load().folder == fresh.folder


def test_the_lists_can_be_brought_in_at_once(qtbot, fresh):
    panel = panel_of(fresh)
    answer_until_passphrase(qtbot, panel)
    make_office(qtbot, panel)
    panel.sheet.box.group.setText(panel.founded.recovery_key[-4:])
    press(qtbot, panel.next)
    press(qtbot, panel.next)
    asked = []
    fresh.way_in.entered.disconnect(fresh.enter)
    fresh.way_in.entered.connect(lambda office, who, page: asked.append((office, who, page)))
    press(qtbot, panel.next)
    assert asked[0][2] == "intake"
    asked[0][0].close()


def test_going_back_loses_nothing(qtbot, fresh):
    panel = panel_of(fresh)
    answer_until_passphrase(qtbot, panel)
    for _step in range(3):
        press(qtbot, panel.back)
    assert panel.number == 0
    for _step in range(3):
        press(qtbot, panel.next)
    assert panel.number == 3
    assert panel.answers().people == (("唐澤　みどり", ""), ("宮下　誠", ""))
    assert panel.answers().name == "伊那市社会福祉協議会"


@pytest.mark.parametrize("place", ["Dropbox", "OneDrive - 社協", "relative"])
def test_a_place_that_would_lose_data_is_refused_with_its_reason(qtbot, fresh, tmp_path, place):
    panel = panel_of(fresh)
    where = place if place == "relative" else str(tmp_path / place / "office")
    panel.place.folder.text.setText(where)
    press(qtbot, panel.next)
    assert panel.place.field.error
    assert panel.number == 0


def test_each_question_says_what_is_missing(qtbot, fresh):
    panel = panel_of(fresh)
    press(qtbot, panel.next)
    press(qtbot, panel.next)
    assert panel.office.name_field.error
    assert panel.number == 1
    panel.office.name.setText("社協")
    press(qtbot, panel.next)
    press(qtbot, panel.next)
    assert panel.people.lines[0].name_field.error
    panel.people.lines[0].name.setText("唐澤　みどり")
    panel.people.add_line().name.setText("唐澤みどり")
    press(qtbot, panel.next)
    assert panel.people.lines[1].name_field.error
    panel.people.lines[1].gone.emit()
    press(qtbot, panel.next)
    panel.key.pair.one.setText("みじかい")
    press(qtbot, panel.next)
    assert "4" in panel.key.pair.field_one.error  # eight letters are needed, four are there
    assert panel.number == 3


def test_a_start_that_is_broken_off_leaves_the_office_closed(qtbot, fresh):
    panel = panel_of(fresh)
    answer_until_passphrase(qtbot, panel)
    make_office(qtbot, panel)
    fresh.way_in.frame.close()
    QApplication.processEvents()
    fresh.leave()
    from resources.database import Office

    data_key = keys.unlock_by_passphrase(fresh.folder, PASS)
    Office.open(fresh.folder, data_key, window=True).close()  # nobody holds it any more


def test_founding_refuses_a_short_passphrase_and_leaves_nothing(tmp_path):
    answers = founding.Answers(
        tmp_path / "office", "社協", "会長", "", "", "", "", (("唐澤　みどり", ""),)
    )
    with pytest.raises(keys.Refusal):
        founding.found(answers, "みじかい", at=NOW, stretching=CHEAP)
    assert not (tmp_path / "office" / "office.db").exists()
