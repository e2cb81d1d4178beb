"""The attendance of one evening as the text of one QR code: who came, by place on the list.

`INAB1`, then letters of the alphabet of the cards, in which a QR code stands densest: kind,
package, computer, moment, size of the list, walk-ins, one bit for each place, minutes where asked
for, and a proof that only the package and its office can make.
"""

import hmac
import struct
from dataclasses import dataclass

from resources.codes import ALPHABET
from resources.refusals import Refusal
from resources.scans import tidy
from resources.words import _

PREFIX = "INAB1"
MOST = 2000  # places on a list
_FRONT = struct.Struct(">B16s4sIHH")
_PROOF = 8
_PLAIN, _MINUTES = 1, 2
_VALUES = {letter: value for value, letter in enumerate(ALPHABET)}
_LOOKALIKES = str.maketrans("OIL", "011")


@dataclass(frozen=True, slots=True)
class Evening:
    """What the code says. `until` is the minute of the epoch at which it was made.

    `device` (8 hexadecimal digits) tells which of several computers made it.
    `came` holds for each place on the list None, or the minutes before `until` at which the
    person came; 0 for all of them where `timed` is False.
    """

    package: str
    device: str
    until: int
    came: tuple[int | None, ...]
    walk_ins: int = 0
    timed: bool = False


def write(evening: Evening, key: bytes) -> str:
    """Return the text for the QR code, proven by the 32 bytes `key`."""
    came = evening.came
    bits = bytearray((len(came) + 7) // 8)
    for place, minutes in enumerate(came):
        if minutes is not None:
            bits[place // 8] |= 0x80 >> place % 8
    kind = _MINUTES if evening.timed else _PLAIN
    raw = _FRONT.pack(
        kind,
        bytes.fromhex(evening.package),
        bytes.fromhex(evening.device),
        evening.until,
        len(came),
        evening.walk_ins,
    ) + bytes(bits)
    if evening.timed:
        raw += b"".join(
            struct.pack(">H", min(minutes, 0xFFFF)) for minutes in came if minutes is not None
        )
    return PREFIX + _letters(raw + hmac.digest(key, raw, "sha256")[:_PROOF])


def package_of(text: str) -> str:
    """Return which package the code speaks of, yet unproven; refuse what is no such code."""
    raw = _raw(text)
    return str(_FRONT.unpack(raw[: _FRONT.size])[1].hex())


def read(text: str, key: bytes) -> Evening:
    """Return what the code says; refuse one that is not whole or not of the package of `key`."""
    raw = _raw(text)
    content, proof = raw[:-_PROOF], raw[-_PROOF:]
    if not hmac.compare_digest(proof, hmac.digest(key, content, "sha256")[:_PROOF]):
        raise _unread()
    kind, package, device, until, size, walk_ins = _FRONT.unpack(content[: _FRONT.size])
    begin = _FRONT.size + (size + 7) // 8
    bits, rest = content[_FRONT.size : begin], content[begin:]
    here = [bool(bits[place // 8] & 0x80 >> place % 8) for place in range(size)]
    timed = kind == _MINUTES
    minutes = iter(struct.unpack(f">{len(rest) // 2}H", rest)) if timed else iter(())
    came = tuple(next(minutes, 0) if one else None for one in here)
    return Evening(package.hex(), device.hex(), until, came, walk_ins, timed)


def _raw(text: str) -> bytes:
    plain = tidy(text).upper()
    if not plain.startswith(PREFIX) or len(plain) > 8000:
        raise _unread()
    letters = plain[len(PREFIX) :].translate(_LOOKALIKES)
    if any(letter not in _VALUES for letter in letters):
        raise _unread()
    number = 0
    for letter in letters:
        number = number << 5 | _VALUES[letter]
    length = len(letters) * 5 // 8
    raw = (number >> (len(letters) * 5 - length * 8)).to_bytes(length, "big")
    if len(raw) < _FRONT.size + _PROOF:
        raise _unread()
    kind, _package, _device, _until, size, _walk_ins = _FRONT.unpack(raw[: _FRONT.size])
    rest = len(raw) - _FRONT.size - _PROOF - (size + 7) // 8
    if kind not in (_PLAIN, _MINUTES) or size > MOST or rest < 0 or (kind == _PLAIN and rest):
        raise _unread()
    return raw


def _letters(raw: bytes) -> str:
    count = -(-len(raw) * 8 // 5)
    number = int.from_bytes(raw, "big") << (count * 5 - len(raw) * 8)
    return "".join(ALPHABET[number >> 5 * (count - 1 - place) & 31] for place in range(count))


def _unread() -> Refusal:
    return Refusal(
        _("This is not the whole closing code of an evening."),
        _("Photograph it once more, flat and sharp, or bring the file of the evening."),
    )
