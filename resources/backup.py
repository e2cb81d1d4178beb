"""Copies of the office that are proven by opening them, and the way back from one."""

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlcipher3 import dbapi2

from resources import bundle, cipher, claim, durable, keys, migrations, soundness
from resources.bundle import Manifest
from resources.claim import Claim
from resources.refusals import Refusal
from resources.soundness import Findings, Opened, Progress
from resources.words import _

_PAGES_AT_ONCE = 256
_READY = "-新"
_ROOM = ".inakurashi-work-"  # swept away by name, so no one's own folder may be called like it


@dataclass(frozen=True)
class Made:
    """A backup that was opened and found equal to the office."""

    file: Path
    manifest: Manifest


@dataclass(frozen=True)
class Restored:
    """An office brought back; `kept` is where the one that stood there before lies now."""

    folder: Path
    data_key: bytes
    manifest: Manifest
    kept: Path | None


def make(
    office: Opened,
    place: Path,
    *,
    at: datetime,
    why: str = "",
    progress: Progress | None = None,
) -> Made:
    """Copy the open `office` into one file in the folder `place`, and prove the copy.

    The copy is opened with the key, its pages, links, journal and balances checked and its rows
    counted against the office. `why` is kept in it. `progress` may raise to stop; then no file
    is left. Refuses when the copy is not equal, and when `place` cannot be written.
    """
    final = place / f"inakurashi-{_stamp(at)}{bundle.SUFFIX}"
    try:
        place.mkdir(parents=True, exist_ok=True)
        taken = final.exists()
    except OSError as error:
        raise Refusal(
            _("The backup could not be written there."),
            _("Look whether the stick is in and has room, then try again."),
        ) from error
    if taken:
        raise Refusal(_("This backup was just made."), _("There is nothing to do."))
    return _make(office.folder, office.data_key, final, at.isoformat(), why, progress or _silent)


def make_before_upgrade(folder: Path, data_key: bytes, schema: int) -> Path:
    """Make a proven backup of the closed office in `folder` before its tables change."""
    place = folder / "backups"
    durable.private_folder(place)
    number = 1
    while (final := place / f"before-upgrade-{schema}-{number}{bundle.SUFFIX}").exists():
        number += 1
    return _make(folder, data_key, final, "", "upgrade", _silent).file


def put_back(file: Path, folder: Path) -> None:
    """Replace the database of the closed office in `folder` by that of `file`, its own backup."""
    with _workroom(folder) as room:
        bundle.take_out(file, room, _silent)
        for ending in ("-wal", "-shm"):
            (folder / (cipher.FILE_NAME + ending)).unlink(missing_ok=True)
        durable.put_in_place(room / cipher.FILE_NAME, folder / cipher.FILE_NAME)


def verify(file: Path, data_key: bytes, *, progress: Progress | None = None) -> Manifest:
    """Open the backup `file` in full and return its manifest; refuse one that does not agree."""
    with _workroom(None) as room:
        manifest = bundle.take_out(file, room, progress or _silent)
        _proven(manifest, soundness.examine(room / cipher.FILE_NAME, data_key))
    return manifest


@contextmanager
def laid_out(file: Path, data_key: bytes) -> Iterator[Path]:
    """Give the backup `file` as a proven office in a private folder that is gone afterwards.

    For a look into it; refuses a backup that does not agree with itself, or that `data_key` does
    not open.
    """
    with _workroom(None) as room:
        staged = room / "office"
        durable.private_folder(staged)
        manifest = bundle.take_out(file, staged, _silent)
        _proven(manifest, soundness.examine(staged / cipher.FILE_NAME, data_key))
        yield staged


def restore(
    file: Path,
    folder: Path,
    *,
    passphrase: str | None = None,
    recovery: str | None = None,
    at: datetime,
    progress: Progress | None = None,
) -> Restored:
    """Bring the backup `file` back as the office in `folder`, proving the copy first.

    Nothing is overwritten: an office that stands there is renamed `…-旧-日時` as a whole. It must
    be closed. Refuses a wrong passphrase or recovery key, a damaged backup, and one that a
    newer inakurashi made.
    """
    content = bundle.read_keys(file)
    if passphrase is not None:
        data_key = keys.open_by_passphrase(content, passphrase)
    else:
        data_key = keys.open_by_recovery(content, recovery or "")
    if bundle.read_manifest(file).schema > migrations.HEAD:
        raise Refusal(
            _("A newer version of inakurashi made this backup."),
            _("Nothing was changed. Install the newer version first."),
        )
    durable.private_folder(folder.parent)
    finish(folder)
    with _understood(), _workroom(folder.parent) as room:
        staged = room / "office"
        durable.private_folder(staged)
        manifest = bundle.take_out(file, staged, progress or _silent)
        _proven(manifest, soundness.examine(staged / cipher.FILE_NAME, data_key))
        # Proven, and under a name by which `finish` knows it when the power fails now.
        ready = folder.with_name(f"{folder.name}{_READY}")
        shutil.rmtree(ready, ignore_errors=True)
        staged.rename(ready)
        durable.sync_folder(folder.parent)
        kept = _set_aside(folder, at)
        finish(folder)
    return Restored(folder, data_key, manifest, kept)


