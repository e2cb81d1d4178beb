"""Forms to be filled in by hand: rows with a label, a value or a space, and boxes to be ticked."""

from collections.abc import Sequence
from dataclasses import dataclass

from resources.paper import BAND, MARGIN, Align, Paper
from resources.type import Role
from resources.words import _

RIGHT = 190.0
_WIDE = RIGHT - MARGIN
_LABEL = 36.0
_STEP = 7.4  # from one line of boxes to the next
_TICK = 3.6


@dataclass(frozen=True, slots=True)
class Choice:
    """One box: what it says, and whether it is ticked already."""

    word: str
    ticked: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a text, or boxes in lines; `ruby` stands small above, `high` is in mm."""

    label: str
    text: str = ""
    choices: tuple[Choice, ...] = ()
    ruby: str = ""
    high: float = 11.0
    note: str = ""  # small, at the right


def head(paper: Paper, title: str, to: str, day: str = "") -> float:
    """Set the day, whom the form goes to and its title; return where the rows may begin."""
    paper.text(
        RIGHT, 20, day or _("Reiwa      year      month      day"), 12, align=Align.RIGHT, room=80
    )
    paper.text(MARGIN, 31, to, 13, room=120)
    paper.text(105, 45, title, 19, Role.BOLD, align=Align.CENTRE, room=_WIDE)
    return 53.0


def rows(paper: Paper, top: float, listed: Sequence[Row]) -> float:
    """Set `listed` below each other from `top` on, in a box; return where it ends."""
    y, ends = top, []
    for row in listed:
        high = max(row.high, _lines(paper, row.choices) * _STEP + 4 if row.choices else 0)
        paper.box(MARGIN, y, _LABEL, high, 0, fill=BAND)
        _label(paper, y, high, row.label)
        _value(paper, y, high, row)
        y += high
        ends.append(y)
    for end in ends:  # above the grey of the labels
        paper.rule(MARGIN, end, RIGHT, end, 0.4)
    paper.rule(MARGIN + _LABEL, top, MARGIN + _LABEL, y, 0.4)
    paper.box(MARGIN, top, _WIDE, y - top, 1.0)
    return y


def office_box(paper: Paper, top: float, labels: Sequence[str]) -> None:
    """Set the boxes that the office fills in."""
    wide = _WIDE / len(labels)
    paper.text(MARGIN, top - 2.2, _("For the office"), 10)
    for place, label in enumerate(labels):
        x = MARGIN + wide * place
        paper.box(x, top, wide, 6, 0.4, fill=BAND)
        paper.text(x + wide / 2, top + 4.3, label, 10, align=Align.CENTRE, room=wide - 2)
        paper.box(x, top + 6, wide, 12, 0.4)


def _label(paper: Paper, y: float, high: float, label: str) -> None:
    lines = paper.lines(label, 11.5, _LABEL - 4, Role.BOLD)[:3]
    base = y + high / 2 + 1.5 - 2.6 * (len(lines) - 1)
    for line in lines:
        paper.text(MARGIN + 2.5, base, line, 11.5, Role.BOLD, room=_LABEL - 4)
        base += 5.2


def _value(paper: Paper, y: float, high: float, row: Row) -> None:
    x, room = MARGIN + _LABEL + 3, _WIDE - _LABEL - 6
    if row.ruby:
        paper.text(x, y + 4.2, row.ruby, 9, room=room)
    if row.note:
        paper.text(RIGHT - 3, y + high - 3, row.note, 10, align=Align.RIGHT, room=room * 0.6)
        room *= 0.6 if row.text else 1
    if row.text:
        lines = paper.lines(row.text, 13.5, room)
        size = 13.5 if len(lines) == 1 else 11
        lines = paper.lines(row.text, size, room)
        base = y + high / 2 + 1.8 + (1.4 if row.ruby else 0) - 2.6 * (len(lines) - 1)
        for line in lines:
            paper.text(x, base, line, size)
            base += 5.2
    left, base = x, y + _STEP - 0.6
    for choice in row.choices:
        wide = _width(paper, choice)
        if left + wide > RIGHT - 2 and left > x:
            left, base = x, base + _STEP
        paper.box(left, base - _TICK + 0.4, _TICK, _TICK, 0.7)
        if choice.ticked:
            paper.text(left + 0.2, base + 0.3, "✓", 13, Role.BOLD)
        paper.text(left + _TICK + 1.6, base, choice.word, 12)
        left += wide


def _lines(paper: Paper, choices: Sequence[Choice]) -> int:
    """Return how many lines the boxes take."""
    count, left = 1, 0.0
    for choice in choices:
        wide = _width(paper, choice)
        if left + wide > _WIDE - _LABEL - 5 and left:
            count, left = count + 1, 0.0
        left += wide
    return count


def _width(paper: Paper, choice: Choice) -> float:
    return _TICK + 1.6 + paper.measure(choice.word, 12) + 5
