"""Choices: one value out of a list that opens."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStyleOptionViewItem,
    QStylePainter,
    QWidget,
)

from desktop import icons
from desktop.parts.label import SHRINK, lay_out
from desktop.style import fonts, tokens
from desktop.style.scale import follow, scale

_CLOSE = 1.15  # between two small lines


class _Rows(QStyledItemDelegate):
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(super().sizeHint(option, index).width(), scale.px(tokens.CONTROL_DENSE))


class Choice(QComboBox):
    """A list called `name` of `answers` (value, words); `chosen` carries the value."""

    chosen = Signal(str)

    def __init__(
        self,
        name: str,
        answers: Sequence[tuple[str, str]] = (),
        value: str = "",
        *,
        height: int = tokens.CONTROL,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._height = height
        self.setAccessibleName(name)
        self.setView(QListView())
        self.view().setAccessibleName(name)
        self.setItemDelegate(_Rows(self))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.set_answers(answers, value)
        self.activated.connect(lambda _number: self.chosen.emit(self.value()))
        follow(self._resize)

    def _resize(self) -> None:
        self.setFont(fonts.font())
        self.setFixedHeight(scale.px(self._height))

    def set_answers(self, answers: Sequence[tuple[str, str]], value: str = "") -> None:
        """Offer `answers` and choose `value`, or the first one."""
        self.clear()
        for answer, words in answers:
            self.addItem(words, answer)
        self.set_value(value)

    def value(self) -> str:
        """Return the chosen value, "" when there is none."""
        return str(self.currentData() or "")

    def set_value(self, value: str) -> None:
        """Choose `value`; an unknown one chooses the first."""
        self.setCurrentIndex(max(self.findData(value), 0 if self.count() else -1))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the wheel scroll the page, never change an answer by accident."""
        event.ignore()

    def _write(self, painter: QPainter, room: QRectF) -> None:
        """Write the answer in one line, a little smaller if need be, or in two small ones."""
        text = self.currentText()
        natural = QFontMetricsF(self.font()).horizontalAdvance(text)
        share = room.width() / natural if natural else 1.0
        if share >= SHRINK:
            painter.setFont(fonts.font(shrink=min(1.0, share * 0.99)))
            side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(room, int(side), text)
            return
        layouts, high = lay_out(text, fonts.font(tokens.RUBY), room.width(), _CLOSE)
        for layout in layouts:
            layout.draw(painter, QPointF(room.left(), (room.height() - high) / 2))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the list's head with the answer, which is never cut, and its arrow."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        side = scale.px(tokens.ICON_TABLE)
        left = scale.px(12)
        room = QRectF(left, 0, self.width() - left - side - scale.px(14), self.height())
        painter.setPen(QColor(tokens.INK if self.isEnabled() else tokens.INK_3))
        self._write(painter, room)
        painter.end()
        box = QRectF(self.width() - side - scale.px(10), (self.height() - side) / 2, side, side)
        icons.paint(QPainter(self), box, "chevron-down", tokens.INK_2)
