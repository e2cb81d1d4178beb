"""同意書: what somebody consents to in large letters, with lines for the day and the name."""

from dataclasses import dataclass

from resources.paper import MARGIN, Align, Cancel, Paper, Progress
from resources.symbols import Shape
from resources.type import Role
from resources.words import _

_RIGHT = 190.0
_ROOM = _RIGHT - MARGIN


@dataclass(frozen=True, slots=True)
class ConsentForm:
    """One text for one person; without `name` the form is for anybody.

    `version` names the wording, as in 第2版（令和8年4月1日から）.
    """

    office: str
    purpose: str
    version: str
    wording: str
    name: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class ConsentForms:
    """The forms of a print run, one page each."""

    forms: tuple[ConsentForm, ...]


def draw(
    content: ConsentForms, *, progress: Progress | None = None, cancel: Cancel | None = None
) -> bytes:
    """Return the PDF, a page for each form."""
    paper = Paper(_("Consent form"), pages=len(content.forms), progress=progress, cancel=cancel)
    for form in content.forms:
        _page(paper, form)
        paper.end_page()
    return paper.finish()


def _page(paper: Paper, form: ConsentForm) -> None:
    paper.text(105, 34, _("Consent form"), 26, Role.BOLD, align=Align.CENTRE)
    paper.text(MARGIN, 52, _("To {office}").format(office=form.office), 14, room=_ROOM)
    paper.text(MARGIN, 68, form.purpose, 20, Role.BOLD, room=_ROOM)
    paper.rule(MARGIN, 72, _RIGHT, 72, 1.2)
    y = paper.block(MARGIN, 84, form.wording, 16, _ROOM)
    y = max(y + 10, 140)
    paper.text(MARGIN, y, _("What it is for, and towards whom"), 12, Role.BOLD)
    paper.rule(MARGIN, y + 13, _RIGHT, y + 13, 0.5)
    y += 26
    for line in (
        _("You may withdraw this consent at any time."),
        _("Nothing you receive from us depends on it."),
    ):
        paper.shape(Shape.DISC, MARGIN + 2, y - 1.6, 1.6)
        paper.text(MARGIN + 6, y, line, 13, room=_ROOM - 8)
        y += 8.5
    _signed(paper, max(y + 12, 205), form)
    foot = " ・ ".join(part for part in (form.purpose, form.version) if part)
    paper.text(MARGIN, 286, foot, 10, room=_ROOM)


def _signed(paper: Paper, y: float, form: ConsentForm) -> None:
    paper.text(MARGIN, y, _("Day"), 13)
    paper.text(46, y, _("Reiwa      year      month      day"), 15)
    for label, words in ((_("Address"), form.address), (_("Name"), form.name)):
        y += 19
        paper.text(MARGIN, y, label, 13)
        paper.text(46, y, words, 16, room=_RIGHT - 48)
        paper.rule(44, y + 3.5, _RIGHT, y + 3.5, 0.5)
    y += 17
    paper.text(MARGIN, y, _("If somebody writes for the person: name and relation"), 11)
    paper.rule(MARGIN, y + 12, _RIGHT, y + 12, 0.5)
