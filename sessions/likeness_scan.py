"""Which people of a whole register are worth comparing: one query for each thing they share."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations, groupby

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources.names import fold, roughly
from sessions import likeness_rules as rules
from sessions import search_keys
from sessions.households import MEMBER
from sessions.person_tables import PERSON, SEARCH_KEY
from sessions.person_views import standing

_NAMES = (
    search_keys.KANA, search_keys.NAME, search_keys.ALIAS, search_keys.FORMER, search_keys.MISREAD,
)  # fmt: skip
_MAYBE_LATIN = (PERSON.c.name, PERSON.c.alias)
_AT_ONCE = 500
Ids = tuple[str, str]


def pairs(db: Session) -> set[Ids]:
    """Return the pairs (ids in order) of people who share enough to be compared.

    A name or reading in any form; a contact together with the birth date; a household with it;
    a reading that a name without one may have. What more than `rules.CROWD` people share tells
    no person.
    """
    found = set(_sharing_names(db))
    found.update(_sharing_contacts(db))
    found.update(_sharing_households(db))
    found.update(_guessed(db))
    found.update(_former(db))
    found.update(_latin(db))
    return _of_one_day(db, found)


def _of_one_day(db: Session, found: set[Ids]) -> set[Ids]:
    """Return the pairs without those whose birth dates differ by more than a slip."""
    query = sa.select(PERSON.c.id, PERSON.c.birth).where(PERSON.c.birth.is_not(None))
    births = {row.id: row.birth for row in db.execute(query)}

    def may_be_one(pair: Ids) -> bool:
        one, other = births.get(pair[0]), births.get(pair[1])
        return one is None or other is None or one == other or rules.birth_near(one, other)

    return set(filter(may_be_one, found))


def _in_order(ids: Iterable[str]) -> Iterator[Ids]:
    yield from combinations(sorted(set(ids)), 2)


def _sharing_names(db: Session) -> Iterator[Ids]:
    """Yield who shares a whole name or reading, in letters, by ear or roughly."""
    key = SEARCH_KEY.c
    whole = sa.and_(
        key.kind.in_(_NAMES),
        sa.func.substr(key.key, 1, 1) != search_keys.LATER,
        sa.func.substr(key.key, 1, 1) != search_keys.GUESS,
        sa.func.substr(key.key, 1, 2) != search_keys.ROUGH + search_keys.LATER,
    )
    many = (
        sa.select(key.key)
        .where(whole)
        .group_by(key.key)
        .having(sa.func.count().between(2, rules.CROWD))
        .subquery()
    )
    query = (
        sa.select(key.key, key.person_id)
        .join(many, many.c.key == key.key)
        .where(whole)
        .order_by(key.key)
    )
    for _key, rows in groupby(db.execute(query), key=lambda row: row.key):
        yield from _in_order(row.person_id for row in rows)


def _sharing_contacts(db: Session) -> Iterator[Ids]:
    """Yield who shares a telephone or an address and was born on one day.

    Without the birth date only the same name counts, and that is found by the name.
    """
    key = SEARCH_KEY.c
    query = (
        sa.select(key.key, key.kind, key.person_id, PERSON.c.birth)
        .join(PERSON, PERSON.c.id == key.person_id)
        .where(
            key.kind.in_((search_keys.PHONE_KIND, search_keys.ADDRESS)),
            sa.func.substr(key.key, 1, 1) != search_keys.TAIL,
            PERSON.c.birth.is_not(None),
        )
    )
    together: dict[tuple[str, date], list[str]] = {}
    for row in db.execute(query):
        # A house or room that one of two addresses leaves out is no difference.
        shared = rules.base(row.key) if row.kind == search_keys.ADDRESS else row.key
        together.setdefault((shared, row.birth), []).append(row.person_id)
    for people in together.values():
        yield from _in_order(people)


def _sharing_households(db: Session) -> Iterator[Ids]:
    """Yield who lives in one household and was born on one day."""
    one, other = MEMBER.alias("one"), MEMBER.alias("other")
    first, second = PERSON.alias("first"), PERSON.alias("second")
    query = (
        sa.select(first.c.id, second.c.id)
        .join_from(one, other, one.c.household_id == other.c.household_id)
        .join(first, first.c.id == one.c.person_id)
        .join(second, sa.and_(second.c.id == other.c.person_id, second.c.birth == first.c.birth))
        .where(one.c.until_on.is_(None), other.c.until_on.is_(None), first.c.id < second.c.id)
    )
    yield from ((row[0], row[1]) for row in db.execute(query))


def _guessed(db: Session) -> Iterator[Ids]:
    """Yield people without a reading beside those whose reading theirs may be."""
    query = sa.select(PERSON.c.id, PERSON.c.name).where(standing(), PERSON.c.kana == "")
    wanted: dict[str, list[str]] = {}
    for person, name in db.execute(query):
        for guess in rules.guesses(name):
            for key in (guess, search_keys.ROUGH + roughly(guess)):
                wanted.setdefault(key, []).append(person)
    yield from _holding(db, wanted)


def _former(db: Session) -> Iterator[Ids]:
    """Yield people with a former surname beside those who go by it with the same given name."""
    query = sa.select(PERSON.c.id, PERSON.c.name, PERSON.c.former_name).where(
        standing(), PERSON.c.former_name != ""
    )
    wanted: dict[str, list[str]] = {}
    for person, name, former in db.execute(query):
        parts = name.split()
        whole = former if len(former.split()) > 1 else former + " ".join(parts[1:])
        wanted.setdefault(fold(whole), []).append(person)
    for people in wanted.values():
        yield from _in_order(people)
    yield from _holding(db, wanted)


def _latin(db: Session) -> Iterator[Ids]:
    """Yield who has the same name in Latin letters, its parts in whatever order."""
    query = sa.select(PERSON.c.id, PERSON.c.name, PERSON.c.alias, PERSON.c.latin).where(
        standing(),
        sa.or_(
            PERSON.c.latin != "",
            # Before the kana on both engines stand all letters that are not Japanese.
            *(sa.and_(one != "", sa.func.substr(one, 1, 1) < "ぁ") for one in _MAYBE_LATIN),
        ),
    )
    together: dict[str, list[str]] = {}
    for person, *names in db.execute(query):
        for key in {rules.latin_key(name) for name in names if name} - {""}:
            together.setdefault(key, []).append(person)
    for people in together.values():
        yield from _in_order(people)


def _holding(db: Session, wanted: dict[str, list[str]]) -> Iterator[Ids]:
    """Yield each person of `wanted` beside the holders of the key they are wanted under."""
    keys = sorted(key for key in wanted if key)
    for start in range(0, len(keys), _AT_ONCE):
        query = sa.select(SEARCH_KEY.c.key, SEARCH_KEY.c.person_id).where(
            SEARCH_KEY.c.key.in_(keys[start : start + _AT_ONCE])
        )
        for key, holder in db.execute(query):
            for person in wanted[key]:
                if person != holder:
                    yield (person, holder) if person < holder else (holder, person)


def households(db: Session) -> dict[str, str]:
    """Return {person: household} of everybody who belongs to one now."""
    query = sa.select(MEMBER.c.person_id, MEMBER.c.household_id).where(MEMBER.c.until_on.is_(None))
    return {row.person_id: row.household_id for row in db.execute(query)}
