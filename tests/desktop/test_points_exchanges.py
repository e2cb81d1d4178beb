"""The exchange counter: somebody comes, chooses, is approved, signs, and may come back."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop import jobs
from programs.points import exchanges, goods, member_year
from programs.points.exchanges import State
from programs.points.rewards import Kind, kind_of
from resources.refusals import Refusal
from sessions import passes, suppression, withholding
from tests.desktop.counter_town import WHO, YEAR, PointsTown
from tests.desktop.gathering_town import answer, standing, write

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
CARD = "い～なちゃんカードポイント"


@pytest.fixture
def counter(office, qtbot):
    with standing(office, qtbot) as (desk, window):
        town = PointsTown(desk)
        town.days("0001", 11)
        window.go("points_exchanges")
        yield town, window, window.shown


def listed(town, number="0001"):
    return town.desk.read(exchanges.listing, YEAR, number)


def test_a_number_brings_somebody_and_two_rewards_share_the_amount(counter):
    town, window, page = counter
    write(page.field, "1")
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    assert page.form.who.text() == "春日 とみ子 さん"
    assert page.form.free.text() == "いま交換できる 2,000円"
    assert not page.form.go.isEnabled()
    page.form.fields[CARD].setValue(1000)
    page.form.fields["寄付"].setValue(1000)
    assert page.form.total.text() == "あわせて 2,000円（残り 0円）"
    assert page.form.card_field.isVisible()
    page.form.fields["景品"].setValue(1000)
    assert not page.form.go.isEnabled(), "more than may be exchanged"
    page.form.fields["景品"].setValue(0)
    page.form.card_number.setText("１２３４－５６７８")
    page.form.go.click()
    (one,) = listed(town)
    assert [(each.reward, each.yen) for each in one.choices] == [(CARD, 1000), ("寄付", 1000)]
    assert one.card_number == "1234-5678"
    assert page.form.free.text() == "いま交換できるものは ありません"
    assert [row.name for row in page.table.shown()] == ["春日　とみ子"]
    assert window.toast.accessibleName().startswith("¥2,000ぶんの交換を 申しこみました")


def test_the_scanned_card_brings_its_owner_wherever_the_focus_is(counter):
    town, window, page = counter
    who = town.people["0001"]
    town.desk.change(passes.issue_cards, [who], **WHO)
    code = town.desk.read(passes.personal_codes, [who])[who]
    page.table.setFocus()
    for letter in code:
        QTest.keyClick(window.focusWidget(), letter)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert page.form.member is not None
    assert page.form.member.number == "0001"


def test_a_name_that_only_one_bears_is_enough_and_an_unknown_number_is_said(counter):
    _town, window, page = counter
    page.come("ありが")
    assert page.form.member.number == "0002"
    page.come("7777")
    assert [one.text for one in window.messages.shown()] != []
    assert page.step_back()
    assert page.form.isHidden()


def test_approved_handed_over_against_a_signature_and_cancelled_with_a_reason(counter):
    town, _window, page = counter
    page.come("0001")
    page.form.fields[CARD].setValue(1000)
    page.form.go.click()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert listed(town)[0].state is State.APPROVED
    answer(lambda dialog: dialog.by_value["no"].click())
    page.hand.click()
    assert listed(town)[0].state is State.APPROVED
    answer(lambda dialog: dialog.by_value["yes"].click())
    page.hand.click()
    assert listed(town)[0].state is State.HANDED
    assert page.table.shown() == []
    page.parts.choose("handed")

    def why(dialog):
        dialog.line.setText("カードの番号ちがい")
        dialog.go.click()

    answer(why)
    page.cancel.click()
    assert (listed(town)[0].state, listed(town)[0].reason) == (
        State.CANCELLED, "カードの番号ちがい",
    )  # fmt: skip
    assert town.desk.read(member_year.read, YEAR, "0001").standing.left == 2000


def test_goods_are_offered_ordered_delivered_counted_and_taken_from_the_stock(counter):
    town, _window, page = counter
    page.parts.choose("goods")
    assert page.goods.isVisible()
    page.goods.name.setText("りんごジュース")
    page.goods.maker.setText("輪っこはうす")
    page.goods.yen.setValue(500)
    page.goods.offer.click()

    def four(dialog):
        dialog.count.setValue(4)
        dialog.go.click()

    for button in (page.goods.order, page.goods.deliver):
        answer(four)
        button.click()
    (one,) = town.desk.read(goods.stock)
    assert (one.there, one.coming) == (4, 0)

    def three(dialog):
        assert dialog.count.value() == 4
        dialog.count.setValue(3)
        dialog.go.click()

    answer(three)
    page.goods.tally.click()
    page.parts.choose("open")
    page.come("0001")
    page.form.fields["景品"].setValue(1000)
    page.form.go.click()
    (choice,) = listed(town)[0].choices
    assert (choice.goods_id, choice.quantity) == (one.id, 2)
    page.approve.click()
    answer(lambda dialog: dialog.by_value["yes"].click())
    page.hand.click()
    assert town.desk.read(goods.stock)[0].there == 1


def test_the_papers_of_the_counter_are_laid_before_the_printer(counter, qtbot):
    town, window, page = counter
    page.come("0001")
    page.form.fields[CARD].setValue(1000)
    page.form.go.click()
    page.approve.click()
    for button in (page.receipt, page.paper, page.blank, page.form.form, page.goods.paper):
        window.go("points_exchanges", f"{YEAR}:0001")
        button.click()
        preview = window.shown
        assert preview.name == "preview"
        qtbot.waitUntil(lambda preview=preview: preview.drawn is not None and not town.desk.busy)


def test_nothing_is_offered_to_somebody_who_has_died(counter):
    town, _window, page = counter
    town.desk.change(
        withholding.withhold, town.people["0001"], suppression.Reason.DIED,
        since=date(2026, 5, 1), **WHO,
    )  # fmt: skip
    page.come("0001")
    assert page.form.free.text() == "いま交換できるものは ありません"
    assert not page.form.go.isEnabled()
    with pytest.raises(Refusal, match="亡くなられています"):
        jobs.exchange_form(town.desk, page.form.member)


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        (CARD, Kind.CARD), ("たかとおカードおつかいくん商品券", Kind.VOUCHER),
        ("景品", Kind.GOODS), ("寄付", Kind.DONATION), ("寄附", Kind.DONATION),
        ("買物券", Kind.VOUCHER), ("Kマネー", Kind.CARD), ("交付金", Kind.OTHER),
    ],
)  # fmt: skip
def test_the_words_of_the_rules_say_how_a_reward_is_handed_over(word, kind):
    assert kind_of(word) is kind


def test_goods_are_offered_no_more_and_again_and_nobody_can_choose_them_meanwhile(counter):
    town, _window, page = counter
    juice = town.desk.change(goods.offer, "りんごジュース", 500, **WHO)
    page.parts.choose("goods")
    part = page.goods
    part.table.point_at(juice)
    part.retire.click()
    assert part.table.shown() == []
    assert not part.retire.isEnabled()
    with pytest.raises(Refusal) as refused:
        town.desk.change(
            exchanges.apply, YEAR, "0001", [exchanges.Choice("景品", 1000, juice, 2)], **WHO
        )
    assert "りんごジュース" in refused.value.what
    part.gone.setChecked(True)
    part.table.point_at(juice)
    assert not part.order.isEnabled()
    part.retire.click()
    (one,) = town.desk.read(goods.stock)
    assert one.active
    with pytest.raises(Refusal):
        town.desk.change(goods.retire, juice, active=False, version=1, **WHO)
