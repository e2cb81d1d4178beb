"""Where an office's data may lie: on this computer's own disk, not on a network, cloud or stick."""

import ctypes
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

from resources.refusals import Refusal
from resources.words import _

_REMOVABLE, _FIXED, _REMOTE = 2, 3, 4  # GetDriveTypeW


class Reason(StrEnum):
    """Why a folder is no place for a database that is being written."""

    NETWORK = "network"
    CLOUD = "cloud"
    REMOVABLE = "removable"


@dataclass(frozen=True)
class Facts:
    """What the system says; tests put their own facts in place of the machine's."""

    environment: Mapping[str, str] = field(default_factory=dict)
    mounts: tuple[tuple[str, str, str], ...] = ()  # device, folder, kind; as in /proc/mounts
    removable: Callable[[str], bool] = lambda _device: False
    drive_kind: Callable[[str], int] = lambda _root: _FIXED


# Kinds of mounted folders whose locks and syncs SQLite cannot trust (sqlite.org/useovernet).
_NETWORK_KINDS = {
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "glusterfs", "ncpfs", "ncp",
    "davfs", "coda", "gfs", "gfs2", "ocfs2", "lustre", "vboxsf", "vmhgfs", "prl_fs", "drvfs",
}  # fmt: skip
_LOCAL_FUSE = {"fuse.fuseblk", "fuseblk", "fuse.ntfs-3g", "fuse.lowntfs-3g", "fuse.gocryptfs"}

_CLOUD_VARIABLES = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")
_CLOUD_MARKS = (".dropbox", ".dropbox.cache", ".tmp.drivedownload", ".boxsync", ".owncloudsync.log")
_CLOUD_NAMES = (
    "onedrive", "dropbox", "google drive", "googledrive", "my drive", "マイドライブ", "box",
    "box sync", "icloud drive", "iclouddrive", "mobile documents", "com~apple~clouddocs",
    "nextcloud", "owncloud", "pcloud", "mega", "megasync", "yandex.disk", "syncthing", "sync",
)  # fmt: skip
_CLOUD_BEGINNINGS = ("onedrive - ", "dropbox (", "google drive (", "box (", "googledrive-")


def reason(folder: PurePath, facts: Facts) -> Reason | None:
    """Return why the absolute path `folder` is refused by `facts`, or None where it may be used."""
    if isinstance(folder, PureWindowsPath):
        return _windows(folder, facts) or _cloud(folder, facts)
    return _posix(folder, facts) or _cloud(folder, facts)


def ensure_suitable(folder: Path, facts: Facts | None = None) -> None:
    """Refuse a `folder` in which the data could be lost, saying why and what to do instead.

    Links are followed, and a folder that will only be made is judged by where it will lie.
    """
    whole = folder.expanduser().resolve()
    found = reason(whole, facts or machine())
    if found is None and any(
        (above / mark).exists() for above in (whole, *whole.parents) for mark in _CLOUD_MARKS
    ):
        found = Reason.CLOUD
    if found is Reason.NETWORK:
        raise Refusal(
            _("This folder lies on another computer; a broken connection could lose arrivals."),
            _("Choose a folder on this computer's own disk, and keep the backups on the network."),
        )
    if found is Reason.CLOUD:
        raise Refusal(
            _("This folder is copied to the internet; that can damage the data and give it away."),
            _("Choose a folder on this computer's own disk that no such service copies."),
        )
    if found is Reason.REMOVABLE:
        raise Refusal(
            _("This folder lies on a stick or a card that may be pulled out or lost."),
            _("Choose a folder on this computer's own disk, and keep the backups on the stick."),
        )


def machine() -> Facts:
    """Return the facts of the machine this runs on."""
    if sys.platform == "win32":
        return Facts(environment=os.environ, drive_kind=ctypes.windll.kernel32.GetDriveTypeW)
    return Facts(environment=os.environ, mounts=_mounts(), removable=_is_removable)


def _windows(folder: PureWindowsPath, facts: Facts) -> Reason | None:
    drive = folder.drive
    if drive.startswith("\\\\"):
        # \\?\C:\… is a long local name, \\?\UNC\server\… and \\server\share are not.
        if not drive.startswith(("\\\\?\\", "\\\\.\\")) or drive[4:].upper().startswith("UNC"):
            return Reason.NETWORK
        drive = drive[4:]
    kind = facts.drive_kind(drive + "\\")
    return {_REMOTE: Reason.NETWORK, _REMOVABLE: Reason.REMOVABLE}.get(kind)


def _posix(folder: PurePath, facts: Facts) -> Reason | None:
    above = [
        mount
        for mount in facts.mounts
        if folder == PurePosixPath(mount[1]) or PurePosixPath(mount[1]) in folder.parents
    ]
    if not above:
        return None
    # The deepest mount counts, and of two on one folder the later one covers the earlier.
    depth = max(len(PurePosixPath(mount[1]).parts) for mount in above)
    device, _place, kind = [
        mount for mount in above if len(PurePosixPath(mount[1]).parts) == depth
    ][-1]
    if kind in _NETWORK_KINDS or (kind.startswith("fuse.") and kind not in _LOCAL_FUSE):
        return Reason.NETWORK
    if facts.removable(device):
        return Reason.REMOVABLE
    return None


def _cloud(folder: PurePath, facts: Facts) -> Reason | None:
    for name in _CLOUD_VARIABLES:
        root = facts.environment.get(name)
        if root and folder.is_relative_to(type(folder)(root)):
            return Reason.CLOUD
    for part in folder.parts:
        lower = part.lower()
        if lower in _CLOUD_NAMES or lower.startswith(_CLOUD_BEGINNINGS):
            return Reason.CLOUD
    return None


def _mounts() -> tuple[tuple[str, str, str], ...]:
    try:
        lines = Path("/proc/mounts").read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return ()
    found = []
    for line in lines:
        device, place, kind = line.split(" ")[:3]
        found.append((device, place.replace("\\040", " ").replace("\\011", "\t"), kind))
    return tuple(found)


def _is_removable(device: str) -> bool:
    """Tell whether a block device hangs on USB or calls itself removable."""
    name = Path(device).name
    try:
        whole = (Path("/sys/class/block") / name).resolve(strict=True)
        disk = whole.parent if (whole / "partition").exists() else whole
        return "/usb" in str(whole) or (disk / "removable").read_text("ascii").strip() == "1"
    except OSError:
        return False
