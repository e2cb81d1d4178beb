"""The cards around a person: each is filled, corrected and taken back by what a clerk presses."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.parts.chip import Chip
from desktop.style.scale import scale
from sessions import consent_texts, people, surroundings, withholding
from sessions.consent_ways import Way
from sessions.households import Kinship
from sessions.person_entry import PersonDetails
from sessions.person_tables import FormerKind
from sessions.suppression import Reason
from tests.desktop.gathering_town import WHO, answer, standing
from tests.desktop.test_people import words_of

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
TODAY = date(2026, 5, 19)


@pytest.fixture
def opened(office, qtbot):
    with standing(office, qtbot) as (desk, window):
        husband = desk.change(
            people.enrol,
            PersonDetails("春日　守", "かすが　まもる", zip="396-0621", address="伊那市富県2385",
                          district="富県", phones=(("0265-72-0001", "0265720001"),)),
            **WHO,
        )  # fmt: skip
        wife = desk.change(people.enrol, PersonDetails("北原　幸子", "きたはら　さちこ"), **WHO)
        window.go("person", husband)
        yield desk, window, window.shown, husband, wife
        scale.set_factor(1.0)


def press(page, key):
    page.around.buttons[key].click()


def known(desk, person):
    return desk.read(surroundings.read, person)


def confirm(dialog):
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def live_together(page, name="きたはら"):
    def fill(dialog):
        confirm(dialog)
        assert "まだ どなたも" in dialog.said.text  # nobody is chosen yet
        dialog.search.setText(name)
        dialog.address.setChecked(True)
        dialog.phones.setChecked(True)
        confirm(dialog)

    answer(fill)
    press(page, "join")


def test_a_household_begins_changes_its_head_and_ends(opened):
    desk, _window, page, husband, wife = opened
    assert "世帯は まだ入っていません。" in words_of(page)
    live_together(page)
    home = known(desk, husband).home
    assert [(one.person_id, one.kinship) for one in home.members] == [
        (husband, Kinship.HEAD), (wife, Kinship.SPOUSE),
    ]  # fmt: skip
    found = desk.read(people.get, wife)
    assert (found.address, found.tel_digits) == ("伊那市富県2385", ("0265720001",))
    assert "配偶者・令和8年5月19日から" in words_of(page)

    def lead(dialog):
        dialog.what.set_value("lead")
        confirm(dialog)

    answer(lead)
    press(page, f"member:{wife}")
    assert known(desk, husband).home.head.person_id == wife

    def refused(dialog):  # a head does not leave the others behind
        confirm(dialog)
        assert "世帯主" in dialog.said.text
        dialog.stop.click()

    answer(refused)
    press(page, f"member:{wife}")
    answer(confirm)
    press(page, "dissolve")
    assert known(desk, husband).home is None


def test_somebody_to_call_is_added_called_first_and_taken_out(opened):
    desk, _window, page, husband, _wife = opened

    def fill(name, phone):
        def write(dialog):
            confirm(dialog)
            assert dialog.result() == 0  # a name and a number are needed
            dialog.name.setText(name)
            dialog.phones.lines[0].setText(phone)
            dialog.relation.set_text("長男")
            confirm(dialog)

        return write

    for name, phone in (("春日　一郎", "090-1111-2222"), ("有賀　武", "76-1122")):
        answer(fill(name, phone))
        press(page, "contact")
    first, second = known(desk, husband).contacts
    assert (first.name, first.relation) == ("春日　一郎", "長男")
    assert second.phones == (("76-1122", "0265761122"),)
    assert "春日 一郎（長男）" in words_of(page)
    answer(lambda dialog: dialog.first.click())
    press(page, f"contact:{second.id}")
    assert [one.id for one in known(desk, husband).contacts] == [second.id, first.id]
    answer(lambda dialog: dialog.remove.click())
    press(page, f"contact:{second.id}")
    assert [one.id for one in known(desk, husband).contacts] == [first.id]


def test_a_consent_is_entered_and_withdrawn_and_its_form_is_looked_at(opened, qtbot):
    desk, window, page, husband, _wife = opened
    asked = []
    answer(lambda dialog: (asked.append(dialog.windowTitle()), dialog.accept()))
    press(page, "consent")
    assert asked == ["同意していただく文が まだありません。"]
    assert window.shown.name == "office"
    desk.change(
        consent_texts.write,
        "写真の掲載",
        "写真を載せます。",
        effective_from=date(2026, 4, 1),
        **WHO,
    )
    window.go("person", husband)

    def fill(dialog):
        assert dialog.wording.text() == "写真を載せます。"
        dialog.way.set_value("phone")
        dialog.whom.setText("広報紙")
        confirm(dialog)

    answer(fill)
    press(page, "consent")
    (one,) = known(desk, husband).consents
    assert (one.purpose, one.way, one.whom, one.given_on) == (
        "写真の掲載", Way.PHONE, "広報紙", TODAY,
    )  # fmt: skip
    assert "有効" in {chip.word for chip in page.findChildren(Chip)}
    answer(confirm)
    press(page, f"withdraw:{one.id}")
    assert known(desk, husband).consents[0].withdrawn_on == TODAY
    press(page, "consent_form")
    assert window.shown.name == "preview"
    qtbot.waitUntil(lambda: window.shown.drawn is not None)


def test_of_several_texts_the_one_that_is_chosen_is_printed(opened, qtbot):
    desk, window, page, husband, _wife = opened
    ids = [
        desk.change(consent_texts.write, purpose, words, effective_from=day, **WHO)
        for purpose, words, day in (
            ("写真の掲載", "写真を載せます。", date(2026, 4, 1)),
            ("写真の掲載", "写真と声を載せます。", date(2026, 5, 1)),
            ("名前の利用", "名前を使います。", date(2026, 4, 1)),
            ("これから", "まだです。", date(2026, 6, 1)),
        )
    ]

    def see(dialog):
        assert [dialog.text.itemData(row) for row in range(dialog.text.count())] == [
            "",
            ids[1],
            ids[2],
            ids[0],
        ]
        assert "すべて" in dialog.text.currentText()
        confirm(dialog)

    def choose(dialog):
        dialog.text.set_value(ids[0])
        dialog.text.chosen.emit(ids[0])
        assert "前の版" in dialog.text.currentText()
        assert "写真を載せます。" in dialog.wording.text()
        confirm(dialog)

    for answers, printed in ((see, {ids[1], ids[2]}), (choose, {ids[0]})):
        window.go("person", husband)
        answer(answers)
        press(page, "consent_form")
        assert window.shown.name == "preview"
        qtbot.waitUntil(lambda: window.shown.drawn is not None)
        assert {one.key for one in window.shown.job.subjects} == printed
    window.go("person", husband)
    answer(lambda dialog: dialog.reject())
    press(page, "consent_form")
    assert window.shown.name == "person"


def test_former_names_are_added_explained_and_taken_out(opened):
    desk, _window, page, _husband, wife = opened
    desk.change(
        people.correct, wife, PersonDetails("北原　幸子", "きたはら　さちこ", former_name="有賀"),
        version=1, **WHO,
    )  # fmt: skip
    page.open_at(wife)
    page.refresh()

    def explain(dialog):
        assert dialog.name.text() == "有賀"
        dialog.kana.setText("あるが")
        dialog.day.line.setText("S50.5.3")
        confirm(dialog)

    answer(explain)
    press(page, "former:有賀")
    (one,) = known(desk, wife).former
    assert (one.kana, one.until_on, one.kind) == (
        "あるが", date(1975, 5, 3), FormerKind.SURNAME,
    )  # fmt: skip

    def add(dialog):
        dialog.name.setText("北原　さち")
        dialog.kind.set_value("changed")
        confirm(dialog)

    answer(add)
    press(page, "former")
    assert {one.name for one in known(desk, wife).former} == {"有賀", "北原　さち"}


def test_nothing_tells_where_a_protected_person_is(opened):
    desk, _window, page, husband, wife = opened
    live_together(page)
    desk.change(
        withholding.withhold, husband, Reason.PROTECTED, since=TODAY, why="市役所から", **WHO
    )
    page.refresh()
    words = words_of(page)
    assert "世帯は まだ入っていません。" in words
    assert not any("北原" in one for one in words)
    assert known(desk, husband).home is None
    assert known(desk, wife).home is not None


@pytest.mark.parametrize("step", [1.0, 1.5])
def test_every_button_of_the_cards_is_reached_by_tab_and_fits(opened, qtbot, step):
    _desk, window, page, _husband, _wife = opened
    live_together(page)
    scale.set_factor(step)
    window.resize(1366, 696)
    qtbot.wait(1)
    assert page.area.widget().minimumSizeHint().width() <= page.area.viewport().width()
    for key, button in page.around.buttons.items():
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus, key
        assert button.width() >= button.minimumSizeHint().width() > 0, key
