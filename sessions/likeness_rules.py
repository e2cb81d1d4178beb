"""When two entries may be the same person: pure rules, without the database.

An office's lists repeat people with another way of writing, a reading slip, a former surname;
and they hold namesakes, twins and couples who are not the same. So one shared fact is never
enough, and a different given name at one address on one birthday means twins.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from resources.contacts import address_key
from resources.names import fold, reading

NAME, READING, GIVEN_NAME, BIRTH = "name", "reading", "given_name", "birth"
PHONE, ADDRESS, NUMBER = "phone", "address", "number"

_POINTS = {NAME: 30, READING: 25, GIVEN_NAME: 15, BIRTH: 30, PHONE: 25, ADDRESS: 20, NUMBER: 40}
CROWD = 200


@dataclass(frozen=True)
class Facts:
    """What is compared of one entry, folded; empty where it is unknown."""

    names: frozenset[str]
    givens: frozenset[str]
    reading: str
    given_reading: str
    birth: date | None
    phones: frozenset[str]
    address: str
    numbers: frozenset[str]


@dataclass(frozen=True)
class Score:
    """How alike two entries are, and in what."""

    points: int
    reasons: tuple[str, ...]


def facts(
    *,
    name: str,
    kana: str = "",
    others: tuple[str, ...] = (),
    birth: date | None = None,
    phones: tuple[str, ...] = (),
    address: str = "",
    numbers: tuple[tuple[str, str], ...] = (),
) -> Facts:
    """Return the facts of an entry as written; `others` are alias, Latin and former names."""
    names = [name, *(other for other in others if other)]
    parts = kana.split()
    return Facts(
        names=frozenset(fold(written) for written in names),
        givens=frozenset(fold(_given(written)) for written in names if _given(written)),
        reading=reading(kana),
        given_reading=reading(" ".join(parts[1:])),
        birth=birth,
        phones=frozenset(digits for digits in phones if len(digits) >= 9),
        address=address_key(address),
        numbers=frozenset(f"{programme}:{number}" for programme, number in numbers),
    )


def _given(name: str) -> str:
    return " ".join(name.split()[1:])


def likeness(one: Facts, other: Facts) -> Score | None:
    """Return how alike two entries are, None if they need not be shown to anybody.

    Proposed are: the same number in a programme; a birth date and a contact (telephone or
    address) shared by people of the same name, reading or given name; and, where a birth date
    or all contacts are unknown, the same name with what is left. Two different birth dates
    speak against it, unless the contact and the whole name agree (one of them is a slip).
    """
    reasons = _shared(one, other)
    found = set(reasons)
    whole_name = bool(found & {NAME, READING})
    contact = bool(found & {PHONE, ADDRESS})
    if NUMBER in found:
        alike = whole_name or GIVEN_NAME in found or BIRTH in found
    elif BIRTH in found:
        # A former surname changes nothing else; twins differ in just the given name.
        alike = contact and (whole_name or GIVEN_NAME in found)
        alike = alike or (whole_name and not _contacts_differ(one, other))
    elif one.birth and other.birth:
        alike = whole_name and PHONE in found and _slip(one.birth, other.birth)
    else:
        alike = whole_name and (contact or not _contacts_differ(one, other))
    if not alike:
        return None
    return Score(sum(_POINTS[reason] for reason in reasons), reasons)


def perhaps(one: Facts, other: Facts) -> Score | None:
    """Return how alike two entries are for somebody who looks at them anyhow.

    While a form is being filled, the same name and birth date are worth a look even where
    address and telephone differ: people move. Lists are not proposed on so little.
    """
    score = likeness(one, other)
    if score is not None:
        return score
    reasons = _shared(one, other)
    if BIRTH not in reasons or not {NAME, READING} & set(reasons):
        return None
    return Score(sum(_POINTS[reason] for reason in reasons), reasons)


def _shared(one: Facts, other: Facts) -> tuple[str, ...]:
    shared = {
        NUMBER: bool(one.numbers & other.numbers),
        NAME: bool(one.names & other.names),
        READING: bool(one.reading) and one.reading == other.reading,
        GIVEN_NAME: bool(one.givens & other.givens)
        or bool(one.given_reading and one.given_reading == other.given_reading),
        BIRTH: one.birth is not None and one.birth == other.birth,
        PHONE: bool(one.phones & other.phones),
        ADDRESS: bool(one.address) and one.address == other.address,
    }
    return tuple(reason for reason, agrees in shared.items() if agrees)


def _contacts_differ(one: Facts, other: Facts) -> bool:
    """Tell whether there is a contact to compare and none agrees.

    A telephone at home says nothing about a mobile one: most people have both.
    """
    if one.phones & other.phones or (one.address and one.address == other.address):
        return False
    telephones = {_mobile(phone) for phone in one.phones} & {_mobile(p) for p in other.phones}
    return bool(telephones or (one.address and other.address))


def _mobile(digits: str) -> bool:
    return len(digits) == 11 and digits[:3] in {"050", "060", "070", "080", "090"}


def _slip(one: date, other: date) -> bool:
    """Tell whether two dates differ in one of year, month and day only, as a slip makes it."""
    return sum((one.year != other.year, one.month != other.month, one.day != other.day)) == 1


def blocks(entry: Facts) -> Iterator[str]:
    """Yield what two entries must share at least once to be alike by the rules above."""
    yield from (f"name {name}" for name in entry.names if name)
    yield from (f"phone {phone}" for phone in entry.phones)
    yield from (f"number {number}" for number in entry.numbers)
    if entry.reading:
        yield f"reading {entry.reading}"
    if entry.address:
        yield f"address {entry.address}"


def pairs(entries: Sequence[Facts]) -> list[tuple[int, int, Score]]:
    """Return all alike pairs (places, the lower first) without comparing each with each."""
    sharing: dict[str, list[int]] = {}
    for place, entry in enumerate(entries):
        for block in blocks(entry):
            sharing.setdefault(block, []).append(place)
    met: set[tuple[int, int]] = set()
    for places in sharing.values():
        # An address of hundreds is a home or an institution, and tells no person.
        if len(places) <= CROWD:
            met.update(combinations(sorted(set(places)), 2))
    found = ((one, other, likeness(entries[one], entries[other])) for one, other in sorted(met))
    return [(one, other, score) for one, other, score in found if score is not None]
