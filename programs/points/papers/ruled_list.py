"""Lists of registered people across an A4 sheet: a head, columns, rows tall enough to read."""

from collections.abc import Sequence
from dataclasses import dataclass

from resources.paper import BAND, Align, Cancel, Paper, Progress
from resources.type import Role

_LEFT, _RIGHT = 14.0, 283.0
_TOP, _FOOT = 44.0, 192.0
_ROW = 10.6
PER_SHEET = int((_FOOT - _TOP - 8) // _ROW)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, how wide in mm, and whether it stands in the middle."""

    title: str
    wide: float
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one place; with `ruby` it is a name and its reading."""

    text: str
    ruby: str = ""


@dataclass(frozen=True, slots=True)
class RuledList:
    """A list: `to` whom, from whom, what is asked of the reader, and its rows."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    to: str = ""
    day: str = ""
    issuer: str = ""
    said: str = ""
    number: str = ""


def draw(
    content: RuledList, *, progress: Progress | None = None, cancel: Cancel | None = None
) -> bytes:
    """Return the PDF; raises `Cancelled` when `cancel` says so."""
    sheets = [
        content.rows[start : start + PER_SHEET]
        for start in range(0, max(1, len(content.rows)), PER_SHEET)
    ]
    paper = Paper(
        content.title, pages=len(sheets), size=(297.0, 210.0), progress=progress, cancel=cancel
    )
    for listed in sheets:
        _head(paper, content)
        _columns(paper, content.columns)
        y = _TOP + 8
        for row in listed:
            _row(paper, y, content.columns, row)
            y += _ROW
        _edges(paper, content.columns, y)
        paper.text(_LEFT, 203, content.number, 9, room=150)
        paper.page_number(_RIGHT, 203, 11)
        paper.end_page()
    return paper.finish()


def _head(paper: Paper, content: RuledList) -> None:
    paper.text(_LEFT, 17, content.to, 13, room=110)
    paper.text(148.5, 26, content.title, 18, Role.BOLD, align=Align.CENTRE, room=150)
    paper.text(_RIGHT, 15, content.day, 12, align=Align.RIGHT, room=80)
    paper.text(_RIGHT, 33, content.issuer, 12, align=Align.RIGHT, room=110)
    paper.text(_LEFT, 39.5, content.said, 11.5, room=_RIGHT - _LEFT)


def _columns(paper: Paper, columns: Sequence[Column]) -> None:
    paper.box(_LEFT, _TOP, _RIGHT - _LEFT, 8, 0, fill=BAND)
    x = _LEFT
    for column in columns:
        paper.text(
            x + column.wide / 2, _TOP + 5.5, column.title, 11, Role.BOLD, align=Align.CENTRE,
            room=column.wide - 2,
        )  # fmt: skip
        x += column.wide


def _row(paper: Paper, y: float, columns: Sequence[Column], row: Sequence[Cell]) -> None:
    x = _LEFT
    for column, cell in zip(columns, row, strict=True):
        if cell.ruby:
            paper.person(x + 2, y, cell.text, cell.ruby, 13, column.wide - 4)
        elif column.centred:
            paper.text(x + column.wide / 2, y + 6.9, cell.text, 12, align=Align.CENTRE,
                       room=column.wide - 2)  # fmt: skip
        else:
            _words(paper, x + 2, y, cell.text, column.wide - 4)
        x += column.wide
    paper.rule(_LEFT, y + _ROW, _RIGHT, y + _ROW, 0.3)


def _words(paper: Paper, x: float, y: float, text: str, room: float) -> None:
    """Set a text in one line of 12 or 10.5 points, else in two smaller ones; nothing is cut."""
    for size in (12, 10.5):
        if paper.measure(text, size) <= room:
            return paper.text(x, y + 6.9, text, size)
    for place, line in enumerate(_two(paper, text, room)):
        paper.text(x, y + 4.6 + 4.4 * place, line, 9.5, room=room)
    return None


def _two(paper: Paper, text: str, room: float) -> list[str]:
    lines = paper.lines(text, 9.5, room)
    return lines if len(lines) <= 2 else [lines[0], "".join(lines[1:])]


def _edges(paper: Paper, columns: Sequence[Column], bottom: float) -> None:
    x = _LEFT
    for column in columns[:-1]:
        x += column.wide
        paper.rule(x, _TOP, x, bottom, 0.3)
    paper.box(_LEFT, _TOP, _RIGHT - _LEFT, bottom - _TOP, 0.9)
