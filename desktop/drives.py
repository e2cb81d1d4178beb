"""The sticks and drives of this machine that a copy of the office can be put on."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStorageInfo

from resources import locations


@dataclass(frozen=True)
class Drive:
    """A stick: its `name` as people see it, and the folder where it can be written."""

    name: str
    folder: Path
    free_bytes: int


def sticks() -> list[Drive]:
    """Return the removable drives that are in and can be written to."""
    facts = locations.machine()
    found = []
    for volume in QStorageInfo.mountedVolumes():
        folder = Path(volume.rootPath())
        usable = volume.isValid() and volume.isReady() and not volume.isReadOnly()
        if usable and locations.reason(folder, facts) is locations.Reason.REMOVABLE:
            found.append(Drive(volume.displayName(), folder, volume.bytesAvailable()))
    return found
