"""「どうして 19個？」 on paper: the steps that add up, for somebody who asks at the counter."""

from collections.abc import Sequence
from dataclasses import dataclass

from resources.paper import MARGIN, Align, Cancel, Paper, Progress
from resources.type import Role
from resources.words import _

_RIGHT = 190.0


@dataclass(frozen=True, slots=True)
class Explanation:
    """One explanation; everything as it is to be read, `steps` as (title, below, amount)."""

    title: str
    name: str
    number: str
    period: str
    issued: str
    issuer: str
    steps: tuple[tuple[str, str, str], ...]
    total: tuple[str, str]  # label, amount
    following: tuple[str, ...]  # what comes next, a sentence each
    foot: str


def draw(
    contents: Sequence[Explanation],
    *,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> bytes:
    """Return the PDF, a sheet for each of `contents`."""
    title = contents[0].title if contents else ""
    paper = Paper(title, pages=len(contents), progress=progress, cancel=cancel)
    for one in contents:
        _sheet(paper, one)
        paper.end_page()
    return paper.finish()


def _sheet(paper: Paper, one: Explanation) -> None:
    paper.text(_RIGHT, 24, one.issued, 12, align=Align.RIGHT)
    paper.text(_RIGHT, 31, one.issuer, 12.5, Role.BOLD, align=Align.RIGHT, room=90)
    paper.text(MARGIN, 32, _("{name} sama").format(name=one.name), 20, Role.BOLD, room=100)
    paper.text(MARGIN, 40, _("Registration {number}").format(number=one.number), 12)
    paper.text(MARGIN, 58, one.title, 26, Role.BOLD, room=_RIGHT - MARGIN)
    paper.text(MARGIN, 67, one.period, 12, room=_RIGHT - MARGIN)
    paper.rule(MARGIN, 71, _RIGHT, 71, 1.2)
    y = 71.0
    for number, (title, below, amount) in enumerate(one.steps, 1):
        paper.box(MARGIN, y + 4.5, 9, 9, 0.8, radius=4.49)
        paper.text(MARGIN + 4.5, y + 10.8, str(number), 14, Role.BOLD, align=Align.CENTRE)
        paper.text(MARGIN + 14, y + (8.6 if below else 11), title, 15, Role.BOLD, room=110)
        if below:
            paper.text(MARGIN + 14, y + 14.8, below, 12, room=110)
        paper.text(_RIGHT - 2, y + 11.5, amount, 20, Role.BOLD, align=Align.RIGHT, room=44)
        y += 18
        paper.rule(MARGIN, y, _RIGHT, y)
    paper.rule(MARGIN, y, _RIGHT, y, 1.2)
    label, amount = one.total
    paper.text(_RIGHT - 52, y + 14, label, 15, align=Align.RIGHT, room=90)
    paper.text(_RIGHT - 2, y + 14.5, amount, 28, Role.BOLD, align=Align.RIGHT, room=48)
    y += 32
    for line in one.following:
        y = paper.block(MARGIN, y, line, 14, _RIGHT - MARGIN) + 2
    paper.foot(one.foot)
