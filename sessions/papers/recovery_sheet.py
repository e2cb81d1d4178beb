"""設定・復旧の控え: the key that opens the office's records when the passphrase is lost."""

from dataclasses import dataclass

from resources.paper import MARGIN, Align, Cancel, Paper, Progress
from resources.symbols import Shape
from resources.type import Role
from resources.words import _

_RIGHT = 190.0
_ROOM = _RIGHT - MARGIN
_PER_ROW = 4


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """What set-up prints once. `key` is the recovery key, its groups parted by hyphens.

    `folder` says where the records lie; `when` and `by` who made the sheet, as to be read.
    """

    office: str
    when: str
    key: str
    by: str = ""
    folder: str = ""


def draw(
    content: RecoverySheet, *, progress: Progress | None = None, cancel: Cancel | None = None
) -> bytes:
    """Return the PDF. It holds a secret: keep the bytes in memory and never on a disk."""
    paper = Paper(_("Recovery sheet"), pages=1, progress=progress, cancel=cancel)
    paper.text(MARGIN, 30, _("Recovery sheet"), 24, Role.BOLD)
    paper.rule(MARGIN, 34.5, _RIGHT, 34.5, 1.2)
    y = 44.0
    facts = (
        (_("Office"), content.office),
        (_("Made on"), content.when),
        (_("Made by"), content.by),
        (_("Where the records are"), content.folder),
    )
    for label, fact in facts:
        if fact:
            paper.text(MARGIN, y, label, 12, Role.BOLD)
            paper.text(62, y, fact, 13, room=_RIGHT - 62)
            y += 8.5
    y = _key(paper, y + 4, content.key.split("-"))
    y = _steps(paper, y + 13)
    y = _keeping(paper, y + 5)
    _kept_by(paper, y + 6)
    paper.foot(content.office)
    paper.end_page()
    return paper.finish()


def _key(paper: Paper, y: float, groups: list[str]) -> float:
    rows = [groups[i : i + _PER_ROW] for i in range(0, len(groups), _PER_ROW)]
    high = 16 + 13.0 * len(rows)
    paper.box(MARGIN, y, _ROOM, high, 1.4, radius=3)
    paper.text(MARGIN + 6, y + 9, _("Recovery key"), 13, Role.BOLD)
    letters = _("Letters and digits only. Capital or small does not matter.")
    paper.text(_RIGHT - 6, y + 9, letters, 9, align=Align.RIGHT, room=115)
    step = (_ROOM - 12) / _PER_ROW
    for down, row in enumerate(rows):
        for across, group in enumerate(row):
            _group(paper, MARGIN + 6 + step * across, y + 22 + 13 * down, group, step - 6)
    return y + high


def _group(paper: Paper, x: float, y: float, group: str, room: float) -> None:
    # Equal steps, so that no letter hides in a ligature of narrow ones when it is typed off.
    pitch = min(6.6, room / max(1, len(group)))
    for i, letter in enumerate(group):
        paper.text(x + pitch * (i + 0.5), y, letter, 19, Role.BOLD, align=Align.CENTRE)


def _steps(paper: Paper, y: float) -> float:
    paper.text(MARGIN, y, _("When the passphrase is lost"), 15, Role.BOLD)
    y += 10
    steps = (
        _("Open the program and choose “Open with the recovery key”."),
        _("Type the key above. Blanks and hyphens need not be typed."),
        _("Choose a new passphrase. Then print a new sheet and destroy this one."),
    )
    for number, step in enumerate(steps, 1):
        paper.box(MARGIN, y - 6, 8, 8, 0, radius=4, fill=0)
        paper.text(MARGIN + 4, y - 0.3, str(number), 12, Role.BOLD, align=Align.CENTRE, white=True)
        y = paper.block(MARGIN + 12, y, step, 13, _ROOM - 12) + 3
    return y


def _keeping(paper: Paper, y: float) -> float:
    lines = (
        _("Keep this sheet in the office's safe or another locked place."),
        _("Never keep it together with the computer or a USB copy."),
        _("Without the passphrase and without this sheet, nobody can open the records."),
    )
    paper.box(MARGIN, y, _ROOM, 37, 0.8, radius=3)
    paper.text(MARGIN + 6, y + 9, _("Where to keep it"), 13, Role.BOLD)
    base = y + 17.5
    for line in lines:
        paper.shape(Shape.DISC, MARGIN + 8, base - 1.5, 1.6)
        paper.text(MARGIN + 12, base, line, 12, room=_ROOM - 18)
        base += 7.5
    return y + 37


def _kept_by(paper: Paper, y: float) -> None:
    for i, label in enumerate((_("Place it is kept"), _("Kept by"), _("Checked on"))):
        x = MARGIN + i * (_ROOM / 3)
        paper.text(x, y + 4, label, 10)
        paper.rule(x, y + 16, x + _ROOM / 3 - 6, y + 16, 0.5)
