"""ぜんぶ出ましたか: asked below the sheets after a printing, never in a window of its own."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.label import Label
from desktop.parts.number_field import NumberField
from desktop.parts.status import Status
from resources.words import _, ngettext


class AllOut(Card):
    """The question, with はい and 「○枚めから もう一度」 as its two answers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(status=Status.WAIT, filled=True, dense=True, parent=parent)
        row = QHBoxLayout()
        self.words = Label(px=20, bold=True)
        self.yes = Button(_("Yes, all came out"), kind=Kind.PRIMARY)
        self._sheet = NumberField(_("From which sheet"), 1, least=1)
        self._sheet.setSuffix(" " + _("th sheet"))
        self.again = Button(_("Print again from there"))
        row.addWidget(self.words)
        row.addStretch(1)
        row.addWidget(self._sheet)
        row.addWidget(self.again)
        row.addWidget(self.yes)
        self.body.addLayout(row)

    def ask(self, sent: int, pages: int, *, stopped_at: int = 0) -> None:
        """Ask whether the `sent` sheets came out; a later start is one of `pages`.

        Where it was stopped before the sheet `stopped_at`, only going on from there is offered.
        """
        if stopped_at:
            words = ngettext("Stopped after {count} sheet.", "Stopped after {count} sheets.", sent)
        else:
            words = ngettext(
                "{count} sheet was sent. Did it come out?",
                "{count} sheets were sent. Did all come out?",
                sent,
            )
        self.words.setText(words.format(count=sent))
        self._sheet.setRange(1, pages)
        self._sheet.setValue(max(stopped_at, 1))
        self.yes.setVisible(not stopped_at)
        self.show()
        (self.again if stopped_at else self.yes).setFocus()

    def sheet(self) -> int:
        """Return the sheet, from 1, at which to begin again."""
        return self._sheet.value()
