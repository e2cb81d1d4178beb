"""ポイントの方々: everybody of a year with stamps, value, what is next; papers for all chosen."""

from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from desktop import jobs, print_tray
from desktop.dialogs import list_purpose, question
from desktop.page import Page
from desktop.parts.button import Button, Kind
from desktop.parts.choice import Choice
from desktop.parts.empty import Empty
from desktop.parts.flow import Flow
from desktop.parts.search_field import SearchField
from desktop.parts.table import Column, Table
from desktop.points import scan_dialog, wording
from desktop.points.year_choice import YearChoice
from desktop.style import tokens
from desktop.style.scale import scale
from programs.points import list_out, numbers, rule_sets, volunteers
from programs.points.member_year import Footing
from programs.points.rule_words import counter
from programs.points.volunteers import Volunteer
from resources import calendar
from resources.refusals import Refusal
from resources.words import _, ngettext
from sessions import finding

_ONE_SHORT = "one_short"
_WAITING = "waiting"
_FOOTINGS = tuple(one for one in Footing if one is not Footing.NOT_YET)


class PointsVolunteers(Page):
    """The list of one year. `open_at` takes a year, or the words to look for."""

    name: ClassVar[str] = "points_volunteers"
    help_topic: ClassVar[str] = "points_volunteers"
    reads: ClassVar[frozenset[str]] = frozenset(
        {"PointEntry", "Registration", "RuleVersion", "Person", "Suppression", "Exchange"}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit = ""
        self._found: dict[str, tuple[int, str]] | None = None
        self._rows: tuple[Volunteer, ...] = ()
        self._place: dict[str, int] = {}
        self.year = YearChoice()
        self.year.chosen.connect(lambda _value: self._list())
        self.field = SearchField(
            _("Name, reading, number or card"), hint=_("Name, reading, number or card"), key="/"
        )
        self.field.sought.connect(self._seek)
        self.field.entered.connect(self._entered)
        self.field.moved.connect(
            lambda step: self.table.point_at_row(self.table.currentIndex().row() + step)
        )
        self.standing = Choice(
            _("How they stand"),
            [
                ("", _("Everybody of the year")),
                *((one.value, wording.footing(one)[1]) for one in _FOOTINGS),
                (_ONE_SHORT, _("One stamp short")),
                (_WAITING, _("Something to exchange")),
            ],
        )  # fmt: skip
        self.standing.setMinimumContentsLength(9)
        self.standing.chosen.connect(lambda _value: self._arrange())
        self.table: Table[Volunteer] = Table(
            _("Volunteers of the year"), self._columns(), key=lambda one: one.number,
            reading=lambda one: one.kana, empty=_("Nobody is here."),
        )  # fmt: skip
        self.table.opened.connect(self._open)
        self.table.setMinimumHeight(scale.px(tokens.TABLE_HEAD + 5 * tokens.ROW_RUBY))
        self.statements = Button(_("Statements"), kind=Kind.PRIMARY, icon="printer")
        self.statements.clicked.connect(self._statements)
        self.thanks = Button(_("Letters of thanks"), kind=Kind.SOFT, icon="award")
        self.thanks.clicked.connect(self._thanks)
        self.take_out = Button(_("Take out"), kind=Kind.QUIET, icon="upload")
        self.take_out.clicked.connect(self._take_out)
        self.scan = Button(_("Enter by scanning"), icon="scan-line", key="F7")
        self.scan.clicked.connect(self._scan)
        self.primary = self.statements
        self.empty = Empty(
            "stamp", _("Nobody is registered in this year yet."),
            _("Bring in the list of the year, or register one person."), self._to_intake(),
        )  # fmt: skip
        self.empty.hide()
        top = QHBoxLayout()
        top.setSpacing(scale.gap(tokens.GAP_2))
        top.addWidget(self.field, 1)
        top.addWidget(self.standing)
        self.body.setAlignment(Qt.AlignmentFlag(0))
        self.body.addLayout(top)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.empty, 1)
        self.body.addWidget(Flow([self.statements, self.scan, self.thanks, self.take_out]))
        self.start = self.field

    def _to_intake(self) -> Button:
        button = Button(_("Bring in a list"), icon="download")
        button.clicked.connect(lambda: self.frame.go("intake"))
        return button

    def _columns(self) -> tuple[Column[Volunteer], ...]:
        def stamps(one: Volunteer) -> str:
            stood = one.standing
            if stood.recorded == stood.counted:
                return f"{stood.counted}"
            return f"{stood.counted} ／ {stood.recorded}"

        return (
            Column(_("Name"), lambda one: one.name.replace("　", " "), ruby=lambda one: one.kana,
                   bold=True, sort=lambda one: self._place.get(one.number, 0)),
            Column(_("Number"), lambda one: one.number, width=84, right=True,
                   sort=lambda one: one.number),
            Column(_("District"), lambda one: one.district, width=96, folds=True),
            Column(_("Counted ／ recorded"), stamps, width=146, right=True,
                   sort=lambda one: one.standing.counted),
            Column(_("Worth"), lambda one: wording.amount(one.standing.worth), width=88, right=True,
                   sort=lambda one: one.standing.worth),
            Column(_("Exchanged so far"), lambda one: wording.amount(one.standing.exchanged),
                   width=96, right=True, folds=True, sort=lambda one: one.standing.exchanged),
            Column(_("To the next step"), self._next, width=124, right=True,
                   sort=lambda one: one.standing.wanted or 10**6),
            Column(_("State"), lambda one: wording.footing(one.footing)[1],
                   chip=lambda one: wording.footing(one.footing)[0], width=132, folds=True),
        )  # fmt: skip

    def _next(self, one: Volunteer) -> str:
        if one.standing.wanted is None:
            return _("All reached")
        return _("{count} {unit} to go").format(count=one.standing.wanted, unit=self.unit)

    # The page's place in the window

    def heading_note(self) -> str:
        """Return how many are listed."""
        count = len(self.table.shown())
        return ngettext("{count} person", "{count} people", count).format(count=f"{count:,}")

    def head_buttons(self) -> list[Any]:
        """Return the choice of the year."""
        return [self.year]

    def filter_field(self) -> Any:
        """Return the field for a name."""
        return self.field

    def open_at(self, subject: str) -> None:
        """Show a year, or look for words."""
        super().open_at(subject)
        if subject.isdigit() and len(subject) == 4:
            self.year.set_value(subject)
        elif subject:
            self.field.setText(subject)

    def step_back(self) -> bool:
        """Empty the field and the choice first."""
        if not self.field.text() and not self.standing.value():
            return False
        self.standing.set_value("")
        self.field.clear()
        self._arrange()
        return True

    # What is shown

    def refresh(self) -> None:
        """Read the years and everybody of the one in view."""
        today = calendar.day_of(self.desk.now())
        this = self.desk.read(rule_sets.year_of, today)
        years = sorted({this, this - 1, this + 1, *self.desk.read(rule_sets.years)}, reverse=True)
        chosen = self.year.value() or (self.subject if self.subject.isdigit() else "") or str(this)
        self.year.offer(years, chosen)
        self._list()

    def _list(self) -> None:
        roster = self.desk.read(volunteers.read, self.year.year())
        rule = self.desk.read(rule_sets.in_force, roster.year).last.rule
        self.unit = counter(rule)
        self._rows = roster.rows
        self._place = {one.number: place for place, one in enumerate(roster.rows)}
        there = bool(roster.rows)
        self.table.setVisible(there)
        self.empty.setVisible(not there)
        for button in (self.statements, self.thanks, self.take_out):
            button.setVisible(there)
        self.statements.setEnabled(self.desk.may("letter.print"))
        self.thanks.setEnabled(self.desk.may("letter.print"))
        self.take_out.setEnabled(self.desk.may("people.export"))
        self.scan.setEnabled(self.desk.may("points.enter"))
        self._arrange()

    def _seek(self, text: str) -> None:
        said = text.strip()
        self._found = self.desk.read(finding.ranked, said) if said else None
        self._arrange()

    def _arrange(self) -> None:
        rows = [one for one in self._rows if self._passes(one)]
        found, said = self._found, self.field.text().strip().lstrip("0")
        if found is not None:
            ranks = {one.number: found[one.person_id][0] for one in rows if one.person_id in found}
            ranks |= {one.number: -1 for one in rows if one.number.lstrip("0") == said}
            rows = [one for one in rows if one.number in ranks]
            rows.sort(key=lambda one: ranks[one.number])
        self.table.set_rows(rows)
        if found is not None or self.table.current() is None:
            self.table.point_at_row(0)
        printed = sum(one.footing is not Footing.NOT_RENEWED for one in rows)
        self.statements.set_words(
            ngettext("Statement for {count}", "Statements for {count}", printed).format(
                count=printed
            )
        )
        self.heading_changed.emit()

    def _passes(self, one: Volunteer) -> bool:
        wanted = self.standing.value()
        if wanted == _ONE_SHORT:
            return one.standing.wanted == 1
        if wanted == _WAITING:
            return one.standing.left > 0
        return not wanted or one.footing.value == wanted

    # What is done

    def _entered(self, text: str) -> None:
        """Open who was scanned or whose number was typed, else the row under the bar."""
        try:
            number = self.desk.read(numbers.number_of, self.year.year(), text)
        except Refusal:
            self._open(self.table.current())
            return
        self.field.clear()
        self.frame.go("points_volunteer", f"{self.year.value()}:{number}")

    def _open(self, one: Volunteer | None) -> None:
        if one is not None:
            self.frame.go("points_volunteer", f"{self.year.value()}:{one.number}")

    def _chosen(self) -> list[str]:
        return [one.number for one in self.table.shown() if one.footing is not Footing.NOT_RENEWED]

    def _statements(self) -> None:
        chosen = self._chosen()
        if chosen:
            job = jobs.points_statements(self.desk, self.year.year(), chosen)
            self.frame.go("preview", print_tray.lay(job))

    def _scan(self) -> None:
        count = scan_dialog.ask(self.desk, self.year.year(), self)
        if count:
            words = ngettext(
                "{count} activity was entered.", "{count} activities were entered.", count
            )
            self.frame.done(words.format(count=count))

    def _thanks(self) -> None:
        try:
            job = jobs.thanks_letters(self.desk, self.year.year(), self._chosen())
        except Refusal as refusal:
            question.refuse(self, refusal)
            return
        self.frame.go("preview", print_tray.lay(job))

    def _take_out(self) -> None:
        shown = [one.number for one in self.table.shown()]
        asked = list_purpose.ask(
            self, len(shown), usual=(_("For the city"), _("Work of the office"))
        )
        if asked is not None:
            path, purpose = asked
            self.write_list(path, shown, purpose)

    def write_list(self, path: Path, shown: list[str], purpose: str) -> None:
        """Write the list of `shown` to `path`; refusals are said and nothing is written."""
        list_purpose.write(
            self, path,
            lambda: self.desk.change(
                list_out.take_out, self.year.year(), shown, purpose=purpose,
                at=self.desk.now(), by=self.desk.staff_id,
            ),
        )  # fmt: skip
