"""One sealed, signed, expiring package: magic, plain header, encrypted body, signature."""

import base64
import json
import os
import struct
from dataclasses import dataclass
from typing import Any

from resources import passcodes, sealing
from resources.keys import Stretching
from resources.refusals import Refusal
from resources.words import _

SUFFIX = ".inapkg"
CIPHER = "AES-256-GCM"
MAGIC = b"INAPKG1\n"
_LENGTH = struct.Struct(">I")
_NONCE = 12
LARGEST = 4 * 1024 * 1024
_LARGEST_HEADER = 16 * 1024
# No stranger's file may make this machine work for minutes or take its memory.
_MOST = Stretching(memory_kib=256 * 1024, passes=8, lanes=8)


@dataclass(frozen=True, slots=True)
class Parcel:
    """A package read and proven to be whole; `header` is plain and holds no name of anybody."""

    header: dict[str, Any]
    raw_header: bytes
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Opened:
    """What a passcode opened: the body, and the key under which the evening is kept."""

    body: bytes
    key: bytes


class WrongPasscode(Refusal):
    """The passcode that was typed is another one; `times` it was so in a row, where counted."""

    times = 1


def pack(
    header: dict[str, Any],
    body: bytes,
    passcode: str,
    signing: sealing.Pair,
    stretching: Stretching | None = None,
) -> bytes:
    """Return the file: `body` under the passcode, everything signed by the office's key."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, cost = os.urandom(16), stretching or Stretching()
    whole = header | {
        "cipher": CIPHER,
        "kdf": {"name": "argon2id", "salt": base64.b64encode(salt).decode(), **vars(cost)},
        "signer": base64.b64encode(signing.public).decode(),
    }
    raw = json.dumps(whole, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    nonce = os.urandom(_NONCE)
    key = passcodes.stretch(passcode, salt, cost)
    sealed = nonce + AESGCM(key).encrypt(nonce, body, MAGIC + raw)
    content = MAGIC + _LENGTH.pack(len(raw)) + raw + sealed
    return content + sealing.sign(signing.secret, content)


def read(content: bytes) -> Parcel:
    """Return the package in `content` once its signature fits; refuse anything else.

    The signature proves that nothing was changed on the way, not who packed it: that is
    proven by the passcode, and at the office by its register of packages.
    """
    try:
        if not content.startswith(MAGIC) or len(content) > LARGEST:
            raise ValueError
        place = len(MAGIC) + _LENGTH.size
        (length,) = _LENGTH.unpack(content[len(MAGIC) : place])
        raw, rest = content[place : place + length], content[place + length :]
        if length > _LARGEST_HEADER or len(raw) != length:
            raise ValueError
        sealed, signature = rest[: -sealing.SIGNATURE], rest[-sealing.SIGNATURE :]
        if len(sealed) < _NONCE + sealing.TAG:
            raise ValueError
        header = json.loads(raw)
        signer = base64.b64decode(header["signer"], validate=True)
        if not sealing.proven(signer, content[: -sealing.SIGNATURE], signature):
            raise ValueError
        _cost(header)
    except (ValueError, KeyError, TypeError, RecursionError, struct.error):
        raise damaged() from None
    return Parcel(header, raw, sealed)


def open_with(parcel: Parcel, passcode: str) -> Opened:
    """Return the body; refuse a wrong passcode."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, cost = _cost(parcel.header)
    key = passcodes.stretch(passcodes.tidy(passcode), salt, cost)
    nonce, rest = parcel.sealed[:_NONCE], parcel.sealed[_NONCE:]
    try:
        return Opened(AESGCM(key).decrypt(nonce, rest, MAGIC + parcel.raw_header), key)
    except InvalidTag:
        raise WrongPasscode(
            _("This passcode does not open the package."),
            _("Type it again from the slip, or ask the office by telephone."),
        ) from None


def damaged() -> Refusal:
    """Return the refusal for a file that is no whole package."""
    return Refusal(
        _("This is not a whole package of inakurashi: it is damaged or was changed."),
        _("Copy it once more from the office, or take the paper list."),
    )


def _cost(header: dict[str, Any]) -> tuple[bytes, Stretching]:
    """Return salt and cost; ValueError where they are none or out of all proportion."""
    told = header["kdf"]
    cost = Stretching(*(told[name] for name in ("memory_kib", "passes", "lanes")))
    for name, most in vars(_MOST).items():
        value = getattr(cost, name)
        if type(value) is not int or not 1 <= value <= most:
            raise ValueError(name)
    if cost.memory_kib < 8 * cost.lanes:
        raise ValueError("memory_kib")
    salt = base64.b64decode(told["salt"], validate=True)
    if len(salt) < 8 or len(salt) > 64:
        raise ValueError("salt")
    return salt, cost
