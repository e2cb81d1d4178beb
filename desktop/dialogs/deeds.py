"""したこと: the last fifty deeds at this desk, and which of them can be taken back."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.deed import Deed
from desktop.dialogs.question import Dialog
from desktop.parts.button import Button, Kind
from desktop.parts.table import Column, Table
from desktop.style import tokens
from desktop.style.scale import scale
from resources.calendar import local
from resources.words import _


class Deeds(Dialog):
    """Lists `deeds`, newest first; `chosen` is the one to take back."""

    def __init__(self, deeds: Sequence[Deed], parent: QWidget | None = None) -> None:
        super().__init__(_("What was done"), parent=parent)
        self.chosen: Deed | None = None
        self.table: Table[Deed] = Table(
            _("What was done"),
            (
                Column(_("Time of day"), lambda deed: f"{local(deed.at):%H:%M}", width=84),
                Column(_("Deed"), lambda deed: deed.text),
                Column(
                    _("Undo"),
                    lambda deed: _("Can be taken back") if deed.undo else "",
                    width=150,
                ),
            ),
            key=lambda deed: str(deed.number),
            row_height=tokens.ROW_PLAIN,
            empty=_("Nothing has been done yet."),
        )
        self.table.setMinimumSize(scale.px(620), scale.px(320))
        self.body.addWidget(self.table)
        self.back = Button(_("Take back"), icon="undo-2")
        self.back.setEnabled(False)
        leave = Button(_("Close"), kind=Kind.PRIMARY, key="Esc")
        self.buttons.addWidget(self.back)
        self.buttons.addWidget(leave)
        self.table.pointed.connect(self._point)
        self.back.clicked.connect(self._take)
        leave.clicked.connect(self.reject)
        self.table.set_rows(deeds)

    def _point(self, deed: Deed | None) -> None:
        self.back.setEnabled(deed is not None and deed.undo is not None)

    def _take(self) -> None:
        self.chosen = self.table.current()
        self.accept()


def ask(parent: QWidget | None, deeds: Sequence[Deed]) -> Deed | None:
    """Show the deeds and return the one to take back, None when there is none."""
    shown = Deeds(deeds, parent)
    return shown.chosen if shown.exec() else None
