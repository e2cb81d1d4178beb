"""One host: what is known, how many it takes, its sheets, its volunteers, what was done to it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import jobs, print_tray
from desktop.dialogs import reason
from desktop.page import Page
from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.chip import Chip
from desktop.parts.columns import Columns
from desktop.parts.facts import Facts
from desktop.parts.flow import Flow
from desktop.parts.label import Label
from desktop.parts.status import Status
from desktop.parts.table import Column, Table
from desktop.points import host_words
from desktop.points.host_decision import Decision
from desktop.points.host_form import HostForm
from desktop.style import tokens
from desktop.style.scale import follow, scale
from programs.points import designation, host_capacity, host_year, reports_due, rule_sets
from programs.points.host_year import Helper
from programs.points.hosts import Ending, HostView, State
from programs.points.reports_due import Month, Reporting
from resources import calendar
from resources.refusals import Refusal
from resources.words import _, ngettext

if TYPE_CHECKING:
    from desktop.desk import Desk

_SIDE, _LEAST = 400, 560


class PointsHost(Page):
    """The page of one host; `open_at` takes its id."""

    name: ClassVar[str] = "points_host"
    reads: ClassVar[frozenset[str]] = frozenset(
        {"Host", "MonthlySheet", "Activity", "Withdrawal", "Registration", "ActivityAnswer"}
    )
    help_topic: ClassVar[str] = "points_host"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.host: HostView | None = None
        self.reporting: Reporting | None = None
        self.name_label = Label(px=30, bold=True, wrap=True)
        self.chip = Chip(Status.NONE, "")
        self.acts = Flow([])
        self.months: Table[Month] = Table(
            _("Sheets of the year"),
            (
                Column(_("Month"), lambda one: f"{one.due.month.month}月", bold=True),
                Column(_("State"), _month_word, chip=_month_status, width=150),
                Column(_("Times"), lambda one: str(one.visits or "―"), width=80, right=True),
                Column(
                    _("Minutes together"),
                    lambda one: f"{one.minutes:,}" if one.minutes else "―",
                    width=110,
                    right=True,
                ),
                Column(
                    _("Due until"),
                    lambda one: (
                        f"{one.due.day.month}/{one.due.day.day}（{calendar.weekday(one.due.day)}）"
                    ),
                    width=110,
                    folds=True,
                ),
            ),
            key=lambda one: one.due.month.isoformat(),
            row_height=tokens.ROW_DENSE,
            empty=_("The year has no month yet."),
        )
        self.months.opened.connect(self._key_in)
        self.helpers: Table[Helper] = Table(
            _("Volunteers here"),
            (
                Column(
                    _("Name"),
                    lambda one: one.name.replace("　", " "),
                    ruby=lambda one: one.kana,
                    bold=True,
                ),
                Column(_("Number"), lambda one: one.number, width=80),
                Column(_("Times"), lambda one: str(one.visits), width=80, right=True),
                Column(
                    _("Minutes together"), lambda one: f"{one.minutes:,}", width=110, right=True
                ),
                Column(
                    _("Last time"),
                    lambda one: f"{one.last.month}/{one.last.day}",
                    width=90,
                    right=True,
                    folds=True,
                ),
            ),
            key=lambda one: one.number,
            row_height=tokens.ROW_RUBY,
            reading=lambda one: one.kana,
            empty=_("Nobody has helped here in this year yet."),
        )
        self.helpers.opened.connect(lambda one: self.frame.go("person", one.person_id))
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scale.gap(tokens.GAP_2))
        for part in (self.name_label, self._acts(), Label(_("Sheets of the year"), bold=True)):
            column.addWidget(part)
        column.addWidget(self.months, 1)
        column.addWidget(Label(_("Volunteers here"), bold=True))
        column.addWidget(self.helpers, 1)
        self.columns = Columns(
            main, self._side(), name=_("What is known"), side_width=_SIDE, least_main=_LEAST
        )
        self.body.addWidget(self.columns, 1)
        follow(self._fit)

    def _acts(self) -> QWidget:
        self.decide = Button(_("Decide on the application"), kind=Kind.PRIMARY, icon="check")
        self.key_in = Button(_("Key in a sheet"), kind=Kind.PRIMARY, icon="clipboard-list")
        self.change = Button(_("Change"), icon="pencil", key="F4")
        self.leave = Button(_("It withdraws"))
        self.revoke = Button(_("Revoke"), kind=Kind.DANGER)
        for button, act in (
            (self.decide, self._decide),
            (self.key_in, self._key_in_any),
            (self.change, self._change),
            (self.leave, self._leave),
            (self.revoke, self._revoke),
        ):
            button.clicked.connect(act)
        return Flow([self.chip, self.decide, self.key_in, self.change, self.leave, self.revoke])

    def _side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scale.gap(tokens.GAP_3))
        self.facts = Facts(label_width=92)
        card = Card(_("What is known"), dense=True)
        card.add(self.facts)
        self.takes = Label(px=tokens.LABEL, wrap=True)
        capacity = Card(_("How many people it takes"), dense=True)
        capacity.add(self.takes)
        papers = Card(_("Papers"), dense=True)
        self.paper_buttons: dict[str, Button] = {}
        row = []
        for name, words in (
            ("sheet", _("Activity sheet")), ("report", _("Monthly report")),
            ("application", _("Application form")), ("notice", _("Notice of the decision")),
        ):  # fmt: skip
            button = Button(words, kind=Kind.SOFT, icon="printer", height=tokens.CONTROL_DENSE)
            button.clicked.connect(lambda _on=False, name=name: self._print(name))
            self.paper_buttons[name] = button
            row.append(button)
        self.blank = Button(
            _("Blank forms"), kind=Kind.SOFT, icon="printer", height=tokens.CONTROL_DENSE
        )
        self.blank.clicked.connect(lambda _on=False: self._blank_form())
        papers.add(Flow([*row, self.blank]))
        self.past = Button(_("What was done to it"), kind=Kind.QUIET, icon="history")
        self.past.clicked.connect(self._past)
        for part in (card, capacity, papers, self.past):
            column.addWidget(part)
        column.addStretch(1)
        return side

    def _fit(self) -> None:
        self.months.setMinimumHeight(scale.px(tokens.TABLE_HEAD + 4 * tokens.ROW_DENSE))
        self.helpers.setMinimumHeight(scale.px(tokens.TABLE_HEAD + 3 * tokens.ROW_RUBY))

    # The page's place in the window

    def regions(self) -> list[QWidget]:
        """Return the two lists and what is known."""
        return [self.months, self.helpers, self.columns]

    def open_at(self, subject: str) -> None:
        """Show a host."""
        super().open_at(subject)
        if subject:
            self.subject = subject
        self.stale = True

    # What is shown

    def refresh(self) -> None:
        """Read the host and its year."""
        if not self.subject:
            return
        today = calendar.day_of(self.desk.now())
        year = self._year()
        found = self.desk.read(reports_due.of_year, year, today)
        self.reporting = next((one for one in found if one.host.id == self.subject), None)
        if self.reporting is None:
            self.frame.go("points_hosts")
            return
        self.host = self.reporting.host
        state = self.reporting.state
        self.name_label.setText(self.host.name.replace("　", " "))
        self.chip.show_status(host_words.status(state), host_words.state(state))
        waits = state in {State.APPLIED, State.REFUSED}
        stands = state in {State.DESIGNATED, State.COMING} and self.host.ended is None
        self.decide.setVisible(waits)
        self.key_in.setVisible(not waits)
        self.leave.setVisible(stands)
        self.revoke.setVisible(stands)
        self.primary = self.decide if waits else self.key_in
        self.paper_buttons["notice"].setEnabled(state is not State.APPLIED)
        self._show_facts()
        self.months.set_rows(self.reporting.months[::-1])
        self.helpers.set_rows(self.desk.read(host_year.helpers, self.host.id, year))
        self.heading_changed.emit()

    def _year(self) -> int:
        today = calendar.day_of(self.desk.now())
        rules = self.desk.read(rule_sets.in_force, today.year)
        return rules.last.rule.year_of(today)

    def heading_note(self) -> str:
        """Return how many people help here."""
        count = len(self.helpers.shown())
        words = ngettext("{count} volunteer", "{count} volunteers", count)
        return words.format(count=count)

    def _show_facts(self) -> None:
        host = self.host
        assert host is not None
        told = [
            (_("Number"), host.number), (_("Kind of host"), host.kind),
            (_("Corporation"), host.corporation), (_("Office no."), host.office_number),
            (_("In charge"), host.contact), (_("Fax"), host.fax), (_("Telephone"), host.phone),
            (_("Address"), f"{host.zip} {host.address}".strip()),
            (_("How to get there"), host.way), (_("To mind"), host.note),
            (_("Applied on"), calendar.wareki(host.applied) if host.applied else ""),
            (_("Designated on"), calendar.wareki(host.designated) if host.designated else ""),
            (_("Ended on"), calendar.wareki(host.ended) if host.ended else ""),
            (_("Turned down on"), calendar.wareki(host.refused) if host.refused else ""),
            (_("Why"), host.refusal if host.undecided else ""),
        ]  # fmt: skip
        self.facts.show_facts(told)
        takes = "\n".join(one.words for one in host_capacity.parse(host.capacity))
        self.takes.setText(takes or _("Nobody entered it yet."))

    # What is done

    def _key_in(self, month: Month) -> None:
        self.frame.go("points_sheets", f"{self.subject}:{month.due.month:%Y-%m}")

    def _key_in_any(self) -> None:
        assert self.reporting is not None
        late = self.reporting.missing
        month = f":{late[0].due.month:%Y-%m}" if late else ""
        self.frame.go("points_sheets", f"{self.subject}{month}")

    def _change(self) -> None:
        if self.host is not None and HostForm.correct(self.desk, self.window(), self.host):
            self.frame.done(_("The change was kept."))

    def _decide(self) -> None:
        if self.host is not None and Decision.ask(self.desk, self.window(), self.host):
            self.frame.done(_("The decision was kept. Its notice can be printed."))

    def _leave(self) -> None:
        self._end(
            Ending.WITHDRAWN, _("Does {name} withdraw?"), _("It withdraws"),
            (_("Declared by the host"), _("Closed down")),
        )  # fmt: skip

    def _revoke(self) -> None:
        self._end(
            Ending.REVOKED, _("Revoke the designation of {name}?"), _("Revoke"),
            (_("The conditions are not met any more"),),
        )  # fmt: skip

    def _end(self, ending: Ending, title: str, act: str, usual: tuple[str, ...]) -> None:
        host = self.host
        assert host is not None
        why = reason.ask(
            self.window(), title.format(name=host.name),
            _("Today is its last day. Activities after it do not count."),
            act=act, usual=usual, danger=ending is Ending.REVOKED,
        )  # fmt: skip
        if not why:
            return
        now = self.desk.now()
        try:
            self.desk.change(
                designation.end, host.id, ending, on=calendar.day_of(now), reason=why,
                version=host.version, at=now, by=self.desk.staff_id,
            )  # fmt: skip
        except Refusal as refusal:
            self.frame.tell("host", Status.WAIT, f"{refusal.what} {refusal.advice}")
            return
        self.frame.done(_("The designation of {name} has ended.").format(name=host.name))

    def _print(self, name: str) -> None:
        assert self.host is not None
        made: dict[str, Callable[[Desk, str], print_tray.Job]] = {
            "sheet": jobs.activity_sheet, "report": jobs.monthly_report,
            "application": jobs.host_application, "notice": jobs.host_notice,
        }  # fmt: skip
        self.frame.go("preview", print_tray.lay(made[name](self.desk, self.host.id)))

    def _blank_form(self) -> None:
        from desktop.points import blank_forms

        blank_forms.choose(self.desk, self.frame, self.window(), key="sheet", host_id=self.subject)

    def _past(self) -> None:
        self.frame.go("journal", f"object:{self.subject}")


def _month_word(one: Month) -> str:
    if one.sheets:
        return _("is in")
    return _("missing") if one.missing else _("not due yet")


def _month_status(one: Month) -> Status:
    if one.sheets:
        return Status.OK
    return Status.WAIT if one.missing else Status.NONE
