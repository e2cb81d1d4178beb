"""Whom to call from the hall: given on asking, each asking told, nobody protected given away."""

import pytest

from resources import journal
from resources.refusals import Refusal
from sessions import emergency_calls, emergency_contacts, expecting, history, merging, withholding
from sessions.emergency_contacts import ContactDetails
from sessions.suppression import Reason
from tests.sessions.hall import WHO, hall, register

SON = ContactDetails("高橋　健一", "長男", (("090-0503-1111", "09005031111"),), "夜でもよい")


def test_each_asking_is_told_and_stands_in_the_persons_own_history(db):
    it = hall(db)
    emergency_contacts.add(db, it.people[0], SON, **WHO)
    for _time in range(2):
        (found,) = emergency_calls.call(db, it.lines[0], **WHO)
        assert (found.name, found.relation, found.phones) == (SON.name, "長男", SON.phones)
    told = [one for one in history.looked(db, it.people[0]) if one.kind == "emergency_contact"]
    assert [one.act for one in told] == ["view", "view"]
    assert told[0].after == {"meeting": it.meeting}
    assert SON.name not in str(journal.of(db, [it.people[0]])[-1].after)


def test_nobody_written_down_is_an_answer_and_is_told_too(db):
    it = hall(db)
    assert emergency_calls.call(db, it.lines[1], **WHO) == ()
    assert len(history.looked(db, it.people[1])) == 1


def test_an_entry_brought_together_with_another_finds_the_family_of_both(db):
    it = hall(db)
    double = register(db, "髙橋　はつえ", "たかはし　はつえ")
    emergency_contacts.add(db, double, SON, **WHO)
    merging.merge(db, it.people[0], double, **WHO)
    assert [one.name for one in emergency_calls.call(db, it.lines[0], **WHO)] == [SON.name]


def test_the_family_of_somebody_protected_is_not_shown_at_the_hall(db):
    it = hall(db)
    emergency_contacts.add(db, it.people[0], SON, **WHO)
    withholding.withhold(
        db, it.people[0], Reason.PROTECTED, since=WHO["at"].date(), why="市から", **WHO
    )
    with pytest.raises(Refusal, match="protected") as refused:
        emergency_calls.call(db, it.lines[0], **WHO)
    assert "119" in refused.value.advice


def test_whoever_is_not_in_the_register_is_refused_in_words(db):
    it = hall(db)
    line = expecting.expect_by_hand(db, it.meeting, name="山田", kana="やまだ", **WHO)
    with pytest.raises(Refusal, match="register"):
        emergency_calls.call(db, line, **WHO)
