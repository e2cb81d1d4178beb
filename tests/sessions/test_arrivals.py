from datetime import timedelta

import pytest
import sqlalchemy as sa

from resources import codes, journal
from resources.refusals import Refusal
from sessions import (
    arrivals,
    attendance,
    door,
    door_log,
    passes,
    recognition,
    refused_scans,
    rosters,
)
from sessions.answers import Kind, Reason, Remedy
from sessions.door import Companion, Together
from sessions.door_log import Way
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
