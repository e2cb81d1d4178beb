"""The papers for a bad day (合言葉を忘れたとき・パソコンが壊れたとき): steps in large letters."""

from dataclasses import dataclass

from resources.paper import MARGIN, Align, Cancel, Paper, Progress
from resources.symbols import Shape
from resources.type import Role
from resources.words import _

_RIGHT = 190.0
_ROOM = _RIGHT - MARGIN
_FOOT = 272.0
_STEP_SIZE = 15.0
_NOTE_SIZE = 12.5
_LEAST = 14.5  # so that two numbers never touch


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do; `see` is what the screen then shows, or a note."""

    do: str
    see: str = ""


@dataclass(frozen=True, slots=True)
class TurningPoint:
    """One paper. `facts` are pairs of what this office has to know, `needs` what to lay ready.

    `end` says by what one sees that it is done, `warning` what must not be done.
    """

    title: str
    office: str
    when: str
    facts: tuple[tuple[str, str], ...]
    needs: tuple[str, ...]
    steps: tuple[Step, ...]
    end: str
    warning: str = ""


def draw(
    content: TurningPoint, *, progress: Progress | None = None, cancel: Cancel | None = None
) -> bytes:
    """Return the PDF: as many sheets as the steps need."""
    pages = _lay(Paper(content.title, pages=99), content)
    paper = Paper(content.title, pages=pages, progress=progress, cancel=cancel)
    _lay(paper, content)
    paper.foot(f"{content.office}　{content.when}")
    paper.end_page()
    return paper.finish()


def _lay(paper: Paper, content: TurningPoint) -> int:
    """Set everything but the last foot, and return on which sheet that is."""
    paper.text(MARGIN, 30, content.title, 26, Role.BOLD, room=_ROOM)
    paper.rule(MARGIN, 35, _RIGHT, 35, 1.4)
    y = _facts(paper, 44, content.facts)
    y = _needs(paper, y + 3, content.needs)
    for number, step in enumerate(content.steps, start=1):
        y = _room(paper, content, y, _height(paper, step))
        y = _step(paper, y, number, step)
    high = 10 + 7.5 * len(paper.lines(content.end, 14, _ROOM - 24))
    y = _room(paper, content, y, high + 6)
    paper.box(MARGIN, y - 2, _ROOM, high, 1.4, radius=3)
    paper.shape(Shape.DISC, MARGIN + 8, y + 6, 5)
    y = paper.block(MARGIN + 16, y + 7.5, content.end, 14, _ROOM - 24, Role.BOLD) + 6
    if content.warning:
        high = 6 * len(paper.lines(content.warning, _NOTE_SIZE, _ROOM)) + 4
        y = _room(paper, content, y, high)
        paper.block(MARGIN, y + 4, content.warning, _NOTE_SIZE, _ROOM)
    return paper.page


def _room(paper: Paper, content: TurningPoint, y: float, high: float) -> float:
    if y + high <= _FOOT:
        return y
    paper.text(_RIGHT, _FOOT + 4, _("Turn to the next sheet"), 11, Role.BOLD, align=Align.RIGHT)
    paper.foot(f"{content.office}　{content.when}")
    paper.end_page()
    paper.text(MARGIN, 24, content.title, 14, Role.BOLD, room=_ROOM)
    paper.rule(MARGIN, 28, _RIGHT, 28, 0.8)
    return 42.0


def _facts(paper: Paper, y: float, facts: tuple[tuple[str, str], ...]) -> float:
    for label, fact in facts:
        if fact:
            paper.text(MARGIN, y, label, 12, Role.BOLD, room=42)
            paper.text(MARGIN + 45, y, fact, 12.5, room=_ROOM - 45)
            y += 7.4
    return y


def _needs(paper: Paper, y: float, needs: tuple[str, ...]) -> float:
    high = 12 + 7.6 * len(needs)
    paper.box(MARGIN, y, _ROOM, high, 0.8, radius=3)
    paper.text(MARGIN + 6, y + 8, _("Lay this ready first"), 13, Role.BOLD)
    base = y + 16
    for need in needs:
        paper.box(MARGIN + 7, base - 4.2, 5, 5, 0.8)
        paper.text(MARGIN + 16, base, need, 13.5, room=_ROOM - 22)
        base += 7.6
    return y + high + 11


def _height(paper: Paper, step: Step) -> float:
    lines = len(paper.lines(step.do, _STEP_SIZE, _ROOM - 16, Role.BOLD))
    notes = len(paper.lines(step.see, _NOTE_SIZE, _ROOM - 16)) if step.see else 0
    return max(9.0 * lines + 7.4 * notes + 5, _LEAST)


def _step(paper: Paper, y: float, number: int, step: Step) -> float:
    top = y
    paper.box(MARGIN, y - 7, 11, 11, 0, radius=5.5, fill=0)
    middle = MARGIN + 5.5
    paper.text(middle, y + 0.6, str(number), 15, Role.BOLD, align=Align.CENTRE, white=True)
    y = paper.block(MARGIN + 16, y, step.do, _STEP_SIZE, _ROOM - 16, Role.BOLD)
    if step.see:
        y = paper.block(MARGIN + 16, y - 1.5, step.see, _NOTE_SIZE, _ROOM - 16)
    return max(y + 3.5, top + _LEAST)
