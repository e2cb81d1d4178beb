"""開示: everything held about one person, in plain words, with purpose, source and term."""

from collections.abc import Iterator
from dataclasses import dataclass

from resources.paper import MARGIN, Align, Cancel, Paper, Progress
from resources.type import Role
from resources.words import _

_RIGHT = 190.0
_LABEL, _FACT = MARGIN + 4, 74.0
_FOOT = 272.0
_LINE = 6.4


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of record: what about it is told, and its rows as (label, words)."""

    title: str
    about: tuple[str, ...]
    rows: tuple[tuple[tuple[str, str], ...], ...]


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What is held about one person on one day; dates as they are to be read."""

    name: str
    kana: str
    made: str
    issuer: str
    contact: str
    remark: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class _Item:
    """One line to be set: at `x` or, with a label, in two columns; `rule` closes a row."""

    words: str
    size: float = 11.0
    role: Role = Role.BODY
    label: str = ""
    x: float = _LABEL
    before: float = 0.0
    rule: bool = False
    keep: float = 0.0  # room that must still be left on the sheet below it


def draw(
    content: Disclosure, *, progress: Progress | None = None, cancel: Cancel | None = None
) -> bytes:
    """Return the PDF, as many sheets as it takes."""
    title = _("What is held about {name}").format(name=content.name)
    sheets = _sheets(content, Paper(title, pages=1))
    paper = Paper(title, pages=len(sheets), progress=progress, cancel=cancel)
    for number, items in enumerate(sheets):
        y = _head(paper, content) if number == 0 else 20.0
        for item in items:
            y += item.before
            if item.rule:
                paper.rule(_LABEL, y - 4.4, _RIGHT, y - 4.4, 0.3)
            if item.label:
                paper.text(_LABEL, y, item.label, 10, room=_FACT - _LABEL - 3)
            paper.text(_FACT if item.label or item.x == _FACT else item.x, y, item.words,
                       item.size, item.role, room=_RIGHT - item.x)  # fmt: skip
            y += _LINE
        paper.foot(content.issuer)
        paper.end_page()
    return paper.finish()


def _head(paper: Paper, content: Disclosure) -> float:
    paper.text(_RIGHT, 22, content.made, 12, align=Align.RIGHT)
    paper.text(MARGIN, 34, _("Disclosure of personal information held"), 20, Role.BOLD)
    paper.rule(MARGIN, 38, _RIGHT, 38, 1.2)
    if content.kana:
        paper.text(MARGIN, 46, content.kana, 10, room=_RIGHT - MARGIN)
    honour = _("{name} (addressee)").format(name=content.name)
    paper.text(MARGIN, 53.5, honour, 18, Role.BOLD, room=_RIGHT - MARGIN)
    y = 63.0
    for line in content.contact.splitlines():
        paper.text(_RIGHT, y, line, 11, align=Align.RIGHT, room=_RIGHT - MARGIN)
        y += 6
    if content.remark:
        y = paper.block(MARGIN, y + 2, content.remark, 11, _RIGHT - MARGIN)
    return y + 6


def _sheets(content: Disclosure, measure: Paper) -> list[list[_Item]]:
    """Return the lines of each sheet."""
    y = _head(measure, content)
    sheets: list[list[_Item]] = [[]]
    for item in _items(content, measure):
        if y + item.before + item.keep > _FOOT:
            sheets.append([])
            y = 20.0
        sheets[-1].append(item)
        y += item.before + _LINE
    return sheets


def _items(content: Disclosure, measure: Paper) -> Iterator[_Item]:
    for number, part in enumerate(content.parts, start=1):
        yield _Item(f"{number}　{part.title}", 14, Role.BOLD, x=MARGIN, before=5.0, keep=_LINE * 5)
        for about in part.about:
            for line in measure.lines(about, 10, _RIGHT - _LABEL):
                yield _Item(line, 10)
        for row in part.rows:
            first = True
            for label, words in row:
                lines = measure.lines(words, 11, _RIGHT - _FACT) or [""]
                for place, line in enumerate(lines):
                    yield _Item(
                        line, label=label if place == 0 else "", x=_FACT,
                        before=2.0 if first else 0.0, rule=first,
                    )  # fmt: skip
                    first = False
