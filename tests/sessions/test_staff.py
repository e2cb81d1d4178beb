"""The people at the desk: at least one, each known by one name, nobody erased."""

import pytest
from sqlalchemy.orm import Session

from resources import journal
from resources.refusals import Refusal
from resources.roles import Role
from sessions import staff
from tests.town import NOW, STAFF

WHO = {"at": NOW, "by": STAFF}


def test_the_first_person_records_themselves(db: Session) -> None:
    first = staff.enrol(db, "北原 美穂", kana="ｷﾀﾊﾗ ﾐﾎ", initials="北", at=NOW)
    assert journal.recent(db, 1)[0].by == first
    one = staff.get(db, first)
    assert (one.name, one.kana, one.initials, one.active) == (
        "北原　美穂",
        "キタハラ　ミホ",
        "北",
        True,
    )


def test_who_left_keeps_the_name_and_may_come_back(db: Session) -> None:
    first = staff.enrol(db, "渡辺", kana="わたなべ", **WHO)
    second = staff.enrol(db, "赤羽", kana="あかはね", **WHO)
    assert [one.name for one in staff.listing(db)] == ["赤羽", "渡辺"]
    staff.leave(db, second, **WHO)
    assert [one.name for one in staff.listing(db)] == ["渡辺"]
    assert staff.names(db)[second] == "赤羽"
    with pytest.raises(Refusal):
        staff.leave(db, first, **WHO)
    staff.come_back(db, second, **WHO)
    assert len(staff.listing(db)) == 2
    assert [line.act for line in journal.recent(db, object_id=second)] == [
        "come_back",
        "leave",
        "enrol",
    ]


def test_names_are_single_among_those_who_work_here(db: Session) -> None:
    first = staff.enrol(db, "渡辺", **WHO)
    second = staff.enrol(db, "赤羽", **WHO)
    for wrong in ("赤羽", "", "\u3000"):
        with pytest.raises(Refusal):
            staff.rename(db, first, wrong, **WHO)
    with pytest.raises(Refusal):
        staff.enrol(db, "渡辺", **WHO)
    staff.rename(db, first, "渡邉", kana="わたなべ", **WHO)
    assert (staff.get(db, first).name, staff.get(db, first).version) == ("渡邉", 2)
    staff.leave(db, second, **WHO)
    staff.enrol(db, "赤羽", **WHO)
    with pytest.raises(Refusal):
        staff.come_back(db, second, **WHO)


def test_an_unknown_id_is_refused(db: Session) -> None:
    with pytest.raises(Refusal):
        staff.get(db, "f" * 32)


def test_the_first_one_administers_and_nobody_turns_their_own_role(db: Session) -> None:
    first = staff.enrol(db, "渡辺", at=NOW)
    second = staff.enrol(db, "赤羽", at=NOW, by=first)
    assert staff.get(db, first).administers
    assert staff.get(db, second).roles == {Role.STAFF}
    for letters, by in (("S", first), ("A", first), ("", second)):
        with pytest.raises(Refusal):
            staff.assign_roles(db, first, letters, at=NOW, by=by)
    with pytest.raises(Refusal, match="two people"):
        staff.assign_roles(db, second, "AS", at=NOW, by=first)
    staff.assign_roles(db, second, "CS", at=NOW, by=first)
    assert staff.get(db, second).roles == {Role.STAFF, Role.CASES}
    assert journal.recent(db, 1)[0].before == {"roles": "S"}


def test_the_last_administrator_stays(db: Session) -> None:
    first = staff.enrol(db, "渡辺", at=NOW)
    second = staff.enrol(db, "赤羽", at=NOW, by=first)
    with pytest.raises(Refusal, match="needs an administrator"):
        staff.leave(db, first, at=NOW, by=second)
    with pytest.raises(Refusal, match="needs an administrator"):
        staff.assign_roles(db, first, "S", at=NOW, by=second)
    staff.make_administrator(db, second, at=NOW, by=first)
    staff.assign_roles(db, first, "S", at=NOW, by=second)
    assert [one.id for one in staff.listing(db) if one.administers] == [second]
