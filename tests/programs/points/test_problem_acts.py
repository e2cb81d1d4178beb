"""Problems answered, meetings that earn, cards counted at the start: all by facts that stay."""

from datetime import date, datetime

import pytest

from programs.points import (
    earning_meetings,
    explaining,
    opening_counts,
    problem_acts,
    rule_reading,
    rule_sets,
    sheet_keying,
)
from programs.points.activity_answers import Answer
from programs.points.sheet_keying import Row
from resources.refusals import Refusal
from sessions import (
    bodies,
    door_log,
    expecting,
    holding,
    leaving,
    planning,
    receiving,
    rosters,
)
from sessions.planning import Plan
from tests.programs.points.test_ledger import APRIL, JAPAN, MARCH, YEAR, Town

JUNE = datetime(2025, 6, 20, 10, tzinfo=JAPAN)


@pytest.fixture
def town(db):
    return Town(db)


def sheet(town, rows, received=date(2025, 6, 20)):
    return sheet_keying.book(
        town.db, town.hosts[0], date(2025, 5, 1), rows, received=received, at=JUNE, by=town.by
    )


def answer(town, problem, said, **facts):
    wanted = {"reason": "電話で確かめた", "at": JUNE, "by": town.by} | facts
    return problem_acts.answer(town.db, problem.id, said, **wanted)


def problems(town):
    return problem_acts.listing(town.db, YEAR)


def test_a_sheet_handed_in_too_late_counts_once_somebody_approves_it(town):
    told = {**rule_reading.written(rule_sets.in_force(town.db, YEAR).last.rule)}
    told["late_days"] = 10
    rule_sets.decide(
        town.db, YEAR, rule_reading.read(told), since=date(2025, 4, 1), reason="期限", **town.who
    )
    sheet(town, [Row(1, "0001", 60)])
    (one,) = problems(town)
    assert (one.kind, one.refused, town.standing("0001").counted) == ("late_entry", True, 0)
    with pytest.raises(Refusal):
        answer(town, one, Answer.APPROVED, reason=" ")
    answer(town, one, Answer.APPROVED)
    assert (problems(town), town.standing("0001").counted) == ([], 1)
    # A corrected sheet that says the same again finds it answered.
    sheet(town, [Row(1, "0001", 60), Row(2, "0002", 60)])
    assert town.standing("0001").counted == 1
    problem_acts.take_back(town.db, one.id, reason="まちがい", at=JUNE, by=town.by)
    assert town.standing("0001").counted == 0


def test_an_unknown_number_is_given_to_the_person_it_belongs_to(town):
    sheet(town, [Row(1, "0901", 60), Row(1, "0001", 120, 900, 1020)])
    (one,) = problems(town)
    assert (one.kind, one.number) == ("unknown_number", "0901")
    with pytest.raises(Refusal):
        answer(town, one, Answer.NUMBER, number="7777")
    answer(town, one, Answer.NUMBER, number="0001")
    # It shares the cap of the day with what else that person did.
    assert (town.standing("0001").recorded, town.standing("0001").counted) == (3, 2)
    found = explaining.explain(town.db, YEAR, "0001")
    assert sorted(line.minutes for line in found.lines) == [60, 120]


@pytest.fixture
def gathering(town):
    db, who = town.db, {"at": JUNE, "by": town.by}
    bodies.seed(db, **who)
    meeting = planning.create(
        db, bodies.town_meeting(db).id, Plan(held_on=date(2025, 6, 20), title="研修会"), **who
    ).id
    expecting.expect_people(db, meeting, [town.people["0001"], town.people["0002"]], **who)
    holding.open_meeting(db, meeting, **who)
    return meeting


def come(town, meeting, number):
    line = rosters.line_of(town.db, meeting, town.people[number])
    return receiving.arrive(
        town.db, meeting, line, way=door_log.Way.NAME, desk="1", at=JUNE, by=town.by
    )


def test_attendance_earns_once_from_the_closing_on_and_follows_its_correction(town, gathering):
    db, who = town.db, {"at": JUNE, "by": town.by}
    earning_meetings.let_earn(db, gathering, town.hosts[0], 60, **who)
    answered = come(town, gathering, "0001")
    assert town.standing("0001").counted == 0
    holding.close(db, gathering, **who)
    assert (town.standing("0001").counted, town.standing("0002").counted) == (1, 0)
    assert earning_meetings.settle(db, gathering, **who) == 0
    leaving.take_back(db, answered.arrival_id, desk="1", **who)
    assert town.standing("0001").counted == 0
    earning_meetings.earn_no_more(db, gathering, **who)
    with pytest.raises(Refusal):
        earning_meetings.earn_no_more(db, gathering, **who)
    earning_meetings.let_earn(db, gathering, town.hosts[1], 120, **who)
    assert town.standing("0001").counted == 0


def test_a_meeting_that_is_set_to_earn_afterwards_pays_for_those_who_came(town, gathering):
    db, who = town.db, {"at": JUNE, "by": town.by}
    come(town, gathering, "0002")
    holding.close(db, gathering, **who)
    earning_meetings.let_earn(db, gathering, town.hosts[0], 120, **who)
    assert town.standing("0002").counted == 2
    with pytest.raises(Refusal):
        earning_meetings.let_earn(db, gathering, town.hosts[0], 60, **who)


def count(town, number, stamps, **facts):
    wanted = {"counted_on": date(2025, 6, 1), "counted_by": "唐澤", "at": JUNE, "by": town.by}
    return opening_counts.count(town.db, YEAR, number, stamps, **{**wanted, **facts})


def test_a_card_is_compared_with_the_sheets_and_only_the_difference_is_booked(town):
    sheet(town, [Row(day, "0001", 60) for day in range(1, 4)])
    count(town, "0001", 15)
    (one,) = opening_counts.compare(town.db, YEAR)
    assert (one.card, one.sheets, one.booked, one.difference) == (15, 3, 0, 12)
    assert town.standing("0001").counted == 3
    opening_counts.book(town.db, YEAR, "0001", at=JUNE, by=town.by)
    assert (town.standing("0001").counted, town.standing("0001").worth) == (15, 1000)
    with pytest.raises(Refusal):
        opening_counts.book(town.db, YEAR, "0001", at=JUNE, by=town.by)
    count(town, "0001", 16)  # counted once more: the latest holds
    (one,) = opening_counts.compare(town.db, YEAR)
    assert (one.card, one.difference) == (16, 1)


def test_a_card_needs_who_counted_it_and_a_year_that_is_open(town):
    for facts in (
        {"counted_by": " "}, {"counted_on": date(2025, 6, 21)}, {"counted_on": date(2025, 3, 1)},
    ):  # fmt: skip
        with pytest.raises(Refusal):
            count(town, "0001", 5, **facts)
    for number, stamps in (("0001", -1), ("9999", 5)):
        with pytest.raises(Refusal):
            count(town, number, stamps)
    count(town, "0001", 5)
    town.close()
    with pytest.raises(Refusal):
        count(town, "0001", 6, at=MARCH)
    with pytest.raises(Refusal):
        opening_counts.book(town.db, YEAR, "0001", at=APRIL, by=town.by)
