"""活動記録簿を入れる: real keys in the real grid, checks in words, a draft, one act, by difference."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.points import entry_draft
from programs.points import balances, sheet_intake
from sessions import drafts
from tests.desktop.points_town import YEAR, begin
from tests.town import STAFF

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def grid(house):
    desk, window = house
    (host, _other), _people = begin(desk)
    window.go("points_sheets", f"{host}:2026-04")
    return desk, window, window.shown, host


def type_row(page, *texts):
    """Type one row as a clerk does: each text and Enter."""
    for field, text in zip(page.line.fields, texts, strict=True):
        assert field.hasFocus()
        write(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)


def write(field, text):
    """Type text; what comes from an input method arrives at once."""
    if text.isascii():
        QTest.keyClicks(field, text)
    else:
        field.insert(text)


def stamps(desk, number):
    return desk.read(balances.of_year, YEAR, [number])[0].counted


def test_rows_are_typed_checked_in_words_and_booked_as_one_sheet(grid):
    desk, window, page, _host = grid
    type_row(page, "2", "1", "4", "930-1030")
    assert page.alarm.text() == ""
    type_row(page, "", "かすが", "", "90")  # the day and the activity as above, the name by kana
    type_row(page, "3", "0777", "お茶出し", "60")
    assert "登録がありません" in page.alarm.text() or "名前" in page.alarm.text()
    shown = page.table.shown()
    assert [(one.row.day, one.row.number, one.row.content, one.row.minutes) for one in shown] == [
        (2, "0001", "話し相手", 60), (2, "0001", "話し相手", 90), (3, "0777", "お茶出し", 60),
    ]  # fmt: skip
    assert [one.found for one in shown] == [(), (), ("unknown_number",)]
    assert shown[0].name == "春日 とみ子"
    page.totals.show_written("3", "210")
    assert page.totals.compared.text() == "紙の合計と合っています。"
    QTest.keyClick(page.line.day, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert stamps(desk, "0001") == 2
    assert "3行" in window.toast.accessibleName()
    assert len(desk.read(sheet_intake.imports)) == 1
    assert page.bench.stands is not None
    page.book.click()  # the same sheet once more
    assert len(desk.read(sheet_intake.imports)) == 1
    assert "登録ずみ" in window.toast.accessibleName()


def test_plus_takes_the_rest_from_above_and_a_reading_of_several_asks_for_more(grid):
    _desk, _window, page, _host = grid
    type_row(page, "2", "2", "6", "60")
    QTest.keyClicks(page.line.day, "5")
    QTest.keyClick(page.line.day, Qt.Key.Key_Return)
    QTest.keyClicks(page.line.number, "+")
    assert [(row.day, row.number) for row in page.rows] == [(2, "0002"), (5, "0002")]
    QTest.keyClicks(page.line.day, "6")
    QTest.keyClick(page.line.day, Qt.Key.Key_Return)
    write(page.line.number, "あるが")
    assert "有賀 武" in page.line.below[1].text()
    assert "有賀 陽子" in page.line.below[1].text()
    QTest.keyClick(page.line.number, Qt.Key.Key_Return)
    assert page.line.number.hasFocus()
    assert "何人か" in page.alarm.text()


def test_a_row_is_mended_and_taken_out_by_keys_and_everything_of_the_person_judged_anew(grid):
    _desk, window, page, _host = grid
    type_row(page, "2", "1", "4", "120")
    type_row(page, "2", "1", "4", "1300-1400")
    assert page.table.shown()[1].found == ("over_daily_cap",)
    QTest.keyClick(page.line.day, Qt.Key.Key_Up)
    assert page.table.hasFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Up)
    QTest.keyClick(page.table, Qt.Key.Key_F2)
    assert page.line.day.hasFocus()
    page.line.time.setText("60")
    page.line.time.onward.emit()
    assert [one.found for one in page.table.shown()] == [(), ()]
    page.table.point_at_row(0)
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    assert len(page.rows) == 1
    assert window.toast.take_back()
    assert [row.minutes for row in page.rows] == [60, 60]


def test_a_draft_outlives_the_window_and_goes_when_the_sheet_is_booked(grid):
    desk, window, page, host = grid
    type_row(page, "2", "1", "4", "60")
    page.keep()
    assert (
        desk.read(drafts.find, "points_sheet", entry_draft.key(host, page.bench.month), by=STAFF)
        is not None
    )
    page.rows, page._changed = [], False  # as after a crash: nothing in the window
    window.go("people")
    window.go("points_sheets", f"{host}:2026-04")
    assert [row.number for row in page.rows] == ["0001"]
    page.book.click()
    assert (
        desk.read(drafts.find, "points_sheet", entry_draft.key(host, page.bench.month), by=STAFF)
        is None
    )


def test_a_month_without_help_is_booked_and_what_is_in_can_be_taken_back(grid):
    desk, window, page, _host = grid
    assert page.nothing.isEnabled()
    assert not page.book.isEnabled()
    page.nothing.click()
    (one,) = desk.read(sheet_intake.imports)
    assert (one.files[0][1], one.taken_back) == (0, False)
    assert window.toast.take_back()
    assert desk.read(sheet_intake.imports)[0].taken_back
