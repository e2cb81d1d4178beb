"""ポイント: the year of the points programme at a glance, and the doors to what lies behind it."""

from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop import jobs, print_tray
from desktop.page import Page
from desktop.parts.button import Button
from desktop.parts.card import Card
from desktop.parts.choice import Choice
from desktop.parts.facts import Facts
from desktop.parts.flow import Flow
from desktop.parts.pairs import Pairs
from desktop.parts.status import Status
from desktop.points import targets as target_form
from desktop.points.closing_card import ClosingCard
from desktop.points.doors import Doors
from desktop.points.year_choice import YearChoice
from desktop.points.year_plots import YearPlots
from desktop.style import tokens
from resources import calendar, durable
from resources.refusals import Refusal
from resources.words import _

_WHOLE = "year"


class Points(Page):
    """A year to choose: its figures, its plots, what is due, its papers, and the doors."""

    name: ClassVar[str] = "points"
    reads: ClassVar[frozenset[str]] = frozenset(
        {
            "Registration", "PointEntry", "RuleVersion", "YearClosing", "Exchange", "YearTarget",
            "Person", "Turn", "PointsApplication", "MonthlySheet", "Activity", "Withdrawal", "Host",
        }
    )  # fmt: skip
    help_topic: ClassVar[str] = "points"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.figures: Any = None
        self.targets: Any = None
        self.year = YearChoice()
        self.year.chosen.connect(lambda _value: self._show())
        self.doors = Doors(self.desk, self.frame.go)
        self.at_a_glance = Card(_("The year in figures"), rule=True)
        self.left, self.right = Facts(label_width=150), Facts(label_width=150)
        self.at_a_glance.add(Pairs((self.left, self.right)))
        self.aims = Button(_("Set the targets"), icon="pencil", height=tokens.CONTROL_DENSE)
        self.aims.clicked.connect(lambda _on=False: self._set_targets())
        self.period = Choice(_("Report of"))
        self.report = Button(_("Report to the city"), icon="printer", height=tokens.CONTROL_DENSE)
        self.report.clicked.connect(lambda _on=False: self._report())
        self.sheet = Button(
            _("Report as a workbook"), icon="file-spreadsheet", height=tokens.CONTROL_DENSE
        )
        self.sheet.clicked.connect(lambda _on=False: self._workbook())
        self.at_a_glance.add(Flow((self.aims, self.period, self.report, self.sheet)))
        self.closing = ClosingCard(self.desk, self.frame)
        self.plots = YearPlots()
        for part in (self.doors, self.at_a_glance, self.closing, self.plots):
            self.body.addWidget(part)
        self.where = QFileDialog.getSaveFileName

    def head_buttons(self) -> list[QWidget]:
        """Return the choice of the year."""
        return [self.year]

    def regions(self) -> list[QWidget]:
        """Return the doors, the figures, the closing and the plots."""
        return [self.doors, self.at_a_glance, self.closing, self.plots]

    def open_at(self, subject: str) -> None:
        """Show the year `subject`, if one is named."""
        super().open_at(subject)
        if subject:
            self.year.set_value(subject)

    def refresh(self) -> None:
        """Read the years, and the one that is shown."""
        from desktop.points.catching_up import catch_up

        catch_up(self.desk, self.frame)
        self.year.offer_known(self.desk, self.subject)
        self._show()

    def shown_year(self) -> int:
        """Return the year that is shown."""
        return self.year.year()

    def _show(self) -> None:
        from programs.points import year_figures, year_targets

        year = self.shown_year()
        self.figures = self.desk.read(year_figures.of_year, year)
        self.targets = self.desk.read(year_targets.of_year, year)
        self.doors.show_year(year)
        self._tell_figures()
        self.closing.show_year(self.figures)
        self.plots.show_year(self.figures, self.targets)
        self.aims.setVisible(self.desk.may("points.rule") and not self.figures.closed)
        months = [one.first for one in self.figures.months]
        self.period.set_answers(
            [
                (_WHOLE, _("the whole year")),
                *((one.isoformat(), f"{one.year}/{one.month}") for one in months),
            ],
            self.period.value(),
        )

    def _tell_figures(self) -> None:
        total, rule = self.figures.total, self.figures.rule
        yen = _("{yen} yen")
        new = sum(one.new for one in self.figures.lines)
        ended = sum(one.ended for one in self.figures.lines)
        registered = _("{count} persons").format(count=f"{total.registered:,}")
        registered += "　" + _("{new} new, {ended} ended").format(new=new, ended=ended)
        self.left.show_facts(
            (
                (_("Registered people"), registered),
                (_("Active people"), _("{count} persons").format(count=f"{total.active:,}")),
                (_("Activities"), f"{total.activities:,}"),
                (_("Hours"), f"{total.hours:,}"),
            )
        )
        unit = rule.unit
        self.right.show_facts(
            (
                (_("Recorded"), f"{total.recorded:,} {unit}"),
                (_("Counted"), f"{total.counted:,} {unit}"),
                (_("Worth"), yen.format(yen=f"{total.worth:,}")),
                (
                    _("Exchanged"),
                    yen.format(yen=f"{total.exchanged:,}")
                    + f"　{_('Exchange rate')} {total.rate} %",
                ),
            )
        )

    def _set_targets(self) -> None:
        from programs.points import year_targets

        year = self.shown_year()
        wanted = target_form.ask(self, calendar.fiscal_year_label(year), self.targets)
        if wanted is not None:
            self.desk.change(
                year_targets.decide, year, wanted, at=self.desk.now(), by=self.desk.staff_id
            )
            self.frame.done(_("The targets are kept."))

    def _month(self) -> date | None:
        chosen = self.period.value()
        return None if chosen == _WHOLE else date.fromisoformat(chosen)

    def _report(self) -> None:
        job = jobs.city_report(self.desk, self.shown_year(), self._month())
        self.frame.go("preview", print_tray.lay(job))

    def _workbook(self) -> None:
        from programs.points import year_report
        from sessions import office

        chosen, _kind = self.where(self, _("Report as a workbook"), _("report") + ".xlsx", "*.xlsx")
        if not chosen:
            return
        details = self.desk.read(office.get).details
        made = self.desk.read(
            year_report.of_year, self.shown_year(), details,
            today=calendar.day_of(self.desk.now()), month=self._month(),
        )  # fmt: skip
        try:
            path = Path(chosen).with_suffix(".xlsx")
            durable.write(path, year_report.workbook(made.content))
        except Refusal as refusal:
            self.frame.tell("points", Status.WAIT, f"{refusal.what} {refusal.advice}")
            return
        self.frame.done(_("The report was saved: {file}").format(file=path))
