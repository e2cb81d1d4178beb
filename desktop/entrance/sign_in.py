"""Signing in: the office's passphrase, and then who sits at the desk."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.field import Field
from desktop.parts.label import Label
from desktop.parts.text_field import TextField
from desktop.parts.tick import Tick
from desktop.style import tokens
from resources.refusals import Refusal
from resources.words import _


class SignIn(QWidget):
    """Asks for the passphrase of the office in `folder`; `unlocked` carries the data key.

    `other_way` asks for the recovery key, `elsewhere` for another folder or a backup.
    """

    unlocked = Signal(bytes)
    other_way = Signal()
    elsewhere = Signal()

    def __init__(self, folder: Path, office: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self.card = Card(_("Open the office"), note=office, rule=True)
        self.card.setFixedWidth(480)
        self.passphrase = TextField(_("Passphrase"))
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.field = Field(_("Passphrase"), self.passphrase, width=440)
        show = Tick(_("Show the letters"))
        show.toggled.connect(self._reveal)
        self.open = Button(
            _("Open"), kind=Kind.PRIMARY, key="Enter", height=tokens.CONTROL_BIG, icon="door-open"
        )
        self.open.clicked.connect(self._try)
        self.passphrase.returnPressed.connect(self._try)
        forgotten = Button(_("I do not know the passphrase"), kind=Kind.QUIET)
        forgotten.clicked.connect(self.other_way)
        another = Button(_("Another office or a backup"), kind=Kind.QUIET)
        another.clicked.connect(self.elsewhere)
        self.card.add(self.field)
        self.card.add(show)
        self.card.add(self.open)
        row = QHBoxLayout()
        row.addWidget(forgotten)
        row.addStretch(1)
        row.addWidget(another)
        self.card.body.addLayout(row)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(self.card, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        self.setFocusProxy(self.passphrase)

    def _reveal(self, on: bool) -> None:  # noqa: FBT001 -- the signal's own form
        mode = QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password
        self.passphrase.setEchoMode(mode)

    def _try(self) -> None:
        from resources import keys

        self.open.setEnabled(False)
        self.open.repaint()
        try:
            data_key = keys.unlock_by_passphrase(self._folder, self.passphrase.text())
        except Refusal as refusal:
            self.refuse(refusal)
            return
        finally:
            self.open.setEnabled(True)
        self.passphrase.clear()
        self.unlocked.emit(data_key)

    def refuse(self, refusal: Refusal) -> None:
        """Say below the field why the office stays closed."""
        self.field.set_error(f"{refusal.what} {refusal.advice}")
        self.passphrase.setFocus()
        self.passphrase.selectAll()


class WhoIsThere(QWidget):
    """Asks who sits at the desk; `chosen` carries the id. The last one stands first."""

    chosen = Signal(str)

    def __init__(
        self, people: Sequence[tuple[str, str]], last: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        card = Card(_("Who is at the desk?"), rule=True)
        card.setFixedWidth(480)
        card.add(
            Label(
                _("What you do is recorded under your name."),
                px=tokens.LABEL,
                colour=tokens.INK_2,
                wrap=True,
            )
        )
        self.buttons: list[Button] = []
        for staff_id, name in sorted(people, key=lambda one: one[0] != last):
            first = not self.buttons
            button = Button(
                name,
                kind=Kind.PRIMARY if first else Kind.SECONDARY,
                icon="user-round",
                height=tokens.CONTROL_BIG,
            )
            button.clicked.connect(lambda _on=False, who=staff_id: self.chosen.emit(who))
            card.add(button)
            self.buttons.append(button)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard to the first name."""
        super().focusInEvent(event)
        if self.buttons:
            self.buttons[0].setFocus()
