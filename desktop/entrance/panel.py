"""What the panels of the way in share: one card in the middle, and its row of buttons."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.parts.button import Button
from desktop.parts.card import Card
from desktop.parts.label import Label
from desktop.style import tokens
from desktop.style.scale import follow, scale


class Inside(QScrollArea):
    """What a card holds, as high as it likes to be, and scrolling when room runs short."""

    def __init__(self) -> None:
        super().__init__()
        ground = QWidget()
        ground.setProperty("part", "ground")
        self.column = QVBoxLayout(ground)
        self.setWidget(ground)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def sizeHint(self) -> QSize:
        """Return the height of everything inside."""
        wide = self.viewport().width()
        high = self.column.heightForWidth(wide) if self.column.hasHeightForWidth() else -1
        natural = self.column.totalSizeHint()
        return QSize(natural.width(), high if high > 0 else natural.height())

    def minimumSizeHint(self) -> QSize:
        """Return the least height in which a person can still find their way."""
        return QSize(0, min(self.sizeHint().height(), 160))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hear that something inside wants another height."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for another height at another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


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
        self._inside = Inside()
        self.content = self._inside.column
        self.card.add(self._inside)
        # The buttons stay in sight below whatever scrolls.
        self.card.body.addLayout(self.buttons)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.card)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addStretch(1)
        column.addLayout(row)
        column.addStretch(2)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.press_primary)
        follow(self._resize)

    def _resize(self) -> None:
        # Cards grow with the letters, but never wider than the narrowest window.
        self.card.setFixedWidth(min(scale.px(self._width), tokens.WINDOW_LEAST[0] - 80))
        self.buttons.setSpacing(scale.gap(tokens.GAP_3))
        # Room for the focus ring, which stands outside of what it surrounds.
        side = tokens.RING + tokens.RING_GAP + 1
        self.content.setContentsMargins(side, side, side, side)
        self.content.setSpacing(scale.gap(tokens.GAP_2))

    def say(self, text: str) -> Label:
        """Put a second line of small words into the card."""
        label = Label(text, px=tokens.LABEL, colour=tokens.INK_2, wrap=True)
        self.put(label)
        return label

    def put(self, widget: QWidget) -> None:
        """Put `widget` below what the card already holds."""
        self.content.addWidget(widget)

    def end_card(self, *buttons: Button, left: Button | None = None) -> None:
        """Close the card with `buttons` at the right, the primary last, and `left` at the left."""
        if left is not None:
            self.buttons.addWidget(left)
        self.buttons.addStretch(1)
        for button in buttons:
            self.buttons.addWidget(button)
        if buttons:
            self.primary = buttons[-1]

    def bring_into_view(self, widget: QWidget) -> None:
        """Scroll to `widget`, once everything has found its place."""
        QTimer.singleShot(0, widget, lambda: self._inside.ensureWidgetVisible(widget))

    def press_primary(self) -> None:
        """Press the panel's one primary button when it can be pressed."""
        if self.primary is not None and self.primary.isEnabled():
            self.primary.click()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard to the first field."""
        super().focusInEvent(event)
        if self.first is not None:
            self.first.setFocus()
