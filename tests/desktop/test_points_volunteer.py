"""One volunteer at the counter: why so many, a missing activity entered, a line taken back."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.parts.chip import Chip
from desktop.parts.label import Label
from desktop.points import stamp_card
from desktop.points.stamp_card import CardRow
from programs.points import closing, exchanges, ledger, rule_reading, rule_sets
from programs.points.rule import Rule, Value, Worth
from tests.desktop.counter_town import WHO, YEAR, PointsTown, on
from tests.desktop.gathering_town import answer, standing, write
from tests.desktop.test_people import words_of

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def house(office, qtbot):
    with standing(office, qtbot) as (desk, window):
        yield PointsTown(desk), window


def opened(house, number="0001", year=YEAR):
    town, window = house
    window.go("points_volunteer", f"{year}:{number}")
    return town, window, window.shown


def chips(page):
    return {one.word for one in page.findChildren(Chip) if one.isVisibleTo(page)}


def test_the_card_says_what_is_next_and_the_panel_adds_up(house):
    town, _ = house
    town.days("0001", 9)
    town.did("0001", date(2026, 5, 1), 60)
    town.did("0001", date(2026, 4, 8), 60, host=1, begins=900)
    _town, _window, page = opened(house)
    assert page.heading() == "春日　とみ子"
    assert page.head.next.text() == "あと 1 個"
    assert {"更新ずみ", "保険あり"} <= chips(page)
    words = words_of(page.why)
    assert {
        "どうして 19 個？",
        "した活動",
        "11回",
        "1日 2個まで",
        "20 個",
        "−1 個",
        "19 個",
    } <= set(words)
    assert page.box.amount.text() == "¥1,000"
    assert "あと 1 個で 2,000円に なります。" in words_of(page.box)
    assert page.card.accessibleName() == "19 個、1,000円ぶん"
    assert page.card.stamps[0] == date(2026, 4, 8)
    first = page.table.shown()[0]
    assert (first.day, first.stamps_words(), first.total) == (date(2026, 5, 1), "+1", 19)


def test_a_missing_activity_is_entered_by_keys_and_taken_back_with_both_lines_kept(house):
    town, window, page = opened(house)
    assert page.none.isVisible()

    def fill(dialog):
        QTest.keyClicks(dialog.host.line, "2")
        assert dialog.host.host().name == "地域食堂　夕やけ"
        dialog.day.line.setText("R8.5.2")
        dialog.day.read()
        dialog.minutes.setValue(55)
        dialog.look()
        assert dialog.said.text() == "＋1 個（あわせて 1 個になります）"
        dialog.day.line.setText("R8.6.2")
        dialog.day.read()
        dialog.day.line.setText("R8.5.2")
        dialog.day.read()
        QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    answer(fill)
    page.enter.click()
    (line,) = page.table.shown()
    assert (line.host, line.minutes, line.why()[1]) == ("地域食堂　夕やけ", 55, "おおむね")
    assert page.head.next.text() == "あと 9 個"
    assert window.toast.accessibleName().startswith("5/2(土)の活動を入れました（＋1）")
    window.take_back()
    (line,) = page.table.shown()
    assert (line.stamps_words(), line.why()[1]) == ("0", "訂正")
    kinds = [str(one.kind) for one in town.desk.read(ledger.lines, YEAR, "0001")]
    assert kinds == ["award", "reversal"]


def test_what_does_not_count_is_said_before_it_is_entered(house):
    town, _window, page = opened(house, "0002")
    town.register(YEAR, "0002", insured=date(2026, 5, 10))
    page.refresh()

    def fill(dialog):
        write(dialog.host.line, "かわせみ")
        dialog.day.set_day(date(2026, 5, 2))
        dialog.look()
        assert dialog.said.text() == "数に入りません"
        assert "保険" in dialog.more.text()
        dialog.day.set_day(date(2026, 5, 12))
        dialog.look()
        assert dialog.said.text().startswith("＋1")
        dialog.by_hand.setChecked(True)
        dialog.go.click()
        assert dialog.isVisible(), "stamps by hand need their reason"

    answer(fill)
    page.enter.click()
    assert page.table.shown() == []


def test_enter_explains_a_line_down_to_its_rule_and_it_is_taken_back_with_a_reason(house):
    town, _ = house
    town.days("0001", 2)
    town, _window, page = opened(house)
    page.table.point_at_row(0)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    words = words_of(page.why)
    assert {"どうして +2 個？", "10:00–12:00 120分", "手で入れた"} <= set(words)

    def why(dialog):
        dialog.line.setText("日がちがう")
        dialog.go.click()

    answer(why)
    page.why.take_back.click()
    assert [one.stamps_words() for one in page.table.shown()] == ["0", "+2"]
    page.table.point_at_row(0)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert "日がちがう" in words_of(page.why)
    assert page.why.take_back.isHidden()
    assert page.step_back()
    assert "どうして 2 個？" in words_of(page.why)
    assert not page.step_back()


def test_who_did_not_renew_is_offered_the_renewal_and_nothing_can_be_entered(house):
    _town, _window, page = opened(house, year=YEAR + 1)
    assert {"未更新"} <= chips(page)
    assert not page.enter.isEnabled()
    (bar,) = page.notices.shown
    assert bar.button.words == "更新する"


def test_a_full_card_says_what_is_recorded_and_what_is_valued(house):
    town, _ = house
    town.days("0001", 27, first=date(2026, 4, 8))
    _town, _window, page = opened(house)
    assert page.head.next.text() == "54 個"
    assert "記録は 54 個、評価は 50 個までです。" in [one.text for one in page.notices.shown]
    assert page.box.following.text() == "今年いちばん上の額です。"


def test_a_closed_year_can_only_be_looked_at(office, qtbot):
    moment = on(2027, 4, 2)
    with standing(office, qtbot, clock=lambda: moment) as (desk, window):
        town = PointsTown(desk)
        town.days("0001", 5)
        for act in (closing.rehearse, closing.close):
            desk.change(act, YEAR, at=moment, by=WHO["by"])
        window.go("points_volunteer", f"{YEAR}:0001")
        page = window.shown
        assert not page.enter.isEnabled()
        assert not page.exchange.isEnabled()
        assert "令和8年度は 締めました。見るだけです。" in [one.text for one in page.notices.shown]
        page.table.opened.emit(page.table.current())
        assert page.why.take_back.isHidden()


def test_three_answers_at_the_exchange_and_one_applies_at_once(house):
    town, _ = house
    town.days("0001", 5)
    _town, _window, page = opened(house)
    answer(lambda dialog: dialog.by_value["first"].click())
    page.exchange.click()
    (one,) = town.desk.read(exchanges.listing, YEAR, "0001")
    assert (one.yen, one.choices[0].reward) == (1000, "い～なちゃんカードポイント")
    assert page.box.amount.text() == "¥0"
    assert not page.exchange.isEnabled()
    assert "うち まだ渡していない 1,000円。" in page.box.before.text()


def test_the_statement_and_the_explanation_are_laid_before_the_printer(house, qtbot):
    town, window = house
    town.days("0001", 2)
    _town, _window, page = opened(house)
    for button, title in ((page.statement, "ポイント明細書"), (page.why.paper, "どうして 4 個？")):
        window.go("points_volunteer", f"{YEAR}:0001")
        button.click()
        preview = window.shown
        assert preview.heading().startswith(title)
        qtbot.waitUntil(lambda preview=preview: preview.drawn is not None and not town.desk.busy)


def test_a_page_without_anybody_leads_to_the_list_and_an_unknown_number_is_said(house):
    _town, window = house
    window.go("points_volunteer")
    page = window.shown
    assert page.nobody.isVisible()
    assert page.heading() == "ボランティアのスタンプ"
    window.go("points_volunteer", f"{YEAR}:9999")
    assert any("登録がありません" in one.text() for one in page.nobody.findChildren(Label))


def test_the_stamps_of_a_person_never_wriggle_and_two_people_have_other_ones(house):
    town, _window = house
    town.days("0001", 5)
    town.days("0002", 5)

    def picture(number):
        _t, _w, page = opened(house, number)
        page.card.resize(720, 250)
        return page.card.grab().toImage()

    first = picture("0001")
    assert picture("0001") == first
    assert picture("0002") != first


@pytest.mark.parametrize(
    ("value", "counted", "rows"),
    [
        (Value(Worth.TIERS, ((10, 1000), (20, 2000))), 3, (CardRow(1, 10, 1000), CardRow(11, 20, 2000))),
        (Value(Worth.STEP, ((10, 500),), 5000), 62, tuple(
            CardRow(10 * n - 9, 10 * n, 500 * n) for n in range(4, 9))),
        (Value(Worth.LINEAR, ((1, 1),)), 3, ()),
        (Value(Worth.TIERS, ((30, 1000),)), 3, ()),
    ],
)  # fmt: skip
def test_the_card_has_a_row_for_each_step_five_about_where_one_stands(value, counted, rows):
    rule = Rule("x", "x", value=value)
    assert stamp_card.rows_of(rule, counted) == rows


def test_the_shipped_rules_make_five_rows_and_the_lettering_is_the_councils_own():
    assert len(stamp_card.rows_of(rule_reading.shipped(), 19)) == 5
    assert stamp_card.lettering("伊那市社会福祉協議会") == ("伊那", "社協")
    assert stamp_card.lettering("みはらし町社会福祉協議会（れんしゅう）") == ("みはら", "社協")
    assert stamp_card.lettering("友の会") == ("友の会", "")


def test_the_unit_of_the_rules_is_said_everywhere(house):
    town, _ = house
    town.days("0001", 2)
    rule = replace(rule_reading.shipped(), unit="ポイント")
    town.desk.change(
        rule_sets.decide, YEAR, rule, since=date(2026, 4, 1), reason="要綱の改正", **WHO
    )
    _town, _window, page = opened(house)
    assert page.head.next.text() == "あと 6 ポイント"
    assert "どうして 4 ポイント？" in words_of(page.why)
