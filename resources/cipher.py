"""One encrypted database file, opened with its key; what its errors mean to a person."""

from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from resources import foreign_log
from resources.refusals import Damage, Refusal
from resources.words import _

FILE_NAME = "office.db"
APPLICATION_ID = int.from_bytes(b"INAK")

_SETTINGS = (
    # NORMAL loses acknowledged check-ins when the power fails.
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA busy_timeout=5000",
    # Sorting a large list must not leave names in a temporary file.
    "PRAGMA temp_store=MEMORY",
    # Without it INSERT OR REPLACE would delete past the triggers that guard the logs.
    "PRAGMA recursive_triggers=ON",
)


_NAMED = {
    "database or disk is full": "SQLITE_FULL",
    "disk I/O error": "SQLITE_IOERR",
    "database disk image is malformed": "SQLITE_CORRUPT",
    "file is not a database": "SQLITE_NOTADB",
    "unable to open database file": "SQLITE_CANTOPEN",
    "database is locked": "SQLITE_BUSY",
}


def connect(path: Path, data_key: bytes) -> Any:
    """Return a driver connection to the existing file `path`, each statement its own transaction.

    Refuses a missing file, and one this key does not open.
    """
    if not path.is_file():
        raise Refusal(
            _("There is no office in this folder."),
            _("Choose another folder, restore a backup, or set up a new office."),
        )
    if foreign_log.is_foreign(path, data_key):
        raise Damage(
            _("The file beside the office's data belongs to another office."),
            _("Nothing was changed. Do not delete anything, and call who looks after this."),
        )
    try:
        connection = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False)
    except dbapi2.Error as error:
        raise refusal(error) or error from error
    try:
        # The library writes to standard error on its own; the Refusal says it better.
        connection.execute("PRAGMA cipher_log_level=NONE")
        connection.execute(f"PRAGMA key=\"x'{data_key.hex()}'\"")
        for setting in _SETTINGS:
            connection.execute(setting)
        connection.execute("SELECT count(*) FROM sqlite_master")
    except dbapi2.Error as error:
        connection.close()
        raise refusal(error) or error from error
    return connection


def schema(path: Path, data_key: bytes) -> int:
    """Return the schema number of the file; refuse one that is no office of inakurashi."""
    connection = connect(path, data_key)
    try:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (number,) = connection.execute("PRAGMA user_version").fetchone()
    except dbapi2.Error as error:
        raise refusal(error) or error from error
    finally:
        connection.close()
    if not path.stat().st_size:
        raise Damage(
            _("The office's data is damaged."),
            _("Do not delete anything. Restore the last backup."),
        )
    if application != APPLICATION_ID:
        raise Refusal(
            _("This file is not an office of inakurashi."),
            _("Choose the folder in which this office keeps its data."),
        )
    return int(number)


def refusal(error: BaseException) -> Refusal | None:
    """Return what a driver's `error` means to a person, or None where it is a bug of ours."""
    # The driver names no number where a copy fails in its midst or a file does not open.
    name = getattr(error, "sqlite_errorname", None) or _NAMED.get(str(error), "")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return Refusal(
            _("Another program is using the office's data just now."),
            _("Nothing was changed. Wait a moment and try again."),
        )
    if name == "SQLITE_FULL":
        return Refusal(
            _("The disk is full."),
            _("Nothing was changed. Delete files you no longer need and try again."),
        )
    if name == "SQLITE_NOTADB":
        return Damage(
            _("The office's data cannot be read with this key: the file is damaged or another's."),
            _("Do not delete anything. Restore the last backup."),
        )
    if name.startswith("SQLITE_CORRUPT"):
        return Damage(
            _("The office's data is damaged."),
            _("Do not delete anything. Restore the last backup."),
        )
    if name.startswith(("SQLITE_IOERR", "SQLITE_CANTOPEN")):
        return Refusal(
            _("The disk did not read or write the office's data."),
            _("Nothing was changed. Look whether the disk is connected and try again."),
        )
    if name.startswith(("SQLITE_READONLY", "SQLITE_PERM")):
        return Refusal(
            _("The office's data may be read here, but not changed."),
            _("Nothing was changed. Ask who looks after this computer for the right to write."),
        )
    return None
