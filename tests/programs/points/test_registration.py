"""A registration from the application to its end: what is asked, what counts, what is undone."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from programs.points import (
    applications,
    changing,
    inquiries,
    member_cards,
    register,
    registering,
    settling,
    turns,
    work_list,
)
from programs.points.applications import Asked, Proof
from programs.points.turns import Kind, Reason
from programs.points.work_list import State
from resources.refusals import Refusal
from sessions import passes, people, suppression
from sessions.person_entry import PersonDetails
from tests.programs.points import year
from tests.programs.points.test_ledger import MARCH, YEAR, Town
from tests.sessions.intake import office
from tests.town import STAFF

JUNE = date(2025, 6, 10)


@pytest.fixture
def town(db):
    return Town(db)


@pytest.fixture
def late(town):
    """The same town on a day in March, when things of the year can be entered."""
    town.who = {"at": MARCH, "by": town.by}
    return town


def somebody(town, birth=date(1955, 3, 4), name="白鳥　ふみ"):
    return people.enrol(town.db, PersonDetails(name, "しらとり　ふみ", birth=birth), **town.who)


def asked(person, **facts):
    facts = {"proof": Proof.LICENCE, "consented": True, "received": date(2025, 6, 2)} | facts
    return Asked(person, YEAR, **facts)


def applied(town, **facts):
    return applications.receive(town.db, asked(somebody(town), **facts), **town.who)


def answered(town, *fits):
    """Return applications that went to the city together and came back with `fits`."""
    made = [
        applications.receive(
            town.db, asked(somebody(town, name=f"試み　{n}")), **town.who
        )
        for n in range(len(fits))
    ]  # fmt: skip
    sent = inquiries.send(town.db, YEAR, made, day=date(2025, 6, 3), **town.who)
    said = {n: fit for n, fit in enumerate(fits, 1) if fit is not None}
    inquiries.answer(town.db, sent, said, confirmed=date(2025, 6, 9), **town.who)
    return made


def states(town, of=YEAR):
    return {one.key: one.state for one in work_list.listing(town.db, of)}


def number_of(town, application):
    return registering.decide(town.db, [application], day=JUNE, **town.who)[0]


def counted(town, number, day, host=0):
    """Return what three hours on `day` count for, and the cause."""
    made = town.did(number, day, 180, host)
    now = settling.judged(town.db, YEAR, [number])
    one = next(one for one in now.judged if one.deed.id == made)
    return one.counted, one.cause


@pytest.mark.parametrize(
    "facts", [{"proof": None}, {"consented": False}, {"emergency": "あ" * 201}]
)
def test_an_application_lacks_nothing(late, facts):
    with pytest.raises(Refusal):
        applied(late, **facts)


@pytest.mark.parametrize(
    ("birth", "taken"),
    [
        # 65 is reached the day before the birthday (facts §9.2): 1961-04-01 on 2026-03-31
        (date(1961, 4, 1), True), (date(1961, 4, 2), False), (None, False),
    ],
)  # fmt: skip
def test_whoever_reaches_the_age_within_the_year_may_apply(late, birth, taken):
    person = somebody(late, birth)
    if taken:
        assert applications.receive(late.db, asked(person), **late.who)
        return
    with pytest.raises(Refusal):
        applications.receive(late.db, asked(person), **late.who)


def test_nobody_is_registered_before_the_day_the_age_is_reached(late):
    person = somebody(late, date(1960, 6, 12))
    one = applications.receive(late.db, asked(person), **late.who)
    sent = inquiries.send(late.db, YEAR, [one], day=date(2025, 6, 3), **late.who)
    inquiries.answer(late.db, sent, {1: True}, confirmed=date(2025, 6, 9), **late.who)
    with pytest.raises(Refusal):
        registering.decide(late.db, [one], day=date(2025, 6, 10), **late.who)
    assert registering.decide(late.db, [one], day=date(2025, 6, 11), **late.who) == ("0004",)


def test_nobody_applies_twice_and_nobody_who_is_registered(late):
    person = somebody(late)
    applications.receive(late.db, asked(person), **late.who)
    for again in (person, late.people["0001"]):
        with pytest.raises(Refusal):
            applications.receive(late.db, asked(again), **late.who)


def test_the_list_goes_from_the_application_to_the_decision(late):
    one = applied(late)
    assert states(late)[one] is State.APPLIED
    sent = inquiries.send(late.db, YEAR, [one], day=date(2025, 6, 3), **late.who)
    assert states(late)[one] is State.ASKED
    with pytest.raises(Refusal):  # it waits for its answer
        inquiries.send(late.db, YEAR, [one], day=date(2025, 6, 4), **late.who)
    with pytest.raises(Refusal):
        registering.decide(late.db, [one], day=JUNE, **late.who)
    assert inquiries.answer(late.db, sent, {1: True}, confirmed=JUNE, **late.who) == 1
    assert inquiries.answer(late.db, sent, {1: True}, confirmed=JUNE, **late.who) == 0
    assert states(late)[one] is State.ANSWERED
    assert number_of(late, one) == "0004"
    assert one not in states(late)
    assert states(late)["0004"] is State.REGISTERED


def test_the_lists_of_a_year_are_numbered_and_say_what_is_missing(late):
    answered(late, True, None)
    (first,) = inquiries.listing(late.db, YEAR)
    assert (first.label, first.asked, first.waiting) == ("2025-01", 2, 1)
    inquiries.send(late.db, YEAR, [], ["0001"], day=JUNE, **late.who)
    assert [one.label for one in inquiries.listing(late.db, YEAR)] == ["2025-02", "2025-01"]


@pytest.mark.parametrize(
    ("places", "confirmed"),
    [
        ({9: True}, JUNE), ({1: True}, date(2025, 6, 2)), ({1: True}, MARCH.date() + timedelta(1)),
    ],
)  # fmt: skip
def test_an_answer_fits_the_list_it_is_about(late, places, confirmed):
    sent = inquiries.send(late.db, YEAR, [applied(late)], day=date(2025, 6, 3), **late.who)
    with pytest.raises(Refusal):
        inquiries.answer(late.db, sent, places, confirmed=confirmed, **late.who)


def test_only_those_with_a_yes_are_registered_and_all_or_none(late):
    yes, no = answered(late, True, False)
    with pytest.raises(Refusal):
        registering.decide(late.db, [yes, no], day=JUNE, **late.who)
    assert number_of(late, yes) == "0004"
    applications.close(late.db, no, Kind.DECLINED, **late.who)
    assert no not in states(late)
    with pytest.raises(Refusal):
        applications.close(late.db, no, Kind.DECLINED, **late.who)


def test_a_no_about_somebody_registered_stops_what_they_do_from_that_day(late):
    late.did("0001", date(2025, 6, 8))
    sent = inquiries.send(late.db, YEAR, [], ["0001"], day=date(2025, 6, 3), **late.who)
    inquiries.answer(late.db, sent, {1: False}, confirmed=JUNE, **late.who)
    assert counted(late, "0001", JUNE) == (0, "not_eligible")
    assert late.standing("0001").counted == 2


def test_the_cover_begins_the_day_after_the_formalities(late):
    number = number_of(late, answered(late, True)[0])
    assert counted(late, number, date(2025, 6, 12)) == (0, "no_insurance")
    assert registering.insure(late.db, YEAR, [number], day=date(2025, 6, 12), **late.who) == 1
    assert registering.insure(late.db, YEAR, [number], day=date(2025, 6, 12), **late.who) == 0
    assert counted(late, number, date(2025, 6, 12), 1) == (0, "before_insurance")
    assert counted(late, number, date(2025, 6, 13)) == (2, "")
    assert counted(late, number, date(2025, 6, 9)) == (0, "before_registration")


def test_what_is_done_while_resting_does_not_count(late):
    changing.pause(
        late.db, YEAR, ["0001", "0002"], day=JUNE, reason=Reason.HEALTH, **late.who
    )  # fmt: skip
    assert states(late)["0001"] is State.PAUSED
    assert counted(late, "0001", date(2025, 6, 9)) == (2, "")
    assert counted(late, "0001", JUNE) == (0, "paused")
    with pytest.raises(Refusal):
        changing.pause(late.db, YEAR, ["0001"], day=JUNE, reason=Reason.HEALTH, **late.who)
    with pytest.raises(Refusal):  # nothing of a batch is done where one cannot be
        changing.resume(late.db, YEAR, ["0001", "0003"], day=date(2025, 7, 1), **late.who)
    with pytest.raises(Refusal):
        changing.resume(late.db, YEAR, ["0001"], day=date(2025, 6, 1), **late.who)
    assert changing.resume(late.db, YEAR, ["0001"], day=date(2025, 7, 1), **late.who) == 1
    assert counted(late, "0001", date(2025, 6, 30)) == (0, "paused")
    assert counted(late, "0001", date(2025, 7, 1)) == (2, "")
    assert states(late)["0002"] is State.PAUSED


@pytest.mark.parametrize("reason", turns.ENDING)
def test_a_registration_ends_with_its_day_and_keeps_what_was_done(late, reason):
    late.days("0001", 3)
    changing.cancel(late.db, YEAR, ["0001"], day=JUNE, reason=reason, **late.who)
    assert counted(late, "0001", date(2025, 6, 11)) == (0, "after_cancellation")
    assert late.standing("0001").counted == 6
    (line,) = [one for one in work_list.listing(late.db, YEAR) if one.number == "0001"]
    assert (line.state, bool(line.note)) == (State.CANCELLED, True)
    held = suppression.standing(late.db, [late.people["0001"]])
    kept = {Reason.DIED: suppression.Reason.DIED, Reason.MOVED: suppression.Reason.MOVED}
    reasons = held[late.people["0001"]].reasons if held else frozenset()
    assert reasons == (frozenset({kept[reason]}) if reason in kept else frozenset())


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(2025, 3, 31), Reason.WISH), (date(2026, 3, 21), Reason.WISH), (JUNE, Reason.HEALTH),
    ],
)  # fmt: skip
def test_an_end_needs_a_day_that_was_and_a_reason_of_its_kind(late, day, reason):
    with pytest.raises(Refusal):
        changing.cancel(late.db, YEAR, ["0001"], day=day, reason=reason, **late.who)


def test_a_renewal_keeps_the_number_and_ends_the_pause(late):
    changing.pause(late.db, YEAR, ["0001"], day=JUNE, reason=Reason.AWAY, **late.who)
    changing.cancel(late.db, YEAR, ["0003"], day=JUNE, reason=Reason.WISH, **late.who)
    assert states(late, YEAR + 1) == {"0001": State.TO_RENEW, "0002": State.TO_RENEW}
    with pytest.raises(Refusal):
        registering.renew(late.db, YEAR + 1, ["0001", "0003"], day=MARCH.date(), **late.who)
    done = registering.renew(
        late.db, YEAR + 1, ["0001", "0002"], day=MARCH.date(), insured=MARCH.date(), **late.who
    )
    assert done == 2
    assert set(states(late, YEAR + 1).values()) == {State.REGISTERED}
    with pytest.raises(Refusal):
        registering.renew(late.db, YEAR + 1, ["0001"], day=MARCH.date(), **late.who)


def test_whoever_comes_back_has_the_old_number_again(late):
    changing.cancel(late.db, YEAR, ["0002"], day=date(2025, 5, 20), reason=Reason.WISH, **late.who)
    one = applications.receive(late.db, asked(late.people["0002"]), **late.who)
    sent = inquiries.send(late.db, YEAR, [one], day=date(2025, 6, 3), **late.who)
    inquiries.answer(late.db, sent, {1: True}, confirmed=date(2025, 6, 9), **late.who)
    assert number_of(late, one) == "0002"
    assert states(late)["0002"] is State.REGISTERED
    changing.take_back(late.db, [turns.standing(late.db, YEAR, ["0002"])[-1].id], **late.who)
    assert states(late)["0002"] is State.CANCELLED
    assert states(late)[one] is State.ANSWERED


def test_every_turn_is_taken_back_by_another_and_stays_on_record(late):
    before = late.db.execute(sa.select(*columns()).order_by(register.TABLE.c.number)).all()
    changing.pause(late.db, YEAR, ["0001"], day=JUNE, reason=Reason.HEALTH, **late.who)
    changing.resume(late.db, YEAR, ["0001"], day=date(2025, 7, 1), **late.who)
    registering.insure(late.db, YEAR, ["0001"], day=date(2025, 7, 2), **late.who)
    changing.cancel(
        late.db, YEAR, ["0001"], day=date(2025, 8, 1), reason=Reason.WISH, **late.who
    )  # fmt: skip
    stood = turns.standing(late.db, YEAR, ["0001"])
    assert [one.kind for one in stood] == [
        Kind.PAUSED, Kind.RESUMED, Kind.INSURED, Kind.CANCELLED
    ]  # fmt: skip
    with pytest.raises(Refusal):
        changing.take_back(late.db, [stood[0].id], **late.who)
    for one in reversed(stood):
        changing.take_back(late.db, [one.id], **late.who)
    assert late.db.execute(sa.select(*columns()).order_by(register.TABLE.c.number)).all() == before
    assert late.db.scalar(sa.select(sa.func.count()).select_from(turns.TABLE)) == 8
    with pytest.raises(Refusal):
        changing.take_back(late.db, [stood[-1].id], **late.who)


def columns():
    return [register.TABLE.c[name] for name in ("number", *register.OWN)]


def test_a_registration_with_activities_is_cancelled_and_not_taken_back(late):
    number = number_of(late, answered(late, True)[0])
    (turn,) = turns.standing(late.db, YEAR, [number])
    changing.take_back(late.db, [turn.id], **late.who)
    assert number not in states(late)
    (waiting,) = applications.open_ones(late.db)
    assert number_of(late, waiting.id) == number
    assert number_of(late, answered(late, True)[0]) == "0005"
    late.did(number, date(2025, 6, 12))
    (turn,) = turns.standing(late.db, YEAR, [number])
    with pytest.raises(Refusal):
        changing.take_back(late.db, [turn.id], **late.who)


def test_a_lost_card_is_void_at_once_and_not_a_point_is_lost(late):
    late.days("0001", 3)
    with pytest.raises(Refusal):
        member_cards.lost(late.db, YEAR, "0001", **late.who)
    (card,) = member_cards.issue(late.db, YEAR, ["0001"], **late.who)
    assert card.reissued == 0
    new = member_cards.lost(late.db, YEAR, "0001", **late.who)
    assert (new.reissued, new.code == card.code) == (1, False)
    assert passes.resolve(late.db, card.code).valid is False
    assert passes.resolve(late.db, new.code).valid is True
    assert member_cards.lost(late.db, YEAR, "0001", **late.who).reissued == 2
    assert late.standing("0001").counted == 6
    with pytest.raises(Refusal):
        member_cards.issue(late.db, YEAR, ["0001", "0009"], **late.who)


def test_a_list_of_turns_refuses_to_be_changed(late):
    changing.pause(late.db, YEAR, ["0001"], day=JUNE, reason=Reason.HEALTH, **late.who)
    for statement in (sa.update(turns.TABLE).values(number="0009"), sa.delete(turns.TABLE)):
        with pytest.raises(sa.exc.DBAPIError), late.db.begin_nested():
            late.db.execute(statement)


def test_somebody_who_died_stands_out_while_the_registration_stands(late):
    from sessions import withholding

    withholding.withhold(
        late.db, late.people["0001"], suppression.Reason.DIED, since=JUNE, **late.who
    )
    notes = {one.number: one.note for one in work_list.listing(late.db, YEAR)}
    assert notes["0001"]
    assert not notes["0002"]


@pytest.mark.in_a_file
def test_the_list_of_the_office_falls_into_the_states_it_says(db):
    year.everybody(db)
    wanted = {"継続": State.REGISTERED, "新規": State.REGISTERED, "休止": State.PAUSED,
              "取消": State.CANCELLED}  # fmt: skip
    told = {
        number: one for number, one in office.expected()["volunteers"].items() if "status" in one
    }
    found = {one.number: one for one in work_list.listing(db, YEAR)}
    assert {number: found[number].state for number in told} == {
        number: wanted[one["status"]] for number, one in told.items()
    }
    covered = {
        number: (one.insured + timedelta(days=1)).isoformat() if one.insured else None
        for number, one in found.items()
    }
    early = "2025-04-01"  # arranged before the year: covered from its first day
    assert {number: covered[number] and max(covered[number], early) for number in told} == {
        number: one["insured_from"] for number, one in told.items()
    }
    (first, *_rest) = sorted(number for number, one in told.items() if one["status"] == "休止")
    who = {"at": MARCH, "by": STAFF}
    assert changing.resume(db, YEAR, [first], day=JUNE, **who) == 1
    waiting = {one.number for one in work_list.listing(db, YEAR + 1)}
    assert waiting >= {number for number, one in told.items() if one["cancelled"] is None}
    assert not waiting & {number for number, one in told.items() if one["cancelled"]}
