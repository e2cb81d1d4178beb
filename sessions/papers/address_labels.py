"""宛名ラベル: addresses on a sheet of labels one can buy, from any free place on."""

from dataclasses import dataclass

from resources.paper import Align, Cancel, Paper, Progress
from resources.stationery import EDGE, LabelSheet
from resources.words import _
from sessions.papers.address_block import Address, Sizes, paint

_INSET, _LEAST_HIGH = 3.5, 2.2


@dataclass(frozen=True, slots=True)
class AddressLabels:
    """Labels in the order they are to lie; `start` (from 1) is the first free place.

    None leaves a place free. `borders` draws the edges of all labels, for holding a trial sheet
    and a sheet of labels against the light.
    """

    sheet: LabelSheet
    addresses: tuple[Address | None, ...]
    start: int = 1
    borders: bool = False

    def __post_init__(self) -> None:
        if not 1 <= self.start <= self.sheet.count:
            raise ValueError(f"no place {self.start} on a sheet of {self.sheet.count}")


def draw(
    content: AddressLabels, *, progress: Progress | None = None, cancel: Cancel | None = None
) -> bytes:
    """Return the PDF; raises `Cancelled` when `cancel` says so."""
    sheet = content.sheet
    pages = sheet.sheets(len(content.addresses), content.start)
    paper = Paper(_("Address labels"), pages=pages, progress=progress, cancel=cancel)
    sizes = _sizes(sheet)
    for page in range(pages):
        if content.borders:
            paper.form("borders", lambda: _borders(paper, sheet))
        first = page * sheet.count - (content.start - 1)
        for place in range(sheet.count):
            one = (
                content.addresses[first + place]
                if 0 <= first + place < len(content.addresses)
                else None
            )
            if one is not None:
                _label(paper, sheet, place, one, sizes)
        _number(paper, sheet)
        paper.end_page()
    return paper.finish()


def inset(sheet: LabelSheet) -> tuple[float, float]:
    """Return the room left blank inside each label, across and down, in mm.

    Labels at the edge of the sheet keep their letters where the printer can reach.
    """
    right = 210.0 - sheet.left - sheet.step_across * (sheet.across - 1) - sheet.wide
    low = 297.0 - sheet.top - sheet.step_down * (sheet.down - 1) - sheet.high
    across = max(min(_INSET, sheet.wide * 0.06), EDGE + 1 - min(sheet.left, right))
    down = max(min(_INSET, sheet.high * 0.08), _LEAST_HIGH * 0.6, EDGE + 1 - min(sheet.top, low))
    return across, down


def _label(paper: Paper, sheet: LabelSheet, place: int, one: Address, sizes: Sizes) -> None:
    x, y = sheet.corner(place)
    across, down = inset(sheet)
    paint(paper, x + across, y + down, sheet.wide - 2 * across, sheet.high - 2 * down, one, sizes)


def _sizes(sheet: LabelSheet) -> Sizes:
    """Return letters that suit the height of a label; 9 points and more where there is room."""
    part = min(1.15, sheet.high / 42.3)
    return Sizes(max(8.0, 10.5 * part), max(8.0, 11 * part), max(11.0, 17.5 * part))


def _borders(paper: Paper, sheet: LabelSheet) -> None:
    for place in range(sheet.count):
        x, y = sheet.corner(place)
        left, top = max(x, EDGE + 0.2), max(y, EDGE + 0.2)
        right = min(x + sheet.wide, paper.wide - EDGE - 0.2)
        low = min(y + sheet.high, paper.high - EDGE - 0.2)
        paper.box(left, top, right - left, low - top, 0.35)


def _number(paper: Paper, sheet: LabelSheet) -> None:
    """Say which sheet this is where no label is in the way."""
    low = sheet.top + sheet.step_down * (sheet.down - 1) + sheet.high
    if paper.pages > 1 and paper.high - low >= EDGE + 4:
        words = _("Sheet {page} of {pages}").format(page=paper.page, pages=paper.pages)
        paper.text(paper.wide - 14, paper.high - EDGE - 1, words, 7, align=Align.RIGHT)
