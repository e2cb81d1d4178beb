"""Who sits at the desk: one of the office's people, or the very first one."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.entrance.panel import Panel
from desktop.parts.button import Button, Kind
from desktop.parts.field import Field
from desktop.parts.name_field import NameField
from desktop.parts.text_field import TextField, kana_field
from desktop.style import tokens
from resources.words import _


class WhoIsThere(Panel):
    """Asks who sits at the desk; `chosen` carries the id. The last one stands first."""

    chosen = Signal(str)

    def __init__(
        self, people: Sequence[tuple[str, str]], last: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Who is at the desk?"), parent=parent)
        self.say(_("What you do is recorded under your name."))
        self.people: list[Button] = []
        for staff_id, name in sorted(people, key=lambda one: one[0] != last):
            first = not self.people
            button = Button(
                name,
                kind=Kind.PRIMARY if first else Kind.SECONDARY,
                icon="user-round",
                key="Enter" if first else "",
                height=tokens.CONTROL_BIG,
            )
            button.clicked.connect(lambda _on=False, who=staff_id: self.chosen.emit(who))
            self.put(button)
            self.people.append(button)
        self.primary = self.first = self.people[0]
        self.setFocusProxy(self.people[0])


class FirstOne(Panel):
    """Asks for the name of the first person at the desk; `named` carries name and reading."""

    named = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Who is at the desk?"), parent=parent)
        self.say(_("Nobody is named here yet. What you do is recorded under your name."))
        self.name = NameField(_("Your name"))
        self.kana: TextField = kana_field(_("Reading"))
        self.name_field = Field(_("Your name"), self.name, check=self._missing)
        self.put(self.name_field)
        self.put(Field(_("Reading"), self.kana, optional=True))
        go = Button(_("Begin"), kind=Kind.PRIMARY, key="Ctrl Enter", icon="door-open")
        go.clicked.connect(self._go)
        self.end_card(go)
        self.first = self.name
        self.setFocusProxy(self.name)

    def _missing(self) -> str:
        return "" if self.name.text().strip() else _("The name is missing.")

    def _go(self) -> None:
        if self.name_field.check():
            self.named.emit(self.name.text(), self.kana.tidied())
