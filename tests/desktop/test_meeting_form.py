"""The form of a meeting: planned by keys, drafts kept, the agenda counted, two desks asked."""

from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.dialogs.clashes import MINE
from desktop.parts.status import Status
from desktop.style import tokens
from desktop.style.scale import scale
from sessions import drafts, meetings, planning, schedule
from sessions.planning import PlannedItem
from tests.desktop.gathering_town import (
    TODAY,
    WHO,
    answer,
    enrol,
    expect,
    found,
    plan,
    standing,
    write,
)
from tests.town import STAFF

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def house(office, qtbot):
    with standing(office, qtbot) as (desk, window):
        yield desk, window


def form(window, subject="new"):
    window.go("meeting_form", subject)
    return window.shown


def every(desk):
    return desk.read(schedule.listing, today=TODAY)


def write_day(page, text):
    line = page.fields.day.line
    line.setFocus()
    line.clear()
    write(line, text)
    page.fields.title_line.setFocus()


def test_a_meeting_is_planned_from_the_keyboard(house):
    desk, window = house
    found(desk)
    page = form(window)
    assert page.fields.number.value() == 1
    write(page.fields.title_line, "買い物の会")
    write_day(page, "R8.6.16")
    assert page.fields.day.day() == date(2026, 6, 16)
    line = page.agenda.lines[0]
    line.title.setFocus()
    write(line.title, "開会")
    QTest.keyClick(line.title, Qt.Key.Key_Return)
    write(QApplication.focusWidget(), "事務局")
    QTest.keyClick(line.who, Qt.Key.Key_Return)
    QTest.keyClicks(QApplication.focusWidget(), "10")
    QTest.keyClick(line.minutes, Qt.Key.Key_Return)
    write(QApplication.focusWidget(), "話し合い")
    QTest.keyClick(window, Qt.Key.Key_Return, CONTROL)
    (one,) = every(desk)
    assert (one.meeting.number, one.meeting.title, one.meeting.held_on) == (
        1, "買い物の会", date(2026, 6, 16),
    )  # fmt: skip
    items = desk.read(planning.read, one.meeting.id).items
    assert [(item.title, item.who, item.minutes) for item in items] == [
        ("開会", "事務局", 10),
        ("話し合い", "", None),
    ]
    assert (window.shown.name, window.shown.subject) == ("meeting", one.meeting.id)
    assert desk.read(drafts.find, "meeting", "new", by=STAFF) is None


def test_what_is_missing_is_said_at_its_place_and_counted(house):
    desk, window = house
    found(desk)
    page = form(window)
    page.fields.ends.set_clock(time(9, 0))
    page.primary.click()
    assert page.fields.day.error == "日が まだです。"
    assert page.fields.ends_field.error
    assert "2" in page.bar._words.text()
    assert QApplication.focusWidget() is page.fields.day.line
    assert every(desk) == ()


def test_a_number_that_is_taken_is_refused_and_nothing_is_lost(house):
    desk, window = house
    body = found(desk)
    plan(desk, body.id, number=14)
    page = form(window)
    assert page.fields.number.value() == 15
    page.fields.number.setValue(14)
    page.fields.title_line.setText("のこる")
    page.fields.day.set_day(date(2026, 6, 16))
    page.primary.click()
    assert "14" in page.said.text
    assert page.fields.title_line.text() == "のこる"
    assert len(every(desk)) == 1


def test_the_place_offers_its_rooms_and_says_how_many_it_holds(house):
    desk, window = house
    found(desk)
    page = form(window)
    page.fields.place.set_text("福祉まちづくりセンター")
    rooms = page.fields.room
    assert [rooms.itemText(number) for number in range(rooms.count())] == [
        "研修室1-3",
        "ふれあいホール",
    ]
    page.fields.place.set_text("だれかの家")
    assert rooms.count() == 0


def test_a_draft_comes_back_after_esc_and_can_be_thrown_away(house):
    desk, window = house
    found(desk)
    window.go("meetings")
    page = form(window)
    page.fields.title_line.setText("途中の題")
    page.fields.day.line.setText("R8.6.")
    page.agenda.lines[0].title.setText("開会")
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert window.shown.name == "meetings"
    page.subject, page.stale = "", True
    page = form(window)
    assert page.fields.title_line.text() == "途中の題"
    assert page.fields.day.line.text() == "R8.6."
    assert page.agenda.items() == (PlannedItem("開会"),)
    page.fresh.click()
    assert page.fields.title_line.text() == ""
    assert desk.read(drafts.find, "meeting", "new", by=STAFF) is None
    window.take_back()
    assert page.fields.title_line.text() == "途中の題"


