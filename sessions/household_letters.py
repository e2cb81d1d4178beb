"""One letter per household (世帯で1通): to whom letters go when people who live together share."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from resources.contacts import address_key
from sessions import households, person_views
from sessions.person_views import PersonView
from sessions.suppression import Use


@dataclass(frozen=True)
class Addressee:
    """One letter: its household (None for one who has none) and whose names stand on it (連名)."""

    household_id: str | None
    people: tuple[PersonView, ...]

    @property
    def first(self) -> PersonView:
        """Whose name and address stand on the letter first."""
        return self.people[0]


def addressees(db: Session, person_ids: Sequence[str]) -> tuple[Addressee, ...]:
    """Return the letters to the people `person_ids`, in the order in which they were given.

    The head stands first if they are among the people, then who joined earlier. Whoever has
    another address than the first gets a letter of their own: they live apart. Whoever is withheld
    from letters gets none (suppression.withheld tells who); a protected one gets it where it is
    safe.
    """
    wanted = list(dict.fromkeys(person_ids))
    views = {
        view.id: view
        for start in range(0, len(wanted), 500)
        for view in person_views.views(db, wanted[start : start + 500])
    }
    wanted = [one for one in wanted if one in views and not _stopped(views[one])]
    of: dict[str, str] = {}
    for start in range(0, len(wanted), 500):
        of |= households.of(db, wanted[start : start + 500])
    homes = households.homes(db, sorted(set(of.values())))
    order = {
        member.person_id: place
        for home in homes.values()
        for place, member in enumerate(home.members)
    }
    groups: dict[tuple[str, ...], list[PersonView]] = {}
    for one in wanted:
        view, household = _safely(views[one]), of.get(one)
        key = (household, *_place(view)) if household else ("", one)
        groups.setdefault(key, []).append(view)
    return tuple(
        Addressee(key[0] or None, tuple(sorted(group, key=lambda one: order.get(one.id, 0))))
        for key, group in groups.items()
    )


def _stopped(view: PersonView) -> bool:
    return view.held is not None and view.held.stops(Use.LETTER)


def _safely(view: PersonView) -> PersonView:
    if view.held is None or not view.held.hidden:
        return view
    code, address = view.held.safe
    return replace(view, zip=code, address=address)


def _place(view: PersonView) -> tuple[str, str]:
    return view.zip, address_key(view.address)
