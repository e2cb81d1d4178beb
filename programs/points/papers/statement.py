"""ポイント明細書: what a volunteer has, what is next, until when — answered on the first page."""

from collections.abc import Sequence
from dataclasses import dataclass

from resources.paper import MARGIN, Align, Cancel, Paper, Progress
from resources.symbols import CARD
from resources.type import Role
from resources.words import _
from sessions.papers.address_block import Address, Sizes, paint

_RIGHT = 190.0
_WIDE = _RIGHT - MARGIN
_ROW = 7.1
_FIRST, _FURTHER = 10, 30  # lines that fit on the first page, and on each after it
_SIZES = Sizes(post_code=12, address=12.5, name=18)
_COLUMNS = (21.5, 54.0, 89.0, 139.5, 153.5, 168.5, 172.0)
_BOXES = 5
_DEADLINE = 237.0


@dataclass(frozen=True, slots=True)
class Line:
    """One activity; everything as it is to be read."""

    day: str
    host: str
    content: str
    time: str
    stamps: str
    total: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement; money and dates as they are to be read, `code` is what the counter scans.

    `steps` are (stamps, yen) of the rules' tiers, empty where there are none; `answer` is the
    sentence in pieces, the loud ones marked; `facts` are the three boxes (label, amount).
    """

    address: Address
    kana: str
    number: str
    title: str
    period: str
    issued: str
    issuer: str
    contact: str
    code: str
    counted: int
    steps: tuple[tuple[int, int], ...]
    answer: tuple[tuple[str, bool], ...]
    facts: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]
    unit: str
    deadline: tuple[str, ...]
    foot: str


def sheets(statement: Statement) -> int:
    """Return how many sheets a statement takes."""
    rest = len(statement.lines) - _FIRST
    return 1 + max(0, -(-rest // _FURTHER))


def draw(
    statements: Sequence[Statement],
    *,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> bytes:
    """Return the PDF of all `statements`, one after the other."""
    pages = sum(sheets(one) for one in statements)
    title = statements[0].title if statements else ""
    paper = Paper(title, pages=pages, progress=progress, cancel=cancel)
    for one in statements:
        _draw_one(paper, one)
    return paper.finish()


def _draw_one(paper: Paper, one: Statement) -> None:
    count = sheets(one)
    # Drawn once for all whose it is: 50 dots alone are 21 kB of lines. Words stay where they
    # are read: a label stands before its amount for whoever has the page read aloud.
    alike = (
        one.issued, one.issuer, one.contact, one.title, one.period, bool(one.code), len(one.facts)
    )  # fmt: skip
    paper.stencil(("sheet", *alike), lambda: _sheet(paper, one))
    paper.stencil(("steps", one.steps, one.counted, one.unit), lambda: _steps(paper, one))
    _head(paper, one)
    _answer(paper, one)
    _facts(paper, one)
    first = one.lines[:_FIRST]
    y = _table(paper, one, 144.0, first)
    _subtotal(paper, one, y, first, more=count > 1)
    _deadline(paper, one)
    _foot(paper, one, 1, count)
    paper.end_page()
    for page in range(2, count + 1):
        start = _FIRST + (page - 2) * _FURTHER
        lines = one.lines[start : start + _FURTHER]
        paper.text(MARGIN, 24, one.title, 16, Role.BOLD)
        paper.text(_RIGHT, 24, _("Registration {number}").format(number=one.number), 12,
                   align=Align.RIGHT)  # fmt: skip
        before = one.lines[start - 1].total
        paper.text(MARGIN, 32, _("Carried from the page before: {total}").format(total=before), 12)
        y = _table(paper, one, 37.0, lines)
        _subtotal(paper, one, y, lines, more=page < count)
        _foot(paper, one, page, count)
        paper.end_page()


def _sheet(paper: Paper, one: Statement) -> None:
    """Draw what the first sheets of one run have in common."""
    # Nothing but the address stands left of 136 and above 75: the sheet slides in its envelope.
    for fold in (99.0, 198.0):
        paper.rule(4, fold, 9, fold, 0.35)
    paper.text(_RIGHT, 20.5, one.issued, 12, align=Align.RIGHT)
    paper.text(_RIGHT, 30.5, one.issuer, 12.5, Role.BOLD, align=Align.RIGHT, room=52)
    y = 37.0
    for line in one.contact.splitlines()[:2]:
        paper.text(_RIGHT, y, line, 12, align=Align.RIGHT, room=52)
        y += 6.0
    if one.code:
        for place, words in enumerate((_("Please show this"), _("at the counter"))):
            _beside_code(paper, place, words)
    paper.text(MARGIN, 82.5, one.title, 24, Role.BOLD, room=72)
    paper.text(_RIGHT - 3, 82.5, one.period, 12, align=Align.RIGHT, room=_WIDE - 78)
    paper.rule(MARGIN, 86, _RIGHT, 86, 1.2)
    for place in range(len(one.facts)):
        x, wide = _fact(place)
        last = place == len(one.facts) - 1
        paper.box(x, 123.0, wide, 15.5, 1.6 if last else 0.7, radius=2.5)
    paper.box(MARGIN, _DEADLINE, _WIDE, 31, 1.4, radius=3)


def _head(paper: Paper, one: Statement) -> None:
    paint(paper, 28, 19, 84, 28, one.address, _SIZES)
    if one.code:
        paper.qr(_RIGHT - 22, 47.5, one.code, CARD, 22)
        number = _("Registration {number}").format(number=one.number)
        for place, words in enumerate((number, one.kana), 2):
            _beside_code(paper, place, words)


def _beside_code(paper: Paper, place: int, words: str) -> None:
    paper.text(164.5, 52.5 + 5.4 * place, words, 10.5, align=Align.RIGHT, room=28)


def _answer(paper: Paper, one: Statement) -> None:
    """Set the sentence that answers, its loud words larger, all smaller where it is long."""
    factor = 1.0
    while _length(paper, one, factor) > _WIDE and factor > 0.5:
        factor *= 0.95
    x = MARGIN
    for words, loud in one.answer:
        size, role = _loudness(loud, factor)
        paper.text(x, 96.5, words, size, role)
        x += paper.measure(words, size, role)


def _length(paper: Paper, one: Statement, factor: float) -> float:
    return sum(paper.measure(words, *_loudness(loud, factor)) for words, loud in one.answer)


def _loudness(loud: bool, factor: float) -> tuple[float, Role]:  # noqa: FBT001
    return (27 * factor, Role.BOLD) if loud else (17 * factor, Role.BODY)


def _steps(paper: Paper, one: Statement) -> None:
    """Draw a box for each step of the value with a place for every stamp, or one bar."""
    steps = one.steps[:_BOXES]
    sizes = [stamps - (steps[n - 1][0] if n else 0) for n, (stamps, _yen) in enumerate(steps)]
    if not steps or len(one.steps) > _BOXES or max(sizes) > 10:
        _bar(paper, one)
        return
    wide = (_WIDE - 1.5 * (len(steps) - 1)) / len(steps)
    x, before = MARGIN, 0
    for (stamps, yen), size in zip(steps, sizes, strict=True):
        reached = one.counted >= stamps
        paper.box(x, 101, wide, 12, 1.4 if reached else 0.7, radius=2,
                  fill=0.92 if reached else None)  # fmt: skip
        for place in range(size):
            column, row = place % 5, place // 5
            left = x + wide * (column + 0.75) / 5.5
            filled = before + place < one.counted
            _dot(paper, left, 104.2 + 5.5 * row, filled=filled)
        words = _("{stamps} {unit}  {yen} yen").format(stamps=stamps, unit=one.unit, yen=f"{yen:,}")
        paper.text(x + wide / 2, 118, words, 11, Role.BOLD if reached else Role.BODY,
                   align=Align.CENTRE, room=wide)  # fmt: skip
        x, before = x + wide + 1.5, stamps


def _dot(paper: Paper, x: float, y: float, *, filled: bool) -> None:
    paper.box(x - 1.95, y - 1.95, 3.9, 3.9, 0.7, radius=1.94, fill=0 if filled else 1)


def _bar(paper: Paper, one: Statement) -> None:
    most = max([one.counted, 1, *(stamps for stamps, _yen in one.steps)])
    paper.box(MARGIN, 103, _WIDE, 8, 0.7, radius=2)
    if one.counted > 0:
        paper.box(MARGIN, 103, _WIDE * min(1.0, one.counted / most), 8, 0.7, radius=2, fill=0)
    paper.text(_RIGHT, 118, f"{one.counted:,} ／ {most:,}{one.unit}", 11, align=Align.RIGHT)


def _fact(place: int) -> tuple[float, float]:
    """Return where a box begins and how wide it is."""
    wide = (_WIDE - 2) / 3
    return MARGIN + place * (wide + 1), wide


def _facts(paper: Paper, one: Statement) -> None:
    for place, (label, amount) in enumerate(one.facts):
        x, wide = _fact(place)
        paper.text(x + 3.5, 128.5, label, 12, room=wide - 7)
        paper.text(x + wide - 3.5, 136.0, amount, 20, Role.BOLD, align=Align.RIGHT, room=wide - 7)


def _table(paper: Paper, one: Statement, top: float, lines: Sequence[Line]) -> float:
    day, host, content, time, stamps, total, why = _COLUMNS
    count = len(lines)
    paper.stencil(("table", top, count, one.unit), lambda: _ruled(paper, one.unit, top, count))
    y = top + 7
    for line in lines:
        base = y + 5.1
        paper.text(day, base, line.day, 12, room=host - day - 2)
        paper.text(host, base, line.host, 12, room=content - host - 2)
        paper.text(content, base, line.content, 12, room=time - content - 15)
        paper.text(time, base, line.time, 12, align=Align.RIGHT, room=14)
        paper.text(stamps, base, line.stamps, 12, align=Align.RIGHT)
        paper.text(total, base, line.total, 12, Role.BOLD, align=Align.RIGHT)
        paper.text(why, base, line.why, 10, room=_RIGHT - why)
        y += _ROW
    return y


def _ruled(paper: Paper, unit: str, top: float, count: int) -> None:
    """Draw the heading of the table and the rule below each of its `count` lines."""
    day, host, content, time, stamps, total, why = _COLUMNS
    paper.box(MARGIN, top, _WIDE, 7, 0, fill=0.92)
    for x, words, align in (
        (day, _("Day"), Align.LEFT), (host, _("Host"), Align.LEFT),
        (content, _("Activity"), Align.LEFT), (time, _("Time"), Align.RIGHT),
        (stamps, unit, Align.RIGHT), (total, _("Sum"), Align.RIGHT),
        (why, _("Why it counts so"), Align.LEFT),
    ):  # fmt: skip
        paper.text(x, top + 5.0, words, 11.5, Role.BOLD, align=align)
    for n in range(1, count + 1):
        y = top + 7 + n * _ROW
        paper.rule(MARGIN, y, _RIGHT, y)


def _subtotal(paper: Paper, one: Statement, y: float, lines: Sequence[Line], *, more: bool) -> None:
    if not one.lines:
        paper.text(_COLUMNS[0], y + 5.6, _("There is no activity in this year yet."), 12)
        return
    paper.rule(MARGIN, y, _RIGHT, y, 1.2)
    here = sum(int(line.stamps) for line in lines)
    words = _("This page: {count} {unit}").format(count=here, unit=one.unit)
    if more:
        onward = _("It goes on on the next page.")
        words = f"{words}　　{onward}"
    paper.text(_COLUMNS[0], y + 5.6, words, 12)
    paper.text(_COLUMNS[5], y + 5.6, lines[-1].total, 13, Role.BOLD, align=Align.RIGHT)


def _deadline(paper: Paper, one: Statement) -> None:
    y = _DEADLINE + 8.2
    for place, line in enumerate(one.deadline[:3]):
        role = Role.BODY if place else Role.BOLD
        paper.text(MARGIN + 5, y, line, 13, role, room=_WIDE - 10)
        y += 9.2


def _foot(paper: Paper, one: Statement, page: int, pages: int) -> None:
    paper.text(MARGIN, paper.high - 13, one.foot, 9, room=130)
    paper.text(_RIGHT, paper.high - 13, f"{page} ／ {pages}", 11, align=Align.RIGHT)
