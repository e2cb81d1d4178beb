"""P05 更新案内はがき: the written side of a postcard that asks whether somebody goes on."""

from collections.abc import Sequence
from dataclasses import dataclass

from resources.paper import Align, Cancel, Paper, Progress
from resources.symbols import CARD
from resources.type import Role
from resources.words import _

SIZE = (100.0, 148.0)
_LEFT, _RIGHT = 8.0, 92.0


@dataclass(frozen=True, slots=True)
class RenewalCard:
    """The card of one person; without a name it is the blank twin. Days as they are to be read."""

    programme: str
    year: str
    until: str
    office: str
    contact: str
    number: str = ""
    name: str = ""
    code: str = ""


def draw(
    cards: Sequence[RenewalCard],
    *,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> bytes:
    """Return the PDF, a postcard a page; raises `Cancelled` when `cancel` says so."""
    title = _("Renewal of the registration")
    paper = Paper(title, pages=len(cards), size=SIZE, progress=progress, cancel=cancel)
    for card in cards:
        _page(paper, card)
        paper.end_page()
    return paper.finish()


def _page(paper: Paper, card: RenewalCard) -> None:
    middle = (_LEFT + _RIGHT) / 2
    paper.text(middle, 13, card.programme, 10.5, align=Align.CENTRE, room=84)
    title = _("Renewal for {year}").format(year=card.year)
    paper.text(middle, 22, title, 16, Role.BOLD, align=Align.CENTRE, room=84)
    paper.rule(_LEFT, 25.5, _RIGHT, 25.5, 1.0)
    said = _("Thank you for what you do. Please tell us whether you go on in {year}.").format(
        year=card.year
    )
    y = paper.block(_LEFT, 33, said, 12, _RIGHT - _LEFT, leading=1.55)
    paper.box(_LEFT, y - 1, 84, 13, 1.2, radius=2)
    until = _("Please answer until {day}.").format(day=card.until)
    paper.text(middle, y + 7.2, until, 13, Role.BOLD, align=Align.CENTRE, room=80)
    y += 21
    for words in (_("I go on."), _("I pause for a while."), _("I stop.")):
        paper.box(_LEFT + 1, y - 4.4, 5, 5, 0.9)
        paper.text(_LEFT + 9, y, words, 14)
        y += 9.5
    paper.text(_LEFT, y + 3, _("Signature"), 11)
    paper.rule(_LEFT + 17, y + 4.4, 66, y + 4.4, 0.5)
    paper.text(_LEFT, y + 13, _("Bring this card to the counter, or call us."), 11, room=84)
    who = _("Registration number {number}").format(number=card.number or "　　　　")
    paper.text(_LEFT, 127, who, 13, Role.BOLD, room=56)
    if card.name:
        paper.text(_LEFT, 120, f"{card.name}　様", 13, room=56)
    paper.text(_LEFT, 136, card.office, 10.5, Role.BOLD, room=60)
    paper.text(_LEFT, 142, card.contact, 10.5, room=60)
    if card.code:
        paper.qr(_RIGHT - 19, 121, card.code, CARD, 19)
