"""名札: ten to a sheet, the name large enough to be read across a table, the code for the door."""

from dataclasses import dataclass, field

from resources import labels
from resources.labels import Feed
from resources.paper import BAND, MM, Align, Cancel, Paper, Progress
from resources.symbols import CARD, GROUPS
from resources.type import SHRINK, Role, width
from resources.words import _

_INSET = 6.5
NAME_ROOM = 54.0
_QR = 21.0


@dataclass(frozen=True, slots=True)
class NameTag:
    """One person's tag. `code` goes into the QR, `short_code` is read by people.

    What a person needs at the hall and the language they speak stay off the tag.
    """

    name: str
    kana: str
    district: str
    code: str
    short_code: str
    group: int | None = None


@dataclass(frozen=True, slots=True)
class BlankTag:
    """A numbered tag for somebody who comes unannounced and writes the name by hand."""

    code: str
    number: str


@dataclass(frozen=True, slots=True)
class NameTags:
    """The tags of one meeting, in the order they are to lie on the sheets."""

    meeting: str
    tags: tuple[NameTag | BlankTag, ...]
    feed: Feed = field(default_factory=Feed)
    ruby: bool = True


def sheets(content: NameTags) -> int:
    """Return how many sheets of paper `content` takes."""
    return labels.sheets(len(content.tags), content.feed.start)


def draw(
    content: NameTags, *, progress: Progress | None = None, cancel: Cancel | None = None
) -> bytes:
    """Return the PDF; raises `Cancelled` when `cancel` says so."""

    def one(paper: Paper, x: float, y: float, tag: NameTag | BlankTag) -> None:
        if isinstance(tag, BlankTag):
            _draw_blank(paper, x, y, content.meeting, tag)
        else:
            _draw_tag(paper, x, y, content, tag)

    title = _("Name tags: {meeting}").format(meeting=content.meeting)
    return labels.draw(title, content.tags, one, content.feed, progress=progress, cancel=cancel)


def _draw_tag(paper: Paper, x: float, y: float, content: NameTags, tag: NameTag) -> None:
    paper.box(x + 3, y + 3, 85, 8.6, 0, fill=BAND)
    room = 78.0
    if tag.group is not None:
        group = _("Group {number}").format(number=tag.group)
        paper.text(x + 84, y + 8.9, group, 13, Role.BOLD, align=Align.RIGHT)
        wide = width(group, Role.BOLD, 13) / MM
        shape = GROUPS[(tag.group - 1) % len(GROUPS)]
        paper.shape(shape, x + 84 - wide - 4.4, y + 7.3, 4.6)
        room -= wide + 10
    paper.text(x + _INSET, y + 8.6, content.meeting, 10.5, Role.BOLD, room=room)
    draw_name(paper, x + _INSET, y, tag.name, tag.kana if content.ruby else "")
    paper.text(x + _INSET, y + 48.6, tag.district, 12.5, room=NAME_ROOM)
    draw_code(paper, x, y, tag.code, tag.short_code)


def draw_name(paper: Paper, x: float, y: float, name: str, kana: str) -> None:
    """Set a name as large as 54 mm allow, its reading above; `y` is the top of the label."""
    paper.text(x, y + 18.2, kana, 12, room=NAME_ROOM)
    long = width(name, Role.BOLD, 30) * SHRINK > NAME_ROOM * MM
    paper.name(x, y + (31 if long else 29), name, 30, NAME_ROOM)


def draw_code(paper: Paper, x: float, y: float, code: str, caption: str) -> None:
    """Paint the code at the lower right of the label whose corner is (x, y), and its caption."""
    paper.qr(x + 64, y + 24, code, CARD, _QR)
    paper.text(x + 64 + _QR / 2, y + 51, caption, 7.6, align=Align.CENTRE, room=32)


def _draw_blank(paper: Paper, x: float, y: float, meeting: str, tag: BlankTag) -> None:
    paper.text(x + _INSET, y + 13.2, _("Your name"), 11)
    paper.rule(x + _INSET, y + 34.3, x + 60.5, y + 34.3, 0.5)
    paper.text(x + _INSET, y + 47.6, meeting, 10.5, room=48)
    caption = _("First time here {number}").format(number=tag.number)
    draw_code(paper, x, y, tag.code, caption)
