"""保存年限と消去 in the office: a term changed, an erasure asked by one and approved by another."""

from datetime import date

import pytest

from resources import calendar, copies
from sessions import erasure, holdings, people, person_rows, recall, retention, staff
from sessions.retention import Kind
from tests.desktop.gathering_town import WHO, answer, enrol, standing
from tests.desktop.test_people import words_of

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def house(office, qtbot):
    with standing(office, qtbot) as (desk, window):
        enrol(desk)
        admin = desk.change(staff.enrol, "北原　学", **WHO)
        desk.staff_id = admin
        clerk = desk.change(staff.enrol, "唐澤　みどり", **WHO)
        yield desk, window, clerk


def section(window):
    window.go("office", "terms")
    return window.shown.sections["terms"]


def test_a_term_is_changed_with_the_rule_it_comes_from(house):
    desk, window, _clerk = house
    shown = section(window)
    shown.terms.point_at(Kind.LISTS.value)

    def fill(dialog):
        dialog.line.setText("１００")
        dialog.go.click()
        assert dialog.isVisible()
        dialog.line.setText("５")
        dialog.rule.setText("文書管理規程 別表2")
        dialog.go.click()

    answer(fill)
    shown.change.click()
    (rule,) = [one for one in desk.read(retention.rules) if one.kind is Kind.LISTS]
    assert (rule.years, rule.source) == (5, "文書管理規程 別表2")
    assert shown.terms.current().years == 5


def test_who_asked_cannot_approve_and_another_one_can(house, qtbot):
    desk, window, clerk = house
    admin, desk.staff_id = desk.staff_id, clerk
    person = desk.read(person_rows.rows)[0].id
    window.go("person", person)

    def choose(dialog):
        dialog.why.set_value("mistake")
        dialog.go.click()

    answer(choose)
    window.shown.erase.click()
    (asked,) = desk.read(erasure.requests)
    assert (asked.person_id, asked.reason) == (person, "mistake")
    shown = section(window)
    assert shown.table.current().key == asked.id
    answer(lambda dialog: dialog.by_value["erase"].click())
    shown.approve.click()
    qtbot.waitUntil(lambda: not desk.busy)
    assert desk.read(people.get, person).name != holdings.ERASED_NAME
    assert "別の職員" in " ".join(words_of(window))
    desk.staff_id = admin
    answer(lambda dialog: dialog.by_value["keep"].click())
    shown.approve.click()
    assert desk.read(people.get, person).name != holdings.ERASED_NAME
    answer(lambda dialog: dialog.by_value["erase"].click())
    shown.approve.click()
    qtbot.waitUntil(lambda: desk.read(people.get, person).name == holdings.ERASED_NAME)
    qtbot.waitUntil(lambda: not desk.busy)
    # A copy stands before it, and one after it, which knows of the erasure.
    kept = copies.listing([copies.own_place(desk.office.folder)])
    assert [one.manifest.why for one in reversed(kept)][-2:] == ["erase", "change"]
    assert person not in {row.id for row in desk.read(person_rows.rows)}
    assert not shown.approve.isEnabled()
    assert "この方の お名前が載った書類は 出ていません。" in words_of(shown)


def test_what_is_over_is_proposed_and_declined(house):
    desk, window, _clerk = house
    gone = [row.id for row in desk.read(person_rows.rows)[:2]]
    for person in gone:
        desk.change(people.leave, person, on=date(2019, 5, 1), **WHO)
    shown = section(window)
    shown.terms.point_at(Kind.LEFT.value)
    assert shown.terms.current().count == 2
    assert "年限が来た方：" in shown.left.text()
    shown.propose.click()
    assert {one.person_id for one in desk.read(erasure.requests)} == set(gone)
    shown.table.point_at_row(0)
    shown.decline.click()
    assert len(desk.read(erasure.requests, open_only=True)) == 1


def test_the_paper_of_what_is_held_is_laid_ready_and_written_down(house, qtbot):
    desk, window, _clerk = house
    person = desk.read(person_rows.rows)[0].id
    window.go("person", person)

    def why(dialog):
        dialog.line.setText("ご本人から 書面で")
        dialog.enter()

    answer(why)
    window.shown.disclose.click()
    assert window.shown.name == "preview"
    page = window.shown
    qtbot.waitUntil(lambda: page.drawn is not None)
    assert page.drawn.pdf.startswith(b"%PDF")
    (out,) = desk.read(recall.printed, person)
    assert (out.what, calendar.day_of(out.at)) == ("disclosure", calendar.day_of(WHO["at"]))
