"""Choosing a 受入機関 by keyboard: its number, a part of its name or its reading."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.parts.search_field import SearchField
from desktop.parts.table import Column, Table
from desktop.style import tokens
from desktop.style.scale import follow, scale
from programs.points.hosts import HostView
from resources.names import fold
from resources.words import _

_SHOWN = 3


class HostField(QWidget):
    """A field with the hosts that match below it; `chosen` is sent when another one is meant.

    ↑↓ walk through the hosts without leaving the field; a number that is written whole comes
    first.
    """

    chosen = Signal()

    def __init__(self, hosts: Sequence[HostView], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hosts = [(fold(f"{one.number} {one.name}"), one) for one in hosts]
        words = _("Number or name of the host")
        self.line = SearchField(words, hint=words)
        self.table: Table[HostView] = Table(
            _("Hosts found"),
            [
                Column(_("Number"), lambda one: one.number, width=72, right=True),
                Column(_("Host"), lambda one: one.name, bold=True),
            ],
            key=lambda one: one.id,
            row_height=tokens.ROW_DENSE,
            empty=_("No host is called so."),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scale.gap(tokens.GAP_1))
        column.addWidget(self.line)
        column.addWidget(self.table)
        self.line.sought.connect(lambda _text: self._seek())
        self.line.moved.connect(
            lambda step: self.table.point_at_row(self.table.currentIndex().row() + step)
        )
        self.table.pointed.connect(lambda _one: self.chosen.emit())
        self.setFocusProxy(self.line)
        follow(self._resize)
        self._seek()

    def _resize(self) -> None:
        self.table.setFixedHeight(scale.px(tokens.TABLE_HEAD + _SHOWN * tokens.ROW_DENSE + 2))

    def _seek(self) -> None:
        said = self.line.text().strip()
        wanted = fold(said)
        found = [one for folded, one in self._hosts if wanted in folded]
        found.sort(key=lambda one: fold(one.number) != wanted)  # stable: the rest keeps its order
        self.table.set_rows(found)
        self.table.point_at_row(0)
        self.chosen.emit()

    def host(self) -> HostView | None:
        """Return the host under the bar; none before anything was written."""
        return self.table.current() if self.line.text().strip() else None

    def take(self, host: HostView) -> None:
        """Mean `host` from now on."""
        self.line.setText(host.name)
        self.table.point_at(host.id)
