"""The office's database: one encrypted file, and the only two ways into it, read and change."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from sqlalchemy.orm import Session
from sqlcipher3 import dbapi2

from resources import cipher, doors, durable, keys, migrations, upgrading, watermark
from resources.claim import Claim
from resources.engines import engine
from resources.hearing import FileHearing
from resources.refusals import Refusal
from resources.words import _

FILE_NAME = cipher.FILE_NAME


class Office(doors.Doors):
    """One office's data while it is unlocked. Any thread may read and change through it."""

    def __init__(self, folder: Path, data_key: bytes, claim: Claim | None = None) -> None:
        """Take an existing, current file; `create` and `open` are the ways to come here."""
        self.folder = folder
        self.path = folder / FILE_NAME
        self.data_key = data_key
        self._claim = claim
        self._watermark = watermark.Watermark(folder)
        self._readers = engine(self.path, data_key, "BEGIN")
        self._writers = engine(self.path, data_key, "BEGIN IMMEDIATE")
        self._read = doors.sessions(self._readers)
        self._change = doors.changing_sessions(self._writers)
        self._hearing: FileHearing | None = None

    @classmethod
    def create(
        cls,
        folder: Path,
        passphrase: str,
        *,
        stretching: keys.Stretching | None = None,
        window: bool = False,
    ) -> tuple[Self, str]:
        """Make a new office in `folder`; return it open, with the recovery key to print.

        Refuses to overwrite an office. A power cut leaves no office or a whole one.
        """
        path = folder / FILE_NAME
        if path.exists():
            raise Refusal(
                _("There is an office in this folder already."),
                _("Open it, or choose an empty folder for a new one."),
            )
        durable.private_folder(folder)
        claim = Claim(folder) if window else None
        try:
            _put_aside(folder / keys.FILE_NAME)
            new = keys.create(folder, passphrase, stretching)
            partial = path.with_name(path.name + durable.PARTIAL)
            partial.unlink(missing_ok=True)
            durable.private_file(partial)
            migrations.upgrade(partial, new.data_key)
            durable.put_in_place(partial, path)
            return cls(folder, new.data_key, claim), new.recovery_key
        except BaseException:
            if claim:
                claim.release()
            raise

    @classmethod
    def open(cls, folder: Path, data_key: bytes, *, window: bool = False) -> Self:
        """Open the office in `folder`, first bringing an older file up to date.

        Refuses a file that a newer inakurashi wrote, a damaged one, and a second window.
        """
        path = folder / FILE_NAME
        found = cipher.schema(path, data_key)
        if found > migrations.HEAD:
            raise Refusal(
                _("A newer version of inakurashi wrote this data (form {found}).").format(
                    found=found
                ),
                _(
                    "Nothing was changed. Install the newer version; this one knows form {own}."
                ).format(own=migrations.HEAD),
            )
        claim = Claim(folder) if window else None
        try:
            if found < migrations.HEAD:
                upgrading.upgrade_with_backup(folder, data_key)
            return cls(folder, data_key, claim)
        except BaseException:
            if claim:
                claim.release()
            raise

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Give a session that sees one moment of the data; the database refuses it any change."""
        with doors.told(_reading, dbapi2.Error), self._read() as db:
            yield db

    @contextmanager
    def change(self) -> Iterator[Session]:
        """Give a session whose work is one transaction: committed at the end, or nothing at all.

        Afterwards `db.info["touched"]` names the classes of the rows that changed.
        """
        with doors.told(cipher.refusal, dbapi2.Error), self._change() as db:
            db.info["touched"] = set()
            yield db
            self._commit(db)
            if head := db.info.get("journal_head"):
                self._watermark.rise(*head)

    def _commit(self, db: Session) -> None:
        if self._hearing is None:
            db.commit()
            return
        lines = db.info.get("lines", set())
        self._hearing.note(lines)
        try:
            db.commit()
        except BaseException:
            self._hearing.forget(lines)
            raise

    def changed_elsewhere(self) -> frozenset[str]:
        """Return the names of the classes that another program touched since the last call."""
        if self._hearing is None:
            self._hearing = FileHearing(cipher.connect(self.path, self.data_key))
        return self._hearing.heard()

    def close(self) -> None:
        """Close every connection and let another window in."""
        if self._hearing is not None:
            self._hearing.close()
            self._hearing = None
        doors.shut(self._readers)
        doors.shut(self._writers)
        self._watermark.close()
        if self._claim:
            self._claim.release()


def _reading(error: BaseException) -> Refusal | None:
    """Return what `error` means where nothing may be changed: an attempt to is a bug."""
    if getattr(error, "sqlite_errorname", None) == "SQLITE_READONLY":
        return None
    return cipher.refusal(error)


def _put_aside(key_file: Path) -> None:
    """Keep a key file that has lost its office: a copy of the office may still need it."""
    if key_file.exists():
        number = 1
        while (aside := key_file.with_name(f"keys-{number}.json")).exists():
            number += 1
        key_file.rename(aside)
