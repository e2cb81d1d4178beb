"""Two-person acts: asked with a reason, agreed to by another, done once, or run out."""

from datetime import timedelta

import pytest

from resources import journal
from resources.refusals import Refusal
from sessions import second_person, staff
from tests.town import NOW

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def people(db):
    """Two administrators and one of the staff."""
    first = staff.enrol(db, "渡辺", at=NOW)
    second = staff.enrol(db, "赤羽", at=NOW, by=first)
    third = staff.enrol(db, "小林", at=NOW, by=first)
    staff.make_administrator(db, second, at=NOW, by=first)
    return first, second, third


def ask(db, by, whom, why="引き継ぎ"):
    return second_person.request(
        db, staff.make_administrator, {"staff_id": whom}, about="小林を管理者に", why=why,
        at=NOW, by=by,
    )  # fmt: skip


def test_what_another_agrees_to_is_done_once_and_both_names_stand_in_the_journal(db, people):
    first, second, third = people
    request = ask(db, first, third)
    assert not staff.get(db, third).administers
    (one,) = second_person.waiting(db, second, at=LATER)
    assert (one.asked_by, one.why, one.answerable, one.mine) == ("渡辺", "引き継ぎ", True, False)
    (own,) = second_person.waiting(db, first, at=LATER)
    assert (own.mine, own.answerable, own.nobody_else) == (True, False, False)
    assert second_person.waiting(db, third, at=LATER) == ()
    second_person.approve(db, request, at=LATER, by=second)
    assert staff.get(db, third).administers
    given, agreed = journal.recent(db, 2)
    assert (given.act, given.by) == ("assign_roles", first)
    assert (agreed.act, agreed.by) == ("approve", second)
    assert (agreed.after["asked_by"], agreed.after["by"]) == (first, second)
    assert second_person.waiting(db, second, at=LATER) == ()
    with pytest.raises(Refusal, match="answered"):
        second_person.approve(db, request, at=LATER, by=second)


def test_nobody_agrees_to_their_own_nor_without_the_role_nor_too_late(db, people):
    first, second, third = people
    request = ask(db, first, third)
    with pytest.raises(Refusal, match="themselves"):
        second_person.approve(db, request, at=LATER, by=first)
    with pytest.raises(Refusal, match="cannot agree"):
        second_person.approve(db, request, at=LATER, by=third)
    with pytest.raises(Refusal, match="run out"):
        second_person.approve(db, request, at=NOW + second_person.LASTS, by=second)
    assert not staff.get(db, third).administers
    with pytest.raises(Refusal, match="does not allow"):
        ask(db, third, second)
    with pytest.raises(Refusal, match="reason"):
        ask(db, first, third, why=" ")


def test_a_request_is_declined_with_a_reason_or_withdrawn(db, people):
    first, second, third = people
    request = ask(db, first, third)
    with pytest.raises(Refusal):
        second_person.decline(db, request, "", at=LATER, by=second)
    with pytest.raises(Refusal):
        second_person.withdraw(db, request, at=LATER, by=second)
    second_person.decline(db, request, "まだ早い", at=LATER, by=second)
    again = ask(db, first, third)
    second_person.withdraw(db, again, at=LATER, by=first)
    for ended in (request, again):
        with pytest.raises(Refusal, match="answered"):
            second_person.approve(db, ended, at=LATER, by=second)
    assert not staff.get(db, third).administers


def test_what_is_refused_when_it_is_done_stays_open(db, people):
    first, second, third = people
    request = ask(db, first, third)
    staff.leave(db, third, at=NOW, by=first)
    with pytest.raises(Refusal, match="no longer works here"), db.begin_nested():
        second_person.approve(db, request, at=LATER, by=second)
    assert [one.id for one in second_person.waiting(db, second, at=LATER)] == [request]


def test_the_recovery_key_stands_in_only_where_nobody_else_is_left(db, people):
    first, second, third = people
    request = ask(db, first, third)
    with pytest.raises(Refusal, match="Somebody else"):
        second_person.approve_by_recovery_key(db, request, at=LATER, by=first)
    staff.leave(db, second, at=NOW, by=first)
    assert second_person.waiting(db, first, at=LATER)[0].nobody_else
    with pytest.raises(Refusal):
        second_person.approve_by_recovery_key(db, request, at=LATER, by=third)
    second_person.approve_by_recovery_key(db, request, at=LATER, by=first)
    assert staff.get(db, third).administers
    assert journal.recent(db, 2)[1].after["witness"] == "recovery key"


def test_what_is_done_outside_the_store_is_allowed_once_and_for_a_day(db, people):
    first, second, _third = people
    wanted = {"act": "backup.restore", "subject": "2026-05-18.inabackup"}
    with pytest.raises(Refusal, match="second person"):
        second_person.use_grant(db, **wanted, at=LATER, by=first)
    request = second_person.request(
        db, second_person.grant, wanted, about="控えから戻す", why="こわれた", at=NOW, by=first
    )
    second_person.approve(db, request, at=LATER, by=second)
    other = wanted | {"subject": "other.inabackup"}
    for facts, at, by in ((other, LATER, first), (wanted, LATER, second),
                          (wanted, LATER + second_person.GRANT_LASTS, first)):  # fmt: skip
        with pytest.raises(Refusal, match="second person"):
            second_person.use_grant(db, **facts, at=at, by=by)
    assert second_person.use_grant(db, **wanted, at=LATER, by=first) == request
    with pytest.raises(Refusal, match="second person"):
        second_person.use_grant(db, **wanted, at=LATER, by=first)
