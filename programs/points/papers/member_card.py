"""P04 ポイントカード: 86 × 54 mm, ten to a sheet, with the code for the counter."""

from dataclasses import dataclass, field

from resources import labels
from resources.labels import HIGH, WIDE, Feed
from resources.paper import BAND, Align, Cancel, Paper, Progress
from resources.type import Role
from resources.words import _
from sessions.papers.name_tags import NAME_ROOM, draw_code

_CARD = (86.0, 54.0)
_NAME = 26.0


@dataclass(frozen=True, slots=True)
class MemberCard:
    """One card; without a name it is a blank one. `reissued` is its 再交付 number, 0 the first."""

    code: str
    short_code: str
    number: str = ""
    name: str = ""
    kana: str = ""
    reissued: int = 0


@dataclass(frozen=True, slots=True)
class MemberCards:
    """Cards of one programme; `lost` says whom to tell when one is lost."""

    programme: str
    cards: tuple[MemberCard, ...]
    lost: str = ""
    feed: Feed = field(default_factory=Feed)


def sheets(content: MemberCards) -> int:
    """Return how many sheets of paper `content` takes."""
    return labels.sheets(len(content.cards), content.feed.start)


def draw(
    content: MemberCards, *, progress: Progress | None = None, cancel: Cancel | None = None
) -> bytes:
    """Return the PDF; raises `Cancelled` when `cancel` says so."""

    def one(paper: Paper, x: float, y: float, card: MemberCard) -> None:
        left, top = x + (WIDE - _CARD[0]) / 2, y + (HIGH - _CARD[1]) / 2
        paper.box(left, top, *_CARD, 0.35, radius=3)
        paper.box(left + 2, y + 3, _CARD[0] - 4, 8.6, 0, fill=BAND)
        paper.text(x + 6.5, y + 8.7, content.programme, 10.5, Role.BOLD, room=78)
        if card.name:
            _name(paper, x + 6.5, y, card)
        else:
            paper.text(x + 6.5, y + 18, _("Full name"), 11)
            paper.rule(x + 6.5, y + 34, x + 60.5, y + 34, 0.5)
        number = _("Registration number {number}").format(number=card.number or "　　　　")
        paper.text(x + 6.5, y + 42.2, number, 13.5, Role.BOLD, room=37)
        if card.reissued:
            words = _("issued again {count}").format(count=card.reissued)
            paper.text(x + 60.5, y + 42, words, 10, align=Align.RIGHT, room=22)
        paper.text(x + 6.5, y + 47.4, _("Nobody else may use or buy it."), 8, room=54)
        if content.lost:
            lost = _("If it is lost: {contact}").format(contact=content.lost)
            paper.text(x + 6.5, y + 51.4, lost, 8, room=54)
        if card.code:
            draw_code(paper, x - 1, y - 1.4, card.code, card.short_code)

    title = _("Points cards: {programme}").format(programme=content.programme)
    return labels.draw(title, content.cards, one, content.feed, progress=progress, cancel=cancel)


def _name(paper: Paper, x: float, y: float, card: MemberCard) -> None:
    """Set a name above the number: large in one line, smaller where it takes two."""
    paper.text(x, y + 17, card.kana, 11, room=NAME_ROOM)
    long = paper.measure(card.name, _NAME, Role.BOLD) > NAME_ROOM / 0.8
    paper.name(x, y + (27.2 if long else 27), card.name, 17 if long else _NAME, NAME_ROOM)
