"""延期／中止のお知らせ: a letter to those expected, for it snows in Ina."""

from dataclasses import dataclass
from enum import Enum

from resources.paper import MARGIN, Align, Cancel, Paper, Progress
from resources.type import Role
from resources.words import _

_RIGHT = 190.0
_LABEL, _FACT = 30.0, 66.0


class Change(Enum):
    """What became of the meeting."""

    POSTPONED = "postponed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who gets the letter; without an address it is handed over. An empty name is blank."""

    name: str = ""
    post_code: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """One letter to many; dates as they are to be read, the resident's way.

    `now` is the new date, empty while it is not known; `people` without anybody make
    the blank twin. `title` and `greeting` are the office's own wording, where it has one.
    """

    change: Change
    meeting: str
    was: str
    where: str
    written: str
    issuer: str
    contact: str
    people: tuple[Addressee, ...] = ()
    now: str = ""
    reason: str = ""
    title: str = ""
    greeting: str = ""


def draw(
    content: Notice, *, progress: Progress | None = None, cancel: Cancel | None = None
) -> bytes:
    """Return the PDF, one sheet for each addressee."""
    people = content.people or (Addressee(),)
    title = content.title or _title(content).format(meeting=content.meeting)
    paper = Paper(title, pages=len(people), progress=progress, cancel=cancel)
    for person in people:
        paper.form("letter", lambda: _letter(paper, content, title))
        _address(paper, person)
        paper.end_page()
    return paper.finish()


def _title(content: Notice) -> str:
    if content.change is Change.POSTPONED:
        return _("{meeting}: the date changes")
    return _("{meeting} does not take place")


def _address(paper: Paper, person: Addressee) -> None:
    paper.text(28, 24, person.post_code, 12)
    for i, line in enumerate(person.address.splitlines()[:2]):
        paper.text(28, 30.5 + 5.5 * i, line, 12, room=84)
    honour = _("{name} (addressee)").format(name=person.name or "　　　　　　　　")
    paper.text(28, 45, honour, 18, Role.BOLD, room=84)
    if not person.name:
        paper.rule(28, 47.5, 100, 47.5, 0.5)


def _letter(paper: Paper, content: Notice, title: str) -> None:
    # Where the sheet is folded for a long envelope: ui.md's window lies above the first fold.
    for fold in (99.0, 198.0):
        paper.rule(4, fold, 9, fold, 0.35)
    paper.text(_RIGHT, 20, content.written, 12, align=Align.RIGHT, room=50)
    y = 27.0
    for line in content.issuer.splitlines():
        paper.text(_RIGHT, y, line, 12, align=Align.RIGHT, room=50)
        y += 6.5
    y = 90.0
    for line in paper.lines(title, 22, _RIGHT - MARGIN, Role.BOLD):
        paper.text(MARGIN, y, line, 22, Role.BOLD)
        y += 11
    paper.rule(MARGIN, y - 6, _RIGHT, y - 6, 1.2)
    y = _greeting(paper, content, y + 5)
    y = _facts(paper, content, y + 4)
    sorry = _("We are sorry for the change, and look forward to meeting you.")
    # The office's own wording says such things itself.
    closing = "" if content.greeting else sorry
    y = paper.block(MARGIN, y + 14, closing, 14, _RIGHT - MARGIN)
    paper.box(MARGIN, y + 2, _RIGHT - MARGIN, 26, 1, radius=3)
    paper.text(MARGIN + 6, y + 11, _("Whom to ask"), 12, Role.BOLD)
    paper.block(MARGIN + 6, y + 19.5, content.contact, 15, _RIGHT - MARGIN - 12, Role.BOLD)


def _greeting(paper: Paper, content: Notice, y: float) -> float:
    if content.greeting:
        text = content.greeting
    elif content.change is Change.CANCELLED:
        text = _("The gathering you were expected at does not take place this time.")
    elif content.now:
        text = _("The gathering you were expected at moves to another day.")
    else:
        text = _("The gathering you were expected at is put off. We will tell you the new day.")
    y = paper.block(MARGIN, y, text, 14, _RIGHT - MARGIN)
    if content.reason:
        reason = _("Reason: {reason}").format(reason=content.reason)
        y = paper.block(MARGIN, y, reason, 14, _RIGHT - MARGIN)
    return y


def _facts(paper: Paper, content: Notice, y: float) -> float:
    off = content.change is Change.CANCELLED
    before = _("The day it was to be") if off else _("Until now")
    rows = [(before, content.was, 14.0, Role.BODY)]
    if not off:
        rows.append((_("New day"), content.now or _("to be told later"), 20.0, Role.BOLD))
        rows.append((_("Place"), content.where, 14.0, Role.BODY))
    high = 8 + 12.0 * len(rows)
    paper.box(MARGIN, y, _RIGHT - MARGIN, high, 1, radius=3)
    base = y + 12
    for label, fact, size, role in rows:
        paper.text(_LABEL, base, label, 12, Role.BOLD)
        paper.text(_FACT, base, fact, size, role, room=_RIGHT - _FACT - 6)
        if off or (label == before and content.now):
            wide = min(paper.measure(fact, size, role), _RIGHT - _FACT - 6)
            paper.rule(_FACT - 1, base - 1.8, _FACT + wide + 1, base - 1.8, 1)
        base += 12
    return y + high
