"""Without a card: by name, in place of somebody, along with somebody, for the first time."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit

from resources.settings import Settings
from sessions import attendance, emergency_contacts, expecting, passes, people
from sessions.emergency_contacts import ContactDetails
from sessions.people import PersonDetails
from tests.desktop.door import doors
from tests.desktop.door_town import PEOPLE
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


def told(at):
    return [one.text for key, one in at.page.stage._told.items() if key == "emergency"]


def sachi(at, *contacts):
    """Expect somebody of the register, whose family is `contacts`."""
    entered = PersonDetails("小池　さち", kana="こいけ　さち", district="伊那")
    person = at.desk.change(people.enrol, entered, **NOTE)
    at.desk.change(expecting.expect_people, at.meeting, [person], **NOTE)
    for one in contacts:
        at.desk.change(emergency_contacts.add, person, one, **NOTE)


def test_f8_shows_whom_to_call_until_it_is_put_away(at):
    sachi(at, ContactDetails("小池　武", "長男", (("090-0503-1111", "09005031111"),)))
    at.press(Qt.Key.Key_F8)
    assert told(at) == []
    at.press(Qt.Key.Key_F2)
    at.commit("こいけ")
    assert told(at) == []
    at.press(Qt.Key.Key_F8)
    assert "090-0503-1111" in told(at)[0]
    at.page.stage._told["emergency"].button.click()
    assert told(at) == []


def test_whom_to_call_does_not_stay_when_nobody_is_at_the_desk(at):
    sachi(at)
    at.press(Qt.Key.Key_F2)
    at.commit("こいけ")
    at.press(Qt.Key.Key_F8)
    assert "事務所に 電話" in told(at)[0]
    at.page._take_focus()
    assert told(at) == []
