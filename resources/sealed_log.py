"""A file that only grows and only its owner far away can read: frames in a chain, each sealed.

Each frame also holds a copy under the key of the evening, from which a computer that lost its
power goes on; the copies are left out of what is carried home.
"""

import hashlib
import hmac
import json
import os
import struct
import sys
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from resources import durable, sealing
from resources.refusals import Refusal
from resources.words import _

SUFFIX = ".inaeve"
MAGIC = b"INAEVE1\n"
NOTE = b"INANOTE1"
LARGEST = 64 * 1024 * 1024
_HEAD = struct.Struct(">I")
_FRAME = struct.Struct(">III")  # length of the core, of the copy, CRC-32 of both
_SEQ = struct.Struct(">I")
_NOTE = struct.Struct(">II")  # length, CRC-32
_DIGEST, _MAC, _NONCE = 32, 16, 12
_SMALLEST = _SEQ.size + _DIGEST + sealing.KEY + sealing.TAG + _MAC
_LARGEST_HEAD = 4096
_LARGEST_FRAME = 64 * 1024
_LARGEST_NOTE = 256 * 1024


@dataclass(frozen=True, slots=True)
class Core:
    """One sealed frame: `fits` tells whether it continues the frame before it."""

    seq: int
    raw: bytes
    fits: bool


@dataclass(frozen=True, slots=True)
class Content:
    """A file as it was found. `end` is where its good frames end; `torn` a last one cut short.

    `note` is what was said beside the frames. `damaged` tells that something else stands after
    them that is no torn last frame.
    """

    head: dict[str, Any]
    raw_head: bytes
    cores: tuple[Core, ...]
    copies: tuple[bytes, ...]
    end: int
    torn: bool
    damaged: bool
    note: bytes = b""


def read(content: bytes) -> Content:
    """Return the frames of a file up to the first that cannot be read; refuse what is none."""
    place = len(MAGIC) + _HEAD.size
    try:
        if not content.startswith(MAGIC) or len(content) > LARGEST:
            raise ValueError
        (length,) = _HEAD.unpack(content[len(MAGIC) : place])
        raw_head = content[place : place + length]
        if length > _LARGEST_HEAD or len(raw_head) != length:
            raise ValueError
        head = json.loads(raw_head)
        if not isinstance(head, dict):
            raise TypeError
    except (ValueError, TypeError, RecursionError, struct.error):
        raise unreadable() from None
    place += length
    cores: list[Core] = []
    copies: list[bytes] = []
    before = hashlib.sha256(MAGIC + raw_head).digest()
    while True:
        frame = _frame(content, place)
        if frame is None:
            break
        core, copy, place = frame
        (seq,) = _SEQ.unpack(core[: _SEQ.size])
        follows = cores[-1].seq + 1 if cores else 1
        fits = core[_SEQ.size : _SEQ.size + _DIGEST] == before and seq == follows
        cores.append(Core(seq, core, fits))
        copies.append(copy)
        before = hashlib.sha256(core).digest()
    note = _note(content, place)
    rest = content[place + _room(note) :]
    torn = bool(rest) and _is_torn(rest)
    damaged = bool(rest) and not torn
    return Content(head, raw_head, tuple(cores), tuple(copies), place, torn, damaged, note)


def stripped(content: bytes, note: bytes = b"") -> bytes:
    """Return the file as it is carried home: sealed frames only, without the copies.

    `note` goes along beside them, or the one that stands there. It is for what is known while
    nobody has the passcode: plain, and no more proven than the computer it comes from.
    What cannot be read at the end goes along untouched: the office may want to look at it.
    """
    found = read(content)
    begin = MAGIC + _HEAD.pack(len(found.raw_head)) + found.raw_head
    frames = b"".join(_framed(core.raw, b"") for core in found.cores)
    rest = content[found.end + _room(found.note) :] if found.damaged else b""
    return begin + frames + _noted(note or found.note) + rest


def unseal(content: Content, core: Core, pair: sealing.Pair, mac_key: bytes) -> bytes:
    """Return what the frame says; BrokenSealError when it is not ours or was changed."""
    raw, mac = core.raw[:-_MAC], core.raw[-_MAC:]
    if not hmac.compare_digest(mac, _mac(mac_key, raw)):
        raise sealing.BrokenSealError
    bound = _bound(content.raw_head, raw[: _SEQ.size + _DIGEST])
    return sealing.unseal(pair, raw[_SEQ.size + _DIGEST :], bound)


