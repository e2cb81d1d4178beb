"""登録の手続き in the window: states, batches said before they are done, refusals, the keyboard."""

from datetime import date

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from desktop import print_tray, style
from desktop.assembly import PAGES, maker
from desktop.desk import Desk
from desktop.points.application_form import ApplicationForm
from desktop.window import Window
from programs.points import applications, inquiries, register, work_list
from programs.points.applications import Asked, Proof
from programs.points.work_list import State
from resources import journal, settings, spreadsheet
from sessions import people
from sessions.people import PersonDetails
from tests.sessions.hall import WHO
from tests.town import NOW, STAFF

YEAR = 2026
APRIL = date(2026, 4, 1)


@pytest.fixture(autouse=True)
def machine(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "default_path", lambda: tmp_path / "settings.toml")


@pytest.fixture
def desk(qapp, office):
    desk = Desk(office, STAFF, lambda: NOW)
    yield desk
    desk.close()


@pytest.fixture
def town(desk):
    """Three registered, one whose application waits."""

    def fill(db):
        made = [
            people.enrol(db, PersonDetails(name, kana, birth=date(1950, 5, 1)), **WHO)
            for name, kana in (
                ("春日　とみ子", "かすが　とみこ"), ("有賀　武", "あるが　たけし"),
                ("北原　昭二", "きたはら　しょうじ"), ("白鳥　ふみ", "しらとり　ふみ"),
            )
        ]  # fmt: skip
        rows = [
            (person, f"{number:04}", {"registered": APRIL, "insured": APRIL})
            for number, person in enumerate(made[:3], 1)
        ]
        register.record(db, rows, year=YEAR, batch_id="", **WHO)
        asked = Asked(made[3], YEAR, APRIL, Proof.LICENCE, consented=True)
        applications.receive(db, asked, **WHO)
        return made

    return desk.change(fill)


@pytest.fixture
def page(qtbot, qapp, desk, town):
    style.dress(qapp)
    window = Window(desk, clock=lambda: NOW)
    for name in ("points_registration", "preview"):
        window.add_page(name, maker(PAGES[name]))
    qtbot.addWidget(window)
    window.show()
    window.go("points_registration")
    return window.shown


def states(page):
    listed = page.desk.read(work_list.listing, YEAR)
    return {one.number or one.name: one.state for one in listed}


def show(page, state):
    page.states.choose(state.value)
    return page.table


def press(page, name, answer):
    """Press one of the acts; `answer` does what the person does with the question."""
    told = []

    def reply():
        dialog = QApplication.activeModalWidget()
        try:
            told.append(answer(dialog))
        finally:
            if dialog is not None and dialog.isVisible():
                dialog.reject()

    QTimer.singleShot(0, reply)
    page.card.buttons[name].click()
    return told[0] if told else None


def go(dialog):
    dialog.enter()


def test_each_state_has_its_count_and_its_lines(page):
    assert [one.name for one in show(page, State.APPLIED).shown()] == ["白鳥　ふみ"]
    assert [one.number for one in show(page, State.REGISTERED).shown()] == ["0001", "0002", "0003"]
    assert show(page, State.CANCELLED).shown() == []
    assert not page.card.buttons["blank_form"].isHidden()


def test_an_application_goes_to_the_city_and_back_and_becomes_a_number(page):
    show(page, State.APPLIED)
    press(page, "send", go)
    assert page.frame.shown.name == "preview"
    page.frame.go("points_registration")
    show(page, State.ASKED)
    press(page, "yes", go)
    show(page, State.ANSWERED)
    words = press(page, "register", lambda dialog: (dialog.outlook.text(), dialog.enter())[0])
    assert "0004" in words  # said before it is done
    assert states(page)["0004"] is State.REGISTERED


def test_a_batch_is_said_first_and_left_without_a_trace(page):
    table = show(page, State.REGISTERED)
    table.setFocus()
    for number in (0, 2):
        table.point_at_row(number)
        QApplication.sendEvent(table, _key(Qt.Key.Key_Space))
    assert [one.number for one in page.chosen()] == ["0001", "0003"]
    press(page, "pause", lambda dialog: dialog.reject())
    assert set(states(page).values()) == {State.REGISTERED, State.APPLIED}
    press(page, "pause", go)
    assert states(page)["0001"] is State.PAUSED
    assert states(page)["0002"] is State.REGISTERED
    assert states(page)["0003"] is State.PAUSED


def test_what_cannot_be_done_is_said_and_cannot_be_pressed(page):
    show(page, State.REGISTERED)

    def too_early(dialog):
        dialog.day.set_day(date(2026, 3, 1))  # before the registration
        return dialog.said.text, dialog.go.isEnabled()

    text, possible = press(page, "cancel", too_early)
    assert "0001" in text
    assert not possible
    assert states(page)["0001"] is State.REGISTERED


def test_renewing_goes_into_the_next_year_many_at_once(page):
    page.open_at(f"{YEAR + 1} {State.TO_RENEW.value}")
    page.refresh()
    page.all.click()
    press(page, "renew", go)
    listed = page.desk.read(work_list.listing, YEAR + 1)
    assert {one.state for one in listed} == {State.REGISTERED}
    assert len(listed) == 3


