"""How one entry is put together from two: field by field the one, the other, or both."""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any

from resources.contacts import address_key
from resources.names import fold, reading
from resources.words import _
from sessions.person_entry import PersonDetails, details
from sessions.person_views import HIDDEN, PersonView


class Choice(StrEnum):
    """Whose words a field carries from then on."""

    ONE = "one"
    OTHER = "other"
    BOTH = "both"


TOGETHER: dict[str, tuple[str, ...]] = {"birth": ("birth_written",), "address": ("zip",)}
"""Fields that go with another: a postcode with its address."""
FIELDS = tuple(
    name
    for name in PersonDetails.__annotations__
    if name not in {follower for followers in TOGETHER.values() for follower in followers}
)
MAY_BE_BOTH = frozenset({"alias", "former_name", "address", "phones", "needs", "note"})
_JOINED = "・"


def value(entry: PersonDetails, name: str) -> tuple[Any, ...]:
    """Return what an entry says in a field, with the fields that go along."""
    return tuple(getattr(entry, one) for one in (name, *TOGETHER.get(name, ())))


def differing(one: PersonDetails, other: PersonDetails) -> list[str]:
    """Return the fields that have to be chosen, in the order of the form."""
    return [name for name in FIELDS if value(one, name) != value(other, name)]


def choices(one: PersonDetails, other: PersonDetails, name: str) -> list[Choice]:
    """Return what can be chosen for a field: both only where both say something of their own."""
    both = name in MAY_BE_BOTH and getattr(one, name) and getattr(other, name)
    if both and name == "address":
        both = address_key(one.address) != address_key(other.address)
    return [Choice.ONE, Choice.OTHER, *([Choice.BOTH] if both else [])]


def suggested(one: PersonDetails, other: PersonDetails) -> dict[str, Choice]:
    """Return a first choice for each differing field: nothing that is known is lost."""
    found: dict[str, Choice] = {}
    for name in differing(one, other):
        if not any(value(one, name)):
            found[name] = Choice.OTHER
        elif Choice.BOTH in choices(one, other, name):
            found[name] = Choice.BOTH
        else:
            found[name] = Choice.ONE
    return found


def first_choices(one: PersonView, other: PersonView) -> dict[str, Choice]:
    """Return the first choices for two people; whereabouts under protection are not chosen."""
    found = suggested(details(one), details(other))
    if one.hidden or other.hidden:
        found = {name: choice for name, choice in found.items() if name not in HIDDEN}
    return found


def combined(
    one: PersonDetails, other: PersonDetails, chosen: Mapping[str, Choice]
) -> PersonDetails:
    """Return the entry put together; a field nobody chose stays as `one` has it.

    Both telephones are kept once each; a second address goes into the note, because letters
    have one address.
    """
    made = one
    for name, choice in chosen.items():
        if choice is Choice.OTHER:
            names = (name, *TOGETHER.get(name, ()))
            made = replace(made, **{each: getattr(other, each) for each in names})
    for name, choice in chosen.items():
        if choice is Choice.BOTH and name in MAY_BE_BOTH:
            made = _both(made, one, other, name)
    return made


def _both(
    made: PersonDetails, one: PersonDetails, other: PersonDetails, name: str
) -> PersonDetails:
    if name == "phones":
        known = {digits for _written, digits in one.phones}
        more = tuple(phone for phone in other.phones if phone[1] not in known)
        return replace(made, phones=one.phones + more)
    if name == "address":
        line = _("Another address: {address}").format(
            address=f"{other.zip} {other.address}".strip()
        )
        return replace(made, note=_lines(made.note, line))
    if name == "note":
        return replace(made, note=_lines(made.note, other.note))
    first, second = getattr(one, name), getattr(other, name)
    if name == "needs":
        codes = dict.fromkeys((*first.split(","), *second.split(",")))
        return replace(made, needs=",".join(code for code in codes if code))
    if fold(first) == fold(second) or reading(first) == reading(second):
        return made
    joined: dict[str, Any] = {name: f"{first}{_JOINED}{second}"}
    return replace(made, **joined)


def _lines(*texts: str) -> str:
    return "\n".join(dict.fromkeys(text for text in texts if text))
