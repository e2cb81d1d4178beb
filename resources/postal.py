"""Postcodes and the towns they stand for, from the list of 日本郵便 that goes out with the house.

The table in `postcodes/` is made by `installers/postcodes.py`; nothing is asked of a network.
"""

import gzip
import re
from functools import cache, lru_cache

from resources import path
from resources.contacts import phone_digits, tidy_zip
from resources.names import fold

HOME = "長野県"  # left out before an address of the office's own prefecture
_PREFECTURE = re.compile(r"(?:長野県|東京都|北海道|(?:京都|大阪)府|.{2,3}県)")
_LEAST = 2
_DIGITS = 7


def towns(zip_code: str, *, home: str = HOME) -> tuple[str, ...]:
    """Return the beginnings of the addresses a postcode stands for; empty for an unknown one.

    Those of the prefecture `home` begin with the municipality: 396-0111 → 伊那市美篶.
    """
    digits, table = phone_digits(zip_code), _table()
    found: list[str] = []
    if len(digits) != _DIGITS:
        return ()
    at = table.find(f"\n{digits}")
    while at >= 0:
        head = table.rfind("\t", 0, at)
        prefecture = table[table.rfind("\n", 0, head) + 1 : head]
        city = table[head + 1 : table.find("\n", head)]
        town = table[at + 1 + _DIGITS : table.find("\n", at + 1)]
        found.append(f"{'' if prefecture == home else prefecture}{city}{town}")
        at = table.find(f"\n{digits}", at + 1)
    return tuple(found)


def code(address: str, *, home: str = HOME) -> str:
    """Return the postcode of an address as 396-0111; "" where it names no single town.

    The longest town the address begins with decides; the prefecture may be left out where it is
    `home`. The code of a whole municipality, which stands for what has no town, is never given.
    """
    plain = fold(address)
    given = _PREFECTURE.match(plain)
    prefecture = given[0] if given else fold(home)
    rest = plain.removeprefix(prefecture)
    known = _towns_of(prefecture)
    for size in range(len(rest), _LEAST, -1):
        if codes := known.get(rest[:size]):
            return tidy_zip(next(iter(codes))) if len(codes) == 1 else ""
    return ""


@lru_cache(maxsize=4)
def _towns_of(prefecture: str) -> dict[str, set[str]]:
    """Return {folded municipality and town: its postcodes} of a prefecture."""
    found: dict[str, set[str]] = {}
    city = ""
    for line in _table().splitlines():
        if "\t" in line:
            named, city = line.split("\t")
            city = city if fold(named) == prefecture else ""
        elif city and len(line) > _DIGITS:
            found.setdefault(fold(city + line[_DIGITS:]), set()).add(line[:_DIGITS])
    return found


@cache
def _table() -> str:
    packed = path("postcodes/postcodes.txt.gz").read_bytes()
    return f"\n{gzip.decompress(packed).decode()}\n"
