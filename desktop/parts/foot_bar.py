"""The foot bar of a form: what is kept, and its buttons, the primary one last."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QWidget

from desktop.parts.label import Label
from desktop.style import tokens
from desktop.style.scale import follow, scale


class FootBar(QFrame):
    """A bar of 64 px saying `words` at the left, with `buttons` at the right in order."""

    def __init__(
        self, words: str = "", buttons: Sequence[QWidget] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("part", "bar")
        self._words = Label(words, px=tokens.LABEL, colour=tokens.INK_2, wrap=True)
        self._line = QHBoxLayout(self)
        self._line.addWidget(self._words, 1)
        self._buttons = QHBoxLayout()
        self._buttons.addStretch(1)
        for button in buttons:
            self._buttons.addWidget(button)
        self._line.addLayout(self._buttons)
        follow(self._resize)

    def _resize(self) -> None:
        self._line.setContentsMargins(scale.gap(28), 10, scale.gap(24), 10)
        self._line.setSpacing(scale.gap(10))
        self._buttons.setSpacing(scale.gap(10))
        self.setMinimumHeight(scale.px(tokens.TOP_BAR))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the words above the buttons when they have not room beside them."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Decide anew where the words stand, after buttons were shown or hidden."""
        self._buttons.invalidate()
        room = self.width() - self._buttons.sizeHint().width() - scale.gap(80)
        tight = room < min(self._words.sizeHint().width(), scale.px(200))
        way = QBoxLayout.Direction.TopToBottom if tight else QBoxLayout.Direction.LeftToRight
        self._line.setDirection(way)

    def minimumSizeHint(self) -> QSize:
        """Return the room for the buttons alone."""
        least = super().minimumSizeHint()
        return QSize(self._buttons.minimumSize().width() + scale.gap(52), least.height())

    def say(self, words: str) -> None:
        """Say `words` at the left from now on."""
        self._words.setText(words)
