"""きょうの集まり: when, what, where, how many are here, and one button each."""

from collections.abc import Callable, Sequence
from datetime import time

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop import icons
from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.chip import Chip
from desktop.parts.empty import Empty
from desktop.parts.hairline import Hairline
from desktop.parts.label import Label
from desktop.parts.meter import Meter
from desktop.parts.status import Status
from desktop.style import tokens
from desktop.style.scale import follow, scale
from resources.words import _, ngettext
from sessions.meeting_rules import State
from sessions.schedule import Scheduled

Go = Callable[[str, str], object]
_TIME = 26
_TITLE = 19


def chip_of(state: State, begins: time | None) -> tuple[Status, str]:
    """Return status and word of a meeting in `state`."""
    if state is State.PLANNED:
        word = _("from {clock}").format(clock=f"{begins:%H:%M}") if begins else _("Planned")
        return Status.NONE, word
    return {
        State.OPEN: (Status.RUNNING, _("Receiving")),
        State.CLOSED: (Status.OK, _("Over")),
        State.POSTPONED: (Status.WAIT, _("Put off")),
        State.CANCELLED: (Status.STOP, _("Cancelled")),
    }[state]


def next_of(today: Sequence[Scheduled], now: time) -> Scheduled | None:
    """Return the gathering whose door comes next: an open one, else the next planned one."""
    for one in today:
        if one.meeting.state is State.OPEN:
            return one
    planned = [one for one in today if one.meeting.state is State.PLANNED]
    for one in planned:
        last = one.meeting.ends or one.meeting.begins
        if last is None or last > now:
            return one
    return planned[-1] if planned else None


class Mark(QWidget):
    """A small icon that stands before a word."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Return the room of an icon in a line."""
        return QSize(scale.px(tokens.ICON_TABLE), scale.px(tokens.ICON_TABLE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the icon."""
        icons.paint(QPainter(self), QRectF(self.rect()), self._icon, tokens.INK_2)


class Gathering(QWidget):
    """One gathering of today; `chosen` is the next one and has the primary button."""

    def __init__(self, one: Scheduled, go: Go, *, chosen: bool) -> None:
        super().__init__()
        meeting = one.meeting
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 6, 0, 6)
        line.setSpacing(tokens.GAP_3)
        self._when = self._clock(one, chosen=chosen)
        line.addWidget(self._when)
        line.addLayout(self._what(one), 1)
        meter = Meter(one.present, one.expected)
        line.addWidget(meter, 0, Qt.AlignmentFlag.AlignVCenter)
        door = meeting.state is State.OPEN or (chosen and meeting.state is State.PLANNED)
        self.button = Button(
            _("To the door") if door else _("Open it"),
            kind=Kind.PRIMARY if chosen else Kind.SECONDARY,
            icon="qr-code" if door else "calendar-days",
            height=tokens.CONTROL_RECEPTION,
        )
        self.button.setAccessibleDescription(meeting.headline)
        place = "reception" if meeting.state is State.OPEN else "meeting"
        self.button.clicked.connect(lambda: go(place, meeting.id))
        line.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        follow(self._resize)

    def _resize(self) -> None:
        self.button.setMinimumWidth(scale.px(118))
        self._when.setFixedWidth(scale.px(84))

    def _clock(self, one: Scheduled, *, chosen: bool) -> QWidget:
        meeting = one.meeting
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        clock = f"{meeting.begins:%H:%M}" if meeting.begins else "―"
        column.addWidget(
            Label(clock, px=_TIME, bold=True, colour=tokens.PRIMARY if chosen else tokens.INK)
        )
        minutes = meeting.minutes
        words = _("{count} min").format(count=minutes) if minutes else ""
        column.addWidget(Label(words, px=tokens.SMALL, colour=tokens.INK_2))
        return box

    def _what(self, one: Scheduled) -> QVBoxLayout:
        meeting = one.meeting
        column = QVBoxLayout()
        column.setSpacing(4)
        title = f"{meeting.headline}　{meeting.title}" if meeting.title else meeting.headline
        column.addWidget(Label(title, px=_TITLE, bold=True))
        row = QHBoxLayout()
        row.setSpacing(tokens.GAP_2)
        row.addWidget(Chip(*chip_of(meeting.state, meeting.begins)))
        where = " ".join(filter(None, (meeting.place, meeting.room)))
        if where:
            row.addWidget(Mark("map-pin"))
            row.addWidget(Label(where, colour=tokens.INK_2), 1)
        else:
            row.addStretch(1)
        column.addLayout(row)
        return column


class Gatherings(Card):
    """The card of today's gatherings; `go` leads to a place with a subject."""

    def __init__(self, go: Go) -> None:
        super().__init__(_("Today's gatherings"), rule=True)
        self._go = go
        self.all = Button(
            _("See the plan"),
            kind=Kind.QUIET,
            icon="chevron-right",
            after=True,
            size=tokens.LABEL,
            height=tokens.CONTROL_DENSE,
        )
        self.all.clicked.connect(lambda: go("meetings", ""))
        self.head.addWidget(self.all)
        self.rows: list[QWidget] = []
        self.buttons: list[Button] = []
        self.primary: Button | None = None

    def show_today(self, today: Sequence[Scheduled], now: time) -> None:
        """Show the gatherings of the day in their order; `now` is the wall clock's."""
        for row in self.rows:
            self.body.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows, self.buttons, self.primary = [], [], None
        chosen = next_of(today, now)
        for number, one in enumerate(today):
            if number:
                self._put(Hairline())
            row = Gathering(one, self._go, chosen=one is chosen)
            self.buttons.append(row.button)
            if one is chosen:
                self.primary = row.button
            self._put(row)
        self.all.setVisible(bool(today))
        if not today:
            self._put(self._empty())

    def _put(self, row: QWidget) -> None:
        self.rows.append(row)
        self.add(row)
        # A window that becomes active passes over a button that is not shown yet.
        row.show()

    def _empty(self) -> Empty:
        button = Button(_("See the plan"), kind=Kind.PRIMARY, icon="calendar-days")
        button.clicked.connect(lambda: self._go("meetings", ""))
        self.primary = button
        self.buttons.append(button)
        return Empty(
            "calendar-days",
            _("There are no gatherings today"),
            _("A quiet day to prepare."),
            button,
        )


def greeting_line(today: Sequence[Scheduled], urgent: int) -> str:
    """Return how many gatherings there are today and how many matters press."""
    first = ngettext("{count} gathering today.", "{count} gatherings today.", len(today))
    second = ngettext("{count} matter presses.", "{count} matters press.", urgent)
    none = _("Nothing presses.")
    return (
        (first.format(count=len(today)) if today else _("No gathering today."))
        + " "
        + (second.format(count=urgent) if urgent else none)
    )
