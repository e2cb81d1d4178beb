"""月次報告 (P10): what a host reports of a month, person by person; blank, or from what is in."""

from collections.abc import Sequence
from dataclasses import dataclass

from resources.paper import Align, Cancel, Paper, Progress
from resources.symbols import PAGE
from resources.type import Role
from resources.words import _

ROWS = 17
_LEFT, _RIGHT, _TOP, _ROW = 20.0, 190.0, 88.0, 9.4
_EDGES = (20.0, 45.0, 110.0, 135.0, 165.0, 190.0)


@dataclass(frozen=True, slots=True)
class Line:
    """One volunteer in the month."""

    number: str
    name: str
    times: str
    minutes: str


@dataclass(frozen=True, slots=True)
class MonthlyReport:
    """The report of one host and month; without lines it is the blank twin."""

    office: str
    host: str
    host_number: str
    contact: str
    host_code: str
    month: str
    due: str
    lines: tuple[Line, ...] = ()
    total: tuple[str, str] = ("", "")  # times, minutes


def sheets(one: MonthlyReport) -> int:
    """Return how many pages a report takes."""
    return max(1, -(-len(one.lines) // ROWS))


def draw(
    made: Sequence[MonthlyReport],
    *,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> bytes:
    """Return the PDF of all reports, one after the other."""
    pages = sum(sheets(one) for one in made)
    paper = Paper(_("Monthly report"), pages=pages, progress=progress, cancel=cancel)
    for one in made:
        for page in range(sheets(one)):
            _head(paper, one)
            last = page == sheets(one) - 1
            _table(paper, one, one.lines[page * ROWS : (page + 1) * ROWS], last=last)
            paper.text(_LEFT, paper.high - 14, one.due, 12, Role.BOLD, room=145)
            paper.text(_RIGHT, paper.high - 14, f"{page + 1} ／ {sheets(one)}", 11,
                       align=Align.RIGHT)  # fmt: skip
            paper.end_page()
    return paper.finish()


def _head(paper: Paper, one: MonthlyReport) -> None:
    paper.text(_LEFT, 22, _("To {office}").format(office=one.office), 13, room=130)
    paper.text(paper.wide / 2 - 14, 36, _("Monthly report of volunteers"), 20, Role.BOLD,
               align=Align.CENTRE)  # fmt: skip
    paper.text(_LEFT, 49, one.month or _("Reiwa      year      month"), 15, Role.BOLD)
    for place, (label, words) in enumerate(
        ((_("Host"), one.host), (_("Host number"), one.host_number), (_("In charge"), one.contact))
    ):
        y = 59 + 9 * place
        paper.text(_LEFT, y, label, 12)
        paper.text(_LEFT + 32, y, words, 13, Role.BOLD, room=95)
        paper.rule(_LEFT + 30, y + 2, 158, y + 2)
    if one.host_code:
        paper.qr(166, 56, one.host_code, PAGE, 22)


def _table(paper: Paper, one: MonthlyReport, lines: Sequence[Line], *, last: bool) -> None:
    heads = (_("Number"), _("Name"), _("Times"), _("Minutes together"), _("Remarks"))
    paper.rule(_LEFT, _TOP - 8, _RIGHT, _TOP - 8, 1.0)
    for left, right, words in zip(_EDGES, _EDGES[1:], heads, strict=False):
        paper.text((left + right) / 2, _TOP - 2.4, words, 12, Role.BOLD, align=Align.CENTRE,
                   room=right - left - 2)  # fmt: skip
    y = _TOP
    paper.rule(_LEFT, y, _RIGHT, y, 1.0)
    for place in range(ROWS):
        if place < len(lines):
            line = lines[place]
            paper.text(_EDGES[0] + 2, y + 6.4, line.number, 13)
            paper.text(_EDGES[1] + 2, y + 6.4, line.name, 13, room=_EDGES[2] - _EDGES[1] - 4)
            paper.text(_EDGES[3] - 2, y + 6.4, line.times, 13, align=Align.RIGHT)
            paper.text(_EDGES[4] - 2, y + 6.4, line.minutes, 13, align=Align.RIGHT)
        y += _ROW
        paper.rule(_LEFT, y, _RIGHT, y, 0.5)
    if last:
        paper.text(_EDGES[2] - 2, y + 6.8, _("Total"), 13, Role.BOLD, align=Align.RIGHT)
        for edge, words in zip(_EDGES[3:5], one.total, strict=True):
            paper.text(edge - 2, y + 6.8, words, 13, Role.BOLD, align=Align.RIGHT)
    paper.rule(_LEFT, y + _ROW, _RIGHT, y + _ROW, 1.0)
    for x in _EDGES:
        paper.rule(x, _TOP - 8, x, y + _ROW, 0.5)
