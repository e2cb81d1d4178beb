"""The papers of the counter say what they must, to whom they must, and nothing of anybody else."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from programs.points import counter, exchanges, ledger, thanks
from programs.points.exchanges import Choice
from programs.points.papers import exchange_form, explanation, goods_list, receipt
from programs.points.papers import thanks as thanks_paper
from programs.points.papers.exchange_form import ExchangeForm
from programs.points.papers.explanation import Explanation
from programs.points.papers.goods_list import GoodsLine, GoodsList
from programs.points.papers.receipt import Receipt
from programs.points.papers.thanks import Thanks
from resources import words
from sessions import merging, suppression, withholding
from tests.programs.points.test_ledger import CARD, MARCH, SUMMER, YEAR, Town

RECEIPT = Receipt(
    "2026-0179-1", "令和9年3月4日", "唐澤　ハツヱ", "0179", "令和8年度",
    (("景品", "1,000円", "りんごジュース　2点"),), "1,000円", "みはらし町社会福祉協議会", "会長　宮下",
)  # fmt: skip


@pytest.fixture(autouse=True)
def japanese():
    words.use("ja")


def text(pdf):
    return ["".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


def test_the_blank_form_and_the_filled_one_ask_for_the_same():
    blank = ExchangeForm(
        "みはらし町社会福祉協議会　会長", "", "令和8年度", "", "", "", "", "", "", "",
        ((CARD, "", ""), ("寄付", "", "")), "", "", "",
    )  # fmt: skip
    filled = ExchangeForm(
        blank.to, "令和9年3月4日", blank.year, "0179", "𠮷田　ハツヱ", "よしだ　はつえ",
        "手良沢岡 810", "0265-00-0000", "20 個", "2,000円", ((CARD, "1,000円", ""), ("寄付", "", "")),
        "1,000円", "1234-5678", "令和9年3月31日まで",
    )  # fmt: skip
    (first, second) = text(exchange_form.draw([blank, filled]))
    for label in ("登録番号", "氏名・ふりがな", "カードの番号", "署名", "決裁", CARD, "寄付"):
        assert label in first
        assert label in second
    for fact in ("0179", "𠮷田ハツヱ", "1,000円", "1234-5678", "令和9年3月4日"):
        assert fact in second
        assert fact not in first


def test_the_volunteer_signs_a_receipt_and_the_office_seals_that_of_a_donation():
    (own,) = text(receipt.draw([RECEIPT]))
    assert "受領書" in own
    assert "ご署名" in own
    assert "りんごジュース2点" in own
    assert "第2026-0179-1号" in own
    given = Receipt(**{name: getattr(RECEIPT, name) for name in RECEIPT.__slots__}
                    | {"donation": True})  # fmt: skip
    (office,) = text(receipt.draw([given]))
    assert "寄付金受領証" in office
    assert "ご署名" not in office
    assert "唐澤ハツヱ様" in office


def test_the_list_of_goods_goes_on_on_a_second_sheet_with_room_for_the_order():
    lines = tuple(GoodsLine(f"品物{n}", "輪っこはうす", "500円", str(n), "0") for n in range(18))
    content = GoodsList("みはらし町社会福祉協議会", "電話 0265", "令和9年3月4日", lines)
    found = text(goods_list.draw(content))
    assert len(found) == goods_list.sheets(content) == 2
    assert "品物17" in found[0]
    assert all("注文数" in page for page in found)


def test_the_explanation_and_the_thanks_say_it_in_large_letters():
    content = Explanation(
        "どうして 19 個？", "唐澤　ハツヱ", "0179", "令和8年度", "令和9年3月4日", "社協",
        (("した活動", "7 機関の記録", "22 回"), ("訂正", "", "−1 個")), ("今年のスタンプ", "19 個"),
        ("あと 1 個で 2,000円に なります。",), "第1版",
    )  # fmt: skip
    (page,) = text(explanation.draw([content]))
    for fact in ("どうして19個？", "唐澤ハツヱ様", "22回", "−1個", "19個", "あと1個で"):
        assert fact in page
    one = Thanks("唐澤　ハツヱ", 100, "イ～ナ", "令和9年3月4日", "会長", "宮下　一郎")
    page, _second = text(thanks_paper.draw([one, one]))
    assert "感謝状" in page
    assert "100回" in page
    assert "参加証" not in page


def test_a_milestone_is_due_once_over_all_years_and_numbers_of_one_person(db):
    town = Town(db)

    def done(number, year, count):
        entry = ledger.line(
            entry_id=f"{number}{year}{count}".rjust(32, "0"), year=year, number=number,
            day=date(year, 5, 1), kind=ledger.Kind.AWARD, about=f"{number}{year}".rjust(32, "a"),
            turn=1, rule_id=None, **town.who,
        )  # fmt: skip
        ledger.write(db, [entry | {"activities": count}])

    merging.merge(db, town.people["0003"], town.people["0002"], **town.who)
    done("0001", YEAR - 1, 60)
    done("0001", YEAR, 45)
    done("0002", YEAR, 60)
    (only,) = thanks.due(db, YEAR)
    assert (only.number, only.times, only.milestone, only.why_not) == ("0001", 105, 100, "")
    assert thanks.due(db, YEAR + 1) == []
    done("0003", YEAR, 45)
    assert [(one.times, one.milestone) for one in thanks.due(db, YEAR)] == [(105, 100), (105, 100)]
    withholding.withhold(
        db, town.people["0001"], suppression.Reason.DIED, since=date(2025, 8, 1), **town.who
    )
    assert [bool(one.why_not) for one in thanks.due(db, YEAR)] == [True, False]


def test_a_receipt_keeps_its_number_whatever_is_cancelled_or_applied_for_later(db):
    town = Town(db)
    town.days("0001", 15)
    town.days("0002", 5, first=date(2025, 6, 1))
    first = town.exchange("0001", 1000)
    second = town.exchange("0001", 1000)
    exchanges.apply(db, YEAR, "0002", [Choice(CARD, 1000)], card_number="1", at=SUMMER, by=town.by)
    before = {one.exchange.id: one.receipt for one in counter.read(db, YEAR).applications}
    assert (before[first], before[second]) == (f"{YEAR}-0001-1", f"{YEAR}-0001-2")
    exchanges.cancel(db, first, reason="番号ちがい", version=1, at=MARCH, by=town.by)
    town.exchange("0001", 1000, at=MARCH)
    after = {one.exchange.id: one.receipt for one in counter.read(db, YEAR).applications}
    assert before.items() <= after.items()
    assert len({*after.values()}) == 4
