"""The log of the door is kept whole: paper lists, refused statements, two desks, any order."""

import multiprocessing
from datetime import timedelta

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from resources import journal
from resources.refusals import Refusal
from sessions import (
    arrivals,
    attendance,
    door,
    door_log,
    holding,
    meetings,
    passes,
    recognition,
)
from sessions.answers import Kind, Reason, Remedy, explain, label
from sessions.door_log import Act, Way
from tests.second_desk import key_to, open_again
from tests.sessions.hall import WHO, hall, planned, register
from tests.sessions.test_arrivals import lines_of_log, scan
from tests.town import NOW, STAFF


@pytest.mark.parametrize(
    ("move", "reason"),
    [
        (meetings.show, Reason.NOT_OPEN),
        (lambda db, m: holding.postpone(db, m, reason="雪", **WHO), Reason.POSTPONED),
        (lambda db, m: holding.cancel(db, m, reason="雪", **WHO), Reason.CANCELLED),
        (
            lambda db, m: (holding.open_meeting(db, m, **WHO), holding.close(db, m, **WHO)),
            Reason.CLOSED,
        ),
    ],
)
def test_a_meeting_that_is_not_open_asks(db, move, reason):
    meeting = planned(db)
    from sessions import expecting

    line = expecting.expect_by_hand(db, meeting, name="x", kana="", **WHO)
    (tag,) = passes.issue_tags(db, meeting, **WHO)
    move(db, meeting)
    at = {"way": Way.NAME, **WHO}
    assert arrivals.check_in(db, meeting, tag.code, **at).reason is reason
    assert arrivals.arrive(db, meeting, line, **at).reason is reason
    assert door.walk_in(db, meeting, name_kana="あ", **WHO).answer.reason is reason
    person = register(db, "有賀　武", "あるが　たけし")
    assert door.arrive_person_not_listed(db, meeting, person, **at).reason is reason
    assert lines_of_log(db) == 0


def test_paper_is_keyed_in_after_closing_and_only_adds(db):
    it = hall(db)
    with pytest.raises(Refusal):
        arrivals.key_in_paper(db, planned(db), [], **WHO)
    scan(db, it, it.codes[0])
    holding.close(db, it.meeting, **WHO)
    began = NOW - timedelta(minutes=30)
    new = arrivals.key_in_paper(db, it.meeting, it.lines[:3], arrived_at=began, **WHO)
    assert new == it.lines[1:3]
    rows = {row.expected_id: row for row in attendance.present(db, it.meeting)}
    assert rows[it.lines[0]].way is Way.SCANNER
    assert (rows[it.lines[1]].way, rows[it.lines[1]].arrived) == (Way.PAPER, began)
    assert arrivals.key_in_paper(db, it.meeting, it.lines[:3], **WHO) == ()
    with pytest.raises(Refusal):
        arrivals.key_in_paper(db, it.meeting, ["0" * 32], **WHO)
    late = door.walk_in(db, it.meeting, name_kana="あ", way=Way.PAPER, **WHO)
    assert late.answer.kind is Kind.RECEIVED


@pytest.mark.parametrize("statement", ["UPDATE arrival SET desk = 'x'", "DELETE FROM arrival"])
def test_the_database_refuses_to_change_the_log(db, statement):
    it = hall(db)
    scan(db, it, it.codes[0])
    with pytest.raises(sa.exc.DatabaseError), db.begin_nested():
        db.execute(sa.text(statement))
    assert len(attendance.present(db, it.meeting)) == 1


@pytest.mark.in_a_file
def test_a_scan_costs_five_statements_and_a_second_one_fewer(db):
    it = hall(db)
    seen = []
    db.connection().connection.driver_connection.set_trace_callback(seen.append)
    scan(db, it, it.codes[0])
    assert len(seen) <= 5
    seen.clear()
    scan(db, it, it.codes[0])
    assert len(seen) == 1


def test_every_reason_and_remedy_has_words():
    from sessions.answers import Answer

    for reason in Reason:
        assert bool(explain(Answer(Kind.ASK, reason))) == (reason is not Reason.NONE)
    assert all(label(remedy) for remedy in Remedy)


