"""P06 変更・休止・取消届: what a registered person tells the office, blank or prefilled."""

from collections.abc import Sequence
from dataclasses import dataclass

from programs.points.papers import ruled_form
from programs.points.papers.ruled_form import RIGHT, Choice, Row
from resources.paper import MARGIN, Cancel, Paper, Progress
from resources.symbols import CARD
from resources.words import _


@dataclass(frozen=True, slots=True)
class ChangeForm:
    """One form; `code` is the person's card for the scanner at the counter."""

    programme: str
    to: str
    number: str = ""
    name: str = ""
    kana: str = ""
    address: str = ""
    phone: str = ""
    code: str = ""


def draw(
    forms: Sequence[ChangeForm],
    *,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> bytes:
    """Return the PDF, a page for each form."""
    title = _("Notice of change, pause or end")
    paper = Paper(title, pages=len(forms), progress=progress, cancel=cancel)
    for form in forms:
        _page(paper, form)
        paper.end_page()
    return paper.finish()


def _page(paper: Paper, form: ChangeForm) -> None:
    title = _("Notice of change, pause or end: {programme}").format(programme=form.programme)
    y = ruled_form.head(paper, title, form.to)
    paper.text(MARGIN, y + 1, _("I give notice as follows."), 12)
    if form.code:
        paper.qr(RIGHT - 17, 238, form.code, CARD, 17)
    kinds = (
        _("change"), _("pause"), _("coming back"), _("end of the registration"),
        _("card lost, another one please"),
    )  # fmt: skip
    y = ruled_form.rows(
        paper,
        y + 5,
        (
            Row(_("Registration number"), form.number, high=11),
            Row(_("Full name"), form.name, ruby=form.kana or _("Reading"), high=16),
            Row(_("Address"), form.address or "〒", high=13),
            Row(_("Telephone"), form.phone, high=10),
            Row(_("What is told"), choices=tuple(Choice(kind) for kind in kinds)),
        ),
    )
    paper.text(MARGIN, y + 8, _("If something changed"), 12)
    y = ruled_form.rows(
        paper, y + 11,
        (
            Row(_("From when"), _("Reiwa      year      month      day"), high=10),
            Row(_("As it was"), high=14), Row(_("As it is now"), high=14),
        ),
    )  # fmt: skip
    paper.text(MARGIN, y + 8, _("If you pause or end"), 12)
    reasons = (
        _("health"), _("family matters"), _("away for long"), _("moving out of the city"),
        _("own wish"), _("other"),
    )  # fmt: skip
    y = ruled_form.rows(
        paper, y + 11,
        (
            Row(_("From when"), _("Reiwa      year      month      day"), high=10),
            Row(_("Until when"), _("Reiwa      year      month      day"), high=10,
                note=_("only for a pause, if you know it")),
            Row(_("Reason for it"), choices=tuple(Choice(reason) for reason in reasons)),
            Row(_("Card"), choices=(Choice(_("handed back")), Choice(_("lost it")))),
        ),
    )  # fmt: skip
    paper.text(MARGIN, y + 8, _("Stamps you have earned stay on record when a card is lost."), 11.5)
    ruled_form.office_box(
        paper, 262, (_("Received"), _("Entered"), _("Card"), _("Insurance"), _("Checked"))
    )
