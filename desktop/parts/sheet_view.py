"""The very sheet that will be printed, as large as its place allows."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.style import tokens
from desktop.style.scale import scale

if TYPE_CHECKING:
    from desktop.printing import Document


class SheetView(QWidget):
    """Shows one page of a document; `stepped` is -1 or 1 for PgUp and PgDn."""

    stepped = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._document: Document | None = None
        self._page = 0
        self._picture: QImage | None = None
        self.whole = True

    def show_page(self, document: "Document | None", page: int) -> None:
        """Show `page` (from 0) of `document`, or an empty ground."""
        self._document, self._page, self._picture = document, page, None
        self.updateGeometry()
        self.update()

    def show_whole(self, *, whole: bool) -> None:
        """Show the whole page, or its full width to read the small letters."""
        self.whole = whole
        self._picture = None
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for the height the page needs at full width."""
        if self.whole or self._document is None:
            return QSize(360, 400)
        across, down = self._document.size_mm(self._page)
        width = max(self.width(), 360)
        return QSize(width, round(width * down / across))

    def minimumSizeHint(self) -> QSize:
        """Ask for a page one can still recognise; for all of it at full width."""
        if self.whole:
            return QSize(280, 230)
        return QSize(280, self.sizeHint().height())

    def _place(self) -> QRectF:
        assert self._document is not None
        across, down = self._document.size_mm(self._page)
        margin = scale.gap(tokens.GAP_3)
        room = self.rect().adjusted(margin, margin, -margin, -margin)
        width = float(room.width())
        if self.whole:
            width = min(width, room.height() * across / down)
        height = width * down / across
        left = room.center().x() - width / 2
        top = max(float(margin), room.center().y() - height / 2) if self.whole else float(margin)
        return QRectF(left, top, width, height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the sheet on its ground with a thin soft shadow."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.SHEET_GROUND))
        if self._document is not None and self._document.pages:
            place = self._place()
            if self._picture is None:
                ratio = self.devicePixelRatioF()
                self._picture = self._document.image(self._page, round(place.width() * ratio))
            painter.fillRect(place.translated(3, 3), QColor(tokens.SHADOW))
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(place, self._picture)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw the page anew at its new size."""
        self._picture = None
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """PgUp and PgDn turn the page."""
        step = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)
