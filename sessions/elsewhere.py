"""What else the office knows under some words: organisations, places, bodies and meetings."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy.orm import Session

from resources.sought import NOT, Sought
from sessions import bodies, organisations, places, schedule
from sessions.bodies import BodyFacts
from sessions.organisations import OrganisationView
from sessions.places import PlaceView
from sessions.schedule import Scheduled

T = TypeVar("T")


@dataclass(frozen=True)
class Elsewhere:
    """What was found besides people, each in the order of its own list."""

    organisations: tuple[OrganisationView, ...]
    places: tuple[PlaceView, ...]
    bodies: tuple[BodyFacts, ...]
    meetings: tuple[Scheduled, ...]

    @property
    def count(self) -> int:
        """How many there are in all."""
        return sum(
            map(len, (self.organisations, self.places, self.bodies, self.meetings)),
        )


def find(db: Session, text: str, today: date, *, limit: int = 20) -> Elsewhere:
    """Return what `text` may mean besides people; whole names and beginnings first.

    Names, readings, other names, kinds, the person to ask for, addresses and telephone numbers
    are looked through as `Sought` understands them. `today` tells which meetings are ahead.
    """
    sought = Sought(text)
    if sought.too_short:
        return Elsewhere((), (), (), ())

    def chosen(found: Sequence[T], words: Callable[[T], Sequence[str]]) -> tuple[T, ...]:
        ranked = []
        for number, one in enumerate(found):
            rank = sought.rank(words(one))
            if rank != NOT:
                ranked.append((rank, number))
        return tuple(found[number] for _rank_, number in sorted(ranked)[:limit])

    return Elsewhere(
        chosen(
            organisations.listing(db, everyone=True),
            lambda one: (one.name, one.kana, one.kind, one.contact, one.address, one.phone),
        ),
        chosen(places.listing(db, everyone=True), lambda one: (one.name, one.kana, one.address)),
        chosen(bodies.every(db), lambda one: (one.name, one.kana, *one.aliases.split("／"))),
        chosen(
            schedule.listing(db, today=today),
            lambda one: (one.meeting.title, one.meeting.headline, one.meeting.place),
        ),
    )
