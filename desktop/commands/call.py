"""One call of a command: whose office, who asks, which day it is, and where to speak."""

import contextlib
import os
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy.orm import Session

from resources import calendar, cipher, keys, knocks, locations, settings
from resources.database import Office
from resources.doors import Doors
from resources.refusals import Refusal
from resources.words import _
from sessions import search_keys

if TYPE_CHECKING:
    from resources.server import Address
    from sessions.staff import StaffView

P = ParamSpec("P")
T = TypeVar("T")

FIRST_STAFF = "事務局"
"""Who acts where nobody at the desk has been named yet."""


class Wrong(Exception):
    """Options that contradict each other; ends with the status of wrong usage."""


class _Rehearsed(Exception):
    """Ends a change that is not to be kept."""


class Call:
    """What a command has in its hand. `asked` are the options as they were read."""

    def __init__(self, asked: Any) -> None:
        """Take the options; nothing is opened before it is needed."""
        self.asked = asked
        self.status = 0
        self._open: Doors | None = None
        self._typed = False
        self._signed_in = ""  # whose own passphrase it was; of the office's nobody's

    @cached_property
    def folder(self) -> Path:
        """The folder of the office's data; refuses an office on a server."""
        where = str(self.asked.data)
        if self.server:
            raise Refusal(
                _("The office lies on a server: this is done there."),
                _("Ask who looks after the server; the manual has a page for them."),
            )
        folder = Path(where) if where else settings.load().folder
        return folder.expanduser().resolve()

    @property
    def server(self) -> str:
        """The address of an office on a server, or nothing where it lies in a folder."""
        where = str(self.asked.data) or settings.load().server
        return where if "://" in where else ""

    @cached_property
    def at(self) -> datetime:
        """The moment of this call: now, or this time of day on the day given."""
        now = datetime.now(UTC)
        if self.asked.on is None:
            return now
        local = calendar.local(now)
        given: date = self.asked.on
        return datetime.combine(given, local.timetz()).astimezone(UTC)

    @property
    def today(self) -> date:
        """The day this call takes for today, in Japan."""
        return calendar.day_of(self.at)

    @cached_property
    def passphrase(self) -> str:
        """The passphrase from the file, the surroundings or, at a terminal, from the keys."""
        if self.asked.passphrase_file:
            try:
                text = Path(self.asked.passphrase_file).read_text("utf-8-sig")
            except (OSError, ValueError) as error:
                raise Refusal(
                    _("The file with the passphrase cannot be read."),
                    _("Look at its name and whether you may read it."),
                ) from error
            return text.split("\n", 1)[0].removesuffix("\r")
        given = os.environ.get("INAKURASHI_PASSPHRASE")
        if given is not None:
            return given
        if sys.stdin is not None and sys.stdin.isatty():
            self._typed = True
            return _ask(_("Passphrase"))
        raise Refusal(
            _("The passphrase is missing."),
            _("Give --passphrase-file, or set INAKURASHI_PASSPHRASE."),
        )

    @property
    def new_passphrase(self) -> str:
        """The passphrase of an office to be made; typed at a terminal, it is asked for twice."""
        first = self.passphrase
        if self._typed and _ask(_("The same passphrase once more")) != first:
            raise Refusal(
                _("The two passphrases are not the same."), _("Nothing was made. Begin again.")
            )
        return first

    @property
    def office(self) -> Doors:
        """The office, opened with the passphrase beside whatever window has it open, too.

        On a server the passphrase is the password of whoever the address names.
        """
        if self.server:
            if self._open is None:
                self._open = self._shared()
            return self._open
        return self.file

    @property
    def file(self) -> Office:
        """The office in a file, opened with the passphrase; refuses one on a server."""
        if not isinstance(self._open, Office):
            if not (self.folder / cipher.FILE_NAME).exists():
                raise Refusal(
                    _("There is no office in {folder}.").format(folder=self.folder),
                    _("Give another folder, or make an office with: inakurashi init"),
                )
            from desktop import tables

            locations.ensure_suitable(self.folder)
            tables.load()
            data_key = knocks.told(self.folder, self.at, self._unlock)
            self._open = Office.open(self.folder, data_key)
            with self._open.change() as db:
                search_keys.refill(db)
        return self._open

    def _unlock(self) -> bytes:
        unlocked = keys.unlock(self.folder, self.passphrase)
        self._signed_in = unlocked.staff_id
        return unlocked.data_key

    def _shared(self) -> Doors:
        from desktop import tables
        from resources.shared import SharedOffice

        tables.load()
        office = SharedOffice.open(self.address, settings.server_folder())
        self._signed_in = office.staff_id()
        return office

    @property
    def address(self) -> "Address":
        """The address of an office on a server, with the password."""
        from resources.server import Address

        address = Address(self.server)
        if "password" not in address.parts():
            address = address.with_password(self.passphrase)
        return address

    def take(self, office: Office) -> None:
        """Go on with an office that was just made."""
        self._open = office

    def read(
        self, query: Callable[Concatenate[Session, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Return what `query` finds; refuses what the roles of whoever --as says do not allow."""
        from resources import masking
        from resources.roles import Cell
        from sessions import permission

        with self.office.read() as db:
            who = self._known(db)
            cell = permission.ensure_call(db, who, query, args, kwargs, at=self.at)
            found = query(db, *args, **kwargs)
        return masking.mask(found) if cell is Cell.MASKED else found

    def change(self, work: Callable[[Session, datetime, str], T]) -> T:
        """Do `work(db, at, by)` in one transaction, in the name of whoever --as says.

        Refuses, before anything is done, what that person's roles do not allow.
        """
        from sessions import permission

        with self.office.change() as db:
            who = self.staff(db)
            permission.ensure_call(db, who, work, (self.at, who), {}, at=self.at)
            return work(db, self.at, who)

    def rehearse(self, work: Callable[[Session, datetime, str], T]) -> T:
        """Do `work` as `change` does, return what it came to, and keep nothing of it."""
        found: list[T] = []

        def and_back(db: Session, at: datetime, by: str) -> None:
            found.append(work(db, at, by))
            raise _Rehearsed

        and_back.__module__, and_back.__qualname__ = work.__module__, work.__qualname__
        with contextlib.suppress(_Rehearsed):
            self.change(and_back)
        return found[0]

    def ensure(self, act: str) -> None:
        """Refuse `act`, done past the database, to whom it is not allowed."""
        from sessions import permission

        with self.office.read() as db:
            permission.ensure(db, self._known(db), act, at=self.at)

    def _known(self, db: Session) -> str:
        """Return who asks, or nobody's id in an office that names nobody yet."""
        from sessions import staff

        return self.staff(db) if staff.listing(db) else ""

    def staff(self, db: Session) -> str:
        """Return the id of who does this: whose passphrase it is, else whom --as names.

        The office's passphrase is of the administrators and of whoever has none of their own;
        without --as it is the first one's. Refuses somebody who does not work here, and anybody
        in the name of another. An office where nobody is named yet gets its first one.
        """
        from sessions import staff

        asked = str(self.asked.staff).strip()
        here = sorted(staff.listing(db), key=lambda one: one.id)
        if not here:
            return staff.enrol(db, asked or FIRST_STAFF, at=self.at)
        if self._signed_in:
            here = [one for one in here if one.id == self._signed_in]
        if not here:
            raise Refusal(
                _("This passphrase belongs to somebody who no longer works here."),
                _("Ask the administrator of the office."),
            )
        if not asked:
            return here[0].id
        plain = asked.replace("　", "").replace(" ", "")
        found = [
            one
            for one in here
            if asked in {one.id, one.initials} or plain == one.name.replace("　", "")
        ]
        if len(found) != 1:
            raise Refusal(
                _("Nobody at the desk is called {name}.").format(name=asked),
                _("At the desk are: {names}").format(names="、".join(one.name for one in here)),
            )
        self._ensure_not_anothers(found[0])
        return found[0].id

    def _ensure_not_anothers(self, one: "StaffView") -> None:
        """Refuse the office's passphrase to who has one of their own and does not administer."""
        if self.server or self._signed_in or one.administers:
            return
        if one.id in keys.owners(self.folder):
            raise Refusal(
                _("{name} has a passphrase of their own.").format(name=one.name),
                _("Give that one: it says who does this."),
            )

    def say(self, text: str) -> None:
        """Tell something on the way; it goes where messages go."""
        print(text, file=sys.stderr, flush=True)  # noqa: T201 -- where messages go

    def progress(self, done: int, total: int) -> None:
        """Show how far the work is, only to somebody who watches."""
        if sys.stderr.isatty():
            end = "\n" if done >= total else ""
            print(f"\r{done} / {total}", end=end, file=sys.stderr, flush=True)  # noqa: T201

    def close(self) -> None:
        """Close the office, if it was opened."""
        if self._open is not None:
            self._open.close()
            self._open = None


def _ask(what: str) -> str:
    """Ask at the terminal without showing what is typed."""
    import getpass

    return getpass.getpass(what + ": ", stream=sys.stderr)
