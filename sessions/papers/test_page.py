"""The printer's test page: margins, offset, faces, lines, greys and codes on one sheet."""

from dataclasses import dataclass

from resources.paper import Align, Cancel, Paper, Progress
from resources.symbols import CARD, PAGE, Shape
from resources.type import Role
from resources.words import _

_NAMES = "髙橋　﨑山　𠮷田　辻󠄀　渡邉　João　Nguyễn Văn Minh　陈小红"


@dataclass(frozen=True, slots=True)
class TestPage:
    """One test; `code` is any opaque code, `offset` in mm is what is to be tried."""

    __test__ = False  # a paper, not a test case

    office: str
    when: str
    code: str
    offset: tuple[float, float] = (0.0, 0.0)


def draw(
    content: TestPage, *, progress: Progress | None = None, cancel: Cancel | None = None
) -> bytes:
    """Return the PDF; raises `Cancelled` when `cancel` says so."""
    paper = Paper(
        _("Printer test page"), pages=1, offset=content.offset, progress=progress, cancel=cancel
    )
    _margins(paper)
    paper.text(30, 38, _("Printer test page"), 22, Role.BOLD)
    paper.text(30, 46, "　".join(filter(None, (content.office, content.when))), 12, room=150)
    right, down = content.offset
    offset = _("Offset now: {right} mm to the right, {down} mm down")
    paper.text(30, 53, offset.format(right=f"{right:+.1f}", down=f"{down:+.1f}"), 12)
    _rulers(paper)
    _faces(paper)
    _greys(paper)
    _codes(paper, content.code)
    paper.block(
        30,
        262,
        _("If the long lines do not read 50 mm, print at 100 % without fitting to the page."),
        12,
        150,
    )
    paper.page_number(180, 277, 11)
    paper.end_page()
    return paper.finish()


def _margins(paper: Paper) -> None:
    for inset in (5, 10, 15):
        wide, high = paper.wide - 2 * inset, paper.high - 2 * inset
        paper.box(inset, inset, wide, high, 0.35)
        paper.text(inset + 20, inset + 3.6, f"{inset} mm", 7)
    paper.corner_marks()


def _rulers(paper: Paper) -> None:
    x, y = 30.0, 66.0
    paper.rule(x, y, x + 50, y, 0.5)
    paper.rule(x + 100, y - 6, x + 100, y + 44, 0.5)
    for i in range(51):
        long = 4.0 if i % 10 == 0 else 2.5 if i % 5 == 0 else 1.4
        paper.rule(x + i, y, x + i, y - long, 0.3)
        paper.rule(x + 100, y - 6 + i, x + 100 + long, y - 6 + i, 0.3)
        if i % 10 == 0:
            paper.text(x + i, y + 3.6, str(i), 7, align=Align.CENTRE)
            paper.text(x + 106, y - 5.2 + i, str(i), 7)


def _faces(paper: Paper) -> None:
    y = 82.0
    for role in Role:
        paper.text(30, y, _NAMES, 13, role, room=95)
        y += 9
    for size in (9, 12, 14, 16):
        paper.text(30, y, _("{size} points: people meet people").format(size=size), size, room=95)
        y += 8
    x = 32.0
    for shape in Shape:
        paper.shape(shape, x, y + 1, 5)
        x += 9


def _greys(paper: Paper) -> None:
    y = 158.0
    paper.text(30, y - 3, _("Greys and lines"), 12, Role.BOLD)
    for i, grey in enumerate((0.0, 0.5, 0.8, 0.9, 0.92, 0.96)):
        paper.box(30 + 24 * i, y, 22, 12, 0.3, fill=grey)
        paper.text(41 + 24 * i, y + 17, f"{round((1 - grey) * 100)} %", 9, align=Align.CENTRE)
    for i, weight in enumerate((0.25, 0.35, 0.5, 0.8, 1.2)):
        paper.rule(30, y + 22 + 3 * i, 160, y + 22 + 3 * i, weight)
        paper.text(163, y + 23 + 3 * i, f"{weight} pt", 7)


def _codes(paper: Paper, code: str) -> None:
    y = 206.0
    paper.text(30, y, _("Codes: hold each before the scanner"), 12, Role.BOLD)
    x = 34.0
    for kind, size in ((CARD, 15.0), (CARD, 21.0), (PAGE, 20.0), (PAGE, 30.0)):
        paper.qr(x, y + 7, code, kind, size)
        paper.text(x + size / 2, y + 12.5 + size, f"{size:.0f} mm", 9, align=Align.CENTRE)
        x += size + 16
