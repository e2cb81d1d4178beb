"""The list of meetings: today first, what is ahead, what is past, by body and year."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.parts.status import Status
from desktop.style import tokens
from desktop.style.scale import scale
from sessions import arrivals, bodies, holding
from sessions.door_log import Way
from sessions.schedule import When
from tests.desktop.gathering_town import WHO, enrol, expect, found, plan, standing

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def house(office, qtbot):
    with standing(office, qtbot) as (desk, window):
        yield desk, window


def titles(page, when):
    card = page.cards[when]
    return [row.accessibleName() for row in page.rows if card.isAncestorOf(row)]


def test_an_office_without_meetings_is_invited_to_plan_one(house):
    desk, window = house
    found(desk)
    window.go("meetings")
    page = window.shown
    assert page.empty.isVisible()
    assert page.head_buttons() == []
    page.press_primary()
    assert window.shown.name == "meeting_form"
    assert window.shown.new


def test_meetings_stand_under_today_ahead_and_past_with_their_numbers(house):
    desk, window = house
    body = found(desk)
    people = enrol(desk)
    today = plan(desk, body.id, number=14)
    soon = plan(desk, body.id, held_on=date(2026, 6, 16), number=15)
    plan(desk, body.id, held_on=date(2026, 7, 21), number=16)
    plan(desk, body.id, held_on=date(2026, 4, 28), number=13)
    lines = expect(desk, today, people[:4])
    desk.change(holding.open_meeting, today, **WHO)
    desk.change(arrivals.arrive, today, lines[0], way=Way.NAME, **WHO)
    desk.change(holding.postpone, soon, reason="大雪", **WHO)
    window.go("meetings")
    page = window.shown
    assert ["第14回" in words for words in titles(page, When.TODAY)] == [True]
    ahead = titles(page, When.UPCOMING)
    assert ["第16回" in ahead[0], "第15回" in ahead[1]] == [True, True]
    assert "第13回" in titles(page, When.PAST)[0]
    first = page.rows[0]
    assert (first.meter.present, first.meter.expected) == (1, 4)
    assert (first.chip.status, first.chip.word) == (Status.RUNNING, "受付中")
    last = page.rows[2]
    assert (last.chip.status, last.chip.word) == (Status.WAIT, "延期")


def test_the_list_is_walked_by_arrows_and_opened_by_enter(house):
    desk, window = house
    body = found(desk)
    plan(desk, body.id, number=14)
    later = plan(desk, body.id, held_on=date(2026, 6, 16), number=15)
    window.go("meetings")
    page = window.shown
    assert QApplication.focusWidget() is page.rows[0]
    QTest.keyClick(page.rows[0], Qt.Key.Key_Up)
    QTest.keyClick(page.rows[0], Qt.Key.Key_Down)
    assert QApplication.focusWidget() is page.rows[1]
    QTest.keyClick(page.rows[1], Qt.Key.Key_Return)
    assert (window.shown.name, window.shown.subject) == ("meeting", later)
    window.back()
    QTest.mouseClick(page.rows[0], Qt.MouseButton.LeftButton)
    assert window.shown.heading() == "第14回 いなくらし会議"


def test_a_body_narrows_the_list_and_past_years_are_one_pill_away(house):
    desk, window = house
    body = found(desk)
    other = desk.change(bodies.add, "学習会", **WHO)
    plan(desk, body.id, number=14)
    plan(desk, other.id, number=3)
    plan(desk, body.id, held_on=date(2025, 11, 18), number=8)
    window.go("meetings")
    page = window.shown
    assert len(page.rows) == 2
    page.body_choice.set_value(other.id)
    page.body_choice.chosen.emit(other.id)
    assert ["学習会" in row.accessibleName() for row in page.rows] == [True]
    page.body_choice.set_value("")
    window.go("meetings", "year:2025")
    assert ["第8回" in row.accessibleName() for row in page.rows] == [True]
    window.go("meetings", "year:2026")
    assert len(page.rows) == 2


@pytest.mark.parametrize("step", [1.0, 1.25, 1.5])
@pytest.mark.parametrize("size", [tokens.WINDOW, tokens.WINDOW_LEAST])
def test_the_list_never_scrolls_sideways(house, step, size):
    desk, window = house
    body = found(desk)
    plan(desk, body.id, number=14, room="とても長い名前の研修室と となりの小会議室をつなげた部屋")
    scale.set_factor(step)
    window.resize(*size)
    window.go("meetings")
    QApplication.processEvents()
    area = window.shown.area
    assert area.widget().minimumSizeHint().width() <= area.viewport().width()


def test_the_year_tells_different_people_and_visits_apart(house):
    desk, window = house
    body = found(desk)
    ids = enrol(desk)[:3]
    for number, day, came in ((1, date(2026, 4, 14), 3), (2, date(2026, 5, 12), 2)):
        meeting = plan(desk, body.id, held_on=day, number=number, place="")
        lines = expect(desk, meeting, ids)
        desk.change(holding.open_meeting, meeting, **WHO)
        for line in lines[:came]:
            desk.change(arrivals.arrive, meeting, line, way=Way.NAME, **WHO)

    window.go("meetings")
    assert window.shown.heads.text() == "令和8年度　実人数 3人・延べ人数 5人"
    window.go("meetings", "year:2025")
    assert window.shown.heads.text() == "令和7年度　実人数 0人・延べ人数 0人"
