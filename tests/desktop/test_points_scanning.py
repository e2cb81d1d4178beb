"""Cards and hosts scanned at the desk: any order, IME on or off, the same visit never twice."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.points.scan_dialog import ScanDialog
from programs.points import activities, balances, host_codes
from programs.points.activities import Source
from sessions import passes
from tests.desktop.counter_town import TODAY, WHO, YEAR, PointsTown
from tests.desktop.gathering_town import standing

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def scanning(office, qtbot):
    with standing(office, qtbot) as (desk, window):
        town = PointsTown(desk)
        who = town.people["0001"]
        desk.change(passes.issue_cards, [who], **WHO)
        town.code = desk.read(passes.personal_codes, [who])[who]
        dialog = ScanDialog(desk, YEAR, parent=window)
        dialog.show()
        qtbot.waitUntil(dialog.isVisible)
        yield town, dialog
        dialog.reject()


def scan(dialog, code):
    dialog.line.setFocus()
    for letter in code:
        QTest.keyClick(dialog.line, letter)
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)


def test_card_and_host_in_any_order_enter_one_activity_of_the_day(scanning):
    town, dialog = scanning
    assert not dialog.go.isEnabled()
    scan(dialog, host_codes.code_of(town.hosts[0]))
    assert dialog.host.number == "1"
    scan(dialog, town.code)
    assert dialog.line.text() == ""
    assert dialog.said.text() == "＋1 個（あわせて 1 個になります）"
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.entered == 1
    assert dialog.said.text() == "春日　とみ子：1 個になりました"
    with town.desk.office.read() as db:
        (row,) = db.execute(activities.TABLE.select()).all()
    assert (row.source, row.day, row.minutes, row.host_id) == (
        Source.SCAN, TODAY, 60, town.hosts[0],
    )  # fmt: skip


def test_the_same_card_at_the_same_host_again_adds_nothing_and_says_so(scanning):
    town, dialog = scanning
    dialog.take(host_codes.code_of(town.hosts[0]))
    for _time in range(2):
        dialog.take(town.code)
        dialog.enter()
    dialog.take(town.code)
    assert dialog.said.text() == "数に入りません"
    (one,) = town.desk.read(balances.of_year, YEAR, ["0001"])
    assert (one.activities, one.counted) == (1, 1)


def test_numbers_may_be_typed_and_what_is_unknown_is_said(scanning):
    _town, dialog = scanning
    dialog.line.setText("h2")
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    assert dialog.host.name == "地域食堂　夕やけ"
    dialog.line.setText("３")
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    assert dialog.member.number == "0003"
    dialog.line.setText("7777")
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    assert dialog.member is None
    assert "いません" in dialog.said.text()
