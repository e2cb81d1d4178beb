"""記録をさかのぼる on the screen: a day chosen, what differs marked, before and after in words."""

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.parts.status import StatusMark
from sessions import people, withholding
from sessions.suppression import Reason
from tests.desktop.gathering_town import WHO, standing
from tests.desktop.test_people import words_of
from tests.desktop.test_person import HATSUE
from tests.town import NOW, STAFF

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def past(office, qtbot):
    with standing(office, qtbot) as (desk, window):
        long_ago = {"at": NOW - timedelta(days=30), "by": STAFF}
        person = desk.change(people.enrol, HATSUE, **long_ago)
        moved = replace(HATSUE, address="伊那市美篶1番地", hide_name=True)
        desk.change(people.correct, person, moved, version=1, **WHO)
        window.go("person", person)
        window.shown.past.click()
        yield desk, window.shown, person


def write(page, day):
    page.day.line.setText(day)
    page.day.read()


def test_a_day_of_the_past_shows_what_stood_then_and_marks_what_differs(past):
    _desk, page, _person = past
    write(page, "R8.5.1")
    stood = {one.label: one for one in page.stood}
    assert stood["住所"].then == "伊那市高遠町西高遠810番地5"
    assert {label for label, one in stood.items() if one.differs} == {"住所", "名前を出さない"}
    assert "伊那市高遠町西高遠810番地5\n今は：伊那市美篶1番地" in words_of(page)
    assert len(page._rows.findChildren(StatusMark)) >= 2
    write(page, "R8.5.19")
    assert not [one for one in page.stood if one.differs]


def test_before_the_entry_the_page_says_that_nobody_was_there(past):
    _desk, page, _person = past
    write(page, "R8.4.1")
    assert page.said.text == "この日は、まだ 名簿に ありませんでした。"
    assert page.stood == []


def test_every_change_stands_with_before_and_after_in_words(past):
    _desk, page, _person = past
    rows = {row.what: row for row in page.table.shown()}
    assert (rows["住所"].before, rows["住所"].after) == (
        "伊那市高遠町西高遠810番地5", "伊那市美篶1番地",
    )  # fmt: skip
    assert (rows["名前を出さない"].before, rows["名前を出さない"].after) == ("いいえ", "はい")
    (entry,) = [row for row in rows.values() if "登録" in row.what]
    assert entry.after == "髙橋 ハツヱ"


def test_a_protected_address_is_not_found_in_the_past(past):
    desk, page, person = past
    desk.change(
        withholding.withhold, person, Reason.PROTECTED, since=NOW.date(), why="市から", **WHO
    )
    page.refresh()
    write(page, "R8.5.1")
    shown = " ".join(
        (*words_of(page), *(f"{row.before} {row.after}" for row in page.table.shown()))
    )
    for secret in ("高遠", "美篶", "0265"):
        assert secret not in shown
