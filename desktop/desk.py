"""The one door between the window and the domain: read, change, and long work beside it."""

import contextlib
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Concatenate, Generic, ParamSpec, TypeVar

from PySide6.QtCore import QObject, QThread, QTimer, Signal
from sqlalchemy.orm import Session

from resources import masking
from resources.doors import Doors
from resources.refusals import Refusal
from resources.roles import Cell
from resources.words import _
from sessions import permission

if TYPE_CHECKING:
    from resources.database import Office

P = ParamSpec("P")
T = TypeVar("T")

_LISTENING = 700  # milliseconds; a colleague beside does not wait longer for a number to move
_TELLING = 0.05  # seconds between two tellings of progress; a bar moves no faster


class StoppedError(Exception):
    """Someone pressed stop; raised inside the work so that its transaction is undone."""


def system_clock() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)


class Desk(QObject):
    """What a page may do: `read`, `change` and `background`, in the name of one staff member."""

    changed = Signal(object)  # frozenset[str]: the classes of the rows that a change touched
    _elsewhere = Signal(object)

    def __init__(
        self, office: Doors, staff_id: str, clock: Callable[[], datetime] = system_clock
    ) -> None:
        """Stand at the open `office` as `staff_id`; `clock` tells the time of every act."""
        super().__init__()
        self.office = office
        self.staff_id = staff_id
        self.closed = False
        self._clock = clock
        self._acts: frozenset[str] | None = None  # of `may`, until somebody's roles change
        self._pool = ThreadPoolExecutor(max_workers=2, thread_name_prefix="desk")
        self._tasks: set[_Running[Any]] = set()
        self._ear: QTimer | None = None
        # A change made by background work is told in the window's own thread.
        self._elsewhere.connect(self._tell)

    @property
    def file(self) -> "Office":
        """The office as the file it lies in; refuses one on a server."""
        from resources.database import Office

        if not isinstance(self.office, Office):
            raise Refusal(
                _("The office lies on a server: this is done there."),
                _("Ask who looks after the server; the manual has a page for them."),
            )
        return self.office

    def now(self) -> datetime:
        """Return the moment to record, in UTC."""
        return self._clock()

    def read(
        self, query: Callable[Concatenate[Session, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Return what `query` finds; the database refuses it any change.

        Refuses what the roles of who is at the desk do not allow; who may see names only masked
        gets them so.
        """
        with self.office.read() as db:
            cell = permission.ensure_call(db, self.staff_id, query, args, kwargs, at=self._clock())
            found = query(db, *args, **kwargs)
        return masking.mask(found) if cell is Cell.MASKED else found

    def may(self, act: str) -> bool:
        """Tell whether the roles of who is at the desk allow `act` at all, for showing a button."""
        if self._acts is None:
            with self.office.read() as db:
                self._acts = permission.acts(db, self.staff_id)
        return act in self._acts

    def ensure(self, act: str) -> None:
        """Refuse `act` to whom it is not allowed; for work that goes past `read` and `change`."""
        with self.office.read() as db:
            permission.ensure(db, self.staff_id, act, at=self._clock())

    def change(
        self, verb: Callable[Concatenate[Session, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Do `verb` in one transaction; `changed` is told once, and only after the commit.

        Refuses, before anything is done, what the roles of who is at the desk do not allow.
        """

        def work(db: Session) -> T:
            permission.ensure_call(db, self.staff_id, verb, args, kwargs, at=self._clock())
            return verb(db, *args, **kwargs)

        result, touched = self.office.do(work)
        if touched:
            if QThread.currentThread() is self.thread():
                self._tell(touched)
            else:
                self._elsewhere.emit(touched)
        return result

    def rehearse(
        self, verb: Callable[Concatenate[Session, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Do `verb` as `change` does, return what it came to, and keep nothing of it."""
        found: list[T] = []

        def work(db: Session) -> None:
            permission.ensure_call(db, self.staff_id, verb, args, kwargs, at=self._clock())
            found.append(verb(db, *args, **kwargs))
            raise _RehearsedError

        with contextlib.suppress(_RehearsedError):
            self.office.do(work)
        return found[0]

    def listen(self) -> None:
        """Tell `changed` from now on also what other desks and programs did, unasked."""
        if self._ear is None:
            self._ear = QTimer(self)
            self._ear.setInterval(_LISTENING)
            self._ear.timeout.connect(self.hear)
            self._ear.start()
        self.hear()

    def hear(self) -> None:
        """Tell `changed` what others did since the last time; a silent server says nothing."""
        try:
            touched = self.office.changed_elsewhere()
        except Refusal:
            return
        if touched:
            self._tell(touched)

    @property
    def in_a_file(self) -> bool:
        """Tell whether the office is a file of this computer; a server keeps its own copies."""
        return hasattr(self.office, "data_key")

    def secure(self, why: str, progress: Callable[[int, int], None] | None = None) -> None:
        """Make a proven copy before something weighty (`why`); refuses when there is none.

        It takes a second or two: call it beside the window, as in `background`.
        """
        from resources import copies

        if self.in_a_file:
            copies.keep(self.file, at=self.now(), why=why, progress=progress)

    def background(
        self,
        work: "Callable[[Task], T]",
        *,
        done: Callable[[T], object] | None = None,
        failed: Callable[[Refusal], object] | None = None,
        progress: Callable[[int, int], object] | None = None,
        ended: Callable[[], object] | None = None,
    ) -> "Task":
        """Run `work(task)` beside the window and return its task, which can be stopped.

        In the window's own thread are called: `progress` while it goes on; then `done` with the
        result, or `failed` with the refusal (without `failed`, and for a bug, the error goes
        where every unexpected one goes: `sys.excepthook`); and `ended` last, however it ended.
        """
        task = Task()
        running = _Running(task, done, failed, progress, ended)
        task._running = running  # noqa: SLF001 -- the two halves of one thing
        self._tasks.add(running)
        running.over.connect(self._forget)
        self._pool.submit(running.run, work)
        return task

    @property
    def busy(self) -> bool:
        """Tell whether something still works in the background."""
        return bool(self._tasks)

    def close(self) -> None:
        """Stop what still works in the background, wait for it, and close the office."""
        self.closed = True
        if self._ear is not None:
            self._ear.stop()
        for running in self._tasks:
            running.task.stop()
        self._pool.shutdown(wait=True, cancel_futures=True)
        for running in self._tasks:
            running.forget()
        self._tasks.clear()
        self.office.close()

    def _tell(self, touched: frozenset[str]) -> None:
        if "Staff" in touched:
            self._acts = None
        self.changed.emit(touched)

    def _forget(self, running: "_Running[Any]") -> None:
        self._tasks.discard(running)
        running.deleteLater()


class _RehearsedError(Exception):
    """A rehearsal went through to its end; its transaction is undone."""


class Task:
    """What background work holds in its hand: it tells how far it is, and learns of a stop."""

    def __init__(self) -> None:
        """Begin unstopped."""
        self._stop = threading.Event()
        self._told = 0.0
        self._running: _Running[Any] | None = None

    def stop(self) -> None:
        """Ask the work to stop; it ends at the next `tell`, and its transaction is undone."""
        self._stop.set()

    @property
    def stopped(self) -> bool:
        """Tell whether someone asked the work to stop."""
        return self._stop.is_set()

    def tell(self, done: int, total: int) -> None:
        """Say that `done` of `total` is done; leaves the work by `StoppedError` when stopped.

        It has the form that `backup.make` and the importers take as their `progress`.
        """
        if self._stop.is_set():
            raise StoppedError
        self.count(done, total)

    def count(self, done: int, total: int) -> None:
        """Say the same without leaving the work; for what ends by itself where it was stopped."""
        now = time.monotonic()
        if self._running and (done >= total or now - self._told >= _TELLING):
            self._told = now
            self._running.told.emit(done, total)


class _Running(QObject, Generic[T]):
    """One piece of background work and whom to call about it, living in the window's thread."""

    told = Signal(int, int)
    finished = Signal(object)
    over = Signal(object)

    def __init__(
        self,
        task: Task,
        done: Callable[[T], object] | None,
        failed: Callable[[Refusal], object] | None,
        progress: Callable[[int, int], object] | None,
        ended: Callable[[], object] | None,
    ) -> None:
        super().__init__()
        self.task = task
        self._done, self._failed = done, failed
        self._progress, self._ended = progress, ended
        self._result: T
        self.told.connect(self._tell)
        self.finished.connect(self._finish)

    def run(self, work: Callable[[Task], T]) -> None:
        """Do the work in a thread of its own; what comes of it travels by a queued signal."""
        error: BaseException | None = None
        try:
            if not self.task.stopped:
                self._result = work(self.task)
            else:
                error = StoppedError()
        except BaseException as raised:  # noqa: BLE001 -- handed over to the window's thread
            error = raised
        self.finished.emit(error)

    def forget(self) -> None:
        """Call nobody any more: whoever asked for the work has left the desk."""
        self._done = self._failed = self._progress = self._ended = None

    def _tell(self, done: int, total: int) -> None:
        if self._progress and not self.task.stopped:
            self._progress(done, total)

    def _finish(self, error: BaseException | None) -> None:
        try:
            if error is None:
                if self._done:
                    self._done(self._result)
            elif isinstance(error, Refusal) and self._failed:
                self._failed(error)
            elif not isinstance(error, StoppedError):
                sys.excepthook(type(error), error, error.__traceback__)
        finally:
            if self._ended:
                self._ended()
            self.over.emit(self)
