"""The manual: the help of one screen, on one page that can be printed for the next person."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QMarginsF, QSizeF, Qt, QUrl
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QTextBrowser, QWidget

from desktop.dialogs.question import Dialog
from desktop.parts.button import Button, Kind
from desktop.style import fonts, tokens
from desktop.style.scale import follow, scale
from resources import path
from resources.words import _

FIRST = "index"
_FORMS = (".html", ".md")
SHOWN = 2 / 3  # of a picture's own size; what is left over makes it clear on paper
DOTS, POINTS = 96, 72  # in an inch, of a screen and of a page
_SMALLEST = 8  # points, before a page of help becomes two


def page_of(topic: str, room: Path) -> Path | None:
    """Return the file about `topic` in `room`, the first page for an unknown one, or None."""
    for name in (topic, FIRST):
        if name and Path(name).name == name:
            for form in _FORMS:
                file = room / f"{name}{form}"
                if file.is_file():
                    return file
    return None


class Book(QTextBrowser):
    """Shows pages and pictures of the bundled folder `room`, and nothing from elsewhere."""

    def __init__(self, room: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room.resolve()
        self.setOpenExternalLinks(False)
        self.setOpenLinks(False)
        self.anchorClicked.connect(self._follow)
        self.setAccessibleName(_("Manual"))
        self.setSearchPaths([str(self._room)])
        follow(self._resize)

    def _resize(self) -> None:
        self.setFont(fonts.font())
        sheet = f"body, p, li, td {{ color: {tokens.INK}; line-height: 150%; }}"
        sheet += f" h1, h2 {{ color: {tokens.INK}; }} a {{ color: {tokens.PRIMARY}; }}"
        self.document().setDefaultStyleSheet(sheet)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Give only what lies in the bundled folder."""
        url = name if isinstance(name, QUrl) else QUrl(name)
        asked = Path(url.toLocalFile() if url.isLocalFile() else url.path().lstrip("/"))
        asked = (self._room / asked).resolve()
        if not asked.is_relative_to(self._room) or not asked.is_file():
            return QByteArray()  # nothing at all would make the document look for itself
        if asked.suffix == ".png":
            return self._picture(asked)
        return super().loadResource(kind, QUrl.fromLocalFile(str(asked)))

    def _picture(self, file: Path) -> QImage:
        """Return the picture as large as the pages show it; a document shrinks it roughly."""
        picture, dots = QImage(str(file)), self.devicePixelRatioF()
        shown = picture.scaledToWidth(
            round(picture.width() * SHOWN * dots), Qt.TransformationMode.SmoothTransformation
        )
        shown.setDevicePixelRatio(dots)
        return shown

    def open_page(self, file: Path | None) -> None:
        """Show `file`; without one say that nothing is written yet."""
        if file is None:
            self.setPlainText(_("There is no help for this screen yet."))
            return
        text = file.read_text("utf-8")
        self.document().setBaseUrl(QUrl.fromLocalFile(f"{self._room}/"))
        if file.suffix == ".md":
            self.setMarkdown(text)
        else:
            self.setHtml(text)
        self.verticalScrollBar().setValue(0)

    def _follow(self, link: QUrl) -> None:
        if link.fragment() and not link.path():
            self.scrollToAnchor(link.fragment())
            return
        file = self._room / Path(link.path()).name
        if not link.isRelative() and not link.isLocalFile():
            return
        if file.is_file():
            self.open_page(file)


class Manual(Dialog):
    """The help about `topic`, beside the window it helps with."""

    def __init__(
        self, topic: str, parent: QWidget | None = None, *, room: Path | None = None
    ) -> None:
        super().__init__(_("Help"), parent=parent)
        self._room = room or path("manual")
        self.book = Book(self._room)
        self.body.addWidget(self.book)
        start = Button(_("Contents"), icon="book-open")
        start.clicked.connect(lambda: self.show_topic(FIRST))
        self.print = Button(_("Print this page"), kind=Kind.SOFT, icon="printer", key="Ctrl P")
        self.print.clicked.connect(self._print)
        leave = Button(_("Close"), kind=Kind.PRIMARY, key="Esc")
        leave.clicked.connect(self.reject)
        for button in (start, self.print, leave):
            self.buttons.addWidget(button)
        self.setModal(False)
        self.resize(min(scale.px(760), 1000), min(scale.px(600), 640))
        self.show_topic(topic)

    def show_topic(self, topic: str) -> None:
        """Show the page about `topic`."""
        self.book.open_page(page_of(topic, self._room))
        self.book.setFocus(Qt.FocusReason.OtherFocusReason)

    def _print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        if dialog.exec():
            self.print_on(printer)

    def print_on(self, printer: QPrinter) -> int:
        """Print the page shown on one sheet of `printer`; return its number of sheets."""
        layout = QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(15, 15, 15, 15),
            QPageLayout.Unit.Millimeter,
        )
        printer.setPageLayout(layout)
        made = one_page(self.book.document(), printer)
        made.print_(printer)
        return made.pageCount()


def one_page(document: QTextDocument, printer: QPrinter) -> QTextDocument:
    """Return a copy of `document` in letters small enough for one sheet of `printer`."""
    copy = document.clone()
    copy.setBaseUrl(document.baseUrl())
    # Laid out in the dots of the screen, so that letters and pictures keep their true size.
    room = QSizeF(printer.pageLayout().paintRectPoints().size()) * DOTS / POINTS
    size = 12
    while True:
        face = fonts.font()
        face.setPointSize(size)
        copy.setDefaultFont(face)
        copy.setPageSize(room)
        if copy.pageCount() <= 1 or size <= _SMALLEST:
            return copy
        size -= 1
