import pytest
import sqlalchemy as sa

from resources import journal
from resources.refusals import Refusal
from sessions import arrivals, door_search, expecting, passes, recognition, rosters
from sessions.door_log import Way
from sessions.expecting import Applicant
from sessions.person_tables import PERSON
from sessions.rosters import Reply, Source
from tests.sessions.hall import TOWN, WHO, hall, number, planned, register


def test_the_list_stands_in_gojuon_order_with_tabs(db):
    it = hall(db)
    found = rosters.listing(db, it.meeting)
    assert [line.kana for line in found] == [
        "かすが　とみこ", "グエン　バン　ミン", "たかはし　はつえ", "たかみ　せいいち",
        "よしだ　みのる"]  # fmt: skip
    assert [(tab.tab, tab.count) for tab in rosters.index_tabs(found)] == [
        ("か", 2), ("た", 2), ("や", 1)]  # fmt: skip
    assert [line.name for line in rosters.listing(db, it.meeting, tab="た")] == [
        "髙橋　ハツヱ", "高見　清一"]  # fmt: skip


def test_nobody_is_expected_twice_and_who_was_taken_off_comes_back(db):
    it = hall(db)
    again = expecting.expect_people(db, it.meeting, [*it.people, it.people[0]], **WHO)
    assert (again.added, set(again.known)) == ((), set(it.lines))
    recognition.remove(db, it.lines[0], **WHO)
    assert len(rosters.listing(db, it.meeting)) == 4
    assert expecting.expect_people(db, it.meeting, it.people, **WHO).added == (it.lines[0],)
    assert len(rosters.listing(db, it.meeting)) == 5


def test_a_second_import_of_applications_changes_nothing(db):
    meeting = planned(db)
    rows = [
        Applicant(
            "中沢　麗子", "なかざわ　れいこ", "form-1", district="伊那", phone="0265-05-8178"
        ),
        Applicant("成田　京子", "なりた　きょうこ", "form-2"),
        Applicant("成田　京子", "なりた　きょうこ", "form-2"),
    ]
    assert len(expecting.expect_applicants(db, meeting, rows, **WHO).added) == 2
    before = len(journal.recent(db, 99))
    assert expecting.expect_applicants(db, meeting, rows, **WHO).added == ()
    assert len(journal.recent(db, 99)) == before
    first = rosters.listing(db, meeting)[0]
    assert (first.source, first.reply, first.person_id, first.phone) == (
        Source.APPLICATION, Reply.YES, None, "0265-05-8178")  # fmt: skip


def test_a_closed_meeting_takes_nobody_new_and_strangers_are_refused(db):
    from sessions import holding

    it = hall(db)
    with pytest.raises(Refusal):
        expecting.expect_people(db, it.meeting, ["0" * 32], **WHO)
    holding.close(db, it.meeting, **WHO)
    with pytest.raises(Refusal):
        expecting.expect_by_hand(db, it.meeting, name="有賀　武", kana="あるが　たけし", **WHO)


def test_the_database_keeps_one_line_for_one_person(db):
    it = hall(db)
    hand = expecting.expect_by_hand(db, it.meeting, name="x", kana="", **WHO)
    with pytest.raises(sa.exc.IntegrityError), db.begin_nested():
        db.execute(sa.update(rosters.TABLE).where(rosters.TABLE.c.id == hand)
                   .values(person_id=it.people[0]))  # fmt: skip


def test_a_line_is_linked_only_by_a_person_and_then_shows_the_registers_letters(db):
    meeting = planned(db)
    person = register(db, "髙橋　ハツヱ", "たかはし　はつえ", "高遠町")
    line = expecting.expect_by_hand(db, meeting, name="高橋ハツエ", kana="タカハシ ハツエ", **WHO)
    assert rosters.show(db, line).person_id is None
    linked = recognition.link_person(db, line, person, **WHO)
    assert (linked.name, linked.district) == ("髙橋　ハツヱ", "高遠町")
    other = expecting.expect_by_hand(db, meeting, name="別", kana="べつ", **WHO)
    with pytest.raises(Refusal):
        recognition.link_person(db, other, person, **WHO)
    assert recognition.link_person(db, line, None, **WHO).name == "高橋ハツエ"


