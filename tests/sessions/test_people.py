"""The register: what is entered stands as written, two desks never overwrite each other."""

from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from resources import journal
from resources.refusals import Refusal
from sessions import people
from sessions.people import Membership, PersonDetails, Phone, Relation, SearchKey
from tests.town import NOW, STAFF

WHO = {"at": NOW, "by": STAFF}
TAKAHASHI = PersonDetails(
    "髙橋　博",
    kana="ﾀｶﾊｼ ﾋﾛｼ",
    birth=date(1948, 6, 10),
    sex="M",
    zip="３９６－００２６",
    address="伊那市西町1234番地5",
    district="西町区",
    phones=(("0265-05-2954", "0265052954"), ("090-0513-3370", "09005133370")),
)


def test_a_person_is_read_as_entered(db: Session) -> None:
    person_id = people.enrol(db, TAKAHASHI, relations=[Relation("points", "１７")], **WHO)
    view = people.get(db, person_id)
    assert view.name == "髙橋　博"
    assert view.kana == "タカハシ　ヒロシ"
    assert view.birth == date(1948, 6, 10)
    assert view.zip == "396-0026"
    assert view.tel_digits == ("0265052954", "09005133370")
    assert view.number == "0017"
    assert view.supporter_number is None
    assert view.tab == "た"
    assert view.version == 1
    row = db.get_one(people.Person, person_id)
    assert row.kana_written == "ﾀｶﾊｼ ﾋﾛｼ"
    assert (row.recorded_at, row.recorded_by) == (NOW, STAFF)


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("𠮷村 ヒサ子", "𠮷村　ヒサ子"),
        ("林田\u3000\u3000憲一 ", "林田　憲一"),
        ("辻\U000e0100　花子", "辻\U000e0100　花子"),
        ("神山\u00a0民子", "神山　民子"),
        ("Nguyễn  Văn Minh", "Nguyễn Văn Minh"),
        ("SILVA  MARIA", "SILVA MARIA"),
        ("塚\x00田　都", "塚田　都"),
        ("\ue001田　太郎", "\ue001田　太郎"),
        ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
    ],
)
def test_only_blanks_of_a_name_are_tidied(db: Session, written: str, stored: str) -> None:
    assert people.get(db, people.enrol(db, PersonDetails(written), **WHO)).name == stored


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(st.characters(exclude_categories=["C", "Z", "M"]), min_size=1, max_size=40))
def test_any_letters_of_a_name_come_back(db: Session, name: str) -> None:
    assert people.get(db, people.enrol(db, PersonDetails(name), **WHO)).name == name


@pytest.mark.parametrize(
    "wrong",
    [
        PersonDetails(""),
        PersonDetails(" \u3000\u200b"),
        PersonDetails("山" * 81),
        PersonDetails("山田", note="x" * 2001),
        PersonDetails("山田", birth=date(2026, 5, 20)),
    ],
)
def test_what_cannot_be_kept_is_refused(db: Session, wrong: PersonDetails) -> None:
    with pytest.raises(Refusal):
        people.enrol(db, wrong, **WHO)
    assert people.listing(db).total == 0


def test_a_birth_date_of_today_in_japan_is_no_future(db: Session) -> None:
    people.enrol(db, PersonDetails("山田　花", birth=date(2026, 5, 19)), **WHO)


def test_remarks_name_private_letters_and_missing_readings() -> None:
    assert {r.field for r in people.remarks(PersonDetails("\ue001田"))} == {"name", "kana"}
    assert people.remarks(TAKAHASHI) == []


def test_a_correction_raises_the_version_and_is_journaled_with_what_changed(db: Session) -> None:
    person_id = people.enrol(db, TAKAHASHI, **WHO)
    shown = people.get(db, person_id)
    entered = replace(people.details(shown), kana="たかばし　ひろし", phones=(("05-1", "051"),))
    assert people.correct(db, person_id, entered, version=1, **WHO) == 2
    view = people.get(db, person_id)
    assert (view.version, view.kana, view.tel_digits) == (2, "たかばし　ひろし", ("051",))
    line = journal.recent(db, 1, object_id=person_id)[0]
    assert (line.act, line.by) == ("correct", STAFF)
    assert set(line.before or ()) == set(line.after or ()) == {"kana", "phones"}
    keys = set(db.scalars(sa.select(SearchKey.key).where(SearchKey.person_id == person_id)))
    assert "たかばしひろし" in keys
    assert "たかはしひろし" not in keys
    assert "0265052954" not in keys


