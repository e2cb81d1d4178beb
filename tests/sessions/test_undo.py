"""Every act goes back, forth and back again, and the office is as it was before."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time

import pytest
from sqlalchemy.orm import Session

from resources import journal
from sessions import (
    agenda,
    bodies,
    expecting,
    holding,
    households,
    likeness,
    meetings,
    notices,
    office,
    organisations,
    passes,
    people,
    places,
    recognition,
    rosters,
    staff,
    withholding,
)
from sessions.households import Kinship
from sessions.likeness import Answer
from sessions.organisations import OrganisationDetails
from sessions.people import Relation
from sessions.places import PlaceDetails
from sessions.rosters import Reply
from sessions.suppression import Reason
from tests.sessions.hall import hall, planned
from tests.sessions.undoing_town import MAKITA, Clock, back, enrolled, everything, last
from tests.town import NOW, STAFF


@pytest.fixture
def who() -> Clock:
    return Clock()


# Acts: each is prepared, done, undone, done again and undone again.

Act = Callable[[Session, Clock], Callable[[], object]]
ACTS: dict[str, Act] = {}


def act(made: Act) -> Act:
    ACTS[made.__name__] = made
    return made


@act
def enrol(db, who):
    return lambda: enrolled(db, who)


@act
def correct(db, who):
    one = enrolled(db, who)
    new = replace(MAKITA, birth=None, phones=(), address="伊那市中央1", large_print=True)
    return lambda: people.correct(db, one, new, version=1, **who())


@act
def leave(db, who):
    one = enrolled(db, who)
    return lambda: people.leave(db, one, on=date(2026, 4, 1), reason="転出", **who())


@act
def come_back(db, who):
    one = enrolled(db, who)
    people.leave(db, one, on=date(2026, 4, 1), **who())
    return lambda: people.come_back(db, one, **who())


@act
def released(db, who):
    one = enrolled(db, who)
    facts = {"since": date(2026, 4, 1), "why": "市から 4月", "safe_address": "伊那市役所"}
    withholding.withhold(db, one, Reason.PROTECTED, **facts, **who())
    return lambda: withholding.lift(db, one, Reason.PROTECTED, why="市から 5月", **who())


@act
def withheld(db, who):
    one = enrolled(db, who)
    return lambda: withholding.withhold(db, one, Reason.HOME, since=date(2026, 4, 1), **who())


@act
def join(db, who):
    one = enrolled(db, who)
    return lambda: people.add_membership(db, one, Relation("supporters", "5"), **who())


def two(db, who):
    one = enrolled(db, who)
    return one, people.enrol(db, replace(MAKITA, name="牧田　和廣"), **who())


@act
def same(db, who):
    one, other = two(db, who)
    return lambda: likeness.answer(db, one, other, Answer.SAME, **who())


@act
def different(db, who):
    one, other = two(db, who)
    likeness.propose(db, likeness.doubles(db), **who())
    return lambda: likeness.answer(db, one, other, Answer.DIFFERENT, **who())


@act
def parted(db, who):
    one, other = two(db, who)
    likeness.answer(db, one, other, Answer.SAME, **who())
    return lambda: likeness.answer(db, one, other, Answer.DIFFERENT, **who())


@act
def household(db, who):
    one, other = two(db, who)
    home = households.create(db, one, on=date(2020, 4, 1), **who())
    facts = {"kinship": Kinship.SPOUSE, "on": date(2021, 4, 1), "version": 1}
    return lambda: households.join(db, home, other, **facts, **who())


@act
def household_formed(db, who):
    one = enrolled(db, who)
    return lambda: households.create(db, one, on=date(2020, 4, 1), **who())


@act
def household_left(db, who):
    one = enrolled(db, who)
    home = households.create(db, one, on=date(2020, 4, 1), **who())
    return lambda: households.leave(db, home, one, on=date(2022, 4, 1), version=1, **who())


@act
def place(db, who):
    return lambda: places.enrol(db, PlaceDetails("いなっせ", capacity=50), **who())


@act
def place_corrected(db, who):
    one = places.enrol(db, PlaceDetails("いなっせ", capacity=50), **who())
    return lambda: places.correct(db, one, PlaceDetails("いなっせ", note="3階"), version=1, **who())


@act
def organisation_retired(db, who):
    one = organisations.enrol(db, OrganisationDetails("なの花の会"), **who())
    return lambda: organisations.retire(db, one, **who())


@act
def body(db, who):
    return lambda: bodies.add(db, "学習会", **who())


@act
def described(db, who):
    office.describe(db, office.OfficeDetails("伊那市社協"), version=0, **who())
    new = office.OfficeDetails("伊那市社会福祉協議会", districts=("伊那", "高遠町"))
    return lambda: office.describe(db, new, version=1, **who())


def founded(db):
    """Let whoever acts in these tests administer the office, as who corrects staff does."""
    db.add(staff.Staff(id=STAFF, name="所長", roles="AS", recorded_at=NOW, recorded_by=STAFF))
    db.flush()


@act
def renamed(db, who):
    founded(db)
    one = staff.enrol(db, "唐澤　みどり", **who())
    return lambda: staff.rename(db, one, "唐沢　みどり", **who())


@act
def staff_left(db, who):
    founded(db)
    staff.enrol(db, "唐澤　みどり", **who())
    one = staff.enrol(db, "伊藤　誠", **who())
    return lambda: staff.leave(db, one, **who())


@act
def plan(db, who):
    bodies.seed(db, **who())
    return lambda: planned(db)


@act
def meeting_corrected(db, who):
    one = planned(db)
    new = {"room": "大会議室", "begins": time(13), "ends": time(15), "capacity": 30}
    return lambda: meetings.correct(db, one, version=1, **new, **who())


@act
def cancelled(db, who):
    one = hall(db).meeting
    holding.close(db, one, **who())
    other = planned(db, held_on=date(2026, 6, 16))
    expecting.expect_people(db, other, people_of(db), **who())
    return lambda: holding.cancel(db, other, reason="大雪", **who())


def people_of(db):
    return [row.id for row in people.listing(db).rows]


@act
def postponed(db, who):
    hall(db)
    other = planned(db, held_on=date(2026, 6, 16))
    expecting.expect_people(db, other, people_of(db), **who())
    return lambda: holding.postpone(db, other, reason="大雪", held_on=date(2026, 7, 1), **who())


@act
def opened(db, who):
    one = planned(db)
    return lambda: holding.open_meeting(db, one, **who())


@act
def closed(db, who):
    one = hall(db).meeting
    return lambda: holding.close(db, one, **who())


@act
def item(db, who):
    one = planned(db)
    return lambda: agenda.add(db, one, "開会", minutes=5, **who())


@act
def item_removed(db, who):
    one = agenda.add(db, planned(db), "開会", minutes=5, **who())
    return lambda: agenda.remove(db, one, **who())


@act
def reordered(db, who):
    one = planned(db)
    items = [agenda.add(db, one, title, **who()) for title in ("開会", "話", "閉会")]
    return lambda: agenda.reorder(db, one, items[::-1], **who())


@act
def expected(db, who):
    hall(db)
    other = planned(db, held_on=date(2026, 6, 16))
    return lambda: expecting.expect_people(db, other, people_of(db), **who())


@act
def replied(db, who):
    one = hall(db).lines[0]
    return lambda: recognition.reply(db, one, Reply.PROXY, proxy_name="高橋　花", **who())


@act
def removed(db, who):
    one = hall(db).lines[0]
    return lambda: recognition.remove(db, one, **who())


@act
def linked(db, who):
    here = hall(db)
    one = expecting.expect_by_hand(db, here.meeting, name="", kana="まきた", **who())
    person = enrolled(db, who)
    return lambda: recognition.link_person(db, one, person, **who())


@act
def named(db, who):
    here = hall(db)
    one = expecting.expect_by_hand(db, here.meeting, name="", kana="まきた", **who())
    new = {"name": "牧田　和弘", "kana": "まきた　かずひろ", "district": "高遠町"}
    return lambda: recognition.confirm_name(db, one, **new, **who())


@act
def told(db, who):
    one = hall(db).meeting
    holding.close(db, one, **who())
    holding.reopen(db, one, reason="まちがい", **who())
    holding.close(db, one, **who())
    other = planned(db, held_on=date(2026, 6, 16))
    expecting.expect_people(db, other, people_of(db), **who())
    holding.cancel(db, other, reason="大雪", **who())
    notice = notices.listing(db, other)[0].id
    return lambda: notices.told(db, notice, how="電話", **who())


@act
def cards(db, who):
    one = enrolled(db, who)
    return lambda: passes.issue_cards(db, [one], **who())


@act
def revoked(db, who):
    card = passes.issue_cards(db, [enrolled(db, who)], **who())[0].id
    return lambda: passes.revoke(db, card, reason="紛失", **who())


@act
def claimed(db, who):
    here = hall(db)
    card = passes.issue_blanks(db, 1, **who())[0].id
    return lambda: passes.claim(db, card, here.lines[0], **who())


@act
def shared(db, who):
    one, other = two(db, who)
    card = passes.issue_cards(db, [one], **who())[0].id
    return lambda: passes.share(db, card, other, **who())


def forth_and_back(db: Session, who: Clock, do: Callable[[], object]) -> None:
    before = everything(db)
    do()
    done = everything(db)
    seen = last(db, 1)[0]
    assert (seen.hindrance, seen.again) == (None, False)
    assert len(seen.words) > 5
    assert done != before
    back(db, who)
    undone = everything(db)
    back(db, who)
    redone = everything(db)
    assert redone == done
    back(db, who)
    assert everything(db) == undone
    assert undone == before


_MADE_INVALID = {"cards", "revoked"}  # a card stays in the book, and is invalid
_TAKEN_OFF = {"expected"}  # a line stays, so that its tag still asks


@pytest.mark.parametrize("name", sorted(ACTS.keys() - _MADE_INVALID - _TAKEN_OFF))
def test_an_act_goes_back_forth_and_back_again(db: Session, who: Clock, name: str) -> None:
    forth_and_back(db, who, ACTS[name](db, who))


def test_cards_that_were_made_become_invalid_and_valid_again(db: Session, who: Clock) -> None:
    ACTS["cards"](db, who)()
    person = people_of(db)[0]
    for valid in (False, True, False):
        back(db, who)
        assert [card.valid for card in passes.of_person(db, person)] == [valid]


def test_a_replaced_card_is_good_again_and_can_be_replaced_anew(db: Session, who: Clock) -> None:
    person = enrolled(db, who)
    old = passes.issue_cards(db, [person], **who())[0]
    new = passes.reissue(db, old.id, reason="紛失", **who())
    assert "valid again" in last(db, 1)[0].words
    back(db, who)
    assert [passes.show(db, card.id).valid for card in (old, new)] == [True, False]
    back(db, who)
    assert [passes.show(db, card.id).valid for card in (old, new)] == [False, True]
    assert passes.show(db, new.id).replaces == old.id
    back(db, who)
    again = passes.reissue(db, old.id, reason="紛失", **who())
    assert passes.show(db, again.id).valid


def test_people_put_onto_a_list_are_off_it_and_on_it_again(db: Session, who: Clock) -> None:
    ACTS["expected"](db, who)()
    meeting = last(db, 1)[0]
    other = journal.recent(db, 1)[0].object_id
    assert (meeting.kind, len(rosters.listing(db, other))) == ("meeting", 5)
    for count in (0, 5, 0):
        back(db, who)
        assert len(rosters.listing(db, other)) == count
