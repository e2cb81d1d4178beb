"""Finding people again: by the beginning of a name in any script, by numbers, by place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources.contacts import address_key, phone_digits, tidy_number
from resources.names import fold, reading, romaji_typed
from resources.words import _, mark
from sessions import search_keys
from sessions.person_tables import SEARCH_KEY
from sessions.person_views import PersonView, views

_AFTER_ALL = "\U0010ffff"
_NAMES = (
    search_keys.KANA, search_keys.NAME, search_keys.LATIN, search_keys.ALIAS, search_keys.FORMER,
)  # fmt: skip
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
    search_keys.PHONE_KIND: mark("found by the telephone"),
    search_keys.NUMBER: mark("found by the number"),
    search_keys.DISTRICT: mark("found by the district"),
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
    """Keys that begin with `prefix` and are of one of `kinds`; `whole` names an exact match."""

    prefix: str
    kinds: tuple[str, ...]
    rank: int
    whole: str = ""


def find(db: Session, text: str, *, limit: int = 50) -> list[Found]:
    """Return people whom `text` finds, from one letter on: whole matches first, then 五十音.

    Understood are kana of any width and script, Chinese characters with their variants, romaji,
    aliases, former and given names, the telephone (its beginning, or any end of three digits),
    numbers in programmes (17, ０１７, No.17), districts, addresses, and several of these words.
    """
    ranks = _ranked(db, text, limit)
    words = text.split()
    if not ranks and len(words) > 1:
        ranks = _all_words(db, words)
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
    ranks = _ranked(db, text, most)
    if not ranks and len(text.split()) > 1:
        ranks = _all_words(db, text.split())
    return ranks


def reason(why: str) -> str:
    """Return in the words of the screen why somebody was found by a key of the kind `why`."""
    return _(_WORDS[why])


def _all_words(db: Session, words: list[str]) -> dict[str, tuple[int, str]]:
    """Return those whom every one of `words` finds, ranked by the worst of them."""
    found = [_ranked(db, word, 5000) for word in words[:4]]
    common = set(found[0]).intersection(*found[1:])
    return {person: max(ranks[person] for ranks in found) for person in common}


def _ranked(db: Session, text: str, most: int) -> dict[str, tuple[int, str]]:
    """Return each person found with (rank, kind); even ranks are whole matches."""
    ranks: dict[str, tuple[int, str]] = {}
    full = 99
    for asked in _ranges(text):
        if asked.rank > full:
            break
        query = (
            sa.select(SEARCH_KEY.c.person_id, SEARCH_KEY.c.key, SEARCH_KEY.c.kind)
            .where(
                SEARCH_KEY.c.key >= asked.prefix,
                SEARCH_KEY.c.key < asked.prefix + _AFTER_ALL,
                SEARCH_KEY.c.kind.in_(asked.kinds),
            )
            .order_by(SEARCH_KEY.c.key)
            .limit(most)
        )
        for person, key, kind in db.execute(query):
            rank = asked.rank * 2 + (key != (asked.whole or asked.prefix))
            ranks[person] = min(ranks.get(person, (99, "")), (rank, kind))
        if len(ranks) >= most:
            full = asked.rank
    return ranks


def _ranges(text: str) -> Iterator[_Range]:
    """Yield where to look for `text`, the likeliest first."""
    folded = _UNFINISHED.sub("", fold(text))
    if not folded:
        return
    if _NUMBER.fullmatch(text.strip()):
        yield from _numbers(text)
        return
    heard = _UNFINISHED.sub("", reading(text))
    typed = "" if search_keys.is_japanese(folded) else romaji_typed(text)
    for rank, mark_before, kinds in ((0, "", _NAMES), (1, search_keys.LATER, (search_keys.GIVEN,))):
        for form in dict.fromkeys((folded, heard, typed)):
            if form:
                yield _Range(mark_before + form, kinds, rank)
    area = f"{search_keys.AREA}{folded}"
    yield _Range(area, (search_keys.DISTRICT,), 2)
    if town := address_key(text):
        yield _Range(town, (search_keys.ADDRESS,), 3)
    if any(letter.isdigit() for letter in folded):
        number = f"{search_keys.NUMBER}{fold(tidy_number(text))}"
        yield _Range(number, (search_keys.NUMBER,), 0)


def _numbers(text: str) -> Iterator[_Range]:
    number = tidy_number(text)
    if number.isdigit():
        key = f"{search_keys.NUMBER}{number}"
        yield _Range(key, (search_keys.NUMBER,), 0)
    digits = phone_digits(text)
    if len(digits) >= 3:
        yield _Range(digits, (search_keys.PHONE_KIND,), 1)
        yield _Range(search_keys.TAIL + digits[::-1], (search_keys.PHONE_KIND,), 1)
