"""The number of a printed monthly sheet, typed in and looked for on the journal."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout

from desktop.parts.button import Button
from desktop.parts.card import Card
from desktop.parts.field import Field
from desktop.parts.label import Label
from desktop.parts.status import Status, StatusMark
from desktop.parts.text_field import TextField
from desktop.style import tokens
from resources import calendar
from resources.refusals import Refusal
from resources.words import _
from sessions import anchors

if TYPE_CHECKING:
    from desktop.desk import Desk


class SheetCheck(Card):
    """Takes the twenty letters from a sheet and says on which line they lie."""

    def __init__(self, desk: "Desk") -> None:
        super().__init__(_("Check a monthly sheet"), dense=True)
        self.desk = desk
        self.number = TextField(_("Number on the sheet"), hint="XXXX-XXXX-XXXX-XXXX-XXXX")
        self.field = Field(_("Number on the sheet"), self.number, width=360)
        self.number.returnPressed.connect(self.look)
        self.go = Button(_("Check the number"), icon="shield-check", height=tokens.CONTROL_DENSE)
        self.go.clicked.connect(self.look)
        self.mark = StatusMark(Status.OK, size=18)
        self.mark.hide()
        self.words = Label(wrap=True)
        row = QHBoxLayout()
        row.addWidget(self.mark)
        row.addWidget(self.words, 1)
        self.add(self.field)
        self.add(self.go)
        self.body.addLayout(row)

    def look(self) -> None:
        """Look for the number on the journal."""
        self.field.set_error("")
        self.mark.hide()
        self.words.setText("")
        try:
            found = self.desk.read(anchors.find, self.number.text())
        except Refusal as refusal:
            self.field.set_error(f"{refusal.what} {refusal.advice}")
            return
        self.mark.show()
        at = calendar.local(found.at)
        words = _("It lies on line {line} of {moment}. Everything up to there is as it was then.")
        moment = f"{calendar.wareki_with_weekday(at.date())} {at:%H:%M}"
        self.words.setText(words.format(line=f"{found.seq:,}", moment=moment))
