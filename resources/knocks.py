"""Failed tries to open something locked, counted outside it until somebody opens it: no names."""

import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from resources import durable
from resources.refusals import Damage, Refusal

FILE_NAME = "knocks.log"
_MOST = 64 * 1024  # bytes: whoever tries for days must not fill the disk


@dataclass(frozen=True, slots=True)
class Knock:
    """One try that failed; `slow` are the seconds by which that clock is known to be slow."""

    at: datetime
    slow: int = 0


@dataclass(frozen=True, slots=True)
class Failed:
    """How many tries failed, and when the last one was."""

    count: int = 0
    last: datetime | None = None


def note(folder: Path, at: datetime) -> None:
    """Note that what was typed at `at` opened nothing; a full disk notes nothing."""
    path = folder / FILE_NAME
    try:
        if not folder.is_dir() or (path.exists() and path.stat().st_size > _MOST):
            return
        _add(path, _iso(at))
    except OSError:
        return


def answer(folder: Path, at: datetime, slow: int = 0) -> None:
    """Note that somebody was let in and told of what was waiting; nothing where nothing was.

    `slow` are the seconds by which they found the clock to be slow.
    """
    path = folder / FILE_NAME
    try:
        if path.exists():
            _add(path, f"{_iso(at)} {slow}")
    except OSError:
        return


def told(folder: Path, at: datetime, unlock: Callable[[], bytes]) -> bytes:
    """Return what `unlock` gives; one that refuses is noted and refuses all the same."""
    try:
        return unlock()
    except Damage:
        raise
    except Refusal:
        note(folder, at)
        raise


def waiting(folder: Path) -> list[datetime]:
    """Return the moments since somebody was let in, in the order in which they came."""
    found: list[datetime] = []
    for at, answered in _lines(folder):
        if answered is None:
            found.append(at)
        else:
            found.clear()
    return found


def every(folder: Path) -> list[Knock]:
    """Return every try that failed, told of or not, with what is known of its clock.

    Whoever was let in next looked at a watch; before anybody was, whoever came last had.
    """
    lines = _lines(folder)
    slow = next((answered for _at, answered in reversed(lines) if answered is not None), 0)
    found: list[Knock] = []
    for at, answered in reversed(lines):
        if answered is None:
            found.append(Knock(at, slow))
        else:
            slow = answered
    return found[::-1]


def summed(moments: Sequence[datetime]) -> Failed:
    """Return the moments as two facts."""
    return Failed(len(moments), max(moments, default=None))


def written(found: Sequence[Knock]) -> bytes:
    """Return tries as they travel to whoever is to hear of them; nothing where there are none."""
    told = [[_iso(one.at), one.slow] for one in found]
    return json.dumps(told, separators=(",", ":")).encode() if told else b""


def clear(folder: Path) -> None:
    """Forget what has come into the journal."""
    try:
        (folder / FILE_NAME).unlink(missing_ok=True)
    except OSError:
        return


def _add(path: Path, line: str) -> None:
    # A line that was half written when the power failed must not swallow the next one.
    new = not path.exists()
    with path.open("ab") as file:
        file.write(f"\n{line}\n".encode("ascii"))
        file.flush()
        os.fsync(file.fileno())
    if new:
        durable.sync_folder(path.parent)


def _lines(folder: Path) -> list[tuple[datetime, int | None]]:
    """Return each line that can be read: its moment, and the seconds of one that was let in."""
    try:
        lines = (folder / FILE_NAME).read_text("ascii", "replace").splitlines()
    except OSError:
        return []
    found: list[tuple[datetime, int | None]] = []
    for line in lines:
        moment, _blank, slow = line.partition(" ")
        try:
            at = datetime.fromisoformat(moment)
            if at.tzinfo is not None:
                found.append((at, int(slow) if slow else None))
        except ValueError:  # half written when the power failed
            continue
    return found


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds")
