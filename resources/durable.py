"""How a file reaches the disk whole: a temporary neighbour, synchronised, then renamed."""

import os
from pathlib import Path

from resources.refusals import Refusal
from resources.words import _

PARTIAL = ".partial"


def private_folder(folder: Path) -> None:
    """Make `folder` and its parents where missing; only its owner may look inside a new one."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable() from error


def private_file(path: Path) -> None:
    """Make `path` as an empty file that only its owner may read; refuse one that exists."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def sync_file(path: Path) -> None:
    """Wait until the bytes of `path` are on the disk."""
    handle = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Wait until the names in `folder` are on the disk (Windows keeps them itself)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def put_in_place(partial: Path, final: Path) -> None:
    """Give the finished file `partial` its `final` name in one step that survives a power cut."""
    sync_file(partial)
    partial.replace(final)
    sync_folder(final.parent)


def write(path: Path, content: bytes) -> None:
    """Write `content` to `path`: afterwards there is the old file or the new one, never half.

    Refuses when the disk is full or takes no files.
    """
    partial = path.with_name(path.name + PARTIAL)
    try:
        partial.unlink(missing_ok=True)
        private_file(partial)
        partial.write_bytes(content)
        put_in_place(partial, path)
    except OSError as error:
        raise _unwritable() from error


def _unwritable() -> Refusal:
    return Refusal(
        _("No file can be written in this folder."),
        _("Look whether the disk is connected and has room."),
    )
