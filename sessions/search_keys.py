"""The folded beginnings under which each person is found again, kept beside the register."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources.contacts import address_key
from resources.names import fold, reading, romaji
from resources.records import touch
from sessions.person_tables import MEMBERSHIP, PERSON, PHONE, SEARCH_KEY, SearchKey

KANA, GIVEN, NAME, ALIAS, LATIN, FORMER = "kana", "given", "name", "alias", "latin", "former"
PHONE_KIND, NUMBER, DISTRICT, ADDRESS = "phone", "number", "district", "address"

TAIL = "#"  # before a telephone number turned round, so that its end can be looked for
LATER = "~"  # before a given name, so that surnames are not read on the way to them
AREA = "@"  # before a district; 五十音 order follows, so that the first of many come in order
_LONGEST = 120
_JAPANESE = re.compile(r"[ぁ-ヿ一-鿿]")


def write(db: Session, person_id: str) -> None:
    """Make the search keys of a person anew, those of doubles merged into them included."""
    rows = db.execute(
        sa.select(PERSON).where(sa.or_(PERSON.c.id == person_id, PERSON.c.merged_into == person_id))
    ).all()
    ids = [row.id for row in rows]
    phones = db.scalars(sa.select(PHONE.c.digits).where(PHONE.c.person_id.in_(ids))).all()
    numbers = db.scalars(
        sa.select(MEMBERSHIP.c.number).where(MEMBERSHIP.c.person_id.in_(ids))
    ).all()
    keys: dict[str, str] = {}
    for row in sorted(rows, key=lambda row: row.id != person_id):
        for key, kind in _of_person(row):
            keys.setdefault(key, kind)
    for key, kind in _of_numbers(phones, numbers):
        keys.setdefault(key, kind)
    db.execute(sa.delete(SEARCH_KEY).where(SEARCH_KEY.c.person_id.in_(ids)))
    new = [{"key": key, "person_id": person_id, "kind": kind} for key, kind in keys.items()]
    if new:
        db.execute(sa.insert(SEARCH_KEY), new)
    touch(db, SearchKey)


def keys_of(row: Any, phones: Iterable[str], numbers: Iterable[str]) -> dict[str, str]:
    """Return {key: kind} of one person with nobody merged into them, from the columns of `row`.

    Writes nothing: for imports, which insert the keys of many people at once.
    """
    keys: dict[str, str] = {}
    for key, kind in (*_of_person(row), *_of_numbers(phones, numbers)):
        keys.setdefault(key, kind)
    return keys


def _of_person(row: sa.Row[Any]) -> Iterator[tuple[str, str]]:
    """Yield (key, kind) of one row; where two are the same, the first tells why one matched."""
    for key, kind in _of_names(row):
        if key.removeprefix(LATER):
            yield key[:_LONGEST], kind
    if row.district:
        yield f"{AREA}{fold(row.district)}{AREA}{row.sort_key}"[:_LONGEST], DISTRICT
    if row.address:
        yield address_key(row.address)[:_LONGEST], ADDRESS


def _of_names(row: sa.Row[Any]) -> Iterator[tuple[str, str]]:
    yield reading(row.kana), KANA
    yield fold(row.name), NAME
    yield fold(row.alias), ALIAS
    yield reading(row.alias), ALIAS
    yield fold(row.former_name), FORMER
    yield fold(row.latin), LATIN
    yield romaji(fold(row.kana)), LATIN
    for part in _later_parts(row.kana):
        yield LATER + reading(part), GIVEN
        yield LATER + romaji(fold(part)), GIVEN
    for name in (row.name, row.latin, row.alias):
        for part in _later_parts(name):
            yield LATER + fold(part), GIVEN


def _later_parts(name: str) -> Iterator[str]:
    """Yield 名, and each later name of those who have many, with what follows it."""
    parts = name.split()
    for place in range(1, min(len(parts), 6)):
        yield " ".join(parts[place:])


def _of_numbers(phones: Iterable[str], numbers: Iterable[str]) -> Iterator[tuple[str, str]]:
    for digits in phones:
        yield digits, PHONE_KIND
        yield TAIL + digits[::-1], PHONE_KIND
    for number in numbers:
        yield f"{NUMBER}{fold(number)}", NUMBER


def is_japanese(text: str) -> bool:
    """Tell whether `text` holds kana or Chinese characters."""
    return _JAPANESE.search(text) is not None
