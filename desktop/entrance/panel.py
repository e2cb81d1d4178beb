"""What the panels of the way in share: one card in the middle, and its row of buttons."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.parts.button import Button
from desktop.parts.card import Card
from desktop.parts.label import Label
from desktop.style import tokens
from desktop.style.scale import follow, scale


class Panel(QWidget):
    """One card of `width` px called `title`, in the middle; it scrolls when room runs short.

    Put widgets into `card`; `buttons` is the row at its foot, and `primary` is what Enter in
    the last field and Ctrl Enter press.
    """

    def __init__(
        self, title: str, *, note: str = "", width: int = 480, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._width = width
        self.primary: QAbstractButton | None = None
        self.first: QWidget | None = None
        self.card = Card(title, note=note, rule=True)
        self.buttons = QHBoxLayout()
        ground = QWidget()
        ground.setProperty("part", "ground")
        middle = QVBoxLayout(ground)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.addStretch(1)
        middle.addWidget(self.card, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch(2)
        area = QScrollArea()
        area.setWidget(ground)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.press_primary)
        follow(self._resize)

    def _resize(self) -> None:
        # Cards grow with the letters, but never wider than the narrowest window.
        self.card.setFixedWidth(min(scale.px(self._width), tokens.WINDOW_LEAST[0] - 80))
        self.buttons.setSpacing(scale.gap(tokens.GAP_3))

    def say(self, text: str) -> Label:
        """Put a second line of small words into the card."""
        label = Label(text, px=tokens.LABEL, colour=tokens.INK_2, wrap=True)
        self.card.add(label)
        return label

    def end_card(self, *buttons: Button, left: Button | None = None) -> None:
        """Close the card with `buttons` at the right, the primary last, and `left` at the left."""
        if left is not None:
            self.buttons.addWidget(left)
        self.buttons.addStretch(1)
        for button in buttons:
            self.buttons.addWidget(button)
        self.card.body.addSpacing(tokens.GAP_2)
        self.card.body.addLayout(self.buttons)
        if buttons:
            self.primary = buttons[-1]

    def press_primary(self) -> None:
        """Press the panel's one primary button when it can be pressed."""
        if self.primary is not None and self.primary.isEnabled():
            self.primary.click()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard to the first field."""
        super().focusInEvent(event)
        if self.first is not None:
            self.first.setFocus()
