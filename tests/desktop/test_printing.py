"""Putting PDF bytes on paper and into files."""

import pytest
from PySide6.QtGui import QColor
from PySide6.QtPrintSupport import QPrinter
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from desktop import printing
from resources.refusals import Refusal


def sheets(tmp_path, sizes):
    target = tmp_path / "sheets.pdf"
    canvas = Canvas(str(target))
    for size in sizes:
        canvas.setPageSize(size)
        canvas.rect(0, size[1] / 2, size[0] / 2, size[1] / 2, fill=1, stroke=0)
        canvas.showPage()
    canvas.save()
    return target.read_bytes()


def printed(content, tmp_path, qtbot, choice=None, **options):
    target = QPrinter(QPrinter.PrinterMode.HighResolution)
    target.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    target.setOutputFileName(str(tmp_path / "out.pdf"))
    sent = printing.print_pages(
        content, choice or printing.PrinterChoice("paper"), printer=target, **options
    )
    return sent, printing.Document((tmp_path / "out.pdf").read_bytes())


def dark(document, page, x, y):
    picture = document.image(page, 210)
    return picture.pixelColor(x, y) == QColor("black")


def test_pages_come_out_in_their_size_and_place(tmp_path, qtbot):
    content = sheets(tmp_path, [A4, landscape(A4)])

    sent, paper = printed(content, tmp_path, qtbot)

    assert (sent, paper.pages) == (2, 2)
    assert [round(side) for side in paper.size_mm(0)] == [210, 297]
    assert dark(paper, 0, 50, 60)
    assert not dark(paper, 0, 150, 60)
    assert not dark(paper, 0, 50, 250)


def test_a_batch_that_stopped_goes_on_at_the_named_sheet(tmp_path, qtbot):
    content = sheets(tmp_path, [A4] * 5)

    sent, paper = printed(content, tmp_path, qtbot, pages=range(3, 5))

    assert (sent, paper.pages) == (2, 2)


def test_the_offset_of_a_printer_moves_the_picture(tmp_path, qtbot):
    content = sheets(tmp_path, [A4])

    choice = printing.PrinterChoice("paper", offset_x_mm=20)
    _sent, paper = printed(content, tmp_path, qtbot, choice)

    assert not dark(paper, 0, 10, 60)
    assert dark(paper, 0, 115, 60)


def test_a_printer_that_is_away_is_a_refusal_and_nothing_is_lost(tmp_path, qtbot):
    content = sheets(tmp_path, [A4])

    with pytest.raises(Refusal) as refusal:
        printing.print_pages(content, printing.PrinterChoice("not there"))

    assert "not there" in refusal.value.what
    assert "PDF" in refusal.value.advice


def test_cancel_stops_between_sheets(tmp_path, qtbot):
    content = sheets(tmp_path, [A4] * 4)
    seen = []

    sent, _paper = printed(
        content,
        tmp_path,
        qtbot,
        progress=lambda done, of: seen.append((done, of)),
        cancelled=lambda: len(seen) == 2,
    )

    assert sent == 2
    assert seen == [(1, 4), (2, 4)]


def test_a_pdf_is_saved_whole(tmp_path):
    printing.save(b"%PDF-1.4 whole", tmp_path / "list.pdf")

    assert (tmp_path / "list.pdf").read_bytes() == b"%PDF-1.4 whole"
    assert [found.name for found in tmp_path.iterdir()] == ["list.pdf"]


def test_a_place_that_cannot_be_written_is_a_refusal(tmp_path):
    with pytest.raises(Refusal):
        printing.save(b"%PDF", tmp_path / "missing" / "list.pdf")
