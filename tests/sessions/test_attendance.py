from datetime import date, timedelta

import sqlalchemy as sa

from sessions import arrivals, attendance, door, expecting, holding, recognition
from sessions.door_log import Way
from sessions.expecting import Applicant
from sessions.rosters import Reply
from tests.sessions.hall import WHO, hall, planned
from tests.town import NOW, STAFF


def arrive(db, meeting, line, minutes=0, **more):
    at = NOW + timedelta(minutes=minutes)
    return arrivals.arrive(db, meeting, line, way=Way.NAME, at=at, by=STAFF, **more)


def test_who_came_when_and_how(db):
    it = hall(db)
    arrive(db, it.meeting, it.lines[3], 1)
    arrivals.check_in(db, it.meeting, it.codes[0], way=Way.CAMERA, desk="入口", **WHO)
    rows = attendance.present(db, it.meeting)
    assert [(row.id, row.kana, row.way, row.desk, row.arrived) for row in rows] == [
        (it.people[0], "たかはし　はつえ", Way.CAMERA, "入口", NOW),
        (it.people[3], "よしだ　みのる", Way.NAME, "", NOW + timedelta(minutes=1)),
    ]
    assert [row.tab for row in rows] == ["た", "や"]


def test_the_last_come_first_and_at_most_as_many_as_asked(db):
    it = hall(db)
    for minutes, line in enumerate(it.lines):
        arrive(db, it.meeting, line, minutes)
    rows = attendance.last(db, it.meeting, 3)
    assert [row.expected_id for row in rows] == [it.lines[4], it.lines[3], it.lines[2]]


def test_who_is_missing_and_who_is_not_matched(db):
    it = hall(db)
    recognition.reply(db, it.lines[0], Reply.NO, **WHO)
    arrive(db, it.meeting, it.lines[1])
    walk = door.walk_in(db, it.meeting, name_kana="こさか　はな", district="伊那", **WHO).answer
    rows = [Applicant("中沢　麗子", "なかざわ　れいこ", "form-1")]
    (form,) = expecting.expect_applicants(db, it.meeting, rows, **WHO).added
    arrive(db, it.meeting, form)
    assert {one.id for one in attendance.missing(db, it.meeting)} == {
        it.lines[0], it.lines[2], it.lines[3], it.lines[4]}  # fmt: skip
    assert [row.expected_id for row in attendance.unmatched(db, it.meeting)] == [
        walk.expected_id, form]  # fmt: skip
    counts = attendance.counts(db, it.meeting)
    # Six on the list (five, one applicant); one said no, two of the six came, three are awaited.
    assert (counts.expected, counts.present, counts.walk_ins, counts.not_yet) == (6, 3, 1, 3)
    recognition.link_person(db, walk.expected_id, it_guest(db), **WHO)
    assert [row.expected_id for row in attendance.unmatched(db, it.meeting)] == [form]


def it_guest(db):
    from tests.sessions.hall import register

    return register(db, "小坂　花", "こさか　はな")


def test_people_and_visits_are_counted_apart(db):
    first = hall(db)
    second = planned(db, held_on=date(2026, 6, 2))
    expecting.expect_people(db, second, first.people, **WHO)
    holding.open_meeting(db, second, **WHO)
    from sessions import rosters

    lines = {line.person_id: line.id for line in rosters.listing(db, second)}
    arrive(db, first.meeting, first.lines[0])
    arrive(db, first.meeting, first.lines[1])
    arrive(db, second, lines[first.people[0]])
    arrive(db, second, lines[first.people[1]], proxy_name="高見　花")
    door.walk_in(db, second, name_kana="こさか　はな", **WHO)
    spread = attendance.spread(db)
    # 髙橋 twice, 高見 once, a proxy once, a newcomer once: five visits of four people.
    assert (spread.meetings, spread.different, spread.visits) == (2, 4, 5)
    june = attendance.spread(db, since=date(2026, 6, 1), until=date(2026, 6, 30))
    assert (june.meetings, june.different, june.visits) == (1, 3, 3)
    assert attendance.spread(db, until=date(2026, 1, 1)).visits == 0
    history = attendance.history(db, first.people[1])
    assert [(one.held_on, one.proxy_name) for one in history] == [
        (date(2026, 6, 2), "高見　花"), (date(2026, 5, 19), "")]  # fmt: skip


def test_taking_back_a_leaving_brings_the_person_back(db):
    it = hall(db)
    arrive(db, it.meeting, it.lines[0])
    arrivals.leave(db, it.lines[0], **WHO)
    from sessions import door_log

    log = door_log.TABLE.c
    left = db.scalar(sa.select(log.id).where(log.act == "leave"))
    assert arrivals.take_back(db, left, **WHO).changed
    assert not arrivals.take_back(db, left, **WHO).changed
    assert attendance.present(db, it.meeting)[0].left is None


def test_paper_puts_somebody_back_on_the_list(db):
    it = hall(db)
    recognition.remove(db, it.lines[0], **WHO)
    arrivals.key_in_paper(db, it.meeting, it.lines[:1], **WHO)
    assert attendance.counts(db, it.meeting).expected == 5


def test_each_view_is_one_query(db):
    it = hall(db)
    arrive(db, it.meeting, it.lines[0])
    seen = []
    sa.event.listen(db.get_bind(), "before_cursor_execute", lambda *told: seen.append(told[2]))
    for view in (
        lambda: attendance.present(db, it.meeting),
        lambda: attendance.last(db, it.meeting),
        lambda: attendance.missing(db, it.meeting),
        lambda: attendance.unmatched(db, it.meeting),
        lambda: attendance.counts(db, it.meeting),
        lambda: attendance.spread(db),
        lambda: attendance.history(db, it.people[0]),
    ):
        seen.clear()
        view()
        assert len(seen) == 1
