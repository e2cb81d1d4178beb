"""An office on a PostgreSQL server, at which several desks work at once."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar, Self

import psycopg
import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources import doors, migrations, server, veil
from resources.records import new_id
from resources.refusals import Refusal
from resources.server_hearing import CHANNEL, ServerHearing
from resources.words import _

LOCK = int.from_bytes(b"INAK")
"""One change at a time, as in a file: whoever holds it reads what it will write upon."""

_READ = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
# The mark is written with the change itself: after a cut it alone tells whether that stands.
_CHANGE = (
    "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; "
    f"SELECT pg_advisory_xact_lock({LOCK}); "
    "INSERT INTO desk.commit_mark (id) VALUES ('{mark}')"
)
# Nobody asks any more after a change of last week.
_FORGET = "DELETE FROM desk.commit_mark WHERE at < now() - interval '7 days'"
# Whom no rule about rows binds does not keep the matrix.
_ABOVE = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
_END_OTHER = """
    SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity
    WHERE pid = %s AND usename = current_user AND pid <> pg_backend_pid()
"""
_WAITS = (0.0, 0.1, 0.2, 0.4, 0.8, 1.5, 3.0)  # seconds; a server that restarts is back by then


class SharedOffice(doors.Doors):
    """One office's data on a server, in the name of whoever signed in there.

    A change takes the one lock of the office first and reads what is committed: all changes
    stand in a row, exactly as `BEGIN IMMEDIATE` sets them in a file, and none is ever refused
    for what another did. Serializable transactions would let two run beside each other until
    the journal's chain, which every change continues, makes one of them begin again.
    """

    on_server: ClassVar[bool] = True

    def __init__(self, address: server.Address, folder: Path) -> None:
        """Take a current database; `open` is the way to come here."""
        self.address = address
        self.folder = folder
        self.desk = new_id()
        self._engine = server.engine(address, path=f"{veil.SCHEMA},{server.SCHEMA}")
        self._read = doors.sessions(self._engine)
        self._change = doors.changing_sessions(self._engine)
        self._hearing: ServerHearing | None = None

    @classmethod
    def open(cls, address: server.Address, folder: Path) -> Self:
        """Sign in to the office at `address`; this computer's own files about it go to `folder`.

        Refuses a server that cannot be reached, a database without an office, and one that
        another version of inakurashi wrote, and whoever looks after the server.
        """
        ensure_current(found_form(address))
        with doors.told(server.refusal, psycopg.Error), server.connect(address) as connection:
            (above,) = connection.execute(_ABOVE).fetchone()
            if above:
                raise Refusal(
                    _("This user looks after the server; nobody works with its rights."),
                    _("Sign in with the user that was made for you under sharing."),
                )
            connection.execute(_FORGET)
        folder.mkdir(parents=True, exist_ok=True)
        return cls(address, folder)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Give a session that sees one moment of the data; the database refuses it any change."""
        with doors.told(_reading, psycopg.Error), self._read() as db:
            _begin(db, _READ)
            yield db

    @contextmanager
    def change(self) -> Iterator[Session]:
        """Give a session whose work is one transaction: committed at the end, or nothing at all.

        Where the connection breaks during the commit, the mark of this change is looked for, so
        that it is known to stand or raises `Cut`. Afterwards `db.info["touched"]` names the
        classes of the rows that changed.
        """
        mark = new_id()
        with doors.told(server.refusal, psycopg.Error), self._change() as db:
            db.info["touched"] = set()
            backend = _begin(db, _CHANGE.format(mark=mark))
            yield db
            db.flush()
            try:
                self._commit(db)
            except (sa.exc.DBAPIError, psycopg.Error) as error:
                cause = error.orig if isinstance(error, sa.exc.DBAPIError) else error
                if cause is None or not server.lost(cause):
                    raise
                if not self._stands(mark, backend):
                    raise
                db.invalidate()

    def changed_elsewhere(self) -> frozenset[str]:
        """Return the names of the classes that other desks touched since the last call."""
        if self._hearing is None:
            self._hearing = ServerHearing(self.address, self.desk)
        return self._hearing.heard()

    def staff_id(self) -> str:
        """Return who at the desk signs in as this user, or nothing where that is not laid down."""
        with self.read() as db:
            found = db.execute(
                sa.text("SELECT staff_id FROM desk.login WHERE user_name = session_user")
            ).scalar()
        return found or ""

    def close(self) -> None:
        """Close every connection."""
        if self._hearing is not None:
            self._hearing.close()
            self._hearing = None
        doors.shut(self._engine)

    def _commit(self, db: Session) -> None:
        touched = " ".join(sorted(db.info["touched"]))
        tell = f"NOTIFY {CHANNEL}, '{self.desk} {touched}'; " if touched else ""
        # One message: a cut falls before all of it or after.
        db.connection().exec_driver_sql(f"{tell}COMMIT")
        db.commit()

    def _stands(self, mark: str, backend: int) -> bool:
        """Tell whether the change that wrote `mark` in the process `backend` was committed."""
        for wait in _WAITS:
            time.sleep(wait)
            try:
                with server.connect(self.address) as fresh:
                    fresh.execute(_END_OTHER, (backend,))
                    # Held by that change until it is decided.
                    fresh.execute(f"BEGIN; SELECT pg_advisory_xact_lock({LOCK})")
                    (found,) = fresh.execute(
                        "SELECT count(*) FROM desk.commit_mark WHERE id = %s", (mark,)
                    ).fetchone()
                    fresh.execute("COMMIT")
                    return bool(found)
            except (psycopg.Error, Refusal):
                continue
        raise Refusal(
            _("The connection broke while this was being recorded, and the server is silent."),
            _("When it answers again, look whether it is there before you enter it once more."),
        )


def found_form(address: server.Address) -> int:
    """Return the form of the office's data at `address`, 0 where there is none yet."""
    with doors.told(server.refusal, psycopg.Error), server.connect(address) as connection:
        return server.form(connection)


def ensure_current(found: int) -> None:
    """Refuse data of a form other than the one this version writes."""
    if found == 0:
        raise Refusal(
            _("There is no office in this database yet."),
            _("Move an office there first, on the page of the office, under sharing."),
        )
    if found > migrations.HEAD:
        raise Refusal(
            _("A newer version of inakurashi wrote this data (form {found}).").format(found=found),
            _("Nothing was changed. Install the newer version; this one knows form {own}.").format(
                own=migrations.HEAD
            ),
        )
    if found < migrations.HEAD:
        raise Refusal(
            _("The data on the server is older than this version of inakurashi."),
            _("Ask who looks after the server to do: inakurashi --data postgresql://… upgrade"),
        )


def _begin(db: Session, statement: str) -> int:
    """Begin the transaction of `db` by `statement` and return the number of its process there.

    A connection that died while it lay in the pool is replaced: nothing was done on it yet.
    """
    for last in (False, True):
        connection = db.connection()
        driver: Any = connection.connection.driver_connection
        try:
            driver.execute(statement)
        except psycopg.Error as error:
            if last or not server.lost(error):
                raise
            db.invalidate()
        else:
            return int(driver.info.backend_pid)
    raise AssertionError


def _reading(error: BaseException) -> Refusal | None:
    """Return what `error` means where nothing may be changed: an attempt to is a bug."""
    if isinstance(error, psycopg.errors.ReadOnlySqlTransaction):
        return None
    return server.refusal(error)
