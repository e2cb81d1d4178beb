"""共有: the office moves to a server from the window, two desks work there, and it comes home."""

import psycopg
import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt

from desktop import assembly
from desktop.desk import Desk
from desktop.dialogs import reason
from desktop.entrance.elsewhere import Elsewhere
from desktop.entrance.server_sign_in import ServerSignIn
from desktop.office.sharing import SharingSection
from desktop.pages.office import Office as OfficePage
from desktop.parts.chip import Chip  # noqa: F401 -- painted in the tables
from desktop.style.scale import scale
from resources import keys, settings
from resources.database import Office
from resources.refusals import Refusal
from resources.shared import SharedOffice
from sessions import bodies, people, second_person, staff
from sessions.people import PersonDetails
from tests.cluster import PASSWORD
from tests.desktop.start_town import *  # noqa: F403 -- fixtures
from tests.desktop.test_office import Telling
from tests.town import NOW, PASSPHRASE


@pytest.fixture
def empty(cluster):
    """A database with nothing in it, as whoever looks after the server made it."""
    name = f"window_{next(cluster._numbers)}"
    cluster.ask(f"CREATE DATABASE {name} TEMPLATE template0")
    yield name
    cluster.drop(name)


@pytest.fixture
def desk(qapp, office):
    with office.change() as db:
        me = staff.enrol(db, "唐澤　みどり", kana="からさわ　みどり", at=NOW)
        bodies.seed(db, at=NOW, by=me)
    made = Desk(office, me, lambda: NOW)
    yield made
    made.close()


@pytest.fixture
def section(qtbot, desk, machine):
    frame = Telling()
    made = SharingSection(desk, frame)
    qtbot.addWidget(made)
    made.refresh()
    made.show()
    yield made
    scale.set_factor(1.0)


def fill(form, cluster, database, user="postgres", password=""):
    form.host.setText(str(cluster.room))
    form.database.setText(database)
    form.user.setText(user)
    form.password.setText(password)


def agree(desk, subject):
    """Let what two people do about moving be agreed to, as the sheet from the safe does."""
    request = desk.change(
        second_person.request, second_person.grant,
        {"act": "database.move", "subject": subject}, about="移す", why="新しいサーバー", at=NOW,
        by=desk.staff_id,
    )  # fmt: skip
    desk.change(second_person.approve_by_recovery_key, request, at=NOW, by=desk.staff_id)


def ended(section):
    return lambda: section.carry.isEnabled() and section.task is None


