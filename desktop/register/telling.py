"""What a page about one person shows, asked for at one go: the house's facts, the programmes'."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from programs.points import standing as points
from programs.supporters import standing as supporters
from sessions import dossier, surroundings
from sessions.dossier import Dossier
from sessions.surroundings import Surroundings

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Whole:
    """One person with everything known, the programmes' standings among it."""

    facts: Dossier
    points: tuple[points.Standing, ...]
    supporters: tuple[supporters.Standing, ...]
    around: Surroundings


def read(db: "Session", person_id: str, *, opened: bool = False) -> Whole:
    """Return what is known of a person and of the doubles brought together with them.

    `opened` shows protected whereabouts; withholding.view was called before.
    """
    facts = dossier.read(db, person_id, opened=opened)
    ids = [facts.person.id, *(double.id for double in facts.doubles)]
    around = surroundings.read(db, facts.person.id, opened=opened)
    return Whole(facts, points.standing(db, ids), supporters.standing(db, ids), around)
