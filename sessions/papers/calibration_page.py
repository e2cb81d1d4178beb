"""位置合わせの紙: two lines at a known distance from the edges, to be measured with a ruler."""

from dataclasses import dataclass

from resources.paper import Align, Cancel, Paper, Progress
from resources.type import Role
from resources.words import _

FROM_LEFT, FROM_TOP = 20.0, 20.0
"""Where the two lines stand, in mm from the left and the upper edge of the paper."""


@dataclass(frozen=True, slots=True)
class CalibrationPage:
    """`printer` and `when` are as they are to be read; nothing is shifted on this page."""

    office: str
    printer: str
    when: str


def offset(from_left: float, from_top: float) -> tuple[float, float]:
    """Return how far to shift a print, right and down in mm, from what was measured.

    Tenths of a millimetre: a line that came out at 20.6 mm is to stand 0.6 mm further left.
    """
    return round(FROM_LEFT - from_left, 1), round(FROM_TOP - from_top, 1)


def draw(
    content: CalibrationPage, *, progress: Progress | None = None, cancel: Cancel | None = None
) -> bytes:
    """Return the PDF; raises `Cancelled` when `cancel` says so."""
    paper = Paper(_("Page for measuring the printer"), pages=1, progress=progress, cancel=cancel)
    paper.rule(FROM_LEFT, 8, FROM_LEFT, 289, 0.4)
    paper.rule(8, FROM_TOP, 202, FROM_TOP, 0.4)
    _arrow(paper, FROM_LEFT, 150, _("1 From the left edge to this line"), across=True)
    _arrow(paper, 105, FROM_TOP, _("2 From the upper edge to this line"), across=False)
    x = 40.0
    paper.text(x, 62, _("Page for measuring the printer"), 22, Role.BOLD)
    about = "　".join(filter(None, (content.office, content.printer, content.when)))
    paper.text(x, 71, about, 12, room=150)
    y = 84.0
    for words in (
        _("Print this page at 100 %, without fitting it to the paper."),
        _("Measure the two distances with a ruler, to a tenth of a millimetre if you can."),
        _("Type both numbers in under “Labels and envelopes”, “Measure the printer”."),
        _("Both should be 20.0 mm. What differs is put right from then on."),
    ):
        y = paper.block(x, y, words, 13, 150) + 2
    _check(paper, x, 196)
    paper.page_number(190, 283, 11)
    paper.end_page()
    return paper.finish()


def _arrow(paper: Paper, x: float, y: float, words: str, *, across: bool) -> None:
    if across:
        paper.rule(8, y, x, y, 0.8)
        paper.rule(x, y, x - 3, y - 1.6, 0.8)
        paper.rule(x, y, x - 3, y + 1.6, 0.8)
        paper.text(x + 20, y + 1.8, words, 15, Role.BOLD, room=104)
        paper.rule(x + 1.5, y, x + 18, y, 0.3, "0.5 2")
        paper.box(x + 128, y - 6, 34, 12, 0.6)
        paper.text(x + 160, y + 2, "mm", 12, align=Align.RIGHT)
    else:
        paper.rule(x, 8, x, y, 0.8)
        paper.rule(x, y, x - 1.6, y - 3, 0.8)
        paper.rule(x, y, x + 1.6, y - 3, 0.8)
        paper.text(x - 65, y + 15, words, 15, Role.BOLD, room=104)
        paper.rule(x, y + 1.5, x, y + 9, 0.3, "0.5 2")
        paper.box(x + 43, y + 7, 34, 12, 0.6)
        paper.text(x + 75, y + 15, "mm", 12, align=Align.RIGHT)


def _check(paper: Paper, x: float, y: float) -> None:
    """Draw a line of 100 mm, which shows whether the printer makes pages smaller."""
    paper.rule(x, y, x + 100, y, 0.6)
    for place in range(0, 101, 10):
        paper.rule(x + place, y, x + place, y - (4 if place % 50 == 0 else 2.5), 0.4)
        paper.text(x + place, y + 4.2, str(place), 8, align=Align.CENTRE)
    words = _("This line is 100 mm long. If yours is not, the printer scales: switch it off.")
    paper.block(x, y + 14, words, 12, 150)
