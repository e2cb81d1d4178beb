"""How copies of an office are listed: when, where, what they hold, whether they are whole."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from desktop import drives
from desktop.parts.status import Status
from desktop.parts.table import Column, Table
from desktop.style import tokens
from resources import calendar, copies, migrations, settings
from resources.copies import Copy
from resources.words import _, mark

ON_STICK: Final = "inakurashi"  # on a stick the copies stand together

_WHY: Final = {
    "hand": mark("taken by hand"),
    "close": mark("at the end of the day"),
    "day": mark("first of the day"),
    "change": mark("while working"),
    "upgrade": mark("before a newer version"),
    "import": mark("before a list was brought in"),
    "merge": mark("before two were made one"),
    "restore": mark("before a copy was brought back"),
    "erase": mark("before erasing"),
}


@dataclass(frozen=True)
class CopyRow:
    """One copy as it is shown; `usable` where it can be brought back here."""

    copy: Copy
    when: str
    where: str
    holds: str
    why: str
    state: str
    status: Status
    usable: bool


def moment(copy: Copy) -> str:
    """Return 令和8年5月19日(火) 10:30."""
    local = calendar.local(copy.at)
    return f"{calendar.wareki_with_weekday(local.date())} {local:%H:%M}"


def places(
    folder: Path, sticks: Callable[[], Sequence[drives.Drive]] | None = None
) -> dict[Path, str]:
    """Return every place where copies of the office in `folder` may lie, and its name."""
    known = dict.fromkeys(copies.places_of(folder), _("This computer"))
    last = settings.load().last_backup_place
    if last and Path(last) not in known:
        known[Path(last)] = last
    for stick in (sticks or drives.sticks)():
        known[stick.folder] = stick.name
        known[stick.folder / ON_STICK] = stick.name
    return known


def rows(found: Sequence[Copy], named: dict[Path, str], office: str) -> list[CopyRow]:
    """Return `found` as rows; `office` is the id of the office here, "" where there is none."""
    return [
        _row(copy, named.get(copy.file.parent, str(copy.file.parent)), office) for copy in found
    ]


def _row(copy: Copy, where: str, office: str) -> CopyRow:
    manifest = copy.manifest
    if manifest is None:
        return CopyRow(
            copy, moment(copy), where, "", copy.file.name, _("Broken"), Status.STOP, usable=False
        )
    people = manifest.counts.get("person", 0)
    meetings = manifest.counts.get("meeting", 0)
    holds = _("{people} people, {meetings} meetings").format(
        people=f"{people:,}", meetings=f"{meetings:,}"
    )
    why = _(_WHY[manifest.why]) if manifest.why in _WHY else ""
    state, status, usable = _("Proven"), Status.OK, True
    if manifest.schema > migrations.HEAD:
        state, status, usable = _("Newer version"), Status.WAIT, False
    elif office and copy.office != office:
        state, status = _("Another office"), Status.WAIT
    return CopyRow(copy, moment(copy), where, holds, why, state, status, usable=usable)


def table(name: str, empty: str) -> Table[CopyRow]:
    """Return the table in which copies are listed, everywhere."""
    return Table(
        name,
        (
            Column(_("Made on"), lambda row: row.when, bold=True, below=lambda row: row.why),
            Column(_("Holds"), lambda row: row.holds, width=170, folds=True),
            Column(_("Lies on"), lambda row: row.where, width=130, folds=True),
            Column(_("State"), lambda row: row.state, chip=lambda row: row.status, width=150),
        ),
        key=lambda row: str(row.copy.file),
        row_height=tokens.ROW_RUBY,
        empty=empty,
    )
