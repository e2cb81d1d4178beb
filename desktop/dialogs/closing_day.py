"""The close of the day: the copy onto the stick, asked for where it does not go by itself."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop.dialogs.copying import CopyBox
from desktop.dialogs.question import Dialog
from desktop.parts.button import Button, Kind
from desktop.parts.label import Label
from desktop.second_place import second_place
from resources import settings
from resources.words import _

if TYPE_CHECKING:
    from desktop.desk import Desk

END, STAY = "end", "stay"


def changed_since_copy(desk: "Desk") -> bool:
    """Tell whether anything was recorded since this machine last made a copy."""
    from datetime import datetime

    from resources import journal

    last = desk.read(journal.last_change)
    if last is None:
        return False
    made = settings.load().last_backup
    try:
        return not made or last > datetime.fromisoformat(made)
    except (TypeError, ValueError):  # a settings file that someone spoiled
        return True


class ClosingDay(Dialog):
    """Asks for a copy before the window goes; `value` is `end` or `stay`."""

    def __init__(self, desk: "Desk", parent: QWidget | None = None) -> None:
        super().__init__(_("Do you take today's copy to the stick?"), parent=parent)
        self.body.addWidget(
            Label(_("If this computer breaks, the copy brings everything back."), wrap=True)
        )
        self.box = CopyBox(desk)
        self.box.made.connect(lambda: self.answer(END))
        self.box.failed.connect(lambda: self._hold(busy=False))
        self.body.addWidget(self.box)
        self.back = Button(_("Back"), kind=Kind.QUIET)
        self.without = Button(_("End without a copy"))
        self.take = Button(_("Take it and end"), kind=Kind.PRIMARY, icon="usb", key="Enter")
        self.back.clicked.connect(self.reject)
        self.without.clicked.connect(lambda: self.answer(END))
        self.take.clicked.connect(self._take)
        for button in (self.back, self.without, self.take):
            self.buttons.addWidget(button)
        self.take.setFocus()

    def _take(self) -> None:
        self._hold(busy=self.box.start())

    def _hold(self, *, busy: bool) -> None:
        for button in (self.without, self.take):
            button.setEnabled(not busy)

    def reject(self) -> None:
        """Stay; a copy that is being made is stopped and leaves nothing."""
        self.box.stop()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stay, because the question itself was closed."""
        self.box.stop()
        super().closeEvent(event)


def copied_quietly(desk: "Desk", place: Path) -> bool:
    """Make a proven copy in `place` without a question; return whether it is there."""
    box, loop, made = CopyBox(desk), QEventLoop(), []
    box.set_folder(place)
    box.made.connect(lambda: made.append(True))
    box.over.connect(loop.quit)
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        if box.start():
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    finally:
        QGuiApplication.restoreOverrideCursor()
        box.deleteLater()
    return bool(made)


def may_end(desk: "Desk", parent: QWidget | None) -> bool:
    """See that the day's copy is taken where something changed; return whether the window may go.

    Where the stick of this office is in and copies go to it by themselves, nothing is asked. Only
    when that fails, or no stick is there, a person decides.
    """
    if not changed_since_copy(desk):
        return True
    place = second_place()
    if place is not None and desk.in_a_file and copied_quietly(desk, place):
        return True
    asked = ClosingDay(desk, parent)
    return bool(asked.exec()) and asked.value == END
