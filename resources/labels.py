"""The sheet of ten labels: where each one stands, where it is cut and folded."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from resources.paper import Cancel, Paper, Progress
from resources.words import _

ACROSS, DOWN = 2, 5
PER_SHEET = ACROSS * DOWN
WIDE, HIGH = 91.0, 55.0
LEFT, TOP = 14.0, 11.0

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Feed:
    """How sheets go in: the first free place of a used sheet (1 to 10), the printer's offset."""

    start: int = 1
    offset: tuple[float, float] = (0.0, 0.0)

    def __post_init__(self) -> None:
        if not 1 <= self.start <= PER_SHEET:
            raise ValueError(f"no place {self.start} on a sheet of {PER_SHEET}")


def sheets(count: int, start: int = 1) -> int:
    """Return how many sheets `count` labels need when the first has `start` as first place."""
    return max(1, -(-(count + start - 1) // PER_SHEET))


def draw(
    title: str,
    labels: Sequence[T],
    one: Callable[[Paper, float, float, T], None],
    feed: Feed,
    *,
    progress: Progress | None,
    cancel: Cancel | None,
) -> bytes:
    """Return the PDF of `labels`; `one(paper, x, y, label)` paints each from its corner in mm."""
    pages = sheets(len(labels), feed.start)
    paper = Paper(title, pages=pages, offset=feed.offset, progress=progress, cancel=cancel)
    for page in range(pages):
        paper.form("cuts", lambda: _cuts(paper))
        first = page * PER_SHEET - (feed.start - 1)
        for place in range(PER_SHEET):
            if 0 <= first + place < len(labels):
                x = LEFT + WIDE * (place % ACROSS)
                y = TOP + HIGH * (place // ACROSS)
                one(paper, x, y, labels[first + place])
        paper.text(
            LEFT + 4,
            paper.high - 3.6,
            _("Sheet {page} of {pages}").format(page=page + 1, pages=pages),
            7,
        )
        paper.end_page()
    return paper.finish()


def _cuts(paper: Paper) -> None:
    right, low = LEFT + WIDE * ACROSS, TOP + HIGH * DOWN
    for column in range(ACROSS + 1):
        x = LEFT + WIDE * column
        paper.rule(x, 4, x, 9, 0.35)
        paper.rule(x, low + 2, x, low + 5, 0.35)
        if 0 < column < ACROSS:
            paper.rule(x, TOP, x, low, 0.35, "0.5 3")
    for row in range(DOWN + 1):
        y = TOP + HIGH * row
        paper.rule(5, y, 11, y, 0.35)
        paper.rule(right + 3, y, right + 9, y, 0.35)
        if 0 < row < DOWN:
            paper.rule(LEFT, y, right, y, 0.35, "0.5 3")
