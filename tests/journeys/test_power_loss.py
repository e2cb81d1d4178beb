"""The power fails in the middle of the reception: the next start goes on at the last person."""

import shutil

import pytest

from resources import settings, soundness
from sessions import attendance
from tests.journeys.clerk import Clerk
from tests.journeys.doorway import PREEDIT, Doorway
from tests.journeys.town import settle


@pytest.fixture
def town(folder, template):
    return settle(folder, template[1])


@pytest.fixture
def after(qtbot, tmp_path, clerk):
    """The next morning's clerk, at what the disk held when the power failed."""
    somebody = Clerk(qtbot, tmp_path / "after", clerk.clock)
    somebody.camera = clerk.camera
    yield somebody
    somebody.leave()


def open_the_door(clerk):
    """Go from 今日 to the meeting of today and open its door."""
    clerk.sign_in()
    clerk.press(clerk.page.gatherings.primary)
    clerk.press(clerk.wait_for("meeting").head.primary)
    return Doorway(clerk)


def test_after_a_power_cut_the_reception_goes_on_at_the_last_person(clerk, town, after):
    door = open_the_door(clerk)
    clerk.press(door.page.stage.latest._hidden)  # the desk alone sees this screen
    assert settings.load().last_ten
    for code in town.codes[:3]:
        assert door.scan(code)[0] == "received"
    assert settings.load().reception == town.meeting

    # Nothing is closed, left or written any more: this is what lies on the disk.
    shutil.copytree(clerk.folder, after.folder)
    clerk.window.hide()

    after.sign_in()
    door = Doorway(after)
    assert door.meeting == town.meeting
    last = after.desk.read(attendance.last, town.meeting, 1)[0]
    assert last.expected_id == town.lines[2]
    assert last.name in door.page.bar.who.text().replace(" ", "　")
    assert door.shown_counts() == (3, len(town.codes) - 3, 0)

    # Who was received before the cut is here once, and stays so.
    assert door.scan(town.codes[2]) == ("already", town.lines[2])
    assert door.scan(town.codes[3], PREEDIT) == ("received", town.lines[3])
    assert door.counts().present == 4
    assert soundness.check(after.desk.office).sound


def test_who_left_the_reception_starts_at_today_again(clerk, town):
    door = open_the_door(clerk)
    assert door.scan(town.codes[0])[0] == "received"
    clerk.press(door.page.head.leave)
    clerk.wait_for("meeting")
    clerk.go_home()

    clerk.sign_in()

    assert clerk.page.name == "today"
    assert settings.load().reception == ""
