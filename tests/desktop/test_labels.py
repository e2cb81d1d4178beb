"""宛名・ラベル in the window: whom, what they lack, the sheet, and what the printer is told."""

import pytest
from PySide6.QtCore import QPoint, Qt

from desktop import print_tray, style
from desktop.assembly import PAGES, maker
from desktop.desk import Desk
from desktop.jobs import resumed
from desktop.window import Window
from resources import journal, settings
from sessions import addressing, expecting, people, print_runs
from sessions.people import PersonDetails
from tests.papers.reading import text_of
from tests.sessions.hall import WHO, planned
from tests.town import NOW, STAFF

TOWN = (
    ("髙橋　太郎", "たかはし　たろう", "396-0211", "伊那市高遠町西高遠1686番地"),
    ("髙橋　花子", "たかはし　はなこ", "396-0211", "伊那市高遠町西高遠1686番地"),
    ("有賀　武", "ありが　たけし", "396-0025", "伊那市荒井3500番地1"),
    ("飯島　遥", "いいじま　はるか", "", ""),
)


@pytest.fixture(autouse=True)
def machine(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "default_path", lambda: tmp_path / "settings.toml")


@pytest.fixture
def desk(qapp, office):
    desk = Desk(office, STAFF, lambda: NOW)
    yield desk
    desk.close()


@pytest.fixture
def ids(desk):
    def enrol(db):
        return [
            people.enrol(db, PersonDetails(name=name, kana=kana, zip=code, address=address), **WHO)
            for name, kana, code, address in TOWN
        ]

    return desk.change(enrol)


@pytest.fixture
def window(qtbot, qapp, desk):
    style.dress(qapp)
    window = Window(desk, clock=lambda: NOW)
    for name in ("print", "preview", "labels", "person_form", "office"):
        window.add_page(name, maker(PAGES[name]))
    qtbot.addWidget(window)
    window.show()
    return window


def opened(window, subject=""):
    window.go("labels", subject)
    return window.shown


def names(page):
    return [row.name for row in page.list.table.shown()]


def test_a_household_is_one_and_can_be_parted(window, ids):
    page = opened(window)
    assert page.see.words == "ラベル 2枚を見る"
    assert names(page) == ["有賀　武 様", "髙橋　太郎・花子 様"]
    page.list.table.point_at_row(1)
    page.list.apart.click()
    assert len(names(page)) == 3
    page.together.setChecked(False)
    assert page.see.words == "ラベル 3枚を見る"


def test_who_has_no_address_is_named_and_mended_from_here(window, desk, ids):
    page = opened(window)
    assert "1人は 住所がない" in page.said.text
    page.said.message.button.click()
    assert names(page) == ["飯島　遥"]
    page.list.mend.click()
    assert window.shown.name == "person_form"

    entered = PersonDetails(
        name="飯島　遥", kana="いいじま　はるか", zip="396-0025", address="荒井1"
    )
    desk.change(people.correct, ids[3], entered, version=1, **WHO)
    page = opened(window)
    assert page.see.words == "ラベル 3枚を見る"


def test_the_list_of_a_meeting_comes_with_its_button(window, desk, ids):
    def meet(db):
        meeting = planned(db)
        expecting.expect_people(db, meeting, [ids[2]], **WHO)
        return meeting

    page = opened(window, f"meeting:{desk.change(meet)}")
    assert names(page) == ["有賀　武 様"]
    assert page.whom.meeting_id()


def test_a_honorific_is_kept_for_the_next_time(window, desk, ids):
    page = opened(window, f"people:{ids[2]}")
    page.list.honorifics["sensei"].click()
    assert names(page) == ["有賀　武 先生"]
    assert desk.read(addressing.known)[ids[2]].value == "sensei"


def test_a_used_sheet_is_begun_where_it_was_clicked_or_walked_to(qtbot, window, ids):
    page = opened(window)
    view = page.sheet
    box = view._box(5)
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=box.center().toPoint())
    assert view.start == 6
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
    assert view.start == 6
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.start == 9
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.start == 12
    assert "用紙 2枚" in page.places.text()


def test_the_labels_seen_are_printed_noted_and_gone_on_with(qtbot, window, desk, ids):
    page = opened(window)
    page.sheet.choose(12)
    page.see.click()
    seen = window.shown
    qtbot.waitUntil(lambda: seen.drawn is not None)
    assert seen.drawn.first_pages == (0, 1)
    assert [one.left_out for one in seen.job.subjects] == ["", "", "住所が ありません。"]

    job = seen.job
    run = desk.change(
        print_runs.begin, job.paper, sheets=2, subjects=[one.key for one in job.printed],
        purpose=job.purpose, choices=job.choices, **WHO,
    )  # fmt: skip
    with desk.office.read() as db:
        line = journal.recent(db, 1)[0]
    assert (line.act, line.after["count"], line.after["purpose"]) == ("print", 2, "名簿の みなさん")

    desk.change(print_runs.stopped_at, run.id, 2, **WHO)
    again = resumed(desk, run.id)
    window.go("preview", print_tray.lay(again))
    qtbot.waitUntil(lambda: window.shown.drawn is not None)
    assert again.first_sheet == 2
    drawn = again.draw(again.options, _Still())
    assert drawn.pdf == job.draw(job.options, _Still()).pdf


class _Still:
    def tell(self, done, total):
        pass


def test_an_envelope_carries_the_mark_of_the_postage_and_it_is_known_the_next_time(
    qtbot, window, ids, tmp_path
):
    page = opened(window)
    assert not page.postage.isVisible()
    page.paper.set_value("long-3")
    page.paper.chosen.emit("long-3")
    assert not page.post_office.isVisible()
    page.postage.set_value("later")
    page.postage.chosen.emit("later")
    page.post_office.setText("伊那")
    page.see.click()
    seen = window.shown
    qtbot.waitUntil(lambda: seen.drawn is not None)
    assert "料金後納" in text_of(seen.drawn.pdf, tmp_path)
    assert (settings.load().postage, settings.load().post_office) == ("later", "伊那")


def test_letters_that_no_font_has_are_shown_with_the_way_to_mend_them(window, desk, ids):
    entered = PersonDetails(name="有\ue000　武", zip="396-0025", address="伊那市荒井3500番地1")
    desk.change(people.correct, ids[2], entered, version=1, **WHO)
    page = opened(window)
    assert "印刷できない字が 1通に" in page.said.text
    page.said.message.button.click()
    (row,) = page.list.table.shown()
    assert "印刷できません" in row.note


def test_a_printer_is_put_right_by_what_was_measured(window, ids):
    page = opened(window)
    page.measuring.left.setValue(20.6)
    page.measuring.top.setValue(19.8)
    page.measuring.keep.click()
    assert settings.load().offset_of("") == (-0.6, 0.2)
    assert "右へ -0.6 mm、下へ +0.2 mm" in page.measuring.said.text()
