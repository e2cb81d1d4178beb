"""スタンプカードからの引き継ぎ: cards counted one after the other, compared, and booked."""

from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.dialogs import question
from desktop.dialogs.question import Answer
from desktop.page import Page
from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.date_field import DateField
from desktop.parts.foot_bar import FootBar
from desktop.parts.label import Label
from desktop.parts.said import Said
from desktop.parts.segments import Segments
from desktop.parts.status import Status
from desktop.points.card_rows import CardRow, CardRows, View, of_count, of_nobody
from desktop.points.count_line import CountLine
from desktop.points.year_choice import YearChoice
from desktop.reception.inputs import is_ours
from desktop.scanning.ears import Ears
from desktop.style import tokens
from desktop.style.scale import follow, scale
from programs.points import (
    closed_years,
    entering,
    numbers,
    opening_counts,
    roll_names,
    rule_sets,
)
from programs.points.opening_counts import Compared
from resources import calendar
from resources.refusals import Refusal
from resources.words import _, ngettext


class PointsOpening(Page):
    """The cards of one year. `open_at` takes the year."""

    name: ClassVar[str] = "points_opening"
    help_topic: ClassVar[str] = "points_opening"
    reads: ClassVar[frozenset[str]] = frozenset(
        {"CardCount", "Activity", "Withdrawal", "MonthlySheet", "Registration", "YearClosing",
         "Person"}
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.compared: dict[str, Compared] = {}
        self.rows: list[CardRow] = []
        self.year = YearChoice()
        self.year.chosen.connect(lambda _value: self._turn())
        self.state = Said()
        self.line = CountLine(self._number_of_card)
        self.day = DateField(
            _("Counted on"), today=lambda: calendar.day_of(self.desk.now()), width=210
        )
        self.hint = Label(
            _("Enter goes on. Who counted stays for the next card. ↑ to the list."),
            px=tokens.SMALL, colour=tokens.INK_2, wrap=True,
        )  # fmt: skip
        self.alarm = Label(px=tokens.LABEL, bold=True, wrap=True)
        self.parts = Segments(
            _("Which cards"),
            (
                (View.DIFFERENT, _("Differ")),
                (View.SAME, _("Alike")),
                (View.UNCOUNTED, _("Not counted yet")),
            ),
        )
        self.table = CardRows()
        self.stamps = Button(_("Stamps"), icon="stamp")
        self.one = Button(_("Book this card"), icon="check")
        self.book = Button(
            _("Book all differences"), kind=Kind.PRIMARY, icon="check", key="Ctrl Enter"
        )
        self.bar = FootBar("", [self.stamps, self.one, self.book])
        self.primary = self.book
        self.start = self.line.number
        self._ears = Ears(self, ours=is_ours)
        self._ears.heard.connect(self.line.take)
        self._build()
        self._connect()

    def _build(self) -> None:
        card = Card(dense=True)
        top = QHBoxLayout()
        top.setSpacing(scale.gap(tokens.GAP_3))
        top.addWidget(self.line, 1)
        top.addWidget(self.day)
        card.body.addLayout(top)
        card.add(self.hint)
        card.add(self.alarm)
        self.alarm.hide()
        for part in (self.state, card, self.parts):
            self.body.addWidget(part)
        self.body.addWidget(self.table, 1)
        self.set_foot(self.bar)
        follow(self._fit)

    def _fit(self) -> None:
        self.table.setMinimumHeight(scale.px(tokens.TABLE_HEAD + 4 * tokens.ROW_RUBY))

    def _connect(self) -> None:
        self.line.entered.connect(self.count)
        self.line.said.connect(self._say)
        self.line.upward.connect(self._to_rows)
        self.parts.chosen.connect(lambda _value: self._filter())
        self.table.pointed.connect(lambda _row: self._point())
        self.table.opened.connect(lambda _row: self._open_row())
        self.stamps.clicked.connect(lambda _on=False: self._see_stamps())
        self.one.clicked.connect(lambda _on=False: self.book_one())
        self.book.clicked.connect(lambda _on=False: self.book_all())

    # The page's place in the window

    def head_buttons(self) -> list[QWidget]:
        """Return the choice of the year."""
        return [self.year]

    def regions(self) -> list[QWidget]:
        """Return the line, the list and the foot."""
        return [self.line, self.table, self.bar]

    def heading_note(self) -> str:
        """Return how many cards were counted."""
        count = len(self.compared)
        return ngettext("{count} card", "{count} cards", count).format(count=count)

    def open_at(self, subject: str) -> None:
        """Show the year `subject`, if one is named."""
        super().open_at(subject)
        if subject:
            self.year.set_value(subject)
            self.stale = True

    def showEvent(self, event: QShowEvent) -> None:
        """Hear the scanner wherever the focus is."""
        super().showEvent(event)
        self._ears.open()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let the scanner go with the page."""
        super().hideEvent(event)
        self._ears.close()

    # What is shown

    def shown_year(self) -> int:
        """Return the year that is shown."""
        return self.year.year()

    def _turn(self) -> None:
        self.day.set_day(None)
        self._say("")
        self.refresh()

    def refresh(self) -> None:
        """Read the cards and the sheets of the year; what is being typed stays."""
        today = calendar.day_of(self.desk.now())
        self.year.offer_known(self.desk, self.subject)
        year = self.shown_year()
        if self.day.day() is None:
            _first, last = self.desk.read(rule_sets.in_force, year).last.rule.bounds(year)
            self.day.set_day(min(today, last))
        named = self.desk.read(roll_names.of_year, year)
        self.compared = {one.number: one for one in self.desk.read(opening_counts.compare, year)}
        self.rows = [of_count(one) for one in self.compared.values()]
        self.rows += [of_nobody(one) for one in self.desk.read(opening_counts.uncounted, year)]
        self.line.know(named, self.compared)
        closed = self.desk.read(closed_years.is_closed, year)
        if closed:
            self.state.say(_("The year is closed."), Status.STOP)
        else:
            self.state.clear()
        for part in (self.line, self.day):
            part.setEnabled(not closed)
        more = [one.difference for one in self.compared.values() if one.difference > 0]
        self.book.setEnabled(bool(more) and not closed)
        self.bar.say(
            ngettext(
                "{count} card has {stamps} stamps more than its sheets.",
                "{count} cards have {stamps} stamps more than their sheets.",
                len(more),
            ).format(count=len(more), stamps=sum(more))
            if more
            else _("Every card that was counted is in the books.")
            if self.compared
            else _("No card was counted yet.")
        )
        self.parts.set_counts({view: sum(row.view is view for row in self.rows) for view in View})
        self.table.set_rows(self.rows)
        self._filter()
        self.heading_changed.emit()

    def _filter(self) -> None:
        view = self.parts.value()
        self.table.set_filter(lambda row: row.view == view)
        self.table.set_empty(
            {
                View.DIFFERENT: _("No card differs from its sheets."),
                View.SAME: _("No card agrees with its sheets yet."),
                View.UNCOUNTED: _("Every card was counted."),
            }[View(view)]
        )
        if self.table.current() is None:
            self.table.point_at_row(0)
        self._point()

    def _point(self) -> None:
        row = self.table.current()
        more = row.count.difference if row is not None and row.count is not None else 0
        self.one.setEnabled(more > 0 and self.line.isEnabled())
        self.stamps.setEnabled(row is not None)

    def _say(self, words: str, colour: str = tokens.STOP.text) -> None:
        self.alarm.setText(words)
        self.alarm.set_colour(colour)
        self.alarm.setVisible(bool(words))

    def _to_rows(self) -> None:
        if self.table.current() is not None:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # What is done

    def _number_of_card(self, said: str) -> str:
        return self.desk.read(numbers.number_of, self.shown_year(), said)

    def count(self, number: str, stamps: int, who: str) -> None:
        """Keep one count, say what it comes to beside the sheets, and wait for the next card."""
        self.day.read()
        day = self.day.day()
        if day is None:
            self._say(_("The day is still missing."))
            return
        try:
            self.desk.change(
                opening_counts.count, self.shown_year(), number, stamps, counted_on=day,
                counted_by=who, at=self.desk.now(), by=self.desk.staff_id,
            )  # fmt: skip
        except Refusal as refusal:
            self._say(f"{refusal.what} {refusal.advice}")
            return
        one = self.compared[number]
        self.parts.set_value(View.DIFFERENT if one.difference else View.SAME)
        self._filter()
        self.table.point_at(number)
        words = _("{name}: {card} on the card, {sheets} in the sheets.").format(
            name=one.name, card=one.card, sheets=one.sheets + one.booked
        )
        colour = tokens.OK.text if not one.difference else tokens.WAIT.text
        self._say(f"{words}　{of_count(one).chip[1]}", colour)
        self.line.begin()

    def _open_row(self) -> None:
        """Do what is next with the card under the bar: count it, book it, or look at why."""
        row = self.table.current()
        if row is None:
            return
        if row.count is None:
            self.line.begin(row.number)
        elif self.one.isEnabled():
            self.book_one()
        else:
            self._see_stamps()

    def _see_stamps(self) -> None:
        row = self.table.current()
        if row is not None:
            self.frame.go("points_volunteer", f"{self.shown_year()}:{row.number}")

    def book_one(self) -> None:
        """Book what the card under the bar has beyond its sheets."""
        row = self.table.current()
        if row is None or row.count is None:
            return
        more = row.count.difference
        try:
            made = self.desk.change(
                opening_counts.book, self.shown_year(), row.number,
                at=self.desk.now(), by=self.desk.staff_id,
            )  # fmt: skip
        except Refusal as refusal:
            question.refuse(self.window(), refusal)
            return
        words = _("{name}: {count} stamps brought over from the card.")
        self.frame.done(words.format(name=row.name, count=more), undo=lambda: self._take_back(made))

    def _take_back(self, activity: str) -> None:
        at, by = self.desk.now(), self.desk.staff_id
        self.desk.change(entering.withdraw, activity, reason=_("Taken back"), at=at, by=by)

    def book_all(self) -> None:
        """Ask once, then book what every card has beyond its sheets."""
        more = [one.difference for one in self.compared.values() if one.difference > 0]
        words = ngettext(
            "{count} card, {stamps} stamps in all. Each can be taken back under “Undo”.",
            "{count} cards, {stamps} stamps in all. Each can be taken back under “Undo”.",
            len(more),
        )
        answers = (
            Answer("keep", _("Leave it so")),
            Answer("book", _("Book all differences"), Kind.PRIMARY),
        )
        said = question.ask(
            self.window(), _("Bring the stamps of the cards over?"),
            words.format(count=len(more), stamps=sum(more)), answers, safe="keep",
        )  # fmt: skip
        if said != "book":
            return
        try:
            made = self.desk.change(
                opening_counts.book_all, self.shown_year(),
                at=self.desk.now(), by=self.desk.staff_id,
            )  # fmt: skip
        except Refusal as refusal:
            question.refuse(self.window(), refusal)
            return
        words = ngettext(
            "The stamps of {count} card were brought over.",
            "The stamps of {count} cards were brought over.",
            len(made),
        )
        self.frame.done(words.format(count=len(made)))
