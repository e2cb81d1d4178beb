"""カード: the personal card one brings to every meeting; nothing readable is in its code."""

from dataclasses import dataclass, field

from resources import labels
from resources.labels import Feed
from resources.paper import BAND, Cancel, Paper, Progress
from resources.type import Role
from resources.words import _
from sessions.papers.name_tags import draw_code, draw_name


@dataclass(frozen=True, slots=True)
class Card:
    """One person's card; an empty `name` makes a blank one to be written by hand."""

    code: str
    short_code: str
    name: str = ""
    kana: str = ""


@dataclass(frozen=True, slots=True)
class Cards:
    """Cards of one office; `lost` says whom to tell when a card is lost (name and phone)."""

    office: str
    cards: tuple[Card, ...]
    lost: str = ""
    feed: Feed = field(default_factory=Feed)


def sheets(content: Cards) -> int:
    """Return how many sheets of paper `content` takes."""
    return labels.sheets(len(content.cards), content.feed.start)


def draw(
    content: Cards, *, progress: Progress | None = None, cancel: Cancel | None = None
) -> bytes:
    """Return the PDF; raises `Cancelled` when `cancel` says so."""

    def one(paper: Paper, x: float, y: float, card: Card) -> None:
        paper.box(x + 3, y + 3, 85, 8.6, 0, fill=BAND)
        paper.text(x + 6.5, y + 8.6, content.office, 10.5, Role.BOLD, room=78)
        if card.name:
            draw_name(paper, x + 6.5, y, card.name, card.kana)
        else:
            paper.text(x + 6.5, y + 18.8, _("Your name"), 11)
            paper.rule(x + 6.5, y + 36, x + 60.5, y + 36, 0.5)
        paper.text(x + 6.5, y + 46.4, _("Please show this at the reception."), 9, room=54)
        if content.lost:
            lost = _("If it is lost: {contact}").format(contact=content.lost)
            paper.text(x + 6.5, y + 51, lost, 8, room=50)
        draw_code(paper, x, y, card.code, card.short_code)

    title = _("Cards: {office}").format(office=content.office)
    return labels.draw(title, content.cards, one, content.feed, progress=progress, cancel=cancel)
