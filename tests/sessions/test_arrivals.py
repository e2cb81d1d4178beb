import multiprocessing
from datetime import timedelta

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from resources import codes, journal
from resources.database import Office
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
    refused_scans,
    rosters,
)
from sessions.answers import Kind, Reason, Remedy, explain, label
from sessions.door import Companion, Together
from sessions.door_log import Act, Way
from sessions.rosters import Reply, Source
from tests.sessions.hall import WHO, hall, planned, register
from tests.town import NOW, STAFF


def scan(db, it, text, minutes=0):
    at = NOW + timedelta(minutes=minutes)
    return arrivals.check_in(db, it.meeting, text, way=Way.SCANNER, desk="A", at=at, by=STAFF)


def lines_of_log(db):
    return db.scalar(sa.select(sa.func.count()).select_from(door_log.TABLE))


def test_a_scan_receives_and_a_second_one_changes_nothing(db):
    it = hall(db)
    first = scan(db, it, it.codes[0])
    assert (first.kind, first.name, first.kana, first.district) == (
        Kind.RECEIVED, "髙橋　ハツヱ", "たかはし　はつえ", "高遠町")  # fmt: skip
    for minutes in (0, 1, 60):
        again = scan(db, it, it.codes[0], minutes)
        assert (again.kind, again.reason, again.since) == (Kind.ALREADY, Reason.NONE, NOW)
        assert again.arrival_id == first.arrival_id
    assert lines_of_log(db) == 1
    assert [row.name for row in attendance.present(db, it.meeting)] == ["髙橋　ハツヱ"]


def test_the_journal_tells_of_the_arrival_and_the_log_is_touched(db):
    it = hall(db)
    db.info["touched"].clear()
    answer = scan(db, it, it.codes[0])
    last = journal.recent(db, 1)[0]
    assert (last.act, last.kind, last.object_id) == ("arrive", "arrival", answer.arrival_id)
    assert db.info["touched"] == {"Arrival", "JournalLine"}


def test_undo_and_a_new_scan_make_a_new_arrival(db):
    it = hall(db)
    first = scan(db, it, it.codes[0])
    assert arrivals.take_back(db, first.arrival_id, **WHO).changed
    assert not arrivals.take_back(db, first.arrival_id, **WHO).changed
    assert attendance.present(db, it.meeting) == ()
    second = scan(db, it, it.codes[0], 5)
    assert (second.kind, second.since) == (Kind.RECEIVED, NOW + timedelta(minutes=5))
    # The undo of the first arrival, pressed once more, must not send the person away again.
    assert not arrivals.take_back(db, first.arrival_id, **WHO).changed
    assert len(attendance.present(db, it.meeting)) == 1
    with pytest.raises(Refusal):
        arrivals.take_back(db, "0" * 32, **WHO)


def test_leaving_and_coming_back(db):
    it = hall(db)
    with pytest.raises(Refusal):
        arrivals.leave(db, it.lines[0], **WHO)
    scan(db, it, it.codes[0])
    later = NOW + timedelta(minutes=40)
    assert arrivals.leave(db, it.lines[0], at=later, by=STAFF).changed
    assert not arrivals.leave(db, it.lines[0], **WHO).changed
    assert attendance.present(db, it.meeting)[0].left == later
    assert attendance.counts(db, it.meeting).left == 1
    again = scan(db, it, it.codes[0], 50)
    assert (again.kind, again.reason, again.remedies) == (
        Kind.ALREADY, Reason.LEFT, (Remedy.COME_BACK,))  # fmt: skip
    assert arrivals.back(db, it.lines[0], **WHO).changed
    assert not arrivals.back(db, it.lines[0], **WHO).changed
    assert attendance.present(db, it.meeting)[0].left is None
    arrivals.leave(db, it.lines[0], **WHO)
    assert attendance.present(db, it.meeting)[0].left == NOW
    # Taken back and received anew: the old leaving belongs to the old arrival.
    arrivals.take_back(db, again.arrival_id, **WHO)
    scan(db, it, it.codes[0], 60)
    assert attendance.present(db, it.meeting)[0].left is None
    assert attendance.counts(db, it.meeting).left == 0


FULL_WIDTH = str.maketrans(
    {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)},
)


def test_garbled_but_repairable_scans_are_received(db):
    it = hall(db)
    for place, garbled in enumerate(
        (
            it.codes[0].translate(FULL_WIDTH),
            it.codes[1].lower() + "\r\n",
            f"  {it.codes[2]}  ",
            f"]Q1{it.codes[3]}",
        )
    ):
        answer = scan(db, it, garbled)
        assert (answer.kind, answer.expected_id) == (Kind.RECEIVED, it.lines[place]), garbled


def _wrong_letter(code):
    return code[:10] + ("A" if code[10] != "A" else "B") + code[11:]


