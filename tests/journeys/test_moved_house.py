"""The office moves to a server, two desks work there at once, and it comes home again whole."""

import pytest
from PySide6.QtCore import Qt

from desktop.assembly import PAGES, maker
from desktop.desk import Desk
from desktop.dialogs import two_versions
from desktop.entrance.server_sign_in import ServerSignIn
from desktop.parts.chip import Chip  # noqa: F401 -- painted in the tables
from desktop.window import Window
from resources import journal, keys, moving, settings
from resources.database import Office
from resources.server import Address
from resources.shared import SharedOffice
from sessions import people, second_person, staff
from tests.cluster import PASSWORD
from tests.journeys.conftest import MIDORI
from tests.journeys.town import settle
from tests.town import NOW, PASSPHRASE

LEFT = Qt.MouseButton.LeftButton
OTHER = "赤羽　順子"
SLOW = 90_000
# The pages somebody works with all day, each on what it is about.
WORKED_WITH = (
    "today", "meetings", "meeting", "people", "person", "person_form", "person_history", "print",
    "documents", "office", "undo", "journal", "doubles", "intake", "found",
)  # fmt: skip


@pytest.fixture
def empty(cluster):
    """A database with nothing in it, as whoever looks after the server made it."""
    name = f"journey_{next(cluster._numbers)}"
    cluster.ask(f"CREATE DATABASE {name} TEMPLATE template0")
    yield name
    cluster.drop(name)


@pytest.fixture
def town(folder, template):
    made = settle(folder, template[1])
    office = Office.open(folder, template[1])
    with office.change() as db:
        first = staff.listing(db)[0].id
        other = staff.enrol(db, OTHER, kana="あかはね　じゅんこ", at=NOW, by=first)
        staff.make_administrator(db, other, at=NOW, by=first)
    office.close()
    return made


class Beside:
    """A second computer, at which somebody else signed in to the same server."""

    def __init__(self, clerk, address, folder):
        office = SharedOffice.open(address, folder)
        self.desk = Desk(office, office.staff_id(), clerk.clock)
        self.window = Window(self.desk, clock=clerk.clock)
        for name, where in PAGES.items():
            self.window.add_page(name, maker(where))
        self.window.show()

    def close(self):
        self.window.hide()
        self.window.deleteLater()
        self.desk.close()


def ask_for(desk, subject):
    """Ask the other administrator to agree to moving; they find it under Today."""
    return desk.change(
        second_person.request, second_person.grant,
        {"act": "database.move", "subject": subject}, about="移す", why="机が二つになる",
        at=desk.now(), by=desk.staff_id,
    )  # fmt: skip


def fill(form, cluster, database):
    form.host.setText(str(cluster.room))
    form.database.setText(database)
    form.user.setText("postgres")
    form.password.setText("")


def sharing(window):
    window.go("office", "sharing")
    return window.shown.sections["sharing"]


def let_in(qtbot, section, who, user):
    section.person.set_value(who)
    section.user.setText(user)
    section.password.setText(PASSWORD)
    qtbot.mouseClick(section.let_in, LEFT)
    qtbot.waitUntil(section.let_in.isEnabled, timeout=SLOW)
    assert section.user_field.error == ""


