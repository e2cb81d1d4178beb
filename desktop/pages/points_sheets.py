"""活動記録簿を入力する: a pile of paper sheets keyed in, by keyboard alone, checked row by row."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from desktop.dialogs import question
from desktop.dialogs.question import Answer
from desktop.page import Page
from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.choice import Choice
from desktop.parts.date_field import DateField
from desktop.parts.field import Field
from desktop.parts.flow import Flow
from desktop.parts.foot_bar import FootBar
from desktop.parts.label import Label
from desktop.parts.said import Said
from desktop.parts.status import Status
from desktop.points import entry_draft
from desktop.points.entry_line import EntryLine
from desktop.points.entry_rows import EntryRows, Shown, Totals, day_words
from desktop.style import tokens
from programs.points import activity_codes, hosts, sheet_intake, sheet_keying
from programs.points.roll_names import Named
from programs.points.sheet_keying import Bench, Row
from resources import calendar
from resources.refusals import Refusal
from resources.words import _, ngettext
from sessions import drafts

_KEEPING_MS = 400  # the draft is written once the hand rests


class PointsSheets(Page):
    """The entry grid. `open_at` takes `HOST:YYYY-MM`, or a host alone."""

    name: ClassVar[str] = "points_sheets"
    reads: ClassVar[frozenset[str]] = frozenset(
        {"Host", "MonthlySheet", "Activity", "Registration", "Withdrawal", "ActivityAnswer"}
    )
    help_topic: ClassVar[str] = "points_sheets"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bench: Bench | None = None
        self.rows: list[Row] = []
        self.found: list[tuple[str, ...]] = []
        self._mending: int | None = None
        self._changed = False
        self.host = Choice(_("Host"))
        self.host.setMinimumContentsLength(18)
        self.month = Choice(_("Month"))
        self.month.setMinimumContentsLength(10)
        self.received = DateField(
            _("Reached the office on"), today=lambda: calendar.day_of(self.desk.now()), width=190
        )
        self.body.addWidget(
            Flow(
                [
                    Field(_("Host"), self.host, width=330),
                    Field(_("Month"), self.month, width=190),
                    self.received,
                ]
            )
        )
        self.state = Said()
        self.body.addWidget(self.state)
        card = Card(dense=True)
        self.line = EntryLine(self._named)
        self.hint = Label(px=tokens.SMALL, colour=tokens.INK_2, wrap=True)
        self.alarm = Label(px=tokens.LABEL, bold=True, wrap=True)
        for part in (self.line, self.hint, self.alarm):
            card.add(part)
        self._say_keys(codes=False)
        self.body.addWidget(card)
        self.table = EntryRows()
        self.body.addWidget(self.table, 1)
        self.totals = Totals()
        self.body.addWidget(self.totals)
        self.again = Button(_("Throw the draft away"), kind=Kind.QUIET)
        self.nothing = Button(_("Nobody helped in this month"))
        self.book = Button(_("Book the sheet"), kind=Kind.PRIMARY, icon="check", key="Ctrl Enter")
        self.primary = self.book
        self.bar = FootBar("", [self.again, self.nothing, self.book])
        self.set_foot(self.bar)
        self.start = self.line.day
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_KEEPING_MS)
        self._rest.timeout.connect(self.keep)
        self._connect()

    def _connect(self) -> None:
        self.host.chosen.connect(lambda _value: self._turn())
        self.month.chosen.connect(lambda _value: self._turn())
        self.line.entered.connect(self.take)
        self.line.said.connect(self._say)
        self.line.upward.connect(self._to_rows)
        self.line.come.connect(lambda activity: self._say_keys(codes=activity))
        self.table.mended.connect(self._mend)
        self.table.taken_out.connect(self._take_out)
        self.table.downward.connect(self._next_row)
        self.totals.changed.connect(self._touched)
        self.again.clicked.connect(self._begin_again)
        self.nothing.clicked.connect(self._book)
        self.book.clicked.connect(self._book)

    # The page's place in the window

    def regions(self) -> list[QWidget]:
        """Return the line, the rows and the foot."""
        return [self.line, self.table, self.totals, self.bar]

    def open_at(self, subject: str) -> None:
        """Open the month of a host."""
        super().open_at(subject)
        self.stale = True
        self._wanted = subject

    def heading_note(self) -> str:
        """Return how many rows there are."""
        count = len(self.rows)
        return ngettext("{count} row", "{count} rows", count).format(count=count)

    def refresh(self) -> None:
        """Read the hosts again; what is being typed stays."""
        today = calendar.day_of(self.desk.now())
        wanted, month = self.host.value(), self.month.value()
        subject = getattr(self, "_wanted", "")
        if subject:
            wanted, _colon, asked = subject.partition(":")
            month = asked or month
            self._wanted = ""
        listed = [one for one in self.desk.read(hosts.listing) if not one.undecided]
        self.host.set_answers([(one.id, f"{one.number}　{one.name}") for one in listed], wanted)
        months = entry_draft.months(today)
        self.month.set_answers(
            [(f"{one:%Y-%m}", calendar.wareki(one).removesuffix("1日")) for one in months],
            month or f"{months[1]:%Y-%m}",
        )
        if self.received.day() is None:
            self.received.set_day(today)
        if subject or not (self.rows and self._changed):
            self._open()
        else:
            self._read_bench()
            self._check_all()

    # One month of one host

    def _turn(self) -> None:
        self.keep()
        self._open()

    def _first(self) -> date:
        return date.fromisoformat(f"{self.month.value()}-01")

    def _named(self) -> Mapping[str, Named]:
        return self.bench.named if self.bench else {}

    def _read_bench(self) -> None:
        self.bench = self.desk.read(sheet_keying.bench, self.host.value(), self._first())

    def _open(self) -> None:
        """Show the draft of this month, else the sheet that is booked, else nothing."""
        self._mending, self._changed = None, False
        there = bool(self.host.value())
        for part in (self.line, self.table, self.totals, self.bar):
            part.setEnabled(there)
        if not there:
            self.state.say(
                _("There is no host yet. Enter one first."), Status.WAIT,
                action=_("To the hosts"), act=lambda: self.frame.go("points_hosts"),
            )  # fmt: skip
            return
        self._read_bench()
        assert self.bench is not None
        draft = self.desk.read(
            drafts.find,
            entry_draft.FORM,
            entry_draft.key(self.host.value(), self._first()),
            by=self.desk.staff_id,
        )
        if draft is not None:
            self.rows, totals = entry_draft.read(draft)
            self.totals.show_written(*totals)
            self._changed = True
            at = f"{calendar.local(draft.at):%H:%M}"
            self.bar.say(_("Taken up where it was left (draft of {time})").format(time=at))
        else:
            self.rows = list(self.bench.standing)
            self.totals.show_written("", "")
            self.bar.say(_("Nothing is lost on the way: every row is kept as a draft."))
        self._check_all()
        self._say_state()
        self._next_row()

    def _say_state(self) -> None:
        assert self.bench is not None
        stands, month = self.bench.stands, calendar.wareki(self.bench.month).removesuffix("1日")
        if self.bench.closed:
            self.state.say(_("The year of {month} is closed.").format(month=month), Status.STOP)
        elif not self.bench.designated:
            self.state.say(
                _("The host is not designated in {month}.").format(month=month), Status.WAIT
            )
        elif stands is not None:
            words = _("The sheet of {month} is in: {count} rows. What you book takes its place;"
                      " only what differs changes.")  # fmt: skip
            self.state.say(words.format(month=month, count=stands.lines), Status.INFO)
        else:
            self.state.clear()
        self.book.setEnabled(not self.bench.closed and bool(self.rows))
        self.nothing.setEnabled(not self.bench.closed and not self.rows)

    # Rows

    def take(self, row: Row) -> None:
        """Take one row in, check it and everything of the same person, and wait for the next."""
        assert self.bench is not None
        if self._mending is None:
            self.rows.append(row)
            self.found.append(())
            place = len(self.rows) - 1
        else:
            place = self._mending
            before = self.rows[place]
            self.rows[place] = row
            if before.number != row.number:
                self._check_all(show=False)
        for number, said in self.bench.check(self.rows, self._day(), place).items():
            self.found[number] = said
        self._say_found(place)
        self._show_rows(place)
        self._touched()
        self._mending = None
        self.line.begin(self.bench.month, self.rows[-1])

    def _day(self) -> date:
        return self.received.day() or calendar.day_of(self.desk.now())

    def _check_all(self, *, show: bool = True) -> None:
        assert self.bench is not None
        self.found = self.bench.check_all(self.rows, self._day())
        if show:
            self._show_rows()

    def _show_rows(self, place: int | None = None) -> None:
        assert self.bench is not None
        named, month = self.bench.named, self.bench.month
        shown = []
        for number, (row, found) in enumerate(zip(self.rows, self.found, strict=True), 1):
            who = named.get(row.number)
            name = (who.name if who else row.name).replace("　", " ")
            shown.append(
                Shown(number, row, day_words(month, row.day), name, who.kana if who else "", found)
            )
        self.table.set_rows(shown)
        self.table.point_at_row(len(shown) - 1 if place is None else place)
        self.totals.show_rows(self.rows)
        self.book.setEnabled(bool(self.rows) and not self.bench.closed)
        self.nothing.setEnabled(not self.rows and not self.bench.closed)
        self.heading_changed.emit()

    def _say(self, words: str, colour: str = tokens.STOP.text) -> None:
        self.alarm.setText(words)
        self.alarm.set_colour(colour)
        self.alarm.setVisible(bool(words))

    def _say_found(self, place: int) -> None:
        """Say below the line what the last row came to, and what to do."""
        said = self.found[place]
        words = " ".join(_(sheet_intake.WORDS[kind]) for kind in said)
        told = _("Row {row}: {words}").format(row=place + 1, words=words)
        self._say(told if said else "", tokens.WAIT.text)

    def _say_keys(self, *, codes: bool) -> None:
        """Say what the keys do, or the numbers of the activities where one is asked for."""
        named = "　".join(f"{code} {words}" for code, words in activity_codes.CODES.items())
        self.hint.setText(
            named
            if codes
            else _(
                "Enter goes on; empty means as above. + takes the rest from above. ↑ to the rows."
            )
        )

    def _next_row(self) -> None:
        self._mending = None
        assert self.bench is not None
        self._say("")
        self.line.begin(self.bench.month, self.rows[-1] if self.rows else None)

    def _to_rows(self) -> None:
        if self.rows:
            self.table.point_at_row(len(self.rows) - 1)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _mend(self, place: int) -> None:
        self._mending = place
        self.line.mend(self.rows[place], self.rows[place - 1] if place else None)
        self._say_found(place)

    def _take_out(self, place: int) -> None:
        gone = self.rows.pop(place)
        self.found.pop(place)
        self._check_all()
        self._touched()
        self.table.point_at_row(min(place, len(self.rows) - 1))
        self.frame.done(
            _("Row {row} was taken out.").format(row=place + 1),
            undo=lambda: self._put_back(place, gone),
        )

    def _put_back(self, place: int, row: Row) -> None:
        self.rows.insert(place, row)
        self._check_all()
        self._touched()

    # The draft

    def _touched(self) -> None:
        self._changed = True
        self._rest.start()

    def keep(self) -> None:
        """Write the draft, so that a crash costs nothing."""
        self._rest.stop()
        if not self._changed or self.bench is None:
            return
        key = entry_draft.key(self.bench.host.id, self.bench.month)
        words = entry_draft.written(self.rows, self.totals.written())
        now = self.desk.now()
        self.desk.change(drafts.keep, entry_draft.FORM, key, words, at=now, by=self.desk.staff_id)
        at = f"{calendar.local(now):%H:%M}"
        self.bar.say(_("Nothing is lost on the way (draft {time})").format(time=at))

    def _drop(self) -> None:
        self._rest.stop()
        self._changed = False
        self.desk.change(
            drafts.drop,
            entry_draft.FORM,
            entry_draft.key(self.host.value(), self._first()),
            by=self.desk.staff_id,
        )

    def _begin_again(self) -> None:
        said = question.ask(
            self.window(),
            _("Throw the draft away?"),
            _("The grid shows again what is booked."),
            (
                Answer("keep", _("Leave it as it is"), Kind.SECONDARY),
                Answer("drop", _("Throw it away"), Kind.DANGER),
            ),
            safe="keep",
            status=Status.WAIT,
        )
        if said == "drop":
            self._drop()
            self._open()

    # Booking

    def _book(self) -> None:
        """Book the sheet as one act; the draft goes with it."""
        assert self.bench is not None
        before = self.bench.stands
        try:
            made = self.desk.change(
                sheet_keying.book, self.bench.host.id, self.bench.month, self.rows,
                received=self._day(), at=self.desk.now(), by=self.desk.staff_id,
            )  # fmt: skip
        except Refusal as refusal:
            question.refuse(self.window(), refusal)
            return
        host, month = self.bench.host.name, calendar.wareki(self.bench.month).removesuffix("1日")
        self._drop()
        self._open()
        (file,) = made.files
        new = before is None or self.bench.stands is None or self.bench.stands.id != before.id
        if new:
            words = _("{host}, {month}: {rows} rows booked, {lines} lines in the ledger.")
        else:
            words = _("{host}, {month}: all {rows} rows had been booked before.")
        self.frame.done(
            words.format(host=host, month=month, rows=file.rows, lines=made.lines),
            undo=(lambda: self._take_back(made.batch_id)) if new else None,
        )

    def _take_back(self, batch_id: str) -> None:
        at, by = self.desk.now(), self.desk.staff_id
        self.desk.change(sheet_intake.take_back, batch_id, reason=_("Taken back"), at=at, by=by)
