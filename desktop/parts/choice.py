"""Choices: one value out of a list that opens."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop import icons
from desktop.style import fonts, tokens
from desktop.style.scale import follow, scale


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

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the list's head and its arrow."""
        super().paintEvent(event)
        side = scale.px(tokens.ICON_TABLE)
        box = QRectF(self.width() - side - scale.px(10), (self.height() - side) / 2, side, side)
        icons.paint(QPainter(self), box, "chevron-down", tokens.INK_2)
