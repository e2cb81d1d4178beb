"""Signing in: the office's passphrase opens it."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desktop.entrance.aside import Aside
from desktop.entrance.panel import Panel
from desktop.parts.button import Button, Kind
from desktop.parts.field import Field
from desktop.parts.text_field import TextField
from desktop.parts.tick import Tick
from desktop.style import tokens
from resources.refusals import Damage, Refusal
from resources.words import _

FREE_TRIES, LONGEST_PAUSE = 5, 60  # seconds


def pause_after(refused: int) -> int:
    """Return for how many seconds nothing may be tried after so many wrong passphrases."""
    return 0 if refused < FREE_TRIES else min(2 ** (refused - FREE_TRIES + 1), LONGEST_PAUSE)


class SignIn(Panel):
    """Asks for the passphrase of the office in `folder`; `unlocked` carries the data key.

    It is the office's (the administrator's) or anybody's own, which then says who came: `whose`.
    After a few wrong ones there is a pause that grows.

    `other_way` asks for the recovery key, `elsewhere` for another folder or a backup;
    `damaged` says what can no longer be read.
    """

    unlocked = Signal(bytes)
    damaged = Signal(str)
    other_way = Signal()
    elsewhere = Signal()

    def __init__(
        self, folder: Path, clock: Callable[[], datetime], parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Open the office"), parent=parent)
        self._folder = folder
        self._clock = clock
        self.whose = ""
        self._refused = 0
        self._work: Aside[bytes] | None = None
        self.passphrase = TextField(_("Passphrase"), height=tokens.CONTROL_RECEPTION)
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.field = Field(_("Passphrase"), self.passphrase, width=440)
        self.shown = Tick(_("Show the letters"))
        self.shown.toggled.connect(self._reveal)
        self.open = Button(
            _("Open"), kind=Kind.PRIMARY, key="Enter", height=tokens.CONTROL_BIG, icon="door-open"
        )
        self.open.clicked.connect(self.try_to_open)
        self.passphrase.returnPressed.connect(self.try_to_open)
        self.forgotten = Button(_("I do not know the passphrase"), kind=Kind.QUIET)
        self.forgotten.clicked.connect(self.other_way)
        self.another = Button(_("Another office or a backup"), kind=Kind.QUIET)
        self.another.clicked.connect(self.elsewhere)
        self.put(self.field)
        self.put(self.shown)
        self.put(self.open)
        row = QHBoxLayout()
        row.addWidget(self.forgotten)
        row.addStretch(1)
        row.addWidget(self.another)
        self.content.addLayout(row)
        self.primary = self.open
        self.first = self.passphrase
        self.setFocusProxy(self.passphrase)

    def _reveal(self, on: bool) -> None:  # noqa: FBT001 -- the signal's own form
        mode = QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password
        self.passphrase.setEchoMode(mode)

    def try_to_open(self) -> None:
        """Try the passphrase; stretching it takes a moment and stands beside the window."""
        if self._work is not None or not self.open.isEnabled():
            return
        from resources import knocks

        folder, typed, at = self._folder, self.passphrase.text(), self._clock()
        self._wait(waiting=True)
        self._work = Aside(
            lambda _tell: knocks.told(folder, at, lambda: self._unlock(folder, typed)),
            done=self._opened,
            failed=self.refuse,
            parent=self,
        ).start()

    def _unlock(self, folder: Path, typed: str) -> bytes:
        """Return the data key; `whose` says whose own passphrase it was, if it was somebody's."""
        from resources import keys, settings

        found = keys.unlock(folder, typed, first=settings.load().last_staff)
        self.whose = found.staff_id
        return found.data_key

    def _opened(self, data_key: bytes) -> None:
        self._work = None
        self.unlocked.emit(data_key)

    def _wait(self, *, waiting: bool) -> None:
        self.open.setEnabled(not waiting)
        self.open.set_words(_("Opening …") if waiting else _("Open"))
        self.passphrase.setReadOnly(waiting)
        if waiting:
            self.field.set_error("")

    def refuse(self, refusal: Refusal) -> None:
        """Say below the field why the office stays closed."""
        self._work = None
        self._wait(waiting=False)
        if isinstance(refusal, Damage):
            self.damaged.emit(f"{refusal.what} {refusal.advice}")
            return
        self._refused += 1
        if (pause := pause_after(self._refused)) > 0:
            self.open.setEnabled(False)
            QTimer.singleShot(pause * 1000, self, lambda: self.open.setEnabled(True))
        self.field.set_error(f"{refusal.what} {refusal.advice}")
        self.passphrase.setFocus()
        self.passphrase.selectAll()
