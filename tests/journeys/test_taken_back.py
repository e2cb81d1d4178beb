"""A wrong list brought in and taken back from 元に戻す; two records joined, used, and parted."""

from datetime import date, timedelta
from itertools import count
from pathlib import Path

import pytest

from desktop.intake.work import KINDS
from sessions import arrivals, attendance, expecting, holding, likeness, people, rosters
from sessions.door_log import Way
from sessions.intake import imports
from sessions.intake.reading import read_files
from sessions.people import PersonDetails
from tests.desktop.gathering_town import answer, found, plan, standing
from tests.town import NOW, STAFF

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

DATA = Path(__file__).parents[1] / "data"
HATSUE = PersonDetails(
    "髙橋　ハツヱ", kana="たかはし　はつえ", birth=date(1940, 7, 12), address="富県23850-8"
)
AGAIN = PersonDetails(
    "高橋　ハツエ", kana="たかはし　はつえ", birth=date(1940, 7, 12), former_name="伊東"
)


@pytest.fixture
def house(office, qtbot):
    seconds = count()
    with standing(office, qtbot, clock=lambda: NOW + timedelta(seconds=next(seconds))) as both:
        yield both


def do(desk, verb, *args, **facts):
    return desk.change(verb, *args, **facts, at=desk.now(), by=STAFF)


def come(desk, body, day, person):
    meeting = plan(desk, body, held_on=date(2026, 6, day))
    do(desk, expecting.expect_people, meeting, [person])
    do(desk, holding.open_meeting, meeting)
    line = desk.read(rosters.line_of, meeting, person)
    do(desk, arrivals.arrive, meeting, line, way=Way.NAME)


def came(desk, person):
    return len(desk.read(attendance.history, person))


def test_a_wrong_list_is_taken_back_from_the_page(house, qtbot):
    desk, window = house
    kept = do(desk, people.enrol, HATSUE)
    supporters = next(kind for kind in KINDS if kind.name == "supporters")
    reading = read_files(supporters, [DATA / "いきいきサポーター登録者.csv"])
    do(desk, imports.bring_in, reading)
    assert desk.read(people.listing).total > 50
    window.go("people")
    window.take_back()  # Ctrl Z on any page
    page = window.shown
    qtbot.waitUntil(lambda: page.table.current() is not None)
    assert "いきいきサポーター登録者.csv" in page.deed.text()
    assert "取り除き" in page.words.text()
    answer(lambda dialog: dialog.by_value["go"].click())
    page.take.click()
    assert [row.id for row in desk.read(people.listing).rows] == [kept]
    assert page.table.current().prospect.hindrance is not None


def test_two_records_are_joined_used_and_parted_again(house):
    desk, window = house
    one, other = do(desk, people.enrol, HATSUE), do(desk, people.enrol, AGAIN)
    body = found(desk).id
    come(desk, body, 1, one)
    come(desk, body, 2, other)
    window.go("doubles")
    window.shown.search.click()
    window.shown.same.click()
    window.shown.go.click()
    assert came(desk, one) == 2
    come(desk, body, 3, one)
    view = desk.read(people.get, one)
    later = PersonDetails(**{**people.details(view).__dict__, "note": "夕方に"})
    do(desk, people.correct, one, later, version=view.version)
    window.go("undo")
    page = window.shown
    rows = page.table.shown()
    joining = next(row for row in rows if "ふたつの記録" in row.prospect.words)
    page.table.point_at(joining.key)
    assert "メモ" in page.left.text()
    answer(lambda dialog: dialog.by_value["go"].click())
    page.take.click()
    assert [came(desk, each) for each in (one, other)] == [2, 1]
    first, second = (people.details(desk.read(people.get, each)) for each in (one, other))
    assert (first.note, first.former_name) == ("夕方に", "")
    assert second == AGAIN
    assert desk.read(likeness.open_pairs)
