"""出席: who came, who is missing, who a walk-in is, and the paper list keyed in afterwards."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sessions import arrivals, attendance, door, holding, people, rosters
from sessions.door_log import Way
from tests.desktop.gathering_town import (
    PEOPLE,
    WHO,
    answer,
    enrol,
    expect,
    found,
    plan,
    standing,
    write,
)
from tests.town import NOW

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def evening(office, qtbot):
    """An open meeting of eighteen, four of whom came, and two walk-ins."""
    with standing(office, qtbot) as (desk, window):
        body = found(desk)
        ids = enrol(desk)
        meeting = plan(desk, body.id)
        lines = expect(desk, meeting, ids)
        desk.change(holding.open_meeting, meeting, **WHO)
        for line in lines[:4]:
            desk.change(arrivals.arrive, meeting, line, way=Way.SCANNER, **WHO)
        for kana in ("たかみ　せいいち", "ひらさわ　あおい"):
            desk.change(door.walk_in, meeting, name_kana=kana, district="伊那", **WHO)
        window.go("meeting", f"{meeting}/attendance")
        yield desk, window, window.shown.sections["attendance"], meeting, ids, lines


def choose(section, view):
    section.view.set_value(view)
    section.view.chosen.emit(view)


def here(desk, meeting):
    return {row.expected_id: row for row in desk.read(attendance.present, meeting)}


def test_those_who_came_stand_with_time_and_way(evening):
    _desk, _window, section, *_rest = evening
    assert len(section.table.shown()) == 6
    row = next(row for row in section.table.shown() if row.name == "有賀 武")
    assert (row.arrived, row.how, row.chip[1]) == ("10:30", "スキャナー", "受付ずみ")
    assert "実人数 6人" in section.numbers.text()
    assert "延べ人数 6人" in section.numbers.text()
    choose(section, "missing")
    assert len(section.table.shown()) == len(PEOPLE) - 4


def test_leaving_and_coming_back_by_keys(evening):
    desk, window, section, meeting, _ids, lines = evening
    section.table.point_at(lines[0])
    QTest.keyClick(section.table, Qt.Key.Key_1)
    assert here(desk, meeting)[lines[0]].left == NOW
    assert section.table.current().expected_id == lines[0]
    QTest.keyClick(section.table, Qt.Key.Key_2)
    assert here(desk, meeting)[lines[0]].left is None
    window.take_back()
    assert here(desk, meeting)[lines[0]].left == NOW


def test_an_arrival_is_taken_back_and_brought_back_at_its_old_time(evening):
    desk, window, section, meeting, _ids, lines = evening
    section.table.point_at(lines[0])
    QTest.keyClick(section.table, Qt.Key.Key_Delete)
    assert lines[0] not in here(desk, meeting)
    window.take_back()
    assert here(desk, meeting)[lines[0]].arrived == NOW


def test_somebody_missing_was_here_after_all(evening):
    desk, window, section, meeting, _ids, lines = evening
    choose(section, "missing")
    section.table.point_at(lines[9])
    QTest.keyClick(section.table, Qt.Key.Key_1)
    assert here(desk, meeting)[lines[9]].way is Way.PAPER
    window.take_back()
    assert lines[9] not in here(desk, meeting)


def test_nobody_is_matched_with_a_person_who_stands_on_another_line(evening):
    desk, _window, section, meeting, ids, lines = evening
    desk.change(_take_off, meeting, lines[10])
    assert section.waiting.text
    section.waiting.message.button.click()
    assert [row.name for row in section.table.shown()] == ["たかみ せいいち", "ひらさわ あおい"]
    line = section.table.current().expected_id

    def same(dialog):
        assert [one.person.name for one in dialog.table.shown()] == ["高見　清一"]
        write(dialog.search, "網野")
        assert dialog.table.current().person.id == ids[10]
        dialog.same.click()

    answer(same)
    QTest.keyClick(section.table, Qt.Key.Key_Return)
    # 網野さん stands on the list herself (taken off or not), so the answer is refused here.
    assert section.said.text
    assert desk.read(rosters.show, line).person_id is None


def _take_off(db, _meeting, line, **_facts):
    from sessions import recognition

    recognition.remove(db, line, **WHO)


def test_a_walk_in_joins_the_register_with_the_name_as_written(evening):
    desk, _window, section, _meeting, _ids, _lines = evening
    section.see_unmatched()
    section.table.point_at_row(1)
    line = section.table.current().expected_id

    def enter(dialog):
        dialog.new.click()
        assert dialog.name_field.error
        dialog.name.setText("平沢　葵")
        dialog.new.click()

    answer(enter)
    section.who.click()
    person = desk.read(rosters.show, line).person_id
    assert desk.read(people.get, person).name == "平沢　葵"


def test_a_name_is_confirmed_without_the_register(evening):
    desk, _window, section, meeting, _ids, _lines = evening
    section.see_unmatched()
    line = section.table.current().expected_id

    def confirm(dialog):
        dialog.name.setText("高見　誠一")
        dialog.confirmed.click()

    answer(confirm)
    section.who.click()
    row = here(desk, meeting)[line]
    assert (row.name, row.name_confirmed, row.person_id) == ("高見　誠一", True, None)


def test_a_walk_in_is_this_person_of_the_register_who_was_not_on_the_list(evening):
    desk, window, section, _meeting, _ids, _lines = evening
    from sessions.person_entry import PersonDetails

    other = desk.change(
        people.enrol, PersonDetails("平沢　葵", kana="ひらさわ　あおい", district="伊那"), **WHO
    )
    section.see_unmatched()
    section.table.point_at_row(1)
    line = section.table.current().expected_id
    answer(lambda dialog: dialog.same.click())
    section.who.click()
    assert desk.read(rosters.show, line).person_id == other
    window.take_back()
    assert desk.read(rosters.show, line).person_id is None


def test_a_paper_list_is_keyed_in_after_closing_by_numbers_and_names(evening):
    desk, window, section, meeting, _ids, _lines = evening
    desk.change(holding.close, meeting, **WHO)
    section.paper.click()
    entry = section.entry
    listing = [row.line for row in entry.rows if row.sheet == 0]
    QTest.keyClicks(entry.line, "1,3-4")
    QTest.keyClick(entry.line, Qt.Key.Key_Return)
    write(entry.line, "みやし")
    QTest.keyClick(entry.line, Qt.Key.Key_Return)
    assert entry.sheet == 1
    write(entry.line, "武井　美恵子")
    entry.write.click()
    assert entry.go.words == "5人を入れる"
    entry.time.set_clock(NOW.time().replace(hour=10, minute=15))
    QTest.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    came = here(desk, meeting)
    for number in (1, 3, 4):
        assert came[listing[number - 1].id]
    written = [row for row in came.values() if row.name == "武井　美恵子"]
    assert [(row.way, row.name_confirmed) for row in written] == [(Way.PAPER, False)]
    assert written[0].arrived == NOW.replace(hour=1, minute=15)
    assert any(row.name == "宮下　みどり" for row in came.values())
    assert section.entry.isHidden()
    before = len(came)
    window.take_back()
    assert len(here(desk, meeting)) < before


def test_marks_are_not_thrown_away_without_asking(evening):
    _desk, window, section, *_rest = evening
    section.paper.click()
    QTest.keyClicks(section.entry.line, "2")
    QTest.keyClick(section.entry.line, Qt.Key.Key_Return)
    answer(lambda question: question.by_value["stay"].click())
    QTest.keyClick(window.shown, Qt.Key.Key_Escape)
    assert not section.entry.isHidden()
    answer(lambda question: question.by_value["drop"].click())
    QTest.keyClick(window.shown, Qt.Key.Key_Escape)
    assert section.entry.isHidden()
    assert window.shown.name == "meeting"


def test_numbers_are_those_of_the_sheet_in_view(evening):
    _desk, _window, section, *_rest = evening
    section.paper.click()
    entry = section.entry
    entry.after.click()
    assert [row.number for row in entry.table.shown()] == [1, 2, 3]
    write(entry.line, "２")
    QTest.keyClick(entry.line, Qt.Key.Key_Return)
    marked = [row for row in entry.rows if row.key in entry.table.records.ticked]
    assert [(row.sheet, row.number) for row in marked] == [(1, 2)]
    QTest.keyClicks(entry.line, "9")
    QTest.keyClick(entry.line, Qt.Key.Key_Return)
    assert entry.ticked_count() == 1
