"""Bringing lists in through the page: the office's own files, questions, answers, taking back."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sessions import likeness, people, person_rows, rosters
from sessions.intake import applications, batches
from sessions.likeness import Answer
from tests.desktop.gathering_town import WHO, answer, found, plan, standing
from tests.desktop.test_people import words_of
from tests.sessions.intake import office as files

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
LONG = 120_000  # ms; two cores are shared by many


@pytest.fixture
def house(office, qtbot):
    with standing(office, qtbot) as (desk, window):
        window.go("intake")
        yield desk, window, window.shown


@pytest.fixture
def until(qtbot):
    def wait(page, step):
        qtbot.waitUntil(lambda: page.step == step, timeout=LONG)

    return wait


def choose(page, kind, *paths):
    page.choosing.kind.set_value(kind)
    page.choosing.kind.chosen.emit(kind)
    page.choosing.take([Path(path) for path in paths])


def read(page, until, kind, *paths):
    choose(page, kind, *paths)
    page.next.click()
    until(page, "look")


def bring_in(page, until, *said):
    """Go on from the report; `said` are the keys pressed for the pairs."""
    page.next.click()
    for word in said:
        {"same": page.pairing.same, "different": page.pairing.different,
         "later": page.pairing.later, "add": page.pairing.add}[word].click()  # fmt: skip
    if said:
        page.next.click()
    until(page, "done")


def counts(page):
    one = page.work.outcome.files[0]
    return one.rows, one.added, one.changed, one.unchanged


# The office's own file


def test_the_volunteers_come_in_as_expected(house, until):
    desk, window, page = house
    read(page, until, "volunteers", files.VOLUNTEERS)
    shown = {(one.row, one.kind) for one in page.reporting.shown()}
    wanted = files.problems_of(files.VOLUNTEERS)
    assert {line for line in shown if line[1] in files.KINDS_TO_REPORT} == wanted
    assert "隠れたシート「R6（旧）」は 取り込みません。" in " ".join(words_of(page.reporting.head))
    assert "令和7年度" in " ".join(words_of(page.reporting.head))
    assert desk.read(person_rows.rows) == []  # nothing before somebody has looked
    rows = {frozenset(place[2] for place in one.rows) for one in page.work.proposals}
    assert rows == {
        frozenset(place[2] for place in double["rows"]) for double in files.expected()["duplicates"]
    }
    bring_in(page, until, "later", "later", "later")
    assert counts(page) == (415, 415, 0, 0)
    names = {row.name for row in desk.read(person_rows.rows)}
    expected = {person["name"] for person in files.people_of(files.VOLUNTEERS).values()}
    assert {name for name in expected if name} <= names | {"野口　美奈子"}
    assert len(desk.read(person_rows.rows)) == 414  # the second line of a number waits
    assert len(desk.read(likeness.open_pairs)) == 2
    assert page.open.text == "同じ方かもしれない組が 2組 あります。"
    page.result.go.click()
    assert window.shown.name == "people"
    assert window.shown.heading_note() == "414人"


def test_answers_join_and_part_and_are_remembered(house, until):
    desk, _window, page = house
    read(page, until, "volunteers", files.VOLUNTEERS)
    bring_in(page, until, "same", "different", "same")
    assert len(desk.read(person_rows.rows)) == 415 - 2
    assert desk.read(likeness.open_pairs) == []
    assert Answer.DIFFERENT in desk.read(likeness.answers).values()
    page.result.more.click()
    read(page, until, "volunteers", files.VOLUNTEERS)
    assert page.work.proposals == ()
    assert page.next.words == "取り込む"
    bring_in(page, until)
    assert page.work.outcome.batch_id is None
    assert counts(page) == (415, 0, 0, 415)
    assert page.result.title.text() == "もう すべて取り込んであります"
    assert not page.result.take_back.isVisible()


def test_keys_answer_the_pairs_and_the_one_before_can_be_seen_again(house, until, qtbot):
    _desk, _window, page = house
    read(page, until, "volunteers", files.VOLUNTEERS)
    page.next.click()
    assert page.step == "ask"
    assert not page.next.isVisible()
    first = page.pairing.proposal
    QTest.keyClick(page.window(), Qt.Key.Key_2)
    qtbot.waitUntil(lambda: page.pairing.number == 1)
    assert page.work.answer_of(first) == "different"
    page.pairing.before.click()
    assert "答え：別の方です" in words_of(page.pairing)
    QTest.keyClick(page.window(), Qt.Key.Key_1)
    qtbot.waitUntil(lambda: page.pairing.number == 1)
    assert page.work.answer_of(first) == "same"
    page.pairing.later.click()
    page.pairing.later.click()
    assert page.next.isVisible()
    assert page.next.words == "取り込む"
    assert not page.pairing.same.isVisible()
    page.pairing.before.click()
    assert page.pairing.number == 2
    assert page.pairing.same.isVisible()
    page.pairing.same.click()
    assert page.next.isVisible()


def test_escape_goes_one_step_back_and_keeps_the_answers(house, until):
    _desk, window, page = house
    read(page, until, "volunteers", files.VOLUNTEERS)
    page.next.click()
    page.pairing.different.click()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert page.step == "look"
    assert page.next.words == "2組を 見くらべる"
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert page.step == "choose"


def test_an_import_is_taken_back_whole(house, until):
    desk, _window, page = house
    read(page, until, "supporters", files.SUPPORTERS)
    bring_in(page, until)
    assert len(desk.read(person_rows.rows)) == 90
    answer(lambda dialog: dialog.by_value["undo"].click())
    page.result.take_back.click()
    assert desk.read(person_rows.rows) == []
    assert page.step == "choose"
    (one,) = page.history.table.shown()
    assert one.taken_back_at is not None
    page.history.table.point_at(one.id)
    assert page.history.take_back.isHidden()
    told = []
    answer(
        lambda dialog: (told.append(" ".join(words_of(dialog))), dialog.by_value["keep"].click())
    )
    page.history.again.click()
    assert "90人" in told[0]
    assert desk.read(person_rows.rows) == []
    answer(lambda dialog: dialog.by_value["redo"].click())
    page.history.again.click()
    assert len(desk.read(person_rows.rows)) == 90
    page.history.table.point_at(one.id)
    assert page.history.again.isHidden()
    assert page.history.take_back.isEnabled()


def test_an_import_is_not_done_again_where_its_numbers_are_given_to_others(house, until):
    desk, _window, page = house
    read(page, until, "supporters", files.SUPPORTERS)
    bring_in(page, until)
    view = desk.read(people.get, desk.read(person_rows.rows)[0].id)
    (number,) = [one.number for one in view.relations]
    answer(lambda dialog: dialog.by_value["undo"].click())
    page.result.take_back.click()
    details, relations = people.PersonDetails("別　人"), [people.Relation("supporters", number)]
    desk.change(people.enrol, details, relations=relations, **WHO)
    page.history.table.point_at_row(0)
    seen = []
    answer(lambda refused: seen.append(refused.windowTitle()))
    page.history.again.click()
    assert number in seen[0]
    assert len(desk.read(person_rows.rows)) == 1


def test_an_older_import_is_taken_back_from_the_list_unless_something_stands_on_it(house, until):
    desk, _window, page = house
    read(page, until, "supporters", files.SUPPORTERS)
    bring_in(page, until)
    page.result.more.click()
    person = desk.read(person_rows.rows)[0]
    view = desk.read(people.get, person.id)
    changed = replace(people.details(view), note="電話した")
    desk.change(people.correct, person.id, changed, version=view.version, **WHO)
    page.history.table.point_at_row(0)

    def twice(dialog):
        answer(lambda refused: seen.append(refused.windowTitle()))
        dialog.by_value["undo"].click()

    seen = []
    answer(twice)
    page.history.take_back.click()
    assert len(seen) == 1
    assert len(desk.read(person_rows.rows)) == 90
    assert desk.read(batches.imports)[0].taken_back_at is None


def test_leaving_the_question_takes_nothing_back(house, until):
    desk, _window, page = house
    read(page, until, "supporters", files.SUPPORTERS)
    bring_in(page, until)
    answer(lambda dialog: QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return))
    page.result.take_back.click()
    assert len(desk.read(person_rows.rows)) == 90


def test_a_double_of_the_second_list_is_asked_beside_the_person_there_is(house, until):
    desk, _window, page = house
    read(page, until, "volunteers", files.VOLUNTEERS)
    bring_in(page, until, "same", "same", "same")
    page.result.more.click()
    read(page, until, "supporters", files.SUPPORTERS)
    overlap = files.expected()["city_overlap"]
    assert len(page.work.proposals) == len(overlap)
    assert {place[2] for one in page.work.proposals for place in one.rows} == {
        one["row"] for one in overlap
    }
    bring_in(page, until, *["same"] * len(overlap))
    everybody = desk.read(person_rows.rows)
    assert len(everybody) == 412 + 90 - len(overlap)
    assert sum(1 for row in everybody if len(row.programmes) == 2) == len(overlap)


# Applicants


@pytest.fixture
def meeting(house):
    desk, window, page = house
    body = found(desk)
    return desk, window, page, plan(desk, body.id, number=14)


def test_applicants_belong_to_their_meeting_and_stay_out_of_the_register(meeting, until):
    desk, window, page, meeting_id = meeting
    window.go("meetings")
    window.go("intake", f"applicants:{meeting_id}")
    assert page.choosing.kind.value() == "applicants"
    assert page.choosing.meeting.value() == meeting_id
    read(page, until, "applicants", files.APPLICANTS)
    bring_in(page, until)
    distinct = files.expected()["meeting"]["distinct_applicants"]
    assert len(desk.read(applications.listing, meeting_id)) == distinct
    assert len(desk.read(rosters.listing, meeting_id)) == distinct
    assert desk.read(person_rows.rows) == []
    page.result.go.click()
    assert window.shown.name == "meeting"


def test_an_applicant_of_the_register_is_asked_and_linked(meeting, until):
    desk, window, page, meeting_id = meeting
    with files.APPLICANTS.open(encoding="utf-8-sig", newline="") as file:
        row = next(csv.DictReader(file))
    name = next(value for key, value in row.items() if "氏名" in key or "名前" in key)
    kana = next(value for key, value in row.items() if "ふりがな" in key or "フリガナ" in key)
    person = desk.change(people.enrol, people.PersonDetails(name, kana), **WHO)
    window.go("meetings")
    window.go("intake", f"applicants:{meeting_id}")
    read(page, until, "applicants", files.APPLICANTS)
    (proposal,) = page.work.proposals
    assert proposal.ids == (person,)
    page.next.click()
    assert page.pairing.add.isVisible()
    assert not page.pairing.different.isVisible()
    page.pairing.same.click()
    page.next.click()
    until(page, "done")
    linked = [one for one in desk.read(applications.listing, meeting_id) if one.person_id]
    assert [one.person_id for one in linked] == [person]
    assert len(desk.read(person_rows.rows)) == 1


def test_without_a_meeting_applicants_are_not_read(house):
    _desk, _window, page = house
    choose(page, "applicants", files.APPLICANTS)
    assert not page.next.isEnabled()
    assert not page.press_primary()


# What cannot be guessed
