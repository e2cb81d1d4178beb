"""文書番号簿 in the window: both parts, further papers, the three days, lists taken out."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from desktop.dialogs import reason
from resources import settings
from sessions import document_dates, document_series, documents
from sessions.document_dates import Days
from sessions.document_series import Direction, SeriesDetails
from sessions.documents import Paper, Theirs
from tests.desktop.gathering_town import answer, standing
from tests.sessions.hall import WHO

TODAY = date(2026, 5, 19)


@pytest.fixture(autouse=True)
def machine(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "default_path", lambda: tmp_path / "settings.toml")


@pytest.fixture
def book(office, qtbot):
    with standing(office, qtbot) as (desk, window):
        desk.change(document_series.enrol, SeriesDetails("伊社協"), **WHO)
        window.go("documents")
        yield window.shown


@pytest.fixture
def number(book):
    series = book.desk.read(document_series.listing, direction=Direction.SENT)[0].id
    paper = Paper("総会の通知", "会員各位", "伊那社協　会長")
    return book.desk.change(documents.take, series, paper, dated=TODAY, **WHO)


@pytest.fixture
def came(book):
    details = SeriesDetails("伊社協収", keep_years=3, direction=Direction.RECEIVED)
    return book.desk.change(document_series.enrol, details, **WHO)


def written(book):
    return [one.written for one in book.table.shown()]


def asked(button, act):
    """Press `button` and let `act` answer its dialog; return what `act` told."""
    told = []
    answer(lambda dialog: told.append(act(dialog)))
    button.click()
    assert told
    return told[0]


def test_a_paper_written_elsewhere_gets_the_next_number(book):
    def fill(dialog):
        dialog.go.click()
        assert dialog.subject_field.error
        dialog.subject_line.setText("理事会の開催")
        dialog.reader.setText("理事各位")
        dialog.keep.set_value("0")
        dialog.day.line.setText("R8.3.31")
        dialog.day.read()
        assert dialog.series.currentText() == "7伊社協第1号"
        dialog.go.click()

    asked(book.take, fill)
    (one,) = book.desk.read(documents.listing)
    assert (one.subject, one.addressed_to, one.dated) == (
        "理事会の開催", "理事各位", date(2026, 3, 31),
    )  # fmt: skip
    assert one.kept_until is None
    assert book.year.value() == "2025"
    assert book.table.current().id == one.id


def test_what_is_left_takes_no_number(book):
    asked(book.take, lambda dialog: dialog.stop.click())
    assert book.desk.read(documents.listing) == ()


def test_a_further_paper_begins_as_its_number(book, number):
    def fill(dialog):
        assert "8伊社協第1号の2" in dialog.windowTitle()
        assert dialog.series.isHidden()
        was = (dialog.subject_line.text(), dialog.reader.text(), dialog.issuer.value())
        dialog.subject_line.setText("総会の資料")
        dialog.go.click()
        return was

    assert asked(book.branch, fill) == ("総会の通知", "会員各位", "伊那社協　会長")
    assert written(book) == ["8伊社協第1号の2", "8伊社協第1号"]
    assert book.table.current().subject == "総会の資料"


def test_a_void_number_has_neither_branches_nor_days_to_enter(book, number):
    book.desk.change(documents.void, number.id, reason="出さない", **WHO)
    assert book.table.current().state is documents.DocumentState.VOID
    for button in (book.branch, book.days, book.void):
        assert not button.isEnabled()


def test_a_branch_of_a_number_that_became_void_is_refused_inside(book, number):
    paper = Paper("資料")
    book.desk.change(documents.branch, number.id, paper, dated=TODAY, **WHO)
    book.desk.change(documents.void, number.id, reason="出さない", **WHO)
    book.table.point_at_row(0)

    def fill(dialog):
        dialog.go.click()
        said = dialog.said.text
        dialog.stop.click()
        return said

    assert "無効" in asked(book.branch, fill)
    assert len(book.table.shown()) == 2


def test_the_three_days_are_entered_in_their_order_and_stand_on_the_draft(book, number, qtbot):
    def fill(dialog):
        for name, day in (("drafted", "R8.5.12"), ("decided", "R8.5.11")):
            dialog.days[name].line.setText(day)
            dialog.days[name].read()
        dialog.go.click()
        said = dialog.said.text
        assert "起案日" in dialog.days["decided"].error
        dialog.days["decided"].line.setText("R8.5.14")
        dialog.go.click()
        return said

    assert "決裁日（令和8年5月11日）が 起案日（令和8年5月12日）より 前です" in asked(
        book.days, fill
    )
    one = book.desk.read(documents.show, number.id)
    days = Days(date(2026, 5, 12), date(2026, 5, 14), TODAY)
    assert document_dates.known(one) == days
    below = book.table.records.columns[1].below
    assert below(book.table.current()) == "起案 5/12　決裁 5/14"
    last_year = replace(one, drafted=date(2025, 12, 26), decided=None)
    assert below(last_year) == "起案 R7.12.26"
    frame = book.frame
    book.draft.click()
    qtbot.waitUntil(lambda: frame.shown.drawn is not None)
    text = PdfReader(BytesIO(frame.shown.drawn.pdf)).pages[0].extract_text()
    for day in ("令和8年5月12日", "令和8年5月14日", "令和8年5月19日"):
        assert day in "".join(text.split())


def test_papers_received_stand_in_a_part_of_their_own(book, number):
    book.part.choose("received")
    assert written(book) == []
    assert not book.take.isEnabled()
    assert not book.none.isHidden()
    assert all(button.isHidden() for button in book.of_sent)
    book.part.choose("sent")
    assert written(book) == ["8伊社協第1号"]
    assert not any(button.isHidden() for button in book.of_sent)


def test_a_paper_that_came_is_entered_found_and_made_void(book, number, came, monkeypatch):
    book.part.choose("received")

    def fill(dialog):
        dialog.subject_line.setText("補助金の照会")
        dialog.go.click()
        assert dialog.who_field.error
        dialog.who.set_text("伊那市")
        dialog.their_number.setText("8福第12号")
        dialog.their_day.line.setText("R8.5.25")
        dialog.go.click()
        said = dialog.said.text
        dialog.their_day.line.setText("R8.5.15")
        dialog.go.click()
        return said

    assert "収受日" in asked(book.take, fill)
    assert written(book) == ["8伊社協収第1号"]
    one = book.table.current()
    assert (one.issuer, one.their_date, one.keep_years) == ("伊那市", date(2026, 5, 15), 3)
    book.search.setText("8福第12")
    assert written(book) == ["8伊社協収第1号"]
    book.search.setText("会長")
    assert written(book) == []
    book.search.setText("")
    book.table.point_at_row(0)
    monkeypatch.setattr(reason, "ask", lambda *_words, **_more: "ほかの部署あて")
    book.void.click()
    assert book.desk.read(documents.show, one.id).state_reason == "ほかの部署あて"


def test_a_number_is_opened_in_its_part_and_its_year(book, number, came):
    paper = Paper("照会", issuer="市", theirs=Theirs())
    last = book.desk.change(documents.take, came, paper, dated=date(2026, 3, 1), **WHO)
    book.frame.go("documents", last.id)
    assert (book.direction, book.year.value()) == (Direction.RECEIVED, "2025")
    assert book.table.current().id == last.id


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_the_lines_in_view_are_taken_out(book, number, tmp_path, ending):
    target = tmp_path / f"list{ending}"
    book.write_list(target, "監査")
    if ending == ".csv":
        assert "8伊社協第1号" in target.read_text("utf-8-sig")
        return
    rows = list(load_workbook(target).active.values)
    assert rows[1][0] == "8伊社協第1号"
