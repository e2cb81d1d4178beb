"""The form about a person: heard readings, dates, doubles while typing, drafts, two desks."""

from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest

from desktop.parts.status import Status
from desktop.register import checks
from desktop.register.proof import verdict
from desktop.register.reading_heard import hiragana
from sessions import drafts, likeness, people, person_rows
from sessions.likeness import Answer
from sessions.person_entry import PersonDetails
from sessions.person_views import POINTS, Relation
from tests.desktop.gathering_town import WHO, standing, write
from tests.desktop.test_people import words_of
from tests.desktop.test_person import HATSUE
from tests.town import STAFF

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def house(office, qtbot):
    with standing(office, qtbot) as (desk, window):
        window.go("people")
        yield desk, window


@pytest.fixture
def new(house):
    desk, window = house
    window.go("person_form", "new")
    return desk, window, window.shown


def compose(editor, *steps, written):
    """Type as an input method does: preedits, then what is committed."""
    for step in steps:
        QCoreApplication.sendEvent(editor, QInputMethodEvent(step, []))
    event = QInputMethodEvent()
    event.setCommitString(written)
    QCoreApplication.sendEvent(editor, event)


def leave(editor, to):
    editor.setFocus()
    to.setFocus()


def registered(desk):
    return [desk.read(people.get, row.id) for row in desk.read(person_rows.rows)]


def draft(desk, subject="new"):
    return desk.read(drafts.find, "person", subject, by=STAFF)


# The reading


def test_the_reading_fills_itself_from_how_the_name_is_typed(new):
    _desk, _window, page = new
    form = page.form
    form.name.setFocus()
    compose(form.name, "た", "たか", "たかは", "たかはし", "高橋", written="髙橋")
    write(form.name, "　")
    compose(form.name, "は", "はつ", "はつえ", "ハツヱ", written="ハツヱ")
    assert form.name.text() == "髙橋　ハツヱ"
    assert form.kana.text() == "たかはし　はつえ"


def test_a_reading_written_by_hand_is_never_overwritten(new):
    _desk, _window, page = new
    form = page.form
    form.kana.setFocus()
    QTest.keyClicks(form.kana, "k")
    form.kana.setText("こうきょう")
    form.name.setFocus()
    compose(form.name, "たかはし", "高橋", written="高橋")
    assert form.kana.text() == "こうきょう"


def test_the_reading_goes_when_the_name_is_deleted(new):
    _desk, _window, page = new
    form = page.form
    compose(form.name, "たかはし", "高橋", written="高橋")
    form.name.clear()
    assert form.kana.text() == ""
    compose(form.name, "ありが", "有賀", written="有賀")
    assert form.kana.text() == "ありが"


@pytest.mark.parametrize(
    ("heard", "kept"), [("ハツヱ", "はつえ"), ("ヴィ", "ゔぃ"), ("たー", "たー"), ("キヰ", "きい")]
)
def test_what_is_heard_is_written_in_hiragana(heard, kept):
    assert hiragana(heard) == kept


# Saving


def fill(form, name="髙橋　ハツヱ", kana="たかはし　はつえ"):
    form.name.setText(name)
    form.kana.setText(kana)


def test_a_name_and_its_reading_are_enough(new):
    desk, window, page = new
    fill(page.form)
    QTest.keyClick(window, Qt.Key.Key_Return, CONTROL)
    (person,) = registered(desk)
    assert (person.name, person.kana) == ("髙橋　ハツヱ", "たかはし　はつえ")
    assert window.shown.name == "person"
    assert window.shown.whole.facts.person.id == person.id
    assert draft(desk) is None
    window.back()
    assert window.shown.name == "people"