@pytest.mark.parametrize(
    ("garbage", "reason"),
    [
        ("", Reason.EMPTY),
        ("\r\n", Reason.EMPTY),
        ("https://example.jp/x?y=1", Reason.FOREIGN),
        ("4901234567894", Reason.FOREIGN),
        ("BEGIN:VCARD", Reason.FOREIGN),
        ("x" * 100_000, Reason.FOREIGN),
        ("'; DROP TABLE arrival; --", Reason.FOREIGN),
        ("\x00\ud800", Reason.FOREIGN),
        (_wrong_letter, Reason.TYPO),
        (lambda code: code[:20], Reason.TYPO),
        pytest.param(codes.new_code(), Reason.OTHER_OFFICE, id="another-office"),
    ],
)
def test_garbage_is_answered_and_leaves_only_its_reason(db, garbage, reason):
    it = hall(db)
    text = garbage(it.codes[0]) if callable(garbage) else garbage
    before = len(journal.recent(db, 999))
    answer = scan(db, it, text)
    if text == "\x00\ud800":
        assert answer.reason in {Reason.FOREIGN, Reason.EMPTY}
    else:
        assert answer.reason is reason
    assert (answer.kind, answer.name, answer.expected_id) == (Kind.ASK, "", None)
    assert answer.remedies
    assert lines_of_log(db) == 0
    assert len(journal.recent(db, 999)) == before
    assert refused_scans.counts(db, it.meeting) == {answer.reason: 1}
    stored = db.execute(sa.select(refused_scans.TABLE)).mappings().one()
    assert set(stored) == {"id", "recorded_at", "recorded_by", "meeting_id", "reason", "desk"}


def test_the_romaji_and_kana_input_methods_are_repaired_or_ask_for_the_key(db):
    it = hall(db)
    kana = {"I": "に", "N": "み", "A": "ち", "1": "ぬ"}
    garbled = "".join(kana.get(letter, letter) for letter in it.codes[0])
    answer = scan(db, it, garbled)
    assert answer.kind is Kind.RECEIVED or answer.reason in {Reason.GARBLED_IME, Reason.FOREIGN}
    assert answer.expected_id in {it.lines[0], None}


def test_a_revoked_card_asks_even_for_somebody_who_is_here(db):
    it = hall(db)
    tag = passes.resolve(db, it.codes[0])
    scan(db, it, it.codes[0])
    passes.revoke(db, tag.id, reason="紛失", **WHO)
    answer = scan(db, it, it.codes[0])
    assert (answer.kind, answer.reason, answer.expected_id) == (
        Kind.ASK, Reason.REVOKED, it.lines[0])  # fmt: skip
    assert answer.remedies[0] is Remedy.NEW_CARD
    assert len(attendance.present(db, it.meeting)) == 1


def test_a_personal_card_is_good_at_every_meeting_and_asks_when_not_on_the_list(db):
    it = hall(db)
    guest = register(db, "有賀　武", "あるが　たけし")
    own, other = passes.issue_cards(db, [it.people[0], guest], **WHO)
    assert scan(db, it, own.code).expected_id == it.lines[0]
    assert scan(db, it, it.codes[0]).kind is Kind.ALREADY
    answer = scan(db, it, other.code)
    assert (answer.reason, answer.person_id, answer.name, answer.remedies[0]) == (
        Reason.NOT_ON_LIST, guest, "有賀　武", Remedy.ADD_AND_RECEIVE)  # fmt: skip
    way = {"way": Way.SCANNER, **WHO}
    received = door.arrive_person_not_listed(db, it.meeting, guest, **way)
    assert received.kind is Kind.RECEIVED
    assert door.arrive_person_not_listed(db, it.meeting, guest, **way).kind is Kind.ALREADY
    assert rosters.show(db, received.expected_id).source is Source.DOOR
    assert scan(db, it, other.code).kind is Kind.ALREADY


def test_the_tag_of_another_meeting_asks_and_finds_the_same_person_here(db):
    it = hall(db)
    other = planned(db)
    from sessions import expecting

    expecting.expect_people(db, other, [it.people[0]], **WHO)
    expecting.expect_by_hand(db, other, name="有賀　武", kana="あるが　たけし", **WHO)
    hand, tag = passes.issue_tags(db, other, **WHO)
    answer = scan(db, it, tag.code)
    assert (answer.reason, answer.other_meeting_id, answer.expected_id) == (
        Reason.OTHER_MEETING, other, it.lines[0])  # fmt: skip
    assert answer.remedies[0] is Remedy.ACCEPT_ANYWAY
    answer = scan(db, it, hand.code)
    assert (answer.reason, answer.expected_id, answer.remedies) == (
        Reason.OTHER_MEETING, None, (Remedy.SEARCH_NAME, Remedy.WALK_IN))  # fmt: skip
    assert lines_of_log(db) == 0


