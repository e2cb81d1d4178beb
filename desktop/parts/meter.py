"""Meters: how many of the expected are here, as figures and as a bar."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.style import fonts, tokens
from desktop.style.scale import follow, scale
from resources.words import _


def paint_bar(painter: QPainter, box: QRectF, part: float) -> None:
    """Draw a bar filled to `part` (0 to 1) in `box`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.HEAD))
    round_ = box.height() / 2
    painter.drawRoundedRect(box, round_, round_)
    if part > 0:
        filled = QRectF(box)
        filled.setWidth(max(box.height(), box.width() * min(part, 1.0)))
        painter.setBrush(QColor(tokens.PRIMARY))
        painter.drawRoundedRect(filled, round_, round_)


class Meter(QWidget):
    """`present` of `expected`: "23 ／ 41人" above its bar; `thick` draws the bar alone."""

    def __init__(
        self,
        present: int = 0,
        expected: int = 0,
        *,
        bare: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bare = bare
        self.setSizePolicy(
            QSizePolicy.Policy.Expanding if bare else QSizePolicy.Policy.Fixed,
            QSizePolicy.Policy.Fixed,
        )
        self.set_counts(present, expected)
        follow(self.updateGeometry)

    def set_counts(self, present: int, expected: int) -> None:
        """Show `present` of `expected`."""
        self.present = present
        self.expected = expected
        self.setAccessibleName(
            _("{present} of {expected} people").format(present=present, expected=expected)
        )
        self.update()

    def sizeHint(self) -> QSize:
        """Return 116 px by two lines, or the bar's own height."""
        if self._bare:
            return QSize(scale.px(116), scale.px(12))
        return QSize(scale.px(120), scale.px(42))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint figures and bar."""
        painter = QPainter(self)
        part = self.present / self.expected if self.expected else 0.0
        box = QRectF(self.rect())
        high = scale.px(12 if self._bare else 8)
        paint_bar(painter, QRectF(0, box.height() - high, box.width(), high), part)
        if self._bare:
            return
        big, small = fonts.font(24, bold=True), fonts.font(tokens.BODY)
        first = str(self.present)
        rest = _("／ {expected}").format(expected=self.expected)
        wide = QFontMetricsF(big).horizontalAdvance(first)
        gap = scale.gap(6)
        total = wide + gap + QFontMetricsF(small).horizontalAdvance(rest)
        left = max(0.0, (box.width() - total) / 2)
        line = QRectF(left, 0, wide + 2, box.height() - high - scale.px(4))
        bottom = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(tokens.INK))
        painter.setFont(big)
        painter.drawText(line, bottom, first)
        painter.setPen(QColor(tokens.INK_2))
        painter.setFont(small)
        line.setLeft(left + wide + gap)
        line.setRight(box.width() + 20)
        painter.drawText(line, bottom, rest)
