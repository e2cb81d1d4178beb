"""記録をさかのぼる: how a person stood on a day, and every change with before and after."""

from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop import person_words as wording
from desktop.page import Page
from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.columns import Columns
from desktop.parts.date_field import DateField
from desktop.parts.label import Label
from desktop.parts.said import Said
from desktop.parts.status import Status, StatusMark
from desktop.parts.table import Column, Table
from desktop.register import past
from desktop.register.past import Line, Stood
from desktop.style import tokens
from desktop.style.scale import scale
from resources import calendar
from resources.refusals import Refusal
from resources.words import _
from sessions import history, people
from sessions.history import Then
from sessions.people import PersonView

_SIDE, _LEAST = 440, 560


class PersonHistory(Page):
    """The past of one person, opened at their id."""

    name: ClassVar[str] = "person_history"
    reads: ClassVar[frozenset[str]] = frozenset({"JournalLine"})
    help_topic: ClassVar[str] = "person_history"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person: PersonView | None = None
        self.said = Said()
        self.day = DateField(
            _("As it was on"), today=self._today, hint=_("At the end of that day."), width=260
        )
        self.day.dated.connect(lambda _day: self._show_then())
        self.then_card = Card(_("As it was on this day"), dense=True)
        self.then_card.add(self.day)
        self._rows = QWidget()
        self._grid = QGridLayout(self._rows)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(2, 1)
        self.then_card.add(self._rows)
        self._parts: list[QWidget] = []
        self.stood: list[Stood] = []
        self.table: Table[Line] = Table(
            _("Every change"),
            (
                Column(_("What changed"), lambda one: one.what, bold=True),
                Column(_("Before"), lambda one: one.before, width=150, folds=True),
                Column(_("After"), lambda one: one.after, width=180),
                Column(_("When and who"), lambda one: f"{one.when} {one.who}", width=290,
                       folds=True),
            ),
            key=lambda one: one.key,
            empty=_("Nothing was changed since the entry."),
        )  # fmt: skip
        self.table.setMinimumHeight(scale.px(360))
        self.back = Button(_("Back to the person"), kind=Kind.QUIET)
        self.back.clicked.connect(lambda: self.frame.go("person", self.subject))
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        card = Card(_("Every change"))
        card.add(self.table, 1)
        column.addWidget(card, 1)
        side = QWidget()
        beside = QVBoxLayout(side)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.then_card)
        beside.addStretch(1)
        self.columns = Columns(
            main, side, name=_("As it was on this day"), side_width=_SIDE, least_main=_LEAST
        )
        self.body.addWidget(self.said)
        self.body.addWidget(self.columns, 1)
        self.start = self.day.line

    def _today(self) -> date:
        return calendar.day_of(self.desk.now())

    def heading(self) -> str:
        """Return whose past it is."""
        if self.person is None:
            return super().heading()
        return _("The past of {name}").format(name=wording.honoured(self.person.name))

    def head_buttons(self) -> list[QWidget]:
        """Return the way back to the person."""
        return [self.back]

    def regions(self) -> list[QWidget]:
        """Return the changes, and the day beside them."""
        return [self.table, self.columns]

    def refresh(self) -> None:
        """Read the changes and the day again."""
        if not self.subject:
            return
        try:
            self.person = self.desk.read(people.get, self.subject)
        except Refusal:
            self.person = None
            self.frame.go("people")
            return
        changes = self.desk.read(history.changes, self.subject)
        self.table.set_rows(past.lines(changes, hidden=self.person.hidden))
        if self.day.day() is None:
            self.day.set_day(self._today())
        self._show_then()

    def _show_then(self) -> None:
        day = self.day.day()
        if day is None or self.person is None:
            return
        now = self.desk.read(history.as_of, self.subject, self.desk.now() + timedelta(minutes=1))
        then = self.desk.read(history.as_of, self.subject, _end_of(day))
        self._say(then)
        self.stood = past.stood(then, now, hidden=self.person.hidden) if then.entered else []
        for part in self._parts:
            self._grid.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts = []
        for row, one in enumerate(self.stood):
            self._put(row, one)

    def _put(self, row: int, one: Stood) -> None:
        words = one.then or _("(empty)")
        if one.differs:
            now = _("Now: {now}").format(now=one.now or _("(empty)"))
            words = f"{words}\n{now}"
        parts: list[QWidget] = [
            Label(one.label, px=tokens.LABEL, colour=tokens.INK_2),
            Label(words, bold=one.differs, wrap=True),
        ]
        if one.differs:
            parts.insert(0, StatusMark(Status.WAIT))
        for place, part in enumerate(parts, start=3 - len(parts)):
            self._grid.addWidget(part, row, place)
            self._parts.append(part)
            part.show()  # a layout would show it only later, and the card would flicker

    def _say(self, then: Then) -> None:
        if not then.entered:
            self.said.say(_("On this day the person was not in the register yet."), Status.INFO)
        elif then.gaps:
            self.said.say(_("Some of the past was erased; what is shown has gaps."), Status.WAIT)
        else:
            self.said.clear()


def _end_of(day: date) -> datetime:
    midnight = datetime.combine(day + timedelta(days=1), time(), calendar.JAPAN)
    return midnight - timedelta(microseconds=1)