def test_a_corrected_register_is_seen_on_the_list(db):
    it = hall(db)
    db.execute(sa.update(PERSON).where(PERSON.c.id == it.people[1]).values(name="高見　清市"))
    assert rosters.show(db, it.lines[1]).name == "高見　清市"


def test_a_proxy_needs_a_name_and_who_was_received_stays_on_the_list(db):
    it = hall(db)
    with pytest.raises(Refusal):
        recognition.reply(db, it.lines[0], Reply.PROXY, proxy_name=" ", **WHO)
    replied = recognition.reply(db, it.lines[0], Reply.PROXY, proxy_name="髙橋　一", **WHO)
    assert (replied.reply, replied.proxy_name) == (Reply.PROXY, "髙橋　一")
    arrivals.arrive(db, it.meeting, it.lines[0], way=Way.NAME, **WHO)
    with pytest.raises(Refusal):
        recognition.remove(db, it.lines[0], **WHO)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("た", [0, 1]),
        ("タカ", [0, 1]),
        ("ﾀｶﾊ", [0]),
        ("たかはし", [0]),
        ("はつえ", [0]),
        ("高橋", [0]),
        ("髙", [0, 1]),
        ("吉田", [3]),
        ("nguyen", [4]),
        ("ぐえ", [4]),
        ("8178", [0]),
        ("897", []),
        ("8971", [4]),
        ("0412", [1]),
        ("ん", []),
        ("%", []),
        ("_", []),
        ("", []),
        ("　", []),
    ],
)
def test_the_door_finds_by_kana_letters_phone_and_number(db, text, expected):
    it = hall(db)
    number(db, it.people[1], "0412")
    found = door_search.on_list(db, it.meeting, text)
    assert [one.expected_id for one in found.candidates] == [it.lines[place] for place in expected]


def test_the_door_finds_applicants_and_cards_and_says_who_is_here(db):
    it = hall(db)
    rows = [Applicant("中沢　麗子", "なかざわ　れいこ", "form-1", phone="0265-05-9999")]
    (line,) = expecting.expect_applicants(db, it.meeting, rows, **WHO).added
    (card,) = passes.issue_blanks(db, 1, **WHO)
    passes.claim(db, card.id, line, **WHO)
    for text in ("なか", "れい", "中沢", "9999", "W-001", "w1", card.code[-8:], card.label):
        found = [one.expected_id for one in door_search.on_list(db, it.meeting, text).candidates]
        assert found == [line], text
    assert not door_search.on_list(db, it.meeting, "なか").candidates[0].here
    arrivals.arrive(db, it.meeting, line, way=Way.NAME, **WHO)
    assert door_search.on_list(db, it.meeting, "なか").candidates[0].here


def test_the_wider_register_leaves_out_who_is_on_the_list(db):
    it = hall(db)
    other = register(db, "高坂　花", "こうさか　はな", phone="0265-07-1234")
    assert [
        one.person_id for one in door_search.not_on_list(db, it.meeting, "こうさ").candidates
    ] == [other]
    assert [
        one.person_id for one in door_search.not_on_list(db, it.meeting, "1234").candidates
    ] == [other]
    assert door_search.not_on_list(db, it.meeting, "たか").candidates == ()
    found = door_search.on_list(db, it.meeting, "た", limit=1)
    assert (len(found.candidates), found.more) == (1, 1)


def test_the_names_are_kept_letter_by_letter(db):
    it = hall(db)
    assert [rosters.show(db, line).name for line in it.lines] == [name for name, *_rest in TOWN]


def test_family_names_stand_before_given_names(db):
    it = hall(
        db,
        (
            ("佐藤　隆", "さとう　たかし", "伊那", ""),
            ("髙橋　ハツヱ", "たかはし　はつえ", "高遠町", ""),
            ("飯島　貴子", "いいじま　たかこ", "手良", ""),
        ),
    )

    found = door_search.on_list(db, it.meeting, "たか").candidates

    assert [one.name for one in found] == ["髙橋　ハツヱ", "飯島　貴子", "佐藤　隆"]
