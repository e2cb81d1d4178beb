"""The way in without the passphrase: the recovery key, then a new passphrase and a new sheet."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.entrance.aside import Aside
from desktop.entrance.panel import Panel
from desktop.entrance.passphrase import PassphrasePair
from desktop.parts.button import Button, Kind
from desktop.parts.field import Field
from desktop.parts.text_field import TextField
from resources.refusals import Refusal
from resources.words import _

if TYPE_CHECKING:
    from sessions.papers.recovery_sheet import RecoverySheet


class Recovery(Panel):
    """Asks for the recovery key and a new passphrase of the office in `folder`.

    `recovered` carries the data key and the new recovery key: the old sheet was shown to
    others, so it opens nothing any more.
    """

    recovered = Signal(bytes, str)
    back = Signal()

    def __init__(
        self,
        folder: Path,
        clock: Callable[[], datetime],
        typed: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Open with the recovery key"), width=560, parent=parent)
        self._folder = folder
        self._clock = clock
        self._work: Aside[tuple[bytes, str]] | None = None
        self.say(_("Take the recovery sheet out of the safe and type the key from it."))
        self.key = TextField(_("Recovery key"), typed, hint="XXXX-XXXX-…")
        self.key_field = Field(
            _("Recovery key"), self.key, hint=_("Capital or small does not matter."), width=500
        )
        self.pair = PassphrasePair()
        self.put(self.key_field)
        self.put(self.pair)
        back = Button(_("Back"), kind=Kind.QUIET, icon="chevron-left")
        back.clicked.connect(self.back)
        self.go = Button(_("Set the new passphrase"), kind=Kind.PRIMARY, key="Ctrl Enter")
        self.go.clicked.connect(self._go)
        self.end_card(self.go, left=back)
        self.key.returnPressed.connect(self.pair.one.setFocus)
        self.first = self.pair.one if typed else self.key
        self.setFocusProxy(self.first)

    def _go(self) -> None:
        from resources import recovery_sheet

        try:
            recovery_sheet.letters(self.key.text())
        except Refusal as refusal:
            self.refuse(refusal)
            return
        self.key_field.set_error("")
        if not self.pair.check():
            return
        folder, typed, new = self._folder, self.key.text(), self.pair.text()
        at = self._clock()

        def change(_tell: object) -> tuple[bytes, str]:
            from resources import keys, knocks

            data_key = knocks.told(folder, at, lambda: keys.unlock_by_recovery(folder, typed))
            keys.change_passphrase(folder, new, recovery=typed)
            return data_key, keys.renew_recovery(folder, passphrase=new)

        self.go.setEnabled(False)
        self._work = Aside(change, done=self._done, failed=self.refuse, parent=self).start()

    def _done(self, made: tuple[bytes, str]) -> None:
        self.pair.clear()
        self.recovered.emit(*made)

    def refuse(self, refusal: Refusal) -> None:
        """Say below the key why it opens nothing."""
        self.go.setEnabled(True)
        self.key_field.set_error(f"{refusal.what} {refusal.advice}")
        self.key.setFocus()


def sheet_for(
    folder: Path, recovery_key: str, at: datetime, *, office: str = "", by: str = ""
) -> "RecoverySheet":
    """Return what the sheet of `recovery_key` says, made at the moment `at`."""
    from resources import calendar
    from sessions.papers.recovery_sheet import RecoverySheet

    when = calendar.wareki_with_weekday(calendar.day_of(at))
    return RecoverySheet(
        office=office or _("Inakurashi"), when=when, key=recovery_key, by=by, folder=str(folder)
    )