def test_no_proxy_and_off_the_list(db):
    it = hall(db)
    recognition.reply(db, it.lines[0], Reply.NO, **WHO)
    recognition.reply(db, it.lines[1], Reply.PROXY, proxy_name="高見　花", **WHO)
    recognition.remove(db, it.lines[2], **WHO)
    assert scan(db, it, it.codes[0]).reason is Reason.DECLINED
    anyway = arrivals.arrive(db, it.meeting, it.lines[0], way=Way.NAME, **WHO)
    assert anyway.kind is Kind.RECEIVED
    assert scan(db, it, it.codes[1]).proxy_name == "高見　花"
    assert scan(db, it, it.codes[2]).reason is Reason.NOT_ON_LIST
    arrivals.arrive(db, it.meeting, it.lines[2], way=Way.NAME, **WHO)
    assert len(rosters.listing(db, it.meeting)) == 5
    proxy = arrivals.arrive_proxy(db, it.meeting, it.lines[3], proxy_name="吉田　一", **WHO)
    assert (proxy.kind, proxy.proxy_name) == (Kind.RECEIVED, "吉田　一")
    with pytest.raises(Refusal):
        arrivals.arrive_proxy(db, it.meeting, it.lines[4], proxy_name=" ", **WHO)


def test_a_blank_card_is_claimed_by_a_walk_in(db):
    it = hall(db)
    blank, spare = passes.issue_blanks(db, 2, **WHO)
    answer = scan(db, it, blank.code)
    assert (answer.reason, answer.pass_id, answer.card) == (
        Reason.UNCLAIMED, blank.id, "W-001")  # fmt: skip
    party = door.walk_in(
        db, it.meeting, name_kana="コサカ ハナ", district="伊那", pass_id=blank.id,
        companions=(Companion(Together.FAMILY, "こさか　けん"), Companion(Together.HELPER)),
        **WHO,
    )  # fmt: skip
    assert party.answer.kind is Kind.RECEIVED
    assert [one.kind for one in party.companions] == [Kind.RECEIVED] * 2
    assert scan(db, it, blank.code).kind is Kind.ALREADY
    line = rosters.show(db, party.answer.expected_id)
    assert (line.kana, line.name, line.source, line.name_confirmed, line.person_id) == (
        "コサカ　ハナ", "", Source.WALK_IN, False, None)  # fmt: skip
    helper = rosters.show(db, party.companions[1].expected_id)
    assert (helper.party_of, helper.party_kind) == (line.id, "helper")
    confirmed = recognition.confirm_name(db, line.id, name="小坂　花", kana="こさか　はな", **WHO)
    assert (confirmed.name, confirmed.name_confirmed, confirmed.tab) == ("小坂　花", True, "か")
    assert scan(db, it, spare.code).reason is Reason.UNCLAIMED
    with pytest.raises(Refusal):
        door.walk_in(db, it.meeting, name_kana="　", **WHO)
    counts = attendance.counts(db, it.meeting)
    assert (counts.expected, counts.present, counts.walk_ins, counts.not_yet) == (5, 3, 3, 5)
    assert counts.capacity == 50


def test_two_people_who_share_a_card_are_both_asked_for(db):
    it = hall(db)
    (card,) = passes.issue_cards(db, [it.people[0]], **WHO)
    passes.share(db, card.id, it.people[1], **WHO)
    answer = scan(db, it, card.code)
    assert (answer.reason, answer.remedies[0]) == (Reason.SHARED, Remedy.BOTH)
    assert [one.expected_id for one in answer.candidates] == list(it.lines[:2])
    for one in answer.candidates:
        arrivals.arrive(db, it.meeting, one.expected_id, way=Way.SCANNER, **WHO)
    assert scan(db, it, card.code).kind is Kind.ALREADY


def test_somebody_merged_with_a_double_is_known_by_both_cards(db):
    from sessions.person_tables import PERSON

    it = hall(db)
    double = register(db, "高橋　ハツエ", "たかはし　はつえ")
    (card,) = passes.issue_cards(db, [double], **WHO)
    (mine,) = passes.issue_cards(db, [it.people[3]], **WHO)
    keep = {"merged_into": it.people[0]}
    db.execute(sa.update(PERSON).where(PERSON.c.id == double).values(**keep))
    assert scan(db, it, card.code).expected_id == it.lines[0]
    survivor = register(db, "吉田　稔", "よしだ　みのる")
    db.execute(sa.update(PERSON).where(PERSON.c.id == it.people[3]).values(merged_into=survivor))
    answer = scan(db, it, mine.code)
    assert (answer.kind, answer.name, answer.person_id) == (
        Kind.RECEIVED, "吉田　稔", survivor)  # fmt: skip


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


def _desk(folder, key, meeting, card, rounds, gate, answers):
    desk = Office.open(folder, key)
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
    job = (office.folder, office.data_key, it.meeting, it.codes, rounds, gate, answers)
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
