"""The town to practise in: made anew in a private folder, gone when the window closes."""

import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.entrance.aside import Aside
from desktop.entrance.frame import Entrance
from desktop.entrance.panel import Panel
from desktop.parts.progress import Progress
from desktop.parts.status import Status
from resources.words import _

if TYPE_CHECKING:
    from desktop.window import Window
    from resources.database import Office

PASSPHRASE = "いなくらし れんしゅう"  # noqa: S105 -- known to all: the people are invented
STAFF = ("唐澤　みどり", "からさわ　みどり")


class Demonstration(QObject):
    """Makes the town beside a panel with a bar, then `entered` carries office and staff id.

    `ready` is sent after the window stands, so that it can be labelled.
    """

    entered = Signal(object, str, str)
    ready = Signal()

    def __init__(self, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        super().__init__()
        self._clock = clock
        self._room = Path(tempfile.mkdtemp(prefix="inakurashi-demo-"))
        self.folder = self._room / "office"
        self.frame = Entrance()
        panel = Panel(_("The town to practise in"))
        panel.say(_("Its people are invented. It is made anew and goes when the window closes."))
        self.progress = Progress()
        panel.put(self.progress)
        self.frame.show_panel(panel)
        self._work: Aside[tuple[Office, str]] | None = None

    def start(self) -> None:
        """Show the panel and make the town."""
        self.frame.show()
        self._work = Aside(self._make, done=self._done, parent=self)
        self._work.told.connect(self._tell)
        self._work.start()

    def _make(self, tell: Callable[[int, int], None]) -> "tuple[Office, str]":
        from desktop import tables
        from desktop.town import building
        from resources import calendar, keys
        from resources.database import Office
        from sessions import staff

        tables.load()
        at = self._clock()
        # Nothing secret is inside, so nobody need wait for a stretched passphrase.
        office, _recovery = Office.create(
            self.folder, PASSPHRASE, stretching=keys.Stretching(8, 1, 1), window=True
        )
        with office.change() as db:
            me = staff.enrol(db, STAFF[0], kana=STAFF[1], at=at)
            building.fill(db, today=calendar.day_of(at), at=at, by=me, tell=tell)
        return office, me

    def _tell(self, done: int, total: int) -> None:
        if self.progress.isHidden():
            self.progress.start(total, "")
        self.progress.step(done)

    def _done(self, made: "tuple[Office, str]") -> None:
        self.entered.emit(*made, "today")
        self.ready.emit()
        self.frame.hide()

    def label(self, window: "Window | None") -> None:
        """Say in the window that this is no real town, and ask for no copy at its end."""
        if window is not None:
            window.tell("demo", Status.INFO, _("This is a town to practise in. Nothing is kept."))
            window.may_close = lambda: True

    def clear_away(self) -> None:
        """Delete the town."""
        shutil.rmtree(self._room, ignore_errors=True)
