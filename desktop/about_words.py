"""How households, former names, consents and areas are said on the screen."""

from desktop import person_words as wording
from resources import calendar
from resources.words import _, mark
from sessions.area_tables import Level
from sessions.consent_ways import Way
from sessions.emergency_contacts import ContactView
from sessions.former_names import FormerView
from sessions.households import Home, Kinship
from sessions.person_tables import FormerKind

KINSHIPS = {
    Kinship.HEAD: mark("head of the household"),
    Kinship.SPOUSE: mark("spouse"),
    Kinship.CHILD: mark("child"),
    Kinship.CHILDS_SPOUSE: mark("child's spouse"),
    Kinship.PARENT: mark("parent"),
    Kinship.GRANDCHILD: mark("grandchild"),
    Kinship.GRANDPARENT: mark("grandparent"),
    Kinship.SIBLING: mark("sibling"),
    Kinship.LIVES_ALONG: mark("lives along"),
    Kinship.UNKNOWN: mark("relation not known"),
}
FORMER = {
    FormerKind.SURNAME: mark("surname before"),
    FormerKind.CHANGED: mark("name before a change"),
    FormerKind.ADOPTED: mark("name before adoption"),
    FormerKind.WRITTEN: mark("written so before"),
    FormerKind.OTHER: mark("other name before"),
}
WAYS = {
    Way.PAPER: mark("on paper"),
    Way.SPOKEN: mark("by word of mouth"),
    Way.PHONE: mark("by telephone"),
    Way.ONLINE: mark("by mail or form"),
    Way.PROXY: mark("through somebody else"),
}
LEVELS = {
    Level.CITY: mark("city"),
    Level.DISTRICT: mark("area: district"),
    Level.WARD: mark("area: ward"),
    Level.NEIGHBOURS: mark("area: neighbours"),
}


def kinship(value: Kinship) -> str:
    """Return what somebody is to the head, in words."""
    return _(KINSHIPS[value])


def household(home: Home | None, person_id: str) -> str:
    """Return a household in one line: who its head is, what the person is, who else."""
    if home is None:
        return ""
    mine = next((one for one in home.members if one.person_id == person_id), None)
    others = "・".join(
        wording.shown(one.name) for one in home.members if one.person_id != person_id
    )
    word = kinship(mine.kinship) if mine else ""
    return _("{kinship}, with {others}").format(kinship=word, others=others) if others else word


def former(one: FormerView) -> str:
    """Return a former name with its kind and its last day."""
    words = _(FORMER[one.kind])
    if one.until_on is not None:
        words = _("{kind}, until {day}").format(kind=words, day=calendar.wareki(one.until_on))
    return _("{name} ({words})").format(name=wording.shown(one.name), words=words)


def contact(one: ContactView) -> str:
    """Return whom to call in one line: name, what they are to the person, numbers."""
    name = wording.shown(one.name)
    if one.relation:
        name = _("{name} ({words})").format(name=name, words=one.relation)
    return "  ".join((name, *(written for written, _digits in one.phones)))
