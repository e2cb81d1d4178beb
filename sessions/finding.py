"""Finding people again: by the beginning of a name in any script, by numbers, by place."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources import misreading
from resources.contacts import address_key, phone_digits, tidy_number
from resources.names import fold, is_kana, reading, romaji, romaji_typed, roughly
from resources.words import _, mark
from sessions import areas, organisations, search_keys, suppression
from sessions.person_tables import SEARCH_KEY
from sessions.person_views import PersonView, views

_AFTER_ALL = "\U0010ffff"
_NAMES = (
    search_keys.KANA, search_keys.NAME, search_keys.LATIN, search_keys.ALIAS, search_keys.FORMER,
)  # fmt: skip
_GUESSES = (search_keys.MISREAD, search_keys.FORMER)
_PLACES = frozenset({search_keys.DISTRICT, search_keys.ADDRESS, search_keys.GROUP})
_LEAST_GUESS = 3  # Latin letters; what is shorter (せい, おう) must be the whole of a guess
_MOST_WORDS = 4
_ENOUGH = 1000
# An input method shows たk while た and か are being typed.
_UNFINISHED = re.compile(r"(?<=[ぁ-ゖー])[a-z]{1,2}$")
_NUMBER = re.compile(r"[\d\s()+.,・No№第号‐‑‒–—―−ーｰ－-]+", re.IGNORECASE)
_WORDS = {
    search_keys.KANA: mark("found by the reading"),
    search_keys.GIVEN: mark("found by the given name"),
    search_keys.NAME: mark("found by the name"),
    search_keys.ALIAS: mark("found by the alias"),
    search_keys.LATIN: mark("found by the Latin letters"),
    search_keys.FORMER: mark("found by the former name"),
    search_keys.MISREAD: mark("found by another reading of the same letters"),
    search_keys.PHONE_KIND: mark("found by the telephone"),
    search_keys.NUMBER: mark("found by the number"),
    search_keys.DISTRICT: mark("found by the district"),
    search_keys.GROUP: mark("found by the organisation"),
    search_keys.ADDRESS: mark("found by the address"),
}


@dataclass(frozen=True)
class Found:
    """A person found, the kind of key that matched, and whether it matched as a whole."""

    person: PersonView
    why: str
    exact: bool

    @property
    def reason(self) -> str:
        """Why this person was found, in the words of the screen."""
        return _(_WORDS[self.why])


@dataclass(frozen=True)
class _Range:
    """Keys of `kinds` that begin with `prefix`; `only_whole` takes those alone that are it."""

    prefix: str
    kinds: tuple[str, ...]
    rank: int
    only_whole: bool = False

    @property
    def places(self) -> bool:
        """Whether it tells where somebody lives or belongs."""
        return _PLACES.issuperset(self.kinds)

    @property
    def values(self) -> dict[str, Any]:
        """What a query asks for."""
        return {"low": self.prefix, "high": self.prefix + _AFTER_ALL, "kinds": self.kinds}


_Columns = sa.sql.base.ReadOnlyColumnCollection[str, Any]
_BOUNDS: Final = {
    "low": sa.bindparam("low", type_=sa.String),
    "high": sa.bindparam("high", type_=sa.String),
    "kinds": sa.bindparam("kinds", expanding=True, type_=sa.String),
}


def find(db: Session, text: str, *, limit: int = 50) -> list[Found]:
    """Return people whom `text` finds, from one letter on: whole matches first, then 五十音.

    Understood are kana of any width and script, Chinese characters with their variants, romaji,
    aliases, former and given names, the telephone (its beginning, or any end of three digits),
    numbers in programmes (17, ０１７, No.17), districts, addresses, organisations, and several of
    these words.
    """
    ranks = ranked(db, text, limit)
    if not ranks:
        return []
    # Cut by rank only where that many match; within a rank the keys came in their order.
    chosen = sorted(ranks, key=lambda person: ranks[person][0])[:limit]
    people = sorted(views(db, chosen), key=lambda view: (ranks[view.id][0], view.sort_key, view.id))
    return [Found(view, ranks[view.id][1], exact=ranks[view.id][0] % 2 == 0) for view in people]


def matching(db: Session, text: str, most: int = 20_000) -> set[str]:
    """Return the ids of the people whom `text` finds, for lists that are filtered by it."""
    return set(ranked(db, text, most))


def ranked(db: Session, text: str, most: int = 20_000) -> dict[str, tuple[int, str]]:
    """Return {person: (rank, kind of key)} whom `text` finds; a low rank fits better."""
    ranks = _ranked(db, tuple(_ranges(text)), most)
    words = text.split()[:_MOST_WORDS]
    if not ranks and len(words) > 1:
        ranks = _by_all(
            db,
            [(*_ranges(word), *_same_sound(word), *_organisations(db, word)) for word in words],
            most,
        )
    if not ranks and len(words) == 1:
        ranks = _unparted(db, text, most) or _ranked(db, tuple(_same_sound(text)), most)
    if not ranks:
        ranks = _ranked(db, tuple(_organisations(db, text)), most)
    if not ranks and (district := _district_called(db, text)):
        ranks = _ranked(db, tuple(_ranges(district)), most)
    return ranks


def _organisations(db: Session, text: str) -> Iterator[_Range]:
    """Yield where the people of those organisations stand whose reading begins with `text`."""
    for name in organisations.read_as(db, text):
        yield _Range(f"{search_keys.SET}{fold(name)}{search_keys.SET}", (search_keys.GROUP,), 3)


def _district_called(db: Session, text: str) -> str:
    """Return the 地区 that an older name means: 長藤 is 高遠町 today; "" where it means none."""
    area_tree = areas.tree(db)
    meant = area_tree.meant(text)
    found = area_tree.district_of(meant.id) if meant is not None else None
    return "" if found is None else found.name


def reason(why: str) -> str:
    """Return in the words of the screen why somebody was found by a key of the kind `why`."""
    return _(_WORDS[why])


def _ranked(
    db: Session, ranges: Sequence[_Range], most: int, others: Sequence[Sequence[_Range]] = ()
) -> dict[str, tuple[int, str]]:
    """Return each person found with (rank, kind); even ranks are whole matches.

    Who is found by one of `ranges` must be found by each of `others` too.
    """
    also = [_has(other) for other in others]
    ranks: dict[str, tuple[int, str]] = {}
    full = 99
    for asked in ranges:
        if asked.rank > full:
            break
        query = _in_a_range(places=asked.places, only_whole=asked.only_whole)
        for person, key, kind in db.execute(query.where(*also), asked.values | {"most": most}):
            rank = asked.rank * 2 + (key != asked.prefix)
            ranks[person] = min(ranks.get(person, (99, "")), (rank, kind))
        if len(ranks) >= most:
            full = asked.rank
    return ranks


def _by_all(
    db: Session, words: Sequence[Sequence[_Range]], most: int
) -> dict[str, tuple[int, str]]:
    """Return whom each of `words` finds, ranked by the one that finds the fewest.

    Beginning there, a district of thousands is only asked whether it has the few of a name.
    """
    counts = []
    for ranges in words:
        counts.append(_about_how_many(db, ranges))
        if not counts[-1]:
            return {}
    rarest = counts.index(min(counts))
    others = [ranges for place, ranges in enumerate(words) if place != rarest]
    if counts[rarest] >= _ENOUGH:
        return _ranked(db, words[rarest], most, others)
    ranks = _ranked(db, words[rarest], _ENOUGH)
    for ranges in others:
        query = sa.select(SEARCH_KEY.c.person_id).where(
            SEARCH_KEY.c.person_id.in_(list(ranks)), _in_one_of(SEARCH_KEY.c, ranges)
        )
        both = set(db.scalars(query))
        ranks = {person: rank for person, rank in ranks.items() if person in both}
    return ranks


def _about_how_many(db: Session, ranges: Sequence[_Range]) -> int:
    """Return how many keys lie in `ranges`; beyond `_ENOUGH` nobody needs to know."""
    found = 0
    for asked in ranges:
        query = _counting(places=asked.places, only_whole=asked.only_whole)
        found += db.scalar(query, asked.values | {"most": _ENOUGH - found}) or 0
        if found >= _ENOUGH:
            break
    return found


@cache
def _in_a_range(*, places: bool, only_whole: bool) -> sa.Select[Any]:
    """Return the query for the keys of a range: made once, since each key typed asks many."""
    key = SEARCH_KEY.c
    return (
        sa.select(key.person_id, key.key, key.kind)
        .where(_lies(key, _BOUNDS, places=places, only_whole=only_whole))
        .order_by(key.key, key.person_id)
        .limit(sa.bindparam("most", type_=sa.Integer))
    )


@cache
def _counting(*, places: bool, only_whole: bool) -> sa.Select[Any]:
    keys = _in_a_range(places=places, only_whole=only_whole).subquery()
    return sa.select(sa.func.count()).select_from(keys)


def _lies_in(key: _Columns, asked: _Range) -> sa.ColumnElement[bool]:
    return _lies(key, asked.values, places=asked.places, only_whole=asked.only_whole)


def _lies(
    key: _Columns, bounds: Mapping[str, Any], *, places: bool, only_whole: bool
) -> sa.ColumnElement[bool]:
    kinds = key.kind.in_(bounds["kinds"])
    if only_whole:
        return sa.and_(key.key == bounds["low"], kinds)
    here = sa.and_(key.key >= bounds["low"], key.key < bounds["high"], kinds)
    if places:  # to be found there would tell where somebody is
        return sa.and_(here, key.person_id.not_in(suppression.hiding()))
    return here


def _in_one_of(key: _Columns, ranges: Sequence[_Range]) -> sa.ColumnElement[bool]:
    return sa.or_(sa.false(), *(_lies_in(key, asked) for asked in ranges))


def _has(ranges: Sequence[_Range]) -> sa.ColumnElement[bool]:
    """Return the condition that the person of a key has another key in one of `ranges`."""
    other = SEARCH_KEY.alias()
    ways = _in_one_of(other.c, ranges)
    return sa.exists().where(other.c.person_id == SEARCH_KEY.c.person_id, ways)


def _unparted(db: Session, text: str, most: int) -> dict[str, tuple[int, str]]:
    """Return whom surname and given name find that are typed in one, each as it may be read."""
    folded = fold(text)
    if not 3 <= len(folded) <= 14 or any(letter.isdigit() for letter in folded):
        return {}
    ranks: dict[str, tuple[int, str]] = {}
    spelt = is_kana(folded) or folded.isascii()
    for place in range(2 if spelt else 1, len(folded)):
        surname = [one for one in _names(folded[:place]) if search_keys.LATER not in one.prefix]
        rest = folded[place:]
        ways = (*_names(rest), *_same_sound(rest))
        given = [one for one in ways if search_keys.LATER in one.prefix]
        if surname and given:
            found = _by_all(db, [given, surname], most)
            ranks |= {one: rank for one, rank in found.items() if one not in ranks}
    return ranks


def _same_sound(text: str) -> Iterator[_Range]:
    """Yield where those stand whose name sounds like `text` but is written otherwise.

    伊東 for 伊藤, and とし子 for 敏子.
    """
    for part in misreading.parts(fold(text))[:1]:
        for heard in misreading.readings(part)[:2]:
            yield _Range(reading(heard), (search_keys.KANA,), 5)
            yield _Range(search_keys.LATER + reading(heard), (search_keys.GIVEN,), 5)


def _ranges(text: str) -> Iterator[_Range]:
    """Yield where to look for `text`, the likeliest first."""
    folded = _UNFINISHED.sub("", fold(text))
    if not folded:
        return
    # No alone is a beginning: 野口, 小野.
    if any(letter.isdigit() for letter in folded) and _NUMBER.fullmatch(text.strip()):
        yield from _numbers(text)
        return
    yield from _names(text)
    area = f"{search_keys.AREA}{folded}"
    yield _Range(area, (search_keys.DISTRICT,), 3)
    yield _Range(f"{search_keys.SET}{folded}", (search_keys.GROUP,), 3)
    if town := address_key(text):
        yield _Range(town, (search_keys.ADDRESS,), 4)
    if any(letter.isdigit() for letter in folded):
        number = f"{search_keys.NUMBER}{fold(tidy_number(text))}"
        yield _Range(number, (search_keys.NUMBER,), 0)


def _names(text: str) -> Iterator[_Range]:
    """Yield where names stand that begin with `text`, also as somebody may misread them."""
    folded = _UNFINISHED.sub("", fold(text))
    heard = _UNFINISHED.sub("", reading(text))
    typed = "" if search_keys.is_japanese(folded) else romaji_typed(text)
    for rank, before, kinds in ((0, "", _NAMES), (1, search_keys.LATER, (search_keys.GIVEN,))):
        for form in dict.fromkeys((folded, heard, typed)):
            if form:
                yield _Range(before + form, kinds, rank)
    guess = typed or (romaji(folded) if len(folded) > 1 and is_kana(folded) else "")
    short = len(guess) < _LEAST_GUESS
    if guess and not (short and typed):
        for before in (search_keys.GUESS, search_keys.GUESS + search_keys.LATER):
            yield _Range(before + guess, _GUESSES, 2, short)
    if len(folded) > 1 and is_kana(folded):
        yield _Range(guess, (search_keys.LATIN,), 2, short)  # おくぼ for おおくぼ
        loose = roughly(folded)
        yield _Range(search_keys.ROUGH + loose, (search_keys.MISREAD,), 2)
        yield _Range(search_keys.ROUGH + search_keys.LATER + loose, (search_keys.MISREAD,), 2)


def _numbers(text: str) -> Iterator[_Range]:
    number = tidy_number(text)
    if number.isdigit():
        key = f"{search_keys.NUMBER}{number}"
        yield _Range(key, (search_keys.NUMBER,), 0)
    digits = phone_digits(text)
    if len(digits) >= 3:
        yield _Range(digits, (search_keys.PHONE_KIND,), 1)
        yield _Range(search_keys.TAIL + digits[::-1], (search_keys.PHONE_KIND,), 1)