def test_all_fields_arrive_in_the_register(new):
    desk, _window, page = new
    form = page.form
    fill(form)
    form.birth.line.setText("S15.7.12")
    form.sex.set_value("F")
    form.zip.setText("３９６０２１１")
    form.address.setText("高遠町西高遠810番地5")
    form.district.set_text("高遠町")
    form.phones.lines[0].setText("０２６５－９４－８１７８")
    form.phones.more.click()
    form.phones.lines[1].setText("090-0000-1111")
    form.email.setText("h@example.jp")
    form.language.set_value("pt-BR")
    form.needs["wheelchair"].setChecked(True)
    form.large_print.setChecked(True)
    form.hide_name.setChecked(True)
    form.alias.setText("はっちゃん")
    form.latin.setText("TAKAHASHI Hatsue")
    form.former_name.setText("伊東")
    form.points.setText("123")
    form.memo.setPlainText("夕方につながりやすい")
    page.register.click()
    (person,) = registered(desk)
    assert person.birth == date(1940, 7, 12)
    assert person.sex == "F"
    assert person.zip == "396-0211"
    assert person.address == "高遠町西高遠810番地5"
    assert person.district == "高遠町"
    assert person.tel_digits == ("0265948178", "09000001111")
    assert person.email == "h@example.jp"
    assert person.language == "pt-BR"
    assert person.needs == "wheelchair"
    assert person.large_print
    assert person.hide_name
    assert (person.alias, person.latin, person.former_name) == (
        "はっちゃん", "TAKAHASHI Hatsue", "伊東",
    )  # fmt: skip
    assert person.number == "0123"
    assert person.note == "夕方につながりやすい"


def test_what_is_wrong_is_counted_and_gets_the_cursor(new):
    desk, _window, page = new
    page.form.kana.setText("takahashi")
    page.form.phones.lines[0].setText("0265-94-")
    page.register.click()
    assert registered(desk) == []
    assert page.form.name.hasFocus()
    assert "あと 3 か所です" in words_of(page.bar)
    assert page.form.fields["kana"].error == "ふりがなは かなで 入れてください"
    assert page.form.phones.fields[0].error == "数字が あと 4 つ足りません"
    assert page.form.kana.text() == "takahashi"


def test_an_impossible_date_offers_the_right_one(new, qtbot):
    desk, _window, page = new
    fill(page.form)
    page.form.birth.line.setText("昭和64年1月8日")
    leave(page.form.birth.line, page.form.name)
    page.register.click()
    assert registered(desk) == []
    from desktop.parts.button import Button

    def offers():
        found = page.form.birth.findChildren(Button)
        return [b for b in found if "平成" in b.words and b.isVisible()]

    qtbot.waitUntil(lambda: len(offers()) == 1)
    offers()[0].click()
    assert page.form.birth.day() == date(1989, 1, 8)
    page.register.click()
    assert registered(desk)[0].birth == date(1989, 1, 8)


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("", ""),
        ("0265-94-", "数字が あと 4 つ足りません"),
        ("73-2541", ""),
        ("０９０－１２３４－５６７", "数字が あと 1 つ足りません"),
        ("090-1234-5678", ""),
        ("0265-94-81789", "数字が 多すぎます"),
        ("+81 265 94 8178", ""),
        ("なし", "数字で 入れてください"),
    ],
)
def test_telephones_say_how_many_digits_are_missing(text, missing):
    assert checks.phone(text) == missing


def test_a_number_that_belongs_to_somebody_else_is_refused_in_words(new):
    desk, _window, page = new
    other = desk.change(people.enrol, PersonDetails("有賀　武"), **WHO)
    desk.change(people.add_membership, other, Relation(POINTS, "123"), **WHO)
    fill(page.form)
    page.form.points.setText("123")
    page.register.click()
    assert "番号 0123 は、ほかの方が使っています。" in page.said.text
    assert [person.name for person in registered(desk)] == ["有賀　武"]
    assert page.form.name.text() == "髙橋　ハツヱ"


def test_registering_and_printing_leads_to_the_card(new):
    desk, window, page = new
    fill(page.form)
    page.and_print.click()
    assert len(registered(desk)) == 1
    assert window.shown.name == "preview"


# Drafts


def test_what_is_half_written_comes_back(new, qtbot):
    desk, window, page = new
    fill(page.form)
    page.form.phones.lines[0].setText("0265-94-")
    page.form.birth.line.setText("S15.7")
    qtbot.waitUntil(lambda: draft(desk) is not None)
    kept = draft(desk).words
    assert kept["name"] == "髙橋　ハツヱ"
    assert kept["phones"] == ["0265-94-"]
    assert kept["birth"] == "S15.7"
    assert "途中でも 消えません（下書き 10:30）" in words_of(page.bar)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.shown.name == "people"
    window.go("person_form")
    assert page.form.name.text() == "髙橋　ハツヱ"
    assert page.form.birth.line.text() == "S15.7"
    assert page.form.phones.texts() == ["0265-94-"]


