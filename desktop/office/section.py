"""What every section of the office page is: cards in a column, read again when they changed."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, Protocol

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.label import Label
from desktop.parts.status import Status
from desktop.style import tokens
from desktop.style.scale import follow, scale
from resources.refusals import Refusal

if TYPE_CHECKING:
    from desktop.desk import Desk


class Told(Protocol):
    """What a section asks of the window around it."""

    def done(
        self, text: str, undo: Callable[[], object] | None = None, status: Status = Status.OK
    ) -> None:
        """Say in the toast what was done."""

    def tell(self, key: str, status: Status, text: str) -> None:
        """Put a message under the top bar."""

    def untell(self, key: str) -> None:
        """Take the message `key` away."""

    def go(self, name: str, subject: str = "") -> None:
        """Show the place `name`, opened at `subject`."""

    def bring_back(self, file: str) -> None:
        """Leave the desk to bring the copy `file` back."""


class Section(QWidget):
    """One section; `reads` are the tables it shows."""

    reads: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, desk: "Desk", frame: Told) -> None:
        super().__init__()
        self.desk = desk
        self.frame = frame
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        follow(self._space)
        self.build()
        self.column.addStretch(1)

    def _space(self) -> None:
        self.column.setSpacing(scale.gap(tokens.GAP_3))

    def build(self) -> None:
        """Make the cards."""

    def refresh(self) -> None:
        """Read again what is shown."""

    def card(self, title: str, explanation: str = "") -> Card:
        """Add a card, with a line saying what it is good for."""
        made = Card(title, rule=True)
        if explanation:
            made.add(Label(explanation, px=tokens.LABEL, colour=tokens.INK_2, wrap=True))
        self.column.addWidget(made)
        return made

    def attempt(self, act: Callable[[], object], done: str = "") -> bool:
        """Do `act` and say `done`; a refusal is told under the top bar. Return how it went."""
        try:
            act()
        except Refusal as refusal:
            self.frame.tell("office", Status.WAIT, f"{refusal.what} {refusal.advice}")
            return False
        self.frame.untell("office")
        if done:
            self.frame.done(done)
        return True


def in_a_row(*widgets: QWidget, stretch: bool = True) -> QHBoxLayout:
    """Return `widgets` side by side."""
    row = QHBoxLayout()
    row.setSpacing(tokens.GAP_3)
    for widget in widgets:
        row.addWidget(widget)
    if stretch:
        row.addStretch(1)
    return row


def save_button(words: str) -> Button:
    """Return the primary button of a section's form."""
    return Button(words, kind=Kind.PRIMARY, icon="save", key="Ctrl Enter")
