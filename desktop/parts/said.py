"""A place for one message beside the matter it is about."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.parts.message import Message
from desktop.parts.status import Status


class Said(QWidget):
    """A place for one message beside what it is about; empty, it takes no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.message: Message | None = None
        self.hide()

    @property
    def text(self) -> str:
        """What is said now, "" for nothing."""
        return self.message.text if self.message is not None else ""

    def say(
        self,
        text: str,
        status: Status = Status.STOP,
        *,
        action: str = "",
        act: Callable[[], object] | None = None,
    ) -> None:
        """Say `text`, with a button `action` that does `act` where one is given."""
        self.clear()
        self.message = Message(status, text, action=action, act=act)
        self._column.addWidget(self.message)
        self.show()

    def clear(self) -> None:
        """Say nothing any more."""
        if self.message is not None:
            self._column.removeWidget(self.message)
            self.message.hide()
            self.message.deleteLater()
            self.message = None
        self.hide()