def test_escape_keeps_the_very_last_letter(new):
    desk, window, page = new
    page.form.name.setText("髙")
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert draft(desk).words["name"] == "髙"


def test_beginning_anew_throws_the_draft_away(new):
    desk, window, page = new
    fill(page.form)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    window.go("person_form")
    page.said.message.button.click()
    assert draft(desk) is None
    assert page.form.name.text() == ""
    assert page.said.text == ""


def test_a_new_form_is_never_somebody_elses(house):
    desk, window = house
    person = desk.change(people.enrol, HATSUE, **WHO)
    window.go("person_form", person)
    page = window.shown
    page.form.alias.setText("はっちゃ")
    window.go("print")
    window.go("person_form")
    assert page.person is None
    assert page.form.name.text() == ""
    window.go("person_form", person)
    assert page.form.alias.text() == "はっちゃ"


def test_nothing_is_kept_of_a_form_nobody_wrote_in(new):
    desk, window, _page = new
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert draft(desk) is None


# The same person?


def test_the_same_person_is_shown_while_one_types(new, qtbot):
    desk, _window, page = new
    other = desk.change(people.enrol, HATSUE, **WHO)
    page.form.name.setText("高橋　ハツエ")
    page.form.kana.setText("タカハシ　ハツエ")
    page.form.birth.line.setText("S15.7.12")
    page.form.birth.read()
    page.form.district.set_text("長谷")
    qtbot.waitUntil(lambda: page.likely.shown == (other,))
    words = words_of(page.likely)
    assert "ふりがな・生年月日が同じ" in words
    assert "字・地区がちがう" in words


def test_nobody_is_proposed_for_a_namesake_of_another_birthday(new):
    desk, _window, page = new
    desk.change(people.enrol, HATSUE, **WHO)
    fill(page.form)
    page.form.birth.line.setText("S20.1.1")
    page.form.birth.read()
    page._compare()
    assert page.likely.shown == ()
    assert not page.likely.isVisible()


def test_a_different_person_is_remembered_once_there_is_an_entry(new):
    desk, window, page = new
    other = desk.change(people.enrol, HATSUE, **WHO)
    fill(page.form)
    page._compare()
    assert page.likely.shown == (other,)
    page.likely.different.emit(other)
    assert page.likely.shown == ()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    window.go("person_form")
    page._compare()
    assert page.likely.shown == ()  # the draft remembers it, too
    page.register.click()
    one, two = sorted(person.id for person in registered(desk))
    assert desk.read(likeness.answers) == {(one, two): Answer.DIFFERENT}


def test_this_is_the_person_goes_on_with_the_entry_there_is(new):
    desk, window, page = new
    known = PersonDetails("髙橋　ハツヱ", "たかはし　はつえ", birth=date(1940, 7, 12))
    other = desk.change(people.enrol, known, **WHO)
    fill(page.form, "高橋　はつえ")
    page.form.address.setText("高遠町西高遠810番地5")
    page._compare()
    page.likely.same.emit(other)
    assert page.person.id == other
    assert page.form.name.text() == "髙橋　ハツヱ"
    assert page.form.address.text() == "高遠町西高遠810番地5"
    assert draft(desk) is None
    page.register.click()
    (person,) = registered(desk)
    assert person.address == "高遠町西高遠810番地5"
    assert person.birth == date(1940, 7, 12)
    assert window.shown.name == "person"


# The letters


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("髙橋　ハツヱ", Status.OK),
        ("𠮷田　一郎", Status.INFO),
        ("\ue000田", Status.STOP),
    ],
)
def test_letters_that_cannot_be_printed_are_told_at_entry(new, qtbot, name, status):
    _desk, _window, page = new
    page.form.name.setText(name)
    qtbot.waitUntil(lambda: page.proof.status is status)
    assert verdict(name)[1] in words_of(page.proof)


# Correcting
