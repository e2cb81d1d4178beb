"""Where this computer keeps the evenings of halls: the package, and the sealed file beside it.

Wrong passcodes (まちがった合言葉) are counted there, too: moments and nothing else, plain, for
whoever types them has no key to seal with.
"""

import contextlib
import secrets
import shutil
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from resources import durable, knocks, parcel, sealed_log, settings
from resources.knocks import Failed
from resources.parcel import Parcel
from resources.refusals import Refusal
from resources.words import _

_PACKAGE = f"package{parcel.SUFFIX}"


@dataclass(frozen=True)
class Evening:
    """One evening on this computer; `file` holds what was sealed so far, if anything."""

    folder: Path
    label: str
    file: Path
    open: bool  # its package is still here, so that receiving can go on
    wrong: Failed = field(default_factory=Failed)  # passcodes, before it was opened

    @property
    def device(self) -> str:
        """The eight digits by which this computer is told from another."""
        return self.file.stem

    @property
    def begun(self) -> bool:
        """Whether anything was received."""
        return self.file.exists()


def halls() -> Path:
    """Return the folder of all evenings of this user on this computer."""
    return settings.app_folder() / "halls"


def evenings() -> list[Evening]:
    """Return the evenings kept here, the newest first; strange folders are passed over."""
    found = []
    for folder in sorted(halls().glob("*"), reverse=True):
        package, files = folder / _PACKAGE, sorted(folder.glob(f"*{sealed_log.SUFFIX}"))
        own = [file for file in files if len(file.stem) == 8]
        try:
            if package.exists():
                label = str(parcel.read(package.read_bytes()).header["label"])
            elif own:
                label = _("Evening that is closed")
            else:
                continue
        except (OSError, Refusal, KeyError):
            continue
        file = own[0] if own else folder / f"{secrets.token_hex(4)}{sealed_log.SUFFIX}"
        found.append(Evening(folder, label, file, package.exists()))
    return found


def take_in(content: bytes) -> Evening:
    """Keep the package `content` on this computer, or find the evening it has begun here.

    Refuses what is no whole package, and one whose evening was closed here.
    """
    folder = _folder(parcel.read(content))
    durable.private_folder(folder)
    package = folder / _PACKAGE
    known = [one for one in evenings() if one.folder == folder]
    if known and not known[0].open:
        raise Refusal(
            _("This evening was closed on this computer."),
            _("Take its file home, or ask the office for a new package."),
        )
    durable.write(package, content)
    return next(one for one in evenings() if one.folder == folder)


def package(evening: Evening) -> bytes:
    """Return the bytes of the package of an evening that is open."""
    return (evening.folder / _PACKAGE).read_bytes()


def turn_away(found: Parcel, at: datetime) -> int:
    """Count a wrong passcode for `found`; return how many there were since it was opened.

    A package is counted before it is kept here, too. On a full disk it is counted once.
    """
    folder = _folder(found)
    with contextlib.suppress(Refusal):
        durable.private_folder(folder)
    knocks.note(folder, at)
    return max(1, len(knocks.waiting(folder)))


def let_in(evening: Evening, at: datetime, slow: int) -> Failed:
    """Return what was tried while nobody was there; from now on it is counted anew.

    `slow` are the seconds by which whoever opened it finds this computer's clock slow.
    """
    tried = knocks.waiting(evening.folder)
    knocks.answer(evening.folder, at, slow)
    return knocks.summed([one + timedelta(seconds=slow) for one in tried])


def carry_home(evening: Evening) -> bytes:
    """Return the file as it is carried home; it needs no passcode, for it stays sealed.

    What was tried here goes along, also what nobody was told of yet.
    """
    tried = knocks.written(knocks.every(evening.folder))
    return sealed_log.stripped(evening.file.read_bytes(), tried)


def close(evening: Evening) -> None:
    """End the evening here: no name can be read on this computer any more, not even with the code.

    The sealed file stays until it is removed, so that it can be taken home again.
    """
    if evening.begun:
        durable.write(evening.file, carry_home(evening))
    (evening.folder / _PACKAGE).unlink(missing_ok=True)
    durable.sync_folder(evening.folder)


def remove(evening: Evening) -> None:
    """Take everything of an evening off this computer."""
    shutil.rmtree(evening.folder, ignore_errors=True)


def _folder(found: Parcel) -> Path:
    name = str(found.header.get("package", ""))
    if len(name) != 32 or not name.isalnum():
        raise parcel.damaged()
    return halls() / name
