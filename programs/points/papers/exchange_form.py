"""ポイント交換申請書 (P12): what is asked for as what, filled in or blank; A4, one sheet each."""

from collections.abc import Sequence
from dataclasses import dataclass

from resources.paper import MARGIN, Align, Cancel, Paper, Progress
from resources.type import Role
from resources.words import _

_RIGHT = 190.0
_WIDE = _RIGHT - MARGIN
_LABEL = 42.0
_ROW = 12.0


@dataclass(frozen=True, slots=True)
class ExchangeForm:
    """One application; everything as it is to be read, empty on the blank twin.

    `choices` are (what, amount, note) of every reward the rules know, the amount "" where none
    is asked for.
    """

    to: str  # the head of the office
    date: str
    year: str
    number: str
    name: str
    kana: str
    address: str
    phone: str
    stamps: str
    left: str  # what may be exchanged
    choices: tuple[tuple[str, str, str], ...]
    total: str
    card_number: str
    deadline: str
    foot: str = ""


def draw(
    contents: Sequence[ExchangeForm],
    *,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> bytes:
    """Return the PDF, a sheet for each of `contents`."""
    paper = Paper(
        _("Application for an exchange of points"), pages=len(contents), progress=progress,
        cancel=cancel,
    )  # fmt: skip
    for one in contents:
        _sheet(paper, one)
        paper.end_page()
    return paper.finish()


def _sheet(paper: Paper, one: ExchangeForm) -> None:
    blank_date = _("Year 　　 month 　　 day 　　")
    paper.text(_RIGHT, 25, one.date or blank_date, 12, align=Align.RIGHT)
    paper.text(MARGIN, 34, one.to, 13, room=110)
    title = _("Application for an exchange of points")
    paper.text(paper.wide / 2, 52, title, 22, Role.BOLD, align=Align.CENTRE, room=_WIDE)
    paper.text(paper.wide / 2, 60, one.year, 13, align=Align.CENTRE, room=_WIDE)
    y = 66.0
    for label, words, below in (
        (_("Registration number"), one.number, ""),
        (_("Name and reading"), one.name, one.kana),
        (_("Address and telephone"), one.address, one.phone),
        (_("Stamps of this year"), one.stamps, ""),
        (_("Can be exchanged now"), one.left, ""),
    ):
        _row(paper, y, label, words, below)
        y += _ROW
    y += 7
    paper.text(MARGIN, y, _("I apply for this exchange."), 14, Role.BOLD)
    y += 4
    y = _choices(paper, y, one)
    y += 5
    _row(paper, y, _("Number of the card"), one.card_number, "")
    y += _ROW
    _row(
        paper,
        y,
        _("How it is received"),
        _("□ at the counter　　□ otherwise（　　　　　　　　）"),
        "",
    )
    y += _ROW + 9
    paper.text(MARGIN, y, _("Signed by the applicant"), 12)
    paper.rule(MARGIN + 52, y + 1.5, _RIGHT - 28, y + 1.5, 0.7)
    paper.text(_RIGHT - 22, y, _("(seal not needed)"), 9.5, room=24)
    y += 8
    if one.deadline:
        paper.text(MARGIN, y, one.deadline, 11.5, room=_WIDE)
    _office(paper, 254)
    if one.foot:
        paper.text(MARGIN, paper.high - 13, one.foot, 9, room=130)


def _row(paper: Paper, y: float, label: str, words: str, below: str) -> None:
    paper.box(MARGIN, y, _LABEL, _ROW, 0.6, fill=0.94)
    paper.box(MARGIN + _LABEL, y, _WIDE - _LABEL, _ROW, 0.6)
    paper.text(MARGIN + 3, y + 7.7, label, 11.5, room=_LABEL - 5)
    room = _WIDE - _LABEL - 6
    if below:
        paper.text(MARGIN + _LABEL + 3, y + 4.4, below, 9, room=room)
        paper.text(MARGIN + _LABEL + 3, y + 10, words, 14, room=room)
    else:
        paper.text(MARGIN + _LABEL + 3, y + 8, words, 14, room=room)


def _choices(paper: Paper, y: float, one: ExchangeForm) -> float:
    high = 9.5
    paper.box(MARGIN, y, _WIDE, 7, 0.6, fill=0.94)
    paper.text(MARGIN + 3, y + 5, _("What the points become"), 11, Role.BOLD)
    paper.text(MARGIN + 118, y + 5, _("Amount"), 11, Role.BOLD, align=Align.RIGHT)
    paper.text(MARGIN + 122, y + 5, _("Remarks"), 11, Role.BOLD)
    y += 7
    for what, amount, note in one.choices:
        paper.box(MARGIN, y, _WIDE, high, 0.6)
        paper.text(MARGIN + 3, y + 6.6, what, 13, room=84)
        paper.text(MARGIN + 118, y + 6.6, amount or _("　　　　　　yen"), 13, align=Align.RIGHT)
        paper.text(MARGIN + 122, y + 6.6, note, 11, room=_WIDE - 125)
        y += high
    paper.box(MARGIN, y, _WIDE, high, 1.2)
    paper.text(MARGIN + 3, y + 6.6, _("In all"), 13, Role.BOLD)
    paper.text(MARGIN + 118, y + 6.8, one.total or _("　　　　　　yen"), 15, Role.BOLD,
               align=Align.RIGHT)  # fmt: skip
    return y + high


def _office(paper: Paper, y: float) -> None:
    """Leave the boxes the office fills in."""
    paper.text(MARGIN, y - 2, _("For the office"), 9.5)
    wide = _WIDE / 4
    for place, label in enumerate(
        (_("Received by"), _("Compared with the ledger"), _("Approved by"), _("Handed over by"))
    ):
        x = MARGIN + place * wide
        paper.box(x, y, wide, 6, 0.5, fill=0.94)
        paper.box(x, y + 6, wide, 16, 0.5)
        paper.text(x + wide / 2, y + 4.4, label, 9.5, align=Align.CENTRE, room=wide - 3)
