"""Every cell of the matrix, met at the real desk: five roles, every act, own and other."""

import contextlib
import csv
from dataclasses import dataclass
from datetime import timedelta

import pytest

from desktop.desk import Desk
from resources import roles
from resources.refusals import Refusal
from resources.roles import Role
from sessions import arrivals, assignments, door_log, leaving, meetings, people, rosters, staff
from sessions.door_log import Way
from tests.house.test_roles import MATRIX
from tests.sessions.hall import TOWN, hall, planned
from tests.town import NOW

DESK = "入口"
pytestmark = pytest.mark.both_engines


@dataclass(frozen=True)
class Case:
    """One situation: whose meeting, when, which desk, with a reason or without."""

    own: bool
    later: timedelta
    desk: str
    reason: str


INSIDE, AFTER, SOON, PAST = (
    timedelta(minutes=30), timedelta(hours=3), timedelta(minutes=14), timedelta(minutes=16)
)  # fmt: skip
CASES = (
    Case(True, SOON, DESK, "r"),
    Case(True, SOON, DESK, ""),
    Case(True, SOON, "裏口", "r"),
    Case(True, PAST, DESK, "r"),
    Case(True, AFTER, DESK, "r"),
    Case(False, SOON, DESK, "r"),
    Case(False, SOON, DESK, ""),
)


def expected(cell, case):
    """Say by the text of the file alone whether a call goes through."""
    word = cell.partition(":")[0]
    inside = case.own and case.later <= INSIDE
    return {
        "yes": True,
        "limit": True,
        "masked": True,
        "reason": bool(case.reason),
        "own": case.own,
        "open": inside,
        "soon": inside and case.later <= timedelta(minutes=15) and case.desk == DESK,
        "2": False,
        "ask": False,
        "no": False,
    }[word]


def rows():
    with MATRIX.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@dataclass
class Town:
    """One staff member of every role with an arrival of their own, and the hall."""

    clock: object
    staff: dict
    arrivals: dict
    meeting: str
    other: str


@pytest.fixture
def town(office):
    with office.change() as db:
        first = staff.enrol(db, "渡辺", at=NOW)
        at_the_hall = hall(db)
        other = planned(db, place="別館", number=99)
        who, received = {}, {}
        for role, code in zip(Role, at_the_hall.codes, strict=True):
            one = staff.enrol(db, role.name, at=NOW, by=first)
            if role is Role.ADMIN:
                staff.make_administrator(db, one, at=NOW, by=first)
                staff.assign_roles(db, one, "A", at=NOW, by=first)
            else:
                staff.assign_roles(db, one, role.value, at=NOW, by=first)
            assignments.assign(db, at_the_hall.meeting, one, at=NOW, by=first)
            received[role] = arrivals.check_in(
                db, at_the_hall.meeting, code, way=Way.SCANNER, desk=DESK, at=NOW, by=one
            ).arrival_id
            who[role] = one
    assert len(TOWN) == len(Role)
    return Town(None, who, received, at_the_hall.meeting, other)


@pytest.mark.parametrize("role", Role, ids=lambda role: role.name)
def test_every_cell_is_kept_by_the_desk(qapp, office, town, role, monkeypatch):
    """A probe stands for each act, so that the desk alone decides, and not the verb."""
    done = []

    def probe(db, meeting_id, *, arrival_id=None, desk="", reason=""):
        done.append(meeting_id)

    now = [NOW]
    desk = Desk(office, town.staff[role], lambda: now[0])
    others = next(one for one in Role if one is not role)
    tried = 0
    for row in rows():
        monkeypatch.setattr(roles, "act_of", lambda _function, act=row["act"]: act)
        for case in CASES:
            now[0] = NOW + case.later
            subject = town.meeting if case.own else town.other
            facts = {"desk": case.desk, "reason": case.reason}
            if row["act"] == "arrival.take_back":
                facts["arrival_id"] = town.arrivals[role if case.own else others]
            wanted = expected(row[role.value], case)
            for door in (desk.change, desk.read):
                done.clear()
                with contextlib.suppress(Refusal):
                    door(probe, subject, **facts)
                assert bool(done) is wanted, (row["act"], role, case, door.__name__)
                tried += 1
    assert tried == 2 * len(CASES) * len(rows())


def test_a_facilitator_receives_at_their_own_meeting_and_nowhere_else(qapp, office, town):
    now = [NOW]
    desk = Desk(office, town.staff[Role.FACILITATOR], lambda: now[0])
    assert desk.read(meetings.show, town.meeting).place == "いなっせ"
    assert len(desk.read(rosters.listing, town.meeting)) == len(TOWN)
    with pytest.raises(Refusal, match="役割"):
        desk.read(meetings.show, town.other)
    with pytest.raises(Refusal, match="管理者"):
        desk.read(people.listing)
    step = {"desk": DESK, "at": NOW, "by": desk.staff_id}
    mine = town.arrivals[Role.FACILITATOR]
    now[0] = NOW + PAST
    with pytest.raises(Refusal):
        desk.change(leaving.take_back, mine, **step)
    now[0] = NOW + SOON
    assert desk.change(leaving.take_back, mine, **step).changed
    now[0] = NOW + AFTER
    with pytest.raises(Refusal):
        desk.read(rosters.listing, town.meeting)


def test_a_viewer_sees_masked_names_and_the_counts(qapp, office, town):
    desk = Desk(office, town.staff[Role.VIEWER], lambda: NOW)
    lines = desk.read(rosters.listing, town.meeting)
    assert len(lines) == len(TOWN)
    assert {line.name for line in lines} == {f"{name[0]}〇〇" for name, *_rest in TOWN}
    assert all(not line.district for line in lines)
    assert not any(
        word in repr(lines) for name, *_rest in TOWN for word in name.split("　") if len(word) > 1
    )
    with pytest.raises(Refusal):
        desk.change(arrivals.check_in, town.meeting, "x", way=Way.NAME, at=NOW, by=desk.staff_id)


def test_who_left_and_who_is_unknown_may_nothing(qapp, office, town):
    with office.change() as db:
        staff.leave(db, town.staff[Role.STAFF], at=NOW, by=town.staff[Role.ADMIN])
    for gone in (town.staff[Role.STAFF], "f" * 32):
        desk = Desk(office, gone, lambda: NOW)
        assert not desk.may("meeting.read")
        with pytest.raises(Refusal):
            desk.read(meetings.show, town.meeting)


def test_nothing_is_done_before_the_refusal(qapp, office, town):
    desk = Desk(office, town.staff[Role.FACILITATOR], lambda: NOW)
    with office.read() as db:
        before = db.execute(door_log.TABLE.select()).all()
    with pytest.raises(Refusal):
        desk.change(
            arrivals.check_in, town.other, "INA1X", way=Way.SCANNER, at=NOW, by=desk.staff_id
        )
    with office.read() as db:
        assert db.execute(door_log.TABLE.select()).all() == before


def test_what_no_line_names_is_the_administrators(qapp, office, town):
    def unnamed(db):
        return 1

    assert Desk(office, town.staff[Role.ADMIN], lambda: NOW).read(unnamed) == 1
    with pytest.raises(Refusal):
        Desk(office, town.staff[Role.STAFF], lambda: NOW).read(unnamed)


def test_may_follows_a_change_of_role(qapp, office, town):
    desk = Desk(office, town.staff[Role.ADMIN], lambda: NOW)
    assert desk.may("staff.role")
    first = next(one for one in desk.read(staff.listing) if one.id not in town.staff.values())
    desk.staff_id = first.id
    assert desk.may("backup.make")
