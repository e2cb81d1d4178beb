"""A volunteer's year: application, the city's answer, number and card, card lost, pause, renewal."""

import pytest
from PySide6.QtCore import Qt

from programs.points import work_list
from programs.points.applications import Proof
from programs.points.work_list import State
from sessions import passes
from tests.journeys.test_lost_card import print_card
from tests.journeys.town import settle

YEAR = 2026


@pytest.fixture
def town(folder, template):
    return settle(folder, template[1])


def standing(clerk, year=YEAR):
    return {one.name: one for one in clerk.desk.read(work_list.listing, year)}


def show(clerk, state):
    """Walk to a state by the keys, as one does without a mouse."""
    page = clerk.wait_for("points_registration")
    page.states.setFocus(Qt.FocusReason.TabFocusReason)
    wanted = list(State).index(state)
    while list(State).index(State(page.states.value())) != wanted:
        ahead = list(State).index(State(page.states.value())) < wanted
        clerk.key(Qt.Key.Key_Right if ahead else Qt.Key.Key_Left)
    return page


def do(clerk, state, act):
    """Press an act on the one line of `state`, look at what would happen, and do it."""
    page = show(clerk, state)
    with clerk.answering(lambda dialog: agree(clerk, dialog)):
        clerk.press(page.card.buttons[act])
    return page


def agree(clerk, dialog):
    assert dialog.outlook.text()
    clerk.press(dialog.go)


def apply(clerk, dialog):
    clerk.write(dialog.search, "はつえ")
    clerk.wait(lambda: len(dialog.people.shown()) == 1)
    clerk.press(dialog.go)  # neither paper nor consent: it says so and stays
    assert dialog.said.text
    clerk.choose(dialog.proof, Proof.CARE.value)
    clerk.press(dialog.consent)
    clerk.press(dialog.go)


def test_from_the_application_to_the_next_year(clerk, town, tmp_path):
    clerk.sign_in()
    clerk.press(clerk.go("points").doors.tiles["points_registration"])
    page = clerk.wait_for("points_registration")
    with clerk.answering(lambda dialog: apply(clerk, dialog)):
        clerk.press(page.new)

    do(clerk, State.APPLIED, "send")
    preview = clerk.wait_for("preview")
    clerk.wait(lambda: preview.drawn is not None)
    clerk.window.back()
    do(clerk, State.ASKED, "yes")
    do(clerk, State.ANSWERED, "register")
    (name,) = standing(clerk)
    assert standing(clerk)[name].number == "0001"
    do(clerk, State.REGISTERED, "insure")

    clerk.press(show(clerk, State.REGISTERED).card.buttons["cards"])
    old = print_card(clerk, tmp_path)
    clerk.window.back()
    page = show(clerk, State.REGISTERED)
    with clerk.saying("go"):
        clerk.press(page.card.buttons["lost"])
    new = print_card(clerk, tmp_path)
    assert not clerk.desk.read(passes.resolve, old).valid
    assert clerk.desk.read(passes.resolve, new).person_id == town.people[0]
    assert standing(clerk)[name].reissued == 1
    clerk.window.back()

    do(clerk, State.REGISTERED, "pause")
    assert standing(clerk)[name].state is State.PAUSED

    page = clerk.wait_for("points_registration")
    clerk.choose(page.year, str(YEAR + 1))
    page.year.chosen.emit(page.year.value())
    do(clerk, State.TO_RENEW, "renew")
    assert standing(clerk, YEAR + 1)[name].state is State.REGISTERED
    assert standing(clerk, YEAR + 1)[name].number == "0001"
