"""One entry of the rail: its icon, its word, and how many matters wait there."""

import math

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextLayout,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desktop import icons
from desktop.navigation import Place
from desktop.parts.label import SHRINK, lay_out
from desktop.style import fonts, tokens
from desktop.style.scale import scale
from resources.words import _


class RailEntry(QPushButton):
    """The entry of `place`; in the `narrow` rail its icon stands over its word."""

    def __init__(self, place: Place, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = place
        self.badge = 0
        self.narrow = False
        self._key = f"Alt {number}" if number <= 9 else ""
        self.setCheckable(True)
        self.setProperty("kind", "quiet")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_badge(0)

    def set_badge(self, count: int) -> None:
        """Show that `count` matters wait here for a person; 0 shows none."""
        self.badge = count
        words = self.place.title
        if count:
            words = _("{place}, {count} waiting").format(place=words, count=count)
        self.setAccessibleName(words)
        self.setToolTip(f"{self.place.title} {self._key}".strip())
        self.update()

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001 -- a Qt-like setter
        """Put the icon over the word, or before it."""
        self.narrow = narrow
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave ↑ and ↓ to the rail, which knows the order; Enter goes there."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def _small(self) -> int:
        return round(tokens.RUBY * min(scale.factor, 1.25))

    def sizeHint(self) -> QSize:
        """Return the entry's room."""
        if not self.narrow:
            return QSize(scale.px(160), scale.px(tokens.RAIL_ITEM))
        wide, least = tokens.RAIL_NARROW - 12, self._small() * 2
        _face, _layouts, high = self._narrow_words(wide - 10)
        return QSize(wide, scale.px(tokens.ICON) + max(least, math.ceil(high) + 8))

    def _narrow_words(self, room: float) -> tuple[QFont, list[QTextLayout], float]:
        """Return the face of the word below the icon, its lines in `room` px, and their height."""
        face = fonts.font(1, bold=self.isChecked())
        face.setPixelSize(self._small())
        natural = QFontMetricsF(face).horizontalAdvance(self.place.title)
        if natural > room:
            face.setPixelSize(max(tokens.RUBY, int(self._small() * room / natural)))
        return face, *lay_out(self.place.title, face, room)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the pill, the bar, icon, word and badge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.SURFACE if self.isChecked() else tokens.PRIMARY_SOFT))
            painter.drawRoundedRect(
                box.adjusted(8, 1, 0, -1), tokens.RADIUS_CONTROL, tokens.RADIUS_CONTROL
            )
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.PRIMARY))
            painter.drawRoundedRect(QRectF(0, 8, 4, box.height() - 16), 2, 2)
        ink = tokens.PRIMARY_PRESS if self.isChecked() else tokens.INK
        if self.narrow:
            self._paint_narrow(painter, box, ink)
        else:
            self._paint_wide(painter, box, ink)

    def _paint_wide(self, painter: QPainter, box: QRectF, ink: str) -> None:
        side = scale.px(tokens.ICON)
        left = 22.0
        icons.paint(
            painter,
            QRectF(left, (box.height() - side) / 2, side, side),
            self.place.icon,
            tokens.PRIMARY if self.isChecked() else tokens.INK_2,
        )
        left += side + scale.gap(9)
        room = box.width() - left - (scale.px(30) if self.badge else 4)
        bold = self.isChecked()
        natural = QFontMetricsF(fonts.font(bold=bold)).horizontalAdvance(self.place.title)
        shrink = max(SHRINK, min(1.0, room / natural)) if natural else 1.0
        painter.setFont(fonts.font(bold=bold, shrink=shrink))
        painter.setPen(QColor(ink))
        painter.drawText(
            QRectF(left, 0, room + 4, box.height()),
            Qt.AlignmentFlag.AlignVCenter,
            self.place.title,
        )
        if self.badge:
            high = scale.px(22)
            self._paint_badge(
                painter,
                QRectF(box.width() - scale.px(26) - 8, (box.height() - high) / 2, 0, high),
            )

    def _paint_narrow(self, painter: QPainter, box: QRectF, ink: str) -> None:
        side = scale.px(tokens.ICON)
        middle = box.center().x() + 4
        icons.paint(
            painter,
            QRectF(middle - side / 2, 5, side, side),
            self.place.icon,
            tokens.PRIMARY if self.isChecked() else tokens.INK_2,
        )
        room = box.width() - 10
        _face, layouts, _high = self._narrow_words(room)
        painter.setPen(QColor(ink))
        top = side + 6.0
        for layout in layouts:
            for number in range(layout.lineCount()):
                line = layout.lineAt(number)
                across = 9 + (room - line.naturalTextWidth()) / 2
                line.draw(painter, QRectF(across, top, 0, 0).topLeft())
        if self.badge:
            self._paint_badge(painter, QRectF(box.width() - 28, 2, 0, 20))

    def _paint_badge(self, painter: QPainter, box: QRectF) -> None:
        face = fonts.font(tokens.RUBY, bold=True)
        if self.narrow:
            face.setPixelSize(tokens.RUBY)
        words = str(self.badge)
        least = 24 if self.narrow else scale.px(24)
        box.setWidth(max(least, QFontMetricsF(face).horizontalAdvance(words) + 12))
        painter.setPen(QPen(QColor(tokens.WAIT.edge), 1))
        painter.setBrush(QColor(tokens.WAIT.soft))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setPen(QColor(tokens.WAIT.text))
        painter.setFont(face)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
