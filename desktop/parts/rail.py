"""The rail at the left: where one can go, and that everything is saved."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.navigation import Place
from desktop.parts.label import Label
from desktop.parts.rail_entry import RailEntry
from desktop.parts.ridges import paint_ridges
from desktop.parts.status import Status, StatusMark
from desktop.style import tokens
from desktop.style.scale import follow, scale
from resources.words import _


class Rail(QWidget):
    """The entries `places` under their groups; one stop for Tab, ↑↓ walk.

    `chosen` carries the name of a place. `set_narrow` folds it to 88 px.
    """

    chosen = Signal(str)

    def __init__(self, places: Sequence[Place], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Places"))
        self.snow = False
        self._narrow = False
        self._groups: list[Label] = []
        self._headings: dict[Label, str] = {}
        self._without: set[Label] = set()
        self.entries: dict[str, RailEntry] = {}
        self.acts: list[RailEntry] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 14, 8, 10)
        self._column.setSpacing(2)
        group = ""
        for number, place in enumerate(places, start=1):
            if place.group and place.group != group:
                label = Label(_(place.group), px=tokens.SMALL, colour=tokens.INK_2)
                label.setIndent(0)
                label.setContentsMargins(20, 3, 0, 1)
                self._column.addWidget(label)
                self._groups.append(label)
                self._headings[label] = place.group
            elif (group and not place.group) or place.spaced:
                self._column.addSpacing(tokens.GAP_2)
            group = place.group
            entry = RailEntry(place, number, self)
            entry.clicked.connect(lambda _on=False, name=place.name: self._choose(name))
            self._column.addWidget(entry)
            self.entries[place.name] = entry
        self._below = QVBoxLayout()
        self._column.addLayout(self._below)
        self._column.addStretch(1)
        foot = self._foot = QHBoxLayout()
        foot.setSpacing(6)
        self._mark = StatusMark(Status.OK, size=12)
        self._saved = Label(px=tokens.SMALL)
        foot.addWidget(self._mark)
        foot.addWidget(self._saved, 1)
        self._column.addLayout(foot)
        self._mark.hide()
        below = self._copies = QHBoxLayout()
        below.setSpacing(6)
        self._copied_mark = StatusMark(Status.OK, size=12)
        self._copied = Label(px=tokens.SMALL)
        below.addWidget(self._copied_mark)
        below.addWidget(self._copied, 1)
        self._column.addLayout(below)
        self._copied_mark.hide()
        follow(self._resize)
        if places:
            self.set_current(places[0].name)

    def _resize(self) -> None:
        narrow = self._narrow or scale.largest
        self.setFixedWidth(tokens.RAIL_NARROW if narrow else scale.px(tokens.RAIL))
        for label in self._groups:
            label.setVisible(not narrow and label not in self._without)
        for foot, mark, words in (
            (self._foot, self._mark, self._saved),
            (self._copies, self._copied_mark, self._copied),
        ):
            foot.setContentsMargins(8 if narrow else 20, 0, 0, 0)
            mark.setVisible(bool(words.text()) and not narrow)
        for entry in (*self.entries.values(), *self.acts):
            entry.set_narrow(narrow)

    def set_narrow(self, narrow: bool) -> None:  # noqa: FBT001 -- a Qt-like setter
        """Fold the rail to icons over words, or unfold it; the largest letters fold it too."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._resize()

    def show_only(self, names: frozenset[str]) -> None:
        """Show the entries of the places `names`, and no heading over nothing."""
        for name, entry in self.entries.items():
            entry.setVisible(name in names)
        seen = {entry.place.group for name, entry in self.entries.items() if name in names}
        self._without = {label for label, group in self._headings.items() if group not in seen}
        self._resize()

    def set_current(self, name: str) -> None:
        """Show that the place `name` is the one on the screen."""
        for entry in self.entries.values():
            here = entry.place.name == name
            entry.setChecked(here)
            entry.setFocusPolicy(Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus)

    def set_badge(self, name: str, count: int) -> None:
        """Show at the place `name` that `count` matters wait for a person."""
        if name in self.entries:
            self.entries[name].set_badge(count)

    def set_saved(self, clock: str) -> None:
        """Say at the foot that all is saved, at `clock` ("10:41")."""
        self._saved.setText(_("Saved {clock}").format(clock=clock))
        self._mark.setVisible(not (self._narrow or scale.largest))

    def set_copied(self, clock: str) -> None:
        """Say at the foot that a copy was made and proven at `clock`."""
        self._copied.setText(_("Copy proven {clock}").format(clock=clock))
        self._copied_mark.setVisible(not (self._narrow or scale.largest))

    def add_act(self, place: Place) -> RailEntry:
        """Add an entry that does something at once instead of leading to a place."""
        entry = RailEntry(place, 10, self)
        entry.setCheckable(False)
        entry.set_narrow(self._narrow or scale.largest)
        self._below.addSpacing(tokens.GAP_2)
        self._below.addWidget(entry)
        self.acts.append(entry)
        return entry

    def _choose(self, name: str) -> None:
        for entry in self.entries.values():  # the window says what is current, not the click
            entry.setChecked(entry.focusPolicy() is Qt.FocusPolicy.StrongFocus)
        self.chosen.emit(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk through the entries with ↑ and ↓."""
        names = [name for name, entry in self.entries.items() if not entry.isHidden()]
        here = next((n for n, name in enumerate(names) if self.entries[name].hasFocus()), -1)
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is None or here < 0:
            super().keyPressEvent(event)
            return
        there = min(max(here + step, 0), len(names) - 1)
        self.entries[names[there]].setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the morning mist, its edge and the ridges."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.NAV))
        high = tokens.RIDGE_HEIGHT
        paint_ridges(painter, QRectF(0, self.height() - high, self.width(), high), snow=self.snow)
        painter.setPen(QColor(tokens.NAV_LINE))
        painter.drawLine(self.width() - 1, 0, self.width() - 1, self.height())