def test_the_draft_is_kept_by_itself_while_one_writes(house, qtbot):
    desk, window = house
    found(desk)
    page = form(window)
    page.fields.title_line.setText("途中")
    qtbot.waitUntil(lambda: desk.read(drafts.find, "meeting", "new", by=STAFF) is not None)
    assert desk.read(drafts.find, "meeting", "new", by=STAFF).words["title"] == "途中"


def test_items_move_by_alt_and_arrows_and_the_sum_warns_when_it_is_too_long(house):
    desk, window = house
    body = found(desk)
    meeting = plan(desk, body.id)
    page = form(window, meeting)
    editor = page.agenda
    assert editor.mark.status is Status.WAIT
    assert "20分" in editor.sum.text()
    last = editor.lines[3]
    last.title.setFocus()
    QTest.keyClick(last.title, Qt.Key.Key_Up, ALT)
    assert [line.item().title for line in editor.lines][2:] == ["まとめと 次回", "班での話し合い"]
    assert QApplication.focusWidget() is last.title
    assert last.begins.text() == "11:10"
    editor.lines[3].minutes.setValue(30)
    assert editor.mark.status is Status.OK
    editor.lines[0].remove.click()
    assert len(editor.lines) == 3
    QTest.keyClick(window, Qt.Key.Key_Return, CONTROL)
    items = desk.read(planning.read, meeting).items
    assert [item.title for item in items] == [
        "買い物に困る方の話を聞く",
        "まとめと 次回",
        "班での話し合い",
    ]


def test_the_day_people_expect_is_changed_by_putting_off_only(house):
    desk, window = house
    body = found(desk)
    meeting = plan(desk, body.id)
    assert form(window, meeting).fields.day.line.isEnabled()
    expect(desk, meeting, enrol(desk)[:2])
    page = form(window, plan(desk, body.id, held_on=date(2026, 7, 1)))
    assert page.fields.day.line.isEnabled()
    page = form(window, meeting)
    assert not page.fields.day.line.isEnabled()
    page.fields.room.set_text("201")
    page.primary.click()
    assert desk.read(meetings.show, meeting).room == "201"


def test_two_desks_are_asked_field_by_field(house):
    desk, window = house
    body = found(desk)
    meeting = plan(desk, body.id)
    page = form(window, meeting)
    page.fields.title_line.setText("わたしの題")
    page.fields.room.set_text("わたしの部屋")
    facts = desk.read(meetings.show, meeting)
    desk.change(
        meetings.correct,
        meeting,
        version=facts.version,
        title="あちらの題",
        room="あちらの部屋",
        capacity=99,
        **WHO,
    )
    seen = []

    def choose(dialog):
        seen.extend(dialog.rings)
        dialog.rings["title"].set_value(MINE)
        dialog.go.click()

    answer(choose)
    page.primary.click()
    assert seen == ["title", "room"]
    after = desk.read(meetings.show, meeting)
    assert (after.title, after.room, after.capacity) == ("わたしの題", "あちらの部屋", 99)


def test_going_on_writing_leaves_both_as_they_are(house):
    desk, window = house
    body = found(desk)
    meeting = plan(desk, body.id)
    page = form(window, meeting)
    page.fields.title_line.setText("わたしの題")
    facts = desk.read(meetings.show, meeting)
    desk.change(meetings.correct, meeting, version=facts.version, title="あちらの題", **WHO)
    answer(lambda dialog: dialog.reject())
    page.primary.click()
    assert desk.read(meetings.show, meeting).title == "あちらの題"
    assert page.fields.title_line.text() == "わたしの題"


@pytest.mark.parametrize("step", [1.0, 1.25, 1.5])
@pytest.mark.parametrize("size", [tokens.WINDOW, tokens.WINDOW_LEAST])
def test_the_form_never_scrolls_sideways(house, step, size):
    desk, window = house
    body = found(desk)
    scale.set_factor(step)
    window.resize(*size)
    page = form(window, plan(desk, body.id))
    QApplication.processEvents()
    assert page.area.widget().minimumSizeHint().width() <= page.area.viewport().width()
