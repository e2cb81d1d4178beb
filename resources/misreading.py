"""How a name may be read by somebody who does not know the person: 河野 as かわの or こうの.

For search only. `readings/written.tsv` is written by hand and comes first; the tables of names
and of single letters beside it are made by `installers/readings.py`.
"""

import re
from functools import cache, lru_cache
from itertools import product

from resources import path
from resources.variants import TABLE as _VARIANTS

_MOST = 8
_KANA = re.compile("[ぁ-ゖァ-ヺー]")
_WIDEST = 400  # combinations looked at before the likeliest are chosen


@lru_cache(maxsize=20_000)
def readings(name: str) -> tuple[str, ...]:
    """Return the likely readings of a surname or given name in hiragana, at most eight.

    `name` is one part without blanks, in any variant of its letters (髙 as 高). Whole names
    known to the table come first, then readings put together letter by letter. Empty for a
    name with letters that have no reading.
    """
    plain = name.translate(_VARIANTS)
    known = _table("written.tsv").get(plain, ()) + _table("names.tsv").get(plain, ())
    return tuple(dict.fromkeys((*known, *_put_together(plain))))[:_MOST]


def parts(name: str) -> list[str]:
    """Return surname and given name of `name`, parted at its blank, or where the table knows."""
    if len(found := name.split()) != 1 or len(name) < 3:
        return found
    known = _table("names.tsv")
    for size in (2, 3, 1):
        first, rest = name[:size], name[size:]
        if rest and first.translate(_VARIANTS) in known and rest.translate(_VARIANTS) in known:
            return [first, rest]
    return found


def _put_together(name: str) -> list[str]:
    """Return readings letter by letter, the likeliest first; 々 repeats the letter before it.

    Kana among Chinese characters (とし子) are read as they stand.
    """
    if not 1 <= len(name) - len(_KANA.findall(name)) <= 4:
        return []
    letters = [
        name[place - 1] if letter == "々" and place else letter for place, letter in enumerate(name)
    ]
    known = _table("letters.tsv")
    choices = [
        (letter,) if _KANA.match(letter) else known.get(letter, ())[:5] for letter in letters
    ]
    if not all(choices):
        return []
    ranked = sorted(
        product(*(enumerate(choice) for choice in choices)),
        key=lambda parts: sum(place for place, _part in parts),
    )
    return ["".join(part for _place, part in parts) for parts in ranked[:_WIDEST]]


@cache
def _table(name: str) -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for line in path(f"readings/{name}").read_text("utf-8").splitlines():
        key, _tab, values = line.partition("\t")
        plain = key.translate(_VARIANTS)
        if key == plain or plain not in table:
            table[plain] = tuple(values.split())
    return table
