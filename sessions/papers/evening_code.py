"""会場のしめくくり: the attendance of an evening in one code, to photograph or carry home."""

from dataclasses import dataclass

from resources.paper import MARGIN, Align, Cancel, Paper, Progress
from resources.symbols import EVENING
from resources.type import Role
from resources.words import _

_RIGHT = 190.0
_ROOM = _RIGHT - MARGIN
_SIZE = 110.0
_PER_LINE = 30


@dataclass(frozen=True, slots=True)
class EveningCode:
    """One evening at its end; `code` is the closing code, which holds no name."""

    label: str
    when: str
    made: str
    present: int
    walk_ins: int
    code: str


def draw(
    content: EveningCode, *, progress: Progress | None = None, cancel: Cancel | None = None
) -> bytes:
    """Return the PDF; raises `Cancelled` when `cancel` says so."""
    paper = Paper(_("Closing code of the evening"), pages=1, progress=progress, cancel=cancel)
    paper.text(MARGIN, 28, _("Closing code of the evening"), 22, Role.BOLD)
    paper.text(MARGIN, 38, content.label, 15, Role.BOLD, room=_ROOM)
    paper.text(MARGIN, 45, content.when, 12, room=_ROOM)
    present = _("{count} persons").format(count=content.present)
    paper.text(MARGIN, 56, _("Persons present"), 12)
    paper.text(62, 56, present, 18, Role.BOLD)
    if content.walk_ins:
        more = _("{count} of them unannounced; their names are in the file").format(
            count=content.walk_ins
        )
        paper.text(90, 56, more, 11, room=_RIGHT - 90)
    paper.qr((210 - _SIZE) / 2, 68, content.code, EVENING, _SIZE)
    y = 68 + _SIZE + 14
    paper.text(
        105, y, _("Photograph this code, or bring this paper back to the office"), 13, Role.BOLD,
        align=Align.CENTRE, room=_ROOM,
    )  # fmt: skip
    y += 8
    y = paper.block(
        MARGIN,
        y,
        _("No name is in it. If the computer is lost on the way, the attendance is not."),
        11,
        _ROOM,
    )
    if len(content.code) <= 6 * _PER_LINE:
        y += 4
        paper.text(MARGIN, y, _("If it cannot be read, type these letters:"), 10)
        y += 6
        for place in range(0, len(content.code), _PER_LINE):
            line = content.code[place : place + _PER_LINE]
            grouped = "  ".join(line[i : i + 5] for i in range(0, len(line), 5))
            paper.text(MARGIN + 2, y, grouped, 12.5, Role.BOLD)
            y += 6.4
    paper.foot(content.made)
    paper.end_page()
    return paper.finish()
