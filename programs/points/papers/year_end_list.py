"""年度締め一覧 (P16): everybody of a year, and what its closing does to each; dry run and final."""

from dataclasses import dataclass

from resources.paper import BAND, LIST_MARGIN, Align, Cancel, Paper, Progress
from resources.type import Role
from resources.words import _

_LEFT, _RIGHT = LIST_MARGIN, 210.0 - LIST_MARGIN
_ROW = 7.3
_FOOT = 277.0
_FIRST_TOP = 92.0
# right edges of the columns after number and name
_EDGES = (86.0, 100.0, 114.0, 134.0, 154.0, 174.0, 194.0)


@dataclass(frozen=True, slots=True)
class Line:
    """One number; all figures as they are to be read."""

    number: str
    name: str
    activities: str
    recorded: str
    counted: str
    worth: str
    exchanged: str
    carried: str
    lapsed: str


@dataclass(frozen=True, slots=True)
class Section:
    """People to whom the same happens."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class YearEndList:
    """The list; `dry` says that nothing is closed yet, `hindrances` what must be done before."""

    title: str
    year: str
    made: str
    issuer: str
    dry: bool
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    hindrances: tuple[str, ...] = ()
    left_out: str = ""
    stamps: tuple[str, ...] = ()


def draw(
    content: YearEndList, *, progress: Progress | None = None, cancel: Cancel | None = None
) -> bytes:
    """Return the PDF; raises `Cancelled` when `cancel` says so."""
    sheets = _lay_out(content)
    paper = Paper(content.title, pages=len(sheets), progress=progress, cancel=cancel)
    for page, entries in enumerate(sheets):
        y = _head(paper, content) if page == 0 else _short_head(paper, content)
        _columns(paper, y)
        y += 8
        for entry in entries:
            if isinstance(entry, str):
                paper.text(_LEFT + 1, y + _ROW - 2, entry, 11.5, Role.BOLD, room=_RIGHT - _LEFT)
                paper.rule(_LEFT, y + _ROW, _RIGHT, y + _ROW, 0.9)
            else:
                _line(paper, y, entry)
            y += _ROW
        if page == len(sheets) - 1 and content.left_out:
            paper.block(_LEFT, y + 5, content.left_out, 10, _RIGHT - _LEFT)
        paper.foot(f"{content.issuer}　{content.title}　{content.year}")
        paper.end_page()
    return paper.finish()


def _lay_out(content: YearEndList) -> list[list[str | Line]]:
    sheets: list[list[str | Line]] = [[]]
    room = int((_FOOT - _FIRST_TOP - 8) // _ROW)
    for section in content.sections:
        title = _("{title} ({count} persons)").format(title=section.title, count=len(section.lines))
        entries: list[str | Line] = [title, *section.lines]
        for number, entry in enumerate(entries):
            wanted = 2 if number == 0 and section.lines else 1
            if len(sheets[-1]) + wanted > room:
                sheets.append([])
                room = int((_FOOT - 30 - 8) // _ROW)
            sheets[-1].append(entry)
    if content.left_out and len(sheets[-1]) + 2 > room:
        sheets.append([])
    return sheets


def _head(paper: Paper, content: YearEndList) -> float:
    paper.text(_LEFT, 24, content.title, 20, Role.BOLD, room=110)
    paper.text(_LEFT, 32, f"{content.year}　{content.made}", 11.5, room=120)
    for number, stamp in enumerate(reversed(content.stamps)):
        x = _RIGHT - 18 * (number + 1)
        paper.box(x, 12, 18, 22, 0.5)
        paper.rule(x, 17, x + 18, 17, 0.5)
        paper.text(x + 9, 15.8, stamp, 9, align=Align.CENTRE, room=16)
    words = _("This year is closed.")
    if content.dry:
        words = " ".join(
            (_("Nothing is closed yet: this is what closing would do."), *content.hindrances)
        )
    paper.box(_LEFT, 38, _RIGHT - _LEFT, 15, 0.9, radius=2)
    lines = paper.lines(words, 11, _RIGHT - _LEFT - 8)[:2]
    for number, line in enumerate(lines):
        paper.text(_LEFT + 4, 44 + 5.5 * number + (2 if len(lines) == 1 else 0), line, 11)
    wide = (_RIGHT - _LEFT) / 4
    for number, (label, fact) in enumerate(content.facts[:8]):
        x, y = _LEFT + wide * (number % 4), 61 + 13 * (number // 4)
        paper.text(x, y, label, 10, room=wide - 3)
        paper.text(x, y + 6.5, fact, 14, Role.BOLD, room=wide - 3)
    return _FIRST_TOP - 4


def _short_head(paper: Paper, content: YearEndList) -> float:
    paper.text(_LEFT, 20, f"{content.title}　{content.year}", 12, Role.BOLD, room=_RIGHT - _LEFT)
    return 25.0


def _columns(paper: Paper, y: float) -> None:
    paper.box(_LEFT, y, _RIGHT - _LEFT, 7.5, 0, fill=BAND)
    paper.text(_LEFT + 1, y + 5.2, _("Number"), 9.5, Role.BOLD, room=15)
    paper.text(_LEFT + 17, y + 5.2, _("Name"), 9.5, Role.BOLD, room=40)
    before = 72.0
    for edge, words in zip(
        _EDGES,
        (
            _("Visits"), _("Stamps, recorded"), _("Stamps, counted"), _("Worth"), _("Exchanged"),
            _("Carried"), _("Lapses"),
        ),
        strict=True,
    ):  # fmt: skip
        paper.text(edge - 1, y + 5.2, words, 9.5, Role.BOLD, align=Align.RIGHT,
                   room=edge - before - 1.5)  # fmt: skip
        before = edge
    paper.rule(_LEFT, y + 7.5, _RIGHT, y + 7.5, 0.9)


def _line(paper: Paper, y: float, one: Line) -> None:
    base = y + _ROW - 2.2
    paper.text(_LEFT + 1, base, one.number, 11, room=15)
    paper.text(_LEFT + 17, base, one.name, 11, room=42)
    before = 72.0
    cells = (
        one.activities, one.recorded, one.counted, one.worth, one.exchanged, one.carried,
        one.lapsed,
    )  # fmt: skip
    for edge, words in zip(_EDGES, cells, strict=True):
        paper.text(edge - 1, base, words, 11, align=Align.RIGHT, room=edge - before - 1.5)
        before = edge
    paper.rule(_LEFT, y + _ROW, _RIGHT, y + _ROW, 0.25)
