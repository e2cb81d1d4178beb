"""記録: who did what to whom and when, found again and read line by line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop import chronicle_words as wording
from desktop import print_tray
from desktop.chronicle.filters import Filters
from desktop.chronicle.sheet_check import SheetCheck
from desktop.page import Page
from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.columns import Columns
from desktop.parts.facts import Facts
from desktop.parts.label import Label
from desktop.parts.table import Column, Table
from desktop.style import tokens
from desktop.style.scale import scale
from resources import calendar, sheet_writing
from resources.journal import Line
from resources.refusals import Refusal
from resources.sheet import Cell
from resources.words import _, ngettext
from sessions import chronicle, staff, watching

_LIST, _SIDE = 620, 420
_REST_MS = 120  # words are sought once the hand rests
_MOST_SAVED = 100_000
_ONE_ROW = 44  # letters below a sentence; the card beside it says everything
_LEADS = {"person": "person", "meeting": "meeting"}


@dataclass(frozen=True)
class Told:
    """One line ready to be painted."""

    line: Line
    when: str
    who: str
    what: str
    more: str


class Journal(Page):
    """The journal. `open_at` takes `object:ID` to show what was done to one object."""

    name: ClassVar[str] = "journal"
    reads: ClassVar[frozenset[str]] = frozenset({"JournalLine"})
    help_topic: ClassVar[str] = "journal"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.object_id = ""
        self._who: Mapping[str, str] = {}
        self._all = False
        self.filters = Filters(lambda: calendar.day_of(self.desk.now()))
        self.table: Table[Told] = Table(
            _("What was done"),
            (
                Column(_("What was done"), lambda one: one.what, bold=True,
                       below=lambda one: one.more),
                Column(_("Done by"), lambda one: one.who, width=128, folds=True),
                Column(_("Time of day"), lambda one: one.when, width=150, folds=True),
            ),
            key=lambda one: str(one.line.seq),
            row_height=tokens.ROW_RUBY,
            empty=_("No line says this. Take a filter away."),
        )  # fmt: skip
        self.table.horizontalHeader().setSectionsClickable(False)
        self.table.pointed.connect(self._point)
        self.table.opened.connect(lambda _one: self._jump())
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scale.gap(tokens.GAP_2))
        column.addWidget(self.filters)
        column.addWidget(self.table, 1)
        self.columns = Columns(
            main, self._side(), name=_("One line"), side_width=_SIDE, least_main=_LIST
        )
        self.body.addWidget(self.columns, 1)
        self.sheet = Button(_("Monthly sheet"), kind=Kind.SECONDARY, icon="printer")
        self.sheet.clicked.connect(self._print_sheet)
        self.save = Button(_("Save as a list"), kind=Kind.SECONDARY, icon="download")
        self.save.clicked.connect(self._ask_where)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.refresh)
        self.filters.changed.connect(self._rest.start)

    def _side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        self.card = Card(_("One line"), dense=True)
        self.what = Label(bold=True, wrap=True)
        self.about = Label(px=tokens.LABEL, colour=tokens.INK_2, wrap=True)
        self.facts = Facts(label_width=110)
        self.jump = Button(_("Open it"), icon="chevron-right")
        self.jump.clicked.connect(self._jump)
        self.only = Button(_("Only this one"), icon="filter")
        self.only.clicked.connect(self._only)
        row = QHBoxLayout()
        row.addWidget(self.jump)
        row.addWidget(self.only)
        row.addStretch(1)
        for part in (self.what, self.about, self.facts):
            self.card.add(part)
        self.card.body.addLayout(row)
        self.check = SheetCheck(self.desk)
        column.addWidget(self.card)
        column.addWidget(self.check)
        column.addStretch(1)
        return side

    # The page's place in the window

    def head_buttons(self) -> list[QWidget]:
        """Return the monthly sheet and saving."""
        return [self.sheet, self.save]

    def regions(self) -> list[QWidget]:
        """Return the filters, the list and the line beside it."""
        return [self.filters, self.table, self.columns]

    def filter_field(self) -> QWidget:
        """Return the field for words."""
        return self.filters.text

    def open_at(self, subject: str) -> None:
        """Show what was done to the object whose id stands in `subject`, or everything."""
        super().open_at(subject)
        self.object_id = subject.removeprefix("object:") if subject.startswith("object:") else ""
        self.filters.show_object(shown=bool(self.object_id))

    def step_back(self) -> bool:
        """Show everything again on Esc."""
        if not self.object_id:
            return False
        self._everything()
        return True

    # What is shown

    def refresh(self) -> None:
        """Read the newest lines that are sought; further ones are read as the list is walked."""
        if self.desk.closed:  # the pause after a filter ended when the desk was left
            return
        at, by = self.desk.now(), self.desk.staff_id
        if self.desk.read(watching.due, "journal", at=at, by=by):
            self.desk.change(watching.look, "journal", at=at, by=by)
        self._who = self.desk.read(staff.names)
        self.filters.offer(self._who, *self.desk.read(chronicle.spoken))
        if self.filters.object_left:
            self.object_id = ""
        self._all = self._may_read_all()
        rows = self._read(None)
        self.table.records.more = self._further if len(rows) == chronicle.PAGE else None
        self.table.set_rows(rows)
        if rows and self.table.current() is None:
            self.table.point_at_row(0)
        self._point(self.table.current())

    def _read(self, before: int | None, count: int = chronicle.PAGE) -> list[Told]:
        called = self.desk.read(chronicle.called, self.filters.text.text())
        sought = self.filters.sought(self._who, self.object_id, called)
        own = "" if self._all else self.desk.staff_id
        lines = self.desk.read(chronicle.page, sought, before=before, count=count, done_by=own)
        names = self.desk.read(chronicle.names, lines)
        return [self._told(line, names.get(line.object_id, "")) for line in lines]

    def _may_read_all(self) -> bool:
        """Tell whether somebody may read what others did, too."""
        try:
            self.desk.read(chronicle.page, chronicle.Sought(), count=1)
        except Refusal:
            return False
        return True

    def _further(self) -> Sequence[Told]:
        rows = self.table.records.rows
        return self._read(rows[-1].line.seq) if rows else ()

    def _told(self, line: Line, name: str) -> Told:
        changed = wording.changes(line)
        more = "　".join(f"{field} {words}" for field, words in changed)
        more = more if len(more) <= _ONE_ROW else f"{more[:_ONE_ROW]}…"
        at = calendar.local(line.at)
        when = f"{at.month}/{at.day}({calendar.weekday(at.date())}) {at:%H:%M}"
        year = "" if at.year == calendar.local(self.desk.now()).year else f"{at.year}/"
        return Told(
            line, year + when, self._who.get(line.by, "―"), wording.sentence(line, name), more
        )

    def _point(self, told: Told | None) -> None:
        self.card.setVisible(told is not None)
        if told is None:
            return
        line = told.line
        self.what.setText(told.what)
        self.about.setText(
            _("{moment}　{who}　line {line}").format(
                moment=wording.moment(line), who=told.who, line=f"{line.seq:,}"
            )
        )
        self.facts.show_facts(wording.changes(line))
        self.jump.setVisible(line.kind in _LEADS)
        self.only.setVisible(line.object_id != watching.NOBODY and not self.object_id)

    # What is done

    def _jump(self) -> None:
        told = self.table.current()
        if told is not None and told.line.kind in _LEADS:
            self.frame.go(_LEADS[told.line.kind], told.line.object_id)

    def _only(self) -> None:
        told = self.table.current()
        if told is not None:
            self.object_id = told.line.object_id
            self.filters.show_object(shown=True)
            self.refresh()

    def _everything(self) -> None:
        self.object_id = ""
        self.filters.show_object(shown=False)
        self.refresh()

    def _print_sheet(self) -> None:
        from desktop import jobs

        today = calendar.day_of(self.desk.now())
        # Until the fifth it is the month that has just ended.
        month = today - timedelta(days=5)
        first = date(month.year, month.month, 1)
        self.frame.go("preview", print_tray.lay(jobs.closing_sheet(self.desk, first)))

    def _ask_where(self) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Save as a list"), _("journal.xlsx"), "Excel (*.xlsx);;CSV (*.csv)"
        )
        if chosen:
            self.write(Path(chosen))

    def write(self, path: Path) -> None:
        """Write what is sought to `path`, beside the window; the journal tells it first."""
        at, by = self.desk.now(), self.desk.staff_id
        self.save.setEnabled(False)

        def work(_task: object) -> int:
            rows = self._read(None, _MOST_SAVED)
            self.desk.change(watching.look, "saved_journal", count=len(rows), at=at, by=by)
            header = [_("Line"), _("Time of day"), _("Done by"), _("What was done"),
                      _("Before and after")]  # fmt: skip
            cells: list[list[Cell]] = [
                [
                    one.line.seq,
                    wording.moment(one.line),
                    one.who,
                    one.what,
                    "　".join(f"{field} {words}" for field, words in wording.changes(one.line)),
                ]
                for one in rows
            ]
            if path.suffix.lower() == ".csv":
                data = sheet_writing.csv_bytes(header, cells)
            else:
                data = sheet_writing.xlsx_bytes(header, cells)
            path.write_bytes(data)
            return len(rows)

        def done(count: int) -> None:
            words = ngettext("{count} line was saved.", "{count} lines were saved.", count)
            self.frame.done(words.format(count=f"{count:,}"))

        self.desk.background(work, done=done, ended=lambda: self.save.setEnabled(True))