def test_saving_without_a_change_changes_nothing(db: Session) -> None:
    person_id = people.enrol(db, TAKAHASHI, **WHO)
    entered = people.details(people.get(db, person_id))
    assert people.correct(db, person_id, entered, version=1, **WHO) == 1
    assert [line.act for line in journal.recent(db, object_id=person_id)] == ["enrol"]


def test_the_second_writer_gets_both_versions(db: Session) -> None:
    person_id = people.enrol(db, TAKAHASHI, **WHO)
    base = people.details(people.get(db, person_id))
    people.correct(db, person_id, replace(base, address="伊那市中央1"), version=1, **WHO)
    mine = replace(base, district="中央区")
    with pytest.raises(people.Conflict) as caught:
        people.correct(db, person_id, mine, version=1, **WHO)
    assert caught.value.mine.district == "中央区"
    assert caught.value.theirs.address == "伊那市中央1"
    assert people.get(db, person_id).district == "西町区"


def test_a_number_belongs_to_one_person(db: Session) -> None:
    first = people.enrol(db, TAKAHASHI, relations=[Relation("points", "17")], **WHO)
    second = people.enrol(db, PersonDetails("山田　太郎"), **WHO)
    with pytest.raises(Refusal):
        people.add_membership(db, second, Relation("points", "No.17"), **WHO)
    people.add_membership(db, second, Relation("supporters", "017"), **WHO)
    again = people.add_membership(db, first, Relation("points", "0017"), **WHO)
    assert db.scalars(sa.select(Membership.id).where(Membership.person_id == first)).all() == [
        again
    ]
    assert people.get(db, second).supporter_number == "0017"


def test_the_database_itself_keeps_a_number_single(db: Session) -> None:
    first = people.enrol(db, TAKAHASHI, relations=[Relation("points", "17")], **WHO)
    double = Membership(
        person_id=first, programme="points", number="0017", recorded_at=NOW, recorded_by=STAFF
    )
    row = sa.insert(Membership).values(double.model_dump())
    with pytest.raises(IntegrityError), db.begin_nested():
        db.execute(row)


def test_who_left_stays_readable(db: Session) -> None:
    person_id = people.enrol(db, TAKAHASHI, **WHO)
    people.leave(db, person_id, on=date(2026, 4, 1), **WHO)
    assert people.get(db, person_id).left_on == date(2026, 4, 1)
    assert journal.recent(db, 1)[0].act == "leave"


def test_an_unknown_person_is_refused_by_name(db: Session) -> None:
    with pytest.raises(Refusal):
        people.get(db, "f" * 32)


def test_the_list_stands_in_order_with_counts_per_tab(db: Session) -> None:
    for name, kana, district, relations in (
        ("渡辺　正", "わたなべ　ただし", "手良", []),
        ("大田　花", "おおた　はな", "手良", [Relation("points", "1")]),
        ("太田　愛", "オータ　アイ", "富県", [Relation("points", "2")]),
        ("SILVA MARIA", "", "富県", [Relation("supporters", "3")]),
        ("相川　誠", "あいかわ　まこと", "手良", []),
    ):
        people.enrol(
            db, PersonDetails(name, kana=kana, district=district), relations=relations, **WHO
        )
    whole = people.listing(db)
    assert [row.name for row in whole.rows] == [
        "相川　誠",
        "太田　愛",
        "大田　花",
        "渡辺　正",
        "SILVA MARIA",
    ]
    assert whole.tabs == {"あ": 3, "わ": 1, "A–Z": 1}
    assert people.listing(db, limit=2, offset=1).rows == whole.rows[1:3]
    assert people.listing(db, limit=2, offset=1).total == 5
    assert people.listing(db, tab="あ", district="手良").total == 2
    assert people.listing(db, tab="わ", district="富県").tabs == {"あ": 1, "A–Z": 1}
    assert [row.number for row in people.listing(db, programme="points").rows] == ["0002", "0001"]
    assert [row.name for row in people.listing(db, text="おお").rows] == ["太田　愛", "大田　花"]


def test_telephones_of_others_are_left_alone(db: Session) -> None:
    people.enrol(db, TAKAHASHI, **WHO)
    other = people.enrol(db, PersonDetails("山田", phones=(("73-2541", "0265732541"),)), **WHO)
    people.correct(db, other, PersonDetails("山田"), version=1, **WHO)
    assert db.scalar(sa.select(sa.func.count()).select_from(Phone)) == 2
