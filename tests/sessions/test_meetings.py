from datetime import date, time

import pytest
import sqlalchemy as sa

from resources import journal
from resources.refusals import Refusal
from sessions import agenda, bodies, expecting, holding, meetings, notices, recognition, schedule
from sessions.meeting_rules import Act, State, follows, may
from sessions.notices import Occasion
from sessions.rosters import Reply
from sessions.schedule import When
from tests.sessions.hall import WHO, hall, planned, register


def test_the_rules_allow_the_way_from_planned_to_closed_and_back_with_reopen():
    assert may(State.PLANNED, Act.OPEN)
    assert may(State.OPEN, Act.CHECK_IN)
    assert may(State.OPEN, Act.CLOSE)
    assert may(State.CLOSED, Act.KEY_IN_PAPER)
    assert may(State.CLOSED, Act.REOPEN)
    assert not may(State.CLOSED, Act.CHECK_IN)
    assert not may(State.PLANNED, Act.CHECK_IN)
    assert follows(State.CANCELLED) == frozenset()


def test_numbers_follow_each_other_and_are_unique_in_a_body(db):
    first, second = planned(db), planned(db)
    assert [meetings.show(db, it).number for it in (first, second)] == [1, 2]
    fourteenth = planned(db, number=14)
    assert meetings.show(db, fourteenth).number == 14
    assert meetings.next_number(db, bodies.town_meeting(db).id) == 15
    with pytest.raises(Refusal):
        planned(db, number=2)


@pytest.mark.parametrize(
    "facts",
    [{"ends": time(10)}, {"capacity": 0}, {"number": 0}, {"held_on": None}, {"ends": time(9)}],
)
def test_impossible_meetings_are_refused(db, facts):
    with pytest.raises(Refusal):
        planned(db, **facts)


def test_a_body_without_its_room_cannot_be_planned(db):
    bodies.seed(db, **WHO)
    closed = bodies.every(db)[2]
    with pytest.raises(Refusal):
        meetings.plan(db, closed.id, held_on=date(2026, 6, 1), **WHO)


def test_every_step_is_in_the_journal_and_the_slower_desk_learns_of_it(db):
    meeting = planned(db)
    opened = holding.open_meeting(db, meeting, version=1, **WHO)
    with pytest.raises(Refusal):
        holding.close(db, meeting, version=1, **WHO)
    holding.close(db, meeting, version=opened.version, **WHO)
    with pytest.raises(Refusal):
        holding.reopen(db, meeting, reason=" ", **WHO)
    holding.reopen(db, meeting, reason="おくれて来た方がいた", **WHO)
    acts = [line.act for line in journal.recent(db, 10, object_id=meeting)]
    assert acts == ["reopen", "close", "open", "plan"]
    assert meetings.show(db, meeting).state is State.OPEN


@pytest.mark.parametrize("verb", [holding.close, holding.reopen, holding.set_date])
def test_a_planned_meeting_cannot_jump(db, verb):
    more = {holding.reopen: {"reason": "x"}, holding.set_date: {"held_on": date(2026, 6, 1)}}
    with pytest.raises(Refusal):
        verb(db, planned(db), **more.get(verb, {}), **WHO)


def test_snow_puts_a_meeting_off_and_lists_those_to_be_told(db):
    meeting = planned(db)
    people = [register(db, "春日　とみ子", "かすが　とみこ", "", "0265-01-0001"),
              register(db, "有賀　武", "あるが　たけし"),
              register(db, "来ない　方", "こない　かた")]  # fmt: skip
    lines = expecting.expect_people(db, meeting, people, **WHO).added
    recognition.reply(db, lines[2], Reply.NO, **WHO)
    off = holding.postpone(db, meeting, reason="大雪", **WHO)
    assert (off.state, off.held_on, off.postponed_from) == (
        State.POSTPONED, None, date(2026, 5, 19))  # fmt: skip
    told = notices.listing(db, meeting)
    assert [(it.name, it.phone, it.occasion) for it in told] == [
        ("有賀　武", "", Occasion.POSTPONED),
        ("春日　とみ子", "0265-01-0001", Occasion.POSTPONED),
    ]
    notices.told(db, told[0].id, how="電話", **WHO)
    assert [it.name for it in notices.listing(db, meeting, untold_only=True)] == ["春日　とみ子"]
    back = holding.set_date(db, meeting, held_on=date(2026, 6, 2), **WHO)
    assert (back.state, back.held_on, back.postponed_from) == (
        State.PLANNED, date(2026, 6, 2), date(2026, 5, 19))  # fmt: skip
    assert len(notices.listing(db, meeting, untold_only=True)) == 2
    cancelled = holding.cancel(db, meeting, reason="大雪", **WHO)
    assert cancelled.state is State.CANCELLED
    assert {it.occasion for it in notices.listing(db, meeting)} == {Occasion.CANCELLED}
    with pytest.raises(Refusal):
        holding.open_meeting(db, meeting, **WHO)


def test_a_meeting_put_off_to_a_day_stays_planned(db):
    meeting = planned(db)
    with pytest.raises(Refusal):
        holding.postpone(db, meeting, reason="雪", held_on=date(2026, 5, 19), **WHO)
    moved = holding.postpone(db, meeting, reason="雪", held_on=date(2026, 5, 26), **WHO)
    assert (moved.state, moved.held_on, moved.begins) == (
        State.PLANNED, date(2026, 5, 26), time(10))  # fmt: skip


def test_the_list_of_meetings_carries_numbers(db):
    today = hall(db)
    past = planned(db, held_on=date(2026, 4, 1))
    ahead = planned(db, held_on=date(2026, 6, 1))
    undecided = planned(db)
    holding.postpone(db, undecided, reason="雪", **WHO)

    def ids(when):
        rows = schedule.listing(db, when, today=date(2026, 5, 19))
        return [row.meeting.id for row in rows]

    assert ids(When.TODAY) == [today.meeting]
    assert ids(When.UPCOMING) == [today.meeting, ahead, undecided]
    assert ids(When.PAST) == [past]
    assert ids(When.ALL) == [ahead, today.meeting, past, undecided]
    row = schedule.listing(db, When.TODAY, today=date(2026, 5, 19))[0]
    assert (row.expected, row.present, row.walk_ins) == (5, 0, 0)


def test_only_what_is_given_is_corrected(db):
    meeting = planned(db, place="いなっせ")
    changed = meetings.correct(db, meeting, version=1, room="6階ホール", capacity=None, **WHO)
    assert (changed.place, changed.room, changed.version) == ("いなっせ", "6階ホール", 2)
    assert changed.minutes == 120


def test_the_database_itself_refuses_a_meeting_that_ends_before_it_begins(db):
    meeting = planned(db)
    with pytest.raises(sa.exc.IntegrityError), db.begin_nested():
        db.execute(sa.update(meetings.TABLE).where(meetings.TABLE.c.id == meeting)
                   .values(ends=time(9)))  # fmt: skip
    assert agenda.show(db, meeting).meeting_minutes == 120
