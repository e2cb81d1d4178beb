"""On a server each role may do what the matrix says and nothing else, whatever program asks."""

import subprocess
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import psycopg
import pytest
import sqlalchemy as sa

from resources import calendar, hall_rows, rights, roles, server
from resources.migrations import guards
from resources.refusals import Refusal
from resources.roles import Cell, Role
from resources.shared import SharedOffice
from sessions import (
    arrivals,
    assignments,
    door_search,
    meetings,
    people,
    permission,
    rosters,
    staff,
)
from sessions.answers import Kind
from sessions.door_log import Way
from tests.cluster import PASSWORD, binaries
from tests.sessions.hall import hall, planned, register
from tests.town import NOW, STAFF

pytestmark = pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
WHO = {"at": NOW, "by": STAFF}
USERS = {role: group.replace("inakurashi", "clerk") for role, group in rights.GROUPS.items()}
ACTS = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")


def database_of(office):
    return office.address.parts()["dbname"]


@pytest.fixture
def sign_in(office, cluster):
    """Return a driver's connection signed in as a role: `sign_in(Role.STAFF)`."""
    opened = []

    def enter(role):
        opened.append(server.connect(cluster.address(database_of(office), USERS[role])))
        return opened[-1]

    yield enter
    for connection in opened:
        connection.close()


@pytest.fixture
def door(office, cluster, tmp_path):
    """A hall open now, in the charge of a facilitator who signs in on the server."""
    now = datetime.now(UTC)
    today = calendar.local(now)
    with office.change() as db:
        me = staff.enrol(db, "唐澤　みどり", at=NOW)
        helper = staff.enrol(db, "宮下　誠", at=NOW, by=me)
        it = hall(db)
        assignments.assign(db, it.meeting, helper, **WHO)
        other = planned(db)
        register(db, "他所　人", "よその　ひと", "富県", "0265-00-0000")
    cluster.ask(
        f"UPDATE app.meeting SET held_on = '{today.date()}', begins = NULL, ends = NULL"
        f" WHERE id = '{it.meeting}';"
        f"INSERT INTO desk.login VALUES ('{USERS[Role.FACILITATOR]}', '{helper}')"
        " ON CONFLICT (user_name) DO UPDATE SET staff_id = excluded.staff_id",
        database_of(office),
    )
    entered = SharedOffice.open(
        cluster.address(database_of(office), USERS[Role.FACILITATOR]), tmp_path / "door"
    )
    yield entered, it, other, helper
    entered.close()


@pytest.mark.parametrize("role", list(Role))
def test_every_table_gives_a_role_what_the_matrix_says(sign_in, role):
    """Read and write, cell by cell, asked of the server as the person who signed in."""
    driver = sign_in(role)
    tables = [
        name for (name,) in driver.execute("SELECT tablename FROM pg_tables WHERE schemaname='app'")
    ]
    assert len(tables) > 40
    growing, beside = set(guards.growing_tables()), hall_rows.BESIDE_THE_DOOR
    assert set(tables) == set(rights.TABLES)
    for table in tables:
        reading, writing = rights.TABLES[table]

        def allowed(acts):
            cells = {roles.matrix()[act].permits[role].cell for act in acts}
            return bool(cells - {Cell.NO, Cell.ASK, Cell.MASKED})

        correct = allowed(writing) and table not in growing
        if table == "journal_value":
            correct = role is Role.ADMIN
        door = role is Role.FACILITATOR
        opens = door and table in hall_rows.DOOR_WRITES
        expected = {
            "SELECT": allowed(reading) or (role is Role.FACILITATOR and table in beside),
            "INSERT": allowed(writing) and not (opens and table == "meeting"), "UPDATE": correct and not opens,
            "DELETE": correct and not door, "TRUNCATE": False, "REFERENCES": False, "TRIGGER": False,
        }  # fmt: skip
        found = {
            act: driver.execute(
                "SELECT has_table_privilege(current_user, %s, %s)", (f"app.{table}", act)
            ).fetchone()[0]
            for act in ACTS
        }
        assert found == expected, table


