"""出席: who came when and how, who is missing, and who a walk-in is."""

from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.dialogs import recognising, who_is_it
from desktop.dialogs.question import Answer, ask
from desktop.pages.gathering.attendance_rows import Row, View, matched, rows
from desktop.pages.gathering.earning_line import EarningLine
from desktop.pages.gathering.paper_entry import PaperEntry
from desktop.pages.gathering.row_keys import RowKeys
from desktop.pages.gathering.section import Section
from desktop.parts.button import Button, Kind
from desktop.parts.choice import Choice
from desktop.parts.flow import Flow
from desktop.parts.label import Label
from desktop.parts.said import Said
from desktop.parts.search_field import SearchField
from desktop.parts.status import Status
from desktop.parts.table import Column, Table
from desktop.style import tokens
from desktop.style.scale import follow, scale
from resources.names import fold
from resources.words import _, ngettext
from sessions import attendance, leaving, paper_lists, rosters
from sessions.attendance import Present
from sessions.meeting_rules import Act, may
from sessions.rosters import ExpectedFacts


class AttendanceSection(Section):
    """The list of one view at a time; the paper list is entered in its place."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.came: tuple[Present, ...] = ()
        self.missing: tuple[ExpectedFacts, ...] = ()
        self.waiting = Said()
        self.search = SearchField(_("Find on this list"), hint=_("Name on this list"), key="/")
        self.view = Choice(_("Whom to show"))
        self.numbers = Label(px=tokens.LABEL, bold=True, wrap=True)
        self.paper = Button(_("Enter from the paper list"), kind=Kind.SOFT, icon="file-text")
        self.table: Table[Row] = Table(
            _("Attendance"),
            (
                Column(_("Name"), lambda row: row.name, ruby=lambda row: row.kana, bold=True),
                Column(_("District"), lambda row: row.where, width=150, folds=True),
                Column(_("Came at"), lambda row: row.arrived, width=96, right=True, folds=True),
                Column(_("How"), lambda row: row.how, width=190, folds=True),
                Column(
                    _("State"),
                    lambda row: row.chip[1],
                    chip=lambda row: row.chip[0],
                    width=170,
                    folds=True,
                ),
            ),
            key=lambda row: row.expected_id,
            reading=lambda row: row.kana or row.name,
        )
        high = tokens.CONTROL_DENSE
        self.who = Button(_("Who is this?"), key="Enter", height=high)
        self.leave = Button(_("Has left"), key="1", height=high)
        self.back = Button(_("Is back"), key="2", height=high)
        self.was_here = Button(_("Was here after all"), key="1", height=high)
        self.undo = Button(
            _("Take the arrival back"), kind=Kind.QUIET, icon="undo-2", key="Delete", height=high
        )
        self._deeds = (self.who, self.leave, self.back, self.was_here, self.undo)
        for button in self._deeds:
            button.setShortcut("")  # live on a row only
        self.entry = PaperEntry(self.desk)
        self.earning = EarningLine(self.desk, self.frame, self.do)
        self._build()
        self._connect()

    def _build(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.view)
        top.addWidget(self.search, 1)
        top.addWidget(self.paper)
        self.column.addWidget(self.waiting)
        self.column.addLayout(top)
        self.column.addWidget(self.table, 1)
        self.column.addWidget(self.numbers)
        self.flow = Flow(self._deeds)
        self.column.addWidget(self.flow)
        self.column.addWidget(self.earning)
        self.column.addWidget(self.entry, 1)
        self.entry.hide()
        follow(self._fit)

    def _fit(self) -> None:
        self.table.setMinimumHeight(scale.px(190))
        self.view.setMinimumWidth(scale.px(200))

    def _connect(self) -> None:
        self.view.chosen.connect(lambda _value: self._show())
        self.search.sought.connect(lambda _text: self._filter())
        self.search.entered.connect(lambda _text: self.table.setFocus())
        self.table.pointed.connect(lambda _row: self._offer())
        self.table.opened.connect(lambda _row: self.open_row())
        self.paper.clicked.connect(self.open_paper)
        self.who.clicked.connect(self.ask_who)
        self.leave.clicked.connect(lambda: self._step(leaving.leave))
        self.back.clicked.connect(lambda: self._step(leaving.back))
        self.was_here.clicked.connect(self.note_here)
        self.undo.clicked.connect(self.take_back)
        self.entry.closed.connect(self.close_paper)
        self.entry.entered.connect(self._entered)
        key = Qt.Key
        RowKeys(
            self.table,
            {key.Key_1: self._first, key.Key_2: self._second, key.Key_Delete: self._third},
        )

    def begin(self) -> None:
        """Show those who came to the next meeting."""
        self.search.clear()
        self.view.set_value(View.CAME)
        self.close_paper()

    def filter_field(self) -> QWidget:
        """Return the search of this list."""
        return self.search

    def step_back(self) -> bool:
        """Close the paper list before leaving the meeting."""
        if self.entry.isHidden():
            return False
        self.leave_paper()
        return True

    def refresh(self) -> None:
        """Read who came and who is missing."""
        assert self.meeting is not None
        self.came = self.desk.read(attendance.present, self.meeting_id)
        self.missing = self.desk.read(attendance.missing, self.meeting_id)
        counts = self.desk.read(attendance.counts, self.meeting_id)
        unmatched = [one for one in self.came if one.person_id is None]
        self.view.set_answers(
            (
                (View.CAME, _("Came: {count}").format(count=len(self.came))),
                (View.MISSING, _("Not come: {count}").format(count=len(self.missing))),
                (View.UNMATCHED, _("Not in the register: {count}").format(count=len(unmatched))),
            ),
            self.view.value(),
        )
        different = len({one.id for one in self.came})
        parts = [
            _("Different people {count}").format(count=different),
            _("Visits {count}").format(count=len(self.came)),
            _("On the day {count}").format(count=counts.walk_ins) if counts.walk_ins else "",
            _("Left early {count}").format(count=counts.left) if counts.left else "",
        ]
        self.numbers.setText("  ".join(part for part in parts if part))
        self.paper.setEnabled(may(self.meeting.state, Act.KEY_IN_PAPER))
        self._warn([one for one in unmatched if not matched(one)])
        self._show()
        self.earning.show_meeting(self.meeting)
        if not self.entry.isHidden():
            self.entry.show_meeting(self.meeting)

    def _warn(self, waiting: list[Present]) -> None:
        if not waiting or self.view.value() == View.UNMATCHED:
            self.waiting.clear()
            return
        words = ngettext(
            "Of {count} person who came the name is not confirmed yet.",
            "Of {count} people who came the name is not confirmed yet.",
            len(waiting),
        )
        self.waiting.say(
            words.format(count=len(waiting)),
            Status.WAIT,
            action=_("Look at them"),
            act=self.see_unmatched,
        )

    def see_unmatched(self) -> None:
        """Show those who came and are not in the register."""
        self.view.set_value(View.UNMATCHED)
        self.waiting.clear()
        self._show()
        self.table.point_at_row(0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        view = View(self.view.value() or View.CAME)
        self.table.set_rows(rows(view, self.came, self.missing))
        self.table.set_empty(
            {
                View.CAME: _("Nobody has been received yet."),
                View.MISSING: _("Nobody is missing."),
                View.UNMATCHED: _("Everybody who came is in the register."),
            }[view]
        )
        self._filter()

    def _filter(self) -> None:
        wanted = fold(self.search.text())

        def keep(row: Row) -> bool:
            return any(wanted in fold(part) for part in (row.name, row.kana, row.where))

        self.table.set_filter(keep if wanted else None)
        self._offer()

    # --- what can be done with a row

    def _offer(self) -> None:
        row = self.table.current()
        came = row.present if row is not None else None
        self.who.setVisible(came is not None and came.person_id is None)
        self.leave.setVisible(came is not None and came.left is None)
        self.back.setVisible(came is not None and came.left is not None)
        self.undo.setVisible(came is not None)
        missing = row is not None and row.missing is not None
        self.was_here.setVisible(missing)
        assert self.meeting is not None
        self.was_here.setEnabled(may(self.meeting.state, Act.KEY_IN_PAPER))
        self.flow.arrange()

    def _first(self) -> None:
        for button in (self.leave, self.was_here):
            if not button.isHidden() and button.isEnabled():
                button.click()
                return

    def _second(self) -> None:
        if not self.back.isHidden():
            self.back.click()

    def _third(self) -> None:
        if not self.undo.isHidden():
            self.undo.click()

    def open_row(self) -> None:
        """Ask who it is, or show the person."""
        row = self.table.current()
        if row is None:
            return
        one = row.present or row.missing
        assert one is not None
        if row.present is not None and row.present.person_id is None:
            self.ask_who()
        elif one.person_id:
            self.frame.go("person", one.person_id)

    def ask_who(self) -> None:
        """Ask who the walk-in under the bar is, do the answer, and stay at the next one."""
        row = self.table.current()
        if row is None or row.present is None or row.present.person_id is not None:
            return
        line = self.desk.read(rosters.show, row.expected_id)
        said = recognising.ask_walk_in(self, self.desk, line)
        if said is None:
            return
        words = {
            who_is_it.SAME: _("{name} is matched with the register."),
            who_is_it.NEW: _("{name} was entered into the register."),
            who_is_it.CONFIRMED: _("The name of {name} is confirmed."),
        }[said.kind].format(name=row.name)
        undo = None
        if said.kind == who_is_it.SAME:

            def undo() -> None:
                recognising.undo_walk_in(self.do, line)

        recognising.do_walk_in(self.do, line, said, lambda _result: self.frame.done(words, undo))

    def _step(self, verb: Any) -> None:
        row = self.table.current()
        if row is None or row.present is None:
            return
        other = leaving.back if verb is leaving.leave else leaving.leave
        words = _("{name} has left.") if verb is leaving.leave else _("{name} is back.")
        expected_id, name = row.expected_id, row.name
        self.do(
            verb,
            expected_id,
            then=lambda _step: self.frame.done(
                words.format(name=name), lambda: self.do(other, expected_id)
            ),
        )

    def take_back(self) -> None:
        """Take the arrival under the bar back; the toast brings it back at its old time."""
        row = self.table.current()
        if row is None or row.present is None:
            return
        came, name = row.present, row.name

        def again() -> None:
            self.do(
                paper_lists.key_in_paper,
                self.meeting_id,
                [came.expected_id],
                arrived_at=came.arrived,
            )

        self.do(
            leaving.take_back,
            came.arrival_id,
            then=lambda _step: self.frame.done(
                _("The arrival of {name} was taken back.").format(name=name), again
            ),
        )

    def note_here(self) -> None:
        """Note that somebody missing was here, at the time the meeting began."""
        row = self.table.current()
        if row is None or row.missing is None:
            return
        name = row.name
        self._key_in([row.expected_id], None, _("{name} was here.").format(name=name))

    def _key_in(self, lines: list[str], arrived_at: datetime | None, words: str) -> None:
        moment = arrived_at or self.entry.beginning(self.meeting)

        def said(new: tuple[str, ...]) -> None:
            self.frame.done(words, lambda: self._take_back(new))

        self.do(paper_lists.key_in_paper, self.meeting_id, lines, arrived_at=moment, then=said)

    def _take_back(self, lines: tuple[str, ...]) -> None:
        arrivals = {one.expected_id: one.arrival_id for one in self.came}
        for line in lines:
            if line in arrivals:
                self.do(leaving.take_back, arrivals[line])

    # --- the paper list

    def open_paper(self) -> None:
        """Enter a paper list in place of the list."""
        assert self.meeting is not None
        self.entry.begin(self.meeting)
        self._swap(paper=True)
        self.entry.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave_paper(self) -> None:
        """Close the paper list; what is ticked is not thrown away without asking."""
        if self.entry.ticked_count():
            answers = (
                Answer("stay", _("Go on entering")),
                Answer("drop", _("Throw it away"), Kind.DANGER),
            )
            said = ask(
                self,
                _("Leave without entering?"),
                _("The marks set so far would be lost."),
                answers,
                safe="stay",
            )
            if said != "drop":
                return
        self.close_paper()

    def close_paper(self) -> None:
        """Show the list again."""
        self._swap(paper=False)

    def _swap(self, *, paper: bool) -> None:
        self.entry.setVisible(paper)
        for part in (self.view, self.search, self.paper, self.table, self.numbers, self.flow):
            part.setVisible(not paper)
        if paper:
            self.waiting.clear()

    def _entered(self, lines: object, newcomers: object, moment: object) -> None:
        assert isinstance(lines, list)
        assert isinstance(newcomers, list)
        assert isinstance(moment, datetime)
        count = len(lines) + len(newcomers)
        words = ngettext("{count} person was entered.", "{count} people were entered.", count)

        def said(new: tuple[str, ...]) -> None:
            self.close_paper()
            self.refresh()
            self.frame.done(words.format(count=count), lambda: self._take_back(new))

        self.do(
            paper_lists.enter_sheet,
            self.meeting_id,
            lines,
            newcomers,
            arrived_at=moment,
            then=said,
        )
