"""Watching whether anybody is still at the desk."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from resources import settings

LOOK_MS = 10_000
_SIGNS = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.InputMethod,
    }
)


class Idle(QObject):
    """Sends `long` once nobody touched anything for the minutes of this machine's settings.

    `busy` says that the desk must not be locked now, as while the reception runs; `clock`
    counts seconds, and `minutes` stands instead of the settings.
    """

    long = Signal()

    def __init__(
        self,
        parent: QObject,
        *,
        busy: Callable[[], bool],
        minutes: int | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._busy = busy
        self._minutes = minutes
        self._clock = clock
        self._last = clock()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)
        self._timer.start()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Note every sign of life; keep none of them."""
        if event.type() in _SIGNS:
            self._last = self._clock()
        return False

    def wake(self) -> None:
        """Count something that no key or mouse has done, such as a card before the camera."""
        self._last = self._clock()

    def look(self) -> None:
        """Send `long` when it has been too quiet for too long."""
        if self._busy():
            self._last = self._clock()
            return
        minutes = settings.load().idle_minutes if self._minutes is None else self._minutes
        if minutes and self._clock() - self._last >= minutes * 60:
            self._last = self._clock()
            self.long.emit()

    def stop(self) -> None:
        """Watch no more."""
        self._timer.stop()
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