def test_an_office_moves_to_a_server_is_worked_in_by_two_and_comes_home(
    qtbot, clerk, town, cluster, empty, tmp_path, monkeypatch
):
    window = clerk.sign_in(who=MIDORI)
    section, me = sharing(window), clerk.house.desk.staff_id
    other = next(one.id for one in clerk.house.desk.read(staff.listing) if one.name == OTHER)
    request = ask_for(clerk.house.desk, "server")
    with clerk.house.desk.office.change() as db:
        second_person.approve(db, request, at=clerk.clock(), by=other)
    fill(section.form, cluster, empty)
    monkeypatch.setattr("desktop.office.sharing.ask", lambda *_args, **_facts: "move")
    qtbot.mouseClick(section.carry, LEFT)
    qtbot.waitUntil(lambda: section.carry.isEnabled() and section.task is None, timeout=SLOW)
    assert "一行ずつ比べました" in section.result.text()
    let_in(qtbot, section, me, "karasawa")
    let_in(qtbot, section, other, "akahane")
    kept = settings.load().server
    assert Address(kept).parts()["user"] == "postgres"

    # Everybody signs in at the server from now on, each with a user of their own.
    clerk.house.wiring.leave_desk()
    panel = clerk.panel
    assert isinstance(panel, ServerSignIn)
    panel.form.user.setText("karasawa")
    panel.form.password.setText(PASSWORD)
    panel.open.click()
    clerk.wait(lambda: clerk.house.window is not None)
    window, desk = clerk.house.window, clerk.house.desk
    assert desk.staff_id == me
    assert desk.office.on_server
    clerk.house.wiring.safekeeping.begin()  # as it does by itself, twenty seconds later
    clerk.wait(lambda: not desk.busy)
    assert "sound" not in window.messages._messages
    beside = Beside(clerk, cluster.address(empty, "akahane"), tmp_path / "beside")
    try:
        assert beside.desk.staff_id == other
        both_at_work(qtbot, clerk, beside, town, monkeypatch)
        every_page(window, town)
        request = ask_for(desk, "file")
        beside.desk.change(second_person.approve, request, at=clerk.clock(), by=other)
    finally:
        beside.close()
    assert desk.read(journal.verify).broken_at is None

    section = sharing(window)
    fill(section.form, cluster, empty)
    section.folder.text.setText(str(tmp_path / "home_again"))
    section.pair.one.setText(PASSPHRASE)
    section.pair.two.setText(PASSPHRASE)
    qtbot.mouseClick(section.carry, LEFT)
    qtbot.waitUntil(lambda: section.dialog is not None, timeout=SLOW)
    section.dialog.reject()
    assert "一行ずつ比べました" in section.result.text()
    same_rows(desk.office, tmp_path / "home_again")


def both_at_work(qtbot, clerk, beside, town, monkeypatch):
    """What the other desk did shows unasked, and a stale save loses nothing of either."""
    window, desk, person = clerk.house.window, clerk.house.desk, town.people[0]
    window.go("person", person)
    qtbot.waitUntil(desk.office._hearing.listening.is_set, timeout=SLOW)
    before = beside.desk.read(people.get, person).version
    beside.window.go("person_form", person)
    beside.window.shown.form.memo.setPlainText("夕方につながりやすい")
    beside.window.shown.register.click()
    assert desk.read(people.get, person).version == before + 1
    qtbot.waitUntil(
        lambda: window.shown.whole.facts.person.note == "夕方につながりやすい", timeout=SLOW
    )

    # Both open the form; the other one is quicker.
    window.go("person_form", person)
    mine = window.shown
    mine.form.address.setText("伊那市高遠町1番地")
    beside.window.go("person_form", person)
    beside.window.shown.form.address.setText("伊那市高遠町2番地")
    beside.window.shown.register.click()
    asked = []

    def leave(_parent, base, own, theirs):
        asked.append((base.address, own.address, theirs.address))

    monkeypatch.setattr(two_versions, "ask", leave)
    mine.register.click()
    assert [one[1:] for one in asked] == [("伊那市高遠町1番地", "伊那市高遠町2番地")]
    assert mine.form.address.text() == "伊那市高遠町1番地"  # what was typed is still there
    assert desk.read(people.get, person).address == "伊那市高遠町2番地"

    def choose(_parent, _base, own, _theirs):
        return own

    monkeypatch.setattr(two_versions, "ask", choose)
    mine.register.click()
    assert desk.read(people.get, person).address == "伊那市高遠町1番地"
    assert desk.read(people.get, person).note == "夕方につながりやすい"


def every_page(window, town):
    """Each page of the day opens on the server, and says what it is about."""
    about = {
        "meeting": town.meeting, "person": town.people[0], "person_form": town.people[1],
        "person_history": town.people[0], "found": "たかはし",
    }  # fmt: skip
    for name in WORKED_WITH:
        window.go(name, about.get(name, ""))
        assert window.shown.name == name
        if name == "person_form":
            window.shown.leave.click()
    window.go("office")
    for section in list(window.shown.buttons):
        window.go("office", section)
        assert section in window.shown.sections


def same_rows(shared, folder):
    """Every table holds the same rows on both sides; only each journal says it was moved."""
    home = Office.open(folder, keys.unlock_by_passphrase(folder, PASSPHRASE))
    try:
        with shared.read() as there, home.read() as here:
            for table in moving.tables():
                if table.name not in {"journal", "journal_value"}:
                    assert moving.digest(here, table) == moving.digest(there, table), table.name
            assert journal.recent(here, 1)[0].act == journal.recent(there, 1)[0].act
            assert journal.verify(here).lines == journal.verify(there).lines
            assert journal.verify(here).broken_at is None
    finally:
        home.close()
