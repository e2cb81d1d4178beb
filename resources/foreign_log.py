"""Whether the write-ahead log beside an office is its own; another's would be written into it.

SQLite replays any log whose checksums are right, whatever key sealed its pages. So the seal of
the first page is compared before the file is opened.
"""

import hashlib
import hmac
import struct
from pathlib import Path

_MAGIC = {0x377F0682: "<", 0x377F0683: ">"}  # in which order the checksums take the bytes
_HEADER, _FRAME = 32, 24
_PAGE, _SEAL = 4096, 64  # as SQLCipher 4 makes them: HMAC-SHA512 at the end of each page
_SALT = 16


def is_foreign(database: Path, data_key: bytes) -> bool:
    """Tell whether the log beside `database` would be replayed although its key is another's."""
    try:
        with Path(f"{database}-wal").open("rb") as file:
            head, frame = file.read(_HEADER), file.read(_FRAME + _PAGE)
        with database.open("rb") as file:
            salt = file.read(_SALT)
    except OSError:
        return False
    if len(frame) < _FRAME + _PAGE or len(salt) < _SALT or not _replayed(head, frame):
        return False
    (number,) = struct.unpack(">I", frame[:4])
    return not _sealed(frame[_FRAME:], number, salt, data_key)


def _replayed(head: bytes, frame: bytes) -> bool:
    """Tell whether SQLite takes the first frame for a whole one (sqlite.org/fileformat2, 4.1)."""
    magic, _version, size = struct.unpack(">III", head[:12])
    if magic not in _MAGIC or size != _PAGE or frame[8:16] != head[16:24]:
        return False
    order = _MAGIC[magic]
    first = _checksum(order, head[:24], (0, 0))
    if first != struct.unpack(">II", head[24:32]):
        return False
    found = _checksum(order, frame[:8] + frame[_FRAME:], first)
    return found == struct.unpack(">II", frame[16:24])


def _checksum(order: str, data: bytes, sums: tuple[int, int]) -> tuple[int, int]:
    one, two = sums
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for here, there in zip(words[::2], words[1::2], strict=True):
        one = one + here + two & 0xFFFFFFFF
        two = two + there + one & 0xFFFFFFFF
    return one, two


def _sealed(page: bytes, number: int, salt: bytes, data_key: bytes) -> bool:
    salting = bytes(byte ^ 0x3A for byte in salt)
    key = hashlib.pbkdf2_hmac("sha512", data_key, salting, 2, 32)
    begin = _SALT if number == 1 else 0  # the first page begins with the open salt
    sealed = page[begin:-_SEAL] + struct.pack("<I", number)
    return hmac.compare_digest(hmac.new(key, sealed, "sha512").digest(), page[-_SEAL:])
