"""How the tables of an office come to be and change: forward only, each step whole or not."""

from pathlib import Path
from typing import TYPE_CHECKING

from resources.refusals import Refusal
from resources.words import _

if TYPE_CHECKING:
    from sqlalchemy import Connection

HEAD = 1  # the number of the newest file in versions/; known here so that a start loads no Alembic


def upgrade(path: Path, data_key: bytes) -> None:
    """Bring the database `path`, which may be empty, to HEAD in one transaction."""
    import sqlalchemy as sa

    from resources import cipher, database

    engine = database.engine(path, data_key, "BEGIN IMMEDIATE")
    try:
        with engine.connect() as connection:
            # A table that is rebuilt is dropped for a moment; no row may follow it.
            driver = connection.connection.driver_connection
            assert driver
            driver.execute("PRAGMA foreign_keys=OFF")
            with connection.begin():
                _run(connection)
                connection.exec_driver_sql(f"PRAGMA application_id={cipher.APPLICATION_ID}")
                connection.exec_driver_sql(f"PRAGMA user_version={HEAD}")
                if connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                    raise sa.exc.DataError("foreign_key_check", None, ValueError("broken link"))
    finally:
        engine.dispose()


def upgrade_with_backup(folder: Path, data_key: bytes) -> None:
    """Make a proven backup of the office in `folder`, then bring it to HEAD.

    Refuses, with the office as it was, when the upgrade does not succeed.
    """
    from resources import backup, cipher, soundness

    path = folder / cipher.FILE_NAME
    found = cipher.schema(path, data_key)
    kept = backup.make_before_upgrade(folder, data_key, found)
    try:
        upgrade(path, data_key)
        if not soundness.examine(path, data_key).sound:
            raise ValueError("unsound after the upgrade")
    except Exception as error:
        if cipher.schema(path, data_key) != found:
            backup.put_back(kept, folder)
        raise Refusal(
            _("The data could not be brought up to date; it is as it was before."),
            _("Go on with the version of inakurashi used so far, and report this."),
        ) from error


def _run(connection: "Connection") -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
