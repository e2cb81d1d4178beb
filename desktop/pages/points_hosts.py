"""受入機関: every host with its state, its sheets of the year and the hours of help there."""

from datetime import date
from typing import Any, ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import jobs, print_tray
from desktop.page import Page
from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.columns import Columns
from desktop.parts.facts import Facts
from desktop.parts.flow import Flow
from desktop.parts.label import Label
from desktop.parts.said import Said
from desktop.parts.search_field import SearchField
from desktop.parts.segments import Segments
from desktop.parts.status import Status
from desktop.parts.table import Column, Table
from desktop.points import host_words
from desktop.points.host_form import HostForm
from desktop.points.year_choice import YearChoice
from desktop.style import tokens
from desktop.style.scale import follow, scale
from programs.points import reports_due
from programs.points.hosts import State
from programs.points.reports_due import Reporting
from resources import calendar
from resources.names import fold
from resources.words import _, ngettext

ALL, MISSING, DECIDE = "all", "missing", "decide"
_SIDE, _LEAST = 380, 560


class PointsHosts(Page):
    """The list of hosts. `open_at` takes `missing` for those whose sheet is late, or a year."""

    name: ClassVar[str] = "points_hosts"
    reads: ClassVar[frozenset[str]] = frozenset(
        {"Host", "MonthlySheet", "Activity", "Withdrawal", "Registration", "ActivityAnswer"}
    )
    help_topic: ClassVar[str] = "points_hosts"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._found: list[Reporting] = []
        self.year = YearChoice()
        self.year.chosen.connect(lambda _value: self.refresh())
        self.bring = Button(_("Bring in a list"), icon="download")
        self.bring.clicked.connect(lambda: self.frame.go("intake", "hosts"))
        self.known = Button(_("Enter a designated host"), icon="building-2")
        self.known.clicked.connect(lambda: self._enter(applying=False))
        self.blank = Button(_("Blank forms"), icon="printer")
        self.blank.clicked.connect(self._blank_form)
        self.parts = Segments(
            _("Which hosts"),
            ((ALL, _("All hosts")), (MISSING, _("Sheet missing")), (DECIDE, _("To decide"))),
        )
        self.parts.chosen.connect(lambda _value: self._filter())
        self.search = SearchField(_("Name or kind of host"))
        self.search.textChanged.connect(lambda _text: self._filter())
        self.late = Said()
        self.table: Table[Reporting] = Table(
            _("Hosts"),
            (
                Column(_("Name"), lambda one: one.host.name.replace("　", " "), bold=True,
                       below=lambda one: f"{one.host.number}　{one.host.kind}".rstrip()),
                Column(_("State"), lambda one: host_words.state(one.state),
                       chip=lambda one: host_words.status(one.state), width=118),
                Column(_("Sheets in"), _sheets, width=112, right=True,
                       sort=lambda one: one.sheets),
                Column(_("Missing"), _missing, width=132, folds=True,
                       chip=lambda one: Status.WAIT if one.missing else None,
                       sort=lambda one: len(one.missing)),
                Column(_("Hours"), _hours, width=96, right=True, folds=True,
                       sort=lambda one: one.minutes),
            ),
            key=lambda one: one.host.id,
            row_height=tokens.ROW_RUBY,
            empty=_("There is no such host."),
        )  # fmt: skip
        self.table.pointed.connect(lambda _one: self._point())
        self.table.opened.connect(lambda one: self.frame.go("points_host", one.host.id))
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scale.gap(tokens.GAP_2))
        for part in (
            Flow([self.parts, self.search, self.year, self.bring, self.known, self.blank]),
            self.late,
        ):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        self.columns = Columns(
            main, self._side(), name=_("One host"), side_width=_SIDE, least_main=_LEAST
        )
        self.body.addWidget(self.columns, 1)
        self.new = Button(_("Take an application"), kind=Kind.PRIMARY, icon="plus")
        self.new.clicked.connect(lambda: self._enter(applying=True))
        self.primary = self.new
        self.start = self.table
        follow(self._fit)

    def _side(self) -> QWidget:
        self.card = Card(_("One host"), dense=True)
        self.name_label = Label(px=tokens.CARD_TITLE, bold=True, wrap=True)
        self.facts = Facts(label_width=92)
        self.see = Button(_("Open"), kind=Kind.SOFT, icon="chevron-right", key="Enter")
        self.see.clicked.connect(self._see)
        self.remind = Button(_("Reminder by fax"), icon="printer")
        self.remind.clicked.connect(self._remind)
        self.key_in = Button(_("Key in its sheet"), icon="clipboard-list")
        self.key_in.clicked.connect(self._key_in)
        for part in (self.name_label, self.facts, Flow([self.see, self.key_in, self.remind])):
            self.card.add(part)
        return self.card

    def _fit(self) -> None:
        self.table.setMinimumHeight(scale.px(tokens.TABLE_HEAD + 5 * tokens.ROW_RUBY))

    # The page's place in the window

    def heading_note(self) -> str:
        """Return how many hosts are designated."""
        count = sum(one.state is State.DESIGNATED for one in self._found)
        return ngettext("{count} host", "{count} hosts", count).format(count=count)

    def head_buttons(self) -> list[QWidget]:
        """Return the new one."""
        return [self.new]

    def filter_field(self) -> QWidget:
        """Return the field for a name."""
        return self.search

    def regions(self) -> list[QWidget]:
        """Return the filters, the list and the host beside it."""
        return [self.parts, self.table, self.columns]

    def open_at(self, subject: str) -> None:
        """Show those whose sheet is missing, or another year."""
        super().open_at(subject)
        if subject == MISSING:
            self.parts.set_value(MISSING)
        elif subject.isdecimal():
            self.year.set_value(subject)
        self.stale = True

    # What is shown

    def _today(self) -> date:
        return calendar.day_of(self.desk.now())

    def refresh(self) -> None:
        """Read the hosts and their sheets of the year."""
        today = self._today()
        self.year.offer_known(self.desk)
        self._found = self.desk.read(reports_due.of_year, self.year.year(), today)
        late = [month.due for one in self._found for month in one.missing]
        newest = max(late, key=lambda one: one.month, default=None)
        if newest is not None:
            count = len({one.host.id for one in self._found if one.missing})
            words = ngettext(
                "The sheet of {count} host is missing. {month} was due until {day}.",
                "The sheets of {count} hosts are missing. {month} was due until {day}.",
                count,
            )
            self.late.say(
                words.format(
                    count=count, month=f"{newest.month.month}月", day=reports_due.said(newest)
                ),
                Status.WAIT,
                action=_("Reminder by fax"),
                act=self._remind_all,
            )
        else:
            self.late.clear()
        self.parts.set_counts(
            {
                ALL: len(self._found),
                MISSING: sum(bool(one.missing) for one in self._found),
                DECIDE: sum(one.state is State.APPLIED for one in self._found),
            }
        )
        self.table.set_rows(self._found)
        self._filter()
        self.heading_changed.emit()

    def _filter(self) -> None:
        part, text = self.parts.value(), fold(self.search.text())
        self.table.set_filter(
            lambda one: (
                (part != MISSING or bool(one.missing))
                and (part != DECIDE or one.state is State.APPLIED)
                and (not text or text in fold(one.host.name + one.host.kind + one.host.number))
            )
        )
        if self.table.current() is None:
            self.table.point_at_row(0)
        self._point()

    def _point(self) -> None:
        one = self.table.current()
        for button in (self.see, self.key_in, self.remind):
            button.setEnabled(one is not None)
        self.name_label.setText(one.host.name.replace("　", " ") if one else "")
        if one is None:
            self.facts.show_facts(())
            return
        self.remind.setEnabled(bool(one.missing))
        self.key_in.setEnabled(not one.host.undecided)
        host = one.host
        self.facts.show_facts(
            (
                (_("Fax"), host.fax),
                (_("Telephone"), host.phone),
                (_("In charge"), host.contact),
                (_("Missing sheet"), reports_due.told([each.due for each in one.missing])),
                (_("Helped there"), _("{count} times").format(count=f"{one.visits:,}")),
                (_("To mind"), host.note),
            )
        )

    # What is done

    def _see(self) -> None:
        one = self.table.current()
        if one is not None:
            self.frame.go("points_host", one.host.id)

    def _key_in(self) -> None:
        one = self.table.current()
        if one is not None:
            month = one.missing[0].due.month if one.missing else None
            self.frame.go("points_sheets", f"{one.host.id}:{month:%Y-%m}" if month else one.host.id)

    def _remind(self) -> None:
        one = self.table.current()
        if one is not None and one.missing:
            self._print([one])

    def _remind_all(self) -> None:
        self._print([one for one in self._found if one.missing])

    def _print(self, found: list[Reporting]) -> None:
        job = jobs.sheet_reminders(self.desk, found)
        self.frame.go("preview", print_tray.lay(job))

    def _blank_form(self) -> None:
        from desktop.points import blank_forms

        blank_forms.choose(self.desk, self.frame, self.window(), key="host_application")

    def _enter(self, *, applying: bool) -> None:
        host_id = HostForm.enter(self.desk, self.window(), applying=applying)
        if host_id:
            self.frame.go("points_host", host_id)


def _sheets(one: Reporting) -> str:
    return _("{count} months").format(count=one.sheets) if one.sheets else "―"


def _missing(one: Reporting) -> str:
    return reports_due.told([each.due for each in one.missing]) or "―"


def _hours(one: Reporting) -> str:
    return _("{count} hours").format(count=f"{one.minutes / 60:,.0f}") if one.minutes else "―"
