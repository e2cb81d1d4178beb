"""It snows in Ina: a meeting is put off, then called off, and everybody expected is told."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from resources import soundness
from sessions import meetings, notices, rosters
from sessions.meeting_rules import State
from tests.desktop.gathering_town import PEOPLE
from tests.journeys.town import settle
from tests.papers.reading import text_of

DECLINED = 3  # 有賀 武 has said no: nobody need tell them
NEXT_WEEK = date(2026, 5, 26)


@pytest.fixture
def town(folder, template):
    return settle(folder, template[1], held_on=date(2026, 5, 20))


@pytest.fixture
def page(clerk, town):
    """The page of tomorrow's meeting, one of whose guests cannot come."""
    clerk.sign_in()
    meetings_page = clerk.go("meetings")
    row = meetings_page.rows[0]
    row.setFocus()
    clerk.key(Qt.Key.Key_Return)
    page = clerk.wait_for("meeting")
    roster = page.section
    clerk.find_row(roster.table, lambda line: line.id == town.lines[DECLINED])
    clerk.key(Qt.Key.Key_2)
    line = clerk.desk.read(rosters.show, town.lines[DECLINED])
    assert line.reply is rosters.Reply.NO
    return page


def print_letters(clerk, page, tmp_path):
    """Print the notices from the page, and return what stands on the very sheets drawn."""
    clerk.press(page.section.paper)
    preview = clerk.wait_for("preview")
    clerk.wait(lambda: preview.drawn is not None and preview.choices.all.isEnabled())
    words = text_of(preview.drawn.pdf, tmp_path)
    sheets = preview._document.pages
    clerk.press(preview.choices.all)
    clerk.wait(preview.question.isVisible)
    clerk.press(preview.question.yes)
    clerk.window.back()
    clerk.wait_for("meeting")
    return words, sheets


def tell_everybody(clerk, section):
    """Tick the whole list by keys: telephone, message, letter, in person, one after the other."""
    section.table.point_at_row(0)
    section.table.setFocus()
    count = len(section.table.shown())
    for number in range(count):
        clerk.key((Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4)[number % 4])


def expected_names():
    return [name for place, (name, *_rest) in enumerate(PEOPLE) if place != DECLINED]


def plain(text):
    return "".join(text.split())


def put_off(clerk, dialog):
    clerk.press(dialog.usual[0])
    clerk.write(dialog.day.line, "R8.5.26")
    clerk.press(dialog.go)


def call_off(clerk, dialog):
    clerk.write(dialog.line, "大雪の警報が つづくため")
    clerk.press(dialog.go)


def test_a_meeting_is_put_off_then_called_off_and_nobody_is_forgotten(clerk, town, page, tmp_path):
    with clerk.answering(lambda dialog: put_off(clerk, dialog)):
        clerk.press(clerk.button("延期する", page))
    facts = clerk.desk.read(meetings.show, town.meeting)
    assert (facts.held_on, facts.postponed_from) == (NEXT_WEEK, date(2026, 5, 20))
    section = page.section
    assert [one.expected_id for one in section.table.shown()].count(town.lines[DECLINED]) == 0
    assert len(section.table.shown()) == len(PEOPLE) - 1

    words, sheets = print_letters(clerk, page, tmp_path)
    assert sheets == len(PEOPLE) - 1
    for name in expected_names():
        assert plain(name) in plain(words), name
    assert plain(PEOPLE[DECLINED][0]) not in plain(words)
    assert "令和8年5月26日" in plain(words)
    assert "大雪のため" in plain(words)

    tell_everybody(clerk, page.section)
    told = clerk.desk.read(notices.listing, town.meeting)
    assert {one.how for one in told} == {"電話した", "留守番電話", "手紙", "じかに話した"}
    assert all(one.told_at and one.told_by == clerk.desk.staff_id for one in told)
    assert page.section.count.text() == "みなさんに お知らせしました。"

    with clerk.answering(lambda dialog: call_off(clerk, dialog)):
        clerk.press(clerk.button("中止にする", page))
    assert clerk.desk.read(meetings.show, town.meeting).state is State.CANCELLED
    # A new round: that they heard of the new day does not mean that they heard of the end.
    told = clerk.desk.read(notices.listing, town.meeting)
    assert len(told) == len(PEOPLE) - 1
    assert not any(one.told_at for one in told)

    words, sheets = print_letters(clerk, page, tmp_path)
    assert sheets == len(PEOPLE) - 1
    assert "大雪の警報が つづくため".replace(" ", "") in plain(words)
    tell_everybody(clerk, page.section)
    assert clerk.desk.read(notices.listing, town.meeting, untold_only=True) == ()

    clerk.go("today")
    assert clerk.page.gatherings.primary.words == "予定を見る"  # no door is offered
    assert soundness.check(clerk.desk.office).sound
