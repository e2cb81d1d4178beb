"""封筒: addresses straight onto envelopes or postcards, from top to bottom or across."""

from dataclasses import dataclass

from resources import upright
from resources.paper import MM, Align, Cancel, Paper, Progress
from resources.stationery import Envelope
from resources.type import Role
from resources.words import _
from sessions.papers import postage_mark
from sessions.papers.address_block import Address, Sizes, paint
from sessions.papers.postage_mark import PostageMark

# The seven boxes for the post code, as envelopes and postcards have them printed (mm from the
# right edge of the paper to the middle of each box, and the middle of their height).
_BOXES = (52.85, 45.85, 38.85, 31.25, 24.45, 17.65, 10.85)
_BOXES_MIDDLE = 16.0
_COLUMN = 1.35  # from one column to the next, in letters


@dataclass(frozen=True, slots=True)
class Envelopes:
    """One envelope for each address; `sender` is left out where the envelope has it printed.

    `boxes` says that boxes for the post code are there already, and its digits go into them.
    `mark` stands in the place of the stamp.
    """

    kind: Envelope
    addresses: tuple[Address, ...]
    sender: Address | None = None
    upright: bool = True
    boxes: bool = True
    mark: PostageMark | None = None


def draw(
    content: Envelopes, *, progress: Progress | None = None, cancel: Cancel | None = None
) -> bytes:
    """Return the PDF, an envelope a page; raises `Cancelled` when `cancel` says so."""
    size = (content.kind.wide, content.kind.high)
    if not content.upright:
        size = (size[1], size[0])
    addresses = content.addresses or (Address(()),)
    paper = Paper(_("Envelopes"), pages=len(addresses), size=size, progress=progress, cancel=cancel)
    for one in addresses:
        if content.upright:
            _standing(paper, one, content)
        else:
            _lying(paper, one, content)
        if content.mark is not None:
            postage_mark.paint(paper, content.mark, upright=content.upright)
        paper.end_page()
    return paper.finish()


def _lying(paper: Paper, one: Address, content: Envelopes) -> None:
    part = paper.wide / 235.0
    sizes = Sizes(13, 14, 21) if part >= 1 else Sizes(11, 11.5, 17)
    left = paper.wide * 0.3
    paint(paper, left, paper.high * 0.24, paper.wide - left - 12, paper.high * 0.46, one, sizes)
    if content.sender is not None:
        wide = paper.wide * 0.5
        paint(
            paper, 12, paper.high * 0.74, wide, paper.high * 0.22, content.sender, Sizes(8, 8.5, 10)
        )


def _standing(paper: Paper, one: Address, content: Envelopes) -> None:
    large = min(paper.wide / 120.0, 1.35) if paper.wide >= 110 else 0.8
    top = 12.0 + 26.0 * large
    if content.boxes:
        digits = [letter for letter in one.post_code if letter.isdigit()]
        for right, digit in zip(_BOXES, digits, strict=False):
            paper.text(paper.wide - right, _BOXES_MIDDLE + 2.1, digit, 17, align=Align.CENTRE)
    elif one.post_code:
        paper.text(paper.wide - 10, 18, f"〒{one.post_code}", 14, align=Align.RIGHT)
    bottom = paper.high - 18 * large
    x = _columns(
        paper, paper.wide - 15 * large, top, bottom, upright.numerals(one.address), 15 * large
    )
    if one.organisation:
        words = f"{one.organisation}　{one.organisation_honorific}".strip()
        if one.names:
            x = _columns(paper, x, top + 10 * large, bottom, words, 17 * large)
    names = [f"{name}　{honorific}".rstrip("　") for name, honorific in one.names]
    if not names:
        names = [f"{one.organisation}　{one.organisation_honorific}".strip()]
    _names(paper, names, x, top + 12 * large, bottom, 27 * large)
    if content.sender is not None:
        _sender(paper, content.sender, large)


def _columns(
    paper: Paper, x: float, top: float, bottom: float, words: str, size: float, *, most: int = 2
) -> float:
    """Set `words` in columns from `x` to the left, and return the place of the next column."""
    while words:
        lines = _split(words, (bottom - top) * MM / size)
        if len(lines) <= most or size < 6:
            break
        size *= 0.93
    else:
        return x
    step = size * _COLUMN / MM
    for number, line in enumerate(lines):
        # The second column of an address begins a little lower, so that both read as one.
        paper.column(x, top + (step if number else 0), line, size)
        x -= step
    return x - step * 0.3


def _split(words: str, room: float) -> list[str]:
    """Break a text into columns of `room` em, at a blank where there is one."""
    lines, rest = [], words.strip()
    while rest and upright.height(rest, Role.MINCHO) > room:
        end = len(rest)
        while end > 1 and upright.height(rest[:end], Role.MINCHO) > room - 1.5:
            end -= 1
        blank = max(rest.rfind("　", 0, end), rest.rfind(" ", 0, end))
        end = blank if blank > end // 3 else end
        lines.append(rest[:end].strip())
        rest = rest[end:].strip()
    return [*lines, rest] if rest else lines


def _names(
    paper: Paper, names: list[str], right: float, top: float, bottom: float, size: float
) -> None:
    """Set the names around the middle of the envelope, further ones to the left."""
    longest = max(upright.height(one, Role.MINCHO) for one in names)
    size = min(size, (bottom - top) * MM / max(longest, 1))
    room = right - paper.wide * 0.24
    size = min(size, room * MM / (len(names) * 1.5))
    step = size * 1.5 / MM
    x = min(paper.wide / 2 + step * (len(names) - 1) / 2, right - step / 2)
    for one in names:
        paper.column(x, top, one, size)
        x -= step


def _sender(paper: Paper, sender: Address, large: float) -> None:
    bottom = paper.high - 14 * large
    top = paper.high * 0.46
    size = 10.5 * large
    x = 27 * large
    if sender.post_code:
        paper.text(9 * large, top - 3, f"〒{sender.post_code}", 9 * large)
    x = _columns(paper, x, top, bottom, upright.numerals(sender.address), size)
    for words in filter(None, (sender.organisation, *(name for name, _honour in sender.names))):
        x = _columns(paper, x, top, bottom, words, size * 1.15, most=1)