class SealedLog:
    """The file open for adding. `append` returns only once the frame is on the disk."""

    def __init__(
        self, path: Path, content: Content, *, public: bytes, mac_key: bytes, copy_key: bytes
    ) -> None:
        self.path = path
        self._raw_head = content.raw_head
        self._public, self._mac_key, self._copy_key = public, mac_key, copy_key
        self.count = content.cores[-1].seq if content.cores else 0
        last = content.cores[-1].raw if content.cores else MAGIC + content.raw_head
        self._before = hashlib.sha256(last).digest()
        self._end = content.end
        self._trouble = False
        self._file = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))

    @classmethod
    def open(
        cls,
        path: Path,
        head: dict[str, Any],
        *,
        public: bytes,
        mac_key: bytes,
        copy_key: bytes,
    ) -> tuple[Self, tuple[bytes, ...]]:
        """Open `path`, made with `head` where missing; return it and what it says so far.

        A last frame that a power cut left unfinished was never told to anybody and is cut off.
        A file damaged elsewhere is gone on with from its good beginning. Either way the file
        is kept beside as it was found.
        """
        if not path.exists():
            raw = json.dumps(head, sort_keys=True, separators=(",", ":")).encode()
            durable.write(path, MAGIC + _HEAD.pack(len(raw)) + raw)
        whole = path.read_bytes()
        content = read(whole)
        said: list[bytes] = []
        good = 0
        for core, copy in zip(content.cores, content.copies, strict=True):
            opened = _open_copy(copy_key, content.raw_head, core.seq, copy)
            if opened is None or not core.fits:
                break
            said.append(opened)
            good += 1
        if content.damaged or good < len(content.cores):
            path.rename(_beside(path, "damaged"))
            kept = zip(content.cores[:good], content.copies[:good], strict=True)
            begin = MAGIC + _HEAD.pack(len(content.raw_head)) + content.raw_head
            durable.write(path, begin + b"".join(_framed(one.raw, copy) for one, copy in kept))
            content = read(path.read_bytes())
        log = cls(path, content, public=public, mac_key=mac_key, copy_key=copy_key)
        if content.note:
            log._cut()  # it is kept anew each time the file is carried home
        elif content.torn:
            if content.end < len(whole.rstrip(b"\0")):
                durable.write(_beside(path, "cut"), whole)
            log._cut()
        return log, tuple(said)

    def append(self, said: bytes) -> None:
        """Seal `said` to the owner and keep it; refuses when the disk takes no more.

        After a refusal nothing of it is in the file, and nothing may be shown as received.
        """
        seq = self.count + 1
        front = _SEQ.pack(seq) + self._before
        raw = front + sealing.seal(self._public, said, _bound(self._raw_head, front))
        core = raw + _mac(self._mac_key, raw)
        frame = _framed(core, _copy(self._copy_key, self._raw_head, seq, said))
        if self._trouble:
            self._cut()
        try:
            _write_at(self._file, frame, self._end)
            os.fsync(self._file)
        except OSError as error:
            self._trouble = True
            self._cut()
            raise _full() from error
        self._end += len(frame)
        self._before = hashlib.sha256(core).digest()
        self.count = seq

    def close(self) -> None:
        """Let the file go."""
        os.close(self._file)

    def _cut(self) -> None:
        """Cut off what a failed or torn frame has left; refuse while the disk does not let us."""
        try:
            os.ftruncate(self._file, self._end)
            os.fsync(self._file)
        except OSError as error:
            self._trouble = True
            raise _full() from error
        self._trouble = False


def unreadable() -> Refusal:
    """Return the refusal for a file that is no evening of ours."""
    return Refusal(
        _("This is not the file of an evening that was taken out."),
        _("Choose the file that the hall's computer has saved."),
    )


def _full() -> Refusal:
    return Refusal(
        _("The disk of this computer takes no more."),
        _("Note the name on paper. Delete files you no longer need and try again."),
    )


def _write_at(handle: int, content: bytes, place: int) -> None:
    rest = memoryview(content)
    while rest:
        if sys.platform == "win32":
            os.lseek(handle, place, os.SEEK_SET)
            done = os.write(handle, rest)
        else:
            done = os.pwrite(handle, rest, place)
        place, rest = place + done, rest[done:]


def _frame(content: bytes, place: int) -> tuple[bytes, bytes, int] | None:
    front = content[place : place + _FRAME.size]
    if len(front) < _FRAME.size:
        return None
    core_length, copy_length, told = _FRAME.unpack(front)
    begin = place + _FRAME.size
    end = begin + core_length + copy_length
    if core_length < _SMALLEST or end > len(content):
        return None
    both = content[begin:end]
    if zlib.crc32(both) != told:
        return None
    return both[:core_length], both[core_length:], end


def _note(content: bytes, place: int) -> bytes:
    """Return what is said beside the frames at `place`; nothing where no whole note stands."""
    begin = place + len(NOTE) + _NOTE.size
    front = content[place:begin]
    if not front.startswith(NOTE) or len(front) < begin - place:
        return b""
    length, told = _NOTE.unpack(front[len(NOTE) :])
    note = content[begin : begin + length]
    if len(note) != length or length > _LARGEST_NOTE or zlib.crc32(note) != told:
        return b""
    return note


def _room(note: bytes) -> int:
    return len(NOTE) + _NOTE.size + len(note) if note else 0


def _noted(note: bytes) -> bytes:
    return NOTE + _NOTE.pack(len(note), zlib.crc32(note)) + note if note else b""


def _is_torn(rest: bytes) -> bool:
    """Tell whether the unreadable `rest` is but one frame that was being written."""
    if len(rest) > _LARGEST_FRAME:
        return not rest.strip(b"\0")
    return not any(_frame(rest, place) for place in range(1, len(rest) - _FRAME.size))


def _framed(core: bytes, copy: bytes) -> bytes:
    both = core + copy
    return _FRAME.pack(len(core), len(copy), zlib.crc32(both)) + both


def _bound(raw_head: bytes, front: bytes) -> bytes:
    return hashlib.sha256(MAGIC + raw_head).digest() + front


def _mac(key: bytes, raw: bytes) -> bytes:
    return hmac.digest(key, raw, "sha256")[:_MAC]


def _copy(key: bytes, raw_head: bytes, seq: int, said: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, said, _bound(raw_head, _SEQ.pack(seq)))


def _open_copy(key: bytes, raw_head: bytes, seq: int, copy: bytes) -> bytes | None:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if len(copy) < _NONCE:
        return None
    bound = _bound(raw_head, _SEQ.pack(seq))
    try:
        return AESGCM(key).decrypt(copy[:_NONCE], copy[_NONCE:], bound)
    except InvalidTag:
        return None


def _beside(path: Path, why: str) -> Path:
    """Return a free name beside `path` for what is kept of it as evidence."""
    number = 1
    while (aside := path.with_name(f"{path.stem}-{why}-{number}{path.suffix}")).exists():
        number += 1
    return aside
