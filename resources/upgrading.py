"""Bringing an older office up to date: a proven backup first, and back to it on failure."""

from pathlib import Path

from resources import backup, cipher, migrations, soundness
from resources.refusals import Refusal
from resources.words import _


def upgrade_with_backup(folder: Path, data_key: bytes) -> None:
    """Make a proven backup of the office in `folder`, then bring it to HEAD.

    Refuses, with the office as it was, when the upgrade does not succeed.
    """
    path = folder / cipher.FILE_NAME
    found = cipher.schema(path, data_key)
    kept = backup.make_before_upgrade(folder, data_key, found)
    try:
        migrations.upgrade(path, data_key)
        if not soundness.examine(path, data_key).sound:
            raise ValueError("unsound after the upgrade")
    except Exception as error:
        if cipher.schema(path, data_key) != found:
            backup.put_back(kept, folder)
        raise Refusal(
            _("The data could not be brought up to date; it is as it was before."),
            _("Go on with the version of inakurashi used so far, and report this."),
        ) from error
