"""白紙の様式: every form of the points programme that can be filled in by hand, in one place."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop import jobs, print_tray
from desktop.dialogs.question import Dialog
from desktop.dialogs.room import fit
from desktop.parts.choice import Choice
from desktop.parts.field import Field
from desktop.parts.table import Column, Table
from desktop.style import tokens
from resources import calendar
from resources.words import _

if TYPE_CHECKING:
    from desktop.desk import Desk
    from desktop.frame import Frame
    from desktop.print_tray import Job


@dataclass(frozen=True)
class Form:
    """One blank form: what it is called, who fills it in, how it is made for a host (or none)."""

    key: str
    words: str
    by: str
    make: "Callable[[str], Job]"
    of_host: bool = False


def forms(desk: "Desk", year: int) -> tuple[Form, ...]:
    """Return every form in the order of a volunteer's year."""
    volunteer, host, office = _("a volunteer"), _("a host"), _("the office")
    return (
        Form("registration", _("Application to register"), volunteer,
             lambda _host: jobs.registration_forms(desk, year)),
        Form("change", _("Notice of change, pause or end"), volunteer,
             lambda _host: jobs.change_forms(desk, year)),
        Form("renewal", _("Renewal of the registration"), volunteer,
             lambda _host: jobs.renewal_cards(desk, year + 1)),
        Form("exchange", _("Application for an exchange of points"), volunteer,
             lambda _host: jobs.exchange_form(desk)),
        Form("receipt", _("Receipt of an exchange"), volunteer,
             lambda _host: jobs.blank_receipt(desk)),
        Form("host_application", _("Application of a host"), host,
             lambda _host: jobs.host_application(desk)),
        Form("sheet", _("Activity sheet"), host,
             lambda one: jobs.blank_activity_sheet(desk, one), of_host=True),
        Form("report", _("Monthly report"), host,
             lambda one: jobs.blank_monthly_report(desk, one), of_host=True),
        Form("inquiry", _("List of inquiry about the conditions"), office,
             lambda _host: jobs.blank_inquiry(desk, year)),
        Form("cards", _("Points cards without a name"), office,
             lambda _host: jobs.blank_member_cards(desk, year)),
    )  # fmt: skip


class BlankForms(Dialog):
    """Asks which form, and of which host where that matters; `key` stands chosen first."""

    def __init__(
        self, desk: "Desk", *, key: str = "", host_id: str = "", parent: QWidget | None = None
    ) -> None:
        from programs.points import hosts, rule_sets

        super().__init__(_("Which blank form?"), parent=parent)
        self.desk = desk
        today = calendar.day_of(desk.now())
        self.table: Table[Form] = Table(
            _("Blank forms"),
            [
                Column(_("Form to fill in"), lambda one: one.words, bold=True),
                Column(_("Filled in by"), lambda one: one.by, width=170),
            ],
            key=lambda one: one.key,
            row_height=tokens.ROW_DENSE,
        )
        self.table.set_rows(forms(desk, desk.read(rule_sets.year_of, today)))
        there = [one for one in desk.read(hosts.listing) if one.ended is None or one.ended >= today]
        self.host = Choice(
            _("Host"),
            [("", _("no host: its name is written by hand")),
             *((one.id, one.name.replace("　", " ")) for one in there)],
            host_id,
        )  # fmt: skip
        self.host.setMinimumContentsLength(20)
        self.host_field = Field(
            _("Host"), self.host, width=0,
            hint=_("With a host, its name and its code stand on the sheet."),
        )  # fmt: skip
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.host_field)
        self.stop_or(_("See the sheet"), icon="printer")
        self.table.pointed.connect(lambda _one: self._point())
        self.table.opened.connect(lambda _one: self.answer("go"))
        if not self.table.point_at(key):
            self.table.point_at_row(0)
        self._point()
        fit(self, 640, 640, parent)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _point(self) -> None:
        one = self.table.current()
        self.host.setEnabled(one is not None and one.of_host)
        self.go.setEnabled(one is not None)

    def job(self) -> "Job | None":
        """Return what was chosen as a job."""
        one = self.table.current()
        return one.make(self.host.value()) if one is not None else None


def choose(
    desk: "Desk", frame: "Frame", parent: QWidget | None, *, key: str = "", host_id: str = ""
) -> None:
    """Ask for a form and open it before it is printed."""
    dialog = BlankForms(desk, key=key, host_id=host_id, parent=parent)
    job = dialog.job() if dialog.exec() else None
    if job is not None:
        frame.go("preview", print_tray.lay(job))
