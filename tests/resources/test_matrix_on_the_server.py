"""Every cell of the matrix, tried twice as whoever signed in: at the desk, and past it.

Past the desk means by a statement of one's own, as another program would send it with the same
user and password. Both must answer what `roles.csv` says, so that the engines do not differ.
"""

import csv
from datetime import UTC, datetime

import psycopg
import pytest

from desktop.desk import Desk
from resources import calendar, journal, rights, roles, server, serving
from resources.refusals import Refusal
from resources.roles import Role
from resources.shared import SharedOffice
from sessions import (
    arrivals,
    assignments,
    attendance,
    overview,
    people,
    permission,
    rosters,
    second_person,
    staff,
)
from sessions.door_log import Way
from tests.cluster import PASSWORD
from tests.house.test_roles import BOUND, MATRIX
from tests.resources.past_the_desk import OTHERS, Side, Town, ask, line, row, statements, takeout
from tests.sessions.hall import TOWN, hall, number
from tests.town import NOW

pytestmark = pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
USERS = {role: group.replace("inakurashi", "cell") for role, group in rights.GROUPS.items()}
DESK = "入口"

NOWHERE = {
    "case.metadata", "case.read", "case.correct", "case.break_glass", "package.approve",
}  # fmt: skip
"""Acts of programmes that keep nothing yet: nothing is bound to them, and no table is theirs."""
BESIDE = {"machine.test", "backup.make"}
"""Acts about a computer of the office: the data have no part in them."""


@pytest.fixture
def town(office, cluster):
    database = office.address.parts()["dbname"]
    now = datetime.now(UTC)
    today = calendar.local(now)
    with office.change() as db:
        first = staff.enrol(db, "渡辺", at=NOW)
        db.add(staff.Staff(id=OTHERS, name="他所", recorded_at=NOW, recorded_by=first))
        ours, theirs = hall(db), hall(db)
        number(db, ours.people[0], "1001")
        number(db, theirs.people[0], "2002")
        who = {}
        for role in Role:
            who[role] = staff.enrol(db, role.name, at=NOW, by=first)
            row = db.get(staff.Staff, who[role])
            row.roles = role.value
            assignments.assign(db, ours.meeting, who[role], at=NOW, by=first)
            assignments.assign(db, ours.people[0], who[role], kind="person", at=NOW, by=first)
            journal.write(db, "rename", "staff", OTHERS, at=NOW, by=who[role], after={"x": 1})
        request = second_person.request(
            db, staff.make_administrator, {"staff_id": OTHERS}, about="x", why="x", at=now,
            by=first,
        )  # fmt: skip
    begins = "00:00" if today.hour == 0 else f"{today.hour - 1:02}:59"
    cluster.ask(
        "INSERT INTO app.activity (id, recorded_at, recorded_by, source, key, fact, line, number,"
        " minutes, content, problem, card_forgotten, confirmed, approved, year)"
        " SELECT n, now(), '', 'hand', n, n, 1, n, 30, '', '', false, true, true, 2026"
        " FROM (VALUES ('1001'), ('2002')) AS given(n);"
        "INSERT INTO app.year_closing (id, recorded_at, recorded_by, year, figures)"
        " VALUES ('2031', now(), '', 2031, '{}');"
        f"UPDATE app.meeting SET held_on = '{today.date()}', begins = '{begins}', ends = NULL;"
        "UPDATE app.expected SET needs = 'wheelchair';"
        "INSERT INTO app.emergency_contact (id, version, recorded_at, recorded_by, person_id,"
        " place, name, relation, phones, note)"
        " SELECT id, 1, now(), '', id, 0, 'x', '', '[]', '' FROM app.person;"
        "UPDATE app.person SET birth = '1950-01-01'",
        database,
    )
    received = {}
    with office.change() as db:
        for role, code in zip(Role, ours.codes, strict=True):
            received[role] = arrivals.check_in(
                db, ours.meeting, code, way=Way.SCANNER, desk=DESK, at=now, by=who[role]
            ).arrival_id
        others = arrivals.check_in(
            db, theirs.meeting, theirs.codes[0], way=Way.SCANNER, desk=DESK, at=now, by=first
        ).arrival_id
    found = Town(
        who, first, ours, theirs.meeting, theirs.lines[0], ours.people[1], 2 * len(TOWN),
        theirs.people[0], request,
    )  # fmt: skip
    found.received, found.others = received, others
    with office.read() as db:
        found.last = {
            one: journal.recent(db, 1, done_by=one)[0].seq for one in (first, *who.values())
        }
    return found


