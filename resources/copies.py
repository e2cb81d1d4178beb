"""The copies of an office in its places: listed, thinned, carried, and named when broken."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from resources import backup, bundle, durable, thinning
from resources.bundle import Manifest
from resources.refusals import Refusal
from resources.soundness import Opened, Progress
from resources.words import _

OWN = "backups"
"""The folder beside an office's data in which its own copies lie."""

_NAMED = "inakurashi-*" + bundle.SUFFIX
_STAMP = "%Y%m%d-%H%M%S"


@dataclass(frozen=True)
class Copy:
    """One copy as it lies somewhere; without `manifest` it is broken, and `trouble` says how."""

    file: Path
    at: datetime
    bytes: int
    office: str
    manifest: Manifest | None
    trouble: str = ""


def own_place(folder: Path) -> Path:
    """Return where the office in `folder` keeps its own copies."""
    return folder / OWN


def places_of(folder: Path, *further: Path) -> tuple[Path, ...]:
    """Return every place where copies of the office in `folder` may lie.

    Those are its own, the own ones of offices that a restore set aside, and `further`.
    """
    aside = sorted(folder.parent.glob(f"{folder.name}-旧-*"), reverse=True)
    found = [own_place(folder), *(own_place(old) for old in aside), *further]
    return tuple(dict.fromkeys(found))


def listing(places: Iterable[Path]) -> list[Copy]:
    """Return the copies in `places`, newest first, broken ones among them.

    Only the table of contents and the manifest are read; `backup.verify` reads it all. An absent
    place has none, and a file that was only half written has no name of a copy.
    """
    found = []
    for place in dict.fromkeys(places):
        for file in place.glob(f"*{bundle.SUFFIX}"):
            try:
                known = file.stat()
            except OSError:  # pulled out just now
                continue
            found.append(_read(file, known))
    return sorted(found, key=lambda copy: (copy.at, copy.file.name), reverse=True)


def newest(places: Iterable[Path], office: str) -> Copy | None:
    """Return the newest whole copy of the office called `office` in `places`."""
    for copy in listing(places):
        if copy.manifest is not None and copy.office == office:
            return copy
    return None


def office_of(folder: Path) -> str:
    """Return the lasting id of the office in `folder`, by which its copies are told from others."""
    from resources import keys

    try:
        return str(keys.read((folder / keys.FILE_NAME).read_bytes())["office"])
    except (OSError, KeyError):
        return ""


def keep(
    office: Opened, *, at: datetime, why: str, progress: Progress | None = None
) -> "backup.Made":
    """Make a proven copy of the open `office` in its own place and thin what lies there.

    `why` is a short English word kept in its manifest (`day`, `change`, `import`, `erase` …).
    """
    place = own_place(office.folder)
    durable.private_folder(place)
    moment = at
    while (place / f"inakurashi-{_stamp(moment)}{bundle.SUFFIX}").exists():
        moment = datetime.fromtimestamp(moment.timestamp() + 1, UTC)
    made = backup.make(office, place, at=moment, why=why, progress=progress)
    thin(place, office_of(office.folder), now=moment)
    return made


def carry(file: Path, place: Path, *, progress: Progress | None = None) -> Path:
    """Copy the proven `file` into `place` and read it back; return where it lies there.

    Refuses a place that cannot be written, and a copy that does not read back as it was written.
    """
    final = place / file.name
    partial = final.with_name(final.name + durable.PARTIAL)
    try:
        place.mkdir(parents=True, exist_ok=True)
        if final.exists():
            return final
        partial.unlink(missing_ok=True)
        durable.private_file(partial)
        size, done = file.stat().st_size, 0
        with file.open("rb") as source, partial.open("wb") as target:
            while piece := source.read(1 << 20):
                target.write(piece)
                done += len(piece)
                if progress:
                    progress(done, size)
        durable.sync_file(partial)
        bundle.prove(partial)
        durable.put_in_place(partial, final)
    except OSError as error:
        raise bundle.unwritable() from error
    finally:
        _forget(partial)
    return final


def thin(place: Path, office: str, *, now: datetime) -> tuple[Path, ...]:
    """Remove from `place` the copies of `office` that have grown too many; return which.

    What is broken, another office's, or named otherwise than by its moment is left alone.
    """
    whole = {
        copy.at: copy.file
        for copy in listing([place])
        if copy.manifest is not None and copy.office == office and copy.file.match(_NAMED)
    }
    stay = thinning.kept(whole, now)
    gone = tuple(file for at, file in whole.items() if at not in stay)
    for file in gone:
        _forget(file)
    return gone


def _read(file: Path, known: os.stat_result) -> Copy:
    at = _moment(file) or datetime.fromtimestamp(known.st_mtime, UTC)
    try:
        manifest, content = bundle.read_both(file)
    except Refusal as refusal:
        return Copy(file, at, known.st_size, "", None, refusal.what)
    made = at
    if manifest.made_at:
        try:
            made = datetime.fromisoformat(manifest.made_at)
        except ValueError:
            return Copy(file, at, known.st_size, "", None, _("Its date cannot be read."))
    return Copy(file, made, known.st_size, str(content.get("office", "")), manifest)


def _moment(file: Path) -> datetime | None:
    written = file.name.removeprefix("inakurashi-").removesuffix(bundle.SUFFIX)
    try:
        return datetime.strptime(written, _STAMP).replace(tzinfo=ZoneInfo("Asia/Tokyo"))
    except ValueError:
        return None


def _stamp(at: datetime) -> str:
    return f"{at.astimezone(ZoneInfo('Asia/Tokyo')):{_STAMP}}"


def _forget(file: Path) -> None:
    try:
        file.unlink(missing_ok=True)
    except OSError:  # a stick that was pulled out, or read-only: it is thinned another day
        return
