"""Households: one at a time for everybody, a head, what is shared, one letter for all."""

from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources import journal
from resources.records import new_id
from resources.refusals import Refusal
from sessions import addressees, household_sharing, households, mailing_lists, merging, people
from sessions.households import MEMBER, Kinship
from sessions.person_entry import PersonDetails
from tests.town import NOW, STAFF

WHO = {"at": NOW, "by": STAFF}
WEDDING = date(2026, 4, 29)
HOME = {"zip": "396-0621", "address": "伊那市富県2385番地8", "district": "富県"}
HUSBAND = PersonDetails(
    "春日　守", "かすが　まもる",
    phones=(("0265-72-0001", "0265720001"), ("090-1111-2222", "09011112222")), **HOME,
)  # fmt: skip
WIFE = PersonDetails("北原　幸子", "きたはら　さちこ", address="伊那市手良沢岡1", district="手良")
CHILD = PersonDetails("春日　葵", "かすが　あおい", **HOME)


def enrol(db: Session, *entered: PersonDetails) -> list[str]:
    return [people.enrol(db, one, **WHO) for one in entered]


def couple(db: Session) -> tuple[str, str, str]:
    husband, wife = enrol(db, HUSBAND, WIFE)
    household = households.create(db, husband, on=WEDDING, **WHO)
    households.join(db, household, wife, kinship=Kinship.SPOUSE, on=WEDDING, version=1, **WHO)
    return husband, wife, household


def version(db: Session, person: str) -> int:
    home = households.home(db, person)
    assert home is not None
    return home.version


def test_a_couple_becomes_a_household_with_its_head_first(db: Session) -> None:
    husband, wife, household = couple(db)
    assert [(one.person_id, one.kinship) for one in households.members(db, household)] == [
        (husband, Kinship.HEAD), (wife, Kinship.SPOUSE),
    ]  # fmt: skip
    assert households.of(db, [wife, husband]) == {husband: household, wife: household}
    line = journal.recent(db, 1, object_id=wife)[0]
    assert (line.act, line.kind, line.after) == (
        "join",
        "household",
        {"household": household, "kinship": "spouse", "from_on": "2026-04-29"},
    )


def test_nobody_belongs_to_two_households(db: Session) -> None:
    _husband, wife, household = couple(db)
    (other,) = enrol(db, CHILD)
    second = households.create(db, other, on=WEDDING, **WHO)
    with pytest.raises(Refusal, match="already"):
        households.join(db, second, wife, kinship=Kinship.CHILD, on=WEDDING, version=1, **WHO)
    with pytest.raises(Refusal, match="already"):
        households.create(db, wife, on=WEDDING, **WHO)
    row = {
        "id": new_id(), "version": 1, "recorded_at": NOW, "recorded_by": STAFF,
        "household_id": second, "person_id": wife, "kinship": Kinship.CHILD, "from_on": WEDDING,
        "place": 1,
    }  # fmt: skip
    with pytest.raises(sa.exc.IntegrityError), db.begin_nested():
        db.execute(sa.insert(MEMBER), [row])
    assert len(households.members(db, household)) == 2


def test_a_household_has_one_head(db: Session) -> None:
    husband, wife, household = couple(db)
    (child,) = enrol(db, CHILD)
    with pytest.raises(Refusal, match="head already"):
        households.join(db, household, child, kinship=Kinship.HEAD, on=WEDDING, version=2, **WHO)
    for person, kinship in ((husband, Kinship.CHILD), (wife, Kinship.HEAD)):
        with pytest.raises(Refusal, match="one head"):
            households.relate(db, household, person, kinship, version=2, **WHO)


def test_the_head_moves_and_the_others_are_related_to_the_new_one(db: Session) -> None:
    husband, wife, household = couple(db)
    child, lodger = enrol(db, CHILD, PersonDetails("下宿　太郎"))
    for person, kinship in ((child, Kinship.CHILD), (lodger, Kinship.SIBLING)):
        now = version(db, husband)
        households.join(db, household, person, kinship=kinship, on=WEDDING, version=now, **WHO)
    households.make_head(db, household, wife, version=version(db, wife), **WHO)
    found = {one.person_id: one.kinship for one in households.members(db, household)}
    assert found == {
        wife: Kinship.HEAD, husband: Kinship.SPOUSE, child: Kinship.CHILD,
        lodger: Kinship.UNKNOWN,
    }  # fmt: skip
    assert households.members(db, household)[0].person_id == wife
    now = version(db, wife)
    households.make_head(db, household, child, version=now, kinships={wife: Kinship.PARENT}, **WHO)
    found = {one.person_id: one.kinship for one in households.members(db, household)}
    assert (found[child], found[wife], found[husband]) == (
        Kinship.HEAD, Kinship.PARENT, Kinship.UNKNOWN,
    )  # fmt: skip


