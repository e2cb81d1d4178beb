"""月次報告のお願い: a fax to a host whose sheet has not come, one page that answers by itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from resources.paper import Align, Cancel, Paper, Progress
from resources.type import Role
from resources.words import _

_LEFT, _RIGHT = 22.0, 188.0


@dataclass(frozen=True, slots=True)
class SheetReminder:
    """One fax; `missing` are (month, until when it was due)."""

    to: str
    contact: str
    fax: str
    office: str
    office_lines: str  # where to answer
    dated: str
    missing: tuple[tuple[str, str], ...]


def draw(
    made: Sequence[SheetReminder],
    *,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> bytes:
    """Return the PDF of all faxes, a page each."""
    paper = Paper(
        _("Reminder of monthly sheets"), pages=len(made), progress=progress, cancel=cancel
    )
    for one in made:
        _draw_one(paper, one)
        paper.end_page()
    return paper.finish()


def _draw_one(paper: Paper, one: SheetReminder) -> None:
    paper.box(_LEFT, 18, _RIGHT - _LEFT, 14, 1.4)
    paper.text(_LEFT + 5, 27.5, _("FAX cover"), 18, Role.BOLD)
    paper.text(_RIGHT - 5, 27, one.dated, 12, align=Align.RIGHT)
    y = 44.0
    for label, words in (
        (_("Whereto"), one.to),
        (_("In charge"), one.contact and _("{name} (dear)").format(name=one.contact)),
        (_("Fax"), one.fax or _("(none entered; please hand it over)")),
        (_("Sent by"), one.office),
    ):
        paper.text(_LEFT, y, label, 13)
        paper.text(_LEFT + 32, y, words, 15, Role.BOLD, room=_RIGHT - _LEFT - 34)
        paper.rule(_LEFT, y + 3, _RIGHT, y + 3)
        y += 12
    y = paper.block(
        _LEFT, y + 8,
        _("Thank you for welcoming our volunteers. The sheet of the months below has not reached"
          " us yet. Please send it by fax when you can."),
        14, _RIGHT - _LEFT, leading=1.7,
    ) + 4  # fmt: skip
    for month, due in one.missing:
        paper.box(_LEFT, y - 6.5, _RIGHT - _LEFT, 11, 0.7)
        paper.text(_LEFT + 5, y + 1, month, 16, Role.BOLD)
        paper.text(_RIGHT - 5, y + 1, _("was due until {day}").format(day=due), 12,
                   align=Align.RIGHT, room=105)  # fmt: skip
        y += 13
    y = paper.block(
        _LEFT, y + 6,
        _("If nobody helped in the month, please tick here and send this page back."), 14,
        _RIGHT - _LEFT, leading=1.6,
    ) + 6  # fmt: skip
    paper.box(_LEFT, y - 5, 8.6, 8.6, 1.1)
    paper.text(_LEFT + 12, y + 1.5, _("Nobody helped in:            month(s)"), 14)
    paper.block(_LEFT, 258, one.office_lines, 12, _RIGHT - _LEFT)
