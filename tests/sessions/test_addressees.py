"""From people to envelopes: nobody twice, nobody who must not be written to, nobody forgotten."""

from datetime import timedelta

import pytest

from resources import journal
from resources.refusals import Refusal
from sessions import (
    addressees,
    addressing,
    expecting,
    households,
    mailing_lists,
    organisations,
    people,
    undo,
    withholding,
)
from sessions.addressees import Order
from sessions.addressing import Honorific
from sessions.households import Kinship
from sessions.organisations import OrganisationDetails
from sessions.people import PersonDetails
from sessions.suppression import Reason
from tests.sessions.hall import WHO, planned
from tests.town import NOW, STAFF

TAKATO, INA = "伊那市高遠町西高遠1686番地", "長野県伊那市荒井3500番地1"


def enrol(db, name, kana, address=TAKATO, code="396-0211", district="高遠町"):
    entered = PersonDetails(name=name, kana=kana, address=address, zip=code, district=district)
    return mailing_lists.person(people.enrol(db, entered, **WHO))


def names(gathered):
    return [one.label for one in gathered.ready]


def test_who_left_gets_nothing_and_is_named(db):
    here = enrol(db, "髙橋　ハツヱ", "たかはし　はつえ")
    gone = enrol(db, "春日　とみ子", "かすが　とみこ")
    people.leave(db, gone[2:], on=NOW.date(), **WHO)

    found = addressees.gather(db, [here, gone])

    assert names(found) == ["髙橋　ハツヱ"]
    assert [(one.name, one.mendable) for one in found.left_out] == [("春日　とみ子", False)]
    assert gone not in mailing_lists.of_register(db)


def test_without_an_address_somebody_is_listed_to_be_mended(db):
    ref = enrol(db, "有賀　武", "ありが　たけし", address="", code="")
    found = addressees.gather(db, [ref])
    assert found.ready == ()
    assert [(one.name, one.mendable) for one in found.left_out] == [("有賀　武", True)]
    assert names(addressees.gather(db, [ref], by_hand=True)) == ["有賀　武"]
    with pytest.raises(Refusal):
        addressees.check(found)


@pytest.mark.parametrize(
    ("code", "address", "lacks"),
    [("396-0211", TAKATO, False), ("", TAKATO, True), ("396-0211", "伊那市高遠町西高遠", True)],
)
def test_an_address_that_lacks_something_is_printed_and_said(db, code, address, lacks):
    found = addressees.gather(db, [enrol(db, "有賀　武", "", address, code)])
    assert bool(found.incomplete) is lacks
    assert len(found.ready) == 1


def test_one_envelope_for_people_of_one_name_at_one_address(db):
    refs = [
        enrol(db, "髙橋　太郎", "たかはし　たろう"),
        enrol(db, "髙橋　花子", "たかはし　はなこ", "長野県伊那市高遠町西高遠１６８６"),
        enrol(db, "山田　健", "やまだ　けん"),
        enrol(db, "髙橋　一", "たかはし　はじめ", INA, "396-0025"),
    ]
    together = addressees.gather(db, refs, together=True, order=Order.KANA)
    assert names(together) == ["髙橋　太郎・花子", "髙橋　一", "山田　健"]
    assert addressees.address(together.ready[0]).names == (
        ("髙橋　太郎", "様"),
        ("髙橋　花子", "様"),
    )

    apart = addressees.gather(db, refs, together=True, apart=frozenset({refs[1]}))
    assert len(apart.ready) == 4
    assert len(addressees.gather(db, refs).ready) == 4


def test_the_order_is_that_of_post_codes_or_of_readings(db):
    refs = [
        enrol(db, "山田　健", "やまだ　けん", "伊那市手良1番地", "396-0002"),
        enrol(db, "有賀　武", "ありが　たけし", TAKATO, "396-0211"),
        enrol(db, "伊藤　桃", "いとう　もも", "伊那市手良9番地", ""),
    ]
    by_post = addressees.gather(db, refs, order=Order.POSTAL)
    assert names(by_post) == ["山田　健", "有賀　武", "伊藤　桃"]
    by_kana = addressees.gather(db, refs, order=Order.KANA)
    assert names(by_kana) == ["有賀　武", "伊藤　桃", "山田　健"]


def test_an_organisation_is_addressed_with_onchu_and_not_beside_a_person(db):
    def enrolled(name, contact=""):
        entered = OrganisationDetails(name, zip="396-0025", address=INA, contact=contact)
        return mailing_lists.organisation(organisations.enrol(db, entered, **WHO))

    plain, led = enrolled("NPO法人　みすず"), enrolled("ケアハウスいちい", "施設長　北原　実")
    first, second = (addressees.address(one) for one in addressees.gather(db, [plain, led]).ready)
    pair = {one.organisation: one for one in (first, second)}
    assert pair["NPO法人　みすず"].organisation_honorific == "御中"
    assert pair["ケアハウスいちい"].organisation_honorific == ""
    assert pair["ケアハウスいちい"].names == (("施設長　北原　実", "様"),)
    assert set(mailing_lists.of_organisations(db)) == {plain, led}


