"""Messages: what happened, what still works, and one button, under the top bar."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.parts.button import Button, Kind
from desktop.parts.label import Label
from desktop.parts.status import Status, StatusMark
from desktop.style import tokens
from desktop.style.scale import follow, scale

MOST: Final = 2
_RANK: Final = {Status.STOP: 0, Status.WAIT: 1}


class Message(QFrame):
    """One bar saying `text` in `status`; `action` is the word of its button."""

    def __init__(
        self,
        status: Status,
        text: str,
        *,
        action: str = "",
        act: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.status = status
        self.text = text
        self.setAccessibleName(text)
        self.setAccessibleDescription(status.word)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 3, 6, 3)
        line.setSpacing(10)
        line.addWidget(StatusMark(status, size=16))
        line.addWidget(Label(text, wrap=True), 1)
        self.button: Button | None = None
        if action:
            self.button = Button(action, kind=Kind.SECONDARY, height=tokens.CONTROL_DENSE - 2)
            if act is not None:
                self.button.clicked.connect(lambda: act())  # noqa: PLW0108 -- carries a flag
            line.addWidget(self.button)
        follow(self._resize)

    def _resize(self) -> None:
        self.setMinimumHeight(scale.px(tokens.MESSAGE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the soft ground and its edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self.status.family.edge), 1))
        painter.setBrush(QColor(self.status.family.soft))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, tokens.RADIUS_CONTROL, tokens.RADIUS_CONTROL)


class Messages(QWidget):
    """At most two messages, the gravest first; each stands as long as its cause."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._messages: dict[str, Message] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 8, 24, 0)
        self._column.setSpacing(6)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.hide()

    def put(
        self,
        key: str,
        status: Status,
        text: str,
        action: str = "",
        act: Callable[[], object] | None = None,
    ) -> None:
        """Show the message `key`; one with the same key is replaced."""
        self._drop(key)
        message = Message(status, text, action=action, act=act, parent=self)
        self._messages = {key: message, **self._messages}
        self._arrange()

    def take_away(self, key: str) -> None:
        """Take the message `key` away."""
        self._drop(key)
        self._arrange()

    def shown(self) -> list[Message]:
        """Return the messages shown, gravest first."""
        ranked = sorted(self._messages.values(), key=lambda one: _RANK.get(one.status, 2))
        return ranked[:MOST]

    def _drop(self, key: str) -> None:
        old = self._messages.pop(key, None)
        if old is not None:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()

    def _arrange(self) -> None:
        shown = self.shown()
        for message in self._messages.values():
            self._column.removeWidget(message)
            message.setVisible(message in shown)
        for message in shown:
            self._column.addWidget(message)
        self.setVisible(bool(shown))
