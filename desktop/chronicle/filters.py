"""The filters above the journal: words, who, what matter, what deed, and when."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import journal_words
from desktop.parts.button import Button
from desktop.parts.choice import Choice
from desktop.parts.date_field import DateField
from desktop.parts.search_field import SearchField
from desktop.style import tokens
from resources import calendar
from resources.words import _
from sessions.chronicle import Sought


class Filters(QWidget):
    """Says what is sought; `changed` is sent whenever that is something else."""

    changed = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self.object_left = False
        self.text = SearchField(
            _("Words in the journal"), hint=_("A name, a number, a word"), key="/"
        )
        self.text.sought.connect(lambda _text: self.changed.emit())
        self.by = Choice(_("Done by"))
        self.kind = Choice(_("Matter"))
        self.act = Choice(_("Deed"))
        self.when = Choice(
            _("When"),
            [
                ("", _("At any time")),
                ("today", _("Today")),
                ("week", _("The last seven days")),
                ("month", _("This month")),
                ("before", _("The month before")),
                ("year", _("This fiscal year")),
                ("days", _("From … until …")),
            ],
        )
        for choice in (self.by, self.kind, self.act):
            choice.chosen.connect(lambda _value: self.changed.emit())
        self.when.chosen.connect(self._turn)
        self.since = DateField(_("Since when"), today=today, optional=True, width=220)
        self.until = DateField(_("Until"), today=today, optional=True, width=220)
        for field in (self.since, self.until):
            field.dated.connect(lambda _day: self.changed.emit())
        self.everything = Button(_("Show everything again"), icon="x", height=tokens.CONTROL_DENSE)
        self.everything.clicked.connect(self._leave_object)
        self.everything.hide()
        self._days = QWidget()
        row = QHBoxLayout(self._days)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.since)
        row.addWidget(self.until)
        row.addStretch(1)
        self._days.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.text)
        choices = QHBoxLayout()
        for choice in (self.by, self.kind, self.act, self.when):
            choices.addWidget(choice, 1)
        column.addLayout(choices)
        column.addWidget(self._days)
        column.addWidget(self.everything)

    def offer(self, names: Mapping[str, str], acts: Sequence[str], kinds: Sequence[str]) -> None:
        """Offer the people at the desk and what the journal speaks of, keeping what is chosen."""
        people = sorted(names.items(), key=lambda one: one[1])
        self._offer(self.by, [("", _("Everybody")), *people])
        named = sorted(((one, journal_words.kind(one)) for one in kinds), key=lambda one: one[1])
        self._offer(self.kind, [("", _("Every matter")), *named])
        done = sorted(((one, journal_words.act(one)) for one in acts), key=lambda one: one[1])
        self._offer(self.act, [("", _("Every deed")), *done])
        self._acts, self._kinds = tuple(acts), tuple(kinds)

    def _offer(self, choice: Choice, answers: Sequence[tuple[str, str]]) -> None:
        known = [
            (choice.itemData(place), choice.itemText(place)) for place in range(choice.count())
        ]
        if known != list(answers):
            choice.set_answers(answers, choice.value())

    def sought(
        self, names: Mapping[str, str], object_id: str, called: Sequence[str] = ()
    ) -> Sought:
        """Return what is sought; a word also means acts, matters and people called like it.

        `called` are the objects whose name is like the words.
        """
        since, until = self._period()
        text = self.text.text().strip()
        plain = text.replace("　", "").replace(" ", "")
        return Sought(
            by=self.by.value(),
            kind=self.kind.value(),
            act=self.act.value(),
            object_id=object_id,
            since=since,
            until=until,
            text=text,
            means_acts=tuple(one for one in self._acts if text and text in journal_words.act(one)),
            means_kinds=tuple(
                one for one in self._kinds if text and text in journal_words.kind(one)
            ),
            means_objects=tuple(called),
            means_by=tuple(
                one for one, name in names.items() if plain and plain in name.replace("　", "")
            ),
        )

    def show_object(self, *, shown: bool) -> None:
        """Say that the list is about one object only, and offer the way back."""
        self.object_left = False
        self.everything.setVisible(shown)

    def _leave_object(self) -> None:
        self.object_left = True
        self.everything.hide()
        self.changed.emit()

    def _turn(self, value: str) -> None:
        self._days.setVisible(value == "days")
        self.changed.emit()

    def _period(self) -> tuple[date | None, date | None]:
        today, way = self._today(), self.when.value()
        if way == "days":
            return self.since.day(), self.until.day()
        first = today.replace(day=1)
        last = first - timedelta(days=1)
        return {
            "": (None, None),
            "today": (today, None),
            "week": (today - timedelta(days=6), None),
            "month": (first, None),
            "before": (last.replace(day=1), last),
            "year": (date(calendar.fiscal_year(today), 4, 1), None),
        }[way]