def test_an_honorific_of_ones_own_stays_and_is_in_the_journal(db):
    ref = enrol(db, "辻󠄀　巌", "つじ　いわお")
    addressing.address_as(db, ref[2:], Honorific.SENSEI, **WHO)
    addressing.address_as(db, ref[2:], Honorific.SENSEI, **WHO)
    assert addressees.gather(db, [ref]).ready[0].people[0].honorific is Honorific.SENSEI
    addressing.address_as(db, ref[2:], Honorific.SAMA, **WHO)
    assert addressing.known(db) == {ref[2:]: Honorific.SAMA}
    acts = [line for line in journal.recent(db, object_id=ref[2:]) if line.act == "address"]
    assert [line.after["honorific"] for line in acts] == ["sama", "sensei"]


def test_a_meetings_list_with_somebody_who_is_not_in_the_register(db):
    known = enrol(db, "有賀　武", "ありが　たけし")
    meeting = planned(db)
    expecting.expect_people(db, meeting, [known[2:]], **WHO)
    expecting.expect_by_hand(db, meeting, name="飯島　遥", kana="いいじま　はるか", **WHO)

    refs = mailing_lists.of_meeting(db, meeting)
    found = addressees.gather(db, refs)

    assert len(refs) == 2
    assert names(found) == ["有賀　武"]
    assert [one.name for one in found.left_out] == ["飯島　遥"]


def test_the_register_by_district(db):
    here = enrol(db, "有賀　武", "ありが　たけし", district="手良")
    enrol(db, "伊藤　桃", "いとう　もも", district="美篶")
    assert mailing_lists.of_register(db, district="手良") == (here,)
    assert len(mailing_lists.of_register(db)) == 2


def test_more_people_than_one_statement_takes_by_name(db):
    refs = [enrol(db, f"有賀　{number}", "ありが") for number in range(3)]
    asked = [*refs, *(mailing_lists.person(f"{number:032}") for number in range(1200))]
    assert len(addressees.gather(db, asked).ready) == 3


def test_a_batch_goes_on_in_its_own_order_and_leaves_free_who_left_meanwhile(db):
    refs = [
        enrol(db, "髙橋　太郎", "たかはし　たろう"),
        enrol(db, "髙橋　花子", "たかはし　はなこ"),
        enrol(db, "有賀　武", "ありが　たけし", INA, "396-0025"),
    ]
    keys = [one.key for one in addressees.gather(db, refs, together=True).ready]
    assert len(keys) == 2
    people.leave(db, refs[2][2:], on=NOW.date(), **WHO)

    again = addressees.again(db, keys)

    assert [one and one.label for one in again] == [None, "髙橋　太郎・花子"]


def test_letters_no_font_has_are_told_by_person(db):
    ref = enrol(db, "山\ue000　健", "やま　けん")
    ready = addressees.gather(db, [ref, enrol(db, "𠮷田　稔", "よしだ")]).ready
    assert [(one.label, letters) for one, letters in addressees.unprintable(ready)] == [
        ("山\ue000　健", ("\ue000",))
    ]


def test_a_household_is_one_envelope_with_its_head_first_whatever_the_names(db):
    guest = enrol(db, "有賀　桃", "ありが　もも")
    head = enrol(db, "山田　健", "やまだ　けん")
    home = households.create(db, head[2:], on=NOW.date(), **WHO)
    households.join(
        db, home, guest[2:], kinship=Kinship.LIVES_ALONG, on=NOW.date(), version=1, **WHO
    )
    assert names(addressees.gather(db, [guest, head], together=True)) == ["山田　健・有賀　桃"]


def withhold(db, ref, reason, **safe):
    withholding.withhold(db, ref[2:], reason, since=NOW.date(), why="ご家族から", **safe, **WHO)


@pytest.mark.parametrize("reason", [one for one in Reason if one is not Reason.PROTECTED])
def test_who_is_withheld_gets_nothing_and_it_is_said_why(db, reason):
    ref = enrol(db, "春日　とみ子", "かすが　とみこ")
    withhold(db, ref, reason)
    found = addressees.gather(db, [ref], by_hand=True)
    assert found.ready == ()
    assert [(one.name, bool(one.why)) for one in found.left_out] == [("春日　とみ子", True)]


def test_who_is_protected_gets_it_at_the_safe_address_and_alone(db):
    refs = [
        enrol(db, "髙橋　太郎", "たかはし　たろう"),
        enrol(db, "髙橋　花子", "たかはし　はなこ"),
        enrol(db, "髙橋　一", "たかはし　はじめ"),
    ]
    withhold(db, refs[1], Reason.PROTECTED, safe_zip="396-0025", safe_address="荒井3500番地")
    withhold(db, refs[2], Reason.PROTECTED)

    found = addressees.gather(db, refs, together=True, order=Order.KANA)

    assert names(found) == ["髙橋　太郎", "髙橋　花子"]
    guarded = found.ready[1]
    assert (guarded.zip, guarded.address, guarded.guarded) == ("396-0025", "荒井3500番地", True)
    assert [one.name for one in found.left_out] == ["髙橋　一"]
    assert mailing_lists.of_register(db, district="高遠町") == (refs[0],)


def test_an_honorific_is_taken_back(db):
    ref = enrol(db, "辻󠄀　巌", "つじ　いわお")
    later = {"at": NOW + timedelta(minutes=5), "by": STAFF}
    addressing.address_as(db, ref[2:], Honorific.SENSEI, **later)
    deed = undo.last(db, STAFF)[0]
    undo.undo(db, deed.seq, at=later["at"] + timedelta(minutes=1), by=STAFF)
    assert addressing.known(db)[ref[2:]] is Honorific.SAMA
