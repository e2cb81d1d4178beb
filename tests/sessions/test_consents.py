"""Consents: to a version that stays as it was read, on a day, in a way, until withdrawn."""

from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources import journal
from resources.refusals import Refusal
from sessions import consent_texts, consents, merging, people
from sessions.consent_ways import Way
from sessions.consents import Given
from sessions.person_entry import PersonDetails
from tests.town import NOW, STAFF

WHO = {"at": NOW, "by": STAFF}
PHOTO = "写真の掲載"
FIRST, SECOND = date(2025, 4, 1), date(2026, 4, 1)
DAY = date(2026, 4, 10)


@pytest.fixture
def person(db: Session) -> str:
    return people.enrol(db, PersonDetails("髙橋　ハツヱ"), **WHO)


@pytest.fixture
def text(db: Session) -> str:
    return consent_texts.write(db, PHOTO, "写真を載せます。", effective_from=FIRST, **WHO)


def given(text: str, on: date = DAY, way: Way = Way.PAPER) -> Given:
    return Given(text, on, way, "氏名と写真", "広報紙", "宮下")


def test_a_consent_says_what_to_whom_when_how_and_who_took_it(
    db: Session, person: str, text: str
) -> None:
    consent = consents.give(db, person, given(text, way=Way.SPOKEN), **WHO)
    (one,) = consents.of(db, person)
    assert (one.id, one.purpose, one.number, one.given_on, one.way) == (
        consent, PHOTO, 1, DAY, Way.SPOKEN,
    )  # fmt: skip
    assert (one.what, one.whom, one.taken_by) == ("氏名と写真", "広報紙", "宮下")
    line = journal.recent(db, 1, object_id=person)[0]
    assert (line.act, (line.after or {})["purpose"]) == ("consent", PHOTO)


def test_it_holds_from_its_day_until_it_is_withdrawn(db: Session, person: str, text: str) -> None:
    consent = consents.give(db, person, given(text), **WHO)
    consents.withdraw(db, consent, on=date(2026, 5, 1), way=Way.PHONE, note="本人から", **WHO)
    holds = {
        day: consents.valid(db, person, PHOTO, day)
        for day in (date(2026, 4, 9), DAY, date(2026, 4, 30), date(2026, 5, 1), date(2026, 5, 19))
    }
    assert list(holds.values()) == [False, True, True, False, False]
    assert not consents.valid(db, person, "別の目的", DAY)
    (one,) = consents.of(db, person)
    assert (one.withdrawn_on, one.withdrawn_way) == (date(2026, 5, 1), Way.PHONE)
    consents.give(db, person, given(text, date(2026, 5, 10)), **WHO)
    assert consents.valid(db, person, PHOTO, date(2026, 5, 19))


def test_many_are_asked_at_once(db: Session, person: str, text: str) -> None:
    other, double = (people.enrol(db, PersonDetails(name), **WHO) for name in ("一", "二"))
    consents.give(db, double, given(text), **WHO)
    merging.merge(db, person, double, **WHO)
    assert consents.holders(db, [person, other, double], PHOTO, DAY) == {person, double}
    assert len(consents.of(db, person)) == 1


@pytest.mark.parametrize(
    "day", [date(2026, 5, 20), date(2025, 3, 31)], ids=["tomorrow", "before the text"]
)
def test_days_that_cannot_be_are_refused(db: Session, person: str, text: str, day: date) -> None:
    with pytest.raises(Refusal):
        consents.give(db, person, given(text, day), **WHO)


def test_what_was_said_twice_or_withdrawn_twice_is_refused(
    db: Session, person: str, text: str
) -> None:
    consent = consents.give(db, person, given(text), **WHO)
    with pytest.raises(Refusal, match="already"):
        consents.give(db, person, given(text), **WHO)
    for day in (date(2026, 4, 9), date(2026, 5, 20)):
        with pytest.raises(Refusal, match="cannot have been"):
            consents.withdraw(db, consent, on=day, way=Way.PHONE, **WHO)
    consents.withdraw(db, consent, on=DAY, way=Way.PHONE, **WHO)
    with pytest.raises(Refusal, match="already"):
        consents.withdraw(db, consent, on=DAY, way=Way.PHONE, **WHO)


def test_a_used_text_stays_and_the_next_version_takes_over(
    db: Session, person: str, text: str
) -> None:
    consent_texts.correct(db, text, "写真と名前。", effective_from=FIRST, version=1, **WHO)
    with pytest.raises(Refusal, match="Another desk"):
        consent_texts.correct(db, text, "x", effective_from=FIRST, version=1, **WHO)
    consents.give(db, person, given(text), **WHO)
    with pytest.raises(Refusal, match="consented to this wording"):
        consent_texts.correct(db, text, "別の文", effective_from=FIRST, version=2, **WHO)
    new = consent_texts.write(db, PHOTO, "新しい文", effective_from=SECOND, **WHO)
    assert [one.id for one in consent_texts.current(db, date(2026, 3, 31))] == [text]
    assert [one.id for one in consent_texts.current(db, SECOND)] == [new]
    assert [(one.number, one.used) for one in consent_texts.listing(db)] == [(2, 0), (1, 1)]
    other = consent_texts.write(db, "い", "文", effective_from=FIRST, **WHO)
    assert [one.id for one in consent_texts.offered(db, date(2026, 3, 31))] == [other, text]
    assert [one.id for one in consent_texts.offered(db, SECOND)] == [other, new, text]
    assert consents.valid(db, person, PHOTO, DAY)  # what was said to the older version holds
    with pytest.raises(Refusal, match="in force only from"):
        consent_texts.write(db, PHOTO, "古い日", effective_from=FIRST, **WHO)


def test_a_text_out_of_use_is_offered_no_more(db: Session, person: str, text: str) -> None:
    consent_texts.retire(db, text, **WHO)
    assert consent_texts.current(db, DAY) == ()
    with pytest.raises(Refusal, match="not in use"):
        consents.give(db, person, given(text), **WHO)
    assert consent_texts.offered(db, DAY) == ()
    consent_texts.retire(db, text, active=True, **WHO)
    consents.give(db, person, given(text), **WHO)


@pytest.mark.parametrize(("purpose", "wording"), [(" ", "文"), (PHOTO, " "), ("長" * 81, "文")])
def test_a_text_says_what_and_what_for(db: Session, purpose: str, wording: str) -> None:
    with pytest.raises(Refusal):
        consent_texts.write(db, purpose, wording, effective_from=FIRST, **WHO)


def test_examples_can_be_taken_over_as_they_are(db: Session) -> None:
    for purpose, wording in consent_texts.EXAMPLES:
        consent_texts.write(db, purpose, wording, effective_from=FIRST, **WHO)
    assert len(consent_texts.current(db, FIRST)) == len(consent_texts.EXAMPLES) == 4


@pytest.mark.parametrize("table", ["consent", "consent_withdrawal"])
def test_nobody_edits_what_was_said(db: Session, person: str, text: str, table: str) -> None:
    consent = consents.give(db, person, given(text), **WHO)
    consents.withdraw(db, consent, on=DAY, way=Way.PHONE, **WHO)
    changed = sa.text(f"UPDATE {table} SET recorded_by = 'x'")
    with pytest.raises(sa.exc.DBAPIError), db.begin_nested():
        db.execute(changed)
    assert replace(consents.of(db, person)[0], way=Way.PAPER) == consents.of(db, person)[0]