def test_the_trial_says_what_was_found_in_plain_words(qtbot, section, cluster, empty):
    fill(section.form, cluster, empty)
    qtbot.mouseClick(section.test, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(section.test.isEnabled, timeout=20_000)
    assert "サーバーが応えました" in section.result.text()
    assert "空です" in section.result.text()
    section.form.host.setText("127.0.0.1:1")
    section.test.click()
    qtbot.waitUntil(section.test.isEnabled, timeout=20_000)
    assert "応えません" in section.result.text()


def test_an_office_goes_over_people_are_let_in_and_it_comes_home(
    qtbot, section, cluster, empty, tmp_path, monkeypatch
):
    desk = section.desk
    fill(section.form, cluster, empty)
    monkeypatch.setattr(reason, "ask", lambda *_args, **_facts: "新しいサーバー")
    section.move_over()  # alone it is only asked for
    assert section.task is None
    section.move_over()
    assert "頼んであります" in section.frame.told["office"]
    (waiting,) = desk.read(second_person.waiting, desk.staff_id, at=NOW)
    desk.change(second_person.approve_by_recovery_key, waiting.id, at=NOW, by=desk.staff_id)
    section.move_over()
    qtbot.waitUntil(ended(section), timeout=60_000)
    assert "一行ずつ比べました" in section.result.text()
    assert list((desk.office.folder / "backups").iterdir())
    assert settings.load().server == f"postgresql://postgres@/{empty}?host=" + str(
        cluster.room
    ).replace("/", "%2F")
    section.user.setText("karasawa")
    section.password.setText(PASSWORD)
    qtbot.mouseClick(section.let_in, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(section.let_in.isEnabled, timeout=20_000)
    assert section.user_field.error == ""
    assert cluster.ask("SELECT user_name, staff_id FROM desk.login", empty) == [
        ("karasawa", desk.staff_id)
    ]

    there = SharedOffice.open(cluster.address(empty, "karasawa"), tmp_path / "there")
    assert there.staff_id() == desk.staff_id
    shared_desk = Desk(there, desk.staff_id, lambda: NOW)
    page = OfficePage(shared_desk, Telling())
    qtbot.addWidget(page)
    assert not {"keys", "copies"} & set(page.buttons)
    page.show_section("sharing")
    home = page.sections["sharing"]
    fill(home.form, cluster, empty)
    home.folder.text.setText(str(tmp_path / "home"))
    home.pair.one.setText(PASSPHRASE)
    home.pair.two.setText(PASSPHRASE)
    home.carry.click()
    qtbot.waitUntil(lambda: home.dialog is not None, timeout=60_000)
    home.dialog.reject()
    assert (settings.load().server, settings.load().data_folder) == ("", str(tmp_path / "home"))
    shared_desk.close()
    back = Office.open(tmp_path / "home", keys.unlock_by_passphrase(tmp_path / "home", PASSPHRASE))
    with back.read() as db:
        assert [one.id for one in staff.listing(db)] == [desk.staff_id]
    back.close()


def test_a_move_that_fails_switches_nothing(qtbot, section, cluster, empty):
    cluster.ask(f"ALTER DATABASE {empty} ALLOW_CONNECTIONS false")
    fill(section.form, cluster, empty)
    agree(section.desk, "server")
    section.move_over()
    qtbot.waitUntil(ended(section), timeout=60_000)
    assert settings.load().server == ""
    cluster.ask(f"ALTER DATABASE {empty} ALLOW_CONNECTIONS true")


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_the_entrance_opens_the_office_on_the_server(qtbot, office, cluster, machine, tmp_path):
    database = office.address.parts()["dbname"]
    with office.change() as db:
        me = staff.enrol(db, "唐澤　みどり", kana="からさわ　みどり", at=NOW)
        bodies.seed(db, at=NOW, by=me)
    settings.change(server=office.address.kept())
    house = assembly.House(tmp_path / "nowhere", clock=lambda: NOW)
    house.open()
    panel = house.way_in.frame.panels.currentWidget()
    assert isinstance(panel, ServerSignIn)
    assert (panel.form.user.text(), panel.form.database.text()) == ("clerk_admin", database)
    panel.form.password.setText("ちがうパスワード")
    panel.open.click()
    qtbot.waitUntil(lambda: bool(panel.form.password_field.error), timeout=20_000)
    assert "パスワード" in panel.form.password_field.error
    panel.form.password.setText(PASSWORD)
    panel.open.click()
    qtbot.waitUntil(lambda: house.window is not None, timeout=30_000)
    assert house.window.shown.name == "today"
    assert PASSWORD not in settings.default_path().read_text("utf-8")
    house.lock()
    assert isinstance(house.way_in.frame.panels.currentWidget(), ServerSignIn)
    house.way_in.frame.panels.currentWidget().elsewhere.emit()
    other = house.way_in.frame.panels.currentWidget()
    assert isinstance(other, Elsewhere)
    house.leave()


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"], indirect=True)
def test_what_another_desk_did_shows_unasked_and_a_stale_save_loses_nothing(
    qtbot, office, new_office, engine, tmp_path
):
    with office.change() as db:
        me = staff.enrol(db, "唐澤　みどり", at=NOW)
        person = people.enrol(db, PersonDetails(name="岡　花"), at=NOW, by=me)
    if engine == "postgresql":
        beside = SharedOffice.open(office.address, tmp_path / "beside")
    else:
        beside = Office.open(office.folder, office.data_key)
    one, other = Desk(office, me, lambda: NOW), Desk(beside, me, lambda: NOW)
    one.listen()
    heard = []
    one.changed.connect(heard.append)
    if engine == "postgresql":
        assert office._hearing.listening.wait(20)
    seen = one.read(people.get, person)
    before = other.read(people.get, person)
    other.change(
        people.correct, person, PersonDetails(name="岡　花子"),
        version=before.version, at=NOW, by=me,
    )  # fmt: skip
    qtbot.waitUntil(lambda: any("Person" in told for told in heard), timeout=10_000)
    with pytest.raises(Refusal, match="ほかの机"):
        one.change(
            people.correct, person, PersonDetails(name="岡　はな"),
            version=seen.version, at=NOW, by=me,
        )  # fmt: skip
    assert one.read(people.get, person).name == "岡　花子"
    heard.clear()
    one.change(
        people.correct, person, PersonDetails(name="岡　はな"),
        version=one.read(people.get, person).version, at=NOW, by=me,
    )  # fmt: skip
    own = list(heard)
    one.hear()
    assert heard == own  # one's own act is told once
    other.close()
    one.close()


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_after_a_cut_everything_may_have_changed(qtbot, office, cluster):
    office.changed_elsewhere()
    assert office._hearing.listening.wait(20)
    with psycopg.connect(cluster.superuser().url, autocommit=True) as driver:
        driver.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s",
            (office.address.parts()["dbname"],),
        )
    told = set()
    qtbot.waitUntil(lambda: told.update(office.changed_elsewhere()) or "Person" in told)
    with office.read() as db:
        assert db.scalar(sa.text("SELECT 1")) == 1
