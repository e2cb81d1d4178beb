"""Coming home: each row of the table of cases, and the evening whole."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from resources import journal, sealed_log
from resources.refusals import Refusal
from sessions import (
    arrivals,
    attendance,
    doubts,
    expecting,
    holding,
    joining,
    meetings,
    merging,
    passes,
    people,
    recognition,
    rosters,
    takeouts,
)
from sessions.answers import Kind, Reason
from sessions.door import Companion, Together
from sessions.door_log import Way
from sessions.meeting_rules import State
from sessions.takeout_tables import EVENT, Decision, Doubt, Fate
from tests.sessions.hall import TOWN, WHO, planned, register
from tests.sessions.taken_out import Laptop, bring, out, pack
from tests.town import NOW, STAFF


def present(office, meeting):
    with office.read() as db:
        return {
            row.expected_id: (row.name or row.kana, row.arrived, row.left, row.proxy_name)
            for row in attendance.present(db, meeting)
        }


def came(office, meeting):
    return {name for name, *_rest in present(office, meeting).values()}


def questions(office, meeting):
    with office.read() as db:
        return [(one.doubt, one.open) for one in doubts.of_meeting(db, meeting)]


def test_an_evening_comes_home_as_it_was(office, tmp_path):
    it, packed = pack(office)
    laptop = Laptop(packed, tmp_path)
    assert laptop.scan(it.codes[0]).kind is Kind.RECEIVED
    assert laptop.scan(it.codes[0]).kind is Kind.ALREADY
    laptop.clock.pass_by(3)
    laptop.receive(it.lines[1], proxy_name="高見　花子")
    wrong = laptop.scan(it.codes[2])
    laptop.take_back(wrong)
    laptop.walk_in("はじめ　てこ", companions=(Companion(Together.FAMILY, "はじめ　ふたり"),))
    laptop.clock.pass_by(20)
    laptop.leave(it.lines[0])
    receipt = bring(office, laptop.home())
    assert (receipt.new, receipt.known, receipt.asked) == (7, 0, 2)
    found = present(office, it.meeting)
    later = NOW + timedelta(minutes=3)
    assert found[it.lines[0]] == ("髙橋　ハツヱ", NOW, NOW + timedelta(minutes=23), "")
    assert found[it.lines[1]] == ("高見　清一", later, None, "高見　花子")
    assert it.lines[2] not in found
    assert {name for name, *_rest in found.values()} >= {"はじめ　てこ", "はじめ　ふたり"}
    with office.read() as db:
        assert takeouts.show(db, packed.id).fate is Fate.HOME
        assert journal.verify(db).broken_at is None


def test_the_same_package_again_is_a_success_that_changes_nothing(office, tmp_path):
    it, packed = pack(office)
    laptop = Laptop(packed, tmp_path)
    laptop.scan(it.codes[0])
    bring(office, laptop.home())
    before = present(office, it.meeting)
    again = bring(office, laptop.home())
    assert (again.new, again.known, again.asked) == (0, 1, 0)
    assert present(office, it.meeting) == before


@pytest.mark.parametrize("first", [0, 1])
def test_one_person_at_two_desks_is_one_attendance_at_the_earlier_time(office, tmp_path, first):
    it, packed = pack(office)
    one, two = Laptop(packed, tmp_path), Laptop(packed, tmp_path, "bb000002")
    two.clock.pass_by(4)
    one.scan(it.codes[0])
    two.scan(it.codes[0])
    files = [one.home(), two.home()]
    bring(office, files[first])
    bring(office, files[1 - first])
    assert present(office, it.meeting) == {it.lines[0]: ("髙橋　ハツヱ", NOW, None, "")}
    with office.read() as db:
        assert db.scalar(sa.select(sa.func.count()).select_from(EVENT)) == 2


@pytest.mark.parametrize("first", [0, 1])
def test_an_undo_takes_away_only_what_it_names(office, tmp_path, first):
    it, packed = pack(office)
    one, two = Laptop(packed, tmp_path), Laptop(packed, tmp_path, "bb000002")
    one.take_back(one.scan(it.codes[0]))
    two.clock.pass_by(9)
    two.scan(it.codes[0])
    files = [one.home(), two.home()]
    bring(office, files[first])
    bring(office, files[1 - first])
    later = NOW + timedelta(minutes=9)
    assert present(office, it.meeting) == {it.lines[0]: ("髙橋　ハツヱ", later, None, "")}


def test_a_part_first_and_the_whole_later(office, tmp_path):
    it, packed = pack(office)
    laptop = Laptop(packed, tmp_path)
    laptop.scan(it.codes[0])
    part = laptop.home()
    laptop.scan(it.codes[1])
    assert bring(office, part).new == 1
    receipt = bring(office, laptop.home())
    assert (receipt.new, receipt.known) == (1, 1)
    assert len(present(office, it.meeting)) == 2
    assert bring(office, part).new == 0


def test_a_meeting_whose_door_nobody_opened_here_is_open_when_it_comes_home(office, tmp_path):
    with office.change() as db:
        people_here = [register(db, *TOWN[0])]
        meeting = planned(db)
        expecting.expect_people(db, meeting, people_here, **WHO)
        packed = out(db, meeting)
        line = rosters.listing(db, meeting)[0].id
    laptop = Laptop(packed, tmp_path)
    laptop.receive(line)
    bring(office, laptop.home())
    with office.change() as db:
        assert meetings.show(db, meeting).state is State.OPEN
        assert len(attendance.present(db, meeting)) == 1
        holding.close(db, meeting, **WHO)
    bring(office, laptop.home())
    with office.read() as db:
        assert meetings.show(db, meeting).state is State.CLOSED


def test_a_newcomer_waits_to_be_matched(office, tmp_path):
    it, packed = pack(office)
    laptop = Laptop(packed, tmp_path)
    line = laptop.walk_in("はじめ　てこ").answer.expected_id
    bring(office, laptop.home())
    assert questions(office, it.meeting) == [(Doubt.WALK_IN, True)]
    with office.change() as db:
        person = people.enrol(db, _details("初　てこ", "はじめ　てこ"), **WHO)
        recognition.link_person(db, line, person, **WHO)
    assert questions(office, it.meeting) == [(Doubt.WALK_IN, False)]
    assert "初　てこ" in came(office, it.meeting)


def test_a_blank_card_handed_out_at_the_hall_belongs_to_the_newcomer(office, tmp_path):
    with office.change() as db:
        blank, _second = passes.issue_blanks(db, 2, **WHO)
    it, packed = pack(office)
    laptop = Laptop(packed, tmp_path)
    answer = laptop.scan(blank.code)
    assert (answer.reason, answer.card) == (Reason.UNCLAIMED, "W-001")
    line = laptop.walk_in("はじめ　てこ", pass_id=answer.pass_id).answer.expected_id
    assert laptop.again().scan(blank.code).kind is Kind.ALREADY
    receipt = bring(office, laptop.home())
    with office.read() as db:
        assert passes.show(db, blank.id).expected_id == line
    with office.change() as db:
        joining.undo(db, receipt.id, **WHO)
        assert passes.show(db, blank.id).expected_id is None
        assert {one.id for one in rosters.listing(db, it.meeting)} == set(it.lines)


def test_two_records_of_one_person_count_once(office, tmp_path):
    it, packed = pack(office)
    laptop = Laptop(packed, tmp_path)
    laptop.scan(it.codes[0])
    laptop.scan(it.codes[1])
    with office.change() as db:
        merging.merge(db, it.people[0], it.people[1], **WHO)
    bring(office, laptop.home())
    with office.read() as db:
        spread = attendance.spread(db)
        assert (spread.different, spread.visits) == (1, 2)


def test_what_happened_after_the_time_of_the_package_counts_and_is_asked(office, tmp_path):
    it, packed = pack(office)
    laptop = Laptop(packed, tmp_path)
    laptop.scan(it.codes[0])
    receipt = bring(office, laptop.home(), slow=timedelta(days=3))
    assert receipt.asked == 1
    assert questions(office, it.meeting) == [(Doubt.OUTSIDE, True)]
    assert len(present(office, it.meeting)) == 1
    with office.change() as db:
        (one,) = doubts.of_meeting(db, it.meeting)
        doubts.decide(db, one.id, Decision.LEFT_OUT, **WHO)
    assert present(office, it.meeting) == {}
    with office.read() as db:
        assert db.scalar(sa.select(sa.func.count()).select_from(EVENT)) == 1


def test_a_wrong_clock_is_put_right_and_the_raw_time_is_kept(office, tmp_path):
    it, packed = pack(office)
    laptop = Laptop(packed, tmp_path)
    laptop.scan(it.codes[0])
    bring(office, laptop.home(), slow=timedelta(minutes=7))
    assert present(office, it.meeting)[it.lines[0]][1] == NOW + timedelta(minutes=7)
    with office.read() as db:
        said = db.scalar(sa.select(EVENT.c.said))
    assert '"wall": "2026-05-19T01:30:00.000+00:00"' in said


def test_a_clock_turned_back_in_the_middle_keeps_the_order(office, tmp_path):
    it, packed = pack(office)
    laptop = Laptop(packed, tmp_path)
    laptop.clock.pass_by(30)
    laptop.scan(it.codes[0])
    laptop.clock.pass_by(2)
    laptop.clock.wall -= timedelta(minutes=25)
    laptop.scan(it.codes[1])
    bring(office, laptop.home())
    found = present(office, it.meeting)
    assert found[it.lines[1]][1] == NOW + timedelta(minutes=32)


def test_a_broken_chain_waits_until_a_person_says_so(office, tmp_path):
    it, packed = pack(office)
    laptop = Laptop(packed, tmp_path)
    for code in it.codes[:3]:
        laptop.scan(code)
    content = sealed_log.read(laptop.home())
    first, _second, third = (sealed_log._framed(core.raw, b"") for core in content.cores)
    begin = laptop.home()[: len(laptop.home()) - 3 * len(first)]
    assert sealed_log.read(begin + first + third).cores[1].fits is False
    receipt = bring(office, begin + first + third)
    assert (receipt.new, receipt.asked) == (2, 1)
    assert questions(office, it.meeting) == [(Doubt.BROKEN, True)]
    assert present(office, it.meeting) == {}
    with office.change() as db:
        (one,) = doubts.of_meeting(db, it.meeting)
        doubts.decide(db, one.id, Decision.COUNTED, **WHO)
    assert set(present(office, it.meeting)) == {it.lines[0], it.lines[2]}


def test_the_whole_file_counts_though_a_broken_copy_of_it_waits(office, tmp_path):
    it, packed = pack(office)
    laptop = Laptop(packed, tmp_path)
    laptop.scan(it.codes[0])
    laptop.scan(it.codes[1])
    whole = laptop.home()
    broken = whole[:-40] + bytes([whole[-40] ^ 1]) + whole[-39:] + b"x" * 40
    assert bring(office, broken).asked == 1
    assert present(office, it.meeting) == {}
    assert bring(office, whole).new == 2
    assert len(present(office, it.meeting)) == 2


def test_a_file_of_another_office_is_refused(office, new_office, tmp_path):
    it, packed = pack(office)
    laptop = Laptop(packed, tmp_path)
    laptop.scan(it.codes[0])
    other = new_office("south")
    with pytest.raises(Refusal, match="not made at this office"):
        bring(other, laptop.home())


def test_somebody_erased_meanwhile_is_counted_without_a_name(office, tmp_path):
    it, packed = pack(office)
    laptop = Laptop(packed, tmp_path)
    laptop.scan(it.codes[0])
    with office.change() as db:
        db.execute(sa.delete(passes.TABLE).where(passes.TABLE.c.expected_id == it.lines[0]))
        db.execute(sa.delete(rosters.TABLE).where(rosters.TABLE.c.id == it.lines[0]))
    bring(office, laptop.home())
    assert came(office, it.meeting) == {"Somebody whose record was erased"}
    assert questions(office, it.meeting) == [(Doubt.ERASED, True)]


@pytest.mark.parametrize("how", ["cancelled", "another day"])
def test_a_meeting_called_off_here_waits_for_a_person(office, tmp_path, how):
    it, packed = pack(office)
    laptop = Laptop(packed, tmp_path)
    laptop.scan(it.codes[0])
    with office.change() as db:
        holding.close(db, it.meeting, **WHO)
        holding.reopen(db, it.meeting, reason="x", **WHO)
        _call_off(db, it.meeting, how)
    bring(office, laptop.home())
    assert questions(office, it.meeting) == [(Doubt.CALLED_OFF, True)]
    assert present(office, it.meeting) == {}


def test_a_lost_package_that_turns_up_waits_for_a_person(office, tmp_path):
    it, packed = pack(office)
    laptop = Laptop(packed, tmp_path)
    laptop.scan(it.codes[0])
    with office.change() as db:
        takeouts.report_lost(db, packed.id, note="電車", **WHO)
        with pytest.raises(Refusal):
            takeouts.report_lost(db, packed.id, **WHO)
    bring(office, laptop.home())
    assert questions(office, it.meeting) == [(Doubt.LOST, True)]
    assert present(office, it.meeting) == {}
    with office.change() as db:
        (one,) = doubts.of_meeting(db, it.meeting)
        doubts.decide(db, one.id, Decision.COUNTED, **WHO)
    assert len(present(office, it.meeting)) == 1


def test_a_whole_bringing_home_is_taken_back_and_brought_in_again(office, tmp_path):
    it, packed = pack(office)
    with office.change() as db:
        arrivals.check_in(db, it.meeting, it.codes[4], way=Way.SCANNER, **WHO)
    before = present(office, it.meeting)
    laptop = Laptop(packed, tmp_path)
    laptop.clock.pass_by(-2)
    laptop.scan(it.codes[4])  # earlier than at the office
    laptop.scan(it.codes[0])
    laptop.leave(it.lines[0])
    laptop.walk_in("はじめ　てこ")
    receipt = bring(office, laptop.home())
    merged = present(office, it.meeting)
    assert len(merged) == 3
    with office.change() as db:
        joining.undo(db, receipt.id, **WHO)
        with pytest.raises(Refusal):
            joining.undo(db, receipt.id, **WHO)
    assert present(office, it.meeting) == before
    assert bring(office, laptop.home()).new == receipt.new
    assert present(office, it.meeting) == merged


def test_what_two_files_bring_stays_when_one_is_taken_back(office, tmp_path):
    it, packed = pack(office)
    laptop = Laptop(packed, tmp_path)
    laptop.scan(it.codes[0])
    part = bring(office, laptop.home())
    laptop.scan(it.codes[1])
    bring(office, laptop.home())
    with office.change() as db:
        joining.undo(db, part.id, **WHO)
    assert set(present(office, it.meeting)) == {it.lines[1]}


def test_the_word_of_the_desk_about_a_halls_entry_stays(office, tmp_path):
    it, packed = pack(office)
    one, two = Laptop(packed, tmp_path), Laptop(packed, tmp_path, "bb000002")
    one.scan(it.codes[0])
    two.scan(it.codes[1])
    bring(office, one.home())
    with office.change() as db:
        (row,) = attendance.present(db, it.meeting)
        arrivals.take_back(db, row.arrival_id, at=NOW, by=STAFF)
    bring(office, two.home())
    assert set(present(office, it.meeting)) == {it.lines[1]}


def _details(name, kana):
    from sessions.person_entry import PersonDetails

    return PersonDetails(name=name, kana=kana)


def _call_off(db, meeting, how):
    from sessions import meetings

    row = db.get(meetings.Meeting, meeting)
    if how == "cancelled":
        row.state = "cancelled"
    else:
        row.held_on = date(2026, 6, 30)
    db.flush()
