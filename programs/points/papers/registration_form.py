"""P01 登録申請書: what a volunteer applies with, blank or with what the register knows."""

from collections.abc import Sequence
from dataclasses import dataclass

from programs.points.papers import ruled_form
from programs.points.papers.ruled_form import RIGHT, Choice, Row
from resources.paper import MARGIN, Align, Cancel, Paper, Progress
from resources.type import Role
from resources.words import _


@dataclass(frozen=True, slots=True)
class RegistrationForm:
    """One form; everything about the person is empty on the blank one.

    The choices are (word, ticked). `least` says the age in words.
    """

    programme: str
    to: str
    year: str
    proofs: tuple[Choice, ...]
    activities: tuple[Choice, ...]
    weekdays: tuple[Choice, ...]
    transport: tuple[Choice, ...]
    name: str = ""
    kana: str = ""
    birth: str = ""
    address: str = ""
    phone: str = ""
    emergency: str = ""
    districts: str = ""
    insured: bool = False


def draw(
    forms: Sequence[RegistrationForm],
    *,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> bytes:
    """Return the PDF, a page for each form."""
    paper = Paper(_("Application to register"), pages=len(forms), progress=progress, cancel=cancel)
    for form in forms:
        _page(paper, form)
        paper.end_page()
    return paper.finish()


def _page(paper: Paper, form: RegistrationForm) -> None:
    title = _("Application to register: {programme}").format(programme=form.programme)
    y = ruled_form.head(paper, title, form.to)
    said = _("I apply to be registered for {year}, as follows.").format(year=form.year)
    paper.text(MARGIN, y + 1, said, 12)
    y = ruled_form.rows(
        paper,
        y + 5,
        (
            Row(_("Full name"), form.name, ruby=form.kana or _("Reading"), high=16),
            Row(_("Date of birth"), form.birth or _("Year      month      day"), high=10),
            Row(_("Address"), form.address or "〒", high=13),
            Row(_("Telephone"), form.phone, high=10),
            Row(
                _("Emergency contact"), form.emergency, high=12, note=_("name, relation, telephone")
            ),
            Row(_("Paper that proves the age"), choices=form.proofs),
            Row(
                _("Insurance"),
                choices=(
                    Choice(_("please arrange it"), form.insured),
                    Choice(_("arranged already")),
                ),
            ),
            Row(_("Wanted activities"), choices=form.activities),
            Row(_("Wanted weekdays"), choices=form.weekdays),
            Row(_("Wanted districts"), form.districts, high=10),
            Row(_("Getting there"), choices=form.transport),
        ),
    )
    y += 7
    for line in (
        _("☐ I agree that the office asks the city whether I meet the conditions,"),
        _("　 and uses what is written here for this programme, its insurance and its hosts only."),
        _("☐ I keep to myself what I learn of the people I meet, afterwards too."),
    ):
        paper.text(MARGIN, y, line, 11.5, room=RIGHT - MARGIN)
        y += 5.8
    paper.text(112, y + 6, _("Signature"), 12, Role.BODY, align=Align.RIGHT)
    paper.rule(115, y + 7.5, RIGHT, y + 7.5, 0.5)
    ruled_form.office_box(
        paper,
        264,
        (
            _("Received"),
            _("Age seen"),
            _("List to the city"),
            _("Registration number"),
            _("Insurance day"),
        ),
    )
