"""Ticks and choices: boxes to tick, and rings of which one is chosen."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desktop.style import fonts, tokens
from desktop.style.scale import follow, scale

_BOX = 22


def paint_box(painter: QPainter, box: QRectF, *, on: bool) -> None:
    """Draw a tick box in `box`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(tokens.PRIMARY if on else tokens.LINE_STRONG), 1.5))
    painter.setBrush(QColor(tokens.PRIMARY if on else tokens.SURFACE))
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)
    if on:
        pen = QPen(QColor(tokens.WHITE), max(2.0, box.width() * 0.1))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        x, y, side = box.left(), box.top(), box.width()
        painter.drawPolyline(
            QPolygonF(
                [
                    QPointF(x + side * 0.28, y + side * 0.52),
                    QPointF(x + side * 0.44, y + side * 0.67),
                    QPointF(x + side * 0.73, y + side * 0.36),
                ]
            )
        )
    painter.restore()


def _paint_ring(painter: QPainter, box: QRectF, *, on: bool) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(tokens.PRIMARY if on else tokens.LINE_STRONG), 2))
    painter.setBrush(QColor(tokens.SURFACE))
    painter.drawEllipse(box.adjusted(1.5, 1.5, -1.5, -1.5))
    if on:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.PRIMARY))
        inset = box.width() * 0.27
        painter.drawEllipse(box.adjusted(inset, inset, -inset, -inset))


def _room(button: QAbstractButton, words: str) -> QSize:
    metrics = QFontMetricsF(button.font())
    width = scale.px(_BOX) + scale.gap(10) + metrics.horizontalAdvance(words) + 4
    return QSize(round(width), scale.px(tokens.CONTROL_DENSE))


def _paint_words(painter: QPainter, button: QAbstractButton, words: str) -> None:
    ink = tokens.INK if button.isEnabled() else tokens.INK_3
    painter.setPen(QColor(ink))
    painter.setFont(button.font())
    left = scale.px(_BOX) + scale.gap(10)
    painter.drawText(
        QRectF(left, 0, button.width() - left, button.height()),
        Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
        words,
    )


class Tick(QCheckBox):
    """A box to tick, saying `words`."""

    def __init__(self, words: str, *, on: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = words
        self.setAccessibleName(words)
        self.setChecked(on)
        follow(self._resize)

    def _resize(self) -> None:
        self.setFont(fonts.font())
        self.updateGeometry()

    def hitButton(self, _place: object) -> bool:
        """Let the words be hit as well as the box."""
        return True

    def sizeHint(self) -> QSize:
        """Return the room for box and words."""
        return _room(self, self.words)

    def minimumSizeHint(self) -> QSize:
        """Return the same: the words are never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint box and words."""
        painter = QPainter(self)
        side = scale.px(_BOX)
        paint_box(painter, QRectF(0, (self.height() - side) / 2, side, side), on=self.isChecked())
        _paint_words(painter, self, self.words)


class Ring(QRadioButton):
    """One answer among several, saying `words`."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = words
        self.setAccessibleName(words)
        follow(self._resize)

    def _resize(self) -> None:
        self.setFont(fonts.font())
        self.updateGeometry()

    def hitButton(self, _place: object) -> bool:
        """Let the words be hit as well as the ring."""
        return True

    def sizeHint(self) -> QSize:
        """Return the room for ring and words."""
        return _room(self, self.words)

    def minimumSizeHint(self) -> QSize:
        """Return the same: the words are never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ring and words."""
        painter = QPainter(self)
        side = scale.px(_BOX)
        _paint_ring(painter, QRectF(0, (self.height() - side) / 2, side, side), on=self.isChecked())
        _paint_words(painter, self, self.words)


class Rings(QWidget):
    """A choice of one among `answers` (value, words); arrows move, `chosen` is sent."""

    chosen = Signal(str)

    def __init__(
        self,
        name: str,
        answers: Sequence[tuple[str, str]],
        value: str = "",
        *,
        upright: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._values = [answer for answer, _words in answers]
        self._group = QButtonGroup(self)
        line: QVBoxLayout | QHBoxLayout = QVBoxLayout(self) if upright else QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2 if upright else 20)
        for number, (_value, words) in enumerate(answers):
            ring = Ring(words)
            self._group.addButton(ring, number)
            line.addWidget(ring)
        if not upright:
            line.addStretch(1)
        self.set_value(value)
        self._group.idClicked.connect(lambda number: self.chosen.emit(self._values[number]))

    def value(self) -> str:
        """Return the chosen value, "" while none is."""
        number = self._group.checkedId()
        return self._values[number] if number >= 0 else ""

    def set_value(self, value: str) -> None:
        """Choose `value`; an unknown one chooses none."""
        if value in self._values:
            self._group.button(self._values.index(value)).setChecked(True)
            return
        self._group.setExclusive(False)
        for button in self._group.buttons():
            button.setChecked(False)
        self._group.setExclusive(True)
