"""Letters to many: composed, numbered and frozen in one go, or not at all."""

import hashlib
from datetime import date, time, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from resources import journal
from resources.refusals import Refusal
from sessions import (
    composing,
    document_series,
    documents,
    expecting,
    holding,
    letters,
    mailing_lists,
    mailings,
    people,
    templates,
    withholding,
)
from sessions.composing import Sending
from sessions.document_series import SeriesDetails
from sessions.office import OfficeDetails, Seal, describe
from sessions.papers import notice
from sessions.people import PersonDetails
from sessions.suppression import Reason
from tests.sessions.hall import WHO, planned
from tests.town import NOW

DAY = date(2026, 5, 19)
TOWN = (
    ("髙橋　太郎", "たかはし　たろう", "396-0211", "伊那市高遠町西高遠1686番地"),
    ("髙橋　花子", "たかはし　はなこ", "396-0211", "伊那市高遠町西高遠1686番地"),
    ("有賀　武", "ありが　たけし", "396-0025", "伊那市荒井3500番地1"),
)


@pytest.fixture
def refs(db):
    office = OfficeDetails(
        name="伊那社協", issuer_title="会長", issuer_name="有賀　武", phone="0265-00-0000"
    )
    describe(db, office, version=0, **WHO)
    return tuple(
        mailing_lists.person(
            people.enrol(db, PersonDetails(name=name, kana=kana, zip=code, address=place), **WHO)
        )
        for name, kana, code, place in TOWN
    )


@pytest.fixture
def series(db):
    return document_series.enrol(db, SeriesDetails("伊社協"), **WHO)


def text(pdf):
    pages = PdfReader(BytesIO(pdf)).pages
    return ["".join(page.extract_text().split()) for page in pages]


def issue(db, sending, **more):
    return mailings.issue(db, sending, draw=mailings.drawing(), **more, **WHO)


def invitation(db, refs, **own):
    meeting = planned(db, place="いなっせ", begins=time(10), ends=time(12), purpose="困りごと")
    return Sending("invitation", refs, DAY, meeting, own={"deadline": "5月10日", **own})


def test_an_invitation_says_when_and_where_to_each_household(db, refs):
    composed = composing.compose(db, invitation(db, refs))
    assert [one.label for one in composed.gathered.ready] == ["有賀　武", "髙橋　太郎・花子"]
    body = composed.content.letters[0].body
    assert "令和8年5月19日（火）" in body
    assert "いなっせ" in body
    assert "5月10日までに" in body
    assert composed.empty == ()


def test_a_field_without_a_value_is_named_and_stops_the_letters(db, refs, series):
    sending = Sending("invitation", refs, DAY)
    composed = composing.compose(db, sending)
    assert set(composed.empty) == {"会議名", "日時", "会場", "目的", "締切"}
    with pytest.raises(Refusal) as refused:
        issue(db, sending, series_id=series)
    assert "締切" in refused.value.what
    assert documents.listing(db) == ()
    by_hand = {"meeting": "敬老会", "when": "6月1日", "place": "公民館", "purpose": "お祝い"}
    written = Sending("invitation", refs, DAY, own=by_hand | {"deadline": "5月20日"})
    assert composing.compose(db, written).empty == ()


def test_number_bytes_and_register_come_together(db, refs, series):
    made = issue(db, invitation(db, refs), series_id=series)
    pdf = mailings.pdf(db, made.id)
    (line,) = documents.listing(db)

    assert made.number == line.written == "8伊社協第1号"
    assert (line.addressed_to, line.issuer) == (
        "有賀　武 and others, 2 in all",
        "伊那社協　会長　有賀　武",
    )
    assert made.sha256 == hashlib.sha256(pdf).hexdigest()
    pages = text(pdf)
    assert len(pages) == made.count == 2
    assert all("8伊社協第1号" in page for page in pages)
    assert "髙橋太郎様" in pages[1]
    (act,) = [one for one in journal.recent(db) if one.kind == "mailing"]
    assert (act.act, act.after["count"], act.after["number"]) == ("issue", 2, "8伊社協第1号")
    assert mailings.of_document(db, line.id) == made
    assert mailings.listing(db) == (made,)


