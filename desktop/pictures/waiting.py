"""Waiting until a window has come to rest: by events, never by a length of time."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from desktop.desk import Desk

LONGEST_MS = 30_000
_SOON_MS = 400  # a single shot within this time still changes what is seen
_ROUNDS = 3  # a layout asks for another one at most twice


def until(condition: Callable[[], object]) -> None:
    """Let events happen until `condition` holds; after half a minute that is an error."""
    late: list[bool] = []
    alarm = QTimer()
    alarm.setSingleShot(True)
    alarm.timeout.connect(lambda: late.append(True))
    alarm.start(LONGEST_MS)
    flags = QEventLoop.ProcessEventsFlag
    while not condition():
        if late:
            message = "what the picture waits for does not come"
            raise TimeoutError(message)
        QCoreApplication.processEvents(flags.AllEvents | flags.WaitForMoreEvents)
    alarm.stop()


def settle(desk: "Desk | None" = None) -> None:
    """Return once nothing works beside the window and nothing is about to be laid out."""
    for _round in range(_ROUNDS):
        QCoreApplication.sendPostedEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()
        until(lambda: not (desk is not None and desk.busy) and not _soon())


def _soon() -> bool:
    return any(
        timer.isActive() and timer.isSingleShot() and timer.interval() <= _SOON_MS
        for top in QApplication.topLevelWidgets()
        if top.isVisible()
        for timer in top.findChildren(QTimer)
    )
