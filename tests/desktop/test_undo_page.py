"""元に戻す: Ctrl Z shows the last act and what would be undone; it is asked, done, done again."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.style.scale import scale
from sessions import people, print_runs
from sessions.person_entry import PersonDetails
from tests.desktop.gathering_town import answer
from tests.town import STAFF

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

MAKITA = PersonDetails("牧田　和弘", kana="まきた　かずひろ", district="伊那")


def do(desk, verb, *args, **facts):
    return desk.change(verb, *args, **facts, at=desk.now(), by=STAFF)


def corrected(desk):
    """Enter somebody and correct them twice; the second time the district only."""
    person = do(desk, people.enrol, MAKITA)
    new = replace(MAKITA, district="高遠町", note="夕方に")
    do(desk, people.correct, person, new, version=1)
    do(desk, people.correct, person, replace(new, note="朝に"), version=2)
    return person


def press(window, key, with_=Qt.KeyboardModifier.ControlModifier):
    QTest.keyClick(window, key, with_)


def test_ctrl_z_on_any_page_says_what_would_be_undone(house):
    desk, window = house
    person = corrected(desk)
    for place, subject in (("people", ""), ("person", person), ("meetings", ""), ("print", "")):
        window.go(place, subject)
        press(window, Qt.Key.Key_Z)
        page = window.shown
        assert page.name == "undo"
        assert page.deed.text().startswith("牧田 和弘")
        assert page.words.text() == "メモを「朝に」から「夕方に」に戻します。"


def test_it_is_asked_done_and_done_again(house, qtbot):
    desk, window = house
    person = corrected(desk)
    press(window, Qt.Key.Key_Z)
    page = window.shown
    qtbot.waitUntil(lambda: page.table.current() is not None)
    asked = []

    def leave(dialog):
        asked.append(dialog.windowTitle())
        dialog.reject()

    answer(leave)
    page.take.click()
    assert desk.read(people.get, person).note == "朝に"
    answer(lambda dialog: dialog.by_value["go"].click())
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert asked == ["元に戻しますか"]
    assert desk.read(people.get, person).note == "夕方に"
    assert window.toast.accessibleName() == "元に戻しました"
    window.take_back()  # while the toast stands
    assert desk.read(people.get, person).note == "朝に"


def test_what_was_changed_later_stays_and_is_named(house):
    desk, window = house
    person = corrected(desk)
    window.go("undo")
    page = window.shown
    page.table.point_at_row(1)
    assert page.left.text() == "あとで直したメモは、直したまま残ります。"
    answer(lambda dialog: dialog.by_value["go"].click())
    page.take.click()
    now = desk.read(people.get, person)
    assert (now.district, now.note) == ("伊那", "朝に")
    assert [one.prospect.again for one in page.table.shown()][:2] == [True, False]
    assert [bool(one.prospect.hindrance) for one in page.table.shown()] == [
        False, False, True, True,
    ]  # fmt: skip


def test_what_cannot_be_taken_back_says_why_and_what_to_do(house):
    desk, window = house
    do(desk, print_runs.begin, "cards", sheets=2)
    window.go("undo")
    page = window.shown
    assert page.why.text() == "印刷した紙は 元に戻せません。"
    assert "処分" in page.advice.text()
    assert not page.take.isEnabled()
    assert not page.press_primary()


def test_the_button_of_the_top_bar_leads_here_and_the_page_holds_at_large_letters(house):
    desk, window = house
    corrected(desk)
    window.top.undo.click()
    page = window.shown
    assert page.name == "undo"
    window.resize(1366, 728)
    scale.set_factor(1.5)
    assert page.area.widget().minimumSizeHint().width() <= page.area.viewport().width()


def test_an_empty_office_has_nothing_to_take_back(house):
    _desk, window = house
    window.go("undo")
    assert window.shown.table.shown() == []
    assert not window.shown.take.isEnabled()
