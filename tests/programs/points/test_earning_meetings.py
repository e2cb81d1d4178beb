"""A meeting that earns, closed by somebody who may not enter activities: nothing lost, once each."""

from datetime import date, datetime

import pytest

from programs.points import closing, earning_meetings, rule_sets
from resources import journal
from resources.refusals import Refusal
from sessions import bodies, door_log, expecting, holding, leaving, planning, receiving, staff
from sessions import rosters as lists
from sessions.planning import Plan
from tests.programs.points.test_ledger import APRIL, JAPAN, YEAR, Town

JUNE = datetime(2025, 6, 20, 10, tzinfo=JAPAN)


@pytest.fixture
def town(db):
    made = Town(db)
    db.get(staff.Staff, made.by).roles = "A"
    made.clerk = staff.enrol(db, "宮下　みどり", at=JUNE, by=made.by)
    db.get(staff.Staff, made.clerk).roles = "C"
    bodies.seed(db, at=JUNE, by=made.by)
    return made


def evening(town, *, title="研修会", held_on=date(2025, 6, 20), numbers=("0001", "0002")):
    """Plan, open and fill one meeting that earns 60 minutes; return its id and the arrivals."""
    db, who = town.db, {"at": JUNE, "by": town.by}
    body = bodies.town_meeting(db).id
    meeting = planning.create(db, body, Plan(held_on=held_on, title=title), **who).id
    expecting.expect_people(db, meeting, list(town.people.values()), **who)
    holding.open_meeting(db, meeting, **who)
    earning_meetings.let_earn(db, meeting, town.hosts[0], 60, **who)
    came = [
        receiving.arrive(
            db, meeting, lists.line_of(db, meeting, town.people[number]),
            way=door_log.Way.NAME, desk="1", at=JUNE, by=town.clerk,
        ).arrival_id
        for number in numbers
    ]  # fmt: skip
    return meeting, came


def counted(town):
    return [town.standing(number).counted for number in sorted(town.people)]


def test_what_a_clerk_closed_waits_and_is_caught_up_with_once(town):
    db = town.db
    meeting, came = evening(town)
    holding.close(db, meeting, at=JUNE, by=town.clerk)
    leaving.take_back(db, came[1], desk="1", at=JUNE, by=town.clerk)
    assert counted(town) == [0, 0, 0]
    (due,) = earning_meetings.due(db)
    assert (due.meeting.id, due.numbers, due.year) == (meeting, {"0001"}, YEAR)
    assert earning_meetings.catch_up(db, at=JUNE, by=town.by) == 1
    assert counted(town) == [1, 0, 0]
    assert (earning_meetings.due(db), earning_meetings.catch_up(db, at=JUNE, by=town.by)) == ([], 0)
    told = earning_meetings.tell(db, meeting)
    assert (told.host, told.stamps, told.given, told.closed) == ("宅老所　かわせみ", 1, 1, False)
    (line,) = [one for one in journal.of(db, [meeting]) if one.act == "bring_attendance"]
    assert (line.by, line.after) == (town.by, {"activities": 1})


def test_two_meetings_wait_and_each_is_brought_in_for_itself(town):
    db = town.db
    for title, day, numbers in (
        ("春の研修", date(2025, 6, 20), ("0001",)), ("夏の研修", date(2025, 6, 19), ("0001", "0003")),
    ):  # fmt: skip
        meeting, _came = evening(town, title=title, held_on=day, numbers=numbers)
        holding.close(db, meeting, at=JUNE, by=town.clerk)
    assert {one.meeting.title: len(one.new) for one in earning_meetings.due(db)} == {
        "春の研修": 1, "夏の研修": 2,
    }  # fmt: skip
    assert earning_meetings.catch_up(db, at=JUNE, by=town.by) == 3
    assert counted(town) == [2, 0, 1]


def test_the_dry_run_of_the_year_brings_in_what_waits_and_its_closing_ends_that(town):
    db = town.db
    meeting, came = evening(town)
    holding.close(db, meeting, at=JUNE, by=town.clerk)
    looked = closing.rehearse(db, YEAR, at=APRIL, by=town.by)
    made = closing.close(db, YEAR, at=APRIL, by=town.by)
    assert made.figures == looked.figures
    assert made.figures["stamps_counted"] == 2
    assert counted(town) == [1, 1, 0]
    leaving.take_back(db, came[0], desk="1", at=APRIL, by=town.clerk)
    assert (earning_meetings.due(db), counted(town)) == ([], [1, 1, 0])
    assert earning_meetings.tell(db, meeting).closed
    with pytest.raises(Refusal):
        earning_meetings.earn_no_more(db, meeting, at=APRIL, by=town.by)
    with pytest.raises(Refusal):
        earning_meetings.let_earn(db, meeting, town.hosts[1], 60, at=APRIL, by=town.by)


def test_the_stamps_of_a_length_are_told_before_anything_is_decided(town):
    assert rule_sets.in_force(town.db, YEAR).last.rule.unit == "スタンプ"
    told = [earning_meetings.stamps_for(town.db, date(2025, 6, 20), n) for n in (10, 60, 130)]
    assert [stamps for stamps, _unit in told] == [0, 1, 2]
