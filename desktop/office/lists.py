"""場所・団体: the lists every form of the house offers."""

from typing import ClassVar

from desktop.office.entries import Entries, Kindred, use_column
from desktop.office.section import Section
from desktop.parts.table import Column
from resources.words import _
from sessions import organisations, places
from sessions.organisations import OrganisationDetails, OrganisationView
from sessions.places import PlaceDetails, PlaceView


class ListsSection(Section):
    """The places and the organisations."""

    reads: ClassVar[frozenset[str]] = frozenset({"Place", "Organisation"})

    def build(self) -> None:
        """Make a card for each list."""
        hall = self.card(_("Halls and places"), _("Where meetings are held."))
        self.places: Entries[PlaceView] = Entries(self, hall, _halls())
        group = self.card(_("Organisations"), _("Where people come from."))
        self.organisations: Entries[OrganisationView] = Entries(self, group, _groups())

    def refresh(self) -> None:
        """Read the two lists."""
        self.places.refresh()
        self.organisations.refresh()


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
