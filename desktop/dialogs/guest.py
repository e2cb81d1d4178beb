"""Somebody written onto a list by hand, who need not be in the register."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.desk import Desk
from desktop.dialogs.question import Dialog
from desktop.dialogs.room import fit
from desktop.parts.editable_choice import EditableChoice
from desktop.parts.field import Field
from desktop.parts.name_field import NameField
from desktop.parts.pairs import Pairs
from desktop.parts.text_field import TextField, kana_field, phone_field
from resources.words import _
from sessions import office


@dataclass(frozen=True)
class Guest:
    """What was entered."""

    name: str
    kana: str
    affiliation: str
    district: str
    phone: str


class GuestForm(Dialog):
    """Asks who it is; a name or its reading is enough. `districts` are offered."""

    def __init__(self, districts: tuple[str, ...] = (), parent: QWidget | None = None) -> None:
        super().__init__(_("Whom shall the list have?"), parent=parent)
        self.name = NameField(_("Name"))
        self.kana = kana_field(_("Reading"))
        self.affiliation = TextField(_("Affiliation"))
        self.district = EditableChoice(_("District"), districts)
        self.phone = phone_field(_("Telephone"))
        for line, most in ((self.name, 80), (self.kana, 80), (self.affiliation, 80)):
            line.setMaxLength(most)
        self.name_field = Field(_("Name"), self.name, check=self._missing, width=280)
        self.body.addWidget(
            Pairs(
                [
                    self.name_field,
                    Field(_("Reading"), self.kana, width=280),
                    Field(_("Affiliation"), self.affiliation, optional=True, width=280),
                    Field(_("District"), self.district, optional=True, width=280),
                    Field(_("Telephone"), self.phone, optional=True, width=280),
                ]
            )
        )
        self.name.heard.connect(lambda piece: self.kana.setText(self.kana.text() + piece))
        self.stop_or(_("Write onto the list"), self.enter, leave=_("Stop"))
        fit(self, 660, 360, parent)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _missing(self) -> str:
        written = self.name.text().strip() or self.kana.text().strip()
        return "" if written else _("Name or reading is still missing.")

    def entered(self) -> Guest:
        """Return what was entered."""
        return Guest(
            self.name.text().strip(),
            self.kana.tidied(),
            self.affiliation.text().strip(),
            self.district.text(),
            self.phone.tidied(),
        )

    def enter(self) -> None:
        """Go on when somebody is named."""
        if self.name_field.check():
            self.answer("go")
        else:
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)


def ask(parent: QWidget | None, desk: Desk) -> Guest | None:
    """Ask and wait; return who was entered, None when it was left."""
    dialog = GuestForm(desk.read(office.get).details.districts, parent)
    return dialog.entered() if dialog.exec() else None
