"""Failed sign-ins, counted outside the locked store until somebody opens it: moments, no names."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from resources.refusals import Damage, Refusal

FILE_NAME = "knocks.log"
_MOST = 64 * 1024  # bytes: whoever tries for days must not fill the disk


def note(folder: Path, at: datetime) -> None:
    """Note that what was typed at `at` did not open the office; a full disk notes nothing."""
    path = folder / FILE_NAME
    try:
        if not folder.is_dir() or (path.exists() and path.stat().st_size > _MOST):
            return
        with path.open("a", encoding="ascii") as file:
            file.write(f"{at.astimezone(UTC).isoformat(timespec='seconds')}\n")
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
    """Return the moments that wait for the journal, in the order in which they came."""
    try:
        lines = (folder / FILE_NAME).read_text("ascii", "replace").splitlines()
    except OSError:
        return []
    found = []
    for line in lines:
        try:
            found.append(datetime.fromisoformat(line))
        except ValueError:  # half written when the power failed
            continue
    return [at for at in found if at.tzinfo is not None]


def clear(folder: Path) -> None:
    """Forget what has come into the journal."""
    try:
        (folder / FILE_NAME).unlink(missing_ok=True)
    except OSError:
        return
