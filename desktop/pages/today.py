"""今日: what this day asks, known in five seconds."""

from typing import Any, ClassVar

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.page import Page
from desktop.pages import today_sheets, today_taken
from desktop.pages.today_gatherings import Gatherings, greeting_line
from desktop.pages.today_second import SecondPerson
from desktop.pages.today_side import Side
from desktop.pages.today_soon import Soon, matters
from desktop.parts.button import Button
from desktop.parts.columns import Columns
from desktop.parts.label import Label
from desktop.style import tokens
from resources import calendar, settings
from resources.words import _
from sessions import overview

_LOOK_MS = 60_000


def greeting(hour: int, name: str) -> str:
    """Return the greeting of the hour (0 to 23, local) for somebody called `name`."""
    family = name.replace("　", " ").split(" ", 1)[0]
    if 4 <= hour < 11:
        words = _("Good morning, {name}.")
    elif hour < 18:
        words = _("Good day, {name}.")
    else:
        words = _("Good evening, {name}.")
    return words.format(name=family)


class Today(Page):
    """The first page: today's gatherings, what is coming up, and what stands beside."""

    name: ClassVar[str] = "today"
    help_topic: ClassVar[str] = "today"
    reads: ClassVar[frozenset[str]] = frozenset(
        {
            "Meeting",
            "Expected",
            "Arrival",
            "Notice",
            "Likeness",
            "PrintRun",
            "Person",
            "Staff",
            "Takeout",
            "Host",
            "MonthlySheet",
            "Question",
            "SecondRequest",
            "SecondAnswer",
        }
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        go = self.frame.go
        self.greeting = Label(px=22, bold=True)
        self.line = Label(colour=tokens.INK_2)
        self.gatherings = Gatherings(go)
        self.soon = Soon(go)
        self.side = Side(go)
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        self.second = SecondPerson(self.desk, self.frame)
        column.addWidget(self.second)
        column.addWidget(self.gatherings)
        column.addWidget(self.soon)
        column.addStretch(1)
        self.body.addWidget(self.greeting)
        self.body.addWidget(self.line)
        self.body.addWidget(Columns(main, self.side, name=_("Beside the day")), 1)
        self._day = calendar.day_of(self.desk.now())
        self._clock = QTimer(self)
        self._clock.setInterval(_LOOK_MS)
        self._clock.timeout.connect(self.look_at_clock)
        self._clock.start()

    def heading_note(self) -> str:
        """Return the date."""
        return calendar.wareki_with_weekday(calendar.day_of(self.desk.now()))

    def look_at_clock(self) -> None:
        """Read again once the day has changed."""
        today = calendar.day_of(self.desk.now())
        if today != self._day:
            self._day = today
            self.stale = True
            self.freshen()

    def refresh(self) -> None:
        """Read the day, in one go."""
        now = self.desk.now()
        local = calendar.local(now)
        inside = self._buttons()
        here = next((number for number, one in enumerate(inside) if one.hasFocus()), None)
        day = self.desk.read(overview.day, self.desk.staff_id, local.date())
        today = [one for one in day.ahead if one.meeting.held_on == local.date()]
        machine = settings.load()
        found = [
            *today_taken.matters(self.desk, now),
            *today_sheets.matters(self.desk, now),
            *matters(day.waiting, day.ahead, machine, now),
        ]
        self.greeting.setText(greeting(local.hour, day.name))
        self.line.setText(greeting_line(today, sum(one.urgent for one in found)))
        self.gatherings.show_today(today, local.time())
        self.soon.show_matters(found, register_empty=day.waiting.people == 0)
        self.side.copy.show_copy(machine, now)
        self.second.refresh()
        self.primary = self.gatherings.primary
        rows = self._buttons()
        for row in rows:  # a button would take the arrows for itself
            row.installEventFilter(self)
        self.start = self.gatherings.primary or (rows[0] if rows else None)
        if here is not None and rows:  # what had the focus was made anew
            rows[min(here, len(rows) - 1)].setFocus()

    def _buttons(self) -> list[Button]:
        return [*self.gatherings.buttons, *self.soon.buttons]

    def regions(self) -> list[QWidget]:
        """Return the two cards and what stands beside them."""
        return [self.gatherings, self.soon, self.side]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Walk through gatherings and matters as one list with ↑ and ↓."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
            step = steps.get(Qt.Key(event.key()))
            rows = self._buttons()
            if step is not None and watched in rows:
                here = next(number for number, one in enumerate(rows) if one is watched)
                there = max(0, min(here + step, len(rows) - 1))
                rows[there].setFocus(Qt.FocusReason.TabFocusReason)
                self.area.ensureWidgetVisible(rows[there])
                return True
        return super().eventFilter(watched, event)
