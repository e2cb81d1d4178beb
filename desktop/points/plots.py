"""Plots of the year, painted in the house's own lines: targets, months, 地区 by age.

Every figure stands beside its bar as a number, shades differ in black and white too, and ↑↓←→
walk from one figure to the next, each of which says itself to a screen reader.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.style import fonts, tokens
from desktop.style.scale import follow, scale
from resources.words import _


@dataclass(frozen=True)
class Figure:
    """One figure: what it is of, its `value`, and how it is said ("121人")."""

    label: str
    value: float
    said: str
    aim: float | None = None
    aimed: str = ""  # how the aim is said


class Plot(QWidget):
    """The base: figures in a grid `wide` columns wide, one of them under the cursor."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.figures: tuple[Figure, ...] = ()
        self.wide = 1
        self.here = 0
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow(self.updateGeometry)

    def say(self, figures: Sequence[Figure], wide: int = 1) -> None:
        """Show `figures`, `wide` in a row."""
        self.figures = tuple(figures)
        self.wide = max(1, wide)
        self.here = min(self.here, max(0, len(self.figures) - 1))
        self.updateGeometry()
        self.update()
        self._speak()

    def words(self) -> str:
        """Return what stands under the cursor, as it is read out."""
        if not self.figures:
            return ""
        one = self.figures[self.here]
        aim = _("target {aim}").format(aim=one.aimed) if one.aim is not None else ""
        return " ".join(part for part in (one.label, one.said, aim) if part)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk from figure to figure."""
        steps = {
            Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self.wide, Qt.Key.Key_Down: self.wide,
        }  # fmt: skip
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        there = self.here + step
        if 0 <= there < len(self.figures):
            self.here = there
            self.update()
            self._speak()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say the figure under the cursor when the plot is reached."""
        super().focusInEvent(event)
        self._speak()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()

    def _speak(self) -> None:
        self.setAccessibleDescription(self.words())
        event = QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
        QAccessible.updateAccessibility(event)

    def minimumSizeHint(self) -> QSize:
        """Return a width in which everything can still be read."""
        return QSize(scale.px(280), self.sizeHint().height())

    def _ring(self, painter: QPainter, box: QRectF, number: int) -> None:
        if self.hasFocus() and number == self.here:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.FOCUS), 3))
            painter.drawRoundedRect(box.adjusted(1.5, 1.5, -1.5, -1.5), 4, 4)


