"""The close of the day: a proven copy on the stick, or none, or staying."""

import pytest
from PySide6.QtCore import Qt, QTimer

from desktop.desk import Desk
from desktop.dialogs import closing_day, copying
from desktop.dialogs.closing_day import ClosingDay, changed_since_copy
from desktop.drives import Drive
from resources import backup, settings
from sessions import staff
from tests.desktop.start_town import *  # noqa: F403 -- fixtures
from tests.desktop.start_town import sign_in
from tests.town import NOW


@pytest.fixture
def desk(qapp, office):
    with office.change() as db:
        me = staff.enrol(db, "唐澤　みどり", at=NOW)
    made = Desk(office, me, lambda: NOW)
    yield made
    made.close()


def test_it_asks_only_when_something_changed_since_the_last_copy(desk):
    assert changed_since_copy(desk)
    settings.change(last_backup=NOW.isoformat())
    assert not changed_since_copy(desk)
    settings.change(last_backup="きのう")
    assert changed_since_copy(desk)


def test_taking_it_makes_a_proven_copy_and_notes_when_and_where(qtbot, desk, tmp_path):
    asked = ClosingDay(desk)
    qtbot.addWidget(asked)
    asked.show()
    asked.box.set_folder(tmp_path / "stick")
    with qtbot.waitSignal(asked.finished, timeout=30_000):
        qtbot.mouseClick(asked.take, Qt.MouseButton.LeftButton)
    assert asked.value == closing_day.END
    (file,) = (tmp_path / "stick").iterdir()
    counted = backup.verify(file, desk.office.data_key).counts
    assert counted["staff"] == 1
    noted = settings.load()
    assert (noted.last_backup, noted.last_backup_place) == (
        NOW.isoformat(), str(tmp_path / "stick"),
    )  # fmt: skip
    assert not changed_since_copy(desk)


def test_ending_without_it_and_staying_are_answers_too(qtbot, desk):
    for button, value in (("without", closing_day.END), ("back", "")):
        asked = ClosingDay(desk)
        qtbot.addWidget(asked)
        asked.show()
        qtbot.mouseClick(getattr(asked, button), Qt.MouseButton.LeftButton)
        assert asked.value == value


def test_without_a_stick_it_says_so_and_stays(qtbot, desk):
    asked = ClosingDay(desk)
    qtbot.addWidget(asked)
    asked.show()
    asked.box._sticks = list
    asked.box.look()
    qtbot.mouseClick(asked.take, Qt.MouseButton.LeftButton)
    assert asked.isVisible()
    assert "USB" in asked.box.words.text()
    assert asked.take.isEnabled()


def test_a_copy_that_cannot_be_written_gives_the_buttons_back(qtbot, desk, tmp_path):
    asked = ClosingDay(desk)
    qtbot.addWidget(asked)
    asked.show()
    (tmp_path / "file").write_text("no folder")
    asked.box.set_folder(tmp_path / "file" / "below")
    asked.box.place.set_answers([(str(tmp_path / "file" / "below"), "x")])
    qtbot.mouseClick(asked.take, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(asked.take.isEnabled, timeout=20_000)
    qtbot.waitUntil(lambda: not asked.box.busy, timeout=20_000)
    assert asked.isVisible()
    assert settings.load().last_backup == ""


def test_sticks_that_are_in_are_offered_with_a_folder_of_their_own(qtbot, desk, tmp_path):
    box = copying.CopyBox(desk, sticks=lambda: [Drive("青い USB", tmp_path, 10**9)])
    qtbot.addWidget(box)
    assert box.place.currentText() == "青い USB"
    assert box.place.value() == str(tmp_path / "inakurashi")


def test_closing_the_window_asks_and_back_keeps_it_open(qtbot, house):
    window = sign_in(qtbot, house)
    answers = ["back", "without"]

    def press():
        asked = window.findChild(ClosingDay)
        qtbot.mouseClick(getattr(asked, answers.pop(0)), Qt.MouseButton.LeftButton)
        asked.setParent(None)

    QTimer.singleShot(0, press)
    assert not window.close()
    assert window.isVisible()
    QTimer.singleShot(0, press)
    assert window.close()
    assert answers == []


def test_with_the_offices_stick_in_nothing_is_asked(qtbot, desk, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    settings.change(last_backup_place=str(stick), second_by_itself=True)
    assert closing_day.may_end(desk, None)
    (file,) = stick.iterdir()
    assert backup.verify(file, desk.office.data_key).counts["staff"] == 1
    assert not changed_since_copy(desk)


def test_a_stick_that_takes_nothing_leads_to_the_question(qtbot, desk, tmp_path, monkeypatch):
    stick = tmp_path / "stick"
    stick.mkdir()
    settings.change(last_backup_place=str(stick), second_by_itself=True)
    # As a copy of the same moment lies there already, none can be made under its name.
    backup.make(desk.file, stick, at=NOW)
    asked = []

    def say_without(dialog):
        asked.append(dialog)
        dialog.without.click()
        return dialog.result()

    monkeypatch.setattr(ClosingDay, "exec", say_without)
    assert closing_day.may_end(desk, None)
    assert len(asked) == 1
