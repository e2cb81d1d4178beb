"""The papers of a registration: what they say, who is on none of them, and the city's file."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from desktop.taking_back import RULES
from programs.points import applications, changing, inquiries, inquiry_lists, paperwork, registering
from programs.points.applications import ACTIVITIES, Asked, Proof
from programs.points.papers import (
    change_form,
    inquiry_list,
    insurance_list,
    member_card,
    registration_form,
    renewal_card,
)
from programs.points.turns import Reason
from resources import journal, spreadsheet, words
from resources.labels import Feed
from resources.refusals import Refusal
from sessions import office, passes, people, suppression, undo, withholding
from sessions.papers import official_letter
from sessions.person_entry import PersonDetails
from tests.programs.points.test_ledger import MARCH, YEAR, Town

TODAY = MARCH.date()
FUMI = PersonDetails(
    "白鳥　ふみ", "しらとり　ふみ", birth=date(1955, 3, 4), zip="396-0211",
    address="伊那市高遠町西高遠15810番地5", phones=(("0265-00-1234", "0265001234"),),
)  # fmt: skip


@pytest.fixture
def town(db):
    words.use("ja")
    made = Town(db)
    made.who = {"at": MARCH, "by": made.by}
    details = replace(office.get(db).details, name="いなだに社協", phone="0265-00-0001")
    office.describe(db, details, version=0, **made.who)
    for number, person in made.people.items():
        view = people.get(db, person)
        entered = replace(FUMI, name=view.name, kana=view.kana, birth=view.birth)
        people.correct(db, person, entered, version=view.version, **made.who)
        assert number
    return made


def said(pdf):
    return ["".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


def applied(town, details=FUMI):
    person = people.enrol(town.db, details, **town.who)
    asked = Asked(
        person, YEAR, date(2025, 6, 2), Proof.LICENCE, consented=True,
        emergency="白鳥　一郎（長男）", activities=ACTIVITIES[:1], weekdays=("水",),
    )  # fmt: skip
    return person, applications.receive(town.db, asked, **town.who)


def sent(town, *ids):
    return inquiries.send(town.db, YEAR, ids, day=date(2025, 6, 3), **town.who)


def test_the_application_form_is_blank_or_knows_what_was_said(town):
    person, _made = applied(town)
    (blank,) = paperwork.registration_forms(town.db, YEAR)
    (filled,) = paperwork.registration_forms(town.db, YEAR, [person])
    empty, full = said(registration_form.draw([blank, filled]))
    for word in ("年齢確認書類", "緊急連絡先", "移動手段", "照会することに同意", "事務所記入欄"):
        assert word in empty
        assert word in full
    for word in ("白鳥ふみ", "昭和30年3月4日", "15810番地5", "白鳥一郎"):
        assert word in full
        assert word not in empty
    assert (full.count("✓"), empty.count("✓")) == (4, 0)  # licence, insurance, activity, weekday


def test_the_change_form_is_blank_or_carries_number_and_code(town):
    passes.issue_cards(town.db, [town.people["0001"]], **town.who)
    (blank,) = paperwork.change_forms(town.db, YEAR)
    (filled,) = paperwork.change_forms(town.db, YEAR, ["0001"])
    assert filled.code == passes.of_person(town.db, town.people["0001"])[0].code
    empty, full = said(change_form.draw([blank, filled]))
    assert "変更・休止・取消届" in empty
    assert "春日とみ子" in full
    assert "春日とみ子" not in empty


def test_the_list_to_the_city_asks_for_no_reason_and_comes_back_as_a_file(town, tmp_path):
    _one, yes = applied(town)
    _other, no = applied(town, replace(FUMI, name="白鳥　次郎"))
    made = sent(town, yes, no)
    paper, rows, left = paperwork.inquiry(town.db, made, day=TODAY)
    (text,) = said(inquiry_list.draw(paper))
    assert "照会番号2025-01" in text
    assert "理由は記入しないで" in text
    assert left == ()
    answered = replace(
        rows,
        rows=tuple(
            (*row[:7], answer, day)
            for row, answer, day in zip(
                rows.rows, ("適", "否"), (date(2025, 6, 9), "R7.6.10"), strict=True
            )
        ),
    )
    for form, name in (("xlsx", "back.xlsx"), ("cp932", "back.csv")):
        path = tmp_path / name
        path.write_bytes(answered.written(form))
        found = inquiry_lists.read(spreadsheet.read(path), day=TODAY)
        assert found.lists == {
            "2025-01": {1: (True, date(2025, 6, 9)), 2: (False, date(2025, 6, 10))}
        }
    assert inquiry_lists.bring_in(town.db, YEAR, found, **town.who) == 2
    assert inquiry_lists.bring_in(town.db, YEAR, found, **town.who) == 0
    assert [line.fit for line in inquiries.of_lists(town.db, [made])] == [True, False]


@pytest.mark.parametrize(
    ("label", "answer", "day"),
    [
        ("2025-09", "適", "R7.6.9"), ("2025-01", "たぶん", "R7.6.9"),
        ("2025-01", "適", "R7.6.31"), ("", "適", "R7.6.9"),
    ],
)  # fmt: skip
def test_a_file_with_one_odd_row_brings_nothing_in(town, tmp_path, label, answer, day):
    made = sent(town, applied(town)[1])
    rows = (("2025-01", 1, "", "", "", "", "", "適", "R7.6.9"),
            (label, 1, "", "", "", "", "", answer, day))  # fmt: skip
    path = tmp_path / "back.xlsx"
    path.write_bytes(inquiry_lists.FileList(inquiry_lists.HEADER, rows).written("xlsx"))
    found = inquiry_lists.read(spreadsheet.read(path), day=TODAY)
    with pytest.raises(Refusal):
        inquiry_lists.bring_in(town.db, YEAR, found, **town.who)
    assert [line.fit for line in inquiries.of_lists(town.db, [made])] == [None]


def test_the_notice_has_its_number_the_day_of_the_cover_and_no_seal(town):
    letter, gathered = paperwork.notices(
        town.db, YEAR, ["0001"], day=TODAY, written="7伊社協第12号"
    )
    (text,) = said(official_letter.draw(letter))
    for word in ("7伊社協第12号", "登録番号0001", "令和7年4月1日", "令和8年3月31日まで"):
        assert word in text
    assert len(gathered.ready) == 1


def test_a_card_that_was_issued_again_says_so_and_the_first_does_not():
    cards = tuple(
        member_card.MemberCard("ABCDEFGHJKMNPQRS", "ABCD", f"{n:04}", "春日　とみ子", "かすが", n)
        for n in range(11)
    )
    pdf = member_card.draw(member_card.MemberCards("イ～ナ", cards, feed=Feed(10)))
    words.use("ja")
    pdf = member_card.draw(member_card.MemberCards("イ～ナ", cards, feed=Feed(10)))
    first, second = said(pdf)
    assert "再交付" not in first  # one place was left on the used sheet
    assert second.count("再交付") == 10


def test_the_postcard_names_the_year_to_come_and_has_a_blank_twin(town):
    cards, gathered = paperwork.renewal_cards(town.db, YEAR + 1, ["0001", "0002"], day=TODAY)
    assert {card.number for card in cards} == {"0001", "0002"}
    assert len(gathered.ready) == 2
    (blank,), nobody = paperwork.renewal_cards(town.db, YEAR + 1, [], day=TODAY)
    assert nobody.ready == ()
    first, _second, empty = said(renewal_card.draw([*cards, blank]))
    assert "令和8年度更新のご案内" in first
    assert "続けます" in empty
    page = PdfReader(BytesIO(renewal_card.draw([blank]))).pages[0]
    assert [round(float(side) / 72 * 25.4) for side in page.mediabox[2:]] == [100, 148]


@pytest.mark.parametrize("reason", [suppression.Reason.DIED, suppression.Reason.MOVED])
def test_whoever_is_withheld_is_on_no_list_and_gets_no_card(town, reason):
    withholding.withhold(town.db, town.people["0001"], reason, since=TODAY, **town.who)
    paper, rows, left = paperwork.insurance(town.db, YEAR, day=TODAY)
    assert [one.number for one in paper.people] == ["0002", "0003"]
    assert [row[0] for row in rows.rows] == ["0002", "0003"]
    assert [one.name for one in left] == ["春日　とみ子"]
    cards, gathered = paperwork.renewal_cards(town.db, YEAR + 1, ["0001", "0002"], day=TODAY)
    assert [card.number for card in cards] == ["0002"]
    assert [one.name for one in gathered.left_out] == ["春日　とみ子"]
    letter, _gathered = paperwork.notices(town.db, YEAR, ["0001", "0002"], day=TODAY)
    assert len(letter.letters) == 1
    stopped = set(paperwork.kept_from_cards(town.db, YEAR, ["0001", "0002"]))
    assert stopped == ({"0001"} if reason is suppression.Reason.DIED else set())


def test_a_protected_address_is_on_no_paper(town):
    withholding.withhold(
        town.db, town.people["0001"], suppression.Reason.PROTECTED, since=TODAY, why="市の通知",
        **town.who,
    )  # fmt: skip
    made = inquiries.send(town.db, YEAR, [], ["0001"], day=TODAY, **town.who)
    city, rows, _left = paperwork.inquiry(town.db, made, day=TODAY)
    insured, listed, _left = paperwork.insurance(town.db, YEAR, day=TODAY)
    (form,) = paperwork.change_forms(town.db, YEAR, ["0001"])
    assert (city.people[0].address, rows.rows[0][5]) == ("", "")
    assert (insured.people[0].address, insured.people[0].phone, listed.rows[0][4]) == ("", "", "")
    assert (form.address, form.phone) == ("", "")
    assert paperwork.renewal_cards(town.db, YEAR + 1, ["0001"], day=TODAY)[0] == ()


def test_the_insured_are_covered_from_the_day_after(town):
    registering.insure(town.db, YEAR, ["0002"], day=date(2025, 6, 12), **town.who)
    paper, _rows, _left = paperwork.insurance(town.db, YEAR, day=TODAY)
    days = {one.number: (one.arranged, one.covered) for one in paper.people}
    assert days["0001"] == ("R7.3.1", "R7.4.1")  # arranged before the year: from its first day
    assert days["0002"] == ("R7.6.12", "R7.6.13")
    (text,) = said(insurance_list.draw(paper))
    assert "3人" in text


def test_a_registration_is_undone_with_its_number(town):
    person, one = applied(town)
    made = sent(town, one)
    inquiries.answer(town.db, made, {1: True}, confirmed=date(2025, 6, 9), **town.who)
    later = {"at": MARCH + timedelta(minutes=1), "by": town.by}
    (number,) = registering.decide(town.db, [one], day=date(2025, 6, 10), **later)
    assert people.get(town.db, person).number == number
    undo.undo(town.db, journal.recent(town.db)[0].seq, rules=RULES,
              at=MARCH + timedelta(minutes=2), by=town.by)  # fmt: skip
    assert [waiting.id for waiting in applications.open_ones(town.db)] == [one]
    assert people.get(town.db, person).number is None
    assert number not in {row.number for row in registering.renewable(town.db, YEAR + 1)}


def test_an_end_by_death_is_undone_together_with_the_stop_of_letters(town):
    later = {"at": MARCH + timedelta(minutes=1), "by": town.by}
    changing.cancel(town.db, YEAR, ["0001"], day=TODAY, reason=Reason.DIED, **later)
    undo.undo(town.db, journal.recent(town.db)[0].seq, rules=RULES,
              at=MARCH + timedelta(minutes=2), by=town.by)  # fmt: skip
    assert suppression.standing(town.db, [town.people["0001"]]) == {}
    assert [row.cancelled for row in registering.standing_rows(town.db, YEAR, ["0001"])] == [None]