class Against(Plot):
    """One bar a row against its target: a black mark stands where the target is."""

    _ROW = 48

    def sizeHint(self) -> QSize:
        """Return a row for each figure."""
        return QSize(scale.px(480), scale.px(self._ROW) * max(1, len(self.figures)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bars."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bold, body = fonts.font(tokens.BODY, bold=True), fonts.font(tokens.BODY)
        label = max((QFontMetricsF(body).horizontalAdvance(one.label) for one in self.figures),
                    default=0.0) + scale.gap(14)  # fmt: skip
        said = max((QFontMetricsF(bold).horizontalAdvance(one.said) for one in self.figures),
                   default=0.0) + scale.gap(14)  # fmt: skip
        high = scale.px(self._ROW)
        left, right = label, self.width() - said - scale.gap(6)
        for number, one in enumerate(self.figures):
            row = QRectF(0, number * high, self.width(), high)
            painter.setFont(body)
            painter.setPen(QColor(tokens.INK))
            painter.drawText(row, _MIDDLE_LEFT, one.label)
            painter.setFont(bold)
            painter.drawText(row.adjusted(0, 0, -scale.gap(6), 0), _MIDDLE_RIGHT, one.said)
            most = max(one.value, one.aim or 0.0) * 1.06 or 1.0
            bar = QRectF(left, row.top() + high * 0.16, max(0.0, right - left), high * 0.36)
            _bar(painter, bar, one.value / most, across=True)
            if one.aim is not None:
                x = bar.left() + bar.width() * one.aim / most
                painter.setPen(QPen(QColor(tokens.INK), 3))
                painter.drawLine(QPointF(x, bar.top() - 3), QPointF(x, bar.bottom() + 3))
                painter.setFont(fonts.font(tokens.RUBY))
                words = _("target {aim}").format(aim=one.aimed)
                painter.drawText(
                    QRectF(left, bar.bottom() + 2, x - left + 2, high * 0.42),
                    Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, words,
                )  # fmt: skip
            self._ring(painter, row, number)


class Months(Plot):
    """A column for each month, its figure above and its name below."""

    def sizeHint(self) -> QSize:
        """Return the room for twelve columns."""
        return QSize(scale.px(560), scale.px(190))

    def say(self, figures: Sequence[Figure], wide: int = 1) -> None:
        """Show `figures` side by side; `wide` is their number."""
        super().say(figures, max(wide, len(figures)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the columns."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.figures:
            return
        step = self.width() / len(self.figures)
        line = scale.px(24)
        most = max(one.value for one in self.figures) or 1.0
        high = self.height() - 2 * line
        painter.setPen(QPen(QColor(tokens.INK), 1))
        painter.drawLine(QPointF(0, line + high), QPointF(self.width(), line + high))
        for number, one in enumerate(self.figures):
            box = QRectF(number * step, 0, step, self.height())
            tall = high * one.value / most
            column = QRectF(box.left() + step * 0.18, line + high - tall, step * 0.64, tall)
            if one.value:
                _bar(painter, column, 1.0, across=False)
            painter.setPen(QColor(tokens.INK))
            painter.setFont(_fitting(one.said, step - 2, tokens.SMALL, bold=True))
            above = QRectF(box.left(), column.top() - line, step, line)
            painter.drawText(above, Qt.AlignmentFlag.AlignCenter, one.said)
            painter.setFont(_fitting(one.label, step - 2, tokens.SMALL, bold=False))
            below = QRectF(box.left(), line + high, step, line)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, one.label)
            self._ring(painter, box, number)


class Grid(Plot):
    """Rows by columns: the darker a field, the higher its figure, which stands in it."""

    _ROW = 34

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.rows: tuple[str, ...] = ()
        self.columns: tuple[str, ...] = ()

    def show_grid(
        self, rows: Sequence[str], columns: Sequence[str], figures: Sequence[Figure]
    ) -> None:
        """Show `figures`, row by row."""
        self.rows, self.columns = tuple(rows), tuple(columns)
        self.say(figures, len(columns))

    def sizeHint(self) -> QSize:
        """Return a line for each row, and one above them."""
        return QSize(scale.px(640), scale.px(self._ROW) * (len(self.rows) + 1))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the fields."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.rows or not self.columns:
            return
        body = fonts.font(tokens.SMALL)
        metrics = QFontMetricsF(body)
        label = max(metrics.horizontalAdvance(words) for words in self.rows) + scale.gap(12)
        high = scale.px(self._ROW)
        step = (self.width() - label) / len(self.columns)
        painter.setPen(QColor(tokens.INK))
        for number, words in enumerate(self.columns):
            painter.setFont(_fitting(words, step - 4, tokens.SMALL, bold=False))
            head = QRectF(label + number * step, 0, step, high)
            painter.drawText(head, Qt.AlignmentFlag.AlignCenter, words)
        most = max((one.value for one in self.figures), default=0) or 1.0
        for number, one in enumerate(self.figures):
            row, column = divmod(number, len(self.columns))
            if column == 0:
                painter.setFont(body)
                painter.setPen(QColor(tokens.INK))
                painter.drawText(
                    QRectF(0, (row + 1) * high, label, high), _MIDDLE_LEFT, self.rows[row]
                )
            box = QRectF(label + column * step, (row + 1) * high, step, high)
            part = one.value / most
            field = box.adjusted(1, 1, -1, -1)
            painter.setPen(QPen(QColor(tokens.LINE), 1))
            painter.setBrush(_shade(part))
            painter.drawRect(field)
            painter.setPen(QColor(tokens.WHITE if part > _DARK else tokens.INK))
            painter.setFont(_fitting(one.said, step - 6, tokens.SMALL, bold=part > _DARK))
            painter.drawText(field, Qt.AlignmentFlag.AlignCenter, one.said)
            self._ring(painter, box, number)


_MIDDLE_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_MIDDLE_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_DARK = 0.55  # from this part on the ground is dark and the letters are white


def _shade(part: float) -> QColor:
    """Return the ground of a field: white at 0, the house's deep green-blue at 1."""
    if part <= 0:
        return QColor(tokens.SURFACE)
    light, deep = QColor(tokens.PRIMARY_SOFT), QColor(tokens.PRIMARY)
    mixed = [
        round(low + (high - low) * part)
        for low, high in (
            (light.red(), deep.red()), (light.green(), deep.green()), (light.blue(), deep.blue()),
        )
    ]  # fmt: skip
    return QColor(*mixed)


def _bar(painter: QPainter, box: QRectF, part: float, *, across: bool) -> None:
    """Fill `part` of `box` and draw its edge, so that it stands out without colour too."""
    if across:
        painter.setPen(QPen(QColor(tokens.LINE_STRONG), 1))
        painter.setBrush(QColor(tokens.SURFACE))
        painter.drawRect(box)
        box = QRectF(box.left(), box.top(), box.width() * min(1.0, part), box.height())
    painter.setPen(QPen(QColor(tokens.PRIMARY_PRESS), 1))
    painter.setBrush(QColor(tokens.PRIMARY))
    painter.drawRect(box)


def _fitting(words: str, room: float, px: float, *, bold: bool) -> QFont:
    wide = QFontMetricsF(fonts.font(px, bold=bold)).horizontalAdvance(words)
    shrink = min(1.0, room / wide) if wide > 0 else 1.0
    return fonts.font(px, bold=bold, shrink=max(shrink, 0.6))
