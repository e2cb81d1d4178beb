"""受入機関指定申請書 (P07): blank, or with what is known of the host filled in."""

from dataclasses import dataclass

from resources.paper import Align, Cancel, Paper, Progress
from resources.type import Role
from resources.words import _

_LEFT, _RIGHT, _LABELS = 20.0, 190.0, 66.0
_ROW = 11.0
_LINES = 4  # activities with numbers of their own


@dataclass(frozen=True, slots=True)
class HostApplication:
    """One application; empty texts are lines to write on. `fields` are (label, words)."""

    office: str
    issuer: str  # to whom it is addressed
    applied: str
    fields: tuple[tuple[str, str], ...]
    days: str  # the weekdays, a letter each
    capacity: tuple[tuple[str, tuple[str, ...]], ...]
    way: str
    note: str


def draw(
    one: HostApplication, *, progress: Progress | None = None, cancel: Cancel | None = None
) -> bytes:
    """Return the PDF of one application, one page."""
    paper = Paper(_("Application of a host"), pages=1, progress=progress, cancel=cancel)
    paper.text(_RIGHT, 20, one.applied or _("Reiwa      year      month      day"), 12,
               align=Align.RIGHT)  # fmt: skip
    paper.text(_LEFT, 30, one.office, 12.5, room=110)
    paper.text(_LEFT, 37, _("To {office}").format(office=one.issuer), 12.5, room=110)
    paper.text(paper.wide / 2, 51, _("Application to be designated as a host"), 19, Role.BOLD,
               align=Align.CENTRE, room=170)  # fmt: skip
    paper.text(_LEFT, 61, _("We apply to be designated as a host of volunteers."), 12)
    y = 66.0
    paper.rule(_LEFT, y, _RIGHT, y, 1.0)
    for label, words in one.fields:
        paper.text(_LEFT + 2, y + 7.2, label, 12, room=_LABELS - _LEFT - 4)
        paper.text(_LABELS + 3, y + 7.2, words, 12.5, room=_RIGHT - _LABELS - 6)
        y += _ROW
        paper.rule(_LEFT, y, _RIGHT, y, 0.5)
    y = _capacity(paper, one, y)
    for label, words in ((_("Map: how to get there"), one.way), (_("To mind"), one.note)):
        paper.text(_LEFT + 2, y + 7.2, label, 12, room=_LABELS - _LEFT - 4)
        paper.block(_LABELS + 3, y + 7.2, words, 12, _RIGHT - _LABELS - 6)
        y += 2 * _ROW
        paper.rule(_LEFT, y, _RIGHT, y, 0.5)
    for x in (_LEFT, _LABELS, _RIGHT):
        paper.rule(x, 66.0, x, y, 0.5)
    paper.rule(_LEFT, y, _RIGHT, y, 1.0)
    paper.text(
        _LEFT, y + 8, _("For the office:  received on            decided on            "), 11
    )
    paper.foot(one.office)
    paper.end_page()
    return paper.finish()


def _capacity(paper: Paper, one: HostApplication, y: float) -> float:
    """Set the table of how many people, by activity and weekday; return where it ends."""
    top, step = y, (_RIGHT - 118.0) / len(one.days)
    paper.text(_LEFT + 2, y + 6.4, _("How many people"), 12, room=_LABELS - _LEFT - 4)
    paper.text(_LABELS + 3, y + 6.4, _("Activity"), 12)
    for place, day in enumerate(one.days):
        paper.text(118 + step * (place + 0.5), y + 6.4, day, 12, align=Align.CENTRE)
    for line in range(_LINES):
        y += 9
        paper.rule(_LABELS, y, _RIGHT, y, 0.5)
        if line < len(one.capacity):
            activity, counts = one.capacity[line]
            paper.text(_LABELS + 3, y + 6.4, activity, 12, room=118 - _LABELS - 6)
            for place, count in enumerate(counts):
                paper.text(118 + step * (place + 0.5), y + 6.4, count, 12, align=Align.CENTRE)
    y += 9
    for place in range(len(one.days)):
        paper.rule(118 + step * place, top, 118 + step * place, y, 0.3)
    paper.rule(_LEFT, y, _RIGHT, y, 0.5)
    return y
