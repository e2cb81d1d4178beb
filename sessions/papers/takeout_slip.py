"""持ち出しの合言葉の控え: the passcode of one package, which never travels with the computer."""

from dataclasses import dataclass

from resources.paper import MARGIN, Align, Cancel, Paper, Progress
from resources.symbols import Shape
from resources.type import Role
from resources.words import _

_RIGHT = 190.0
_ROOM = _RIGHT - MARGIN


@dataclass(frozen=True, slots=True)
class TakeoutSlip:
    """What is said once. `passcode` as it is shown, its groups parted by a hyphen."""

    office: str
    label: str
    when: str
    carrier: str
    people: str
    until: str
    passcode: str
    phone: str = ""
    file_name: str = ""


def draw(
    content: TakeoutSlip, *, progress: Progress | None = None, cancel: Cancel | None = None
) -> bytes:
    """Return the PDF. It holds a secret: keep the bytes in memory and never on a disk."""
    paper = Paper(_("Passcode of a package"), pages=1, progress=progress, cancel=cancel)
    paper.text(MARGIN, 30, _("Passcode of a package"), 24, Role.BOLD)
    paper.rule(MARGIN, 34.5, _RIGHT, 34.5, 1.2)
    y = 45.0
    for label, fact in (
        (_("Package"), content.label),
        (_("Day of the meeting"), content.when),
        (_("Taken out by"), content.carrier),
        (_("On board"), content.people),
        (_("Good until"), content.until),
        (_("File"), content.file_name),
    ):
        if fact:
            paper.text(MARGIN, y, label, 12, Role.BOLD)
            paper.text(66, y, fact, 13, room=_RIGHT - 66)
            y += 8.5
    y += 3
    paper.box(MARGIN, y, _ROOM, 40, 1.4, radius=3)
    paper.text(MARGIN + 6, y + 9, _("Passcode"), 13, Role.BOLD)
    _letters(paper, y + 27, content.passcode)
    paper.text(
        MARGIN + _ROOM / 2,
        y + 36,
        _("Zero and O, one and I are the same. Capital or small does not matter."),
        10,
        align=Align.CENTRE,
        room=_ROOM - 12,
    )
    y += 50
    paper.box(MARGIN, y, _ROOM, 17, 1.4, radius=3, fill=0)
    paper.text(
        MARGIN + _ROOM / 2,
        y + 11.2,
        _("Do not carry this paper together with the computer"),
        19,
        Role.BOLD,
        align=Align.CENTRE,
        room=_ROOM - 12,
        white=True,
    )
    y += 29
    lines = (
        _("Put it into your own pocket, not into the computer's bag. Or tell it by telephone."),
        _("If the computer is lost, tell the office at once. Without this code nothing is read."),
        _("After the evening, bring this paper back to the office and destroy it."),
    )
    for line in lines:
        paper.shape(Shape.DISC, MARGIN + 2, y - 1.5, 1.6)
        y = paper.block(MARGIN + 7, y, line, 12, _ROOM - 8) + 2.5
    if content.phone:
        paper.text(MARGIN, y + 6, _("The office"), 12, Role.BOLD)
        paper.text(66, y + 6, content.phone, 15, Role.BOLD)
    paper.foot(content.office)
    paper.end_page()
    return paper.finish()


def _letters(paper: Paper, y: float, passcode: str) -> None:
    # Equal steps, so that no letter hides beside a wide one when it is read out.
    pitch = min(13.5, (_ROOM - 20) / max(1, len(passcode)))
    left = MARGIN + _ROOM / 2 - pitch * (len(passcode) - 1) / 2
    for place, letter in enumerate(passcode):
        paper.text(left + pitch * place, y, letter, 32, Role.BOLD, align=Align.CENTRE)
