"""The recovery key as people meet it: printed on a sheet for the safe, and typed back."""

import hashlib
import os
import unicodedata

from resources.refusals import Refusal
from resources.words import _

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O or U
_MISREAD = str.maketrans("ILO", "110")
_LETTERS = 26  # 130 random bits
_CHECKS = 2
_GROUP = 4


def new() -> str:
    """Return a new recovery key as it is printed: seven groups of four, two of them checks."""
    number = int.from_bytes(os.urandom(17)) >> 6
    made = "".join(_ALPHABET[number >> 5 * place & 31] for place in range(_LETTERS))
    whole = made + _check(made)
    return "-".join(whole[at : at + _GROUP] for at in range(0, len(whole), _GROUP))


def plain(typed: str) -> str:
    """Return the letters and digits of what was typed from paper, without what groups them."""
    upper = unicodedata.normalize("NFKC", typed).upper().translate(_MISREAD)
    # Blanks and whatever the keyboard makes of a hyphen (ー, ―, ‐ …) only group the letters.
    return "".join(
        letter
        for letter in upper
        if letter not in "ー−~_" and unicodedata.category(letter)[0] not in "ZPC"
    )


def letters(typed: str) -> str:
    """Return the 26 letters of a typed recovery key; refuse one that was mistyped."""
    kept = plain(typed)
    found, check = kept[:_LETTERS], kept[_LETTERS:]
    if len(kept) != _LETTERS + _CHECKS or set(kept) - set(_ALPHABET) or check != _check(found):
        raise Refusal(
            _("The recovery key was not typed as it is printed."),
            _("Compare it with the sheet, group by group: 28 letters and digits."),
        )
    return found


def _check(letters: str) -> str:
    number = int.from_bytes(hashlib.sha256(b"inakurashi" + letters.encode()).digest()[:2])
    return _ALPHABET[number >> 5 & 31] + _ALPHABET[number & 31]
