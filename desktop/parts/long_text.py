"""Long texts: several lines to write in, plain letters only."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.style import fonts
from desktop.style.scale import follow, scale


class LongText(QPlainTextEdit):
    """A field called `name`, `lines` high; Tab leaves it, `left` says that it was left."""

    left = Signal()

    def __init__(
        self,
        name: str,
        text: str = "",
        *,
        lines: int = 3,
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._lines = lines
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        follow(self._resize)

    def _resize(self) -> None:
        self.setFont(fonts.font())
        self.setFixedHeight(round(fonts.font().pixelSize() * 1.4 * self._lines) + scale.px(22))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the field was left."""
        super().focusOutEvent(event)
        self.left.emit()
