"""Commands that make an office: an empty one, or one with the demonstration town in it."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.commands.frame import Commands
from resources.words import _

if TYPE_CHECKING:
    from desktop.commands.call import Call


def declare(commands: Commands) -> None:
    """Declare init and demo."""
    made = commands.add("init", _("make a new, empty office"), init)
    made.add_argument(
        "--recovery-sheet",
        type=Path,
        metavar=_("FILE"),
        help=_("write the sheet with the recovery key as PDF; else the key is shown once"),
    )
    commands.add("demo", _("fill an empty office with the demonstration town"), demo)


def init(call: "Call") -> dict[str, Any]:
    """Make an empty office; refuses to overwrite one."""
    from desktop import tables
    from resources import cipher, locations, migrations
    from resources.database import Office
    from resources.refusals import Refusal
    from sessions import bodies

    folder = call.folder
    if (folder / cipher.FILE_NAME).exists():
        raise Refusal(
            _("There is an office in this folder already."),
            _("Open it, or choose an empty folder for a new one."),
        )
    locations.ensure_suitable(folder)
    tables.load()
    office, recovery_key = Office.create(folder, call.new_passphrase)
    call.take(office)
    call.change(lambda db, at, by: bodies.seed(db, at=at, by=by))
    sheet: Path | None = call.asked.recovery_sheet
    if sheet is None:
        call.say(
            _("Recovery key, shown only this once: {key}").format(key=recovery_key)
            + "\n"
            + _("Write it down and keep it in the safe.")
        )
    else:
        _write_sheet(call, recovery_key, sheet)
    return {"data": str(folder), "schema": migrations.HEAD}


def demo(call: "Call") -> dict[str, Any]:
    """Fill an empty office with the demonstration town; refuses one with people in it."""
    from desktop.town import building

    return call.change(
        lambda db, at, by: building.fill(db, today=call.today, at=at, by=by, tell=call.progress)
    )


def _write_sheet(call: "Call", recovery_key: str, target: Path) -> None:
    from desktop.commands.writing import write
    from resources import calendar
    from sessions.papers import recovery_sheet

    content = recovery_sheet.RecoverySheet(
        office=str(call.folder.name),
        when=calendar.wareki(call.today),
        key=recovery_key,
        folder=str(call.folder),
    )
    write(target, recovery_sheet.draw(content))
    call.say(_("The recovery sheet is written: {path}").format(path=target))
