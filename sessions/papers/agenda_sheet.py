"""次第: what the gathering does, who leads each part, and how many minutes it takes."""

from dataclasses import dataclass

from resources.paper import BAND, LIST_MARGIN, MARGIN, MM, Align, Cancel, Paper, Progress
from resources.type import Role, wrap
from resources.words import _

_LEFT, _RIGHT = MARGIN, 190.0
_NUMBER, _WHO, _MINUTES = 24.0, 132.0, 187.0
_FOOT = 275.0


@dataclass(frozen=True, slots=True)
class Item:
    """One part of the gathering; `starts` is a time to stand in place of its number."""

    title: str
    who: str = ""
    minutes: int | None = None
    starts: str = ""


@dataclass(frozen=True, slots=True)
class AgendaSheet:
    """The agenda of one meeting; `when` is the date with weekday and time, as to be read.

    Without items the paper is the blank twin. `size` is 12, 14 or 16 points.
    """

    meeting: str
    when: str
    where: str
    purpose: str = ""
    items: tuple[Item, ...] = ()
    issuer: str = ""
    size: float = 12


def draw(
    content: AgendaSheet, *, progress: Progress | None = None, cancel: Cancel | None = None
) -> bytes:
    """Return the PDF; raises `Cancelled` when `cancel` says so."""
    sheets = _lay_out(content)
    title = _("Agenda: {meeting}").format(meeting=content.meeting)
    paper = Paper(title, pages=len(sheets), progress=progress, cancel=cancel)
    number = 0
    for page, items in enumerate(sheets):
        y = _head(paper, content) if page == 0 else LIST_MARGIN + 10.0
        y = _table_head(paper, y)
        for item in items:
            number += 1
            y = _item(paper, y, number, item, content.size)
        if not content.items:
            for number in range(1, 9):
                y = _item(paper, y, number, Item(""), 16)
        if page == len(sheets) - 1:
            _close(paper, y, content)
        paper.foot(content.issuer)
        paper.end_page()
    return paper.finish()


def _height(item: Item, size: float) -> float:
    lines = len(_title_lines(item, size))
    return size * (0.9 + 0.55 * (lines - 1))


def _title_lines(item: Item, size: float) -> list[str]:
    return wrap(item.title, Role.BOLD, size + 2, (_WHO - _NUMBER - 12) * MM)


def _lay_out(content: AgendaSheet) -> list[list[Item]]:
    """Return the items of each sheet: the first one also carries the head."""
    sheets: list[list[Item]] = [[]]
    room = _FOOT - 108.0
    for item in content.items:
        need = _height(item, content.size)
        if need > room and sheets[-1]:
            sheets.append([])
            room = _FOOT - 50.0
        sheets[-1].append(item)
        room -= need
    return sheets


def _head(paper: Paper, content: AgendaSheet) -> float:
    paper.text(_LEFT, 28, content.meeting, 20, Role.BOLD, room=130)
    paper.text(_RIGHT, 28, _("Agenda"), 24, Role.BOLD, align=Align.RIGHT)
    paper.rule(_LEFT, 32.5, _RIGHT, 32.5, 1.2)
    y = 43.0
    for label, fact in ((_("Date and time"), content.when), (_("Place"), content.where)):
        paper.text(_LEFT, y, label, 12, Role.BOLD)
        paper.text(44, y, fact, 14, room=146)
        y += 9
    if content.purpose:
        paper.text(_LEFT, y, _("Purpose"), 12, Role.BOLD)
        y = paper.block(44, y, content.purpose, content.size, 146) + 2
    return y


def _table_head(paper: Paper, y: float) -> float:
    paper.box(_LEFT, y, _RIGHT - _LEFT, 8.4, 0, fill=BAND)
    base = y + 5.7
    paper.text(_NUMBER + 9, base, _("What we do"), 11, Role.BOLD)
    paper.text(_WHO, base, _("Led by"), 11, Role.BOLD)
    paper.text(_MINUTES, base, _("Length"), 11, Role.BOLD, align=Align.RIGHT)
    return y + 8.4


def _item(paper: Paper, y: float, number: int, item: Item, size: float) -> float:
    high = _height(item, size)
    base = y + high / 2 + size * 0.13
    paper.text(_NUMBER, base, item.starts or str(number), size, align=Align.CENTRE)
    lines = _title_lines(item, size)
    for i, line in enumerate(lines):
        above = size * 0.55 * (len(lines) - 1) / 2
        paper.text(_NUMBER + 9, base - above + size * 0.55 * i, line, size + 2, Role.BOLD)
    paper.text(_WHO, base, item.who, size, room=36)
    if item.minutes is not None:
        minutes = _("{minutes} min.").format(minutes=item.minutes)
        paper.text(_MINUTES, base, minutes, size, align=Align.RIGHT)
    paper.rule(_LEFT, y + high, _RIGHT, y + high, 0.35)
    return y + high


def _close(paper: Paper, y: float, content: AgendaSheet) -> None:
    known = [item.minutes for item in content.items if item.minutes is not None]
    if known:
        total = _("{minutes} min. in all").format(minutes=sum(known))
        paper.text(_MINUTES, y + 8, total, 12, Role.BOLD, align=Align.RIGHT)
    y += 18
    if y + 20 < _FOOT:
        paper.text(_LEFT, y, _("Notes"), 12, Role.BOLD)
        y += 12
        while y < _FOOT:
            paper.rule(_LEFT, y, _RIGHT, y, 0.35, "0.5 2.5")
            y += 10
