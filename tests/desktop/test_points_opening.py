"""スタンプカードからの引き継ぎ: counted by keys alone, compared, booked once, taken back."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.points.card_rows import View
from programs.points import balances, opening_counts, sheet_keying
from programs.points.sheet_keying import Row
from sessions import passes
from tests.desktop.gathering_town import answer
from tests.desktop.points_town import WHO, YEAR, begin

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def page(house):
    """The page with three stamps of 0001 and one of 0002 from a sheet of April."""
    desk, window = house
    (host, _other), people = begin(desk)
    rows = [Row(day, "0001", 60) for day in (2, 3, 4)] + [Row(2, "0002", 60)]
    desk.change(sheet_keying.book, host, date(2026, 4, 1), rows, received=date(2026, 5, 7), **WHO)
    window.go("points")
    window.shown.doors.tiles["points_opening"].click()
    page = window.shown
    page.people = people
    return page


def keys(*texts):
    """Type each text where the focus is, and press Enter."""
    for text in texts:
        field = QApplication.focusWidget()
        field.setText(text)
        QTest.keyClick(field, Qt.Key.Key_Return)


def counted(desk, number):
    return desk.read(balances.of_year, YEAR, [number])[0].counted


def test_cards_are_counted_by_keys_alone_and_only_the_difference_is_booked(house, page):
    desk, window = house
    assert (page.name, page.shown_year()) == ("points_opening", YEAR)
    assert page.line.number.hasFocus()
    assert len([row for row in page.rows if row.view is View.UNCOUNTED]) == 4
    keys("1", "15", "唐澤")
    assert page.alarm.text() == "春日　とみ子さん：カード 15個、記録簿 3個。　カードが 12個 多い"
    assert page.line.number.hasFocus()
    keys("たけ", "きたはら", "７")  # nobody's reading; a reading; digits of full width
    assert page.line.who.text() == "唐澤"  # it stays
    QTest.keyClick(page.line.who, Qt.Key.Key_Return)
    keys("2", "0", "宮下")  # the sheet has more than the card
    assert {row.number: row.chip[1] for row in page.rows if row.count} == {
        "0001": "カードが 12個 多い", "0003": "カードが 7個 多い", "0002": "カードが 1個 少ない",
    }  # fmt: skip
    assert [row.number for row in page.table.shown()] == ["0001", "0002", "0003"]
    page.table.point_at("0002")
    assert not page.one.isEnabled()
    page.table.point_at("0001")
    page.table.opened.emit(page.table.current())
    assert counted(desk, "0001") == 15
    assert window.toast.take_back()
    assert counted(desk, "0001") == 3
    answer(lambda dialog: dialog.by_value["book"].click())
    assert page.press_primary()
    assert (counted(desk, "0001"), counted(desk, "0003"), counted(desk, "0002")) == (15, 7, 1)
    assert not page.book.isEnabled()
    page.parts.choose(View.SAME)
    assert [row.number for row in page.table.shown()] == ["0001", "0003"]


def test_what_is_missing_or_wrong_is_said_and_nothing_is_kept(house, page):
    desk, _window = house
    keys("")
    assert page.alarm.text()
    keys("9999")
    assert page.alarm.text().startswith("この年度に その登録は")
    keys("あるが")
    assert "0002" in page.line.below[0].text()
    assert page.line.number.hasFocus()
    keys("4", "x")
    assert page.alarm.text() == "スタンプの数を 0～999 で入れてください。"
    keys("5", " ")
    assert page.line.who.hasFocus()
    page.day.line.setText("R8.6.1")  # still to come
    keys("唐澤")
    assert "数えた日" in page.alarm.text()
    assert desk.read(opening_counts.compare, YEAR) == []


def test_a_scanned_card_stands_for_its_number_and_a_count_may_be_done_again(house, page):
    desk, window = house
    (card,) = desk.change(passes.issue_cards, [page.people["0004"]], **WHO)
    page.line.take(card.code)
    assert (page.line.number.text(), page.line.stamps.hasFocus()) == ("0004", True)
    keys("4", "唐澤")
    page.line.number.setText("4")
    assert page.line.below[1].text() == "前に数えた数 4（唐澤）"
    page.line.number.setFocus()
    keys("4", "5", "唐澤")
    assert [one.card for one in desk.read(opening_counts.compare, YEAR)] == [5]
    page.parts.choose(View.UNCOUNTED)
    page.table.point_at("0003")
    page.table.opened.emit(page.table.current())
    assert (page.line.number.text(), page.line.stamps.hasFocus()) == ("0003", True)
    page.parts.choose(View.DIFFERENT)
    page.stamps.click()
    assert (window.shown.name, window.shown.subject) == ("points_volunteer", f"{YEAR}:0004")
