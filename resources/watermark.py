"""How high the journal stood at the last change, kept beside the data: what is cut off shows."""

import contextlib
import threading
import zlib
from pathlib import Path
from typing import BinaryIO

FILE_NAME = "journal.mark"
_LENGTH = 96


class Watermark:
    """The number and the hash of the last line, written without waiting for the disk.

    It comes after the change it tells of, so it never stands higher than the data; after a
    power cut it may stand lower, or be unreadable and say nothing.
    """

    def __init__(self, folder: Path) -> None:
        """Take the mark of the office in `folder`; nothing is written yet."""
        self._path = folder / FILE_NAME
        self._file: BinaryIO | None = None
        self._lock = threading.Lock()

    def rise(self, seq: int, head: str) -> None:
        """Note that line `seq` with the hash `head` stands; a disk that fails changes nothing."""
        written = _written(seq, head)
        with self._lock, contextlib.suppress(OSError):
            if self._file is None:
                self._path.touch(mode=0o600)
                self._file = self._path.open("r+b", buffering=0)
            self._file.seek(0)
            self._file.write(written)

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            with contextlib.suppress(OSError):
                self._file.close()
            self._file = None


def read(folder: Path) -> dict[int, str]:
    """Return the hash by the number of the line that must stand, nothing where none is known."""
    try:
        raw = (folder / FILE_NAME).read_bytes()
        seq, head, _sum = raw.decode("ascii").split()
        return {int(seq): head} if _written(int(seq), head) == raw else {}
    except (OSError, ValueError):
        return {}


def _written(seq: int, head: str) -> bytes:
    line = f"{seq} {head}"
    return f"{line} {zlib.crc32(line.encode()):08x}".ljust(_LENGTH - 1).encode() + b"\n"
