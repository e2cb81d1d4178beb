"""The places of the house: what the rail lists, and what lies behind each entry."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from resources.words import _, mark

GATHERINGS: Final = mark("Gatherings")
PEOPLE: Final = mark("People group")
PROGRAMMES: Final = mark("Programmes")
ALONE: Final = ""


@dataclass(frozen=True)
class Place:
    """One place: its `name` in the code, its `word` on the screen, its `icon`.

    `group` is the rail's heading above it. A place with a `parent` has no entry of its
    own; it is reached from there and its crumb leads back.
    """

    name: str
    word: str
    icon: str
    group: str = ALONE
    parent: str = ""
    spaced: bool = False
    act: str = "today.read"  # of resources/roles.csv: whoever may not do it does not see the entry

    @property
    def title(self) -> str:
        """The word in the language in use."""
        return _(self.word)


TODAY: Final = Place("today", mark("Today"), "house")
MEETINGS: Final = Place("meetings", mark("Meetings and reception"), "calendar-days", GATHERINGS)
REGISTER: Final = Place("people", mark("Register"), "users-round", PEOPLE, act="person.read")
POINTS: Final = Place("points", mark("Points programme"), "stamp", PROGRAMMES, act="points.read")
PRINT: Final = Place("print", mark("Print"), "printer", spaced=True, act="certificate.read")
OFFICE: Final = Place("office", mark("Office"), "building-2", act="staff.own_key")
HELPING: Final = Place("helping", mark("Reception of today"), "qr-code", act="arrival.check_in")

PLACES: Final = (
    TODAY,
    MEETINGS,
    Place("meeting", mark("Meeting"), "calendar-days", parent="meetings"),
    Place("meeting_form", mark("New meeting"), "calendar-days", parent="meetings"),
    Place("reception", mark("Reception"), "qr-code", parent="meetings"),
    REGISTER,
    Place("found", mark("Found"), "search", parent="today"),
    Place("person", mark("Person"), "users-round", parent="people"),
    Place("person_history", mark("The past of a person"), "history", parent="people"),
    Place("person_form", mark("New person"), "user-round-plus", parent="people"),
    Place("intake", mark("Bring in a list"), "download", parent="people"),
    Place("private_letters", mark("Letters of other offices"), "languages", parent="people"),
    POINTS,
    Place(
        "points_registration",
        mark("Registrations"),
        "clipboard-list",
        parent="points",
        act="points.enter",
    ),
    Place(
        "points_rules",
        mark("Rules of the programme"),
        "scroll-text",
        parent="points",
        act="points.enter",
    ),
    Place("points_hosts", mark("Hosts"), "building-2", parent="points", act="points.read"),
    Place("points_host", mark("One host"), "building-2", parent="points", act="points.read"),
    Place(
        "points_problems",
        mark("Activities to look at"),
        "search",
        parent="points",
        act="points.enter",
    ),
    Place(
        "points_sheets",
        mark("Key in the sheets"),
        "clipboard-list",
        parent="points",
        act="points.enter",
    ),
    Place(
        "points_opening",
        mark("Brought over from stamp cards"),
        "stamp",
        parent="points",
        act="points.enter",
    ),
    PRINT,
    Place("preview", mark("Before printing"), "printer", parent="print"),
    Place("letters", mark("Letters and notices"), "scroll-text", parent="print"),
    Place("documents", mark("Register of numbers"), "book-open", parent="print"),
    Place("labels", mark("Labels and envelopes"), "mail", parent="print"),
    OFFICE,
    Place("undo", mark("Undo"), "undo-2", parent="today"),
    Place("journal", mark("Journal"), "history", parent="office"),
    Place("doubles", mark("Perhaps the same people"), "merge", parent="people"),
    Place("merge", mark("Join into one"), "merge", parent="people"),
    Place(
        "points_volunteers", mark("Volunteers and stamps"), "users-round", parent="points",
        act="points.read",
    ),
    Place(
        "points_exchanges", mark("Exchange counter"), "gift", parent="points",
        act="points.exchange",
    ),
    Place(
        "points_volunteer", mark("Stamps of a volunteer"), "stamp", parent="points",
        act="points.read",
    ),
    HELPING,
)  # fmt: skip


def place(name: str) -> Place:
    """Return the place called `name`; an unknown one is a bug and raises KeyError."""
    for one in PLACES:
        if one.name == name:
            return one
    raise KeyError(name)


def entries() -> tuple[Place, ...]:
    """Return the places with an entry of their own in the rail, in order."""
    return tuple(one for one in PLACES if not one.parent)


def seen(may: Callable[[str], bool]) -> frozenset[str]:
    """Return the names of the entries that whoever `may` do what sees.

    The reception of one's own meeting is for those who have no day of the office before them.
    """
    found = {one.name for one in entries() if may(one.act)}
    return frozenset(found - {HELPING.name if TODAY.name in found else ""})