@pytest.fixture
def signed_in(office, cluster, town, tmp_path):
    """Return the office as somebody of a role signs in to it: `signed_in(Role.STAFF)`."""
    database, opened = office.address.parts()["dbname"], []

    def enter(role):
        admin = cluster.superuser(database)
        serving.let_in(admin, USERS[role], PASSWORD, frozenset({role}), town.staff[role])
        opened.append(SharedOffice.open(cluster.address(database, USERS[role]), tmp_path / role))
        return opened[-1]

    yield enter
    for one in opened:
        one.close()


def sides(town, role):
    """Return what is somebody's own, and what is others'."""
    me = town.staff[role]
    place = list(Role).index(role)
    ours = Side(
        town.own.meeting, town.own.lines[place], town.own.people[0], me, 1, DESK, me, town, "1001"
    )
    theirs = Side(
        town.other, town.other_line, town.others_person, town.first, 1, DESK, me, town, "2002"
    )
    return {True: ours, False: theirs}


def said(cell, *, own):
    """Say by the text of the file alone whether something goes through, a reason being given."""
    word = cell.partition(":")[0]
    if word in {"own", "open", "soon"}:
        return own
    return word in {"yes", "limit", "masked", "reason"}


def past_the_desk(office, wanted):
    """Tell whether the server did what was asked; a mere constraint comes after the right."""
    with server.connect(office.address, path="veil,app") as driver:
        driver.execute("BEGIN")
        try:
            for text, values in wanted:
                values = [datetime.now(UTC) if value == "now" else value for value in values]
                done = driver.execute(text, values).rowcount
        except (psycopg.errors.InsufficientPrivilege, psycopg.errors.FeatureNotSupported):
            return False  # the second, where nothing can be written through the veil
        except psycopg.errors.ObjectNotInPrerequisiteState:
            return False
        except psycopg.IntegrityError:
            return True
        finally:
            driver.execute("ROLLBACK")
    return done != 0


def at_the_desk(desk, act, side, arrival, monkeypatch):
    """Tell whether the desk lets a call through that is `act`, on one side."""
    facts = {"meeting_id": side.meeting, "person_id": side.person, "reason": "r"}
    if act == "arrival.take_back":
        facts |= {"arrival_id": arrival, "desk": side.desk}
    if act == "journal.read":
        facts = {"done_by": side.by}
    if act == "act.undo":
        facts = {"seq": side.office.last[side.by]}

    def probe(db, meeting_id="", *, person_id="", arrival_id="", desk="", reason="", done_by="",
              seq=None):  # fmt: skip
        return True

    monkeypatch.setattr(roles, "act_of", lambda _function: act)
    try:
        return desk.change(probe, **facts)
    except Refusal:
        return False


def rows():
    with MATRIX.open(encoding="utf-8", newline="") as file:
        return [one for one in csv.DictReader(file) if one["act"] not in NOWHERE | BESIDE]


@pytest.mark.parametrize("role", Role, ids=lambda role: role.name)
def test_every_cell_is_the_same_at_the_desk_and_past_it(qapp, town, signed_in, role, monkeypatch):
    office = signed_in(role)
    desk = Desk(office, town.staff[role], lambda: datetime.now(UTC))
    assert office.staff_id() == desk.staff_id
    differ = []
    for one in rows():
        for own, side in sides(town, role).items():
            arrival = town.received[role] if own else town.others
            wanted = said(one[role.value], own=own)
            found = (
                at_the_desk(desk, one["act"], side, arrival, monkeypatch),
                past_the_desk(office, statements(one["act"], side)),
            )
            if found != (wanted, wanted):
                differ.append((one["act"], "own" if own else "others'", wanted, *found))
    assert differ == []


def test_every_act_is_tried_or_said_to_have_nothing_to_try(engine):
    with BOUND.open(encoding="utf-8", newline="") as file:
        bound = {one["act"] for one in csv.DictReader(file)}
    assert bound & NOWHERE == set()
    assert len(rows()) + len(NOWHERE) + len(BESIDE) == len(roles.matrix())


def test_more_than_a_role_may_take_out_alone_is_refused_both_ways(town, signed_in):
    office = signed_in(Role.STAFF)
    me = town.staff[Role.STAFF]
    side = sides(town, Role.STAFF)[True]
    for act, limit, past in (
        ("people.export", 300,
         lambda count: line("export", "list", {"purpose": "r", "count": count}, me)),
        ("package.make", 100, lambda count: takeout(side, count)),
    ):  # fmt: skip
        with office.read() as db:
            permission.ensure_within(db, me, act, limit)
            with pytest.raises(Refusal, match=f"{limit + 1} are more"):
                permission.ensure_within(db, me, act, limit + 1)
        assert past_the_desk(office, past(limit))
        assert not past_the_desk(office, past(limit + 1))