@pytest.mark.parametrize("role", list(Role))
def test_nobody_at_the_desk_can_change_a_log_a_guard_or_the_tables(office, sign_in, role):
    with office.change() as db:
        it = hall(db)
        arrivals.check_in(db, it.meeting, it.codes[0], way=Way.SCANNER, desk="A", **WHO)
    driver = sign_in(role)
    for attack in (
        "UPDATE journal SET by = 'x'",
        "DELETE FROM journal",
        "TRUNCATE journal CASCADE",
        "UPDATE arrival SET desk = 'x'",
        "DELETE FROM arrival",
        "ALTER TABLE journal DISABLE TRIGGER ALL",
        "DROP TRIGGER journal_refuses_update ON journal",
        "SET session_replication_role = replica",
        "ALTER TABLE person DISABLE ROW LEVEL SECURITY",
        "SET ROLE inakurashi_owner",
        "CREATE TABLE app.mine (x int)",
        "CREATE TABLE public.mine (x int)",
        "UPDATE desk.login SET staff_id = 'x'",
        "UPDATE alembic_version SET version_num = 'x'",
        "CREATE OR REPLACE FUNCTION desk.my_staff_id() RETURNS varchar LANGUAGE sql AS 'SELECT 1'",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            driver.execute(attack)


@pytest.mark.parametrize(
    ("begins", "ends", "now", "there"),
    [
        ("13:00", "15:00", "2026-05-19 12:00", True),
        ("13:00", "15:00", "2026-05-19 11:59", False),
        ("13:00", "15:00", "2026-05-19 16:00", True),
        ("13:00", "15:00", "2026-05-19 16:01", False),
        ("21:30", "23:30", "2026-05-19 22:00", True),
        ("21:30", "23:30", "2026-05-20 00:30", True),
        ("21:30", "23:30", "2026-05-20 00:31", False),
        ("00:10", "02:00", "2026-05-18 23:10", True),
        ("00:10", "02:00", "2026-05-18 23:09", False),
        ("", "", "2026-05-19 23:59", True),
        ("10:00", "", "2026-05-19 00:00", True),
        ("10:00", "", "2026-05-20 00:00", False),
    ],
)
def test_the_hours_of_a_meeting_are_those_of_the_desk_also_about_midnight(
    door, cluster, office, begins, ends, now, there
):
    entered, it, _other, _helper = door
    times = ", ".join(
        f"{name} = '{time}'" if time else f"{name} = NULL"
        for name, time in (("begins", begins), ("ends", ends))
    )
    cluster.ask(
        f"UPDATE app.meeting SET held_on = '2026-05-19', {times} WHERE id = '{it.meeting}';"
        "CREATE OR REPLACE FUNCTION desk.local_now() RETURNS timestamp"
        f" LANGUAGE sql STABLE AS $$ SELECT timestamp '{now}' $$",
        database_of(office),
    )
    with entered.read() as db:
        seen = set(db.scalars(sa.text("SELECT desk.my_meetings()")))
    assert seen == ({it.meeting} if there else set())
    at = datetime.fromisoformat(now).replace(tzinfo=ZoneInfo("Asia/Tokyo"))
    with office.read() as db:
        assert permission.within_hours(meetings.show(db, it.meeting), at) is there


def test_a_facilitator_receives_people_of_their_own_meeting(door):
    office, it, _other, helper = door
    with office.change() as db:
        answer = arrivals.check_in(
            db, it.meeting, it.codes[0], way=Way.SCANNER, desk="A", at=NOW, by=helper
        )
    assert (answer.kind, answer.name) == (Kind.RECEIVED, "髙橋　ハツヱ")
    assert office.staff_id() == helper


def test_a_facilitator_finds_people_of_their_own_meeting_by_name(door):
    office, it, _other, _helper = door
    with office.read() as db:
        (found,) = door_search.on_list(db, it.meeting, "たかはし").candidates
        assert found.name == "髙橋　ハツヱ"
        assert door_search.on_list(db, it.meeting, "よその").candidates == ()
        assert door_search.not_on_list(db, it.meeting, "よその").candidates == ()
        assert len(rosters.listing(db, it.meeting)) == len(it.lines)


def test_a_facilitator_sees_names_of_their_own_meeting_and_nothing_else(door):
    office, it, other, _helper = door
    with server.connect(office.address) as driver:
        seen = {name for (name,) in driver.execute("SELECT name FROM person")}
        assert "髙橋　ハツヱ" in seen
        assert "他所　人" not in seen
        assert driver.execute("SELECT id FROM meeting").fetchall() == [(it.meeting,)]
        for secret in (
            "SELECT * FROM person",
            "SELECT birth FROM person",
            "SELECT note FROM person",
            "SELECT after FROM journal_value",
            "SELECT name FROM former_name",
            "SELECT phone FROM emergency_contact",
            "UPDATE person SET name = 'x'",
            "UPDATE staff SET roles = 'A'",
        ):
            with pytest.raises(
                (psycopg.errors.InsufficientPrivilege, psycopg.errors.UndefinedColumn)
            ):
                driver.execute(secret)
        assert driver.execute("SELECT digits FROM phone").fetchall() == []
        assert driver.execute("SELECT why FROM suppression_words").fetchall() == []
        keys = "SELECT count(DISTINCT person_id) FROM search_key"
        assert driver.execute(keys).fetchone() == (len(it.people),)
        # Not even a line in the log of another meeting.
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            driver.execute(
                "INSERT INTO arrival SELECT 'x', now(), '', %s, %s, 'arrive', 1, 1, now(),"
                " 'command', '', ''",
                (other, it.lines[0]),
            )


@pytest.mark.parametrize("day", [-1, 1])
def test_outside_of_its_hours_the_meeting_is_shut_to_a_facilitator(door, cluster, day):
    office, it, _other, _helper = door
    cluster.ask(f"UPDATE app.meeting SET held_on = held_on + {day}", database_of(office))
    with server.connect(office.address) as driver:
        for table in ("meeting", "person", "expected", "arrival"):
            assert driver.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    with pytest.raises(Refusal), office.change() as db:
        arrivals.check_in(db, it.meeting, it.codes[0], way=Way.SCANNER, desk="A", **WHO)


def test_a_viewer_sees_no_name(office, sign_in):
    with office.change() as db:
        hall(db)
    driver = sign_in(Role.VIEWER)
    for table in ("person", "expected", "phone", "certificate", "pass", "journal_value"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            driver.execute(f"SELECT * FROM {table}")
    assert driver.execute("SELECT count(*) FROM meeting").fetchone() == (1,)


def test_what_the_server_forbids_is_told_as_a_refusal(office, cluster, tmp_path):
    entered = SharedOffice.open(
        cluster.address(database_of(office), USERS[Role.STAFF]), tmp_path / "staff"
    )
    with pytest.raises(Refusal, match="Your role does not allow this"), entered.change() as db:
        staff.enrol(db, "宮下　誠", at=NOW, by=STAFF)
    with entered.change() as db:
        people.enrol(db, people.PersonDetails(name="岡　花"), **WHO)
    entered.close()


def test_a_dump_by_somebody_at_the_desk_fails_rather_than_leaving_rows_out(office, door):
    _entered, _it, _other, _helper = door
    address = server.Address(office.address.kept().replace("clerk_admin", "clerk_floor"))
    made = subprocess.run(
        [str(binaries() / "pg_dump"), "--dbname", address.with_password(PASSWORD).url],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert made.returncode != 0
