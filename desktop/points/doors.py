"""The doors from the year of the points programme to the pages behind it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from desktop import navigation
from desktop.parts.flow import Flow
from desktop.parts.tile import Tile
from resources import calendar
from resources.words import _

if TYPE_CHECKING:
    from desktop.desk import Desk

Waiting = Callable[["Desk", int], int]
"""How much waits behind a door for whoever is at the desk in a year."""


@dataclass(frozen=True)
class Door:
    """One door: the `place` it leads to, and what counts that which `waiting` there, if any.

    A `yearly` place is opened at the year that is looked at.
    """

    place: str
    waiting: Waiting | None = None
    yearly: bool = False


def _applicants(desk: "Desk", year: int) -> int:
    from programs.points import waiting

    return desk.read(waiting.applicants, year)


def _problems(desk: "Desk", year: int) -> int:
    from programs.points import waiting

    return desk.read(waiting.problems, year)


def _exchanged(desk: "Desk", year: int) -> int:
    from programs.points import waiting

    return desk.read(waiting.exchanged, year)


def _hosts(desk: "Desk", year: int) -> int:
    from programs.points import waiting

    return desk.read(waiting.hosts, year, calendar.day_of(desk.now()))


DOORS: Final = (
    Door("points_volunteers"),
    Door("points_sheets"),
    Door("points_problems", _problems),
    Door("points_exchanges", _exchanged),
    Door("points_registration", _applicants),
    Door("points_hosts", _hosts),
    Door("points_opening", yearly=True),
    Door("points_rules", yearly=True),
)
"""Every door in the order of the desk's day; one without its place in the house is not shown."""


def shown(may: Callable[[str], bool]) -> tuple[tuple[Door, navigation.Place], ...]:
    """Return the doors that stand in the house and that whoever `may` do what goes through."""
    there = {one.name: one for one in navigation.PLACES}
    return tuple(
        (door, there[door.place])
        for door in DOORS
        if door.place in there and may(there[door.place].act)
    )


class Doors(Flow):
    """The doors as tiles; each says its word and how much waits behind it."""

    def __init__(self, desk: "Desk", go: Callable[[str, str], object]) -> None:
        super().__init__()
        self.desk = desk
        self.tiles: dict[str, Tile] = {}
        self._go = go
        self._year = ""
        self._doors = shown(desk.may)
        for door, place in self._doors:
            tile = Tile(place.title, icon=place.icon)
            tile.clicked.connect(lambda _on=False, there=door: self._open(there))
            self.tiles[door.place] = tile
            self.add(tile)
        if not self._doors:  # shown before it stands in a page it would be a window of its own
            self.hide()

    def _open(self, door: Door) -> None:
        self._go(door.place, self._year if door.yearly else "")

    def show_year(self, year: int) -> None:
        """Say how much waits behind each door in `year`."""
        self._year = str(year)
        for door, place in self._doors:
            count = door.waiting(self.desk, year) if door.waiting else 0
            words = _("{place}: {count} wait").format(place=place.title, count=count)
            self.tiles[door.place].set_words(words if count else place.title)
        self.arrange()
