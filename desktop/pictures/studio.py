"""The studio: the house at one fixed hour of the demonstration town, and a lens before it."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from desktop.pictures.waiting import settle
from desktop.style import tokens
from resources import settings

if TYPE_CHECKING:
    from desktop.assembly import House
    from desktop.desk import Desk
    from desktop.page import Page
    from desktop.window import Window

MOMENT = datetime(2027, 3, 4, 4, 21, tzinfo=UTC)
"""13:21 in Ina on a Thursday in March: nine minutes before the meeting begins."""

PASSPHRASE = "いなくらし れんしゅう"  # noqa: S105 -- known to all: the people are invented
STAFF = ("唐澤　みどり", "からさわ　みどり")
FULL = (1366, 768)
LETTERS = {1.0: "100", 1.5: "150"}


@contextlib.contextmanager
def away_from_home() -> Iterator[Path]:
    """Give a private folder, and let this machine's own settings neither be read nor changed."""
    room = Path(tempfile.mkdtemp(prefix="inakurashi-pictures-"))
    names = (
        "XDG_CONFIG_HOME",
        "XDG_DATA_HOME",
        "WIN_PD_OVERRIDE_LOCAL_APPDATA",
        "WIN_PD_OVERRIDE_APPDATA",
    )
    before = {name: os.environ.get(name) for name in names}
    os.environ.update(dict.fromkeys(names, str(room / "machine")))
    try:
        yield room
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
        shutil.rmtree(room, ignore_errors=True)


@dataclass
class Studio:
    """Takes pictures into `output`, numbered as they come; `wanted` names the only ones, if any.

    `letters` is what the names of the files end with, for the size of letters in use.
    """

    room: Path
    output: Path
    wanted: frozenset[str] = frozenset()
    letters: str = ""
    taken: list[tuple[str, str]] = field(default_factory=list)
    house: "House | None" = None
    _numbers: dict[str, int] = field(default_factory=dict)

    @property
    def window(self) -> "Window":
        """The window of the house."""
        assert self.house is not None
        assert self.house.window is not None
        return self.house.window

    @property
    def desk(self) -> "Desk":
        """The desk at which the pages speak."""
        assert self.house is not None
        assert self.house.desk is not None
        return self.house.desk

    def clock(self) -> datetime:
        """Tell the hour of the pictures."""
        return MOMENT

    def settle(self) -> None:
        """Wait until everything shown has come to rest."""
        settle(self.house.desk if self.house is not None else None)

    def go(self, name: str, subject: str = "") -> "Page":
        """Show a place at rest, from its top, and return its page."""
        self.window.go(name, subject)
        self.settle()
        page = self.window.page(name)
        page.area.verticalScrollBar().setValue(0)
        return page

    def take(self, name: str, widget: QWidget | None = None) -> None:
        """Take a picture of `widget` (else the window) as `name`, in the letters of now."""
        if self.wanted and name not in self.wanted:
            return
        self.settle()
        self._keep((widget or self.window).grab(), name, self.letters)

    def take_page(self, name: str, page: "Page") -> None:
        """Take the page, and its lower end too when it is longer than the window."""
        self.take(name)
        bar = page.area.verticalScrollBar()
        if bar.maximum() > tokens.CONTROL:
            bar.setValue(bar.maximum())
            self.take(f"{name}-below")
            bar.setValue(0)

    def take_dialog(self, name: str, ask: Callable[[], object]) -> None:
        """Take the dialog that `ask` opens and waits for, then leave it without an answer."""
        trouble: list[BaseException] = []

        def snap() -> None:
            dialog = QApplication.activeModalWidget()
            try:
                if dialog is None:
                    message = f"no dialog was opened for {name}"
                    raise LookupError(message)
                self.take(name, dialog)
            except BaseException as error:  # noqa: BLE001 -- told after the dialog has closed
                trouble.append(error)
            finally:
                if dialog is not None:
                    dialog.close()

        QTimer.singleShot(0, snap)
        ask()
        self.settle()
        if trouble:
            raise trouble[0]

    def take_shown(self, name: str, dialog: QWidget) -> None:
        """Show `dialog` without waiting for an answer, take it, and put it away."""
        dialog.show()
        self.settle()
        self.take(name, dialog)
        dialog.hide()
        dialog.deleteLater()

    def keep_paper(self, name: str, picture: QPixmap) -> None:
        """Keep the picture of a sheet of paper."""
        self._keep(picture, name, "")

    def _keep(self, picture: QPixmap, name: str, suffix: str) -> None:
        number = self._numbers.setdefault(name, len(self._numbers) + 1)
        file = "-".join(part for part in (f"{number:02}", name, suffix) if part) + ".png"
        if not picture.save(str(self.output / file), "PNG", 30):
            message = f"{file} cannot be written"
            raise OSError(message)
        self.taken.append((name, file))


def set_up_machine(text_scale: float = 1.0) -> None:
    """Give the machine of the pictures its settings: still, a little loud, copied last night."""
    settings.change(
        text_scale=text_scale,
        reduced_motion=True,
        last_ten=True,
        recovery_unkept=False,
        data_folder="",
        last_backup=datetime(2027, 3, 3, 9, 2, tzinfo=UTC).isoformat(),
        last_backup_place="D:\\inakurashi",
    )
