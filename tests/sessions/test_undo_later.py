"""Undo beside later work: the log of the door grows, corrections stay, hindrances are told."""

from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import SQLModel

from desktop.taking_back import RULES
from resources import journal
from resources.refusals import Refusal
from sessions import (
    arrivals,
    attendance,
    certificates,
    door,
    expecting,
    holding,
    issuing,
    notices,
    paper_lists,
    passes,
    people,
    print_runs,
    staff,
    undo,
    withholding,
)
from sessions.door_log import Way
from sessions.suppression import Reason
from tests.sessions.hall import hall, planned
from tests.sessions.undoing_town import MAKITA, Clock, back, enrolled, last
from tests.town import NOW, STAFF


@pytest.fixture
def who() -> Clock:
    return Clock()


# The door: its log only grows.


def came(db: Session, meeting: str) -> list[str]:
    return [row.kana for row in attendance.present(db, meeting)]


def test_an_arrival_is_taken_back_and_put_again_with_its_own_time(db: Session, who: Clock) -> None:
    here = hall(db)
    arrivals.check_in(db, here.meeting, here.codes[0], way=Way.SCANNER, **who())
    first = attendance.present(db, here.meeting)[0].arrived
    for count in (0, 1, 0, 1):
        back(db, who)
        assert len(came(db, here.meeting)) == count
    assert attendance.present(db, here.meeting)[0].arrived == first
    log = db.scalar(sa.select(sa.func.count()).select_from(SQLModel.metadata.tables["arrival"]))
    assert log == 5


def test_leaving_early_is_taken_back_and_put_again(db: Session, who: Clock) -> None:
    here = hall(db)
    arrivals.arrive(db, here.meeting, here.lines[0], way=Way.NAME, **who())
    arrivals.leave(db, here.lines[0], **who())
    left = attendance.present(db, here.meeting)[0].left
    assert left
    for gone in (False, True, False, True):
        back(db, who)
        assert attendance.present(db, here.meeting)[0].left == (left if gone else None)


def test_a_newcomer_is_taken_back_whole(db: Session, who: Clock) -> None:
    here = hall(db)
    card = passes.issue_blanks(db, 1, **who())[0]
    companion = door.Companion(door.Together.FAMILY, "まきた　はな")
    door.walk_in(
        db, here.meeting, name_kana="まきた　かずひろ", companions=[companion], pass_id=card.id,
        **who(),
    )  # fmt: skip
    assert len(came(db, here.meeting)) == 2
    back(db, who)
    assert came(db, here.meeting) == []
    assert not passes.show(db, card.id).claimed
    back(db, who)
    assert len(came(db, here.meeting)) == 2
    assert passes.show(db, card.id).claimed


def test_a_sheet_keyed_in_is_taken_back_whole(db: Session, who: Clock) -> None:
    here = hall(db)
    arrivals.arrive(db, here.meeting, here.lines[0], way=Way.NAME, **who())
    paper_lists.key_in_paper(db, here.meeting, here.lines[:4], **who())
    for count in (1, 4, 1, 4):
        back(db, who)
        assert len(came(db, here.meeting)) == count


# Later work.


def test_a_correction_gives_back_only_what_nobody_changed_since(db: Session, who: Clock) -> None:
    one = enrolled(db, who)
    people.correct(db, one, replace(MAKITA, note="左", district="伊那"), version=1, **who())
    people.correct(db, one, replace(MAKITA, note="右", district="伊那"), version=2, **who())
    seen = last(db)[1]
    assert seen.left == ("Note",)
    assert "District" in seen.words
    assert "右" not in seen.words
    undo.undo(db, seen.seq, rules=RULES, **who())
    now = people.get(db, one)
    assert (now.note, now.district) == ("右", "")
    assert undo.describe(db, seen.seq, rules=RULES).hindrance.what == (
        "This was taken back already."
    )
    with pytest.raises(Refusal, match="already"):
        undo.undo(db, seen.seq, rules=RULES, **who())
    back(db, who)
    assert (people.get(db, one).note, people.get(db, one).district) == ("右", "伊那")


def test_a_protected_address_is_not_told(db: Session, who: Clock) -> None:
    one = enrolled(db, who)
    people.correct(db, one, replace(MAKITA, address="伊那市中央1"), version=1, **who())
    facts = {"since": date(2026, 4, 1), "why": "市から 4月"}
    withholding.withhold(db, one, Reason.PROTECTED, **facts, **who())
    seen = last(db)[1]
    assert "Address" in seen.words
    assert not any(word in seen.words for word in ("中央", "小原"))
    undo.undo(db, seen.seq, rules=RULES, **who())
    assert people.get(db, one).address == ""
    assert people.get(db, one, whole=True).address == MAKITA.address


def test_what_was_wholly_changed_since_says_so(db: Session, who: Clock) -> None:
    one = enrolled(db, who)
    people.correct(db, one, replace(MAKITA, note="左"), version=1, **who())
    people.correct(db, one, replace(MAKITA, note="右"), version=2, **who())
    seen = last(db)[1]
    assert seen.hindrance
    assert "changed again since" in seen.hindrance.what
    with pytest.raises(Refusal):
        undo.undo(db, seen.seq, rules=RULES, **who())


