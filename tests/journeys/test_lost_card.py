"""A lost card: it is made void, a new one is printed, the door asks about the old one only."""

import pytest
from PySide6.QtCore import Qt

from sessions import passes
from sessions.answers import Remedy
from tests.journeys.doorway import Doorway, cards_on
from tests.journeys.town import settle
from tests.papers.reading import pictures_of


@pytest.fixture
def town(folder, template):
    return settle(folder, template[1], opened=True)


def print_card(clerk, tmp_path):
    """Look at the card in the preview, and return the code printed on it."""
    page = clerk.wait_for("preview")
    clerk.wait(lambda: page.drawn is not None and page.choices.all.isEnabled())
    clerk.press(page.choices.all)
    clerk.wait(page.question.isVisible)
    clerk.press(page.question.yes)
    sheet = pictures_of(clerk.printer.out[-1].read_bytes(), tmp_path, "-r", "200")[0]
    (code,) = cards_on(sheet)
    return code


def test_a_lost_card_is_replaced_and_the_finder_of_the_old_one_gets_nowhere(clerk, town, tmp_path):
    clerk.sign_in()
    people = clerk.go("people")
    clerk.write(people.list.field, "ハツエ")
    clerk.find_row(people.list.table, lambda row: row.id == town.people[0])
    clerk.key(Qt.Key.Key_Return)
    clerk.press(clerk.wait_for("person").print_card)
    old = print_card(clerk, tmp_path)
    assert clerk.desk.read(passes.resolve, old).person_id == town.people[0]

    clerk.window.back()
    page = clerk.wait_for("person")
    with clerk.saying("again"):
        clerk.press(page.lost)
    new = print_card(clerk, tmp_path)
    assert new != old

    clerk.go("today")
    clerk.press(clerk.page.gatherings.primary)
    door = Doorway(clerk)
    kind, _line = door.scan(old)
    assert kind == "ask"
    assert door.counts().present == 0
    door.wait_for_nobody()
    assert door.scan(new) == ("received", town.lines[0])
    assert door.scan(old)[0] == "ask"
    assert door.counts().present == 1


def test_an_old_card_at_the_door_is_changed_for_a_new_one_there(clerk, town):
    clerk.sign_in()
    clerk.press(clerk.page.gatherings.primary)
    door = Doorway(clerk)
    card = clerk.desk.read(passes.of_meeting, town.meeting)[town.lines[1]]
    clerk.desk.change(
        passes.revoke, card.id, reason="lost", at=clerk.clock(), by=clerk.desk.staff_id
    )

    assert door.scan(card.code)[0] == "ask"
    assert Remedy.NEW_CARD in door.page.staff_bar.remedies
    assert door.remedy(Remedy.NEW_CARD) == ("received", town.lines[1])

    fresh = clerk.desk.read(passes.of_meeting, town.meeting)[town.lines[1]]
    assert fresh.code != card.code
    assert door.scan(fresh.code) == ("already", town.lines[1])
    assert door.counts().present == 1