def _desk(key, meeting, card, rounds, gate, answers):
    desk = open_again(key)
    for code in card[:rounds]:
        gate.wait()
        with desk.change() as db:
            answer = arrivals.check_in(
                db, meeting, code, way=Way.SCANNER, desk="x", at=NOW, by=STAFF
            )
        answers.put((code, answer.kind.value))
    desk.close()


def test_two_desks_and_one_person_make_one_attendance(office):
    rounds = 100
    with office.change() as db:
        town = [(f"人　{place}", f"ひと　{place}", "", "") for place in range(rounds)]
        it = hall(db, town)
    spawn = multiprocessing.get_context("spawn")
    gate, answers = spawn.Barrier(2), spawn.Queue()
    job = (key_to(office), it.meeting, it.codes, rounds, gate, answers)
    desks = [spawn.Process(target=_desk, args=job) for _desk_number in range(2)]
    for desk in desks:
        desk.start()
    told = [answers.get(timeout=60) for _answer in range(2 * rounds)]
    for desk in desks:
        desk.join(timeout=60)
    assert sorted(told) == sorted(
        (code, kind) for code in it.codes for kind in ("already", "received")
    )
    with office.read() as db:
        assert lines_of_log(db) == rounds
        assert journal.verify(db).broken_at is None


def test_without_begin_immediate_the_unique_turn_still_keeps_one(db):
    """The negative control of the race: both desks have read that nobody is here yet."""
    it = hall(db)
    seen = door_log.standing(db, it.lines[0])
    facts = {"way": Way.SCANNER, "desk": "A", **WHO}
    from sessions.receiving import receive

    assert receive(db, seen, **facts).kind is Kind.RECEIVED
    assert receive(db, seen, **facts).kind is Kind.ALREADY
    assert lines_of_log(db) == 1


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["scan", "undo", "leave", "back", "paper", "off", "name"]),
        st.integers(0, 2),
    ),
    max_size=25,
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_any_order_of_acts_agrees_with_a_plain_model(office, steps):
    with office.change() as db:
        it = hall(db)
        here, away, last = set(), set(), {}
        for act, who in steps:
            line = it.lines[who]
            if act in {"scan", "name"}:
                if act == "scan":
                    # Whoever was taken off the list is asked about; staff then receive them.
                    answer = scan(db, it, it.codes[who])
                    if answer.reason is Reason.NOT_ON_LIST:
                        continue
                else:
                    answer = arrivals.arrive(db, it.meeting, line, way=Way.NAME, **WHO)
                assert answer.kind is (Kind.ALREADY if line in here else Kind.RECEIVED)
                last.setdefault(line, answer.arrival_id)
                if answer.kind is Kind.RECEIVED:
                    last[line] = answer.arrival_id
                here.add(line)
            elif act == "undo" and line in last:
                arrivals.take_back(db, last[line], **WHO)
                here.discard(line)
                away.discard(line)
            elif act in {"leave", "back"}:
                verb = arrivals.leave if act == "leave" else arrivals.back
                if line in here:
                    verb(db, line, **WHO)
                    (away.add if act == "leave" else away.discard)(line)
                else:
                    with pytest.raises(Refusal):
                        verb(db, line, **WHO)
            elif act == "paper":
                arrivals.key_in_paper(db, it.meeting, [line], **WHO)
                if line not in here:
                    last[line] = door_log.standing(db, line).since_id
                here.add(line)
            elif act == "off":
                if line in here:
                    with pytest.raises(Refusal):
                        recognition.remove(db, line, **WHO)
                else:
                    recognition.remove(db, line, **WHO)
            rows = attendance.present(db, it.meeting)
            assert {row.expected_id for row in rows} == here
            assert {row.expected_id for row in rows if row.left} == away
            assert attendance.counts(db, it.meeting).present == len(here)
            assert door_log.standing(db, line).here == (line in here)
        acts = db.execute(sa.select(door_log.TABLE.c.act, sa.func.count()).group_by("act")).all()
        counted = {row[0]: row[1] for row in acts}
        assert counted.get(Act.ARRIVE, 0) - counted.get(Act.TAKE_BACK, 0) == len(here)
        db.rollback()