def test_what_later_things_stand_on_says_what_to_undo_first(db: Session, who: Clock) -> None:
    here = hall(db)
    one = enrolled(db, who)
    entry = last(db, 1)[0].seq
    people.correct(db, one, replace(MAKITA, note="左"), version=1, **who())
    assert "later changes" in undo.describe(db, entry, rules=RULES).hindrance.advice
    back(db, who)
    assert undo.describe(db, entry, rules=RULES).hindrance is None
    expecting.expect_people(db, here.meeting, [one], **who())
    assert "Those expected" in undo.describe(db, entry, rules=RULES).hindrance.what
    with pytest.raises(Refusal):
        undo.undo(db, entry, rules=RULES, **who())


def test_a_meeting_people_came_to_stays_open(db: Session, who: Clock) -> None:
    here = hall(db)
    holding.close(db, here.meeting, **who())
    holding.reopen(db, here.meeting, reason="忘れた", **who())
    arrivals.arrive(db, here.meeting, here.lines[0], way=Way.NAME, **who())
    lines = journal.recent(db, 100, object_id=here.meeting)
    opening = next(line.seq for line in lines if line.act == "open")
    deed = undo.describe(db, opening, rules=RULES)
    assert deed.hindrance


def test_people_told_of_a_cancelled_meeting_are_not_untold(db: Session, who: Clock) -> None:
    cancelled(db, who)
    cancelling = last(db, 1)[0]
    other = journal.recent(db, 1)[0].object_id
    notices.told(db, notices.listing(db, other)[0].id, how="電話", **who())
    seen = undo.describe(db, cancelling.seq, rules=RULES)
    assert seen.hindrance
    assert "1 people have been told" in seen.hindrance.what


# Papers.


def certified(db: Session, who: Clock) -> tuple[str, str]:
    here = hall(db)
    arrivals.arrive(db, here.meeting, here.lines[0], way=Way.NAME, **who())
    holding.close(db, here.meeting, **who())
    batch = issuing.issue(
        db, here.meeting, draw=lambda _content: b"%PDF", dated=date(2026, 5, 19), **who()
    )
    return here.meeting, batch.certificates[0].id


def state(db: Session, certificate: str) -> str:
    return certificates.show(db, certificate).state.value


def test_certificates_become_void_and_good_again(db: Session, who: Clock) -> None:
    meeting, one = certified(db, who)
    assert "numbers stay taken" in last(db, 1)[0].words
    for now in ("void", "drawn", "void"):
        back(db, who)
        assert state(db, one) == now
    issuing.issue(db, meeting, draw=lambda _content: b"%PDF", dated=date(2026, 5, 19), **who())
    voiding = last(db, 2)[1]
    assert voiding.hindrance
    assert "newer certificate" in voiding.hindrance.what


def test_a_voided_certificate_is_good_again(db: Session, who: Clock) -> None:
    _meeting, one = certified(db, who)
    issuing.confirm(db, [one], **who())
    issuing.void(db, one, reason="名前", **who())
    for now in ("issued", "void", "issued"):
        back(db, who)
        assert state(db, one) == now
    undo.undo(db, last(db, 9)[4].seq, rules=RULES, **who())
    assert state(db, one) == "drawn"


def test_paper_stays_paper_and_says_so(db: Session, who: Clock) -> None:
    run = print_runs.begin(db, "cards", sheets=2, **who())
    print_runs.all_out(db, run.id, **who())
    for seen in last(db):
        assert seen.hindrance
        assert "paper" in seen.hindrance.what


# The list.


def test_the_list_holds_fifty_acts_of_one_person_newest_first(db: Session, who: Clock) -> None:
    other = staff.enrol(db, "伊藤　誠", at=NOW, by=STAFF)
    for number in range(60):
        people.enrol(db, replace(MAKITA, name=f"牧田　{number}"), **who())
    people.enrol(db, MAKITA, at=who()["at"], by=other)
    found = last(db)
    assert len(found) == 50
    assert found[0].about == "牧田 59"
    assert [one.seq for one in found] == sorted((one.seq for one in found), reverse=True)
    assert [one.about for one in undo.last(db, other, rules=RULES)] == ["牧田 和弘"]


def test_reading_and_printing_stand_in_nobodys_way(db: Session, who: Clock) -> None:
    one = enrolled(db, who)
    entry = last(db, 1)[0].seq
    for word in ("view", "sign_in", "export"):
        journal.write(db, word, "person", one, **who())
    assert [seen.seq for seen in last(db)] == [entry + 4, entry]
    assert "left the house" in last(db, 1)[0].hindrance.what
    assert undo.describe(db, entry, rules=RULES).hindrance is None


def test_an_unknown_act_says_that_it_stays(db: Session, who: Clock) -> None:
    journal.write(db, "juggle", "person", "0" * 32, **who())
    seen = last(db, 1)[0]
    assert seen.hindrance
    with pytest.raises(Refusal):
        undo.undo(db, seen.seq, rules=RULES, **who())
    with pytest.raises(Refusal, match="no such act"):
        undo.undo(db, 10_000, rules=RULES, **who())


def test_the_journal_holds_after_everything(db: Session, who: Clock) -> None:
    enrolled(db, who)
    for _time in range(3):
        back(db, who)
    assert journal.verify(db).broken_at is None
    words = [line.act for line in journal.recent(db, 100)]
    assert words.count("undo") == 3


def cancelled(db: Session, who: Clock) -> None:
    hall(db)
    other = planned(db, held_on=date(2026, 6, 16))
    everybody = [row.id for row in people.listing(db).rows]
    expecting.expect_people(db, other, everybody, **who())
    holding.cancel(db, other, reason="大雪", **who())
