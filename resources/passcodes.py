"""The passcode of a package: ten letters on a slip that never travels with the computer."""

import secrets
import unicodedata

from resources.codes import ALPHABET
from resources.keys import Stretching
from resources.refusals import Refusal
from resources.words import _

LETTERS = 10  # 50 bits, stretched by Argon2id
_LOOKALIKES = str.maketrans("OILＯＩＬ", "011011")


def new() -> str:
    """Return a new passcode from the system's random source, without look-alike letters."""
    return "".join(secrets.choice(ALPHABET) for _place in range(LETTERS))


def shown(passcode: str) -> str:
    """Return the passcode as people read it to each other: two groups of five."""
    return f"{passcode[:5]}-{passcode[5:]}"


def tidy(typed: str) -> str:
    """Return the passcode in what was typed, in any case, width or grouping.

    Refuses what cannot be one: another length, or a letter no passcode has.
    """
    plain = unicodedata.normalize("NFKC", typed).upper().translate(_LOOKALIKES)
    letters = "".join(one for one in plain if one.isalnum())
    if len(letters) != LETTERS or any(one not in ALPHABET for one in letters):
        raise Refusal(
            _("The passcode has ten letters and digits."), _("Type it again from the slip.")
        )
    return letters


def stretch(passcode: str, salt: bytes, stretching: Stretching) -> bytes:
    """Return the key that a passcode stands for (Argon2id, 32 bytes)."""
    from argon2.low_level import Type, hash_secret_raw

    return hash_secret_raw(
        passcode.encode(),
        salt,
        time_cost=stretching.passes,
        memory_cost=stretching.memory_kib,
        parallelism=stretching.lanes,
        hash_len=32,
        type=Type.ID,
    )
