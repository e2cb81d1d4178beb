"""記録: lines as sentences, filtered, read page by page, checked by the number on a sheet."""

import csv

import pytest
from PySide6.QtCore import Qt

from desktop.assembly import House
from resources import calendar, journal, knocks, watermark
from resources.database import Office
from resources.records import new_id
from sessions import anchors, chronicle, people, staff, watching
from sessions.person_entry import PersonDetails
from tests.desktop.start_town import *  # noqa: F403 -- fixtures
from tests.desktop.start_town import second, sign_in
from tests.journeys.machine import Clock
from tests.town import NOW, PASSPHRASE


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def house(qtbot, folder, clock):
    made = House(folder, clock=clock)
    yield made
    made.leave()


@pytest.fixture
def window(qtbot, house):
    return sign_in(qtbot, house)


@pytest.fixture
def page(window):
    window.go("journal")
    return window.page("journal")


def act(window, verb, *given, **more):
    desk = window.desk
    return desk.change(verb, *given, **more, at=desk.now(), by=desk.staff_id)


def sentences(page):
    return [one.what for one in page.table.shown()]


def seek(qtbot, page, text):
    page.filters.text.setText(text)
    qtbot.waitUntil(lambda: not page._rest.isActive(), timeout=5000)


def test_a_correction_is_a_sentence_with_before_and_after_and_leads_to_the_person(qtbot, window):
    who = act(window, people.enrol, PersonDetails(name="春日　とみ子", district="手良"))
    act(window, people.correct, who, PersonDetails(name="春日　とみ子", district="富県"), version=1)
    window.go("journal")
    page = window.page("journal")
    assert sentences(page)[:2] == [
        "この記録を 見ました。",
        "春日 とみ子さんの 登録を 直しました。",
    ]
    page.table.point_at_row(1)
    shown = page.table.current()
    assert shown.who == "唐澤　みどり"
    assert shown.more == "地区 手良 → 富県"
    assert page.facts._words[0].text() == "手良 → 富県"
    qtbot.mouseClick(page.jump, Qt.MouseButton.LeftButton)
    assert (window.shown.name, window.shown.subject) == ("person", who)


def test_words_find_people_by_name_and_deeds_by_what_they_are_called(qtbot, window, page):
    act(window, people.enrol, PersonDetails(name="春日　とみ子", kana="かすが　とみこ"))
    act(window, people.enrol, PersonDetails(name="有賀　武"))
    seek(qtbot, page, "かすが")
    assert sentences(page) == ["春日 とみ子さんを 名簿に のせました。"]
    seek(qtbot, page, "武")
    assert sentences(page) == ["有賀 武さんを 名簿に のせました。"]
    seek(qtbot, page, "見た")
    assert sentences(page) == ["この記録を 見ました。"]
    seek(qtbot, page, "だれもいない")
    assert sentences(page) == []
    seek(qtbot, page, "")
    assert len(sentences(page)) > 3


def test_who_and_when_filter_the_list(qtbot, window, page, clock):
    clock.go_on(days=70)
    act(window, people.enrol, PersonDetails(name="有賀　武"))
    page.filters.when.set_value("month")
    page.filters.when.chosen.emit("month")
    page.refresh()
    assert sentences(page)[-1] == "有賀 武さんを 名簿に のせました。"
    page.filters.when.set_value("before")
    page.refresh()
    assert sentences(page) == []
    page.filters.when.set_value("days")
    page.filters.when.chosen.emit("days")
    assert page.filters.since.isVisible()
    page.filters.since.set_day(calendar.day_of(NOW))
    page.filters.until.set_day(calendar.day_of(NOW))
    page.refresh()
    assert "有賀 武さんを 名簿に のせました。" not in sentences(page)
    assert sentences(page)


def test_one_object_alone_and_back_by_escape(qtbot, window, page):
    who = act(window, people.enrol, PersonDetails(name="春日　とみ子"))
    act(window, people.enrol, PersonDetails(name="有賀　武"))
    page.open_at(f"object:{who}")
    page.refresh()
    assert sentences(page) == ["春日 とみ子さんを 名簿に のせました。"]
    assert page.filters.everything.isVisible()
    assert page.step_back()
    assert len(sentences(page)) > 2
    assert not page.step_back()


def test_a_long_journal_is_read_as_the_list_is_walked(qtbot, window, page):
    def many(db, **who):
        for _number in range(250):
            journal.write(db, "correct", "person", new_id(), **who)

    act(window, many)
    page.refresh()
    assert len(page.table.shown()) == chronicle.PAGE
    rows = page.table.records
    seen = 0
    while rows.canFetchMore(rows.index(-1, -1)):
        rows.fetchMore(rows.index(-1, -1))
        seen += 1
        assert seen < 10
    lines = [one.line.seq for one in page.table.shown()]
    assert lines == list(range(max(lines), 0, -1))


