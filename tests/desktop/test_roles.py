"""Roles in the window: own passphrases, switching, rooms that are not shown, two people."""

import pytest
from PySide6.QtCore import Qt

from desktop.dialogs import question, reason, recovery_key
from desktop.entrance.sign_in import FREE_TRIES, LONGEST_PAUSE, pause_after
from desktop.entrance.who import WhoIsThere
from resources import keys, roles
from resources.database import Office
from resources.roles import Cell, Role
from sessions import assignments, bodies, holding, meetings, second_person, staff
from tests.conftest import CHEAP
from tests.desktop.start_town import *  # noqa: F403 -- fixtures
from tests.desktop.start_town import MIDORI, second, sign_in
from tests.sessions.hall import planned
from tests.town import NOW, PASSPHRASE

OWN = "わたしだけの ことば"


@pytest.fixture
def colleague(folder, template):
    """Makoto, of the staff, with a passphrase of his own."""
    made = second(folder, template[1])
    keys.set_own(folder, made, OWN, data_key=template[1], stretching=CHEAP)
    return made


def give(folder, data_key, staff_id, letters):
    office = Office.open(folder, data_key)
    with office.change() as db:
        first = next(one for one in staff.listing(db, everyone=True) if one.name == MIDORI)
        staff.assign_roles(db, staff_id, letters, at=NOW, by=first.id)
    office.close()


def test_ones_own_passphrase_says_who_came(qtbot, house, colleague):
    window = sign_in(qtbot, house, OWN)
    assert house.desk.staff_id == colleague
    assert "宮下" in window.shown.greeting.text()
    assert told(window) == []


def test_the_offices_passphrase_is_of_the_administrator_and_of_who_has_none(
    qtbot, house, folder, template, colleague
):
    third = second(folder, template[1], "小林　さち")
    house.open()
    panel = house.way_in.frame.panels.currentWidget()
    panel.passphrase.insert(PASSPHRASE)
    qtbot.keyClick(panel.passphrase, Qt.Key.Key_Return)
    who = house.way_in.frame.panels
    qtbot.waitUntil(lambda: isinstance(who.currentWidget(), WhoIsThere), timeout=20_000)
    offered = [button.accessibleName() for button in who.currentWidget().people]
    assert sorted(offered) == sorted([MIDORI, "小林　さち"])
    who.currentWidget().people[offered.index("小林　さち")].click()
    qtbot.waitUntil(lambda: house.window is not None)
    assert house.desk.staff_id == third
    qtbot.waitUntil(lambda: bool(told(house.window)), timeout=5_000)
    assert "合言葉" in told(house.window)[0]


def test_leaving_the_desk_and_another_passphrase_changes_who_is_there(qtbot, house, colleague):
    sign_in(qtbot, house)
    assert house.desk.staff_id != colleague
    house.wiring.leave_desk()
    panel = house.way_in.frame.panels.currentWidget()
    panel.passphrase.insert(OWN)
    qtbot.mouseClick(panel.open, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: house.window is not None, timeout=20_000)
    assert house.desk.staff_id == colleague


def test_who_left_stays_outside_even_with_a_key_from_before(
    qtbot, house, folder, template, colleague
):
    office = Office.open(folder, template[1])
    with office.change() as db:
        staff.leave(db, colleague, at=NOW, by=staff.listing(db)[0].id)
    office.close()
    house.open()
    panel = house.way_in.frame.panels.currentWidget()
    panel.passphrase.insert(OWN)
    qtbot.keyClick(panel.passphrase, Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: "働いていません" in house.way_in.frame.panels.currentWidget().field.error,
        timeout=20_000,
    )
    assert house.window is None


def test_wrong_passphrases_make_a_pause_that_grows_and_ends():
    pauses = [pause_after(number) for number in range(1, 30)]
    assert pauses[: FREE_TRIES - 1] == [0] * (FREE_TRIES - 1)
    assert pauses[FREE_TRIES - 1 : FREE_TRIES + 2] == [2, 4, 8]
    assert max(pauses) == LONGEST_PAUSE


def told(window):
    return [message.text for message in window.messages.shown()]


def rail(window):
    return {name for name, entry in window.rail.entries.items() if not entry.isHidden()}


def test_the_rail_shows_what_a_role_opens(qtbot, house, folder, template, colleague):
    window = sign_in(qtbot, house)
    assert rail(window) == {"today", "meetings", "people", "points", "print", "office"}
    house.leave()
    give(folder, template[1], colleague, "V")
    window = sign_in(qtbot, house, OWN)
    assert window.shown.name == "today"
    assert rail(window) == {"today", "meetings", "office"}
    assert window.top.search.isHidden()
    window.go("office")
    assert set(window.shown.buttons) == {"people", "who_may", "machine", "about"}
    assert set(window.shown.sections) == {"people"}


def test_a_facilitator_finds_the_door_of_their_own_meeting_alone(
    qtbot, house, folder, template, colleague
):
    give(folder, template[1], colleague, "F")
    office = Office.open(folder, template[1])
    with office.change() as db:
        me = staff.listing(db)[0].id
        mine = planned(db, place="いなっせ")
        planned(db, place="別館", number=77)
        assignments.assign(db, mine, colleague, at=NOW, by=me)
        holding.open_meeting(db, mine, at=NOW, by=me)
        assert bodies.town_meeting(db)
    office.close()
    window = sign_in(qtbot, house, OWN)
    assert window.shown.name == "helping"
    assert rail(window) == {"helping", "office"}
    (begin,) = window.shown.begin
    qtbot.mouseClick(begin, Qt.MouseButton.LeftButton)
    assert window.shown.name == "reception"
    assert window.shown.covers
    assert house.desk.read(meetings.show, mine).place == "いなっせ"


