"""よぶ人: chosen from the register, from applications, by hand; replies by keys; off the list."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.parts.status import Status
from desktop.style import tokens
from desktop.style.scale import scale
from resources.records import new_id
from sessions import arrivals, holding, people, rosters
from sessions.door_log import Way
from sessions.intake import applications
from sessions.intake.applications import Application
from sessions.rosters import Reply, Source
from sessions.suppression import Reason
from tests.desktop.gathering_town import (
    PEOPLE,
    WHO,
    answer,
    enrol,
    expect,
    found,
    plan,
    standing,
    write,
)
from tests.town import NOW, STAFF

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def house(office, qtbot):
    with standing(office, qtbot) as (desk, window):
        yield desk, window


@pytest.fixture
def listed(house):
    """A meeting with six of the people on its list, and the page showing it."""
    desk, window = house
    body = found(desk)
    ids = enrol(desk)
    meeting = plan(desk, body.id, capacity=8)
    lines = expect(desk, meeting, ids[:6])
    window.go("meeting", f"{meeting}/roster")
    return desk, window, window.shown.sections["roster"], meeting, ids, lines


def apply(desk, meeting_id, name, kana, phone=""):
    def write(db):
        one = Application(
            meeting_id=meeting_id, name=name, kana=kana, kana_written=kana, phone=phone,
            phone_digits=phone.replace("-", ""), same=kana, digest=new_id(),
            received_at="令和8年5月1日", recorded_at=NOW, recorded_by=STAFF,
        )  # fmt: skip
        db.add(one)
        db.flush()
        applications.expect(db, meeting_id, [applications.show(db, one.id)], **WHO)
        return one.id

    return desk.change(write)


def test_the_list_stands_in_the_order_of_the_readings_with_tabs(listed):
    _desk, _window, section, _meeting, _ids, _lines = listed
    kana = [line.kana for line in section.table.shown()]
    assert [reading[:2] for reading in kana] == ["ある", "うず", "かす", "たか", "たか", "みこ"]
    section.tabs.chosen.emit("た")
    section.tabs.set_current("た")
    section._filter()
    assert len(section.table.shown()) == 2
    section.tabs.set_current("")
    write(section.search, "高橋")
    assert [line.name for line in section.table.shown()] == ["髙橋　ハツヱ"]


def test_replies_are_noted_by_keys_and_taken_back_by_the_toast(listed):
    desk, window, section, _meeting, _ids, lines = listed
    table = section.table
    table.point_at(lines[1])
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_1)
    assert desk.read(rosters.show, lines[1]).reply is Reply.YES
    assert table.current().id == lines[1]
    QTest.keyClick(table, Qt.Key.Key_2)
    assert desk.read(rosters.show, lines[1]).reply is Reply.NO
    assert window.take_back() is None
    assert desk.read(rosters.show, lines[1]).reply is Reply.YES
    QTest.keyClick(table, Qt.Key.Key_0)
    assert desk.read(rosters.show, lines[1]).reply is Reply.NONE
    assert "まだ 6" in section.replies.text()


def test_a_proxy_needs_a_name(listed):
    desk, _window, section, _meeting, _ids, lines = listed
    section.table.point_at(lines[0])

    def name(dialog):
        dialog.go.click()
        assert dialog.isVisible()
        assert dialog.field.error
        dialog.line.setText("髙橋　一郎")
        dialog.go.click()

    answer(name)
    QTest.keyClick(section.table, Qt.Key.Key_3)
    line = desk.read(rosters.show, lines[0])
    assert (line.reply, line.proxy_name) == (Reply.PROXY, "髙橋　一郎")


def test_taking_off_the_list_is_refused_after_arrival_and_can_be_taken_back(listed):
    desk, window, section, meeting, _ids, lines = listed
    section.table.point_at(lines[2])
    QTest.keyClick(section.table, Qt.Key.Key_Delete)
    assert len(desk.read(rosters.listing, meeting)) == 5
    window.take_back()
    assert len(desk.read(rosters.listing, meeting)) == 6
    desk.change(holding.open_meeting, meeting, **WHO)
    desk.change(arrivals.arrive, meeting, lines[2], way=Way.NAME, **WHO)
    section.table.point_at(lines[2])
    section.off.click()
    assert section.said.text
    assert len(desk.read(rosters.listing, meeting)) == 6


def test_people_are_chosen_from_the_register_many_at_once(listed):
    desk, window, section, meeting, ids, _lines = listed

    def choose(dialog):
        assert len(dialog.table.shown()) == len(PEOPLE) - 6
        write(dialog.search, "かわ")
        assert dialog.table.shown() == []
        dialog.search.clear()
        dialog.district.set_value("東春近")
        dialog.district.chosen.emit("東春近")
        assert [person.name for person in dialog.table.shown()] == ["北原　昭二"]
        QTest.keyClick(dialog.search, Qt.Key.Key_Return)
        QTest.keyClick(dialog.table, Qt.Key.Key_Space)
        dialog.district.set_value("")
        dialog.district.chosen.emit("")
        dialog.table.point_at(ids[10])
        QTest.keyClick(dialog.table, Qt.Key.Key_Return)
        assert dialog.go.words == "2人を加える"
        dialog.go.click()

    answer(choose)
    section.from_register.click()
    names = {line.name for line in desk.read(rosters.listing, meeting)}
    assert {"北原　昭二", PEOPLE[10][0]} < names
    assert len(names) == 8
    window.take_back()
    assert len(desk.read(rosters.listing, meeting)) == 6


def test_more_people_than_places_is_asked_first(listed):
    desk, _window, section, meeting, _ids, _lines = listed

    def choose_all(dialog):
        dialog.all.click()
        answer(lambda question: question.by_value["less"].click())
        dialog.go.click()

    answer(choose_all)
    section.choose_people()
    assert len(desk.read(rosters.listing, meeting)) == 6

    def choose_again(dialog):
        dialog.all.click()
        answer(lambda question: question.by_value["all"].click())
        dialog.go.click()

    answer(choose_again)
    section.choose_people()
    assert len(desk.read(rosters.listing, meeting)) == len(PEOPLE)
    assert section.full.status is Status.WAIT


def test_somebody_is_written_by_hand(listed):
    desk, _window, section, meeting, _ids, _lines = listed

    def write(dialog):
        dialog.go.click()
        assert dialog.name_field.error
        dialog.name.setText("Maria Aparecida")
        dialog.kana.setText("ﾏﾘｱ　ｱﾊﾟﾚｼｰﾀﾞ")
        dialog.district.set_text("荒井区")
        dialog.go.click()

    answer(write)
    section.by_hand.click()
    (line,) = [line for line in desk.read(rosters.listing, meeting) if line.source is Source.HAND]
    assert (line.name, line.kana, line.district) == (
        "Maria Aparecida", "マリア　アパレシーダ", "荒井区",
    )  # fmt: skip
    assert section.table.current().id == line.id


def test_applications_are_matched_only_by_an_answer(listed):
    desk, _window, section, meeting, ids, _lines = listed
    alike = apply(desk, meeting, "城倉　いさ子", "しろくら　いさこ")
    new = apply(desk, meeting, "平沢　あおい", "ひらさわ　あおい", "0265-70-0000")
    assert sum("名簿の外" in row for row in _sources(section)) == 2
    seen = []

    def look(dialog):
        dialog.table.point_at(alike)
        seen.append([row.status for row in dialog.table.shown()])
        answer(take_same)
        dialog.who.click()
        assert dialog.table.current().facts.id == new
        answer(lambda who: who.new.click())
        dialog.who.click()
        seen.append([row.status for row in dialog.table.shown()])

    def take_same(who):
        assert who.table.current().person.name == "城倉　いさ子"
        who.same.click()

    answer(look)
    section.from_forms.click()
    assert seen == [[Status.WAIT, Status.WAIT], [Status.OK, Status.OK]]
    assert desk.read(applications.show, alike).person_id == ids[6]
    entered = desk.read(people.get, desk.read(applications.show, new).person_id)
    assert (entered.name, entered.phones[0][0]) == ("平沢　あおい", "0265-70-0000")


def test_an_applicant_left_as_they_are_is_remembered(listed):
    desk, _window, section, meeting, _ids, _lines = listed
    alike = apply(desk, meeting, "城倉　いさ子", "しろくら　いさこ")

    def look(dialog):
        answer(lambda who: who.as_is.click())
        dialog.who.click()
        assert dialog.table.shown()[0].status is Status.NONE

    answer(look)
    section.from_forms.click()
    assert desk.read(applications.show, alike).person_id is None


def test_bringing_in_a_list_leads_to_the_import(listed, monkeypatch):
    _desk, window, section, meeting, _ids, _lines = listed
    went = []
    monkeypatch.setattr(window, "go", lambda name, subject="": went.append((name, subject)))
    answer(lambda dialog: dialog.bring_in.click())
    section.from_forms.click()
    assert went == [("intake", f"applicants:{meeting}")]


@pytest.mark.parametrize("step", [1.0, 1.25, 1.5])
@pytest.mark.parametrize("size", [tokens.WINDOW, tokens.WINDOW_LEAST])
def test_no_part_scrolls_sideways(listed, step, size):
    _desk, window, _section, _meeting, _ids, _lines = listed
    scale.set_factor(step)
    window.resize(*size)
    page = window.shown
    for part in page.sections:
        page.show_part(part)
        QApplication.processEvents()
        assert page.area.widget().minimumSizeHint().width() <= page.area.viewport().width()
        if step == 1.0 and size == tokens.WINDOW:
            assert page.area.verticalScrollBar().maximum() == 0


def _sources(section):
    return [section.table.records.cells(number)[5].text
            for number in range(len(section.table.shown()))]  # fmt: skip


def test_whoever_died_is_marked_on_the_list_and_not_offered_again(listed):
    desk, _window, section, meeting, ids, _lines = listed
    desk.change(people.leave, ids[0], on=NOW.date(), kind=Reason.DIED, **WHO)
    desk.change(people.leave, ids[7], on=NOW.date(), kind=Reason.DIED, **WHO)
    section.refresh()
    cells = section.table.records
    names = [cells.cells(number)[0].text for number in range(cells.rowCount())]
    assert [name for name in names if "⚠" in name] == ["髙橋 ハツヱ　⚠死亡"]

    def look(dialog):
        assert ids[7] not in {person.id for person in dialog.table.shown()}
        assert "2人を 除きました。" in dialog.note.text()
        dialog.reject()

    answer(look)
    section.choose_people()
    assert len(desk.read(rosters.listing, meeting)) == 6
