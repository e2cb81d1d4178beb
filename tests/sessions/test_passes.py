import pytest
import sqlalchemy as sa

from resources import codes
from resources.refusals import Refusal
from sessions import expecting, passes, recognition
from sessions.passes import PassKind
from tests.sessions.hall import WHO, hall, register


def test_tags_are_issued_once_in_the_order_of_the_list(db):
    it = hall(db)
    first = passes.issue_tags(db, it.meeting, **WHO)
    assert first == passes.issue_tags(db, it.meeting, **WHO)
    assert [tag.expected_id for tag in first] == [it.lines[place] for place in (2, 4, 0, 1, 3)]
    assert len({tag.code for tag in first}) == 5
    assert all(codes.is_code(tag.code) and tag.kind is PassKind.TAG for tag in first)
    late = expecting.expect_by_hand(db, it.meeting, name="有賀　武", kana="あるが　たけし", **WHO)
    again = passes.issue_tags(db, it.meeting, **WHO)
    assert again[0].expected_id == late
    assert again[1:] == first


def test_new_tags_revoke_the_old_ones_and_know_their_lineage(db):
    it = hall(db)
    old = passes.issue_tags(db, it.meeting, **WHO)
    new = passes.issue_tags(db, it.meeting, renew=True, **WHO)
    assert [tag.replaces for tag in new] == [tag.id for tag in old]
    assert not any(passes.show(db, tag.id).valid for tag in old)
    assert set(passes.of_meeting(db, it.meeting).values()) == set(new)


def test_a_lost_card_is_revoked_and_replaced_once(db):
    person = register(db, "有賀　武", "あるが　たけし")
    (card,) = passes.issue_cards(db, [person], **WHO)
    assert passes.issue_cards(db, [person], **WHO) == (card,)
    new = passes.reissue(db, card.id, reason="紛失", **WHO)
    assert (new.person_id, new.replaces, new.valid) == (person, card.id, True)
    lost = passes.resolve(db, card.code)
    assert (lost.valid, lost.revoked_reason) == (False, "紛失")
    with pytest.raises(Refusal):
        passes.reissue(db, card.id, reason="紛失", **WHO)
    assert passes.revoke(db, card.id, reason="また", **WHO).revoked_reason == "紛失"
    assert [one.id for one in passes.of_person(db, person)] == [new.id, card.id]


def test_blank_cards_are_numbered_on_and_claimed_once(db):
    it = hall(db)
    first = passes.issue_blanks(db, 3, **WHO)
    more = passes.issue_blanks(db, 2, **WHO)
    assert [card.label for card in (*first, *more)] == ["W-001", "W-002", "W-003", "W-004", "W-005"]
    passes.claim(db, first[0].id, it.lines[0], **WHO)
    assert passes.claim(db, first[0].id, it.lines[0], **WHO).person_id == it.people[0]
    with pytest.raises(Refusal):
        passes.claim(db, first[0].id, it.lines[1], **WHO)
    passes.revoke(db, first[1].id, reason="やぶれた", **WHO)
    with pytest.raises(Refusal):
        passes.claim(db, first[1].id, it.lines[1], **WHO)
    assert [card.number for card in passes.blanks(db)] == [3, 4, 5]
    assert len(passes.blanks(db, unclaimed_only=False)) == 5


def test_a_claimed_blank_card_becomes_the_persons_when_they_are_recognised(db):
    it = hall(db)
    line = expecting.expect_by_hand(db, it.meeting, name="有賀", kana="あるが", **WHO)
    (card,) = passes.issue_blanks(db, 1, **WHO)
    passes.claim(db, card.id, line, **WHO)
    person = register(db, "有賀　武", "あるが　たけし")
    recognition.link_person(db, line, person, **WHO)
    assert passes.show(db, card.id).person_id == person


@pytest.mark.parametrize("count", [0, -1, 501])
def test_impossible_counts_are_refused(db, count):
    with pytest.raises(Refusal):
        passes.issue_blanks(db, count, **WHO)


def test_a_code_is_stored_once_and_nobody_unknown_gets_a_card(db):
    it = hall(db)
    with pytest.raises(sa.exc.IntegrityError), db.begin_nested():
        db.execute(sa.update(passes.TABLE).values(code=it.codes[0]))
    with pytest.raises(Refusal):
        passes.issue_cards(db, ["0" * 32], **WHO)
    with pytest.raises(Refusal):
        passes.issue_tags(db, "0" * 32, **WHO)
    assert passes.resolve(db, codes.new_code()) is None
