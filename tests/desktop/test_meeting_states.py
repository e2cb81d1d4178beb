"""Open, close, reopen, 延期 and 中止 from the page, who must be told, and what paper is ready."""

from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop import print_tray
from desktop.parts.status import Status
from sessions import arrivals, door, holding, meetings, notices, recognition
from sessions.door_log import Way
from sessions.meeting_rules import State
from sessions.rosters import Reply
from tests.desktop.gathering_town import WHO, answer, enrol, expect, found, plan, standing
from tests.town import NOW

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def house(office, qtbot, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    with standing(office, qtbot) as (desk, window):
        body = found(desk)
        meeting = plan(desk, body.id)
        lines = expect(desk, meeting, enrol(desk)[:6])
        window.go("meeting", meeting)
        yield desk, window, window.shown, meeting, lines


def state(desk, meeting):
    return desk.read(meetings.show, meeting).state


def words(page):
    return [button.words for button in page.head.buttons]


def test_the_next_act_opens_the_door_and_goes_there(house, monkeypatch):
    desk, window, page, meeting, _lines = house
    assert words(page) == ["受付をはじめる", "直す", "延期する", "中止にする"]
    went = []
    monkeypatch.setattr(window, "go", lambda name, subject="": went.append((name, subject)))
    page.segments.setFocus()
    QTest.keyClick(page.segments, Qt.Key.Key_Return)
    assert state(desk, meeting) is State.OPEN
    assert went == [("reception", meeting)]
    assert words(page)[:2] == ["受付へ", "会議をとじる"]


def test_opening_on_another_day_is_asked_first(house):
    desk, window, page, _meeting, _lines = house
    body = desk.read(meetings.show, page.subject).body_id
    later = plan(desk, body, held_on=date(2026, 6, 16))
    window.go("meeting", later)
    answer(lambda question: question.by_value["wait"].click())
    page.primary.click()
    assert state(desk, later) is State.PLANNED


def test_closing_asks_what_remains_and_can_be_taken_back(house):
    desk, window, page, meeting, lines = house
    desk.change(holding.open_meeting, meeting, **WHO)
    desk.change(arrivals.arrive, meeting, lines[0], way=Way.NAME, **WHO)
    desk.change(door.walk_in, meeting, name_kana="たけい", **WHO)
    seen = []

    def keep(question):
        from desktop.parts.label import Label

        seen.extend(label.text() for label in question.findChildren(Label))
        assert question.focusWidget() is question.by_value["keep"]
        question.by_value["keep"].click()

    answer(keep)
    page.head.buttons[1].click()
    assert state(desk, meeting) is State.OPEN
    text = "\n".join(seen)
    assert "5人は まだ来ていません" in text
    assert "1人は 名簿とつながっていません" in text
    answer(lambda question: question.by_value["close"].click())
    page.head.buttons[1].click()
    assert state(desk, meeting) is State.CLOSED
    assert words(page)[0] == "出席者名簿"
    window.take_back()
    assert state(desk, meeting) is State.OPEN


def test_reopening_needs_a_reason(house):
    desk, _window, page, meeting, _lines = house
    desk.change(holding.open_meeting, meeting, **WHO)
    desk.change(holding.close, meeting, **WHO)

    def why(dialog):
        dialog.go.click()
        assert dialog.field.error
        dialog.usual[0].click()
        QTest.keyClick(dialog.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    answer(why)
    page.head.buttons[-1].click()
    facts = desk.read(meetings.show, meeting)
    assert (facts.state, facts.state_reason) == (State.OPEN, "おくれて来た方が いたため")


def test_a_meeting_is_put_off_to_a_new_day_and_people_are_told_one_by_one(house):
    desk, window, page, meeting, lines = house
    desk.change(recognition.reply, lines[5], Reply.NO, **WHO)

    def put_off(dialog):
        dialog.line.setText("大雪のため")
        dialog.go.click()
        assert dialog.day.error
        dialog.day.set_day(date(2026, 5, 19))
        dialog.go.click()
        assert dialog.day.error
        dialog.day.set_day(date(2026, 5, 26))
        dialog.begins.set_clock(time(13, 30))
        dialog.ends.set_clock(time(15, 0))
        dialog.go.click()

    answer(put_off)
    page.head.buttons[2].click()
    facts = desk.read(meetings.show, meeting)
    assert (facts.held_on, facts.begins, facts.state) == (
        date(2026, 5, 26), time(13, 30), State.PLANNED,
    )  # fmt: skip
    assert page.segments.value() == "notices"
    section = page.section
    assert len(section.table.shown()) == 5
    table = section.table
    table.setFocus()
    first = table.current().id
    QTest.keyClick(table, Qt.Key.Key_1)
    QTest.keyClick(table, Qt.Key.Key_3)
    told = {one.id: one for one in desk.read(notices.listing, meeting) if one.told_at}
    assert [one.how for one in told.values()] == ["電話した", "手紙"]
    assert told[first].told_at == NOW
    assert "3人" in section.count.text()
    section.untold.setChecked(True)
    assert len(table.shown()) == 3
    section.untold.setChecked(False)
    window.take_back()
    assert len(desk.read(notices.listing, meeting, untold_only=True)) == 4
    table.point_at(first)
    QTest.keyClick(table, Qt.Key.Key_0)
    assert len(desk.read(notices.listing, meeting, untold_only=True)) == 5


def test_a_day_not_decided_is_decided_later(house):
    desk, _window, page, meeting, _lines = house

    def undecided(dialog):
        dialog.usual[0].click()
        dialog.which.set_value("undecided")
        dialog.go.click()

    answer(undecided)
    page.head.buttons[2].click()
    assert state(desk, meeting) is State.POSTPONED
    assert words(page)[0] == "日をきめる"

    def decide(dialog):
        dialog.day.set_day(date(2026, 6, 2))
        dialog.go.click()

    answer(decide)
    page.primary.click()
    facts = desk.read(meetings.show, meeting)
    assert (facts.state, facts.held_on) == (State.PLANNED, date(2026, 6, 2))
    assert (page.head.chip.status, page.head.chip.word) == (Status.WAIT, "日の変更")


def test_calling_off_is_never_what_enter_does(house):
    desk, _window, page, meeting, _lines = house

    def enter(dialog):
        dialog.usual[0].click()
        QTest.keyClick(dialog.line, Qt.Key.Key_Return)
        QTest.keyClick(dialog.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert dialog.isVisible()
        dialog.reject()

    answer(enter)
    page.head.buttons[3].click()
    assert state(desk, meeting) is State.PLANNED

    def off(dialog):
        dialog.usual[1].click()
        dialog.go.click()

    answer(off)
    page.head.buttons[3].click()
    assert state(desk, meeting) is State.CANCELLED
    assert len(desk.read(notices.listing, meeting)) == 6
    assert words(page) == ["お知らせする方"]


def test_papers_say_what_is_ready_and_what_stands_in_the_way(house, monkeypatch):
    desk, window, page, meeting, lines = house
    page.show_part("papers")
    cards = page.papers.cards
    assert cards["sign_in"].see.isEnabled()
    assert not cards["attendance"].see.isEnabled()
    assert not cards["certificates"].see.isEnabled()
    assert cards["notice"].isHidden()
    desk.change(holding.open_meeting, meeting, **WHO)
    desk.change(arrivals.arrive, meeting, lines[0], way=Way.NAME, **WHO)
    desk.change(door.walk_in, meeting, name_kana="たけい　みえこ", **WHO)
    assert cards["certificates"].mark.status is Status.WAIT
    assert "1枚" in cards["certificates"].ready.text()
    assert "たけい みえこ" in cards["certificates"].ready.text()
    cards["certificates"].mend.click()
    assert page.segments.value() == "attendance"
    assert [row.name for row in page.section.table.shown()] == ["たけい みえこ"]
    page.show_part("papers")
    went = []
    monkeypatch.setattr(window, "go", lambda name, subject="": went.append((name, subject)))
    for name, paper in (
        ("sign_in", "sign_in_sheet"), ("tags", "name_tags"), ("blanks", "blank_cards"),
        ("agenda", "agenda_sheet"), ("attendance", "attendance_list"),
        ("certificates", "participation_certificate"),
    ):  # fmt: skip
        cards[name].see.click()
        place, tray = went[-1]
        assert place == "preview"
        assert print_tray.take(tray).paper == paper
    print_tray.clear()


def test_a_part_is_opened_by_the_address(house):
    _desk, window, page, meeting, _lines = house
    window.go("meeting", f"{meeting}/papers")
    assert page.segments.value() == "papers"
    QTest.keyClick(page.segments, Qt.Key.Key_Left)
    assert page.segments.value() == "attendance"
    window.go("meeting", meeting)
    assert page.segments.value() == "attendance"


def test_every_control_of_the_page_has_a_name(house):
    from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit

    _desk, _window, page, _meeting, _lines = house
    for part in page.sections:
        page.show_part(part)
        for kind in (QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit):
            for control in page.findChildren(kind):
                if control.isVisible() and control.objectName() != "qt_spinbox_lineedit":
                    assert control.accessibleName(), control
