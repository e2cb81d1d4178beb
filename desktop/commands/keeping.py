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
    commands.add("upgrade", _("bring the data of an office to the form of this version"), upgrade)
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
    made = backups.make(call.file, place, at=call.at, why="hand", progress=call.progress)
    if settings.load().folder.resolve() == call.folder:
        settings.change(last_backup=call.at.isoformat(), last_backup_place=str(place))
    return {"file": str(made.file), **_proven(made.manifest)}


def restore(call: "Call") -> dict[str, Any]:
    """Bring a backup back; an office that stands there is kept beside it."""
    from desktop import held, tables
    from resources import locations
    from resources.refusals import Refusal
    from sessions import returning

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
    if recovery is None:
        _ensure_agreed(call)
    held.remember_erasures()
    restored = returning.bring_back(
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
        "replayed": restored.replayed,
        **_proven(restored.manifest),
    }


def _ensure_agreed(call: "Call") -> None:
    """Refuse to set a living office aside alone, where another administrator could agree.

    Whoever has the recovery key from the safe needs nobody; nor does an office that cannot be
    opened any more, and a folder where none stands.
    """
    from resources import cipher
    from resources.refusals import Refusal
    from sessions import permission, second_person

    if not (call.folder / cipher.FILE_NAME).exists():
        return
    try:
        office = call.file
    except Refusal:
        return
    with office.change() as db:
        who = call.staff(db)
        if "backup.restore" not in permission.acts(db, who):
            permission.ensure(db, who, "backup.restore", at=call.at)
        if second_person.others(db, "backup.restore", staff_id=who):
            name = call.asked.file.name
            second_person.use_grant(db, "backup.restore", name, at=call.at, by=who)
    call.close()


def upgrade(call: "Call") -> dict[str, Any]:
    """Bring the data up to date: on a server by whoever looks after it, in a file by opening it.

    On a server the copy before it is that person's to make.
    """
    from resources import migrations

    if not call.server:
        _opened = call.file
        return {"schema": migrations.HEAD}
    from desktop import tables
    from resources import serving, shared

    tables.load()
    address = call.address
    before = shared.found_form(address)
    if before > migrations.HEAD:
        shared.ensure_current(before)
    serving.prepare(address)
    return {"schema": shared.found_form(address), "before": before}


def check(call: "Call") -> dict[str, Any]:
    """Examine pages, seals, links, balances and the journal with every number known of it.

    Known are the numbers given out on paper, the ends in the own copies, and the height beside
    the data. Status 1 when something is wrong.
    """
    from resources import copies, soundness, watermark
    from sessions import anchors

    call.ensure("office.check")
    listed = [] if call.server else copies.listing([copies.own_place(call.folder)])
    if call.server:
        marks = call.read(anchors.marks)
        found = soundness.check_shared(call.office, marks)
    else:
        office = call.file
        mine = copies.office_of(office.folder)
        manifests = [one.manifest for one in listed if one.manifest and one.office == mine]
        marks = call.read(anchors.marks, manifests)
        found = soundness.check(office, marks | watermark.read(office.folder))
    broken = [str(one.file) for one in listed if one.manifest is None]
    for file in broken:
        call.say(_("This copy is broken: {file}").format(file=file))
    if not found.sound:
        call.status = 1
        for problem in found.problems:
            call.say(problem)
        call.say(_("Restore the last backup, and keep this folder for whoever looks into it."))
    return {
        "sound": found.sound,
        "schema": found.schema,
        "counts": found.counts,
        "journal": {"lines": found.lines, "head": found.head, "anchors": len(marks)},
        "balances": found.balances,
        "copies": {"whole": len(listed) - len(broken), "broken": broken},
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
        "balances": dict(manifest.balances),
    }
