"""What is typed in the top bar finds people, organisations, meetings and names of the plan."""

import pytest
from PySide6.QtCore import Qt

from sessions import organisations
from sessions.organisations import OrganisationDetails
from tests.desktop.gathering_town import WHO, enrol, found, plan, standing

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def house(office, qtbot):
    with standing(office, qtbot) as (desk, window):
        ids = enrol(desk)
        meeting = plan(desk, found(desk).id, number=14)
        desk.change(
            organisations.enrol,
            OrganisationDetails(
                "みはらし荘", kind="福祉施設", phone="0265-78-1111", contact="向山"
            ),
            **WHO,
        )
        yield window, ids, meeting


def look(window, words):
    window.go("found", words)
    page = window.shown
    return page, [(row.kind, row.name) for row in page.rows]


def test_people_come_first_and_then_organisations(house):
    window, _ids, _meeting = house
    page, rows = look(window, "むかいやま")
    assert rows == [("人", "向山 幸子")]
    page, rows = look(window, "向山")
    assert rows == [("人", "向山 幸子"), ("団体", "みはらし荘")]
    assert page.heading() == "「向山」で見つかったもの"
    assert page.heading_note() == "2件"


def test_enter_opens_what_the_bar_stands_on(house, qtbot):
    window, _ids, meeting = house
    page, rows = look(window, "買い物に困って")
    assert rows == [("会議", "第14回 いなくらし会議")]
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert (window.shown.name, window.shown.subject) == ("meeting", meeting)


def test_a_name_of_the_plan_is_told_by_any_of_its_names(house):
    window, _ids, _meeting = house
    page, rows = look(window, "響働ｃｏ")
    assert rows[0] == ("計画のことば", "響働コーディネーター")
    assert "2名(行政1・社協1)。四つの役割" in [words.text() for words in page.facts._words]
    assert not page.primary.isVisible()


def test_a_body_and_its_meetings_are_found_together(house):
    window, _ids, _meeting = house
    _page, rows = look(window, "いなくらし")
    assert [kind for kind, _name in rows] == ["会議体", "会議", "計画のことば"]


def test_an_organisation_leads_to_its_list(house, qtbot):
    window, _ids, _meeting = house
    page, rows = look(window, "78-1111")
    assert rows == [("団体", "みはらし荘")]
    page.primary.click()
    assert (window.shown.name, window.shown.here) == ("office", "lists")


def test_nothing_found_says_what_to_try(house):
    window, _ids, _meeting = house
    page, rows = look(window, "ぬらりひょん")
    assert rows == []
    assert page.empty.isVisible()
