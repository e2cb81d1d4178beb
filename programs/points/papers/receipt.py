"""受領書 (P13): signed by who received; for a donation the 受領証 the office gives; A4."""

from collections.abc import Sequence
from dataclasses import dataclass

from resources.paper import MARGIN, Align, Cancel, Paper, Progress
from resources.type import Role
from resources.words import _

_RIGHT = 190.0
_WIDE = _RIGHT - MARGIN


@dataclass(frozen=True, slots=True)
class Receipt:
    """One receipt; everything as it is to be read. `lines` are (what, amount, note).

    With `donation` the office thanks and signs with its seal; without it the volunteer signs.
    """

    number: str
    date: str
    name: str
    registration: str
    year: str
    lines: tuple[tuple[str, str, str], ...]
    total: str
    office: str
    head: str  # title and name of who signs for the office
    donation: bool = False


def draw(
    contents: Sequence[Receipt],
    *,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> bytes:
    """Return the PDF, a sheet for each of `contents`."""
    paper = Paper(_("Receipt"), pages=len(contents), progress=progress, cancel=cancel)
    for one in contents:
        _sheet(paper, one)
        paper.end_page()
    return paper.finish()


def _sheet(paper: Paper, one: Receipt) -> None:
    paper.text(_RIGHT, 26, _("Number {number}").format(number=one.number), 12, align=Align.RIGHT)
    paper.text(_RIGHT, 33, one.date or _("Year 　　 month 　　 day 　　"), 12, align=Align.RIGHT)
    title = _("Receipt of a donation") if one.donation else _("Receipt")
    paper.spread(paper.wide / 2, 58, title, 28, Role.BOLD, gap=0.3)
    addressee = one.name if one.donation else one.office
    words = _("{name} sama") if one.donation else _("To {name}")
    paper.text(MARGIN, 80, words.format(name=addressee), 17, Role.BOLD, room=_WIDE)
    paper.box(MARGIN + 25, 90, _WIDE - 50, 20, 1.4, radius=2)
    paper.text(paper.wide / 2, 104, one.total, 28, Role.BOLD, align=Align.CENTRE, room=_WIDE - 60)
    sentence = (
        _("We have received this as a donation from the points of {year}. We thank you sincerely.")
        if one.donation
        else _("I have received the following in exchange for points of {year}.")
    )
    y = paper.block(MARGIN, 124, sentence.format(year=one.year), 14, _WIDE)
    y = _lines(paper, y + 2, one)
    if one.donation:
        paper.text(_RIGHT, y + 26, one.office, 16, Role.BOLD, align=Align.RIGHT, room=_WIDE)
        paper.text(_RIGHT - 24, y + 36, one.head, 16, align=Align.RIGHT, room=_WIDE - 30)
    else:
        _signature(paper, y + 16, one)
    paper.text(MARGIN, paper.high - 13, _("Registration {number}").format(number=one.registration),
               10)  # fmt: skip


def _lines(paper: Paper, y: float, one: Receipt) -> float:
    paper.box(MARGIN, y, _WIDE, 8, 0.6, fill=0.94)
    paper.text(MARGIN + 3, y + 5.6, _("What was received"), 11.5, Role.BOLD)
    paper.text(MARGIN + 118, y + 5.6, _("Amount"), 11.5, Role.BOLD, align=Align.RIGHT)
    paper.text(MARGIN + 122, y + 5.6, _("Remarks"), 11.5, Role.BOLD)
    y += 8
    for what, amount, note in one.lines:
        paper.box(MARGIN, y, _WIDE, 11, 0.6)
        paper.text(MARGIN + 3, y + 7.5, what, 13.5, room=84)
        paper.text(MARGIN + 118, y + 7.5, amount, 13.5, align=Align.RIGHT)
        paper.text(MARGIN + 122, y + 7.5, note, 11, room=_WIDE - 125)
        y += 11
    return y


def _signature(paper: Paper, y: float, one: Receipt) -> None:
    """Leave a box wide enough for a hand of eighty-five."""
    paper.text(MARGIN, y, _("Please sign here"), 13, Role.BOLD)
    paper.box(MARGIN, y + 4, _WIDE, 30, 1.2, radius=2)
    paper.text(MARGIN + 4, y + 11, _("Date received"), 11)
    paper.text(MARGIN + 32, y + 11, _("Year 　　 month 　　 day 　　"), 12)
    paper.text(MARGIN + 4, y + 27, _("Name"), 11)
    paper.rule(MARGIN + 20, y + 28.5, _RIGHT - 34, y + 28.5, 0.6)
    paper.text(_RIGHT - 30, y + 27, _("(seal not needed)"), 9.5, room=27)
    paper.text(MARGIN, y + 44, _("Registered as {name}").format(name=one.name), 12, room=_WIDE)