def finish(folder: Path) -> bool:
    """Put a proven office into `folder` where a restore was cut off; return whether it was.

    Only where nothing stands there: then the one before is set aside already.
    """
    ready = folder.with_name(f"{folder.name}{_READY}")
    if folder.exists() or not (ready / cipher.FILE_NAME).is_file():
        return False
    ready.rename(folder)
    durable.sync_folder(folder.parent)
    return True


def _make(
    folder: Path, data_key: bytes, final: Path, made_at: str, why: str, tell: Progress
) -> Made:
    with _understood(), _workroom(folder) as room:
        key_file = (folder / keys.FILE_NAME).read_bytes()
        copy = room / cipher.FILE_NAME
        counted = _copy(folder / cipher.FILE_NAME, copy, data_key, tell)
        findings = soundness.examine(copy, data_key)
        if not findings.sound or findings.counts != counted:
            raise _unproven()
        manifest = bundle.write(
            final, copy, key_file, findings, made_at=made_at, why=why, tell=tell
        )
    return Made(final, manifest)


def _copy(source: Path, target: Path, data_key: bytes, tell: Progress) -> dict[str, int]:
    """Copy one moment of the database and return how many rows its tables had then."""
    durable.private_file(target)
    reader: Any = cipher.connect(source, data_key)
    writer: Any = cipher.connect(target, data_key)
    try:
        # Inside one transaction the copy sees the same moment as the counts.
        reader.execute("BEGIN")
        counted = soundness.count_tables(lambda sql: reader.execute(sql).fetchall())
        reader.backup(
            writer,
            pages=_PAGES_AT_ONCE,
            progress=lambda _status, left, total: tell(total - left, total),
        )
        writer.execute("PRAGMA journal_mode=DELETE")  # so that the copy is one single file
    except dbapi2.Error as error:
        raise cipher.refusal(error) or error from error
    finally:
        writer.close()
        reader.close()
    return counted


def _proven(manifest: Manifest, findings: Findings) -> None:
    if not findings.sound or not manifest.agrees(findings):
        raise _unproven()


def _set_aside(folder: Path, at: datetime) -> Path | None:
    """Rename what stands at `folder`, unless it is empty or absent; refuse an open office."""
    if not folder.exists():
        return None
    Claim(folder).release()
    if {entry.name for entry in folder.iterdir()} == {claim.FILE_NAME}:
        shutil.rmtree(folder)
        return None
    kept = folder.with_name(f"{folder.name}-旧-{_stamp(at)}")
    number = 1
    while kept.exists():
        number += 1
        kept = folder.with_name(f"{folder.name}-旧-{_stamp(at)}-{number}")
    folder.rename(kept)
    return kept


@contextmanager
def _understood() -> Iterator[None]:
    """Tell a disk that fails in the midst of it as a Refusal."""
    try:
        yield
    except OSError as error:
        raise Refusal(
            _("The disk did not read or write the office's data."),
            _("Nothing was changed. Look whether the disk is connected and try again."),
        ) from error


@contextmanager
def _workroom(beside: Path | None) -> Iterator[Path]:
    """Give a private folder that is gone afterwards; only encrypted bytes ever lie in it.

    One that a killed program left beside it is swept away on the way.
    """
    try:
        room = Path(tempfile.mkdtemp(prefix=_ROOM, dir=beside))
    except OSError as error:
        raise Refusal(
            _("No file can be written beside the office's data."),
            _("Look whether the disk is connected and has room."),
        ) from error
    in_use = Claim(room)
    try:
        for old in room.parent.glob(f"{_ROOM}*"):
            with contextlib.suppress(Refusal):
                Claim(old).release()
                shutil.rmtree(old, ignore_errors=True)
        yield room
    finally:
        in_use.release()
        shutil.rmtree(room, ignore_errors=True)


def _stamp(at: datetime) -> str:
    return f"{at.astimezone(ZoneInfo('Asia/Tokyo')):%Y%m%d-%H%M%S}"


def _silent(_done: int, _total: int) -> None:
    pass


def _unproven() -> Refusal:
    return Refusal(
        _("The copy is not equal to the office's data, so it was not kept."),
        _("Nothing was changed. Look at Check in the office settings, then try again."),
    )
