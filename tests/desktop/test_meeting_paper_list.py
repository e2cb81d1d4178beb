"""The numbers on a paper list are those of the day it was printed."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sessions import bodies, expecting, meetings, people, sheet_pages
from sessions.person_entry import PersonDetails
from tests.desktop.gathering_town import TODAY, WHO
from tests.desktop.test_meeting_attendance import evening, pytestmark

__all__ = ["evening", "pytestmark"]


def test_somebody_added_after_the_printing_moves_no_number(evening):
    desk, _window, section, meeting, _ids, _lines = evening
    pages = desk.change(sheet_pages.lay_out, meeting, **WHO)
    late = desk.change(
        people.enrol, PersonDetails("相川　あい", kana="あいかわ　あい", district="伊那"), **WHO
    )
    desk.change(expecting.expect_people, meeting, [late], **WHO)

    section.paper.click()

    entry = section.entry
    first = [row.line.id for row in entry.rows if row.sheet == 0]
    assert first == list(pages[0].lines)
    (added,) = [row for row in entry.rows if row.line.person_id == late]
    assert added.sheet == len(pages)


def test_the_qr_of_a_sheet_opens_it_with_the_numbers_it_was_printed_with(evening):
    desk, _window, section, meeting, _ids, _lines = evening
    old = desk.change(sheet_pages.lay_out, meeting, **WHO)
    late = desk.change(
        people.enrol, PersonDetails("相川　あい", kana="あいかわ　あい", district="伊那"), **WHO
    )
    desk.change(expecting.expect_people, meeting, [late], **WHO)
    new = desk.change(sheet_pages.lay_out, meeting, **WHO)
    section.paper.click()
    entry = section.entry
    assert [row.line.id for row in entry.rows if row.sheet == 0] == list(new[0].lines)

    QTest.keyClicks(entry.line, old[1].code)
    QTest.keyClick(entry.line, Qt.Key.Key_Return)

    assert entry.sheet == 1
    assert [row.line.id for row in entry.table.shown()] == list(old[1].lines)
    assert entry.ticked_count() == 0


def test_a_sheet_of_another_meeting_is_said_and_changes_nothing(evening):
    desk, _window, section, _meeting, _ids, _lines = evening
    body = desk.read(bodies.town_meeting)
    other = desk.change(meetings.plan, body.id, held_on=TODAY, number=99, **WHO).id
    (page,) = desk.change(sheet_pages.lay_out, other, **WHO)
    section.paper.click()

    QTest.keyClicks(section.entry.line, page.code)
    QTest.keyClick(section.entry.line, Qt.Key.Key_Return)

    assert section.entry.sheet == 0
    assert section.entry.ticked_count() == 0
