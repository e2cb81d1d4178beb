"""活動記録簿 (P09): a row a visit, a code for the host and each row, fit for a fax."""

from collections.abc import Sequence
from dataclasses import dataclass

from resources.paper import Align, Cancel, Paper, Progress
from resources.symbols import PAGE
from resources.type import Role
from resources.words import _

ROWS = 11  # of people with a code of 15 mm
BLANKS = 15  # of the blank twin
_LEFT, _RIGHT, _TOP, _FOOT = 16.0, 194.0, 58.0, 262.0
_COLUMNS = (16.0, 28.0, 85.0, 118.0, 150.0, 168.0, 194.0)  # edges: day, person, activity …
_CODE = 15.0


@dataclass(frozen=True, slots=True)
class Helper:
    """One volunteer; `code` is what the scanner reads, "" where there is no card."""

    number: str
    name: str
    kana: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class ActivitySheet:
    """The sheet of one host and month; without people it is the blank twin."""

    host: str
    host_number: str
    host_code: str
    month: str  # 令和9年2月, or blank for every month
    due: str  # until when, and whereto
    office: str
    people: tuple[Helper, ...] = ()


def sheets(one: ActivitySheet) -> int:
    """Return how many pages a sheet takes."""
    return max(1, -(-len(one.people) // ROWS))


def draw(
    made: Sequence[ActivitySheet],
    *,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> bytes:
    """Return the PDF of all sheets, one after the other."""
    pages = sum(sheets(one) for one in made)
    paper = Paper(_("Activity sheet"), pages=pages, progress=progress, cancel=cancel)
    for one in made:
        for page in range(sheets(one)):
            _head(paper, one)
            _table(paper, one.people[page * ROWS : (page + 1) * ROWS], blank=not one.people)
            _foot(paper, one, page + 1)
            paper.end_page()
    return paper.finish()


def _head(paper: Paper, one: ActivitySheet) -> None:
    paper.corner_marks()
    paper.text(_LEFT + 4, 22, _("Activity sheet of volunteers"), 20, Role.BOLD)
    paper.text(_LEFT + 4, 31, one.month or _("Reiwa      year      month"), 15, Role.BOLD)
    if one.host:
        paper.text(_LEFT + 4, 40, one.host, 15, Role.BOLD, room=118)
    else:
        paper.text(_LEFT + 4, 43, _("Host"), 13)
        paper.rule(_LEFT + 30, 45, 150, 45)
    words = _("Host no. {number}").format(number=one.host_number) if one.host_number else ""
    paper.text(_LEFT + 4, 47, words, 12)
    paper.text(
        _LEFT + 4, 54, _("One line for each visit. Stamp at the right, please."), 12, room=130
    )
    if one.host_code:
        paper.qr(162, 17, one.host_code, PAGE, 24)
        paper.text(174, 47, _("Code of the host"), 10, align=Align.CENTRE)


def _table(paper: Paper, people: Sequence[Helper], *, blank: bool) -> None:
    count = BLANKS if blank else ROWS
    high = (_FOOT - _TOP - 9) / count
    heads = (
        _("Day"),
        _("Number and name"),
        _("Activity"),
        _("From – to"),
        _("minutes"),
        _("Stamp"),
    )
    for left, right, words in zip(_COLUMNS, _COLUMNS[1:], heads, strict=False):
        paper.text((left + right) / 2, _TOP + 6, words, 12, Role.BOLD, align=Align.CENTRE,
                   room=right - left - 2)  # fmt: skip
    y = _TOP + 9
    paper.rule(_LEFT, _TOP, _RIGHT, _TOP, 1.0)
    paper.rule(_LEFT, y, _RIGHT, y, 1.0)
    for place in range(count):
        if place < len(people):
            _person(paper, people[place], y, high)
        middle = (_COLUMNS[3] + _COLUMNS[4]) / 2
        paper.text(middle, y + high / 2 + 1.6, "～", 12, align=Align.CENTRE)
        y += high
        paper.rule(_LEFT, y, _RIGHT, y, 0.5)
    for x in _COLUMNS:
        paper.rule(x, _TOP, x, y, 0.5)


def _person(paper: Paper, one: Helper, y: float, high: float) -> None:
    left = _COLUMNS[1] + 2.0
    room = _COLUMNS[2] - left - (_CODE + 4.5 if one.code else 2)
    paper.text(left, y + 5.2, f"{one.number}　{one.kana}", 9.5, room=room)
    paper.name(left, y + high - 6.2, one.name, 13, room)
    if one.code:
        paper.qr(_COLUMNS[2] - _CODE - 2, y + (high - _CODE) / 2, one.code, PAGE, _CODE)


def _foot(paper: Paper, one: ActivitySheet, page: int) -> None:
    y = _FOOT + 7
    paper.text(_LEFT + 4, y, _("Total on this sheet:          rows              minutes"), 12)
    paper.text(_RIGHT - 4, y, _("Filled in by:                        "), 12, align=Align.RIGHT)
    paper.text(_LEFT + 4, y + 7.5, one.due, 12, Role.BOLD, room=150)
    paper.text(_LEFT + 4, y + 14, one.office, 10, room=150)
    paper.text(_RIGHT - 8, y + 14, f"{page} ／ {sheets(one)}", 11, align=Align.RIGHT)
