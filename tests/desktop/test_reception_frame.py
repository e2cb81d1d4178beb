"""The reception as a whole: taking back, counting, clock, sound, room on the screen."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from desktop.pages.reception import Reception
from desktop.style.scale import scale
from resources import codes
from sessions import door, holding
from tests.desktop.door import doors
from tests.town import NOW, STAFF

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "does not support raise")
NOTE = {"at": NOW, "by": STAFF}


@pytest.fixture
def door_at(qtbot, office):
    with doors(qtbot, office) as make:
        yield make


@pytest.fixture
def at(door_at):
    return door_at()


def test_ctrl_z_takes_the_last_back_even_from_the_field(at):
    at.keys_of(at.codes[0])
    at.keys_of(at.codes[1])
    at.look_for("た")
    at.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert at.present() == [at.lines[0]]
    at.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert at.present() == []
    at.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert at.log() == 4
    at.keys_of(at.codes[1])
    at.qtbot.waitUntil(lambda: at.painted[-1:] == [("received", at.lines[1])])


def test_the_count_is_live(at):
    counters = at.page.stage.welcome.counters
    assert (counters.here.number.text(), counters.missing.number.text()) == ("0", "15")
    at.keys_of(at.codes[0])
    at.qtbot.waitUntil(lambda: counters.here.number.text() == "1")
    at.desk.change(
        door.walk_in, at.meeting, name_kana="やまだ", desk="B", at=NOW, by=STAFF
    )  # another desk
    at.qtbot.waitUntil(lambda: counters.unannounced.number.text() == "1")
    assert (counters.here.number.text(), counters.missing.number.text()) == ("2", "14")


def test_the_clock_is_asked_about_once_and_a_restart_reopens(at, qtbot):
    assert "clock" in at.page.stage._told
    at.keys_of(at.codes[1])
    at.wait_painted()
    assert at.settings.reception == at.meeting
    at.page.stage._told["clock"].button.click()
    assert "clock" not in at.page.stage._told
    again = Reception(at.desk, at.frame, settings=at.settings, remember=at.remember)
    qtbot.addWidget(again)
    again.open_at(at.settings.reception)
    again.show()
    assert "clock" not in again.stage._told
    assert again.bar.who.text() == "高見 清一さん"
    again.close()
    at.page.head.leave.click()
    assert at.settings.reception == ""
    assert at.frame.went[-1] == ("back", "")


def test_after_half_a_minute_the_page_listens_again_and_shows_nobody(at):
    at.look_for("たか")
    assert at.people.table.shown()
    at.page._idle.timeout.emit()
    assert at.page.hasFocus()
    assert at.field.text() == ""
    assert at.people.table.shown() == []


def test_no_question_box_opens_at_the_door(at):
    boxes = []
    timer = QTimer()
    timer.timeout.connect(lambda: boxes.append(at.top.window().isEnabled()))
    timer.start(0)
    for text in (at.codes[0], codes.new_code(), "x" * 40):
        at.keys_of(text)
    at.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    at.qtbot.waitUntil(lambda: bool(boxes))
    assert QApplication.activeModalWidget() is None
    assert QApplication.activePopupWidget() is None


def test_the_volume_button_goes_round(at):
    words = []
    for _press in range(4):
        at.page.head.volume.click()
        words.append(at.page.head.volume.words)
    assert words == ["音 大", "音 なし", "音 小", "音 中"]
    at.page.head.volume.click()
    at.page.head.volume.click()
    at.keys_of(at.codes[0])
    at.wait_painted()
    assert at.ear.heard == []


def test_a_spoken_name_is_off_until_wished_for(door_at):
    at = door_at()
    at.keys_of(at.codes[0])
    at.wait_painted()
    assert at.speech.said == []
    at.settings = replace(at.settings, spoken_names=True)
    at.keys_of(at.codes[1])
    at.wait_painted(2)
    assert at.speech.said == ["たかみ せいいち さま、受付できました、どうぞ お入りください"]


@pytest.mark.parametrize("size", [(1366, 768), (1024, 600)])
@pytest.mark.parametrize("factor", [1.0, 1.5])
def test_everything_fits_and_has_a_name_and_a_size_for_fingers(at, size, factor):
    if size == (1024, 600) and factor > 1:
        pytest.skip("large letters need the design's screen")
    scale.set_factor(factor)
    at.top.resize(*size)
    at.look_for("たか")
    QCoreApplication.processEvents()
    assert (at.top.width(), at.top.height()) == size
    for widget in at.page.findChildren(QWidget):
        if not widget.isVisible() or widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        name = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
        assert name, widget
        right = widget.mapTo(at.top, widget.rect().bottomRight())
        assert right.x() < size[0], widget
        assert right.y() < size[1], widget
    for button in at.page.findChildren(QAbstractButton):
        if button.isVisible() and button.objectName() != "qt_edit_menu":
            assert min(button.width(), button.height()) >= 34, button.accessibleName()
    for button in (*at.page.bar.buttons, at.people.primary, at.page.head.leave):
        assert min(button.width(), button.height()) >= 44


def test_a_closed_meeting_is_left_for_its_own_page(at):
    at.desk.change(holding.close, at.meeting, **NOTE)
    at.keys_of(at.codes[0])
    assert at.wait_painted()[0] == "ask"
    at.press(Qt.Key.Key_Return)
    assert at.frame.went[-1] == ("meeting", at.meeting)
    assert at.present() == []


def test_a_meeting_that_is_gone_is_left_quietly(at):
    at.settings = replace(at.settings, reception="0" * 32)
    at.page.open_at("0" * 32)
    at.page.refresh()
    at.qtbot.waitUntil(lambda: ("back", "") in at.frame.went)
    assert at.settings.reception == ""
