"""The people at the desk: at least one, each known by one name, nobody erased."""

import pytest
from sqlalchemy.orm import Session

from resources import journal
from resources.refusals import Refusal
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
    staff.leave(db, first, **WHO)
    assert [one.name for one in staff.listing(db)] == ["赤羽"]
    assert staff.names(db)[first] == "渡辺"
    with pytest.raises(Refusal):
        staff.leave(db, second, **WHO)
    staff.come_back(db, first, **WHO)
    assert len(staff.listing(db)) == 2
    assert [line.act for line in journal.recent(db, object_id=first)] == [
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
