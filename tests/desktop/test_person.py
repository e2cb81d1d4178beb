"""The page of one person: what is known, the card, leaving and coming back, parting doubles."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.dialogs import question
from desktop.dialogs import reason as ask_why
from programs.points import register as points
from programs.supporters import register as supporters
from resources.refusals import Refusal
from sessions import dossier, erasure, legal_holds, likeness, passes, people, person_rows
from sessions.likeness import Answer
from sessions.person_entry import PersonDetails
from sessions.person_views import POINTS, SUPPORTERS, Relation
from sessions.suppression import Reason
from tests.desktop.gathering_town import WHO, answer, standing
from tests.desktop.test_people import words_of
from tests.town import NOW

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

HATSUE = PersonDetails(
    "髙橋　ハツヱ",
    "たかはし　はつえ",
    alias="はっちゃん",
    former_name="伊東",
    birth=date(1940, 7, 12),
    sex="F",
    zip="396-0211",
    address="伊那市高遠町西高遠810番地5",
    district="高遠町",
    phones=(("0265-94-8178", "0265948178"), ("090-0000-1111", "09000001111")),
    needs="wheelchair",
    large_print=True,
    language="ja",
    note="夕方につながりやすい",
)


@pytest.fixture
def house(office, qtbot):
    with standing(office, qtbot) as (desk, window):
        yield desk, window


@pytest.fixture
def opened(house):
    desk, window = house
    person = desk.change(people.enrol, HATSUE, **WHO)
    window.go("person", person)
    return desk, window, window.shown, person


def test_everything_known_stands_on_the_page(opened):
    _desk, _window, page, _person = opened
    words = words_of(page)
    for wanted in (
        "昭和15年7月12日（1940）  85歳",
        "396-0211  伊那市高遠町西高遠810番地5",
        "0265-94-8178\n090-0000-1111",
        "はっちゃん",
        "伊東",
        "夕方につながりやすい",
        "高遠町",
        "女",
    ):
        assert wanted in words
    assert page.heading() == "髙橋 ハツヱ さん"


def test_programmes_say_their_number_and_how_it_stands(opened):
    desk, _window, page, person = opened
    desk.change(people.add_membership, person, Relation(POINTS, "123"), **WHO)
    desk.change(people.add_membership, person, Relation(SUPPORTERS, "7"), **WHO)
    record = {"registered": date(2026, 4, 1), "insured": date(2026, 4, 1), "status": "休止"}
    desk.change(
        points.record, [(person, "0123", {**dict.fromkeys(points.OWN), **record,
                                          "emergency": "長男 髙橋 一郎"})],
        year=2026, batch_id="", **WHO,
    )  # fmt: skip
    desk.change(
        supporters.record, [(person, "0007", {**dict.fromkeys(supporters.OWN),
                                              "completed_year": 2023, "term": "", "classroom": ""})],
        year=None, batch_id="", **WHO,
    )  # fmt: skip
    page.refresh()
    words = words_of(page)
    assert {"0123", "令和8年度", "0007", "令和5年度", "長男 髙橋 一郎"} <= set(words)
    from desktop.parts.chip import Chip

    assert {"お休み中", "修了"} <= {chip.word for chip in page.card.findChildren(Chip)}


def test_leaving_is_noted_with_its_day_and_reason_and_can_be_taken_back(opened):
    desk, window, page, person = opened

    def fill(dialog):
        dialog.why.set_value("moved")
        dialog.day.line.setText("R8.4.1")
        QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        dialog.go.click()

    answer(fill)
    page.leave.click()
    assert desk.read(people.get, person).left_on == date(2026, 4, 1)
    told = desk.read(dossier.read, person).told[0]
    assert (told.act, told.reason) == ("leave", "転出")
    (row,) = desk.read(person_rows.rows)
    assert row.held.reasons == {Reason.MOVED}
    assert page.back.isVisible()
    assert "転出（令和8年4月1日から）" in words_of(page)
    window.take_back()
    assert desk.read(people.get, person).left_on is None


def test_a_day_that_cannot_be_is_not_taken(opened):
    desk, _window, page, person = opened

    def fill(dialog):
        dialog.day.line.setText("R8.13.1")
        dialog.go.click()
        assert dialog.isVisible()
        assert dialog.day.error

    answer(fill)
    page.leave.click()
    assert desk.read(people.get, person).left_on is None


def test_a_protected_address_is_opened_on_purpose_only_and_written_down(opened):
    desk, window, page, person = opened

    def fill(dialog):
        dialog.why.set_value("protected")
        dialog.why.chosen.emit("protected")
        dialog.go.click()
        assert dialog.isVisible()  # whoever told the office is missing
        dialog.words.setText("市の福祉相談課 4/30")
        dialog.safe_zip.setText("396-8617")
        dialog.safe_address.setText("伊那市役所 気付")
        dialog.go.click()

    answer(fill)
    page.leave.click()
    secret = {"396-0211  伊那市高遠町西高遠810番地5", "0265-94-8178\n090-0000-1111", "高遠町"}
    words = set(words_of(page))
    assert not secret & words
    assert {"市の福祉相談課 4/30", "手紙のあて先：396-8617 伊那市役所 気付"} <= words

    def why(dialog):
        dialog.line.setText("本人から電話")
        dialog.enter()

    answer(why)
    page.withheld.open.click()
    assert secret <= set(words_of(page))
    assert desk.read(dossier.read, person).told[0].act == "view"
    window.go("people")
    window.go("person", person)
    assert not secret & set(words_of(window.shown))

    answer(why)
    page.withheld.release[Reason.PROTECTED].click()
    assert secret <= set(words_of(page))


def test_coming_back(opened):
    desk, _window, page, person = opened
    desk.change(people.leave, person, on=date(2026, 4, 1), **WHO)
    page.back.click()
    assert desk.read(people.get, person).left_on is None
    assert desk.read(dossier.read, person).told[0].act == "come_back"


def test_a_card_is_printed_and_a_lost_one_only_made_invalid(opened, qtbot):
    desk, window, page, person = opened
    page.print_card.click()
    assert window.shown.name == "preview"
    desk.change(passes.issue_cards, [person], **WHO)
    window.go("person", person)
    qtbot.waitUntil(page.lost.isVisible)
    answer(lambda dialog: dialog.by_value["revoke"].click())
    page.lost.click()
    assert [card.revoked_at for card in desk.read(passes.of_person, person)] == [NOW]
    assert not page.lost.isVisible()


def test_leaving_the_question_about_a_card_changes_nothing(opened):
    desk, window, page, person = opened
    desk.change(passes.issue_cards, [person], **WHO)
    window.go("person", person)
    answer(lambda dialog: QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return))
    page.lost.click()
    assert [card.revoked_at for card in desk.read(passes.of_person, person)] == [None]


def test_two_entries_brought_together_are_one_page_and_can_be_parted(opened):
    desk, window, page, person = opened
    other = desk.change(
        people.enrol, PersonDetails("高橋　ハツエ", "たかはし　はつえ", birth=HATSUE.birth), **WHO
    )
    desk.change(likeness.answer, person, other, Answer.SAME, keep=person, **WHO)
    window.go("people")
    window.go("person", other)
    assert page.subject == person
    assert any("高橋 ハツエ（たかはし はつえ）" in words for words in words_of(page))
    from desktop.parts.button import Button

    part = next(b for b in page.findChildren(Button) if b.words == "やはり別の方です")
    answer(lambda dialog: dialog.by_value["go"].click())
    part.click()
    assert desk.read(people.get, other).merged_into is None
    assert desk.read(likeness.answers) == {tuple(sorted((person, other))): Answer.DIFFERENT}


def test_escape_leads_back_to_the_register(house):
    desk, window = house
    person = desk.change(people.enrol, HATSUE, **WHO)
    window.go("people")
    window.go("person", person)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.shown.name == "people"


def test_a_person_who_is_gone_leads_to_the_register(opened):
    desk, window, _page, _person = opened
    with pytest.raises(Refusal):
        desk.read(dossier.read, "f" * 32)
    window.go("print")
    window.go("people")
    window.go("person", "f" * 32)
    assert window.shown.name == "people"


def test_an_entry_that_a_rule_keeps_says_so_and_cannot_be_erased(opened, qtbot, monkeypatch):
    desk, window, page, person = opened
    monkeypatch.setattr(ask_why, "ask", lambda *_args, **_facts: "補助金：5年")
    qtbot.mouseClick(page.hold, Qt.MouseButton.LeftButton)
    assert desk.read(legal_holds.standing, [person]) == ["補助金：5年"]
    assert [word for word in words_of(window.shown) if "補助金：5年" in word]
    assert erasure_against(desk, person)
    monkeypatch.setattr(question, "ask", lambda *_args, **_facts: "keep")
    qtbot.mouseClick(page.free, Qt.MouseButton.LeftButton)
    assert desk.read(legal_holds.standing, [person])
    monkeypatch.setattr(question, "ask", lambda *_args, **_facts: "end")
    qtbot.mouseClick(page.free, Qt.MouseButton.LeftButton)
    assert desk.read(legal_holds.standing, [person]) == []
    assert not [word for word in words_of(window.shown) if "補助金：5年" in word]
    assert not erasure_against(desk, person)


def erasure_against(desk, person):
    return [why for why in desk.read(erasure.against, person) if "補助金" in why]
