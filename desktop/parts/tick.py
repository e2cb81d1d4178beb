"""Ticks and choices: boxes to tick, and rings of which one is chosen."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.parts.label import lay_out
from desktop.style import fonts, tokens
from desktop.style.scale import follow, scale

_BOX = 22
_FEW = 120  # px that a ring with folding words takes at least


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


def _paint_words(
    painter: QPainter, button: QAbstractButton, words: str, *, folds: bool = False
) -> None:
    ink = tokens.INK if button.isEnabled() else tokens.INK_3
    painter.setPen(QColor(ink))
    painter.setFont(button.font())
    left = scale.px(_BOX) + scale.gap(10)
    if folds:
        layouts, high = lay_out(words, button.font(), button.width() - left)
        for layout in layouts:
            layout.draw(painter, QPointF(left, (button.height() - high) / 2))
        return
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
    """One answer among several, saying `words`; `folds` lets long ones take a second line."""

    def __init__(self, words: str, parent: QWidget | None = None, *, folds: bool = False) -> None:
        super().__init__(parent)
        self.words = words
        self._folds = folds
        if folds:
            policy = self.sizePolicy()
            policy.setHeightForWidth(True)
            policy.setHorizontalPolicy(QSizePolicy.Policy.Preferred)
            self.setSizePolicy(policy)
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
        """Return the same: the words are never cut. Where they fold, room for a few letters."""
        whole = self.sizeHint()
        return QSize(min(whole.width(), scale.px(_FEW)), whole.height()) if self._folds else whole

    def heightForWidth(self, width: int) -> int:
        """Return the height of the words folded into `width`."""
        left = scale.px(_BOX) + scale.gap(10)
        _layouts, high = lay_out(self.words, self.font(), width - left)
        return max(scale.px(tokens.CONTROL_DENSE), round(high) + scale.px(4))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ring and words."""
        painter = QPainter(self)
        side = scale.px(_BOX)
        _paint_ring(painter, QRectF(0, (self.height() - side) / 2, side, side), on=self.isChecked())
        _paint_words(painter, self, self.words, folds=self._folds)


class Choosing(QObject):
    """A choice called `name` among `answers` (value, words), its `rings` laid by whoever asks.

    `chosen` is sent; arrows move from one ring to the next.
    """

    chosen = Signal(str)

    def __init__(
        self,
        name: str,
        answers: Sequence[tuple[str, str]],
        value: str = "",
        *,
        folds: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.name = name
        self.rings = {answer: Ring(words, folds=folds) for answer, words in answers}
        self._values = list(self.rings)
        self._group = QButtonGroup(self)
        for number, ring in enumerate(self.rings.values()):
            self._group.addButton(ring, number)
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
        self._choosing = Choosing(name, answers, value, parent=self)
        line: QVBoxLayout | QHBoxLayout = QVBoxLayout(self) if upright else QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2 if upright else 20)
        for ring in self._choosing.rings.values():
            line.addWidget(ring)
        if not upright:
            line.addStretch(1)
        self._choosing.chosen.connect(self.chosen)

    def value(self) -> str:
        """Return the chosen value, "" while none is."""
        return self._choosing.value()

    def set_value(self, value: str) -> None:
        """Choose `value`; an unknown one chooses none."""
        self._choosing.set_value(value)

    def ring(self, value: str) -> Ring:
        """Return the ring that stands for `value`."""
        return self._choosing.rings[value]
