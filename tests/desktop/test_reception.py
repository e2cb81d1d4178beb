"""The reception as people use it: cards, names, newcomers, and what the screen then shows."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QAccessible, QColor, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from desktop import style
from desktop.pages.reception import Reception
from desktop.sounds import Sound
from desktop.style import tokens
from desktop.style.scale import scale
from resources import codes
from resources.settings import Settings
from sessions import attendance, door, holding, passes, refused_scans
from sessions.answers import Kind, Reason, Remedy
from sessions.door_log import Way
from tests.desktop.door import Door, wide
from tests.desktop.door_town import PEOPLE
from tests.town import NOW, STAFF

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "does not support raise")
NOTE = {"at": NOW, "by": STAFF}


@pytest.fixture(autouse=True)
def _dressed(qapp):
    style.dress(qapp)
    scale.set_factor(1.0)
    yield
    scale.set_factor(1.0)


@pytest.fixture
def door_at(qtbot, office):
    made = []

    def make(**options):
        made.append(Door(qtbot, office, **options))
        made[-1].open()
        return made[-1]

    yield make
    for one in made:
        one.top.close()
        one.desk.close()


@pytest.fixture
def at(door_at):
    return door_at()


# Scans, wherever the focus is


@pytest.mark.parametrize("place", ["page", "field", "walk-in"])
@pytest.mark.parametrize("how", ["keys", "preedit", "commit", "wide keys"])
def test_a_card_is_received_however_it_is_typed_and_wherever(at, place, how):
    if place == "field":
        at.look_for("たか")
    if place == "walk-in":
        at.press(Qt.Key.Key_F3)
        at.page.stage.walk_in.kana.setText("やまだ")
    code = at.codes[3]
    if how == "keys":
        at.keys_of(code)
    elif how == "preedit":
        at.compose(wide(code))
    elif how == "commit":
        at.commit(wide(code))
    else:
        for letter in wide(code):
            event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
            QCoreApplication.sendEvent(at.goal(), event)
            at.keys += 6
    assert at.wait_painted() == ("received", at.lines[3])
    assert at.present() == [at.lines[3]]
    assert at.log() == 1
    if place == "walk-in":
        assert at.page.stage.walk_in.kana.text() == "やまだ"
    else:
        assert at.field.text() == ""


def test_the_page_takes_no_input_method(at):
    assert at.page.hasFocus()
    assert not at.page.inputMethodQuery(Qt.InputMethodQuery.ImEnabled)


def test_green_is_painted_only_after_the_commit(at, monkeypatch):
    seen = []
    change = at.desk.change

    def watched(verb, *args, **facts):
        before = (at.answer.wording, at.colour())
        result = change(verb, *args, **facts)
        seen.append((before, at.answer.wording, at.colour(), at.present()))
        return result

    monkeypatch.setattr(at.desk, "change", watched)
    at.keys_of(at.codes[0])
    at.wait_painted()
    (before, wording, colour, present) = seen[0]
    assert before[0] is None
    assert tokens.RECEIVED.ground not in (before[1], colour)
    assert wording is None
    assert present == [at.lines[0]]
    assert at.colour() == tokens.RECEIVED.ground


def test_an_answer_has_shape_word_colour_and_sound(at):
    at.keys_of(at.codes[0])
    at.wait_painted()
    picture = at.answer.grab().toImage()
    ink = QColor(tokens.RECEIVED.ink)
    middle = (picture.height() - 10) // 2
    row = [picture.pixelColor(x, middle) == ink for x in range(60, 410)]
    # The ring: white, ground, white, from left to right through its middle.
    assert [a for a, b in zip(row, [None, *row], strict=False) if a != b][:4] == [
        False, True, False, True,
    ]  # fmt: skip
    assert at.answer.wording.headline == "受付できました"
    assert at.answer.wording.name == "たかはし はつえ さま"
    assert at.ear.heard == [(Sound.RECEIVED, "middle")]
    assert (
        at.answer.accessibleName() == "たかはし はつえ さま、受付できました、どうぞ お入りください"
    )


def test_a_second_scan_is_calm_and_changes_nothing(at):
    at.keys_of(at.codes[0])
    at.wait_painted()
    at.time += timedelta(minutes=3)
    at.keys_of(at.codes[0])
    assert at.wait_painted(2) == ("already", at.lines[0])
    assert at.colour() == tokens.ALREADY.ground
    assert at.answer.wording.small.startswith("10:30 に受付しました")
    assert at.ear.heard[-1][0] is Sound.ALREADY
    assert at.log() == 1
    assert at.present() == [at.lines[0]]


def test_the_same_card_within_two_and_a_half_seconds_is_ignored(at):
    at.keys_of(at.codes[0])
    at.wait_painted()
    at.keys -= 700  # 2.4 s after the first
    at.keys_of(at.codes[0])
    assert len(at.painted) == 1
    assert at.ear.heard == [(Sound.RECEIVED, "middle")]


def test_the_next_scan_replaces_the_answer_at_once(at):
    at.keys_of(at.codes[0])
    at.keys_of(at.codes[1])
    at.keys_of("https://example.jp/x")
    at.keys_of(at.codes[2])
    assert at.wait_painted()[1] in at.lines
    at.qtbot.waitUntil(lambda: at.painted[-1:] == [("received", at.lines[2])])
    assert not at.page.staff_bar.isVisible()
    assert Counter(at.present()) == Counter(at.lines[:3])


def test_an_answer_goes_by_itself_and_a_call_stays(at, monkeypatch):
    monkeypatch.setitem(
        __import__("desktop.reception.answer_screen", fromlist=["STAYS_MS"]).STAYS_MS,
        Kind.RECEIVED,
        60,
    )
    at.keys_of(at.codes[0])
    at.wait_painted()
    at.qtbot.waitUntil(lambda: at.answer.wording is None)
    assert not at.answer.isVisible()
    at.keys_of("4901234567894")
    at.wait_painted(2)
    assert not at.answer._tick.isActive()


# Garbage


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("https://example.jp/?q=INA1", Reason.FOREIGN),
        ("BEGIN:VCARD\nFN:X", Reason.FOREIGN),
        ("4901234567894", Reason.FOREIGN),
        ("INA1" + "A" * 21, Reason.TYPO),
    ],
)
def test_garbage_gets_a_calm_answer_and_stores_nothing(at, text, reason):
    at.page.answering.scanned(text, Way.SCANNER)
    assert at.wait_painted() == ("ask", None)
    assert at.colour() == tokens.CALL.ground
    assert at.answer.wording.headline == "係を呼びます"
    assert at.page.staff_bar.reason.text()
    # The visitor reads no reason.
    assert at.page.staff_bar.reason.text() not in at.answer.accessibleName()
    assert at.ear.heard[-1][0] is Sound.CALL
    assert at.log() == 0
    assert at.desk.read(refused_scans.counts, at.meeting) == {reason: 1}


def test_a_card_of_another_office_is_asked_about(at):
    at.keys_of(codes.new_code())
    assert at.wait_painted() == ("ask", None)
    assert next(iter(at.page.staff_bar.remedies)) is Remedy.SEARCH_NAME
    at.press(Qt.Key.Key_Return)
    assert at.answer.wording is None
    assert at.field.hasFocus()


def test_an_old_card_is_changed_by_enter(at):
    tag = at.desk.read(passes.of_meeting, at.meeting)[at.lines[4]]
    at.desk.change(passes.revoke, tag.id, reason="lost", **NOTE)
    at.keys_of(at.codes[4])
    at.wait_painted()
    assert at.present() == []
    at.press(Qt.Key.Key_Return)
    assert at.wait_painted(2) == ("received", at.lines[4])
    assert at.desk.read(passes.of_meeting, at.meeting)[at.lines[4]].code != at.codes[4]


def test_f4_accepts_anyway(at):
    tag = at.desk.read(passes.of_meeting, at.meeting)[at.lines[4]]
    at.desk.change(passes.revoke, tag.id, reason="lost", **NOTE)
    at.keys_of(at.codes[4])
    at.wait_painted()
    at.press(Qt.Key.Key_F4)
    assert at.wait_painted(2) == ("received", at.lines[4])
    assert at.desk.read(passes.of_meeting, at.meeting) == {
        line: card
        for line, card in at.desk.read(passes.of_meeting, at.meeting).items()
        if line != at.lines[4]
    }


def test_a_meeting_that_is_not_open_is_opened_at_the_door(door_at):
    at = door_at(opened=False)
    at.keys_of(at.codes[0])
    assert at.wait_painted()[0] == "ask"
    assert at.present() == []
    at.press(Qt.Key.Key_Return)
    assert at.wait_painted(2) == ("received", at.lines[0])


def test_what_cannot_be_stored_is_a_calm_answer(at, monkeypatch):
    def full(*args, **facts):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(at.desk, "change", full)
    at.keys_of(at.codes[0])
    assert at.wait_painted() == ("ask", None)
    assert "保存できませんでした" in at.page.staff_bar.reason.text()
    assert at.colour() == tokens.CALL.ground
    assert at.present() == []
    monkeypatch.undo()
    at.keys_of(at.codes[1])
    at.qtbot.waitUntil(lambda: at.painted[-1:] == [("received", at.lines[1])])


# Names


def test_nothing_personal_shows_until_someone_is_scanned_or_searched(door_at):
    at = door_at(settings=Settings())
    shown = " ".join(
        widget.text()
        for kind in (QLabel, QLineEdit, QAbstractButton)
        for widget in at.page.findChildren(kind)
    )
    for name, kana, _district in PEOPLE:
        assert name.split("　")[0] not in shown
        assert kana.split("　")[0] not in shown
    assert at.people.table.shown() == []
    assert at.page.stage.latest.list.rows == []


def test_the_last_ten_are_away_while_visitors_see_the_screen(door_at):
    at = door_at(settings=Settings())
    at.keys_of(at.codes[0])
    at.wait_painted()
    at.page.refresh()
    assert at.page.stage.latest.list.rows == []
    at.page.answering.wait()
    assert "髙橋" not in at.page.bar.who.text()
    at.page.stage.latest._hidden.click()
    assert [row[1] for row in at.page.stage.latest.list.rows] == ["髙橋 ハツヱ"]
    assert at.settings.last_ten


def test_one_kana_finds_and_enter_receives(at):
    at.press(Qt.Key.Key_F2)
    assert at.field.hasFocus()
    at.commit("とのう")
    assert [line.name for line in at.people.table.shown()] == ["登内 稔"]
    at.press(Qt.Key.Key_Return)
    assert at.wait_painted() == ("received", at.lines[10])
    assert at.field.text() == ""
    assert at.people.table.shown() == []


def test_arrows_choose_from_the_field(at):
    at.look_for("たか")
    names = [line.name for line in at.people.table.shown()]
    assert names == ["髙遠 ふみ", "髙橋 ハツヱ", "高見 清一"]
    at.press(Qt.Key.Key_Down)
    at.press(Qt.Key.Key_Return)
    assert at.wait_painted() == ("received", at.lines[0])


def test_the_kana_pad_writes_into_the_field(at):
    at.press(Qt.Key.Key_F2)
    keys = {
        key.accessibleName(): key for key in at.page.stage.finder.pad.findChildren(QAbstractButton)
    }
    for kana in ("か", "す", "か", "か"):
        keys[kana].click()
    assert at.field.text() == "かすが"
    assert [line.name for line in at.people.table.shown()] == ["春日 とみ子"]
    assert at.field.hasFocus()


def test_who_is_here_stays_listed_and_enter_sends_nobody_away(at):
    at.keys_of(at.codes[3])
    at.wait_painted()
    at.look_for("かすが")
    at.press(Qt.Key.Key_Return)
    assert at.log() == 1
    assert at.people.primary.words == "途中で帰る"
    at.people.primary.click()
    assert at.desk.read(attendance.counts, at.meeting).left == 1
    at.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert at.desk.read(attendance.counts, at.meeting).left == 0
    assert at.present() == [at.lines[3]]


def test_a_proxy_comes_in_their_place(at):
    at.look_for("ありが")
    at.people.proxy.click()
    at.page.stage.walk_in.kana.setText("ありが はなこ")
    at.press(Qt.Key.Key_Return)
    at.wait_painted()
    (row,) = at.desk.read(attendance.present, at.meeting)
    assert (row.expected_id, row.proxy_name) == (at.lines[4], "ありが はなこ")


def test_family_and_helper_come_in_one_go_and_go_back_in_one(at):
    at.look_for("ありが")
    at.press(Qt.Key.Key_Return)
    at.wait_painted()
    at.look_for("ありが")
    at.people.along.click()
    panel = at.page.stage.walk_in
    panel.family.more.click()
    panel.family.more.click()
    panel.helper.more.click()
    panel.primary.click()
    at.wait_painted(2)
    assert len(at.present()) == 4
    at.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert at.present() == [at.lines[4]]


# For the first time


def test_a_newcomer_by_keyboard_alone(at):
    at.press(Qt.Key.Key_F3)
    at.commit("やまだ はなこ")
    at.press(Qt.Key.Key_Return)
    editor = at.page.stage.walk_in.district.lineEdit()
    assert at.page.stage.walk_in.district.hasFocus() or editor.hasFocus()
    at.commit("手良")
    at.press(Qt.Key.Key_Return)
    kind, line = at.wait_painted()
    (row,) = at.desk.read(attendance.present, at.meeting)
    assert (kind, line) == ("received", row.expected_id)
    assert (row.kana, row.district, row.name_confirmed) == ("やまだ　はなこ", "手良", False)
    assert at.page.hasFocus()
    assert "記録にだけ" in at.page.stage.walk_in.notice.text()


def test_a_blank_card_is_handed_over_by_scanning_it(at):
    (card,) = at.desk.change(passes.issue_blanks, 1, **NOTE)
    at.press(Qt.Key.Key_F3)
    at.commit("やまだ はなこ")
    at.keys_of(card.code)
    assert at.answer.wording is None
    assert "W-001" in at.page.stage.walk_in.card.text()
    at.press(Qt.Key.Key_Return)
    at.press(Qt.Key.Key_Return)
    _kind, line = at.wait_painted()
    assert at.desk.read(passes.show, card.id).expected_id == line
    at.keys_of(card.code)
    assert at.wait_painted(2) == ("already", line)


def test_a_free_blank_card_opens_the_newcomers_panel(at):
    (card,) = at.desk.change(passes.issue_blanks, 1, **NOTE)
    at.keys_of(card.code)
    assert at.wait_painted() == ("ask", None)
    at.press(Qt.Key.Key_Return)
    assert at.page.stage.walking_in
    assert "W-001" in at.page.stage.walk_in.card.text()


def test_a_name_that_is_missing_is_said_and_esc_leaves(at):
    at.press(Qt.Key.Key_F3)
    at.page.stage.walk_in.enter()
    assert at.page.stage.walk_in.trouble.text()
    at.press(Qt.Key.Key_Escape)
    assert not at.page.stage.walking_in
    assert at.log() == 0


# Taking back, counting, the frame around


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
    assert at.settings.reception == at.meeting
    at.page.stage._told["clock"].button.click()
    assert "clock" not in at.page.stage._told
    again = Reception(at.desk, at.frame, settings=at.settings, remember=at.remember)
    qtbot.addWidget(again)
    again.open_at(at.settings.reception)
    again.show()
    assert "clock" not in again.stage._told
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
