"""Chips: a status as shape and word in one small pill; a chip is never a button."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop import icons
from desktop.parts.status import Status, paint_shape
from desktop.style import fonts, tokens
from desktop.style.scale import follow, scale


def chip_width(word: str) -> int:
    """Return the width in px of a chip saying `word`."""
    metrics = QFontMetricsF(fonts.font(tokens.LABEL, bold=True))
    around = 2 * scale.gap(10) + scale.px(tokens.CHIP_MARK) + scale.gap(6)
    return round(metrics.horizontalAdvance(word) + around + 1)


def paint_chip(
    painter: QPainter, box: QRectF, status: Status, word: str, *, icon: str = ""
) -> None:
    """Draw the chip of `status` saying `word` in `box`; `icon` may replace the shape."""
    family = status.family
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(family.edge), 1))
    painter.setBrush(QColor(family.soft))
    round_ = box.height() / 2 - 0.5
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), round_, round_)
    side = scale.px(tokens.CHIP_MARK)
    left = box.left() + scale.gap(10)
    mark = QRectF(left, box.center().y() - side / 2, side, side)
    if icon:
        icons.paint(painter, mark, icon, family.text)
    else:
        paint_shape(painter, mark.adjusted(0.5, 0.5, -0.5, -0.5), status.shape, family.text)
    painter.setPen(QColor(family.text))
    painter.setFont(fonts.font(tokens.LABEL, bold=True))
    left += side + scale.gap(6)
    painter.drawText(
        QRectF(left, box.top(), box.right() - left, box.height()),
        Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
        word,
    )
    painter.restore()


class Chip(QWidget):
    """The chip of `status` saying `word`, two words at most."""

    def __init__(
        self, status: Status, word: str, *, icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_status(status, word)
        follow(self.updateGeometry)

    def show_status(self, status: Status, word: str) -> None:
        """Say `word` in `status` from now on."""
        self.status = status
        self.word = word
        self.setAccessibleName(word)
        self.setAccessibleDescription(status.word)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room for shape and word."""
        return QSize(chip_width(self.word), scale.px(tokens.CHIP))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the pill."""
        paint_chip(QPainter(self), QRectF(self.rect()), self.status, self.word, icon=self._icon)
