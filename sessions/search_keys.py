"""The folded beginnings under which each person is found again, kept beside the register."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources import misreading
from resources.contacts import address_key
from resources.names import fold, reading, romaji, roughly
from resources.records import touch
from sessions.person_tables import (
    FORMER_NAME,
    MEMBERSHIP,
    PERSON,
    PHONE,
    SEARCH_KEY,
    SearchKey,
)

KANA, GIVEN, NAME, ALIAS, LATIN, FORMER = "kana", "given", "name", "alias", "latin", "former"
PHONE_KIND, NUMBER, DISTRICT, ADDRESS = "phone", "number", "district", "address"
MISREAD = "misread"
GROUP = "group"

TAIL = "#"  # before a telephone number turned round, so that its end can be looked for
LATER = "~"  # before a given name, so that surnames are not read on the way to them
GUESS = "?"  # before a reading that only somebody who does not know the person would say
ROUGH = "!"  # before a reading without the marks and small letters that lists get wrong
SET = "&"  # before an organisation; 五十音 order follows, as for districts
AREA = "@"  # before a district; 五十音 order follows, so that the first of many come in order
_LONGEST = 120
_FORMER = sa.select(FORMER_NAME.c.person_id, FORMER_NAME.c.name, FORMER_NAME.c.kana)
_GROUP = 60  # letters of an organisation in its key, so that the order fits behind it
_LEGAL_FORM = re.compile(
    "社会福祉法人|医療法人|公益財団法人|一般財団法人|公益社団法人|一般社団法人|特定非営利活動法人"
    "|NPO法人|学校法人|宗教法人|株式会社|有限会社|合同会社|[（(][株有福社医]{1,2}[）)]|[㈱㈲㈳]"
)
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
    former = db.execute(_FORMER.where(FORMER_NAME.c.person_id.in_(ids))).all()
    keys: dict[str, str] = {}
    for row in sorted(rows, key=lambda row: row.id != person_id):
        for key, kind in _of_person(row):
            keys.setdefault(key, kind)
        for one in former:
            if one.person_id == row.id:
                new = set(_of_former(row, one.name, one.kana)) - keys.keys()
                keys |= dict.fromkeys(new, FORMER)
    for key, kind in _of_numbers(phones, numbers):
        keys.setdefault(key, kind)
    db.execute(sa.delete(SEARCH_KEY).where(SEARCH_KEY.c.person_id.in_(ids)))
    made = [{"key": key, "person_id": person_id, "kind": kind} for key, kind in keys.items()]
    if made:
        db.execute(sa.insert(SEARCH_KEY), made)
    touch(db, SearchKey)


def refill(db: Session) -> int:
    """Make all search keys anew where there are none though there are people; return how many.

    A step of the schema that changes how keys are made leaves their table empty.
    """
    if db.scalar(sa.select(SEARCH_KEY.c.key).limit(1)) is not None:
        return 0
    rows = db.execute(sa.select(PERSON).order_by(PERSON.c.merged_into.is_not(None))).all()
    if not rows:
        return 0
    phones = _by_person(db, sa.select(PHONE.c.person_id, PHONE.c.digits))
    numbers = _by_person(db, sa.select(MEMBERSHIP.c.person_id, MEMBERSHIP.c.number))
    keys: dict[tuple[str, str], str] = {}
    former: dict[str, list[Any]] = {}
    for one in db.execute(_FORMER):
        former.setdefault(one.person_id, []).append(one)
    for row in rows:
        own = keys_of(row, phones.get(row.id, ()), numbers.get(row.id, ()))
        for one in former.get(row.id, ()):
            own |= dict.fromkeys(set(_of_former(row, one.name, one.kana)) - own.keys(), FORMER)
        for key, kind in own.items():
            keys.setdefault((row.merged_into or row.id, key), kind)
    new = [{"key": key, "person_id": person, "kind": kind} for (person, key), kind in keys.items()]
    db.execute(sa.insert(SEARCH_KEY), new)
    touch(db, SearchKey)
    return len(new)


def _by_person(db: Session, query: sa.Select[Any]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for person, text in db.execute(query):
        found.setdefault(person, []).append(text)
    return found


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
    yield from _of_guesses(row)
    if row.district:
        yield f"{AREA}{fold(row.district)}{AREA}{row.sort_key}"[:_LONGEST], DISTRICT
    for name in _groups(row.affiliation):
        yield f"{SET}{name}{SET}{row.sort_key}"[:_LONGEST], GROUP
    if row.address:
        yield address_key(row.address)[:_LONGEST], ADDRESS


def _groups(written: str) -> Iterator[str]:
    """Yield an organisation as it may be looked for: whole, without its legal form, each part."""
    whole = fold(written)
    plain = fold(_LEGAL_FORM.sub(" ", written))
    parts = [fold(part) for part in _LEGAL_FORM.sub(" ", written).split()]
    yield from dict.fromkeys(name[:_GROUP] for name in (whole, plain, *parts) if name)


def _of_names(row: sa.Row[Any]) -> Iterator[tuple[str, str]]:
    yield reading(row.kana), KANA
    yield fold(row.name), NAME
    yield fold(row.alias), ALIAS
    yield reading(row.alias), ALIAS
    for key in _of_former(row, row.former_name):
        yield key, FORMER
    yield fold(row.latin), LATIN
    yield romaji(fold(row.kana)), LATIN
    for part in _later_parts(row.kana):
        yield LATER + reading(part), GIVEN
        yield LATER + romaji(fold(part)), GIVEN
    for name in (row.name, row.latin, row.alias):
        for part in _later_parts(name):
            yield LATER + fold(part), GIVEN


def _of_guesses(row: sa.Row[Any]) -> Iterator[tuple[str, str]]:
    """Yield how the name may be misread or mistyped."""
    heard = [fold(part) for part in row.kana.split()]
    for place in range(min(len(heard), 2)):
        yield ROUGH + (LATER if place else "") + roughly("".join(heard[place:])), MISREAD
    for name in (row.name, row.alias):
        for guess in _guesses(name, heard):
            yield guess, MISREAD


def _guesses(name: str, heard: list[str]) -> Iterator[str]:
    parts = misreading.parts(name)
    if len(parts) == 1 < len(heard) and len(name) < 5:  # 王麗華, with わん りーふぁ beside it
        surname = 1 if len(name) < 4 else 2
        parts = [name[:surname], name[surname:]]
    for place, part in enumerate(parts[:2]):
        before = GUESS + (LATER if place else "")
        for guess in map(fold, misreading.readings(part)):
            if guess not in heard:
                yield before + romaji(guess)


def _of_former(row: Any, name: str, kana: str = "") -> Iterator[str]:
    """Yield the keys of a name somebody had; a surname alone with the given name of today."""
    for former, now, form in ((name, row.name, fold), (kana, row.kana, reading)):
        given = next(_later_parts(now), "") if len(former.split()) == 1 else ""
        if former:
            yield form(f"{former} {given}".strip())[:_LONGEST]
    yield from _guesses(name, [fold(part) for part in (kana or row.kana).split()])


def move_district(db: Session, people: sa.Select[Any], old: str, new: str) -> None:
    """Let the people whose ids `people` selects be found under the district `new`, not `old`."""
    before, after = (f"{AREA}{fold(name)}{AREA}" for name in (old, new))
    rest = sa.func.substr(SEARCH_KEY.c.key, len(before) + 1)
    db.execute(
        sa.update(SEARCH_KEY)
        .where(
            SEARCH_KEY.c.person_id.in_(people),
            SEARCH_KEY.c.kind == DISTRICT,
            sa.func.substr(SEARCH_KEY.c.key, 1, len(before)) == before,
        )
        .values(key=sa.func.substr(sa.literal(after).concat(rest), 1, _LONGEST))
    )
    touch(db, SearchKey)


def regroup(db: Session, affiliation: str) -> None:
    """Make the keys of organisations anew for everybody at `affiliation`."""
    own, owner = PERSON.alias("own"), sa.func.coalesce(PERSON.c.merged_into, PERSON.c.id)
    owners = sa.select(sa.func.coalesce(own.c.merged_into, own.c.id)).where(
        own.c.affiliation == affiliation
    )
    query = sa.select(owner, PERSON.c.affiliation, PERSON.c.sort_key).where(owner.in_(owners))
    made = {
        (person_id, f"{SET}{name}{SET}{order}"[:_LONGEST])
        for person_id, written, order in db.execute(query)
        for name in _groups(written)
    }
    db.execute(
        sa.delete(SEARCH_KEY).where(SEARCH_KEY.c.kind == GROUP, SEARCH_KEY.c.person_id.in_(owners))
    )
    rows = [{"key": key, "person_id": person, "kind": GROUP} for person, key in sorted(made)]
    if rows:
        db.execute(sa.insert(SEARCH_KEY), rows)
    touch(db, SearchKey)


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
