"""Bringing an office back from a copy: what would be lost since, and what must not come back."""

from collections.abc import Callable
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import SQLModel

from resources import backup, journal
from resources.refusals import Refusal
from sessions import staff

if TYPE_CHECKING:
    from collections.abc import Iterator

    from resources.bundle import Manifest
    from resources.database import Office
    from resources.soundness import Progress

_LINES: sa.Table = SQLModel.metadata.tables["journal"]
_OFFICE = "office"

Replay = Callable[[Session, Session], int]
"""Carries from the office set aside (first) to the one brought back what must hold in both."""

_REPLAYS: dict[str, Replay] = {}


@dataclass(frozen=True)
class Since:
    """What was done after a copy was made.

    `acts` counts changes (not what was only looked at), `by` for each person at the desk,
    most first. `same` is False where the copy is no earlier state of this office.
    """

    acts: int
    by: tuple[tuple[str, int], ...]
    last: datetime | None
    same: bool


@dataclass(frozen=True)
class Returned:
    """An office brought back; `replayed` counts what was carried over from the one before.

    It is None where the one before could not be read.
    """

    folder: Path
    data_key: bytes
    manifest: "Manifest"
    kept: Path | None
    replayed: int | None


def since(db: Session, lines: int, head: str) -> Since:
    """Return what was done in this office after a copy of `lines` journal lines ending in `head`.

    Where the copy does not lie on this office's chain, everything counts.
    """
    line = _LINES.c
    found = db.scalar(sa.select(line.hash).where(line.seq == lines))
    same = lines == 0 or found == head
    done = sa.and_(line.act.not_in(journal.LOOKING), line.seq > (lines if same else 0))
    names = staff.names(db)
    rows = db.execute(
        sa.select(line.by, sa.func.count().label("acts"), sa.func.max(line.at).label("last"))
        .where(done)
        .group_by(line.by)
        .order_by(sa.desc("acts"), line.by)
    ).all()
    last = max((row.last for row in rows), default="")
    return Since(
        sum(row.acts for row in rows),
        tuple((names.get(row.by, ""), row.acts) for row in rows),
        datetime.fromisoformat(last) if last else None,
        same,
    )


def compare(manifest: "Manifest", folder: Path, data_key: bytes) -> Since | None:
    """Return what the office standing in `folder` would lose, or None where none can be read."""
    with _opened(folder, data_key) as office:
        if office is None:
            return None
        with office.read() as db:
            return since(db, manifest.lines, manifest.head)


def register(name: str, replay: Replay) -> None:
    """Let every restore carry over what `replay` carries, as that people were erased."""
    _REPLAYS[name] = replay


def bring_back(
    file: Path,
    folder: Path,
    *,
    passphrase: str | None = None,
    recovery: str | None = None,
    at: datetime,
    progress: "Progress | None" = None,
) -> Returned:
    """Bring the copy `file` back into `folder` (see `backup.restore`) and note it in its journal.

    Whatever was erased since is erased again, as far as it can be known: from the office that
    stood there, and from the newest copy of it that lies beside `file` or at home.
    """
    restored = backup.restore(
        file, folder, passphrase=passphrase, recovery=recovery, at=at, progress=progress
    )
    replayed = _note(restored, file, at)
    return Returned(restored.folder, restored.data_key, restored.manifest, restored.kept, replayed)


def _note(restored: backup.Restored, file: Path, at: datetime) -> int | None:
    from resources.database import Office

    office = Office.open(restored.folder, restored.data_key)
    count, known = 0, restored.kept is None
    try:
        with office.change() as db:
            for opened in (_opened(restored.kept, restored.data_key), _newest(restored, file)):
                with opened as later:
                    if later is None:
                        continue
                    known = True
                    with later.read() as before:
                        count += sum(replay(before, db) for replay in _REPLAYS.values())
            after = {"made_at": restored.manifest.made_at, "lines": restored.manifest.lines}
            journal.write(db, "bring_back", "office", _OFFICE, at=at, by="", after=after)
    finally:
        office.close()
    return count if known else None


@contextmanager
def _newest(restored: backup.Restored, file: Path) -> "Iterator[Office | None]":
    """Give the newest copy that is younger than the one brought back, None where there is none.

    On a computer that has never seen the office this is all that is known of what came after.
    """
    from resources import copies

    places = [file.parent, copies.own_place(restored.folder)]
    if restored.kept is not None:
        places.append(copies.own_place(restored.kept))
    younger = copies.newest(places, copies.office_of(restored.folder))
    found: Office | None = None
    with ExitStack() as open_now:
        if (
            younger is not None
            and younger.manifest is not None
            and younger.manifest.lines > restored.manifest.lines
        ):
            with suppress(Refusal):  # broken, or of another key: nothing is known from it
                laid_out = backup.laid_out(younger.file, restored.data_key)
                folder = open_now.enter_context(laid_out)
                found = open_now.enter_context(_opened(folder, restored.data_key))
        yield found


@contextmanager
def _opened(folder: Path | None, data_key: bytes) -> "Iterator[Office | None]":
    """Give the office in `folder`, None where there is none or this key does not open it."""
    from resources.database import Office

    if folder is None:
        yield None
        return
    try:
        office = Office.open(folder, data_key)
    except Refusal:
        yield None
        return
    try:
        yield office
    finally:
        office.close()
