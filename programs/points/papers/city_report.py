"""市への実績報告 (P15): the figures of a month or a year, as the city that commissions it asks."""

from dataclasses import dataclass

from resources.paper import BAND, MARGIN, Align, Cancel, Paper, Progress
from resources.type import Role
from resources.words import _

_RIGHT = 190.0
_ROOM = _RIGHT - MARGIN
_ROW = 6.4
_FOOT = 278.0
_FIRST_COLUMN, _WIDEST = 44.0, 30.0


@dataclass(frozen=True, slots=True)
class Table:
    """One table, everything as it is to be read; `sums` says that its last row is the sum."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    sums: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class CityReport:
    """One report. `facts` are (label, words) at its head; `blanks` are filled in by hand."""

    title: str
    to: str
    period: str
    made: str
    issuer: str
    facts: tuple[tuple[str, str], ...]
    tables: tuple[Table, ...]
    blanks: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def draw(
    content: CityReport, *, progress: Progress | None = None, cancel: Cancel | None = None
) -> bytes:
    """Return the PDF; raises `Cancelled` when `cancel` says so."""
    sheets = _lay_out(content)
    paper = Paper(content.title, pages=len(sheets), progress=progress, cancel=cancel)
    for page, parts in enumerate(sheets):
        y = _head(paper, content) if page == 0 else 22.0
        for part in parts:
            y = _part(paper, part, y)
        paper.foot(f"{content.issuer}　{content.title}　{content.period}")
        paper.end_page()
    return paper.finish()


def _head_height(content: CityReport) -> float:
    return 62.0 + 7.4 * -(-len(content.facts) // 2)


def _lay_out(content: CityReport) -> list[list[Table | str]]:
    """Return what stands on each sheet; a table goes on below its title on the next one."""
    sheets: list[list[Table | str]] = [[]]
    y = _head_height(content)
    for table in content.tables:
        rest = table
        while True:
            room = int((_FOOT - y - 16 - (6 if rest.note else 0)) // _ROW)
            if room >= len(rest.rows):
                sheets[-1].append(rest)
                y += _table_height(rest)
                break
            room = min(room, len(rest.rows) - 3)  # never the sums alone on the next sheet
            if room >= 4:
                sheets[-1].append(
                    Table(rest.title, rest.head, rest.rows[:room], note=_("It goes on."))
                )
                rest = Table(rest.title, rest.head, rest.rows[room:], rest.sums, rest.note)
            sheets.append([])
            y = 22.0
    below: tuple[str, ...] = (*(f"□{one}" for one in content.blanks), *content.notes)
    for words in below:
        high = 8.0 if words.startswith("□") else 11.0
        if y + high > _FOOT:
            sheets.append([])
            y = 22.0
        sheets[-1].append(words)
        y += high
    return sheets


def _table_height(table: Table) -> float:
    return 16 + _ROW * len(table.rows) + (6 if table.note else 0)


def _head(paper: Paper, content: CityReport) -> float:
    paper.text(_RIGHT, 22, content.made, 11.5, align=Align.RIGHT)
    paper.text(MARGIN, 26, content.to, 13)
    paper.text(_RIGHT, 33, content.issuer, 12.5, Role.BOLD, align=Align.RIGHT, room=110)
    paper.text(105, 45, content.title, 18, Role.BOLD, align=Align.CENTRE, room=_ROOM)
    paper.text(105, 52.5, content.period, 12.5, align=Align.CENTRE)
    y = 62.0
    for number, (label, words) in enumerate(content.facts):
        x = MARGIN + (number % 2) * (_ROOM / 2)
        paper.text(x, y, label, 11, room=48)
        paper.text(x + _ROOM / 2 - 6, y, words, 12.5, Role.BOLD, align=Align.RIGHT, room=50)
        paper.rule(x, y + 2, x + _ROOM / 2 - 6, y + 2, 0.4)
        if number % 2 or number == len(content.facts) - 1:
            y += 7.4
    return y


def _part(paper: Paper, part: Table | str, y: float) -> float:
    if isinstance(part, Table):
        return _table(paper, part, y)
    if part.startswith("□"):
        paper.text(MARGIN, y + 6, part[1:], 11.5, room=60)
        paper.rule(MARGIN + 62, y + 7, _RIGHT, y + 7, 0.5)
        return y + 8
    paper.block(MARGIN, y + 5, part, 9.5, _ROOM)
    return y + 11


def _table(paper: Paper, table: Table, y: float) -> float:
    paper.text(MARGIN, y + 6, table.title, 12.5, Role.BOLD, room=_ROOM)
    y += 8.4
    count = len(table.head) - 1
    wide = min(_WIDEST, (_ROOM - _FIRST_COLUMN) / max(1, count))
    right = MARGIN + _FIRST_COLUMN + wide * count
    paper.box(MARGIN, y, right - MARGIN, _ROW, 0, fill=BAND)
    _row(paper, table.head, y, wide, Role.BOLD, 10)
    paper.rule(MARGIN, y + _ROW, right, y + _ROW, 0.9)
    y += _ROW
    for number, row in enumerate(table.rows):
        last = table.sums and number == len(table.rows) - 1
        if last:
            paper.rule(MARGIN, y, right, y, 0.9)
        _row(paper, row, y, wide, Role.BOLD if last else Role.BODY, 11)
        paper.rule(MARGIN, y + _ROW, right, y + _ROW, 0.9 if last else 0.25)
        y += _ROW
    if table.note:
        paper.text(MARGIN, y + 4.5, table.note, 9.5, room=_ROOM)
        y += 6
    return y + 1


def _row(
    paper: Paper, cells: tuple[str, ...], y: float, wide: float, role: Role, size: float
) -> None:
    paper.text(MARGIN + 1, y + _ROW - 1.8, cells[0], size, role, room=_FIRST_COLUMN - 2)
    x = MARGIN + _FIRST_COLUMN
    for cell in cells[1:]:
        x += wide
        paper.text(x - 1, y + _ROW - 1.8, cell, size, role, align=Align.RIGHT, room=wide - 1.5)