def test_a_role_is_given_alone_and_an_administrator_by_two(
    qtbot, house, folder, template, colleague, monkeypatch
):
    window = sign_in(qtbot, house)
    window.go("office", "people")
    section = window.shown.sections["people"]
    card = section.roles
    me = house.desk.staff_id
    section.table.point_at(me)
    assert not card.save_roles.isEnabled()
    section.table.point_at(colleague)
    card.ticks[Role.CASES].setChecked(True)
    qtbot.mouseClick(card.save_roles, Qt.MouseButton.LeftButton)
    assert house.desk.read(staff.get, colleague).roles == {Role.STAFF, Role.CASES}
    monkeypatch.setattr(reason, "ask", lambda *_args, **_facts: "引き継ぎ")
    card.ticks[Role.ADMIN].setChecked(True)
    qtbot.mouseClick(card.save_roles, Qt.MouseButton.LeftButton)
    assert not house.desk.read(staff.get, colleague).administers
    (asked,) = house.desk.read(second_person.waiting, me, at=NOW)
    assert asked.mine
    window.go("today")
    assert not window.shown.second.isHidden()
    assert len(window.shown.second.buttons) == 2  # nobody else is left: the recovery key, too


def test_the_second_administrator_agrees_under_today(
    qtbot, house, folder, template, colleague, monkeypatch
):
    third = second(folder, template[1], "小林　さち")
    office = Office.open(folder, template[1])
    with office.change() as db:
        me = next(one.id for one in staff.listing(db) if one.name == MIDORI)
        staff.make_administrator(db, colleague, at=NOW, by=me)
        second_person.request(
            db, staff.make_administrator, {"staff_id": third}, about="小林さんを管理者にする",
            why="四月から", at=NOW, by=me,
        )  # fmt: skip
    office.close()
    window = sign_in(qtbot, house, OWN)
    card = window.shown.second
    assert card.isVisible()
    agree, _decline = card.buttons
    monkeypatch.setattr(question, "ask", lambda *_args, **_facts: "no")
    qtbot.mouseClick(agree, Qt.MouseButton.LeftButton)
    assert not house.desk.read(staff.get, third).administers
    monkeypatch.setattr(question, "ask", lambda *_args, **_facts: "yes")
    qtbot.mouseClick(card.buttons[0], Qt.MouseButton.LeftButton)
    assert house.desk.read(staff.get, third).administers
    assert card.isHidden()


def test_ones_own_passphrase_is_chosen_at_the_desk(qtbot, house, folder, template):
    second(folder, template[1])
    office = Office.open(folder, template[1])
    office.close()
    house.open()
    panel = house.way_in.frame.panels.currentWidget()
    panel.passphrase.insert(PASSPHRASE)
    qtbot.keyClick(panel.passphrase, Qt.Key.Key_Return)
    panels = house.way_in.frame.panels
    qtbot.waitUntil(lambda: isinstance(panels.currentWidget(), WhoIsThere), timeout=20_000)
    panels.currentWidget().people[0].click()
    window = house.window
    window.go("office", "people")
    own = window.shown.sections["people"].own
    own.pair.one.setText(OWN)
    own.pair.two.setText(OWN)
    own.take()
    qtbot.waitUntil(lambda: not house.desk.busy, timeout=20_000)
    assert keys.owners(folder) == {house.desk.staff_id}
    assert keys.unlock(folder, OWN).staff_id == house.desk.staff_id


def test_the_table_says_what_the_file_says(qtbot, house):
    window = sign_in(qtbot, house)
    window.go("office", "who_may")
    rows = window.shown.sections["who_may"].table.shown()
    assert len(rows) == len(roles.matrix())
    assert rows[0].permits[Role.VIEWER].cell is Cell.YES


def test_a_facilitator_is_put_in_charge_of_a_meeting_at_the_desk(
    qtbot, house, folder, template, colleague
):
    office = Office.open(folder, template[1])
    with office.change() as db:
        mine = planned(db, place="いなっせ")
    office.close()
    window = sign_in(qtbot, house)
    window.go("office", "people")
    section = window.shown.sections["people"]
    section.table.point_at(colleague)
    card = section.meetings
    assert card.meeting.value() == mine
    qtbot.mouseClick(card.give, Qt.MouseButton.LeftButton)
    assert house.desk.read(assignments.own, colleague, "meeting") == {mine}
    assert "いなくらし会議" in card.words.text()
    qtbot.mouseClick(card.take, Qt.MouseButton.LeftButton)
    assert house.desk.read(assignments.own, colleague, "meeting") == frozenset()


def test_the_sheet_from_the_safe_stands_in_for_a_second_administrator(
    qtbot, house, folder, colleague, monkeypatch
):
    key = keys.renew_recovery(folder, passphrase=PASSPHRASE)
    window = sign_in(qtbot, house)
    desk = house.desk
    desk.change(
        second_person.request, staff.make_administrator, {"staff_id": colleague},
        about="宮下さんを管理者にする", why="一人しかいない", at=NOW, by=desk.staff_id,
    )  # fmt: skip
    window.go("today")
    window.shown.freshen()
    by_key, _withdraw = window.shown.second.buttons
    monkeypatch.setattr(recovery_key, "ask", lambda *_args: "AAAA" * 7)
    qtbot.mouseClick(by_key, Qt.MouseButton.LeftButton)
    assert not desk.read(staff.get, colleague).administers
    monkeypatch.setattr(recovery_key, "ask", lambda *_args: key)
    qtbot.mouseClick(window.shown.second.buttons[0], Qt.MouseButton.LeftButton)
    assert desk.read(staff.get, colleague).administers
