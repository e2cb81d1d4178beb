"""The codes in our QR cards: made, proven, shown, and read back from garbled scanner input.

A code is `INA1`, 20 letters of one unambiguous alphabet (100 random bits) and one check
letter: 25 digits and capitals, no separators, nothing readable inside.
"""

import re
import secrets
from dataclasses import dataclass
from enum import StrEnum

from resources.scans import candidates, looks_japanese, tidy

PREFIX = "INA1"
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U
LENGTH = 25
_BODY = LENGTH - len(PREFIX) - 1
_VALUES = {letter: value for value, letter in enumerate(ALPHABET)}
# What a person types for a letter that the alphabet leaves out because it looks the same.
_LOOKALIKES = str.maketrans("OIL", "011")
_TOO_LONG = 3000  # more than one QR symbol of ours or a business card can hold
_SHORTEST_GARBLED = 18
_SHAPE = re.compile(rf"[{ALPHABET}]{{{_BODY + 1}}}")


class Kind(StrEnum):
    """What a scan turned out to be."""

    OURS = "ours"
    TYPO = "typo"  # begins like ours, but a letter is wrong or missing
    FOREIGN = "foreign"  # a web address, a business card, some other text
    GARBLED_IME = "garbled_ime"  # the input method changed it beyond repair
    EMPTY = "empty"
    TOO_LONG = "too_long"


@dataclass(frozen=True)
class Reading:
    """The code read, or None and what stood there instead."""

    code: str | None
    kind: Kind


def new_code() -> str:
    """Return a new code: 100 bits from the system's random source."""
    body = "".join(secrets.choice(ALPHABET) for _place in range(_BODY))
    return PREFIX + body + check_character(body)


def check_character(body: str) -> str:
    """Return the check letter of the 20 letters `body`.

    A weighted sum over the field GF(32), each place with another weight: one wrong letter and
    any two letters exchanged are always found. KeyError for letters outside the alphabet.
    """
    total = 0
    for letter in body:
        total = _double(total ^ _VALUES[letter])
    return ALPHABET[total]


def _double(value: int) -> int:
    """Return `value` times x in GF(32) with x⁵ = x² + 1, whose powers run through all 31."""
    value <<= 1
    return value ^ 0b100101 if value & 0b100000 else value


def is_code(text: str) -> bool:
    """Tell whether `text` is exactly one of our codes, check letter included."""
    if not text.startswith(PREFIX) or len(text) != LENGTH:
        return False
    body = text[len(PREFIX) :]
    return _SHAPE.fullmatch(body) is not None and check_character(body[:-1]) == body[-1]


def human(code: str) -> str:
    """Return the end of `code` as people read it to each other: 8 letters in two groups."""
    return f"{code[-8:-4]}-{code[-4:]}"


def read(text: object) -> Reading:
    """Read what a scanner, a camera or a hand gave; never raises.

    Repaired are width, case, blanks and dashes, AIM prefixes, line ends, what the Japanese
    input method makes of the keys (かな入力, and ローマ字入力 where only one code fits), a
    held shift key, a code scanned twice in a row, O for 0 and I or L for 1.
    """
    if not isinstance(text, str):
        return Reading(None, Kind.EMPTY if text is None else Kind.FOREIGN)
    if len(text) > _TOO_LONG:
        return Reading(None, Kind.TOO_LONG)
    plain = tidy(text)
    if not plain:
        return Reading(None, Kind.EMPTY)
    begins_like_ours = False
    for group in candidates(plain, PREFIX, LENGTH):
        begins_like_ours = begins_like_ours or bool(group)
        proven = {code for code in map(_repaired, group) if code}
        # Two codes that both fit are none: the wrong person must never be received.
        if len(proven) == 1:
            return Reading(proven.pop(), Kind.OURS)
    if looks_japanese(plain):
        # Syllables shorten a code to no less than this; nobody's reading is as long.
        garbled = begins_like_ours or (len(plain) >= _SHORTEST_GARBLED and plain.isalnum())
        return Reading(None, Kind.GARBLED_IME if garbled else Kind.FOREIGN)
    return Reading(None, Kind.TYPO if begins_like_ours else Kind.FOREIGN)


def _repaired(text: str) -> str | None:
    """Return the code in `text`, which begins like ours; None if it proves false."""
    if len(text) > LENGTH and len(text) % LENGTH == 0:
        first = text[:LENGTH]
        if text == first * (len(text) // LENGTH):
            text = first
    body = text[len(PREFIX) :].translate(_LOOKALIKES)
    return PREFIX + body if is_code(PREFIX + body) else None
