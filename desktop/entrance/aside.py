"""Work beside the entrance: slow things in a thread, their end told in the window's own."""

import sys
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from resources.refusals import Refusal

T = TypeVar("T")


class Aside(QObject, Generic[T]):
    """One piece of work; `told` carries done and total, `progress` is the work's own to call.

    Without a desk (and before the database is even imported) this is what `Desk.background` is
    afterwards. Keep the object as long as the work goes on.
    """

    told = Signal(int, int)
    _over = Signal(object)

    def __init__(
        self,
        work: Callable[[Callable[[int, int], None]], T],
        *,
        done: Callable[[T], object],
        failed: Callable[[Refusal], object] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._done = done
        self._failed = failed
        self._result: T
        self._over.connect(self._end)
        self._thread = threading.Thread(target=self._run, name="aside", daemon=True)

    def start(self) -> "Aside[T]":
        """Begin; returns itself."""
        self._thread.start()
        return self

    def wait(self) -> None:
        """Wait until the work itself has ended; what follows is still told by the event loop."""
        self._thread.join()

    def _run(self) -> None:
        error: BaseException | None = None
        try:
            self._result = self._work(self.told.emit)
        except BaseException as raised:  # noqa: BLE001 -- handed over to the window's thread
            error = raised
        self._over.emit(error)

    def _end(self, error: BaseException | None) -> None:
        if error is None:
            self._done(self._result)
        elif isinstance(error, Refusal) and self._failed is not None:
            self._failed(error)
        else:
            sys.excepthook(type(error), error, error.__traceback__)
