"""同じ人かもしれない組: answered by keys; two records joined field by field, and parted again."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.style.scale import scale
from sessions import expecting, likeness, people
from sessions.likeness import Answer
from sessions.people import PersonDetails
from tests.desktop.gathering_town import answer, found, plan
from tests.town import STAFF

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

HATSUE = PersonDetails(
    "髙橋　ハツヱ", kana="たかはし　はつえ", birth=date(1940, 7, 12), address="伊那市富県23850番地8",
    phones=(("0265-94-8178", "0265948178"),), note="夕方に",
)  # fmt: skip
AGAIN = PersonDetails(
    "高橋　ハツエ", kana="たかはし　はつえ", birth=date(1940, 7, 12), address="富県23850-8",
    phones=(("0265-94-8178", "0265948178"), ("090-1234-5678", "09012345678")),
    former_name="伊東", note="朝に",
)  # fmt: skip


def do(desk, verb, *args, **facts):
    return desk.change(verb, *args, **facts, at=desk.now(), by=STAFF)


def two(desk):
    return do(desk, people.enrol, HATSUE), do(desk, people.enrol, AGAIN)


def opened(house):
    desk, window = house
    pair = two(desk)
    window.go("doubles")
    page = window.shown
    page.search.click()
    return desk, window, page, pair


def test_looking_through_the_register_finds_the_pair_with_its_reasons(house):
    _desk, window, page, _pair = opened(house)
    assert window.toast.accessibleName() == "新しい組が 1組 見つかりました"
    (shown,) = page.table.shown()
    assert shown.points > 100
    assert "生年月日" in page.why.text()
    assert page.heading_note() == "1組"


def test_different_people_are_remembered_and_asked_again_when_wanted(house, qtbot):
    desk, _window, page, pair = opened(house)
    QTest.keyClick(page.table, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: desk.read(likeness.answers)[pair] is Answer.DIFFERENT)
    assert page.table.shown() == []
    page.search.click()
    assert page.table.shown() == []
    page.parts.chosen.emit(Answer.DIFFERENT.value)
    assert len(page.table.shown()) == 1
    page.again.click()
    assert desk.read(likeness.answers)[pair] is Answer.OPEN


def test_one_record_is_put_together_field_by_field(house, qtbot):
    desk, window, page, (one, other) = opened(house)
    QTest.keyClick(page.table, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: window.shown.name == "merge")
    merge = window.shown
    assert {name: ring.value() for name, ring in merge.choices.items()} == {
        "name": "one", "former_name": "other", "address": "one", "phones": "both", "note": "both",
    }  # fmt: skip
    assert "090-1234-5678" in merge.result.text()
    merge.choices["name"].set_value("other")
    merge.choices["name"].chosen.emit("other")
    assert "高橋 ハツエ" in merge.result.text()
    merge.go.click()
    assert window.shown.name == "doubles"
    now = desk.read(people.get, one)
    assert (now.name, now.former_name, now.note) == ("高橋　ハツエ", "伊東", "夕方に\n朝に")
    assert [written for written, _digits in now.phones] == ["0265-94-8178", "090-1234-5678"]
    assert desk.read(people.get, other).merged_into == one


def test_the_other_entry_can_be_the_one_that_stays(house):
    desk, window, page, (one, other) = opened(house)
    page.same.click()
    window.shown.swap.click()
    window.shown.go.click()
    assert desk.read(people.get, one).merged_into == other


def test_what_comes_along_is_counted(house):
    desk, window, page, (_one, other) = opened(house)
    meeting = plan(desk, found(desk).id)
    do(desk, expecting.expect_people, meeting, [other])
    page.same.click()
    assert "会議の名簿 1回" in window.shown.moves.text()


def test_many_pairs_are_answered_at_once_but_never_unasked(house):
    desk, _window, page, _pair = opened(house)
    for name in ("牧田　和弘", "伊藤　誠"):
        for _time in range(2):
            do(desk, people.enrol, PersonDetails(name, kana="まきた　かずひろ", birth=date(1950, 5, 1),
                                                 address=f"伊那市{name[0]}1"))  # fmt: skip
    page.search.click()
    assert len(page.table.shown()) == 3
    page.table.set_ticked({page.table.records.key(row) for row in page.table.shown()})
    assert page.same.words == "同じ方です 3 組"
    answer(lambda dialog: dialog.by_value["stop"].click())
    page.same.click()
    assert len(desk.read(likeness.open_pairs)) == 3
    answer(lambda dialog: dialog.by_value["go"].click())
    page.same.click()
    assert desk.read(likeness.open_pairs) == []


def test_parting_says_first_what_stays_where(house):
    desk, window, page, (one, other) = opened(house)
    page.same.click()
    window.shown.go.click()
    view = desk.read(people.get, one)
    new = people.details(view)
    do(desk, people.correct, one, PersonDetails(**{**new.__dict__, "note": "電話は昼に"}),
       version=view.version)  # fmt: skip
    window.go("person", one)
    heard = []

    def go(dialog):
        heard.append(dialog.findChildren(type(page.why)))
        dialog.by_value["go"].click()

    answer(go)
    window.shown.comparing.part(one, other, "髙橋　ハツヱ")
    words = "\n".join(label.text() for label in heard[0])
    assert "メモ" in words
    assert "旧姓・電話" in words or ("旧姓" in words and "電話" in words)
    now = desk.read(people.get, one)
    assert (now.note, now.former_name) == ("電話は昼に", "")
    assert desk.read(people.get, other).merged_into is None


@pytest.mark.parametrize("step", [1.0, 1.5])
@pytest.mark.parametrize("place", ["doubles", "merge"])
def test_the_pages_hold_at_every_size(house, place, step):
    desk, window = house
    one, other = two(desk)
    do(desk, likeness.look_through)
    window.go(place, f"{one}:{other}" if place == "merge" else "")
    window.resize(1366, 728)
    scale.set_factor(step)
    area = window.shown.area
    assert area.widget().minimumSizeHint().width() <= area.viewport().width()
