"""What stands beside the day: three tiles, and whether the copy is fresh."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.pages.today_soon import COPY_DAYS, days_since_copy
from desktop.parts.button import Button
from desktop.parts.card import Card
from desktop.parts.label import Label
from desktop.parts.status import Status
from desktop.parts.tile import Tile
from desktop.second_place import second_words
from desktop.style import tokens
from resources import calendar
from resources.settings import Settings
from resources.words import _


class CopyCard(Card):
    """How old the copy is; its button leads to where a new one is taken."""

    def __init__(self, go: Callable[[str, str], object]) -> None:
        super().__init__(_("Copy"), status=Status.OK, filled=True, dense=True)
        self.words = Label(px=tokens.LABEL, wrap=True)
        self.button = Button(_("Take a copy"), icon="usb", height=tokens.CONTROL_DENSE)
        self.button.clicked.connect(lambda: go("office", "copies"))
        self.add(self.words)
        self.add(self.button)

    def show_copy(self, machine: Settings, now: datetime) -> None:
        """Say when the last copy was made."""
        age = days_since_copy(machine, now)
        fresh = age is not None and age <= COPY_DAYS
        self.set_status(Status.OK if fresh else Status.WAIT)
        if age is None:
            self.title.setText(_("There is no copy yet"))
            self.words.setText(_("If this computer breaks, everything would be lost."))
            return
        self.title.setText(_("The copy is there") if fresh else _("The copy is old"))
        made = calendar.local(datetime.fromisoformat(machine.last_backup))
        day = {0: _("Today"), 1: _("Yesterday")}.get(age, f"{made.month}/{made.day}")
        if fresh:
            self.words.setText(f"{day} {made:%H:%M}\n{machine.last_backup_place}")
        else:
            self.words.setText(f"{second_words(lambda: now)}\n{machine.last_backup_place}")


class Side(QWidget):
    """The tiles and the copy."""

    def __init__(self, go: Callable[[str, str], object]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.tiles: list[Tile] = []
        for words, icon, key, place in (
            (_("Register a person"), "user-round-plus", "Ctrl N", "person_form"),
            (_("Plan a meeting"), "calendar-days", "Ctrl M", "meeting_form"),
            (_("Name tags and lists"), "printer", "Ctrl P", "print"),
        ):
            tile = Tile(words, icon=icon, key=key)
            tile.clicked.connect(lambda _on=False, there=place: go(there, ""))
            column.addWidget(tile)
            self.tiles.append(tile)
        self.copy = CopyCard(go)
        column.addWidget(self.copy)
        column.addStretch(1)
