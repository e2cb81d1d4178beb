"""記録の締めシート: what the journal holds at the end of a month, and its number to be kept."""

from dataclasses import dataclass

from resources.paper import MARGIN, Align, Cancel, Paper, Progress
from resources.symbols import PAGE
from resources.type import Role
from resources.words import _

_RIGHT = 190.0
_ROOM = _RIGHT - MARGIN
_ROWS = 11


@dataclass(frozen=True, slots=True)
class ClosingSheet:
    """One month. `acts` and `people` are (words, count); `code` the 20 letters in groups."""

    office: str
    month: str
    when: str
    by: str
    line: int
    acts: tuple[tuple[str, int], ...]
    people: tuple[tuple[str, int], ...]
    code: str
    copy: str = ""


def draw(
    content: ClosingSheet, *, progress: Progress | None = None, cancel: Cancel | None = None
) -> bytes:
    """Return the PDF, one sheet."""
    paper = Paper(_("Monthly sheet of the journal"), pages=1, progress=progress, cancel=cancel)
    paper.text(MARGIN, 30, _("Monthly sheet of the journal"), 22, Role.BOLD, room=118)
    paper.text(_RIGHT, 30, content.month, 16, Role.BOLD, align=Align.RIGHT, room=48)
    paper.rule(MARGIN, 34.5, _RIGHT, 34.5, 1.2)
    y = 43.0
    for label, fact in (
        (_("Office"), content.office),
        (_("Made on"), content.when),
        (_("Made by"), content.by),
        (_("Lines in the journal"), f"{content.line:,}"),
        (_("The newest copy"), content.copy),
    ):
        if fact:
            paper.text(MARGIN, y, label, 12, Role.BOLD, room=42)
            paper.text(MARGIN + 45, y, fact, 12.5, room=_ROOM - 45)
            y += 7.6
    y = _number(paper, y + 3, content.code)
    _counts(paper, MARGIN, y + 10, _("What was done"), content.acts, 96)
    _counts(paper, MARGIN + 106, y + 10, _("Done by"), content.people, 64)
    _keeping(paper, 226)
    paper.foot(content.office)
    paper.end_page()
    return paper.finish()


def _number(paper: Paper, y: float, code: str) -> float:
    paper.box(MARGIN, y, _ROOM, 40, 1.4, radius=3)
    paper.text(MARGIN + 6, y + 9, _("Number of the journal"), 13, Role.BOLD)
    paper.text(MARGIN + 6, y + 22, code, 19, Role.BOLD, room=120)
    note = _("If one letter of the past is changed, this number fits no more.")
    paper.text(MARGIN + 6, y + 32, note, 10.5, room=126)
    paper.qr(_RIGHT - 35, y + 6, code.replace("-", ""), PAGE, 28)
    return y + 40


def _counts(
    paper: Paper, x: float, y: float, title: str, counts: tuple[tuple[str, int], ...], room: float
) -> None:
    paper.text(x, y, title, 12, Role.BOLD)
    paper.rule(x, y + 2, x + room, y + 2, 0.8)
    rest = sum(count for _words, count in counts[_ROWS:])
    shown = [*counts[:_ROWS], *([(_("other"), rest)] if rest else [])]
    y += 8
    for words, count in shown:
        paper.text(x, y, words, 11, room=room - 20)
        paper.text(x + room, y, f"{count:,}", 11, align=Align.RIGHT)
        y += 6.2


def _keeping(paper: Paper, y: float) -> None:
    words = _("Keep this sheet in a binder outside the computer. Once a year, type its number in.")
    paper.block(MARGIN, y, words, 11.5, _ROOM)
    for number, label in enumerate((_("Looked at by"), _("Checked and stamped"), _("Day"))):
        x = MARGIN + number * (_ROOM / 3)
        paper.box(x, y + 14, _ROOM / 3 - 6, 22, 0.6)
        paper.text(x + 3, y + 19.5, label, 9.5)