def test_a_failing_pen_gives_no_number(office):
    def broken(_content):
        raise RuntimeError

    with office.change() as db:
        series = document_series.enrol(db, SeriesDetails("伊社協"), **WHO)
        ref = mailing_lists.person(people.enrol(db, PersonDetails(name="有賀　武"), **WHO))
    sending = Sending("thanks", (ref,), DAY)
    with pytest.raises(RuntimeError), office.change() as db:
        mailings.issue(db, sending, draw=broken, series_id=series, **WHO)
    with office.change() as db:
        assert documents.listing(db) == ()
        assert issue(db, sending, series_id=series).number == "8伊社協第1号"


def test_a_stop_between_two_sheets_gives_no_number(office):
    class Stopped(Exception):
        pass

    def stop(done, _pages):
        if done == 2:
            raise Stopped

    with office.change() as db:
        series = document_series.enrol(db, SeriesDetails("伊社協"), **WHO)
        refs = tuple(
            mailing_lists.person(people.enrol(db, PersonDetails(name=f"有賀　{one}"), **WHO))
            for one in "一二三"
        )
    sending = Sending("thanks", refs, DAY)
    with pytest.raises(Stopped), office.change() as db:
        mailings.issue(db, sending, draw=mailings.drawing(stop), series_id=series, **WHO)
    with office.read() as db:
        assert documents.listing(db) == ()
        assert mailings.listing(db) == ()


def test_a_letter_without_a_number_says_none_and_needs_no_seal(db, refs):
    made = issue(db, Sending("thanks", refs[2:], DAY))
    assert (made.number, made.document_id) == ("", None)
    (page,) = text(mailings.pdf(db, made.id))
    assert "有賀武様" in page
    assert "拝啓" in page
    assert "敬具" in page
    assert "omitted" not in page


@pytest.mark.parametrize(("seal", "said"), [(Seal.OMITTED, True), (Seal.STAMPED, False)])
def test_an_official_paper_says_when_the_seal_is_omitted(db, refs, series, seal, said):
    office = OfficeDetails(name="伊那社協", issuer_title="会長", issuer_name="有賀　武", seal=seal)
    describe(db, office, version=1, **WHO)
    made = issue(db, Sending("thanks", refs[2:], DAY), series_id=series)
    (page,) = text(mailings.pdf(db, made.id))
    assert ("omitted" in page) is said


def test_a_sent_letter_keeps_its_wording_and_its_bytes(db, refs):
    made = issue(db, Sending("thanks", refs[2:], DAY))
    before = mailings.pdf(db, made.id)
    old = templates.show(db, "thanks")
    templates.write(
        db, "thanks", name=old.name, subject="新しいお礼", body="{{氏名}}", edition=0, **WHO
    )
    again = issue(db, Sending("thanks", refs[2:], DAY))
    assert (made.edition, again.edition) == (0, 1)
    assert templates.show(db, made.letter, made.edition).body == old.body
    assert made.text == old.body.replace("{{氏名}}", "［氏名］")
    assert mailings.pdf(db, made.id) == before != mailings.pdf(db, again.id)


def test_bytes_that_changed_are_not_given_out(db, refs):
    made = issue(db, Sending("thanks", refs[2:], DAY))
    mailing = db.get(mailings.Mailing, made.id)
    mailing.pdf += b"%"
    db.flush()
    with pytest.raises(Refusal):
        mailings.pdf(db, made.id)


def test_letters_no_font_has_stop_the_batch_until_somebody_allows_it(db, refs, series):
    strange = mailing_lists.person(people.enrol(db, PersonDetails(name="山\ue000　健"), **WHO))
    sending = Sending("thanks", (*refs, strange), DAY)
    composed = composing.compose(db, sending)
    assert [(one.label, found) for one, found in composed.unprintable] == [
        ("山\ue000　健", ("\ue000",))
    ]
    with pytest.raises(Refusal):
        issue(db, sending, series_id=series)
    assert documents.listing(db) == ()
    assert issue(db, sending, series_id=series, substitutes=True).number


