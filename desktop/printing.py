"""Putting finished PDF bytes on paper or into a file; nothing personal is left behind."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QSize
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from resources.refusals import Refusal
from resources.words import _

DOTS_PER_INCH = 300
MM_PER_INCH = 25.4


@dataclass(frozen=True)
class PrinterChoice:
    """A printer of this machine and how far its paper sits off, in millimetres."""

    name: str
    offset_x_mm: float = 0.0
    offset_y_mm: float = 0.0
    copies: int = 1


def printers() -> list[str]:
    """Return the names of the printers this machine knows, the default one first."""
    default = QPrinterInfo.defaultPrinterName()
    names = QPrinterInfo.availablePrinterNames()
    return sorted(names, key=lambda name: (name != default, name))


class Document:
    """A PDF held in memory, ready to be looked at or printed."""

    def __init__(self, content: bytes) -> None:
        self._device = QBuffer()
        self._device.setData(QByteArray(content))
        self._device.open(QIODevice.OpenModeFlag.ReadOnly)
        self._pdf = QPdfDocument()
        self._pdf.load(self._device)
        if self._pdf.status() != QPdfDocument.Status.Ready:
            message = "the drawn PDF cannot be opened again"
            raise ValueError(message)

    @property
    def pages(self) -> int:
        """Return how many pages there are."""
        return int(self._pdf.pageCount())

    def size_mm(self, page: int) -> tuple[float, float]:
        """Return width and height of `page` (from 0) in millimetres."""
        points = self._pdf.pagePointSize(page)
        return (points.width() * MM_PER_INCH / 72, points.height() * MM_PER_INCH / 72)

    def image(self, page: int, width: int) -> QImage:
        """Return `page` (from 0) as a picture `width` pixels wide on white."""
        points = self._pdf.pagePointSize(page)
        height = round(width * points.height() / points.width())
        drawn = self._pdf.render(page, QSize(width, height))
        paper = QImage(drawn.size(), QImage.Format.Format_RGB32)
        paper.fill(0xFFFFFFFF)
        painter = QPainter(paper)
        painter.drawImage(0, 0, drawn)
        painter.end()
        return paper

    def close(self) -> None:
        """Forget the content."""
        self._pdf.close()
        self._device.close()


def print_pages(
    content: bytes,
    choice: PrinterChoice,
    *,
    pages: Sequence[int] | None = None,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    printer: QPrinter | None = None,
) -> int:
    """Send `pages` (from 0; all when None) to the printer; return how many went out.

    A printer that is away or refuses the job is a Refusal; the PDF stays ready.
    `printer` stands in for the machine's own, for a print into a file.
    """
    if printer is None and choice.name not in QPrinterInfo.availablePrinterNames():
        raise _away(choice.name)
    info = QPrinterInfo.printerInfo(choice.name)
    target = printer or QPrinter(info, QPrinter.PrinterMode.HighResolution)
    document = Document(content)
    wanted = range(document.pages) if pages is None else pages
    target.setFullPage(True)
    target.setResolution(DOTS_PER_INCH)
    target.setCopyCount(choice.copies)
    if wanted:
        _fit_paper(target, document, wanted[0])
    painter = QPainter()
    if not painter.begin(target):
        raise _away(choice.name)
    sent = 0
    try:
        for page in wanted:
            if cancelled is not None and cancelled():
                break
            if sent:
                _fit_paper(target, document, page)
                target.newPage()
            _paint(painter, document, page, choice)
            sent += 1
            if progress is not None:
                progress(sent, len(wanted))
    finally:
        painter.end()
        document.close()
    return sent


def _fit_paper(target: QPrinter, document: Document, page: int) -> None:
    width, height = document.size_mm(page)
    landscape = width > height
    short, long = sorted((width, height))
    size = QPageSize(
        QSize(round(short / MM_PER_INCH * 72), round(long / MM_PER_INCH * 72)), "", _FUZZY
    )
    turn = QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
    target.setPageLayout(QPageLayout(size, turn, QMarginsF(0, 0, 0, 0)))


_FUZZY = QPageSize.SizeMatchPolicy.FuzzyMatch


def _paint(painter: QPainter, document: Document, page: int, choice: PrinterChoice) -> None:
    width_mm, _height = document.size_mm(page)
    picture = document.image(page, round(width_mm / MM_PER_INCH * DOTS_PER_INCH))
    painter.drawImage(
        round(choice.offset_x_mm / MM_PER_INCH * DOTS_PER_INCH),
        round(choice.offset_y_mm / MM_PER_INCH * DOTS_PER_INCH),
        picture,
    )


def _away(name: str) -> Refusal:
    return Refusal(
        _("The printer “{name}” does not answer.").format(name=name),
        _("See that it is switched on, or save the pages as a PDF."),
    )


def save(content: bytes, path: Path) -> None:
    """Write `content` to `path` whole or not at all; a full or locked place is a Refusal."""
    partial = path.with_name(path.name + ".partial")
    try:
        with partial.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise Refusal(
            _("The PDF could not be written to this place."),
            _("Choose another folder, or close the file if it is open."),
        ) from error
