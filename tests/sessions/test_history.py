"""記録をさかのぼる: whatever was done to a person, every earlier state comes back exactly."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from resources import journal
from resources.refusals import Refusal
from sessions import (
    consent_texts,
    consents,
    emergency_contacts,
    history,
    households,
    people,
    suppression,
    withholding,
)
from sessions.consent_ways import Way as By
from sessions.consents import Given
from sessions.households import Kinship
from sessions.people import PersonDetails
from sessions.person_tables import PERSON
from sessions.person_views import POINTS, SUPPORTERS, Relation
from sessions.suppression import Reason
from tests.sessions.hall import TOWN, register
from tests.town import NOW, STAFF

WHO = {"at": NOW, "by": STAFF}
HATSUE = PersonDetails(
    "髙橋　ハツヱ", "たかはし　はつえ", address="高遠町1番地", birth=date(1940, 7, 12)
)


def later(hours: int) -> dict[str, object]:
    return {"at": NOW + timedelta(hours=hours), "by": STAFF}


def test_a_change_tells_before_and_after_who_and_when(db):
    person = people.enrol(db, HATSUE, **WHO)
    people.correct(db, person, replace(HATSUE, address="伊那2番地"), version=1, **later(1))
    people.add_membership(db, person, Relation(POINTS, "17"), **later(2))
    people.leave(db, person, on=date(2026, 5, 1), reason="転出", **later(3))
    left, joined, corrected, enrolled = history.changes(db, person)
    assert (corrected.before, corrected.after) == (
        {"address": "高遠町1番地"}, {"address": "伊那2番地"},
    )  # fmt: skip
    assert (corrected.at, corrected.act) == (NOW + timedelta(hours=1), "correct")
    assert enrolled.after["name"] == "髙橋　ハツヱ"
    assert joined.after["number"] == "0017"
    assert (left.act, left.reason) == ("leave", "転出")


def test_before_the_entry_there_was_nobody(db):
    person = people.enrol(db, HATSUE, **later(5))
    assert not history.as_of(db, person, NOW).entered
    assert history.as_of(db, person, NOW + timedelta(hours=5)).entered
    with pytest.raises(Refusal):
        history.as_of(db, "0" * 32, NOW)


def test_looks_stand_apart_from_changes(db):
    person = people.enrol(db, HATSUE, **WHO)
    withholding.view(db, person, reason="本人から電話", **later(1))
    assert [one.act for one in history.changes(db, person)] == ["enrol"]
    assert [one.reason for one in history.looked(db, person)] == ["本人から電話"]


def test_values_that_were_erased_leave_a_gap_that_is_told(db):
    person = people.enrol(db, HATSUE, **WHO)
    people.correct(db, person, replace(HATSUE, address="伊那2番地"), version=1, **later(1))
    journal.erase_values(db, person)
    assert history.as_of(db, person, NOW).gaps
    assert [one.erased for one in history.changes(db, person)] == [True, True]


TEXTS = st.text("髙𠮷辻󠄀あか　x'\"%", min_size=1, max_size=6).filter(lambda text: text.strip("　"))
PHONES = st.lists(st.sampled_from([("0265-1", "02651"), ("090-2", "0902")]), unique=True).map(tuple)
CORRECTIONS = st.fixed_dictionaries(
    {},
    optional={
        "name": TEXTS, "kana": st.sampled_from(["", "たかはし", "タカハシ　ハツ"]), "alias": TEXTS,
        "address": TEXTS, "district": TEXTS, "note": TEXTS, "phones": PHONES,
        "birth": st.none() | st.dates(date(1900, 1, 1), date(2020, 1, 1)),
        "hide_name": st.booleans(), "language": st.sampled_from(["ja", "vi"]),
    },
)  # fmt: skip
DAYS = st.dates(date(2020, 1, 1), date(2026, 1, 1))
ACTS = st.one_of(
    st.tuples(st.just("correct"), CORRECTIONS),
    st.tuples(st.just("withhold"), st.tuples(st.sampled_from(Reason), DAYS)),
    st.tuples(st.just("lift"), st.sampled_from(Reason)),
    st.tuples(st.just("come_back"), st.none()),
    st.tuples(st.just("join"), st.sampled_from([POINTS, SUPPORTERS])),
)


def _do(db, person: str, act: str, told: object, note: dict[str, object]) -> None:
    if act == "correct":
        view = people.get(db, person, whole=True)
        entered = replace(people.details(view), **told)
        people.correct(db, person, entered, version=view.version, opened=True, **note)
    elif act == "withhold":
        reason, day = told
        withholding.withhold(db, person, reason, since=day, why="電話", **note)
    elif act == "lift":
        withholding.lift(db, person, told, why="終わり", **note)
    elif act == "come_back":
        people.come_back(db, person, **note)
    elif told not in {one.programme for one in people.get(db, person).relations}:
        people.add_membership(db, person, Relation(told, person[-6:]), **note)


def _now(db, person: str, moment: datetime) -> history.Then:
    """Read the person as they stand, without the journal."""
    view = people.get(db, person, whole=True)
    held = suppression.standing(db, [person]).get(person)
    return history.Then(
        moment,
        entered=True,
        values=history.plain(people.details(view)),
        numbers={one.programme: one.number for one in view.relations},
        left_on=view.left_on,
        held=tuple(sorted(one.reason.value for one in held.sets)) if held else (),
        around={"household": (), "consents": (), "contacts": ()},  # no act of this test is about it
    )


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(acts=st.lists(ACTS, max_size=12))
def test_every_earlier_state_comes_back_exactly(office, acts):
    with office.change() as db:
        person = people.enrol(db, HATSUE, **WHO)
        stood = [_now(db, person, NOW)]
        for hours, (act, told) in enumerate(acts, 1):
            note = later(hours)
            _do(db, person, act, told, note)
            stood.append(_now(db, person, note["at"]))
        for then in stood:
            # At the very moment of a change it holds already, and until the next one.
            for after in (timedelta(0), timedelta(minutes=59)):
                found = history.as_of(db, person, then.at + after)
                assert replace(found, at=then.at, held=tuple(sorted(found.held))) == then


def test_whom_they_lived_with_consented_to_and_whom_to_call_as_it_was(db):
    one, other = (register(db, *facts) for facts in TOWN[:2])
    days = [date(2026, 5, day) for day in (1, 3, 5)]
    moments = [datetime(2026, 5, day, 3, tzinfo=UTC) for day in (1, 3, 5, 7)]
    before, first, second, third = moments

    def when(moment):
        return {"at": moment, "by": WHO["by"]}

    def around(moment):
        return history.as_of(db, one, moment).around

    db.execute(sa.update(PERSON).values(recorded_at=datetime(2026, 4, 1, tzinfo=UTC)))
    db.expire_all()
    text = consent_texts.write(
        db, "写真", "載せます。", effective_from=date(2026, 4, 1), **when(before)
    )
    home = households.create(db, other, on=days[1], **when(first))
    version = households.home(db, other).version
    households.join(
        db, home, one, kinship=Kinship.SPOUSE, on=days[1], version=version, **when(first)
    )
    given = consents.give(db, one, Given(text, days[1]), **when(first))
    called = emergency_contacts.ContactDetails("林　春", "長女", (("0265-1", "02651"),))
    contact = emergency_contacts.add(db, one, called, **when(first))
    moved = replace(called, phones=(("0265-2", "02652"),))
    emergency_contacts.correct(db, contact, moved, version=1, **when(second))
    consents.withdraw(db, given, on=days[2], way=By.PAPER, **when(second))
    emergency_contacts.remove(db, contact, version=2, **when(third))
    households.leave(
        db, home, one, on=date(2026, 5, 7), version=households.home(db, one).version, **when(third)
    )
    name = TOWN[1][0]
    assert around(before) == {"household": (), "consents": (), "contacts": ()}
    assert around(first) == {
        "household": (name,), "consents": ("写真",), "contacts": ("林　春（長女） 0265-1",),
    }  # fmt: skip
    assert around(second) == {
        "household": (name,), "consents": (), "contacts": ("林　春（長女） 0265-2",),
    }  # fmt: skip
    assert around(third) == {"household": (), "consents": (), "contacts": ()}