def test_a_head_does_not_leave_the_others_behind(db: Session) -> None:
    husband, wife, household = couple(db)
    day = date(2026, 5, 1)
    with pytest.raises(Refusal, match="without a head"):
        households.leave(db, household, husband, on=day, version=2, **WHO)
    households.leave(db, household, wife, on=day, version=2, **WHO)
    assert households.of(db, [husband, wife]) == {husband: household}
    households.leave(db, household, husband, on=day, version=3, **WHO)
    assert households.of(db, [husband, wife]) == {}
    past = households.members(db, household, once=True)
    assert [(one.person_id, one.until_on) for one in past] == [(husband, day), (wife, day)]
    gone = db.execute(sa.select(households.TABLE.c.dissolved_on)).scalar_one()
    assert gone == day


def test_a_dissolved_household_frees_everybody(db: Session) -> None:
    husband, wife, household = couple(db)
    households.dissolve(db, household, on=date(2026, 5, 1), version=2, **WHO)
    assert households.of(db, [husband, wife]) == {}
    with pytest.raises(Refusal, match="does not exist any more"):
        households.dissolve(db, household, on=date(2026, 5, 1), version=3, **WHO)
    assert households.create(db, wife, on=date(2026, 5, 2), **WHO) != household


@pytest.mark.parametrize("day", [date(2026, 5, 20), date(2026, 4, 28)])
def test_days_that_cannot_be_are_refused(db: Session, day: date) -> None:
    _husband, wife, household = couple(db)
    with pytest.raises(Refusal):
        households.leave(db, household, wife, on=day, version=2, **WHO)


def test_the_second_desk_is_told(db: Session) -> None:
    husband, wife, household = couple(db)
    for act in (
        lambda: households.leave(db, household, wife, on=WEDDING, version=1, **WHO),
        lambda: households.make_head(db, household, wife, version=1, **WHO),
        lambda: households.relate(db, household, wife, Kinship.CHILD, version=1, **WHO),
        lambda: households.dissolve(db, household, on=WEDDING, version=1, **WHO),
    ):
        with pytest.raises(Refusal, match="Another desk"):
            act()
    assert households.of(db, [husband, wife]) == {husband: household, wife: household}


def test_who_joins_may_take_over_address_and_home_telephone(db: Session) -> None:
    husband, wife = enrol(db, HUSBAND, WIFE)
    household = households.create(db, husband, on=WEDDING, **WHO)
    household_sharing.join(
        db, household, wife, kinship=Kinship.SPOUSE, on=WEDDING, version=1,
        address=True, phones=True, **WHO,
    )  # fmt: skip
    found = people.get(db, wife)
    assert (found.zip, found.address, found.district) == tuple(HOME.values())
    assert found.tel_digits == ("0265720001",)  # the mobile one is the husband's own


def test_what_is_not_wished_is_not_taken_over(db: Session) -> None:
    husband, wife = enrol(db, HUSBAND, WIFE)
    household = households.create(db, husband, on=WEDDING, **WHO)
    household_sharing.join(
        db, household, wife, kinship=Kinship.SPOUSE, on=WEDDING, version=1, **WHO
    )
    assert people.get(db, wife).address == WIFE.address
    assert people.get(db, wife).version == 1


def envelopes(db: Session, *ids: str) -> set[tuple[str, ...]]:
    """Return whose names stand together on each envelope."""
    refs = [mailing_lists.person(one) for one in ids]
    ready = addressees.gather(db, refs, together=True, by_hand=True).ready
    return {tuple(named.subject_id for named in one.people) for one in ready}


def test_one_letter_goes_to_those_who_live_together(db: Session) -> None:
    husband, wife, household = couple(db)
    child, alone = enrol(db, CHILD, PersonDetails("独り　身", **HOME))
    households.join(db, household, child, kinship=Kinship.CHILD, on=WEDDING, version=2, **WHO)
    assert envelopes(db, child, alone, wife, husband, child) == {
        (husband, child),
        (alone,),
        (wife,),  # her address is another: she lives apart
    }
    shown = people.details(people.get(db, wife))
    people.correct(db, wife, replace(shown, **HOME), version=1, **WHO)
    assert envelopes(db, child, wife) == {(wife, child)}


def test_a_double_brought_together_is_found_under_both(db: Session) -> None:
    _husband, wife, household = couple(db)
    (same,) = enrol(db, replace(WIFE, name="春日　幸子"))
    merging.merge(db, same, wife, **WHO)
    assert households.of(db, [same]) == {same: household}
    assert households.of(db, [wife]) == {wife: household}
    assert {one.person_id for one in households.members(db, household)} >= {same}
    households.leave(db, household, same, on=date(2026, 5, 1), version=2, **WHO)
    assert households.of(db, [same, wife]) == {}


def test_no_query_grows_with_the_number_of_people(db: Session) -> None:
    ids = enrol(db, *(replace(CHILD, name=f"人　{number}") for number in range(30)))
    household = households.create(db, ids[0], on=WEDDING, **WHO)
    for number, person in enumerate(ids[1:], 1):
        households.join(
            db, household, person, kinship=Kinship.CHILD, on=WEDDING, version=number, **WHO
        )
    asked = []
    sa.event.listen(db.get_bind(), "before_cursor_execute", lambda *_a: asked.append(1))
    assert len(envelopes(db, *ids)) == 1
    assert len(asked) <= 7
