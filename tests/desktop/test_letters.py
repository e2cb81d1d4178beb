"""手紙・お知らせ and 文書番号簿 in the window: written, proved, issued, found again, made void."""

import pytest

from desktop import style
from desktop.assembly import PAGES, maker
from desktop.desk import Desk
from desktop.dialogs import reason
from desktop.jobs import resumed
from desktop.office.papers import PapersSection
from desktop.window import Window
from resources import settings
from resources.calendar import day_of
from sessions import (
    approvals,
    document_series,
    documents,
    expecting,
    issuers,
    mailings,
    people,
    print_runs,
    templates,
)
from sessions.document_series import Direction, SeriesDetails
from sessions.documents import Paper
from sessions.people import PersonDetails
from tests.sessions.hall import WHO, planned
from tests.town import NOW, STAFF

TOWN = (("髙橋　太郎", "伊那市高遠町西高遠1686番地"), ("有賀　武", ""))


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
    def found(db):
        document_series.enrol(db, SeriesDetails("伊社協"), **WHO)
        ids = [
            people.enrol(db, PersonDetails(name=name, zip="396-0211", address=place), **WHO)
            for name, place in TOWN
        ]
        meeting = planned(db, place="いなっせ", purpose="困りごと")
        expecting.expect_people(db, meeting, ids, **WHO)
        return meeting, ids

    return desk.change(found)


@pytest.fixture
def window(qtbot, qapp, desk):
    style.dress(qapp)
    window = Window(desk, clock=lambda: NOW)
    for name in ("print", "preview", "letters", "documents", "person_form", "office"):
        window.add_page(name, maker(PAGES[name]))
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def page(window, town):
    window.go("letters", f"meeting:{town[0]}")
    return window.shown


def issued(qtbot, window, page):
    page.choices.own["deadline"].setText("5月10日")
    page.choices.changed.emit()
    page.issue.click()
    qtbot.waitUntil(lambda: window.shown.name == "preview")
    seen = window.shown
    qtbot.waitUntil(lambda: seen.drawn is not None)
    return seen


def test_what_is_missing_is_said_and_holds_the_letters_back(page):
    assert "締切" in page.said.text
    assert not page.issue.isEnabled()
    assert [row.words for row in page.proof.table.shown()] == ["住所なし（手わたし）"]
    page.choices.own["deadline"].setText("5月10日")
    page.choices.changed.emit()
    assert page.said.text == ""
    assert page.issue.words == "2通を 発行して見る"
    assert page.preview._document is not None


def test_issued_letters_have_their_number_and_are_found_again(qtbot, window, page, desk):
    seen = issued(qtbot, window, page)
    (line,) = desk.read(documents.listing)
    (mailing,) = desk.read(mailings.listing)
    assert line.written == "8伊社協第1号"
    assert seen.drawn.pdf == desk.read(mailings.pdf, mailing.id)
    assert seen.drawn.first_pages == (0, 1)

    run = desk.change(
        print_runs.begin, seen.job.paper, sheets=2, purpose=seen.job.purpose,
        choices=seen.job.choices, **WHO,
    )  # fmt: skip
    desk.change(print_runs.stopped_at, run.id, 2, **WHO)
    again = resumed(desk, run.id)
    assert again.first_sheet == 2
    assert again.draw(again.options, None).pdf == seen.drawn.pdf

    window.go("letters", "sent")
    (row,) = window.shown.log.table.shown()
    assert (row.number, row.count) == ("8伊社協第1号", 2)
    window.shown.log.number.click()
    assert window.shown.name == "documents"


def test_letters_no_font_has_lead_to_the_entry(window, page, desk, town):
    desk.change(people.correct, town[1][0], PersonDetails(name="山\ue000　健"), version=1, **WHO)
    page.choices.own["deadline"].setText("5月10日")
    page.choices.changed.emit()
    assert not page.issue.isEnabled()
    first = page.proof.table.shown()[0]
    assert "印刷できません" in first.words
    page.proof.mend.click()
    assert window.shown.name == "person_form"
    assert window.shown.subject == town[1][0]


def test_the_wording_is_changed_checked_and_put_back(page, desk):
    page.show_part("words")
    editor = page.editor
    assert not editor.keep.isEnabled()
    editor.body.setPlainText("{{なまえ}} 様")
    assert "1行め" in editor.said.text
    editor.keep.click()
    assert desk.read(templates.show, "invitation").edition == 0
    editor.body.setPlainText("")
    editor.fields["name"].click()
    editor.body.insertPlainText(" 様")
    assert editor.said.text == ""
    editor.keep.click()
    assert desk.read(templates.show, "invitation").body == "{{氏名}} 様"
    editor.version.set_value("0")
    editor.version.chosen.emit("0")
    assert desk.read(templates.show, "invitation").edition == 2
    editor.copy.click()
    assert editor.wording.ours
    editor.retire.click()
    assert len(desk.read(templates.listing)) == 5


def test_letters_stand_in_the_register_as_they_went_out(qtbot, window, page, desk, monkeypatch):
    issued(qtbot, window, page)
    series = desk.read(document_series.listing)[0].id
    paper = Paper("理事会の開催", "理事各位")
    desk.change(documents.take, series, paper, dated=day_of(NOW), **WHO)
    window.go("documents")
    book = window.shown
    assert [row.written for row in book.table.shown()] == ["8伊社協第2号", "8伊社協第1号"]
    assert not book.see.isEnabled()
    book.search.setText("ご案内")
    assert [row.written for row in book.table.shown()] == ["8伊社協第1号"]
    assert book.see.isEnabled()
    assert "2通" in book.copy.text()
    monkeypatch.setattr(reason, "ask", lambda *_words, **_more: "出さない")
    book.void.click()
    assert desk.read(documents.listing)[1].state_reason == "出さない"
    assert not book.void.isEnabled()
    book.draft.click()
    qtbot.waitUntil(lambda: window.shown.drawn is not None)
    assert window.shown.job.paper == "draft_sheet"


def test_the_rules_of_papers_are_set_in_the_office(window, desk, town):
    window.go("office", "papers")
    part = window.shown.sections["papers"]
    assert isinstance(part, PapersSection)
    part.series.editors["sign"].setText("伊社協ボ")
    part.series.ticks["with_year"].setChecked(False)
    part.series.add.click()
    made = next(one for one in desk.read(document_series.listing) if one.sign == "伊社協ボ")
    assert (made.with_year, made.keep_years) == (False, 5)
    assert made.direction is Direction.SENT
    part.series.editors["sign"].setText("伊社協収")
    part.series.ticks["direction"].setChecked(True)
    part.series.add.click()
    made = next(one for one in desk.read(document_series.listing) if one.sign == "伊社協収")
    assert made.direction is Direction.RECEIVED
    part.issuers.editors["name"].setText("手良地区社協")
    part.issuers.ticks["seal"].setChecked(True)
    part.issuers.add.click()
    assert desk.read(issuers.offered)[1].seal.value == "stamped"
    part.boxes.setText("会長、局長")
    part.keep_boxes.click()
    assert desk.read(approvals.titles) == ("会長", "局長")
