"""Emergency contacts: in the order of calling, reachable, corrected without losing anything."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from resources import journal
from resources.refusals import Refusal
from sessions import emergency_contacts as contacts
from sessions import merging, people
from sessions.emergency_contacts import ContactDetails
from sessions.person_entry import PersonDetails
from tests.town import NOW, STAFF

WHO = {"at": NOW, "by": STAFF}
SON = ContactDetails("髙橋　一郎", "長男", (("090-1111-2222", "09011112222"),), "夜でもよい")
NEIGHBOUR = ContactDetails("有賀　武", "隣の方", (("0265-76-1122", "0265761122"),))


@pytest.fixture
def person(db: Session) -> str:
    return people.enrol(db, PersonDetails("髙橋　ハツヱ"), **WHO)


def test_they_are_called_in_their_order(db: Session, person: str) -> None:
    son = contacts.add(db, person, SON, **WHO)
    neighbour = contacts.add(db, person, NEIGHBOUR, **WHO)
    assert [contacts.details(one) for one in contacts.of(db, person)] == [SON, NEIGHBOUR]
    contacts.arrange(db, person, [neighbour, son], **WHO)
    assert [one.id for one in contacts.of(db, person)] == [neighbour, son]
    line = journal.recent(db, 1, object_id=person)[0]
    assert (line.act, line.before) == ("arrange", {"order": [son, neighbour]})
    with pytest.raises(Refusal, match="Another desk"):
        contacts.arrange(db, person, [son], **WHO)


def test_a_correction_tells_what_was_and_the_second_desk_is_told(db: Session, person: str) -> None:
    son = contacts.add(db, person, SON, **WHO)
    assert contacts.correct(db, son, SON, version=1, **WHO) == 1
    entered = replace(SON, phones=(("0265-1-2", "026512"),))
    assert contacts.correct(db, son, entered, version=1, **WHO) == 2
    with pytest.raises(Refusal, match="Another desk"):
        contacts.correct(db, son, SON, version=1, **WHO)
    with pytest.raises(Refusal, match="Another desk"):
        contacts.remove(db, son, version=1, **WHO)
    assert [contacts.details(one) for one in contacts.of(db, person)] == [entered]
    line = journal.recent(db, 1, object_id=person)[0]
    assert "09011112222" in (line.before or {})["phones"]


def test_who_is_not_called_any_more_is_taken_out(db: Session, person: str) -> None:
    son = contacts.add(db, person, SON, **WHO)
    contacts.remove(db, son, version=1, **WHO)
    assert contacts.of(db, person) == ()
    with pytest.raises(Refusal, match="not there any more"):
        contacts.remove(db, son, version=1, **WHO)


@pytest.mark.parametrize(
    "wrong",
    [replace(SON, name=" "), replace(SON, phones=()), replace(SON, note="長" * 401)],
)
def test_nobody_who_cannot_be_reached(db: Session, person: str, wrong: ContactDetails) -> None:
    with pytest.raises(Refusal):
        contacts.add(db, person, wrong, **WHO)
    son = contacts.add(db, person, SON, **WHO)
    with pytest.raises(Refusal):
        contacts.correct(db, son, wrong, version=1, **WHO)


def test_those_of_a_double_follow_after_the_own_ones(db: Session, person: str) -> None:
    double = people.enrol(db, PersonDetails("高橋　ハツエ"), **WHO)
    contacts.add(db, double, NEIGHBOUR, **WHO)
    contacts.add(db, person, SON, **WHO)
    merging.merge(db, person, double, **WHO)
    assert [one.name for one in contacts.of(db, person)] == [SON.name, NEIGHBOUR.name]
