"""地区・場所・団体: the lists every form of the house offers."""

from dataclasses import replace
from typing import ClassVar

from desktop.office.entries import Entries, Kindred, use_column
from desktop.office.section import Section, in_a_row
from desktop.parts.button import Button
from desktop.parts.field import Field
from desktop.parts.long_text import LongText
from desktop.parts.table import Column
from resources.words import _
from sessions import office, organisations, places
from sessions.organisations import OrganisationDetails, OrganisationView
from sessions.places import PlaceDetails, PlaceView


class ListsSection(Section):
    """The districts, the places and the organisations."""

    reads: ClassVar[frozenset[str]] = frozenset({"OfficeFacts", "Place", "Organisation"})

    def build(self) -> None:
        """Make a card for each list."""
        card = self.card(_("Districts"), _("In the order in which lists and forms show them."))
        self.districts = LongText(_("Districts, one in each line"), lines=6)
        card.add(Field(_("Districts, one in each line"), self.districts, width=440))
        self.keep = Button(_("Keep the districts"), icon="save")
        self.keep.clicked.connect(self._keep)
        card.body.addLayout(in_a_row(self.keep))
        self.version = 0
        self._shown: tuple[str, ...] | None = None
        hall = self.card(_("Halls and places"), _("Where meetings are held."))
        self.places: Entries[PlaceView] = Entries(self, hall, _halls())
        group = self.card(_("Organisations"), _("Where people come from."))
        self.organisations: Entries[OrganisationView] = Entries(self, group, _groups())

    def refresh(self) -> None:
        """Read the three lists."""
        found = self.desk.read(office.get)
        self.version = found.version
        if found.details.districts != self._shown:
            self._shown = found.details.districts
            self.districts.setPlainText("\n".join(self._shown))
        self.places.refresh()
        self.organisations.refresh()

    def _keep(self) -> None:
        names = tuple(self.districts.toPlainText().splitlines())
        view = self.desk.read(office.get)
        self.attempt(
            lambda: self.desk.change(
                office.describe,
                replace(view.details, districts=names),
                version=self.version,
                at=self.desk.now(),
                by=self.desk.staff_id,
            ),
            _("The districts are kept."),
        )


def _halls() -> Kindred[PlaceView]:
    return Kindred(
        title=_("Halls and places"),
        explanation="",
        room=places,
        details=PlaceDetails,
        columns=(
            Column(_("Name"), lambda one: one.name, bold=True),
            Column(_("Rooms"), lambda one: one.rooms, width=220, folds=True),
            Column(
                _("Capacity"),
                lambda one: _("{count} people").format(count=one.capacity) if one.capacity else "",
                width=90,
                right=True,
                folds=True,
            ),
            use_column(),
        ),
        fields=(
            ("name", _("Name")),
            ("kana", _("Reading")),
            ("rooms", _("Rooms, parted by ／")),
            ("capacity", _("Capacity")),
            ("zip", _("Post code")),
            ("address", _("Address")),
            ("phone", _("Telephone")),
            ("parking", _("Parking")),
        ),
        numbers=frozenset({"capacity"}),
    )


def _groups() -> Kindred[OrganisationView]:
    return Kindred(
        title=_("Organisations"),
        explanation="",
        room=organisations,
        details=OrganisationDetails,
        columns=(
            Column(_("Name"), lambda one: one.name, bold=True),
            Column(_("Kind"), lambda one: one.kind, width=150, folds=True),
            Column(_("Telephone"), lambda one: one.phone, width=150, folds=True),
            use_column(),
        ),
        fields=(
            ("name", _("Name")),
            ("kana", _("Reading")),
            ("kind", _("Kind")),
            ("contact", _("Whom to ask for")),
            ("zip", _("Post code")),
            ("address", _("Address")),
            ("phone", _("Telephone")),
            ("email", _("Mail address")),
        ),
    )