def test_it_is_saved_as_a_list_and_says_so_in_itself(qtbot, window, page, tmp_path):
    act(window, people.enrol, PersonDetails(name="=春日　とみ子"))
    page.refresh()
    page.write(tmp_path / "記録.csv")
    qtbot.waitUntil(page.save.isEnabled, timeout=20_000)
    with (tmp_path / "記録.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0][0] == "行"
    assert any("とみ子" in row[3] for row in rows)
    page.refresh()
    assert sentences(page)[0] == "この記録を 一覧に 書き出しました。"


def test_the_number_of_a_sheet_is_checked(qtbot, window, page):
    given = act(window, anchors.issue)
    page.check.number.setText(anchors.shown(given.code).lower())
    qtbot.mouseClick(page.check.go, Qt.MouseButton.LeftButton)
    assert f"{given.seq}行目" in page.check.words.text()
    page.check.number.setText("0" * 20)
    qtbot.mouseClick(page.check.go, Qt.MouseButton.LeftButton)
    assert "どこにも ありません" in page.check.field.error
    assert page.check.mark.isHidden()


def test_the_monthly_sheet_gives_its_number_out_once(qtbot, window, page, clock):
    qtbot.mouseClick(page.sheet, Qt.MouseButton.LeftButton)
    preview = window.page("preview")
    qtbot.waitUntil(lambda: preview.drawn is not None, timeout=30_000)
    known = window.desk.read(anchors.marks)
    assert len(known) == 1
    preview.choices.changed.emit()
    qtbot.waitUntil(lambda: not window.desk.busy, timeout=30_000)
    assert window.desk.read(anchors.marks) == known


def test_opening_a_person_and_a_long_search_are_told(qtbot, window):
    ids = [
        act(window, people.enrol, PersonDetails(name=f"髙橋　{number}", kana="たかはし"))
        for number in range(21)
    ]
    window.go("person", ids[0])

    def told(word):
        return [line for line in window.desk.read(journal.recent) if line.act == word]

    qtbot.waitUntil(lambda: told("look") != [], timeout=5000)
    assert told("look")[0].object_id == ids[0]
    window.go("people")
    page = window.page("people")
    page.list.field.setText("たか")
    page.looking._rest.timeout.emit()
    (line,) = told("search")
    assert (line.after, line.object_id) == ({"count": 21}, watching.NOBODY)


def test_what_was_typed_in_vain_comes_into_the_journal_at_the_next_opening(qtbot, house, folder):
    house.open()
    panel = house.way_in.frame.panels.currentWidget()
    for _again in range(2):
        panel.passphrase.setText("ちがう ことば")
        panel.try_to_open()
        qtbot.waitUntil(panel.open.isEnabled, timeout=20_000)
    assert len(knocks.waiting(folder)) == 2
    panel.passphrase.setText(PASSPHRASE)
    panel.try_to_open()
    qtbot.waitUntil(lambda: house.window is not None, timeout=30_000)
    (line,) = [one for one in house.desk.read(journal.recent) if one.act == "sign_in_failed"]
    assert line.after["count"] == 2
    assert knocks.waiting(folder) == []
    house.window.go("journal")
    assert "合言葉が 2回 まちがって 打たれました。" in sentences(house.window.page("journal"))


def test_acts_that_are_missing_are_told_at_once(qtbot, house, folder, template):
    second(folder, template[1])
    office = Office.open(folder, template[1])
    with office.read() as db:
        chain = journal.verify(db)
    office.close()
    mark = watermark.Watermark(folder)
    mark.rise(chain.lines + 3, "f" * 64)
    mark.close()
    house.open()
    panel = house.way_in.frame.panels.currentWidget()
    panel.passphrase.setText(PASSPHRASE)
    panel.try_to_open()
    qtbot.waitUntil(
        lambda: hasattr(house.way_in.frame.panels.currentWidget(), "people"), timeout=20_000
    )
    house.way_in.frame.panels.currentWidget().people[0].click()
    qtbot.waitUntil(lambda: house.window is not None, timeout=30_000)
    (message,) = house.window.messages.shown()
    assert "3件が ありません" in message.text
    with house.desk.office.read() as db:
        assert journal.recent(db, 1)[0].act == "missing"
    assert len(house.desk.read(staff.names)) == 2
