"""持ち出し台帳: every package of a month, who took it, when it came home, for the report."""

from dataclasses import dataclass

from resources.paper import A4_LANDSCAPE, BAND, Align, Cancel, Paper, Progress
from resources.type import Role
from resources.words import _

_LEFT, _RIGHT = 15.0, 282.0
_ROW, _TOP, _PER_SHEET = 9.4, 44.0, 15
_COLUMNS = (15.0, 26.0, 53.0, 116.0, 152.0, 167.0, 199.0, 227.0)


@dataclass(frozen=True, slots=True)
class Row:
    """One package, each fact as it is to be read."""

    made: str
    meeting: str
    carrier: str
    people: str
    cipher: str
    until: str
    end: str


@dataclass(frozen=True, slots=True)
class TakeoutList:
    """The packages of one month."""

    office: str
    month: str
    rows: tuple[Row, ...]


def draw(
    content: TakeoutList, *, progress: Progress | None = None, cancel: Cancel | None = None
) -> bytes:
    """Return the PDF; raises `Cancelled` when `cancel` says so."""
    sheets = [content.rows[i : i + _PER_SHEET] for i in range(0, len(content.rows), _PER_SHEET)]
    sheets = sheets or [()]
    title = _("Register of what was taken out")
    paper = Paper(title, pages=len(sheets), size=A4_LANDSCAPE, progress=progress, cancel=cancel)
    number = 0
    for rows in sheets:
        _head(paper, content, title)
        y = _TOP
        for row in rows:
            number += 1
            _line(paper, y, number, row)
            y += _ROW
        if not rows:
            paper.text(_LEFT + 2, y + 6, _("Nothing was taken out in this month."), 12)
        paper.foot(content.office)
        paper.end_page()
    return paper.finish()


def _head(paper: Paper, content: TakeoutList, title: str) -> None:
    paper.text(_LEFT, 22, title, 20, Role.BOLD, room=170)
    paper.text(_LEFT, 31, content.month, 14, room=120)
    for place, stamp in enumerate((_("In charge"), _("Section head"), _("Director"))):
        x = _RIGHT - 18 * (place + 1)
        paper.box(x, 10, 18, 22, 0.5)
        paper.rule(x, 15, x + 18, 15, 0.5)
        paper.text(x + 9, 13.8, stamp, 9, align=Align.CENTRE, room=16)
    paper.box(_LEFT, 35, _RIGHT - _LEFT, 8, 0, fill=BAND)
    words = (
        _("No."), _("Made on"), _("Meeting"), _("Taken out by"), _("Persons"), _("Cipher"),
        _("Good until"), _("End"),
    )  # fmt: skip
    for x, word, room in zip(_COLUMNS, words, _rooms(), strict=True):
        paper.text(x + 1, 40.4, word, 10.5, Role.BOLD, room=room)


def _rooms() -> tuple[float, ...]:
    ends = (*_COLUMNS[1:], _RIGHT)
    return tuple(end - begin - 3 for begin, end in zip(_COLUMNS, ends, strict=True))


def _line(paper: Paper, y: float, number: int, row: Row) -> None:
    facts = (
        str(number), row.made, row.meeting, row.carrier, row.people, row.cipher, row.until, row.end,
    )  # fmt: skip
    for x, fact, room in zip(_COLUMNS, facts, _rooms(), strict=True):
        paper.text(x + 1, y + 6.2, fact, 10.5, room=room)
    paper.rule(_LEFT, y + _ROW, _RIGHT, y + _ROW, 0.3)
