"""公文書: a numbered letter written across, for one reader after the other, from their wording."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from resources.paper import MARGIN, MM, Align, Cancel, Paper, Progress
from resources.type import Role, width, wrap
from resources.words import _
from sessions.papers.address_block import Address, Sizes, paint

RIGHT = 190.0
# The window of a long envelope (90 × 45 mm) after the sheet was folded in three; nothing but
# the address may stand in it, however the sheet slides.
WINDOW = (20.0, 21.0, 84.0, 38.0)
_FIRST_BODY, _FURTHER_BODY, _LAST = 104.0, 30.0, 270.0
_SMALLEST, _USUAL = 10.5, 12.0
_ENDS = frozenset({"以上", "敬具", "草々", "かしこ", "謹白"})
_SEAL = 24.0
# A point below 記: its number, what it is about, and after blanks what is to be known.
_POINT = re.compile(r"((?:[0-9０-９]{1,2}[\u3000 .．]*)?[^\u3000 ]{1,10})[\u3000 ]+(.+)")


@dataclass(frozen=True, slots=True)
class Letter:
    """What differs from one reader to the next."""

    address: Address
    body: str


@dataclass(frozen=True, slots=True)
class OfficialLetter:
    """One letter to many; dates and number as they are to be read.

    `sealed` leaves room for the 公印; otherwise the paper says that the seal is left out, unless
    `plain` is set: a letter that needs none at all. `letters` without anybody make the blank
    twin. `watermark` is set across a paper that is not to be sent, such as a trial.
    """

    subject: str
    dated: str
    issuer: str
    signed: str
    letters: tuple[Letter, ...] = ()
    number: str = ""
    contact: str = ""
    sealed: bool = False
    plain: bool = False
    watermark: str = ""


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    indent: float = 0.0  # letters
    align: Align = Align.LEFT
    label: str = ""  # stands at the margin, the text at `indent`


def draw(
    content: OfficialLetter, *, progress: Progress | None = None, cancel: Cancel | None = None
) -> bytes:
    """Return the PDF, letter after letter; raises `Cancelled` when `cancel` says so."""
    letters = content.letters or (Letter(Address(()), ""),)
    laid = [_laid(one.body) for one in letters]
    pages = sum(len(sheets) for _size, sheets in laid)
    paper = Paper(content.subject, pages=pages, progress=progress, cancel=cancel)
    for letter, (size, sheets) in zip(letters, laid, strict=True):
        for number, lines in enumerate(sheets):
            if number == 0:
                _head(paper, content, letter)
            _body(paper, lines, size, _FIRST_BODY if number == 0 else _FURTHER_BODY)
            if number == len(sheets) - 1:
                _foot(paper, content)
            if len(sheets) > 1:
                words = f"{number + 1} ／ {len(sheets)}"
                paper.text(RIGHT, 286, words, 10, align=Align.RIGHT)
            if content.watermark:
                _across(paper, content.watermark)
            paper.end_page()
    return paper.finish()


def pages_of(content: OfficialLetter) -> tuple[int, ...]:
    """Return on which page (from 0) each letter begins."""
    begins, page = [], 0
    for one in content.letters:
        begins.append(page)
        page += len(_laid(one.body)[1])
    return tuple(begins)


def _head(paper: Paper, content: OfficialLetter, letter: Letter) -> None:
    for fold in (99.0, 198.0):
        paper.rule(4.2, fold, 9, fold, 0.35)
    x, y, wide, high = WINDOW
    if letter.address.names or letter.address.organisation:
        paint(paper, x + 2, y, wide - 2, high, letter.address, Sizes(10.5, 11, 15))
    else:
        paper.rule(x + 2, y + 30, x + wide, y + 30, 0.5)
        paper.text(x + wide, y + 29, "様", 14, Role.BOLD, align=Align.RIGHT)
    y = 22.0
    for line in filter(None, (content.number, content.dated)):
        paper.text(RIGHT, y, line, 12, align=Align.RIGHT, room=72)
        y += 6.5
    _sign(paper, content)
    for number, line in enumerate(paper.lines(content.subject, 15, 150, Role.BOLD)[:3]):
        paper.text(105, 92 + number * 7.5 - 3, line, 15, Role.BOLD, align=Align.CENTRE, room=166)


def _sign(paper: Paper, content: OfficialLetter) -> None:
    """Set who the letter is from; the seal goes over the last letter of the name."""
    y = 66.0
    # The seal is 21 mm square and half beside the name.
    edge = RIGHT - (_SEAL / 2 if content.sealed else 0)
    for line in content.issuer.splitlines():
        paper.text(edge, y, line, 12, align=Align.RIGHT, room=80)
        y += 6.5
    if content.signed:
        paper.text(edge, y, content.signed, 13, align=Align.RIGHT, room=80)
        y += 6.0
    if not content.sealed and not content.plain:
        paper.text(edge, y, _("(seal omitted)"), 10.5, align=Align.RIGHT)


def _laid(body: str) -> tuple[float, list[list[_Line]]]:
    """Return the size of the letters and the lines of each sheet; one sheet where it can be."""
    size = _USUAL
    sheets = _sheets(body, size)
    while len(sheets) > 1 and size > _SMALLEST:
        size -= 0.5
        sheets = _sheets(body, size)
    if len(sheets) > 1:
        size = _USUAL
        sheets = _sheets(body, size)
    return size, sheets


def _sheets(body: str, size: float) -> list[list[_Line]]:
    lines = list(_lines(body, size))
    step = _step(size)
    first = int((_LAST - 22 - _FIRST_BODY) / step) + 1
    later = int((_LAST - 22 - _FURTHER_BODY) / step) + 1
    sheets = [lines[:first]]
    for start in range(first, len(lines), later):
        sheets.append(lines[start : start + later])
    return sheets


def _step(size: float) -> float:
    return size * 1.75 / MM


def _lines(body: str, size: float) -> Iterator[_Line]:
    """Yield the lines as they are set: 記 in the middle, 以上 and 敬具 at the right.

    Below 記 the values of the points stand in one column, whatever blanks were typed.
    """
    column = _column(body)
    points = False
    for written in body.splitlines():
        text = written.strip(" \u3000")
        indent = float(len(written) - len(written.lstrip("\u3000")))
        point = _POINT.match(text) if points else None
        if text == "記":
            points = True
            yield _Line("記", align=Align.CENTRE)
        elif text in _ENDS:
            points = False
            yield _Line(text, align=Align.RIGHT)
        elif point is not None:
            for number, line in enumerate(_wrapped(point[2], size, column)):
                yield _Line(line, column, label=point[1] if number == 0 else "")
        else:
            # The first line of a paragraph stands one letter in; the others go back.
            for number, line in enumerate(_wrapped(text, size, indent)):
                yield _Line(line, indent if number == 0 or indent > 1 else 0.0)


def _wrapped(text: str, size: float, indent: float) -> list[str]:
    return wrap(text, Role.BODY, size, (RIGHT - MARGIN) * MM - indent * size)


def _column(body: str) -> float:
    """Return where the values of the points begin, in letters from the margin."""
    below = body.partition("記\n")[2].splitlines()
    found = [_POINT.match(line.strip(" \u3000")) for line in below]
    widest = max((width(one[1], Role.BODY, 1) for one in found if one), default=0.0)
    return min(widest + 1.5, 14.0)


def _body(paper: Paper, lines: list[_Line], size: float, top: float) -> None:
    y = top
    for line in lines:
        if line.align is Align.CENTRE:
            paper.text(105, y, line.text, size, align=Align.CENTRE)
        elif line.align is Align.RIGHT:
            paper.text(RIGHT, y, line.text, size, align=Align.RIGHT)
        elif line.text or line.label:
            paper.text(MARGIN, y, line.label, size)
            x = MARGIN + line.indent * size / MM
            paper.text(x, y, line.text, size)
        y += _step(size)


def _foot(paper: Paper, content: OfficialLetter) -> None:
    if not content.contact:
        return
    paper.rule(MARGIN, _LAST, RIGHT, _LAST, 0.5)
    paper.text(MARGIN, _LAST + 7, _("Whom to ask"), 10.5, Role.BOLD)
    paper.text(MARGIN + 32, _LAST + 7, content.contact, 12, room=RIGHT - MARGIN - 32)


def _across(paper: Paper, words: str) -> None:
    paper.text(105, 14, words, 11, Role.BOLD, align=Align.CENTRE, room=100)
