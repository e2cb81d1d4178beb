"""受入機関: the list with what is in and missing, one host, its decision, its change, its papers."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.points.host_decision import NO, Decision
from desktop.points.host_form import HostForm
from programs.points import hosts, sheet_keying
from programs.points.hosts import State
from programs.points.sheet_keying import Row
from tests.desktop.gathering_town import answer
from tests.desktop.points_town import WHO, begin

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


def booked(desk, host):
    """Book the sheet of April, which was due on 7 May."""
    rows = [Row(2, "0001", 60), Row(3, "0002", 90)]
    desk.change(sheet_keying.book, host, date(2026, 4, 1), rows, received=date(2026, 5, 7), **WHO)


def test_the_list_tells_what_is_in_and_leads_to_the_missing_month(house):
    desk, window = house
    (host, other), _people = begin(desk)
    booked(desk, host)
    window.go("points_hosts", "missing")
    page = window.shown
    assert [one.host.id for one in page.table.shown()] == [other]
    assert "1か所" in page.late.text
    page.key_in.click()
    assert window.shown.name == "points_sheets"
    assert (window.shown.host.value(), window.shown.month.value()) == (other, "2026-04")
    window.go("points_hosts")
    page.parts.chosen.emit("all")
    page.parts.set_value("all")
    page._filter()
    assert len(page.table.shown()) == 2
    page.late.message.button.click()
    assert window.shown.name == "preview"


def test_a_host_shows_its_months_and_who_helped_and_ends_with_a_reason(house):
    desk, window = house
    (host, _other), _people = begin(desk)
    booked(desk, host)
    window.go("points_host", host)
    page = window.shown
    assert [one.number for one in page.helpers.shown()] == ["0002", "0001"]
    assert [one.sheets for one in page.months.shown()] == [0, 1]
    assert page.decide.isHidden()
    answer(lambda dialog: (dialog.line.setText("閉所のため"), dialog.go.click()))
    page.leave.click()
    assert desk.read(hosts.get, host).ended == date(2026, 5, 19)
    assert page.leave.isHidden()


def test_an_application_is_taken_and_designated_or_turned_down_with_its_reason(house):
    desk, window = house
    begin(desk)
    window.go("points_hosts")

    def fill(dialog):
        dialog.texts["name"].setText("デイサービス ひなた")
        name, counts = dialog.capacity.lines[0]
        name.setText("話し相手")
        counts[1].setText("２")
        QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    answer(fill)
    window.shown.new.click()
    page = window.shown
    assert page.name == "points_host"
    one = desk.read(hosts.get, page.subject)
    assert (one.number, one.capacity) == ("3", "話し相手\t0 2 0 0 0 0 0")
    assert one.state(date(2026, 5, 19)) is State.APPLIED
    assert not page.paper_buttons["notice"].isEnabled()
    decision = Decision(desk, one, window)
    decision.way.set_value(NO)
    decision.keep()
    assert decision.said.text
    decision.line.setText("対象外")
    decision.keep()
    assert desk.read(hosts.get, one.id).state(date(2026, 5, 19)) is State.REFUSED
    answer(lambda dialog: dialog.go.click())
    page.decide.click()
    assert desk.read(hosts.get, one.id).designated == date(2026, 6, 1)
    page.paper_buttons["notice"].click()
    assert window.shown.name == "preview"


def test_a_change_that_takes_the_name_of_another_host_is_told_in_the_form(house):
    desk, window = house
    (host, _other), _people = begin(desk)
    form = HostForm(
        desk, "変更", hosts.details(desk.read(hosts.get, host)),
        lambda made: desk.change(hosts.correct, host, made.details(), version=1, **WHO), parent=window,
    )  # fmt: skip
    form.texts["name"].setText("地域食堂 夕やけ")
    form.keep()
    assert "2" in form.said.text
    assert form.made == ""


def test_a_host_that_is_designated_already_is_entered_as_one(house):
    desk, window = house
    begin(desk)
    window.go("points_hosts")
    answer(lambda dialog: (dialog.texts["name"].setText("ケアハウス いちい"), dialog.go.click()))
    window.shown.known.click()
    one = desk.read(hosts.get, window.shown.subject)
    assert one.state(date(2026, 5, 19)) is State.DESIGNATED
    assert one.designated == date(2026, 5, 19)
