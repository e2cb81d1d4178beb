"""The two ways into an office's data, read and change, whichever engine keeps it."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import ClassVar, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import ORMExecuteState, Session, sessionmaker

from resources.refusals import Refusal

T = TypeVar("T")


class Cut(Refusal):
    """The connection broke before anything was recorded: the same work may be done again."""


class Doors(ABC):
    """An office that is open. Any thread may read and change through it.

    `folder` is where this computer keeps what belongs to the office beside its data.
    """

    folder: Path
    on_server: ClassVar[bool] = False

    @abstractmethod
    def read(self) -> AbstractContextManager[Session]:
        """Give a session that sees one moment of the data; the database refuses it any change."""

    @abstractmethod
    def change(self) -> AbstractContextManager[Session]:
        """Give a session whose work is one transaction: committed at the end, or nothing at all.

        Afterwards `db.info["touched"]` names the classes of the rows that changed.
        """

    @abstractmethod
    def changed_elsewhere(self) -> frozenset[str]:
        """Return the names of the classes that others touched since this was last asked.

        The first call begins to listen and answers with nothing.
        """

    def staff_id(self) -> str:
        """Return who at the desk opened it, where that is known by how it was opened."""
        return ""

    @abstractmethod
    def close(self) -> None:
        """Close every connection."""

    def do(self, work: Callable[[Session], T]) -> tuple[T, frozenset[str]]:
        """Return what `work(db)` gives in one change, and the names of the classes it touched.

        Work whose connection broke before the commit left nothing behind and is done once more.
        """
        try:
            return self._once(work)
        except Cut:
            return self._once(work)

    def _once(self, work: Callable[[Session], T]) -> tuple[T, frozenset[str]]:
        with self.change() as db:
            result = work(db)
        return result, frozenset(db.info["touched"])


def sessions(bind: sa.Engine) -> sessionmaker[Session]:
    """Return what makes sessions on `bind` whose rows stay readable after the commit."""
    return sessionmaker(bind, expire_on_commit=False)


def changing_sessions(bind: sa.Engine) -> sessionmaker[Session]:
    """Return what makes sessions on `bind` that note which classes their work touches."""
    made = sessions(bind)
    sa.event.listen(made, "after_flush", _note_flushed)
    sa.event.listen(made, "do_orm_execute", _note_executed)
    return made


def shut(bind: sa.Engine) -> None:
    """Close every connection of `bind`, and each that somebody still holds once it comes back.

    What was under way when the office was left may ask once more: a page that was about to
    show its years. It is answered, and nothing stays open behind it.
    """
    sa.event.listen(bind, "checkin", _let_go)
    bind.dispose()


def _let_go(_connection: object, record: sa.pool.ConnectionPoolEntry) -> None:
    record.invalidate()


@contextmanager
def told(
    refusal: Callable[[BaseException], Refusal | None], driver: type[Exception]
) -> Iterator[None]:
    """Tell an error of the `driver` as the Refusal that `refusal` makes of it; a bug stays one."""
    try:
        yield
    except Exception as error:
        if not isinstance(error, (sa.exc.DBAPIError, driver)):
            raise
        cause = error.orig if isinstance(error, sa.exc.DBAPIError) else error
        meant = refusal(cause) if cause else None
        if meant is None:
            raise
        raise meant from error


def _note_flushed(db: Session, _context: object) -> None:
    touched = db.info.setdefault("touched", set())
    for rows in (db.new, db.dirty, db.deleted):
        touched.update(type(row).__name__ for row in rows)


def _note_executed(state: ORMExecuteState) -> None:
    if not state.is_select and state.bind_mapper is not None:
        touched = state.session.info.setdefault("touched", set())
        touched.add(state.bind_mapper.class_.__name__)
