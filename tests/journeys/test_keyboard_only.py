"""A clerk without a mouse: from the passphrase to a person received, by keys alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from sessions import attendance
from tests.journeys.doorway import Doorway
from tests.journeys.town import settle
from tests.town import PASSPHRASE

MOST = 60  # presses of Tab after which nobody would look any longer
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def town(folder, template):
    return settle(folder, template[1])


def tab_to(clerk, true):
    """Press Tab until the focus is where `true(widget)` holds."""
    for _press in range(MOST):
        if true(clerk.focus):
            return clerk.focus
        clerk.key(Qt.Key.Key_Tab)
    pytest.fail("no number of Tabs leads there")


def says(words):
    """Tell whether a widget is the button on which `words` stand."""
    return lambda widget: (
        isinstance(widget, QAbstractButton)
        and words
        in (
            getattr(widget, "words", ""),
            widget.accessibleName(),
            widget.text(),
        )
    )


def test_from_the_passphrase_to_a_person_received_without_a_mouse(clerk, town):
    clerk.come()
    clerk.say(PASSPHRASE)  # the focus is in the field already
    clerk.key(Qt.Key.Key_Return)
    clerk.wait(lambda: clerk.window is not None)
    clerk.wait_active(clerk.window)
    clerk.wait_for("today")

    clerk.key(Qt.Key.Key_Return)  # the next gathering's button
    clerk.wait_for("meeting")
    clerk.key(Qt.Key.Key_Return)  # 受付をはじめる
    door = Doorway(clerk)
    clerk.wait(lambda: clerk.focus is door.page)

    clerk.key(Qt.Key.Key_F2)
    clerk.say("たかはし")
    assert door.answered(lambda: clerk.key(Qt.Key.Key_Return)) == ("received", town.lines[0])
    clerk.key(Qt.Key.Key_F3)
    clerk.say("はら　はなこ")
    clerk.key(Qt.Key.Key_Return)
    kind, line = door.answered(lambda: clerk.key(Qt.Key.Key_Return))
    assert kind == "received"
    clerk.key(Qt.Key.Key_Z, CONTROL)
    assert [one.expected_id for one in clerk.desk.read(attendance.present, town.meeting)] == [
        town.lines[0]
    ]
    assert line != town.lines[0]
    clerk.key(Qt.Key.Key_F11)
    page = clerk.wait_for("meeting")

    tab_to(clerk, says("会議をとじる"))
    with clerk.answering(lambda _dialog: close_it(clerk)):
        clerk.key(Qt.Key.Key_Space)
    assert page.meeting.state.value == "closed"


def close_it(clerk):
    tab_to(clerk, says("会議をとじる"))
    clerk.key(Qt.Key.Key_Space)


def test_the_rail_and_its_pages_are_reached_by_numbers_and_tabs(clerk, town):
    clerk.sign_in()
    entries = clerk.window.rail.entries
    seen = [place for place in entries if entries[place].isVisible()]
    assert len(seen) == len(entries) - 1  # what only a facilitator has
    for number, place in enumerate(seen, start=1):
        clerk.key(getattr(Qt.Key, f"Key_{number}"), ALT)
        page = clerk.wait_for(place)
        assert clerk.focus is not None
        assert page.isAncestorOf(clerk.focus) or page is clerk.focus, place
        clerk.key(Qt.Key.Key_F6)
        clerk.key(Qt.Key.Key_F6)
    clerk.key(Qt.Key.Key_K, CONTROL)
    assert clerk.focus is clerk.window.top.search
    clerk.say("たかみ")
    clerk.key(Qt.Key.Key_Return)
    people = clerk.wait_for("people")
    assert [row.id for row in people.list.table.shown()] == [town.people[1]]
    tab_to(clerk, lambda widget: widget is people.list.table)
    clerk.key(Qt.Key.Key_Return)
    assert clerk.wait_for("person").subject == town.people[1]
    clerk.key(Qt.Key.Key_Escape)
    clerk.wait_for("people")


def test_a_meeting_is_planned_by_keys_alone(clerk, town):
    clerk.sign_in()
    clerk.key(Qt.Key.Key_2, ALT)
    clerk.wait_for("meetings")
    clerk.key(Qt.Key.Key_Return, CONTROL)
    form = clerk.wait_for("meeting_form")
    clerk.wait(form.fields.title_line.hasFocus)
    clerk.say("ごみ出しの話")
    tab_to(clerk, lambda widget: widget is form.fields.day.line)
    clerk.say("令和8年6月2日")
    tab_to(clerk, lambda widget: widget is form.agenda.lines[0].title)
    clerk.say("話し合い")
    clerk.key(Qt.Key.Key_Return)
    clerk.key(Qt.Key.Key_Return)
    clerk.key(Qt.Key.Key_Return, CONTROL)
    page = clerk.wait_for("meeting")
    assert page.meeting.title == "ごみ出しの話"
    assert page.meeting.number == 15
    assert f"{page.meeting.held_on}" == "2026-06-02"
