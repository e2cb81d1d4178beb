"""Whom to call in an emergency: entered, corrected, called first, or not called any more."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop import person_words as wording
from desktop.dialogs.filling import Filling, missing_name
from desktop.parts.button import Kind
from desktop.parts.editable_choice import EditableChoice
from desktop.parts.field import Field
from desktop.parts.name_field import NameField
from desktop.parts.pairs import Pairs
from desktop.parts.text_field import TextField
from desktop.register.phones import Phones
from resources.words import _
from sessions import emergency_contacts, office
from sessions.emergency_contacts import ContactDetails, ContactView

if TYPE_CHECKING:
    from desktop.desk import Desk

RELATIONS = (
    "配偶者", "長男", "長女", "子", "子の配偶者", "兄弟姉妹", "親", "隣の方", "民生委員",
    "ケアマネジャー",
)  # fmt: skip


class Contact(Filling):
    """Asks about `one` of the contacts of a person, or about a new one; `order` are all ids."""

    def __init__(
        self,
        desk: "Desk",
        person_id: str,
        name: str,
        one: ContactView | None,
        order: tuple[str, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        title = _("Whom to call for {name}?").format(name=wording.honoured(name))
        super().__init__(title, _("Keep the contact"), parent=parent)
        self._desk, self._person_id, self._one, self._order = desk, person_id, one, order
        self.name = NameField(_("The name"))
        self.relation = EditableChoice(_("What they are to the person"), RELATIONS)
        self.phones = Phones()
        self.phones.area_code = desk.read(office.get).details.area_code
        self.note = TextField(_("Note"))
        name_field = Field(_("The name"), self.name, check=lambda: missing_name(self.name.text()))
        self.inside.addWidget(
            Pairs([name_field, Field(_("What they are to the person"), self.relation)], even=True)
        )
        self.inside.addWidget(self.phones)
        self.inside.addWidget(Field(_("Note"), self.note, optional=True, width=696))
        if one is not None:
            self.name.setText(one.name)
            self.relation.set_text(one.relation)
            self.phones.set_texts([written for written, _digits in one.phones])
            self.note.setText(one.note)
            self.remove = self.aside(_("Do not call any more"), self._remove, Kind.DANGER)
            if order and order[0] != one.id:
                self.first = self.aside(_("Call first"), self._call_first)
        self.ready(self.name, [name_field, *self.phones.fields], self._keep)

    def entered(self) -> ContactDetails:
        """Return what is written."""
        return ContactDetails(
            self.name.text(), self.relation.text(), self.phones.phones(), self.note.text()
        )

    def _keep(self) -> None:
        at, by = self._desk.now(), self._desk.staff_id
        if self._one is None:
            self._desk.change(emergency_contacts.add, self._person_id, self.entered(), at=at, by=by)
            return
        version = self._one.version
        self._desk.change(
            emergency_contacts.correct, self._one.id, self.entered(),
            version=version, at=at, by=by,
        )  # fmt: skip

    def _remove(self) -> None:
        assert self._one is not None
        self._desk.change(
            emergency_contacts.remove, self._one.id, version=self._one.version,
            at=self._desk.now(), by=self._desk.staff_id,
        )  # fmt: skip

    def _call_first(self) -> None:
        assert self._one is not None
        order = [self._one.id, *(each for each in self._order if each != self._one.id)]
        self._desk.change(
            emergency_contacts.arrange, self._person_id, order,
            at=self._desk.now(), by=self._desk.staff_id,
        )  # fmt: skip
