"""The proof before a batch: whose letters no font has, who has no address, who gets none."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QWidget

from desktop.parts.button import Button
from desktop.parts.card import Card
from desktop.parts.flow import Flow
from desktop.parts.status import Status
from desktop.parts.table import Table
from desktop.parts.table_rows import Column
from desktop.style import tokens
from desktop.style.scale import scale
from resources.words import _, ngettext

if TYPE_CHECKING:
    from sessions.composing import Composed


@dataclass(frozen=True)
class Finding:
    """One reader about whom something is to be known before printing."""

    key: str
    name: str
    kana: str
    words: str
    status: Status


class ProofList(Card):
    """The findings in a table, and the way to mend the entry under the bar."""

    def __init__(self, mend: Callable[[str], object], parent: QWidget | None = None) -> None:
        super().__init__(_("Looked through before printing"), rule=True, parent=parent)
        self._mend = mend
        self.mend = Button(_("Mend the entry"), icon="pencil", height=tokens.CONTROL_DENSE)
        self.mend.clicked.connect(self._act)
        self.mend.setEnabled(False)
        self.table: Table[Finding] = Table(
            _("Looked through before printing"),
            [
                Column(_("Name"), lambda one: one.name, ruby=lambda one: one.kana, bold=True),
                Column(
                    _("To look at"),
                    lambda one: one.words,
                    chip=lambda one: one.status,
                    width=270,
                ),
            ],
            key=lambda one: one.key,
            empty=_("Every letter can be printed, and everybody has an address."),
        )
        self.table.setMinimumHeight(scale.px(190))
        self.table.opened.connect(lambda _row: self._act())
        self.table.pointed.connect(lambda row: self.mend.setEnabled(row is not None))
        self.add(self.table, 1)
        self.add(Flow([self.mend]))

    def show_composed(self, composed: "Composed") -> None:
        """Show what was found about the readers of letters, the gravest first."""
        found = [
            Finding(
                one.refs[0],
                one.label,
                one.kana,
                _("“{letters}” cannot be printed").format(letters="".join(letters)),
                Status.STOP,
            )
            for one, letters in composed.unprintable
        ]
        found += [
            Finding(one.ref, one.name, one.kana, one.why, Status.NONE)
            for one in composed.gathered.left_out
        ]
        found += [
            Finding(one.refs[0], one.label, one.kana, _("No address: hand it over"), Status.WAIT)
            for one in composed.gathered.ready
            if not one.address
        ]
        with QSignalBlocker(self.table):  # the button keeps the focus it may have
            self.table.set_rows(found)
            self.table.point_at_row(0)
        self.mend.setEnabled(bool(found))
        count = len(composed.unprintable)
        words = ngettext(
            "{count} name with letters no font has", "{count} names with letters no font has", count
        )
        self.set_note(words.format(count=count) if count else "")

    def _act(self) -> None:
        one = self.table.current()
        if one is not None:
            self._mend(one.key)
