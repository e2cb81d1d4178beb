"""Commands that keep the office safe: copies, the way back, the examination, the version."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.commands.frame import Commands
from resources.words import _

if TYPE_CHECKING:
    from desktop.commands.call import Call


def declare(commands: Commands) -> None:
    """Declare backup, restore, check and version."""
    made = commands.add("backup", _("copy the office into one file and prove the copy"), backup)
    made.add_argument("--to", type=Path, metavar=_("FOLDER"), help=_("where the copy goes"))
    made = commands.add("restore", _("bring a backup back as the office"), restore)
    made.add_argument("file", type=Path, metavar=_("FILE"), help=_("the backup"))
    made.add_argument(
        "--recovery-file",
        type=Path,
        metavar=_("FILE"),
        help=_("a file with the recovery key, in place of the passphrase"),
    )
    commands.add("check", _("examine whether the data is whole"), check)
    commands.add("version", _("say which version this is"), version)


def backup(call: "Call") -> dict[str, Any]:
    """Copy the office and prove the copy by opening it."""
    from resources import backup as backups
    from resources import settings

    call.ensure("backup.make")
    place = call.asked.to
    if place is None:
        last = settings.load().last_backup_place
        place = Path(last) if last else call.folder / "backups"
    made = backups.make(call.file, place, at=call.at, progress=call.progress)
    if settings.load().folder.resolve() == call.folder:
        settings.change(last_backup=call.at.isoformat(), last_backup_place=str(place))
    return {"file": str(made.file), **_proven(made.manifest)}


def restore(call: "Call") -> dict[str, Any]:
    """Bring a backup back; an office that stands there is kept beside it."""
    from desktop import tables
    from resources import backup as backups
    from resources import locations
    from resources.refusals import Refusal

    locations.ensure_suitable(call.folder)
    tables.load()
    recovery = passphrase = None
    if call.asked.recovery_file is not None:
        try:
            recovery = call.asked.recovery_file.read_text("utf-8-sig")
        except (OSError, ValueError) as error:
            raise Refusal(
                _("The file with the recovery key cannot be read."),
                _("Look at its name and whether you may read it."),
            ) from error
    else:
        passphrase = call.passphrase
    restored = backups.restore(
        call.asked.file,
        call.folder,
        passphrase=passphrase,
        recovery=recovery,
        at=call.at,
        progress=call.progress,
    )
    return {
        "data": str(restored.folder),
        "kept": None if restored.kept is None else str(restored.kept),
        **_proven(restored.manifest),
    }


def check(call: "Call") -> dict[str, Any]:
    """Examine pages, seals, links and the journal; status 1 when something is wrong."""
    from resources import soundness

    call.ensure("office.check")
    found = soundness.check(call.file)
    if not found.sound:
        call.status = 1
        for problem in found.problems:
            call.say(problem)
        call.say(_("Restore the last backup, and keep this folder for whoever looks into it."))
    return {
        "sound": found.sound,
        "schema": found.schema,
        "counts": found.counts,
        "journal": {"lines": found.lines, "head": found.head},
        "problems": list(found.problems),
    }


def version(_call: "Call") -> dict[str, Any]:
    """Say the versions that matter to whoever looks after the program."""
    import platform
    from importlib import metadata

    from resources import migrations

    try:
        own = metadata.version("inakurashi")
    except metadata.PackageNotFoundError:
        own = "checkout"
    return {"version": own, "schema": migrations.HEAD, "python": platform.python_version()}


def _proven(manifest: Any) -> dict[str, Any]:
    return {
        "schema": manifest.schema,
        "counts": dict(manifest.counts),
        "journal": {"lines": manifest.lines, "head": manifest.head},
    }
