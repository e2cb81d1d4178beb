"""The register on the screen: found in a key or two, the person beside the list, doubles."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.parts.chip import Chip
from desktop.parts.status import Status
from desktop.style.scale import scale
from sessions import holding, likeness, passes, people, receiving
from sessions.door_log import Way
from sessions.person_entry import PersonDetails
from sessions.person_views import POINTS, Relation
from tests.desktop.gathering_town import (
    PEOPLE,
    WHO,
    answer,
    enrol,
    expect,
    found,
    plan,
    shown,
    standing,
    write,
)
from tests.town import NOW

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def house(office, qtbot):
    with standing(office, qtbot) as (desk, window):
        yield desk, window


@pytest.fixture
def register(house, qtbot):
    desk, window = house
    enrol(desk)
    window.go("people")
    page = window.shown
    qtbot.waitUntil(lambda: page.card.whole is not None)
    return desk, window, page


def names(page):
    return [row.name for row in page.list.table.shown()]


def look_for(page, text):
    page.list.field.setFocus()
    page.list.field.clear()
    write(page.list.field, text)


def words_of(widget):
    from desktop.parts.label import Label

    return [label.text() for label in widget.findChildren(Label) if label.isVisibleTo(widget)]


def test_everybody_stands_in_the_order_of_the_readings(register):
    _desk, _window, page = register
    kana = {name: kana for name, kana, _district, _phone in PEOPLE}
    plain = [kana[name].replace("グエン", "ぐえん") for name in names(page)]
    flat = [text.translate(str.maketrans("がぎぐげござじずぜぞだでどばびぶべぼ",
                                         "かきくけこさしすせそたてとはひふへほ")) for text in plain]  # fmt: skip
    assert flat == sorted(flat)
    assert len(plain) == len(PEOPLE)
    assert page.heading_note() == f"{len(PEOPLE)}人"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("た", "髙橋　ハツヱ"),
        ("たかは", "髙橋　ハツヱ"),
        ("ﾀｶﾊｼ", "髙橋　ハツヱ"),
        ("高橋", "髙橋　ハツヱ"),
        ("takahashi", "髙橋　ハツヱ"),
        ("8178", "髙橋　ハツヱ"),
        ("吉田", "𠮷田　一郎"),
        ("Lan", "Nguyễn Thị Lan"),
        ("はつえ", "髙橋　ハツヱ"),
    ],
)
def test_somebody_is_found_however_it_is_typed(register, text, name):
    _desk, _window, page = register
    look_for(page, text)
    assert name in names(page)
    assert len(names(page)) < len(PEOPLE)


def test_the_person_beside_the_list_says_why_they_were_found(register, qtbot):
    _desk, _window, page = register
    look_for(page, "8178")
    assert names(page) == ["髙橋　ハツヱ"]
    qtbot.waitUntil(
        lambda: (
            page.card.whole.facts.person.name == "髙橋　ハツヱ"
            and "電話番号で見つかりました" in words_of(page.card)
        )
    )
    words = words_of(page.card)
    assert "0265-94-8178" in words
    assert "昭和15年4月1日（1940）  86歳" in words
    assert "高遠町" in words


def test_arrows_and_enter_in_the_field_lead_to_the_person(register):
    _desk, window, page = register
    look_for(page, "た")
    second = names(page)[1]
    QTest.keyClick(page.list.field, Qt.Key.Key_Down)
    QTest.keyClick(page.list.field, Qt.Key.Key_Return)
    assert window.shown.name == "person"
    assert window.shown.heading() == f"{shown(second)} さん"


def test_escape_shows_everybody_again_before_it_leaves(register):
    _desk, window, page = register
    look_for(page, "たか")
    page.list.district.set_value("伊那")
    page.list.district.chosen.emit("伊那")
    QTest.keyClick(page.list.table, Qt.Key.Key_Escape)
    assert len(names(page)) == len(PEOPLE)
    assert page.list.field.text() == ""
    assert window.shown is page


def test_the_lists_beside_the_field_filter(register):
    _desk, _window, page = register
    choice = page.list.district
    choice.setCurrentIndex(choice.findData("伊那"))
    choice.chosen.emit("伊那")
    wanted = sorted(name for name, _kana, district, _phone in PEOPLE if district == "伊那")
    assert sorted(names(page)) == wanted
    assert f"{len(wanted)}人" in page.list.hint.text()


def test_ties_tell_who_was_at_a_meeting_and_who_gets_nothing(house, qtbot):
    desk, window = house
    body = found(desk)
    ids = enrol(desk)
    meeting = plan(desk, body.id)
    lines = expect(desk, meeting, ids[:2])
    desk.change(holding.open_meeting, meeting, **WHO)
    desk.change(receiving.arrive, meeting, lines[0], way=Way.NAME, **WHO)
    desk.change(people.add_membership, ids[0], Relation(POINTS, "12"), **WHO)
    desk.change(people.leave, ids[2], on=date(2026, 4, 1), reason="転出", **WHO)
    window.go("people")
    page = window.shown
    rows = {row.id: row for row in page.list.table.shown()}
    cells = page.list.table.records
    by_name = {cells.cells(n)[0].text: cells.cells(n)[3] for n in range(cells.rowCount())}
    assert by_name[shown(PEOPLE[0][0])].text == "つどい・ポイント"
    assert by_name[shown(PEOPLE[1][0])].text == "名簿だけ"
    assert by_name[shown(PEOPLE[2][0])].text == "送らない（転出）"
    assert by_name[shown(PEOPLE[2][0])].status is Status.STOP
    page.list.relation.set_value("meetings")
    page.list.relation.chosen.emit("meetings")
    assert names(page) == [PEOPLE[0][0]]
    page.list.clear()
    page.list.table.point_at(ids[0])
    qtbot.waitUntil(lambda: page.card.whole.facts.person.id == ids[0])
    words = words_of(page.card)
    assert "0012" in words
    assert "1回" in words
    assert any("いなくらし会議 に出席" in word for word in words)
    assert len(rows) == len(PEOPLE)


def test_tabs_jump_to_their_first_reading_and_follow_the_list(register):
    _desk, _window, page = register
    tabs = {tab.value: tab for tab in page.list.tabs._tabs}
    assert not tabs["ら"].isEnabled()
    tabs["た"].click()
    assert page.list.table.current().tab == "た"
    assert page.list.tabs.current() == "た"
    assert "5人" in tabs["た"].toolTip()  # 髙橋 高見 滝沢 竹松 登内


def test_an_empty_register_invites_to_bring_a_list_in(house):
    _desk, window = house
    window.go("people")
    page = window.shown
    assert page.empty.isVisible()
    assert not page.columns.isVisible()
    assert page.heading_note() == "0人"


def test_a_search_without_anybody_offers_to_register_what_was_typed(register):
    _desk, window, page = register
    look_for(page, "どこにもいない")
    assert page.list.nobody.isVisible()
    assert "どこにもいない" in page.list.nobody.accessibleName()
    page.list.newcomer.click()
    assert window.shown.name == "person_form"
    assert window.shown.form.kana.text() == "どこにもいない"


def test_the_search_of_the_top_bar_opens_the_register_with_its_text(register):
    _desk, window, page = register
    window.go("print")
    window.go("people", "search:8178")
    assert window.shown is page
    assert page.list.field.text() == "8178"
    assert names(page) == ["髙橋　ハツヱ"]


def test_keys_lead_to_the_forms(register, qtbot):
    _desk, window, page = register
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.shown.name == "person_form")
    assert window.shown.person is None
    window.back()
    here = page.list.table.current().id
    QTest.keyClick(window, Qt.Key.Key_F4)
    qtbot.waitUntil(lambda: window.shown.name == "person_form")
    assert window.shown.person.id == here


def double(desk):
    """Enter 髙橋 ハツヱ twice, and propose the two."""
    facts = {"birth": date(1940, 7, 12), "phones": (("0265-94-8178", "0265948178"),)}
    one = desk.change(
        people.enrol, PersonDetails("髙橋　ハツヱ", "たかはし　はつえ", **facts), **WHO
    )
    other = desk.change(
        people.enrol, PersonDetails("高橋　ハツエ", "たかはし　はつえ", **facts), **WHO
    )
    desk.change(lambda db: likeness.propose(db, likeness.doubles(db), **WHO))
    return one, other


def test_the_list_says_that_pairs_wait_and_leads_to_them(house):
    desk, window = house
    double(desk)
    window.go("people")
    page = window.shown
    assert page.said.text == "同じ方かもしれない組が 1組 あります。"
    page.said.message.button.click()
    assert window.shown.name == "doubles"


def test_the_doubles_are_found_from_the_register(house, qtbot):
    desk, window = house
    double(desk)
    window.go("people", "doubles")
    qtbot.waitUntil(lambda: window.shown.name == "doubles")
    assert len(window.shown.table.shown()) == 1


def test_the_field_narrows_thousands(house):
    desk, window = house
    kana = "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめも"
    size = 2_500

    def many(db):
        from desktop.town.register import enrol as enrol_many
        from desktop.town.residents import Resident

        found_ = [
            Resident(
                PersonDetails(
                    f"姓{n}　名{n}",
                    f"{kana[n % 35]}{kana[n // 35 % 35]}{kana[n // 1225 % 35]}　{kana[n % 7]}こ",
                    birth=date(1940, 1, 1) + timedelta(days=n),
                    district="伊那",
                    phones=((f"0265-{n:06}", f"0265{n:06}"),),
                ),
                number=f"{n:04}" if n < 50 else "",
            )
            for n in range(size)
        ]
        return enrol_many(db, found_, at=NOW, by=WHO["by"])

    desk.change(many)
    window.go("people")
    page = window.shown
    assert len(page.list.everybody) == size
    for text in ("あ", "あい", "あいう", "い", "", "う", "姓9", "0265-00"):
        page.list.field.setText(text)
        assert page.list.table.shown()


@pytest.mark.parametrize("factor", [1.0, 1.5])
def test_nothing_is_wider_than_the_window(register, factor):
    _desk, window, page = register
    scale.set_factor(factor)
    window.resize(1024, 600)
    assert page.area.horizontalScrollBar().maximum() == 0
    assert page.minimumSizeHint().width() <= 1366


def test_a_lost_card_is_replaced_and_the_old_one_refused(register, qtbot):
    desk, window, page = register
    here = page.list.table.current()
    (old,) = desk.change(passes.issue_cards, [here.id], **WHO)
    qtbot.waitUntil(lambda: page.card.whole.facts.card is not None)
    answer(lambda dialog: dialog.by_value["again"].click())
    page.card.lost_asked.emit()
    cards = desk.read(passes.of_person, here.id)
    assert [card.revoked_at is None for card in cards if card.id == old.id] == [False]
    assert [card.replaces for card in cards if card.revoked_at is None] == [old.id]
    assert window.shown.name == "preview"


def test_every_chip_has_a_shape_and_a_word(register):
    _desk, _window, page = register
    chips = page.card.findChildren(Chip)
    assert chips
    assert all(chip.word and chip.status.shape for chip in chips)
