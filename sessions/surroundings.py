"""What stands around a person: household, area, former names, whom to call, consents."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from sessions import (
    area_residents,
    consents,
    emergency_contacts,
    former_names,
    households,
    suppression,
)
from sessions.areas import AreaView
from sessions.consents import ConsentView
from sessions.emergency_contacts import ContactView
from sessions.former_names import FormerView
from sessions.households import Home


@dataclass(frozen=True)
class Surroundings:
    """All of it about one person, those of their doubles included."""

    home: Home | None = None
    area: AreaView | None = None
    former: tuple[FormerView, ...] = ()
    contacts: tuple[ContactView, ...] = ()
    consents: tuple[ConsentView, ...] = ()


def read(db: Session, person_id: str, *, opened: bool = False) -> Surroundings:
    """Return what stands around the person `person_id`; a query for each kind of it.

    Of somebody protected from being found, what tells where they are stays out unless `opened`.
    """
    if not opened and suppression.hidden_addresses(db, [person_id]):
        return Surroundings(
            former=former_names.of(db, person_id), consents=consents.of(db, person_id)
        )
    return Surroundings(
        households.home(db, person_id),
        area_residents.of(db, [person_id]).get(person_id),
        former_names.of(db, person_id),
        emergency_contacts.of(db, person_id),
        consents.of(db, person_id),
    )
