"""When two entries may be the same person: pure rules, without the database.

An office's lists repeat people with another way of writing, a reading slip, a former surname;
and they hold namesakes, twins and couples who are not the same. So one shared fact is never
enough, and a different given name at one address on one birthday means twins.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, product

from resources import misreading
from resources.contacts import address_key
from resources.names import fold, is_kana, reading, roughly

NAME, READING, GIVEN_NAME, BIRTH = "name", "reading", "given_name", "birth"
PHONE, ADDRESS, NUMBER = "phone", "address", "number"
FORMER, LATIN, SOUND = "former", "latin", "sound"
BIRTH_NEAR, HOUSEHOLD = "birth_near", "household"

_POINTS = {
    NAME: 30, READING: 25, GIVEN_NAME: 15, BIRTH: 30, PHONE: 25, ADDRESS: 20, NUMBER: 40,
    FORMER: 20, LATIN: 20, SOUND: 12, BIRTH_NEAR: 10, HOUSEHOLD: 15,
}  # fmt: skip
_OTHER_BIRTH, _OTHER_CONTACT = 15, 10  # what speaks against it when both are known and differ
CROWD = 200
_ERAS = (14, 30, 44, 63)  # years between the same number in two eras that follow each other
_UP_TO_NUMBERS = re.compile(r"^\D*\d+(?:-\d+)*")


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
    formers: frozenset[str] = frozenset()  # the former surname with the given name
    latins: frozenset[str] = frozenset()  # names in Latin letters, their parts in any order
    guesses: frozenset[str] = frozenset()  # how a name without reading may be read
    household: str = ""


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
    former: str = "",
    birth: date | None = None,
    phones: tuple[str, ...] = (),
    address: str = "",
    numbers: tuple[tuple[str, str], ...] = (),
    household: str = "",
) -> Facts:
    """Return the facts of an entry as written; `others` are alias and Latin names.

    `former` is a former surname or a whole former name, `household` an id.
    """
    names = [name, *(other for other in others if other)]
    if not kana.strip() and is_kana(name):
        kana = name
    parts = kana.split()
    given = _given(name)
    return Facts(
        names=frozenset(fold(written) for written in names),
        givens=frozenset(fold(_given(written)) for written in names if _given(written)),
        reading=reading(kana),
        given_reading=reading(" ".join(parts[1:])),
        birth=birth,
        phones=frozenset(digits for digits in phones if len(digits) >= 9),
        address=address_key(address),
        numbers=frozenset(f"{programme}:{number}" for programme, number in numbers),
        formers=frozenset({fold(former if _given(former) else former + given)} if former else ()),
        latins=frozenset(key for written in names if (key := latin_key(written))),
        guesses=frozenset() if kana.strip() else guesses(name),
        household=household,
    )


def latin_key(name: str) -> str:
    """Return a name in Latin letters with its parts in order; "" for any other name."""
    plain = fold(" ".join(name.split()))
    if not plain.isascii() or not any(letter.isalpha() for letter in plain):
        return ""
    return " ".join(sorted(fold(part) for part in name.split()))


def guesses(name: str) -> frozenset[str]:
    """Return how a name of two parts may be read by somebody who does not know the person."""
    parts = misreading.parts(name)
    if len(parts) != 2:
        return frozenset()
    heard = (misreading.readings(part) for part in parts)
    return frozenset(reading(" ".join(both)) for both in product(*heard))


def _given(name: str) -> str:
    return " ".join(name.split()[1:])


def likeness(one: Facts, other: Facts) -> Score | None:
    """Return how alike two entries are, None if they need not be shown to anybody.

    Proposed are: the same number in a programme; a birth date and a contact (telephone,
    address, household) shared by people of the same name, reading or given name; and, where a
    birth date or all contacts are unknown, the same name with what is left. Two different birth
    dates speak against it, unless the contact and the whole name agree and one of the dates
    may be a slip: day and month changed round, a neighbouring era, one part wrong.
    """
    reasons = _shared(one, other)
    found = set(reasons)
    whole_name = bool(found & {NAME, READING, FORMER, LATIN})
    contact = bool(found & {PHONE, ADDRESS, HOUSEHOLD})
    if NUMBER in found:
        alike = whole_name or bool(found & {GIVEN_NAME, BIRTH, SOUND})
    elif BIRTH in found:
        # A former surname changes nothing else; twins differ in just the given name.
        alike = contact and (whole_name or bool(found & {GIVEN_NAME, SOUND}))
        alike = alike or (whole_name and not _contacts_differ(one, other))
    elif one.birth and other.birth:
        alike = whole_name and BIRTH_NEAR in found and _same_desk(one, other, found)
    else:
        alike = whole_name and (contact or not _contacts_differ(one, other))
        alike = alike or (SOUND in found and PHONE in found)
    return _score(one, other, reasons) if alike else None


def _same_desk(one: Facts, other: Facts, found: set[str]) -> bool:
    """Tell whether contacts agree so far that two birth dates may be one and a slip."""
    if PHONE in found:
        return True
    slip = one.birth and other.birth and _slip(one.birth, other.birth)
    return not slip and bool(found & {ADDRESS, HOUSEHOLD}) and not (one.phones and other.phones)


def _score(one: Facts, other: Facts, reasons: tuple[str, ...]) -> Score:
    points = sum(_POINTS[reason] for reason in reasons)
    if one.birth and other.birth and one.birth != other.birth:
        points -= _OTHER_BIRTH
    if _contacts_differ(one, other):
        points -= _OTHER_CONTACT
    return Score(max(points, 1), reasons)


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
    return _score(one, other, reasons)


def _shared(one: Facts, other: Facts) -> tuple[str, ...]:
    shared = {
        NUMBER: bool(one.numbers & other.numbers),
        NAME: bool(one.names & other.names),
        READING: bool(one.reading) and one.reading == other.reading,
        GIVEN_NAME: bool(one.givens & other.givens)
        or bool(one.given_reading and one.given_reading == other.given_reading),
        BIRTH: one.birth is not None and one.birth == other.birth,
        FORMER: bool(one.formers & (other.names | other.formers) or other.formers & one.names),
        LATIN: bool(one.latins & other.latins),
        SOUND: _sounds_near(one, other),
        BIRTH_NEAR: one.birth is not None
        and other.birth is not None
        and birth_near(one.birth, other.birth),
        PHONE: bool(one.phones & other.phones),
        ADDRESS: _same_address(one.address, other.address),
        HOUSEHOLD: bool(one.household) and one.household == other.household,
    }
    return tuple(reason for reason, agrees in shared.items() if agrees)


def _contacts_differ(one: Facts, other: Facts) -> bool:
    """Tell whether there is a contact to compare and none agrees.

    A telephone at home says nothing about a mobile one: most people have both.
    """
    if one.phones & other.phones or _same_address(one.address, other.address):
        return False
    if one.household and one.household == other.household:
        return False
    telephones = {_mobile(phone) for phone in one.phones} & {_mobile(p) for p in other.phones}
    return bool(telephones or (one.address and other.address))


def _mobile(digits: str) -> bool:
    return len(digits) == 11 and digits[:3] in {"050", "060", "070", "080", "090"}


def _slip(one: date, other: date) -> bool:
    """Tell whether two dates differ in one of year, month and day only, as a slip makes it."""
    return sum((one.year != other.year, one.month != other.month, one.day != other.day)) == 1


def _sounds_near(one: Facts, other: Facts) -> bool:
    """Tell whether the readings differ as a slip of the ear, or an unknown one fits the other."""
    if one.reading and other.reading:
        return one.reading != other.reading and roughly(one.reading) == roughly(other.reading)
    return other.reading in one.guesses or one.reading in other.guesses


def _same_address(one: str, other: str) -> bool:
    """Tell whether two addresses are one; a house or room that one of them leaves out is none."""
    if not one or not other or one == other:
        return bool(one) and one == other
    short, long = sorted((one, other), key=len)
    return base(short) == short and base(long) == short


def base(address: str) -> str:
    """Return an address key up to its numbers: 富県23850-8 of 富県23850-8 with a house name."""
    found = _UP_TO_NUMBERS.match(address)
    return found[0] if found else address


def birth_near(one: date, other: date) -> bool:
    """Tell whether two different birth dates may be one, written with a slip.

    Such are: one of year, month and day alone differs; day and month changed round; the same
    number of the neighbouring era (昭和20年 and 平成20年).
    """
    if one == other:
        return False
    if _slip(one, other):
        return True
    round_ = one.year == other.year and (one.month, one.day) == (other.day, other.month)
    same_day = (one.month, one.day) == (other.month, other.day)
    return round_ or (same_day and abs(one.year - other.year) in _ERAS)


def blocks(entry: Facts) -> Iterator[str]:
    """Yield what two entries must share at least once to be alike by the rules above."""
    yield from (f"name {name}" for name in entry.names | entry.formers if name)
    yield from (f"latin {name}" for name in entry.latins)
    yield from (f"phone {phone}" for phone in entry.phones)
    yield from (f"number {number}" for number in entry.numbers)
    if entry.reading:
        yield f"sound {roughly(entry.reading)}"
    yield from (f"sound {roughly(guess)}" for guess in entry.guesses)
    if entry.address:
        yield f"address {base(entry.address)}"
    if entry.household:
        yield f"household {entry.household}"


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
