"""Nobody takes back what they could not have done, and a case worker only what is their own."""

from datetime import date, timedelta

import pytest

from resources import journal, roles
from resources.refusals import Refusal
from resources.roles import Role
from sessions import exporting, people, permission, staff, undo, withholding
from sessions.people import PersonDetails
from sessions.suppression import Reason
from tests.town import NOW


@pytest.fixture
def desk(db):
    """One person of each role, the administrator first."""
    first = staff.enrol(db, "渡辺", at=NOW)
    found = {Role.ADMIN: first}
    for role in (Role.STAFF, Role.CASES, Role.FACILITATOR, Role.VIEWER):
        found[role] = staff.enrol(db, role.name, at=NOW, by=first)
        if role is not Role.STAFF:
            staff.assign_roles(db, found[role], role.value, at=NOW, by=first)
    return found


def newest(db, kind):
    return next(line.seq for line in journal.recent(db) if line.kind == kind)


def test_what_only_an_administrator_does_only_they_take_back(db, desk):
    first, clerk = desk[Role.ADMIN], desk[Role.STAFF]
    later = NOW + timedelta(minutes=1)
    staff.rename(db, desk[Role.VIEWER], "別の名", at=later, by=first)
    seq = newest(db, "staff")
    with pytest.raises(Refusal, match="does not allow this") as told:
        undo.undo(db, seq, at=NOW, by=clerk)
    assert "Administrator" in told.value.advice
    undo.undo(db, seq, at=NOW, by=first)
    assert staff.get(db, desk[Role.VIEWER]).name == "VIEWER"


@pytest.mark.parametrize("role", Role)
def test_a_protection_is_taken_back_only_by_whom_the_matrix_lets_end_it(db, desk, role):
    """支援措置: for everybody else the address stays hidden."""
    person = people.enrol(db, PersonDetails(name="岡　花", address="伊那市"), at=NOW, by=desk["A"])
    withholding.withhold(
        db, person, Reason.PROTECTED, since=date(2026, 5, 1), why="決定通知", at=NOW, by=desk["S"]
    )
    seq = newest(db, "person")
    may = {
        one for one in Role
        if roles.matrix()["suppression.correct"].permits[one].cell is not roles.Cell.NO
    }  # fmt: skip
    if role in may:
        undo.undo(db, seq, at=NOW, by=desk[role])
        return
    with pytest.raises(Refusal, match="does not allow this"):
        undo.undo(db, seq, at=NOW, by=desk[role])


def test_a_case_worker_takes_back_their_own_acts_alone(db, desk):
    mine, others = desk[Role.CASES], desk[Role.STAFF]
    people.enrol(db, PersonDetails(name="岡　花"), at=NOW, by=others)
    theirs = newest(db, "person")
    people.enrol(db, PersonDetails(name="林　実"), at=NOW, by=mine)
    own = newest(db, "person")

    def call(who, seq):
        return permission.ensure_call(db, who, undo.undo, (seq,), {"at": NOW, "by": who}, at=NOW)

    assert call(mine, own) is roles.Cell.OWN
    with pytest.raises(Refusal, match="does not allow this"):
        call(mine, theirs)
    assert call(others, own) is roles.Cell.YES
    look = {"staff_id": mine}
    permission.ensure_call(db, mine, undo.last, (), look, at=NOW)
    with pytest.raises(Refusal):
        permission.ensure_call(db, mine, undo.last, (), {"staff_id": others}, at=NOW)


@pytest.mark.parametrize("role", [Role.STAFF, Role.CASES])
def test_of_the_journal_office_staff_read_only_their_own_lines(db, desk, role):
    mine = desk[role]
    own = {"done_by": mine}
    assert permission.ensure_call(db, mine, journal.recent, (), own, at=NOW) is roles.Cell.OWN
    for others in ({}, {"done_by": desk[Role.ADMIN]}, {"object_id": mine}):
        with pytest.raises(Refusal):
            permission.ensure_call(db, mine, journal.recent, (), others, at=NOW)
    people.enrol(db, PersonDetails(name="岡　花"), at=NOW, by=mine)
    assert {line.by for line in journal.recent(db, done_by=mine)} == {mine}


def test_a_list_longer_than_the_role_allows_stays_inside(db, desk):
    ids = [
        people.enrol(db, PersonDetails(name=f"岡　花{number}"), at=NOW, by=desk["S"])
        for number in range(301)
    ]
    out = {"purpose": "名札", "form": exporting.XLSX, "at": NOW}
    with pytest.raises(Refusal, match="301 are more than the 300"):
        exporting.take_out(db, ids, ["name"], by=desk["S"], **out)
    assert not [line for line in journal.recent(db, 10) if line.act == "export"]
    assert len(exporting.take_out(db, ids[1:], ["name"], by=desk["S"], **out).ids) == 300
    assert len(exporting.take_out(db, ids, ["name"], by=desk["A"], **out).ids) == 301
