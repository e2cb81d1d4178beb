"""Points begun halfway through a year: a course that earns, closed by a colleague; cards counted."""

from datetime import timedelta
from itertools import count

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.desk import Desk
from programs.points import balances, earning_meetings
from sessions import arrivals, holding, staff
from sessions.door_log import Way
from tests.desktop.gathering_town import answer, expect, found, plan, standing, write
from tests.desktop.points_town import WHO, YEAR, begin
from tests.town import NOW

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def town(office):
    """Who may enter points, who may only close meetings, and a course that two came to."""
    with office.change() as db:
        first = staff.enrol(db, "唐澤　みどり", at=NOW)
        db.get(staff.Staff, first).roles = "A"
        other = staff.enrol(db, "宮下　誠", at=NOW, by=first)
        db.get(staff.Staff, other).roles = "C"
    desk = Desk(office, first, lambda: NOW)
    _hosts, people = begin(desk)
    meeting = plan(desk, found(desk).id, title="介護支援ボランティアの研修")
    lines = expect(desk, meeting, list(people.values()))
    desk.change(holding.open_meeting, meeting, **WHO)
    for line in lines[:2]:
        desk.change(arrivals.arrive, meeting, line, way=Way.SCANNER, **WHO)
    return first, other, meeting


def let_earn(dialog):
    dialog.host.line.setText("夕やけ")
    dialog.minutes.setValue(60)
    dialog.go.click()


def keys(page, *texts):
    """Write each text as the input method does, and press Enter; every field waits its turn."""
    for field, text in zip(page.line.fields, texts, strict=True):
        assert field.hasFocus()
        write(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert page.line.number.hasFocus()


def test_a_course_earns_and_a_card_is_brought_over_without_counting_it_twice(office, qtbot, town):
    first, other, meeting = town
    seconds = count()
    with standing(office, qtbot, staff=first) as (_desk, window):
        window.go("meeting", f"{meeting}/attendance")
        answer(let_earn)
        window.shown.attendance.earning.on.click()
    with standing(office, qtbot, staff=other) as (_desk, window):
        window.go("meeting", f"{meeting}/attendance")
        answer(lambda dialog: dialog.by_value["close"].click())
        next(one for one in window.shown.head.buttons if one.words == "会議をとじる").click()
    with office.read() as db:
        assert len(earning_meetings.due(db)) == 1
    clock = lambda: NOW + timedelta(minutes=1, seconds=next(seconds))  # noqa: E731
    with standing(office, qtbot, clock=clock, staff=first) as (desk, window):
        window.go("points")
        assert "活動を 2件 入れました" in window.toast.accessibleName()
        window.shown.doors.tiles["points_opening"].click()
        page = window.shown
        keys(page, "1", "11", "唐澤")  # eleven on the card, one of them from the course
        assert [row.chip[1] for row in page.table.shown()] == ["カードが 10個 多い"]
        answer(lambda dialog: dialog.by_value["book"].click())
        QTest.keyClick(
            QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
        )
        qtbot.waitUntil(lambda: not page.book.isEnabled())
        (stands,) = desk.read(balances.of_year, YEAR, ["0001"])
        assert (stands.counted, stands.worth) == (11, 1000)
        window.go("undo")
        assert window.shown.name == "undo"
