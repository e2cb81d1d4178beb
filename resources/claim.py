"""One window for each data folder: a lock that the system drops even when the program dies."""

import sys
from pathlib import Path
from typing import BinaryIO

from resources.refusals import Refusal
from resources.words import _

FILE_NAME = "window.lock"


class Claim:
    """Held while the office's window is open; the command line works beside it without one."""

    def __init__(self, folder: Path) -> None:
        """Take the claim on `folder`, or refuse because another window has it."""
        try:
            self._file: BinaryIO = (folder / FILE_NAME).open("ab")
        except OSError as error:
            raise Refusal(
                _("No file can be written in this folder."),
                _("Look whether the disk is connected and has room."),
            ) from error
        try:
            _lock(self._file)
        except OSError:
            self._file.close()
            raise Refusal(
                _("This office is open in another window already."),
                _("Go on in that window, or close it first."),
            ) from None

    def release(self) -> None:
        """Let another window in."""
        self._file.close()


if sys.platform == "win32":
    import msvcrt

    def _lock(file: BinaryIO) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: BinaryIO) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