def test_who_left_gets_no_letter_and_who_has_no_address_gets_it_by_hand(db, refs):
    people.leave(db, refs[0][2:], on=NOW.date(), **WHO)
    homeless = mailing_lists.person(people.enrol(db, PersonDetails(name="飯島　遥"), **WHO))
    composed = composing.compose(db, Sending("thanks", (*refs, homeless), DAY))
    assert {one.label for one in composed.gathered.ready} == {"髙橋　花子", "有賀　武", "飯島　遥"}
    assert [one.name for one in composed.gathered.left_out] == ["髙橋　太郎"]


def test_somebody_on_the_list_who_is_not_in_the_register_gets_one_too(db, refs):
    meeting = planned(db)
    expecting.expect_by_hand(db, meeting, name="飯島　遥", kana="いいじま　はるか", **WHO)
    composed = composing.compose(db, Sending("thanks", mailing_lists.of_meeting(db, meeting), DAY))
    assert [one.label for one in composed.gathered.ready] == ["飯島　遥"]


def test_a_wording_being_written_is_shown_with_its_gaps_named(db, refs):
    draft = templates.show(db, "invitation")
    content = composing.sample(db, Sending("invitation", refs, DAY), draft)
    assert "［会議名］" in content.subject
    assert "［締切］" in content.letters[0].body
    (page,) = text(composing.sheet_of_sample(db, Sending("invitation", refs, DAY), draft))
    assert "Sample" in page


def test_the_same_letters_are_the_same_bytes(db, refs):
    sending = invitation(db, refs)
    first, second = (composing.compose(db, sending) for _ in range(2))
    draw = mailings.drawing()
    assert draw(first.content) == draw(second.content)
    assert composing.sheet(first, 1) == composing.sheet(second, 1)


def test_the_notice_of_a_change_uses_the_offices_own_wording(db, refs):
    meeting = planned(db, place="いなっせ")
    expecting.expect_people(db, meeting, [refs[2][2:]], **WHO)
    holding.postpone(db, meeting, reason="大雪", held_on=date(2026, 6, 2), **WHO)
    as_it_came = letters.notice(db, meeting, written=DAY)
    assert (as_it_came.title, as_it_came.greeting, as_it_came.reason) == ("", "", "大雪")

    templates.write(
        db, "postponed", name="延期", subject="{{会議名}} 延期のお知らせ",
        body="{{氏名}}\n雪のため（{{理由}}）延ばします。\n記\n１　日時　{{日時}}", edition=0, **WHO,
    )  # fmt: skip
    ours = letters.notice(db, meeting, written=DAY)
    assert ours.title.endswith("延期のお知らせ")
    assert ours.greeting == "All of you\n雪のため（大雪）延ばします。"
    assert ours.reason == ""
    (page,) = text(notice.draw(ours))
    assert "雪のため（大雪）延ばします。" in page
    assert "Wearesorry" not in page


def test_a_frozen_letter_does_not_go_out_to_whom_it_must_not_since(db, refs):
    issued = issue(db, invitation(db, refs))
    assert mailings.stopped(db, issued.id) == {}
    late = {"at": NOW + timedelta(hours=1), "by": WHO["by"]}
    home = next(key for key in issued.readers if "+" in key)
    alone = next(key for key in issued.readers if "+" not in key)
    withholding.withhold(db, refs[1][2:], Reason.DIED, since=DAY, **late)
    assert mailings.stopped(db, issued.id) == {
        home: "Somebody of the household gets no letter any more"
    }
    withholding.withhold(
        db, alone[2:], Reason.PROTECTED, since=DAY, why="市から", safe_zip="396-0000",
        safe_address="伊那市荒井1番地", **late,
    )  # fmt: skip
    assert mailings.stopped(db, issued.id)[alone].startswith("Protected")
    # A letter written since goes to the safe address, and goes out.
    later = {"at": NOW + timedelta(hours=2), "by": WHO["by"]}
    sending = invitation(db, refs)
    again = mailings.issue(db, sending, draw=mailings.drawing(), **later)
    assert mailings.stopped(db, again.id) == {}
    withholding.withhold(db, alone[2:], Reason.DIED, since=DAY, **later)
    assert mailings.stopped(db, again.id) == {alone: "Gets no letter any more"}
