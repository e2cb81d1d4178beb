"""交換品一覧・発注書 (P14): what may be chosen and what is in stock, with room for an order; A4."""

from collections.abc import Sequence
from dataclasses import dataclass

from resources.paper import LIST_MARGIN, Align, Cancel, Paper, Progress
from resources.type import Role
from resources.words import _

_RIGHT = 210 - LIST_MARGIN
_WIDE = _RIGHT - LIST_MARGIN
_ROW = 10.0
_ROWS = 19
_COLUMNS = (LIST_MARGIN + 3, 124.0, 144.0, 164.0)


@dataclass(frozen=True, slots=True)
class GoodsLine:
    """One kind of goods; everything as it is to be read."""

    name: str
    maker: str
    yen: str
    there: str
    coming: str


@dataclass(frozen=True, slots=True)
class GoodsList:
    """The list on one day; `empty` rows follow for what is not in it yet."""

    office: str
    contact: str
    date: str
    lines: tuple[GoodsLine, ...]
    empty: int = 5


def sheets(content: GoodsList) -> int:
    """Return how many sheets the list takes."""
    return max(1, -(-(len(content.lines) + content.empty) // _ROWS))


def draw(
    content: GoodsList, *, progress: Progress | None = None, cancel: Cancel | None = None
) -> bytes:
    """Return the PDF of the list."""
    pages = sheets(content)
    paper = Paper(_("Goods for points and order"), pages=pages, progress=progress, cancel=cancel)
    rows: Sequence[GoodsLine | None] = [*content.lines, *[None] * content.empty]
    for page in range(pages):
        _sheet(paper, content, rows[page * _ROWS : (page + 1) * _ROWS])
        paper.end_page()
    return paper.finish()


def _sheet(paper: Paper, content: GoodsList, rows: Sequence[GoodsLine | None]) -> None:
    paper.text(_RIGHT, 20, content.date, 12, align=Align.RIGHT)
    paper.text(LIST_MARGIN, 28, _("Goods for points and order"), 22, Role.BOLD, room=110)
    paper.text(_RIGHT, 27, content.office, 12, Role.BOLD, align=Align.RIGHT, room=70)
    paper.text(_RIGHT, 33, content.contact, 11, align=Align.RIGHT, room=70)
    paper.text(LIST_MARGIN, 38, _("Ordered from: 　　　　　　　　　　　　　　　　　　　　"), 12)
    y = 42.0
    paper.box(LIST_MARGIN, y, _WIDE, 8, 0.6, fill=0.92)
    name, yen, there, coming = _COLUMNS
    for x, words, align in (
        (name, _("Goods"), Align.LEFT), (yen, _("Worth of one"), Align.RIGHT),
        (there, _("In stock"), Align.RIGHT), (coming, _("On order"), Align.RIGHT),
        (_RIGHT - 3, _("To order"), Align.RIGHT),
    ):  # fmt: skip
        paper.text(x, y + 5.6, words, 10.5, Role.BOLD, align=align)
    y += 8
    for one in rows:
        paper.rule(LIST_MARGIN, y + _ROW, _RIGHT, y + _ROW, 0.5)
        if one is not None:
            paper.text(name, y + 5, one.name, 12.5, Role.BOLD, room=84)
            paper.text(name, y + 9, one.maker, 8.5, room=84)
            for x, words in ((yen, one.yen), (there, one.there), (coming, one.coming)):
                paper.text(x, y + 6.8, words, 13, align=Align.RIGHT, room=22)
        paper.box(_RIGHT - 24, y + 1, 22, _ROW - 2, 0.7)
        y += _ROW
    paper.text(LIST_MARGIN, 258, _("Wanted by (day)"), 11)
    paper.rule(LIST_MARGIN + 34, 259.5, 110, 259.5, 0.5)
    wide = 28.0
    for place, label in enumerate((_("In charge"), _("Approved by"))):
        x = _RIGHT - wide * (2 - place)
        paper.box(x, 250, wide, 6, 0.5, fill=0.94)
        paper.box(x, 256, wide, 17, 0.5)
        paper.text(x + wide / 2, 254.4, label, 9.5, align=Align.CENTRE, room=wide - 3)
    paper.page_number(_RIGHT, paper.high - 12, 11)
