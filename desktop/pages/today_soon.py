"""そろそろのこと: what waits for a person, nearest first, each with one way to it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.empty import Empty
from desktop.parts.hairline import Hairline
from desktop.parts.label import Label
from desktop.parts.status import Status, StatusMark
from desktop.parts.tile import DateTile
from desktop.style import tokens
from resources import calendar
from resources.settings import Settings
from resources.words import _, ngettext
from sessions.overview import Overview, Waiting
from sessions.schedule import Scheduled

AHEAD = timedelta(days=28)
COPY_DAYS = 3  # an older copy is said, as the design asks
_MOST = 6


@dataclass(frozen=True)
class Matter:
    """One matter: the tile (`above` over `below`), a fact, and the place that settles it."""

    status: Status
    above: str
    below: str
    title: str
    detail: str
    link: str
    place: str
    subject: str = ""

    @property
    def urgent(self) -> bool:
        """Whether it waits for somebody now."""
        return self.status in (Status.WAIT, Status.STOP)


def days_since_copy(machine: Settings, now: datetime) -> int | None:
    """Return how many days old the last copy is, None when this machine made none."""
    try:
        made = datetime.fromisoformat(machine.last_backup)
        return (calendar.day_of(now) - calendar.day_of(made)).days
    except ValueError:
        return None


def short_day(day: date) -> str:
    """Return 3/8(月)."""
    return f"{day.month}/{day.day}({calendar.weekday(day)})"


def _from_now(day: date, today: date) -> str:
    days = (day - today).days
    if days == 0:
        return _("Today")
    if days == 1:
        return _("Tomorrow")
    return ngettext("in {count} day", "in {count} days", days).format(count=days)


def matters(
    overview: Overview, ahead: Sequence[Scheduled], machine: Settings, now: datetime
) -> list[Matter]:
    """Return what waits: what presses first, then what is coming, nearest first."""
    today = calendar.day_of(now)
    found: list[Matter] = []
    if machine.recovery_unkept:
        found.append(
            Matter(
                Status.WAIT, _("Now"), _("Safe"),
                _("The recovery sheet is not kept yet"),
                _("Print a new one and put it into the safe."),
                _("Make a new sheet"), "office", "keys",
            )
        )  # fmt: skip
    found += [_untold(one, today) for one in overview.untold]
    age = days_since_copy(machine, now)
    if age is not None and age > COPY_DAYS:
        found.append(
            Matter(
                Status.WAIT, _("Copy"),
                ngettext("{count} day", "{count} days", age).format(count=age),
                _("The last copy is old"), _("Put the stick in and take a new one."),
                _("Take a copy"), "office", "copies",
            )
        )  # fmt: skip
    if overview.doubles:
        words = ngettext(
            "{count} pair may be one person.", "{count} pairs may be one person.", overview.doubles
        )
        found.append(
            Matter(
                Status.WAIT, _("Register"), _("{count} pairs").format(count=overview.doubles),
                _("Perhaps the same people"), words.format(count=overview.doubles),
                _("Compare"), "doubles", "",
            )
        )  # fmt: skip
    if overview.runs:
        words = ngettext(
            "{count} printing waits for an answer.",
            "{count} printings wait for an answer.",
            overview.runs,
        )
        found.append(
            Matter(
                Status.WAIT, _("Print"), _("{count} times").format(count=overview.runs),
                _("Did all sheets come out?"), words.format(count=overview.runs),
                _("Go on printing"), "print",
            )
        )  # fmt: skip
    found += [_unmatched(one) for one in overview.unmatched]
    found += [_coming(one, today) for one in ahead if _soon(one, today)]
    return found[:_MOST]


def _soon(one: Scheduled, today: date) -> bool:
    day = one.meeting.held_on
    return day is not None and today < day <= today + AHEAD


def _name(one: Waiting) -> str:
    if one.number is None:
        return one.body_name
    return _("{body}, no. {number}").format(number=one.number, body=one.body_name)


def _untold(one: Waiting, today: date) -> Matter:
    words = ngettext(
        "{count} person has not been told yet.",
        "{count} people have not been told yet.",
        one.people,
    )
    above = _from_now(one.held_on, today) if one.held_on and one.held_on >= today else _("Now")
    below = short_day(one.held_on) if one.held_on else _("Put off")
    return Matter(
        Status.WAIT, above, below, _("Tell people: {meeting}").format(meeting=_name(one)),
        words.format(count=one.people), _("See whom"), "meeting", one.meeting_id,
    )  # fmt: skip


def _unmatched(one: Waiting) -> Matter:
    words = ngettext(
        "{count} person who came is not matched with the register.",
        "{count} people who came are not matched with the register.",
        one.people,
    )
    below = short_day(one.held_on) if one.held_on else ""
    return Matter(
        Status.INFO, _("Came"), below, _name(one), words.format(count=one.people),
        _("Match them"), "meeting", one.meeting_id,
    )  # fmt: skip


def _coming(one: Scheduled, today: date) -> Matter:
    meeting = one.meeting
    assert meeting.held_on is not None
    where = " ".join(filter(None, (meeting.place, meeting.room)))
    clock = f"{meeting.begins:%H:%M}" if meeting.begins else ""
    count = ngettext("{count} expected", "{count} expected", one.expected)
    detail = "　".join(filter(None, (clock, where, count.format(count=one.expected))))
    return Matter(
        Status.INFO, _from_now(meeting.held_on, today), short_day(meeting.held_on),
        meeting.headline, detail, _("Prepare"), "meeting", meeting.id,
    )  # fmt: skip


class MatterRow(QWidget):
    """One matter as a row; `button` leads to it."""

    def __init__(self, matter: Matter, go: Callable[[str, str], object]) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 4, 0, 4)
        line.setSpacing(tokens.GAP_3)
        line.addWidget(DateTile(matter.status, matter.above, matter.below))
        column = QVBoxLayout()
        column.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(StatusMark(matter.status, size=14))
        head.addWidget(Label(matter.title, bold=True, colour=tokens.INK), 1)
        column.addLayout(head)
        column.addWidget(Label(matter.detail, px=tokens.LABEL, colour=tokens.INK_2))
        line.addLayout(column, 1)
        self.button = Button(
            matter.link,
            kind=Kind.QUIET,
            icon="chevron-right",
            after=True,
            size=tokens.LABEL,
            height=tokens.CONTROL_DENSE,
        )
        self.button.setAccessibleDescription(matter.title)
        self.button.clicked.connect(lambda: go(matter.place, matter.subject))
        line.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)


class Soon(Card):
    """The card of what waits; without anything it says so, and at the very first invites."""

    def __init__(self, go: Callable[[str, str], object]) -> None:
        super().__init__(_("Coming up"), note=_("nearest first"), rule=True)
        self._go = go
        self.rows: list[QWidget] = []
        self.buttons: list[Button] = []

    def show_matters(self, found: Sequence[Matter], *, register_empty: bool) -> None:
        """Show `found`; an empty register gets an invitation instead."""
        for row in self.rows:
            self.body.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows, self.buttons = [], []
        for number, matter in enumerate(found):
            if number:
                self._put(Hairline())
            row = MatterRow(matter, self._go)
            self.buttons.append(row.button)
            self._put(row)
        if register_empty:
            self._put(self._invite())
        elif not found:
            self._put(Label(_("Nothing waits. Everything is in order."), colour=tokens.INK_2))

    def _put(self, row: QWidget) -> None:
        self.rows.append(row)
        self.add(row)

    def _invite(self) -> Empty:
        button = Button(_("Bring in a list"), kind=Kind.SOFT, icon="file-spreadsheet")
        button.clicked.connect(lambda: self._go("intake", ""))
        self.buttons.append(button)
        return Empty(
            "users-round", _("Nobody is in the register yet"),
            _("Bring in the Excel list of the office, or register people one by one."), button,
        )  # fmt: skip
