"""受領書: what an evening brought home, in three numbers, and what a person has to look at."""

from dataclasses import dataclass

from resources.paper import BAND, MARGIN, Align, Cancel, Paper, Progress
from resources.type import Role
from resources.words import _

_RIGHT = 190.0
_ROOM = _RIGHT - MARGIN
_ROW = 9.0
_FIRST, _FURTHER = 13, 26


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing to look at: who it is about, why, and what was decided."""

    who: str
    why: str
    decided: str = ""


@dataclass(frozen=True, slots=True)
class JoiningReceipt:
    """One bringing home; `digest` tells this file from every other."""

    office: str
    meeting: str
    when: str
    source: str
    joined: str
    by: str
    new: int
    known: int
    asked: int
    digest: str
    present: int
    questions: tuple[Asked, ...] = ()
    undone: str = ""
    wrong: str = ""  # passcodes typed at the hall


def draw(
    content: JoiningReceipt, *, progress: Progress | None = None, cancel: Cancel | None = None
) -> bytes:
    """Return the PDF; raises `Cancelled` when `cancel` says so."""
    first = content.questions[:_FIRST]
    rest = content.questions[_FIRST:]
    sheets = [first] + [rest[i : i + _FURTHER] for i in range(0, len(rest), _FURTHER)]
    title = _("Receipt of an evening brought home")
    paper = Paper(title, pages=len(sheets), progress=progress, cancel=cancel)
    for page, rows in enumerate(sheets):
        y = _head(paper, content, title) if page == 0 else 24.0
        if rows:
            y = _table(paper, y, rows)
        paper.foot(content.office)
        paper.end_page()
    return paper.finish()


def _head(paper: Paper, content: JoiningReceipt, title: str) -> float:
    paper.text(MARGIN, 28, title, 22, Role.BOLD)
    paper.text(MARGIN, 38, content.meeting, 15, Role.BOLD, room=_ROOM)
    paper.text(MARGIN, 45, content.when, 12, room=_ROOM)
    wide = (_ROOM - 8) / 3
    for place, (label, figure) in enumerate(
        (
            (_("New"), content.new),
            (_("There already"), content.known),
            (_("A person has to look"), content.asked),
        )
    ):
        x = MARGIN + place * (wide + 4)
        paper.box(x, 51, wide, 24, 0.8, radius=2)
        paper.text(x + wide / 2, 58, label, 11, align=Align.CENTRE, room=wide - 4)
        shown = _("{count} entries").format(count=figure)
        paper.text(x + wide / 2, 70, shown, 22, Role.BOLD, align=Align.CENTRE, room=wide - 4)
    y = 84.0
    for label, fact in (
        (_("Brought home from"), content.source),
        (_("Brought home on"), content.joined),
        (_("Received by"), content.by),
        (_("Present now"), _("{count} persons").format(count=content.present)),
        (_("The hall's computer"), content.wrong),
        (_("Sign of the file"), content.digest),
        (_("Taken back on"), content.undone),
    ):
        if fact:
            paper.text(MARGIN, y, label, 11, Role.BOLD, room=44)
            paper.text(66, y, fact, 12, room=_RIGHT - 66)
            y += 7.5
    return y + 3


def _table(paper: Paper, y: float, rows: tuple[Asked, ...]) -> float:
    paper.text(MARGIN, y + 2, _("For a person to look at"), 13, Role.BOLD)
    y += 6
    paper.box(MARGIN, y, _ROOM, 7.5, 0, fill=BAND)
    for x, word in ((22.0, _("Who")), (84.0, _("Why")), (152.0, _("Answer"))):
        paper.text(x, y + 5.2, word, 10.5, Role.BOLD)
    y += 7.5
    for row in rows:
        paper.text(22, y + 6, row.who, 11.5, room=58)
        paper.text(84, y + 6, row.why, 11, room=65)
        paper.text(152, y + 6, row.decided, 11, room=36)
        y += _ROW
        paper.rule(MARGIN, y, _RIGHT, y, 0.3)
    return y
