"""What stands around a person, as the command line tells it."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sessions.surroundings import Surroundings


def told(known: "Surroundings") -> dict[str, Any]:
    """Return household, area, former names, consents and contacts as `people show` tells them."""
    return {
        "household": known.home
        and {
            "id": known.home.id,
            "members": [
                {
                    "id": one.person_id,
                    "name": one.name,
                    "relation": one.kinship.value,
                    "from": one.from_on.isoformat(),
                }
                for one in known.home.members
            ],
        },
        "area": known.area and list(known.area.path),
        "former_names": [
            {
                "name": one.name,
                "kana": one.kana or None,
                "kind": one.kind.value,
                "until": one.until_on and one.until_on.isoformat(),
                "source": one.source or None,
            }
            for one in known.former
        ],
        "consents": [
            {
                "purpose": one.purpose,
                "version": one.number,
                "given": one.given_on.isoformat(),
                "way": one.way.value,
                "what": one.what or None,
                "whom": one.whom or None,
                "taken_by": one.taken_by or None,
                "withdrawn": one.withdrawn_on and one.withdrawn_on.isoformat(),
            }
            for one in known.consents
        ],
        "emergency_contacts": [
            {
                "name": one.name,
                "relation": one.relation or None,
                "tel_digits": [digits for _written, digits in one.phones],
                "note": one.note or None,
            }
            for one in known.contacts
        ],
    }
