"""A picture of a sheet of labels, on which the first free place is chosen."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.style import fonts, tokens
from desktop.style.scale import follow, scale
from resources.words import _

if TYPE_CHECKING:
    from resources.stationery import LabelSheet

_WIDE, _HIGH = 180, 255
_A4 = (210.0, 297.0)


class LabelSheetView(QWidget):
    """The sheet with its labels; used ones are hatched, those to be printed now are filled.

    A click, or the arrow keys, choose the first free place; `chosen` carries it, from 1.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._sheet: LabelSheet | None = None
        self.start = 1
        self._count = 0
        self._say()
        follow(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Return the size of the sheet as it is drawn."""
        return QSize(scale.px(_WIDE), scale.px(_HIGH))

    def show_sheet(self, sheet: "LabelSheet", count: int) -> None:
        """Show `sheet` with `count` labels to be printed; a place it has not begins anew."""
        self._sheet, self._count = sheet, count
        if self.start > sheet.count:
            self.start = 1
        self._say()
        self.update()

    def choose(self, place: int) -> None:
        """Let `place` (from 1) be the first free one."""
        if self._sheet is None or not 1 <= place <= self._sheet.count or place == self.start:
            return
        self.start = place
        self._say()
        self.update()
        self.chosen.emit(place)

    def _say(self) -> None:
        words = _("First free place on the sheet: {number}").format(number=self.start)
        self.setAccessibleName(words)
        self.setToolTip(words)

    def _box(self, place: int) -> QRectF:
        assert self._sheet is not None
        x, y = self._sheet.corner(place)
        across, down = self.width() / _A4[0], self.height() / _A4[1]
        return QRectF(
            x * across, y * down, self._sheet.wide * across, self._sheet.high * down
        ).adjusted(1, 1, -1, -1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the sheet, its labels, and the ring of the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.LINE_STRONG), 1))
        painter.setBrush(QColor(tokens.WHITE))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        if self._sheet is None:
            return
        for place in range(self._sheet.count):
            self._paint_label(painter, place)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.PRIMARY), 3))
            painter.drawRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5))

    def _paint_label(self, painter: QPainter, place: int) -> None:
        box = self._box(place)
        used = place < self.start - 1
        printed = not used and place < self.start - 1 + self._count
        painter.setPen(QPen(QColor(tokens.PRIMARY if printed else tokens.LINE_STRONG), 1))
        painter.setBrush(QColor(tokens.PRIMARY_SOFT if printed else tokens.SURFACE))
        painter.drawRoundedRect(box, 2, 2)
        if used:
            painter.setPen(QPen(QColor(tokens.INK_3), 1))
            painter.drawLine(box.topLeft(), box.bottomRight())
            painter.drawLine(QPointF(box.right(), box.top()), QPointF(box.left(), box.bottom()))
        elif place == self.start - 1:
            painter.setPen(QColor(tokens.INK))
            painter.setFont(fonts.font(tokens.SMALL, bold=True))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(self.start))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the label that was clicked."""
        if self._sheet is not None:
            for place in range(self._sheet.count):
                if self._box(place).contains(event.position()):
                    self.setFocus(Qt.FocusReason.MouseFocusReason)
                    self.choose(place + 1)
                    return
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk over the labels with the arrow keys, Home and End."""
        if self._sheet is None:
            return
        across = self._sheet.across
        step = {
            Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -across, Qt.Key.Key_Down: across,
        }.get(Qt.Key(event.key()))  # fmt: skip
        if step is not None:
            self.choose(self.start + step)
        elif event.key() == Qt.Key.Key_Home:
            self.choose(1)
        elif event.key() == Qt.Key.Key_End:
            self.choose(self._sheet.count)
        else:
            super().keyPressEvent(event)