def test_a_lost_card_is_void_and_the_new_one_lies_ready(page):
    show(page, State.REGISTERED)
    page.card.buttons["cards"].click()
    job = print_tray.take(page.frame.shown.subject)
    assert job.paper == "member_cards"
    page.frame.go("points_registration")
    from programs.points import member_cards

    page.desk.change(member_cards.issue, YEAR, ["0001"], **WHO)
    press(page, "lost", lambda dialog: dialog.answer("go"))
    assert page.frame.shown.name == "preview"
    (first, *_rest) = page.desk.read(work_list.listing, YEAR)
    listed = {one.number: one.reissued for one in page.desk.read(work_list.listing, YEAR)}
    assert listed["0001"] == 1
    assert first is not None


def test_cards_and_numbers_one_after_the_other_tick_their_lines(page):
    from programs.points import member_cards

    old, other = page.desk.change(member_cards.issue, YEAR, ["0001", "0003"], **WHO)
    new = page.desk.change(member_cards.lost, YEAR, "0001", **WHO)
    show(page, State.REGISTERED)
    for typed in (new.code, "2", other.code.lower()):
        page.search.setText(typed)
        page.search.entered.emit(typed)
        assert page.search.text() == ""
    assert [one.number for one in page.chosen()] == ["0001", "0002", "0003"]
    page.table.set_ticked(set())
    for typed in (old.code, "000"):  # a void card, and three who are meant
        page.search.setText(typed)
        page.search.entered.emit(typed)
        assert page.table.ticked() == []
    show(page, State.APPLIED)
    page.search.setText(new.code)
    page.search.entered.emit(new.code)
    assert page.table.ticked() == []


def test_a_file_of_the_city_is_looked_at_before_it_is_brought_in(page, tmp_path):
    from programs.points.inquiry_lists import HEADER, FileList

    waiting = show(page, State.APPLIED).shown()[0]
    page.desk.change(inquiries.send, YEAR, [waiting.application_id], day=APRIL, **WHO)
    path = tmp_path / "back.xlsx"
    rows = (("2026-01", 1, "", "", "", "", "", "否", APRIL),)
    path.write_bytes(FileList(HEADER, rows).written("xlsx"))
    QTimer.singleShot(0, lambda: QApplication.activeModalWidget().reject())
    page.acts.bring_in(path)
    assert states(page)["白鳥　ふみ"] is State.ASKED
    QTimer.singleShot(0, lambda: QApplication.activeModalWidget().answer("go"))
    page.acts.bring_in(path)
    assert states(page)["白鳥　ふみ"] is State.ANSWERED


def test_a_list_goes_into_a_file_and_the_journal_says_what_for(page, tmp_path):
    from programs.points import paperwork

    _paper, rows, _left = page.desk.read(paperwork.insurance, YEAR, day=APRIL)
    for name in ("insured.xlsx", "insured.csv"):
        page.acts.write(tmp_path / name, rows, "保険加入名簿")
    book = spreadsheet.read(tmp_path / "insured.xlsx")
    assert [row[0] for row in book.sheets[0].rows[1:]] == ["0001", "0002", "0003"]
    (newest, *_rest) = page.desk.read(journal.recent)
    assert newest.after == {"purpose": "保険加入名簿", "form": "utf-8-sig", "count": 3}


def test_an_application_is_keyed_in_from_the_register(page, desk, qtbot):
    desk.change(
        people.enrol, PersonDetails("宮下　清", "みやした　きよし", birth=date(1950, 1, 1)), **WHO
    )  # fmt: skip
    form = ApplicationForm(desk, YEAR, page.acts.today, page)
    qtbot.addWidget(form)
    form.search.setText("みやした")
    form.enter()
    assert form.said.text  # neither proof nor consent
    form.proof.set_value(Proof.CARE.value)
    form.consent.setChecked(True)
    form.wishes["weekdays"][2].setChecked(True)
    form.enter()
    assert form.made
    (waiting,) = desk.read(applications.open_ones, [form.made])
    assert waiting.wishes["weekdays"] == ["水"]


def _key(key):
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

    return QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)


def test_somebody_not_in_the_register_is_entered_and_the_application_stays_as_it_was(page, town):
    form = ApplicationForm(page.desk, YEAR, lambda: APRIL, page)
    form.proof.set_value(Proof.LICENCE.value)
    form.consent.setChecked(True)
    form.emergency.setText("長女 0265-00-0001")
    form.search.setText("もり")
    told = []

    def reply():
        dialog = QApplication.activeModalWidget()
        told.append(dialog.kana.text())
        dialog.name.setText("白鳥　ふみ")
        dialog.kana.setText("しらとり　ふみ")
        dialog.compare()
        told.append(dialog.likely.shown)
        dialog.likely.different.emit(town[3])
        told.append(dialog.likely.shown)
        dialog.go.click()  # refused: the age decides
        assert dialog.said.text
        dialog.birth.set_day(date(1949, 3, 2))
        dialog.go.click()
        if dialog.isVisible():
            dialog.reject()

    QTimer.singleShot(0, reply)
    form.unknown.click()
    assert told == ["もり", (town[3],), ()]
    chosen = form.people.current()
    assert (chosen.name, chosen.birth) == ("白鳥　ふみ", date(1949, 3, 2))
    assert chosen.id not in town
    asked = form.entered()
    assert (asked.emergency, asked.consented, asked.proof) == (
        "長女 0265-00-0001", True, Proof.LICENCE,
    )  # fmt: skip
    form.enter()
    assert form.made
    form.deleteLater()
