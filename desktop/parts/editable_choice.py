"""A line to write in that offers what was used before."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from desktop import icons
from desktop.style import fonts, tokens
from desktop.style.scale import follow, scale


class EditableChoice(QComboBox):
    """A line called `name` with `offers`; anything of `most` letters may be written.

    `changed` carries the text.
    """

    changed = Signal(str)

    def __init__(
        self,
        name: str,
        offers: Sequence[str] = (),
        parent: QWidget | None = None,
        *,
        most: int = 80,
    ) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        line = self.lineEdit()
        assert line is not None
        line.setAccessibleName(name)
        line.setMaxLength(most)
        self.view().setAccessibleName(name)
        self.set_offers(offers)
        self.currentTextChanged.connect(self.changed)
        follow(self._resize)

    def _resize(self) -> None:
        self.setFont(fonts.font())
        self.setFixedHeight(scale.px(tokens.CONTROL))

    def set_offers(self, offers: Sequence[str]) -> None:
        """Offer `offers`; what is written stays."""
        text = self.text()
        blocked = self.blockSignals(True)
        self.clear()
        self.addItems(list(dict.fromkeys(offer for offer in offers if offer)))
        self.setCurrentIndex(-1)
        self.setEditText(text)
        self.blockSignals(blocked)

    def text(self) -> str:
        """Return what is written."""
        return self.currentText().strip()

    def set_text(self, text: str) -> None:
        """Write `text` and show its beginning."""
        self.setEditText(text)
        line = self.lineEdit()
        assert line is not None
        line.setCursorPosition(0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose the whole text when it is reached by Tab, as lines do."""
        super().focusInEvent(event)
        line = self.lineEdit()
        if line is not None and event.reason() is Qt.FocusReason.TabFocusReason:
            line.selectAll()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the wheel scroll the page, never change an answer by accident."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line and its arrow."""
        super().paintEvent(event)
        side = scale.px(tokens.ICON_TABLE)
        box = QRectF(self.width() - side - scale.px(10), (self.height() - side) / 2, side, side)
        icons.paint(QPainter(self), box, "chevron-down", tokens.INK_2)
