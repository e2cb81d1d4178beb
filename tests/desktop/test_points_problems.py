"""たしかめる活動: what does not count, with what to do; answered, judged again, taken back."""

from datetime import date

import pytest

from desktop.pages import today_sheets
from programs.points import balances, sheet_keying
from programs.points.sheet_keying import Row
from tests.desktop.gathering_town import answer
from tests.desktop.points_town import WHO, YEAR, begin
from tests.town import NOW

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


def test_an_unknown_number_is_given_to_its_person_and_taken_back(house):
    desk, window = house
    (host, _other), _people = begin(desk)
    rows = [Row(2, "0901", 60), Row(3, "0002", 30)]
    desk.change(sheet_keying.book, host, date(2026, 4, 1), rows, received=date(2026, 5, 7), **WHO)
    window.go("points_problems")
    page = window.shown
    (one,) = page.table.shown()
    assert (one.kind, page.act.text() or page.act.accessibleName()) != ("", "")
    assert "名前" in page.advice.text()

    def whose(dialog):
        dialog.line.setText("かすが")
        assert "春日 とみ子" in dialog.shown.text()
        dialog.enter()
        assert dialog.why_field.error
        dialog.why.setText("機関に確かめた")
        dialog.enter()

    answer(whose)
    page.act.click()
    assert page.table.shown() == []
    assert desk.read(balances.of_year, YEAR, ["0001"])[0].counted == 1
    assert window.toast.take_back()
    assert desk.read(balances.of_year, YEAR, ["0001"])[0].counted == 0
    page.parts.set_value("notes")
    page._filter()
    assert [one.kind for one in page.table.shown()] == ["below_one_stamp"]
    assert page.act.isHidden()
    page.sheet.click()
    assert (window.shown.name, window.shown.month.value()) == ("points_sheets", "2026-04")


def test_today_says_which_sheets_are_late_and_until_when_they_were_due(house):
    desk, _window = house
    (host, _other), _people = begin(desk)
    assert today_sheets.matters(desk, NOW) == []  # an office that never had a sheet
    desk.change(sheet_keying.book, host, date(2026, 4, 1), [], received=date(2026, 5, 7), **WHO)
    (one,) = today_sheets.matters(desk, NOW)
    assert (one.place, one.subject) == ("points_hosts", "missing")
    assert "1か所" in one.detail
    assert "令和8年5月7日" in one.detail