def test_without_a_purpose_no_list_goes_out_even_past_the_desk(town, signed_in):
    office = signed_in(Role.STAFF)
    me = town.staff[Role.STAFF]
    assert not past_the_desk(office, line("export", "list", {"purpose": " ", "count": 1}, me))
    assert not past_the_desk(office, line("export", "person", {"reason": ""}, me))


def test_what_a_viewer_sees_of_the_list_is_masked_by_the_server_itself(qapp, town, signed_in):
    office = signed_in(Role.VIEWER)
    with server.connect(office.address, path="veil,app") as driver:
        found = driver.execute(
            "SELECT name, kana, district, phone, search FROM expected"
        ).fetchall()
        people = driver.execute("SELECT name, birth, note FROM person").fetchall()
    assert len(found) == len(people) == 2 * len(TOWN)
    written = {masked for masked, *_more in people}
    assert written == {f"{name[0]}〇〇" for name, *_rest in TOWN}
    assert {row[1:] for row in people} == {(None, "")}
    with server.connect(office.address) as driver:
        for table in ("person", "expected", "arrival", "phone"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                driver.execute(f"SELECT * FROM app.{table}")
    desk = Desk(office, town.staff[Role.VIEWER], lambda: datetime.now(UTC))
    seen = desk.read(rosters.listing, town.own.meeting)
    assert {line.name for line in seen} == written
    assert "たかはし" not in repr(seen)
    counts = desk.read(attendance.counts, town.own.meeting)
    assert counts.present == len(Role)
    assert desk.read(
        overview.day, desk.staff_id, calendar.day_of(datetime.now(UTC))
    ).waiting.people == len(people)


def test_who_looks_and_works_is_not_masked(town, cluster, office):
    """Two roles allow what either of them allows."""
    database = office.address.parts()["dbname"]
    both = frozenset({Role.VIEWER, Role.STAFF})
    serving.let_in(cluster.superuser(database), "cell_both", PASSWORD, both, town.first)
    with server.connect(cluster.address(database, "cell_both"), path="veil,app") as driver:
        assert ("髙橋　ハツヱ",) in driver.execute("SELECT name FROM person").fetchall()


def test_a_role_given_at_the_desk_holds_on_the_server_at_once(qapp, town, signed_in):
    """And who leaves is not let in any more, whichever program they use."""
    administrator, viewer = signed_in(Role.ADMIN), signed_in(Role.VIEWER)
    me, them = town.staff[Role.ADMIN], town.staff[Role.VIEWER]
    with pytest.raises(Refusal), viewer.change() as db:
        people.enrol(db, people.PersonDetails(name="岡　花"), at=NOW, by=them)
    with administrator.change() as db:
        staff.assign_roles(db, them, "S", at=NOW, by=me)
    with viewer.change() as db:
        people.enrol(db, people.PersonDetails(name="岡　花"), at=NOW, by=them)
        assert people.get(db, town.own.people[0]).name == "髙橋　ハツヱ"
    with administrator.change() as db:
        staff.leave(db, them, at=NOW, by=me)
    with pytest.raises(Refusal):
        server.connect(viewer.address)


def test_an_administrator_is_made_by_two_even_past_the_desk(town, signed_in):
    office = signed_in(Role.ADMIN)
    me = town.staff[Role.ADMIN]
    make = ask("UPDATE staff SET roles = 'AS' WHERE id = %s", town.staff[Role.STAFF])
    assert not past_the_desk(office, make)
    with office.change() as db:
        second_person.approve(db, town.request, at=datetime.now(UTC), by=me)
        assert staff.get(db, OTHERS).administers
        own = second_person.request(
            db, staff.make_administrator, {"staff_id": town.staff[Role.STAFF]}, about="x",
            why="x", at=datetime.now(UTC), by=me,
        )  # fmt: skip
    assert not past_the_desk(office, ask("UPDATE staff SET roles = 'AV' WHERE id = %s", me))
    mine = row("second_answer", version=None, request_id=own, step=1, said="approve", why="")
    assert not past_the_desk(office, mine)
    assert not past_the_desk(office, make)


def test_nobody_writes_into_the_journal_as_somebody_else(town, signed_in):
    office = signed_in(Role.STAFF)
    assert past_the_desk(office, line("look", "person", {}, town.staff[Role.STAFF]))
    assert not past_the_desk(office, line("look", "person", {}, town.staff[Role.ADMIN]))
