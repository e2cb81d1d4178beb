"""印刷 and 印刷の前: papers of a meeting looked at, printed, counted, continued."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter

from desktop import jobs, print_tray, printing, style
from desktop.assembly import PAGES, maker
from desktop.desk import Desk
from desktop.printing import Document
from desktop.window import Window
from resources import journal, settings
from sessions import arrivals, certificates, passes, print_runs
from sessions.arrivals import Way
from sessions.certificates import CertificateState
from tests.desktop.gathering_town import answer
from tests.papers.reading import codes_in, pictures_of, text_of
from tests.sessions.hall import TOWN, hall
from tests.town import NOW, STAFF

WHO = {"at": NOW, "by": STAFF}


@pytest.fixture(autouse=True)
def machine(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "default_path", lambda: tmp_path / "settings.toml")


@pytest.fixture
def desk(qapp, office):
    desk = Desk(office, STAFF, lambda: NOW)
    yield desk
    desk.close()


@pytest.fixture
def it(desk):
    return desk.change(hall)


@pytest.fixture
def window(qtbot, qapp, desk):
    style.dress(qapp)
    window = Window(desk, clock=lambda: NOW)
    for name in ("print", "preview"):
        window.add_page(name, maker(PAGES[name]))
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def printer(monkeypatch, tmp_path):
    """A printer that puts its sheets into PDF files, which are then looked at."""
    out = []

    def make(info, mode):
        target = QPrinter(QPrinter.PrinterMode.HighResolution)
        target.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        out.append(tmp_path / f"sheets-{len(out)}.pdf")
        target.setOutputFileName(str(out[-1]))
        return target

    make.PrinterMode = QPrinter.PrinterMode
    monkeypatch.setattr(printing, "QPrinter", make)
    monkeypatch.setattr(printing, "printers", lambda: ["事務所 1F"])
    monkeypatch.setattr(
        printing.QPrinterInfo, "availablePrinterNames", staticmethod(lambda: ["事務所 1F"])
    )
    return out


def shown(qtbot, window, job):
    window.go("preview", print_tray.lay(job))
    page = window.shown
    qtbot.waitUntil(lambda: page.job is job and page.choices.pdf.isEnabled())
    return page


def everybody_came(desk, it):
    for code in it.codes:
        desk.change(arrivals.check_in, it.meeting, code, way=Way.SCANNER, desk="A", **WHO)


def test_the_sheets_seen_are_the_sheets_counted(qtbot, desk, window, it, printer, tmp_path):
    page = shown(qtbot, window, jobs.sign_in_sheet(desk, it.meeting))

    assert page.choices.all.words == "1枚を印刷"
    words = text_of(page.drawn.pdf, tmp_path)
    assert all(name.split("　")[0] in words for name, *_rest in TOWN)


def test_name_tags_carry_the_codes_the_door_reads(qtbot, desk, window, it, printer, tmp_path):
    page = shown(qtbot, window, jobs.name_tags(desk, it.meeting))
    page.choices.blanks.setValue(3)
    qtbot.waitUntil(lambda: len(desk.read(passes.blanks)) == 3 and page.choices.pdf.isEnabled())

    found = codes_in(pictures_of(page.drawn.pdf, tmp_path, "-r", "200")[0])
    blanks = {card.code for card in desk.read(passes.blanks)}
    assert found == set(it.codes) | blanks

    page.choices.start.setValue(9)
    qtbot.waitUntil(lambda: page._document is not None and page._document.pages == 2)
    assert len(desk.read(passes.blanks)) == 3


def test_a_printing_is_asked_about_and_goes_on_from_the_sheet_that_failed(
    qtbot, desk, window, it, printer
):
    everybody_came(desk, it)
    page = shown(qtbot, window, jobs.certificates(desk, it.meeting))
    assert page.choices.all.words == "5枚を印刷"
    assert {one.state for one in desk.read(certificates.listing)} == {CertificateState.DRAWN}

    qtbot.mouseClick(page.choices.all, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.question.isVisible)
    assert page.question.words.text() == "5枚 ぜんぶ出ましたか"

    page.question._sheet.setValue(4)
    qtbot.mouseClick(page.question.again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(printer) == 2 and page.question.isVisible())
    assert Document(printer[1].read_bytes()).pages == 2

    qtbot.mouseClick(page.question.yes, Qt.MouseButton.LeftButton)
    assert {one.state for one in desk.read(certificates.listing)} == {CertificateState.ISSUED}
    assert desk.read(print_runs.unfinished) == ()
    assert [one.content.number for one in desk.read(certificates.listing)] == [1, 2, 3, 4, 5]


def test_a_run_that_stopped_is_found_again_and_prints_the_same_numbers(
    qtbot, desk, window, it, printer
):
    everybody_came(desk, it)
    page = shown(qtbot, window, jobs.certificates(desk, it.meeting))
    qtbot.mouseClick(page.choices.all, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.question.isVisible)
    before = [one.sha256 for one in desk.read(certificates.listing)]
    run = desk.read(print_runs.unfinished)[0]
    desk.change(print_runs.stopped_at, run.id, 3, **WHO)

    again = shown(qtbot, window, jobs.resumed(desk, run.id))

    assert again.choices.all.words == "3枚を印刷"
    assert [one.sha256 for one in desk.read(certificates.listing)] == before


def test_a_letter_no_font_can_draw_stops_the_printing_until_somebody_decides(
    qtbot, desk, window, printer
):
    town = (("山田　\ue001子", "やまだ　？こ", "伊那", ""),)
    it = desk.change(hall, town)
    window.go("preview", print_tray.lay(jobs.sign_in_sheet(desk, it.meeting)))
    page = window.shown
    qtbot.waitUntil(lambda: page.drawn is not None)
    assert page.choices.geta.isVisible()
    assert not page.choices.all.isEnabled()

    page.choices.geta.setChecked(True)
    assert page.choices.all.isEnabled()


def test_a_printer_that_is_away_leaves_the_pdf_ready(qtbot, desk, window, it, tmp_path):
    page = shown(qtbot, window, jobs.agenda(desk, it.meeting))

    assert not page.choices.all.isEnabled()
    page.write_pdf(tmp_path / "agenda")

    assert (tmp_path / "agenda.pdf").read_bytes() == page.drawn.pdf
    told = desk.read(journal.recent, 1)[0]
    assert (told.act, told.kind, told.after) == ("export", "register", {"paper": "agenda_sheet"})


def test_the_print_page_opens_every_paper_of_the_meeting(qtbot, desk, window, it, printer):
    everybody_came(desk, it)
    window.go("print")
    page = window.shown

    assert page.meeting.value() == it.meeting
    titles = set()
    for button in page.papers.values():
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        preview = window.shown
        qtbot.waitUntil(lambda preview=preview: preview.choices.pdf.isEnabled())
        titles.add(preview.heading())
        window.back()
        assert window.shown is page
    assert len(titles) == 5


def test_papers_of_those_who_came_wait_until_somebody_came(qtbot, desk, window, it):
    window.go("print")
    page = window.shown

    assert not page.papers["certificates"].isEnabled()
    assert page.papers["sign_in"].isEnabled()


def test_a_certificate_is_made_void_and_issued_again_from_the_register(
    qtbot, desk, window, it, printer
):
    everybody_came(desk, it)
    shown(qtbot, window, jobs.certificates(desk, it.meeting))
    window.go("print")
    page = window.shown
    table = page.certificates.table
    table.point_at_row(0)
    first = table.current()

    answer(lambda dialog: (dialog.usual[0].click(), dialog.go.click()))
    qtbot.mouseClick(page.certificates.void, Qt.MouseButton.LeftButton)
    assert desk.read(certificates.show, first.id).state is CertificateState.VOID

    table.point_at_row(1)
    second = table.current()
    qtbot.mouseClick(page.certificates.reissue, Qt.MouseButton.LeftButton)
    copies = [
        one
        for one in desk.read(certificates.listing)
        if one.content.number == second.content.number
    ]
    assert {one.state for one in copies} == {CertificateState.REPLACED, CertificateState.DRAWN}
    assert window.shown.name == "preview"
