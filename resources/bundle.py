"""The file a backup is: a stored zip of the encrypted office, its wrapped keys and a manifest."""

import contextlib
import hashlib
import json
import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from resources import cipher, durable, keys
from resources.refusals import Refusal
from resources.soundness import Findings, Progress
from resources.words import _

SUFFIX = ".inabackup"
MANIFEST = "manifest.json"
MEMBERS = (MANIFEST, keys.FILE_NAME, cipher.FILE_NAME)

_PIECE = 1 << 20
_SMALL = 1 << 20  # no manifest or key file comes near to this
_FORMAT = 1


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself: counts, sums and balances, never a name.

    `why` says in one English word what it was made for.
    """

    made_at: str
    schema: int
    counts: dict[str, int]
    lines: int
    head: str
    sums: dict[str, str]
    why: str = ""
    balances: dict[str, str] = field(default_factory=dict)

    def agrees(self, findings: Findings) -> bool:
        """Tell whether an examined file holds exactly what this manifest promises."""
        same = (self.schema, self.counts, self.lines, self.head) == (
            findings.schema,
            findings.counts,
            findings.lines,
            findings.head,
        )
        both = self.balances.keys() & findings.balances.keys()
        return same and all(self.balances[name] == findings.balances[name] for name in both)


def write(
    final: Path,
    database: Path,
    key_file: bytes,
    findings: Findings,
    *,
    made_at: str,
    tell: Progress,
    why: str = "",
) -> Manifest:
    """Write the backup `final` from an examined copy, read it back, and only then name it."""
    sums = {
        cipher.FILE_NAME: _sum_of_file(database),
        keys.FILE_NAME: hashlib.sha256(key_file).hexdigest(),
    }
    manifest = Manifest(
        made_at,
        findings.schema,
        findings.counts,
        findings.lines,
        findings.head,
        sums,
        why,
        findings.balances,
    )
    partial = final.with_name(final.name + durable.PARTIAL)
    partial.unlink(missing_ok=True)
    try:
        durable.private_file(partial)
        with zipfile.ZipFile(partial, "w", zipfile.ZIP_STORED) as archive:
            archive.writestr(MANIFEST, json.dumps({"format": _FORMAT} | asdict(manifest)))
            archive.writestr(keys.FILE_NAME, key_file)
            with database.open("rb") as source, archive.open(cipher.FILE_NAME, "w") as target:
                _pour(source.read, target.write, database.stat().st_size, tell)
        durable.sync_file(partial)
        with _opened(partial) as archive:
            for name, expected in sums.items():
                _prove(archive, name, expected)
        durable.put_in_place(partial, final)
    except OSError as error:
        raise unwritable() from error
    finally:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)
    return manifest


def prove(file: Path) -> Manifest:
    """Read the whole `file` and compare its sums; refuse one that is not as it was written."""
    with _opened(file) as archive:
        manifest = _manifest(archive)
        for name, expected in manifest.sums.items():
            _prove(archive, name, expected)
    return manifest


def read_manifest(file: Path) -> Manifest:
    """Return what the backup says of itself; refuse a file that is no whole backup."""
    with _opened(file) as archive:
        return _manifest(archive)


def read_keys(file: Path) -> dict[str, Any]:
    """Return the content of the key file that travels in the backup."""
    with _opened(file) as archive:
        return keys.read(_small(archive, keys.FILE_NAME))


def read_both(file: Path) -> tuple[Manifest, dict[str, Any]]:
    """Return the manifest and the content of the key file, at one opening."""
    with _opened(file) as archive:
        return _manifest(archive), keys.read(_small(archive, keys.FILE_NAME))


def take_out(file: Path, folder: Path, tell: Progress) -> Manifest:
    """Write the office and the key file of the backup into the empty `folder`, sums compared.

    Only the names we know are read, so that no file lands anywhere else.
    """
    with _opened(file) as archive:
        manifest = _manifest(archive)
        room = shutil.disk_usage(folder).free
        size = archive.getinfo(cipher.FILE_NAME).file_size
        if size > room:
            raise Refusal(
                _("There is not enough room on the disk for this backup."),
                _("Delete files you no longer need and try again."),
            )
        for name in (keys.FILE_NAME, cipher.FILE_NAME):
            target = folder / name
            durable.private_file(target)
            with archive.open(name) as source, target.open("wb") as out:
                _pour(source.read, out.write, archive.getinfo(name).file_size, tell)
            durable.sync_file(target)
            if _sum_of_file(target) != manifest.sums[name]:
                raise _damaged()
    durable.sync_folder(folder)
    return manifest


@contextmanager
def _opened(file: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            if sorted(names) != sorted(MEMBERS):
                raise _damaged()
            if any(entry.compress_type != zipfile.ZIP_STORED for entry in archive.infolist()):
                raise _damaged()
            yield archive
    except FileNotFoundError:
        raise Refusal(
            _("The backup file is not there."), _("Look whether the stick is in.")
        ) from None
    except OSError as error:
        raise Refusal(
            _("The backup could not be read, or there is no room for it."),
            _("Nothing was changed. Look at the stick and the disk, then try again."),
        ) from error
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError):
        raise _damaged() from None


def _manifest(archive: zipfile.ZipFile) -> Manifest:
    try:
        content = json.loads(_small(archive, MANIFEST))
        if content.pop("format") != _FORMAT:
            raise _damaged()
        manifest = Manifest(**content)
        if set(manifest.sums) != {cipher.FILE_NAME, keys.FILE_NAME}:
            raise _damaged()
        return manifest
    except (ValueError, TypeError, KeyError, AttributeError):
        raise _damaged() from None


def _small(archive: zipfile.ZipFile, name: str) -> bytes:
    if archive.getinfo(name).file_size > _SMALL:
        raise _damaged()
    return archive.read(name)


def _prove(archive: zipfile.ZipFile, name: str, expected: str) -> None:
    summed = hashlib.sha256()
    with archive.open(name) as source:
        while piece := source.read(_PIECE):
            summed.update(piece)
    if summed.hexdigest() != expected:
        raise _damaged()


def _pour(
    read: Callable[[int], bytes], write_piece: Callable[[bytes], int], size: int, tell: Progress
) -> None:
    done = 0
    while piece := read(_PIECE):
        write_piece(piece)
        done += len(piece)
        tell(done, size)


def _sum_of_file(path: Path) -> str:
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def unwritable() -> Refusal:
    """Return what is said when a place takes no backup."""
    return Refusal(
        _("The backup could not be written there."),
        _("Look whether the stick is in and has room, then try again."),
    )


def _damaged() -> Refusal:
    return Refusal(
        _("This file is not a whole backup of inakurashi."),
        _("Nothing was changed. Choose another backup."),
    )
