"""Somebody who applies and is not in the register yet: entered beside the open application."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from desktop.dialogs.filling import Filling, missing_name
from desktop.dialogs.room import fit
from desktop.parts.date_field import DateField
from desktop.parts.editable_choice import EditableChoice
from desktop.parts.field import Field
from desktop.parts.name_field import NameField
from desktop.parts.pairs import Pairs
from desktop.parts.status import Status
from desktop.parts.text_field import TextField, kana_field, phone_field, zip_field
from desktop.register import checks
from desktop.register.likely import Likely
from desktop.register.reading_heard import ReadingHeard
from resources.contacts import telephone, tidy_zip
from resources.refusals import Refusal
from resources.words import _
from sessions import likeness, office, registering
from sessions.person_entry import PersonDetails

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.desk import Desk

_LOOK_MS = 200  # after the last letter, before the register is looked through
_HALF = 340
_WIDE, _HIGH = 780, 680


class NewApplicant(Filling):
    """Asks who it is and enters them; `person_id` is who it was in the end, known or new."""

    def __init__(
        self, desk: "Desk", today: Callable[[], date], *, kana: str = "", name: str = "",
        parent: "QWidget | None" = None,
    ) -> None:  # fmt: skip
        super().__init__(_("Who applies?"), _("Enter into the register"), parent=parent)
        self._desk = desk
        self._different: set[str] = set()
        self.person_id = ""
        about = desk.read(office.get).details
        self._area_code = about.area_code
        self.name, self.kana = NameField(_("The name")), kana_field(_("Reading"))
        self.birth = DateField(_("Birth date"), today=today, birth=True)
        self.phone = phone_field(_("Telephone"))
        self.phone.setMaxLength(40)
        self.zip = zip_field(_("Postcode"))
        self.address = TextField(_("Address"))
        self.district = EditableChoice(_("District"), about.districts)
        self.name_field = Field(
            _("The name"), self.name, check=lambda: missing_name(self.name.text()), width=_HALF
        )
        kana_checked = Field(
            _("Reading"), self.kana, check=lambda: checks.kana(self.kana.text()), width=_HALF
        )
        self.inside.addWidget(
            Pairs(
                [
                    self.name_field, kana_checked, self.birth,
                    Field(_("Telephone"), self.phone, optional=True, width=_HALF),
                    Field(_("Postcode"), self.zip, optional=True, width=_HALF),
                    Field(_("District"), self.district, optional=True, width=_HALF),
                ]
            )
        )  # fmt: skip
        self.inside.addWidget(Field(_("Address"), self.address, optional=True, width=0))
        self.likely = Likely(self)
        self.likely.same.connect(self._same)
        self.likely.different.connect(self._other)
        self.inside.addWidget(self.likely)
        self.name.setText(name)
        self.kana.setText(kana)
        self.heard = ReadingHeard(self.name, self.kana)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_LOOK_MS)
        self._rest.timeout.connect(self.compare)
        for line in (self.name, self.kana, self.birth.line, self.phone, self.address):
            line.textChanged.connect(lambda _text: self._rest.start())
        self.ready(self.kana if name else self.name, [self.name_field, kana_checked, self.birth],
                   self._enter)  # fmt: skip
        fit(self, _WIDE, _HIGH, parent)  # with room for who may be the same

    def entered(self) -> PersonDetails:
        """Return the entry as it would be kept."""
        phone, digits = telephone(self.phone.tidied(), self._area_code)
        return PersonDetails(
            self.name.text(), self.kana.tidied(), birth=self.birth.day(),
            zip=tidy_zip(self.zip.tidied()), address=self.address.text().strip(),
            district=self.district.text(), phones=((phone, digits),) if digits else (),
        )  # fmt: skip

    def compare(self) -> None:
        """Look for people who may be the same, and offer them."""
        self._rest.stop()
        entered = self.entered()
        found = []
        if entered.name.strip() or entered.kana.strip():
            found = [
                one
                for one in self._desk.read(likeness.candidates, entered)
                if one.person.id not in self._different
            ]
        self.likely.show_candidates(entered, found)
        self.said.clear()
        if found:  # the card may stand below what is in sight
            self.said.say(
                _("Somebody like this is in the register already."), Status.WAIT,
                action=_("See who"), act=lambda: self._area.ensureWidgetVisible(self.likely),
            )  # fmt: skip

    def _same(self, person_id: str) -> None:
        self.person_id = person_id
        self.answer("done")

    def _other(self, person_id: str) -> None:
        self._different.add(person_id)
        self.compare()

    def _enter(self) -> None:
        if self.birth.day() is None:
            raise Refusal(
                _("The birth date is still missing."), _("Enter it from the paper that proves it.")
            )
        self.person_id = self._desk.change(
            registering.enrol_beside, self.entered(), different=sorted(self._different),
            at=self._desk.now(), by=self._desk.staff_id,
        )  # fmt: skip
