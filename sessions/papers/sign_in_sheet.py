"""受付簿: the list on the reception table, which comes back by scanner or photo afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from resources import names
from resources.paper import A4, BAND, Align, Cancel, Paper, Progress
from resources.symbols import PAGE, Shape
from resources.type import Role
from resources.words import _

PEOPLE = 15
BLANKS = 5
_LEFT, _RIGHT = 16.0, 194.0
_TOP, _ROW, _GAP = 52.0, 11.1, 6.6
_NUMBER, _NAME, _DISTRICT, _BOX, _REMARK = 20.9, 29.0, 89.0, 124.7, 137.0


@dataclass(frozen=True, slots=True)
class Line:
    """One expected person."""

    name: str
    kana: str
    district: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class SignInSheet:
    """The list of one meeting. `codes` are opaque, one for each page (`page_count`).

    Without people the paper is the blank twin: one page of lines to be filled in by hand.
    """

    meeting: str
    when: str
    where: str
    codes: tuple[str, ...]
    people: tuple[Line, ...] = ()
    contact: str = ""


def page_count(people: int) -> int:
    """Return how many pages `people` expected persons take; as many codes are needed."""
    return max(1, -(-people // PEOPLE))


def in_order(people: Sequence[Line]) -> list[Line]:
    """Return `people` in 五十音 order, as they stand on the paper."""
    return sorted(people, key=place)


def place(line: Line) -> tuple[str, str]:
    """Return what `line` is ordered by."""
    return names.sort_key(line.kana or line.name), line.name


def draw(
    content: SignInSheet, *, progress: Progress | None = None, cancel: Cancel | None = None
) -> bytes:
    """Return the PDF; raises `Cancelled` when `cancel` says so."""
    pages = page_count(len(content.people))
    if len(content.codes) != pages:
        raise ValueError(f"{pages} pages need as many codes, {len(content.codes)} were given")
    title = _("Reception list: {meeting}").format(meeting=content.meeting)
    paper = Paper(title, pages=pages, size=A4, progress=progress, cancel=cancel)
    people = in_order(content.people)
    for page in range(pages):
        paper.form("frame", lambda: _frame(paper, content))
        paper.page_number(165, 22.4)
        paper.qr(170, 15.8, content.codes[page], PAGE, 20)
        lines = people[page * PEOPLE : (page + 1) * PEOPLE]
        for i, line in enumerate(lines):
            _line(paper, _TOP + _ROW * i, line)
        _tabs(paper, lines)
        paper.end_page()
    return paper.finish()


def _line(paper: Paper, top: float, line: Line) -> None:
    room = _DISTRICT - _NAME - 3
    paper.person(_NAME, top, line.name, line.kana, 14.5, room)
    paper.text(_DISTRICT, top + 7, line.district, 11.5, room=_BOX - 6 - _DISTRICT)
    paper.text(_REMARK, top + 7, line.remark, 11, room=_RIGHT - _REMARK)


def _tabs(paper: Paper, lines: list[Line]) -> None:
    first = 0
    for tab, group in groupby(lines, key=lambda line: names.tab(line.kana, line.name)):
        count = len(list(group))
        top = _TOP + _ROW * first + 0.8
        paper.thumb_tab(tab, top, top + _ROW * count - 1.6)
        first += count


def _frame(paper: Paper, content: SignInSheet) -> None:
    blank = not content.people
    paper.corner_marks()
    title = _("Reception list")
    paper.text(20, 22, title, 24, Role.BOLD)
    x = 24.5 + paper.measure(title, 24, Role.BOLD)
    paper.text(x, 22, content.meeting, 17, Role.BOLD, room=148 - x)
    paper.text(20, 30.8, "　".join(filter(None, (content.when, content.where))), 12, room=146)
    _instruction(paper, 37.6)
    paper.box(_LEFT, 44, _RIGHT - _LEFT, 8, 0, fill=BAND)
    paper.text(_NUMBER, 49.4, _("No."), 11, Role.BOLD, align=Align.CENTRE)
    paper.text(_NAME, 49.4, _("Your name"), 11, Role.BOLD)
    paper.text(_DISTRICT, 49.4, _("District"), 11, Role.BOLD)
    paper.shape(Shape.RING, _BOX, 48, 3.4)
    notes = _("Notes (in place of another, leaving early)")
    paper.text(_REMARK, 49.4, notes, 11, Role.BOLD, room=56)
    low = _TOP + _ROW * PEOPLE
    for i in range(PEOPLE):
        _row(paper, _TOP + _ROW * i, i + 1, divided=blank)
    if not blank:
        paper.text(_LEFT, low + 4.7, _("First time here"), 11.5, Role.BOLD)
    paper.rule(_LEFT, low + _GAP, _RIGHT, low + _GAP, 0.8)
    for i in range(BLANKS):
        _row(paper, low + _GAP + _ROW * i, PEOPLE + i + 1, divided=True)
    paper.text(_LEFT, 289.6, _("People on this sheet"), 11, room=25)
    paper.box(42, 284.7, 16, 7.6, 0.5)
    paper.text(60, 289.6, _("persons"), 11)
    paper.text(82, 289.6, _("Received by"), 11, room=23)
    paper.rule(106, 291.2, 150, 291.2, 0.5)
    after = content.contact or _("Back to the office afterwards")
    paper.text(190, 289.6, after, 9, align=Align.RIGHT, room=38)


def _row(paper: Paper, top: float, number: int, *, divided: bool) -> None:
    low = top + _ROW
    paper.text(_NUMBER, top + 7, str(number), 11.5, align=Align.CENTRE)
    paper.box(_BOX - 4.3, top + 1.25, 8.6, 8.6, 1.1)
    paper.rule(_LEFT, low, _RIGHT, low, 0.35)
    if divided:
        paper.rule(_DISTRICT - 3, top, _DISTRICT - 3, low, 0.35)


def _instruction(paper: Paper, y: float) -> None:
    """Set the one line of instruction; □ and ○ in it are painted, no font has them all."""
    x = 20.0
    for part in _("Those who came: put a {ring} into the {square}.").split("{"):
        name, closed, rest = part.partition("}")
        if not closed:
            name, rest = "", part
        if name:
            paper.shape(Shape(name), x + 2.4, y - 1.5, 3.8)
            x += 5
        paper.text(x, y, rest, 12)
        x += paper.measure(rest, 12)
