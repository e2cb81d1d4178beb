"""Two desks at one door: each sees the other's guests, and nobody is here twice."""

import pytest

from desktop.assembly import PAGES, maker
from desktop.desk import Desk
from desktop.window import Window
from resources import journal
from resources.database import Office
from sessions import attendance, staff
from tests.journeys.doorway import WIDE, Doorway
from tests.journeys.town import settle


class Beside:
    """A second window on the same office, as another machine at the same table has it."""

    def __init__(self, clerk, folder, data_key):
        self.clock, self.camera, self.qtbot = clerk.clock, clerk.camera, clerk.qtbot
        office = Office.open(folder, data_key)
        with office.read() as db:
            me = staff.listing(db)[0].id
        self.desk = Desk(office, me, self.clock)
        self.window = Window(self.desk, clock=self.clock)
        for name, where in PAGES.items():
            self.window.add_page(name, maker(where))
        self.window.show()


@pytest.fixture
def town(folder, template):
    return settle(folder, template[1], opened=True)


@pytest.fixture
def desks(clerk, town, folder, template):
    """The reception at two desks; `turn` puts the keyboard before one of them."""
    clerk.sign_in()
    clerk.press(clerk.page.gatherings.primary)
    first = Doorway(clerk)
    beside = Beside(clerk, folder, template[1])
    other = type(clerk)(clerk.qtbot, folder, clerk.clock)
    other.camera = clerk.camera
    other.house = beside
    other.house.way_in = None
    beside.window.go("reception", town.meeting)
    second = Doorway(other)
    first.other, second.other = second, first
    yield first, second
    beside.window.hide()
    beside.window.deleteLater()
    beside.desk.close()
    other.house = None


def turn(door):
    """Sit down before the desk of `door`; there is one keyboard, so only that desk hears it."""
    door.other.page.inputs.stop()
    door.page.inputs.start(door.clerk.window)
    door.clerk.wait_active(door.clerk.window)
    door.page.listen()
    return door


def see(door):
    """Let the page look at the other desk, as it does every five seconds."""
    door.wait_for_nobody()
    door.page._look_at_others()
    return door.shown_counts()


def test_both_desks_count_the_same_people(desks, town):
    first, second = desks
    all_ = len(town.codes)
    for code in town.codes[:2]:
        assert turn(first).scan(code)[0] == "received"
    for code in town.codes[2:5]:
        assert turn(second).scan(code, WIDE)[0] == "received"
    assert turn(second).newcomer("はら　はなこ")[0] == "received"

    assert see(turn(first)) == (6, all_ - 5, 1)
    assert see(turn(second)) == (6, all_ - 5, 1)


def test_the_same_person_at_both_desks_is_here_once(desks, town):
    first, second = desks
    log = first.log()
    assert turn(first).scan(town.codes[0]) == ("received", town.lines[0])
    assert turn(second).scan(town.codes[0]) == ("already", town.lines[0])
    # By name at the one, by card at the other.
    assert turn(second).by_name("たかみ")[0] == "received"
    assert turn(first).scan(town.codes[1]) == ("already", town.lines[1])

    assert first.log() == log + 2
    present = first.clerk.desk.read(attendance.present, town.meeting)
    assert sorted(row.expected_id for row in present) == sorted(town.lines[:2])
    assert first.clerk.desk.read(journal.verify).broken_at is None


def test_what_one_desk_takes_back_is_gone_at_the_other(desks, town):
    first, second = desks
    turn(first).scan(town.codes[0])
    turn(first).undo()
    assert see(turn(second)) == (0, len(town.codes), 0)
    assert turn(second).scan(town.codes[0]) == ("received", town.lines[0])
    assert see(turn(first)) == (1, len(town.codes) - 1, 0)
