"""Key caps: the small picture of the key that does the same as a button."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.style import fonts, tokens
from desktop.style.scale import follow, scale


def cap_width(key: str) -> int:
    """Return the width in px of the cap for `key`."""
    metrics = QFontMetricsF(fonts.font(tokens.SMALL, bold=True))
    return round(metrics.horizontalAdvance(key)) + scale.gap(14)


def paint_cap(painter: QPainter, box: QRectF, key: str, *, dark: bool = False) -> None:
    """Draw the cap for `key` in `box`; `dark` is for the primary button's ground."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(tokens.PRIMARY_LINE if dark else tokens.NONE.edge), 1))
    painter.setBrush(QColor(tokens.CAP_DARK if dark else tokens.SUNKEN))
    painter.drawRoundedRect(
        box.adjusted(0.5, 0.5, -0.5, -0.5), tokens.RADIUS_CAP, tokens.RADIUS_CAP
    )
    painter.setPen(QColor(tokens.WHITE if dark else tokens.INK_2))
    painter.setFont(fonts.font(tokens.SMALL, bold=True))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)
    painter.restore()


class KeyCap(QWidget):
    """The cap for `key`, standing alone beside what it does."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self.setAccessibleName(key)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Return the room for the key's word."""
        return QSize(cap_width(self.key), scale.px(tokens.KEY_CAP))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the cap."""
        paint_cap(QPainter(self), QRectF(self.rect()), self.key)
