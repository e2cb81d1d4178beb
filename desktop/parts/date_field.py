"""The date field: read in every way people write dates, answered with the full date."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop import icons
from desktop.parts.button import Button
from desktop.parts.field import Field
from desktop.parts.text_field import TextField
from desktop.style import tokens
from desktop.style.scale import scale
from resources import date_reading as reading
from resources.calendar import age_on, holiday, read_date, wareki, wareki_with_western
from resources.words import _, mark

_REASONS: Final = {
    reading.UNREADABLE: mark("This cannot be read as a date."),
    reading.INCOMPLETE: mark("Year, month and day are needed."),
    reading.NO_SUCH_DATE: mark("There is no such day in the calendar."),
    reading.NO_ERA: mark("Which year is meant?"),
    reading.OLD_ERA: mark("The era had changed on that day."),
    reading.FUTURE: mark("That day is still to come."),
}


def month_later(day: date, months: int) -> date:
    """Return the day `months` later, or the last of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


class DateLine(TextField):
    """The line of a date field; `stepped` carries days, `asked` opens the calendar."""

    stepped = Signal(int, int)
    today_asked = Signal()
    calendar_asked = Signal()

    def __init__(self, name: str, *, t_is_today: bool, hint: str = "") -> None:
        super().__init__(name, hint=hint)
        self._t_is_today = t_is_today
        self.setTextMargins(0, 0, scale.px(28), 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step by ↑ ↓ (day), PgUp PgDn (month), T (today)."""
        steps = {
            Qt.Key.Key_Up: (1, 0),
            Qt.Key.Key_Down: (-1, 0),
            Qt.Key.Key_PageUp: (0, 1),
            Qt.Key.Key_PageDown: (0, -1),
        }
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.calendar_asked.emit()
        elif key in steps:
            self.stepped.emit(*steps[key])
        elif key == Qt.Key.Key_T and self._t_is_today and not event.modifiers():
            self.today_asked.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the calendar when its picture is pressed."""
        if event.position().x() > self.width() - scale.px(36):
            self.calendar_asked.emit()
            return
        super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line and the picture of a calendar."""
        super().paintEvent(event)
        side = scale.px(tokens.ICON_TABLE)
        box = QRectF(self.width() - side - scale.px(12), (self.height() - side) / 2, side, side)
        icons.paint(QPainter(self), box, "calendar-days", tokens.INK_2)


class DateField(Field):
    """A date under the words `label`, read when it is left.

    `today` tells what day it is. With `birth` the age stands beside the date, a day to
    come is refused and T is the letter of 大正; otherwise T means today. A date that
    cannot be is answered with the right one as a button. `dated` carries the date or None.
    """

    dated = Signal(object)

    def __init__(
        self,
        label: str,
        *,
        today: Callable[[], date],
        value: date | None = None,
        birth: bool = False,
        optional: bool = False,
        hint: str = "",
        width: int = tokens.FIELD_WIDTH,
        parent: QWidget | None = None,
    ) -> None:
        self._today = today
        self._birth = birth
        self._own_hint = hint
        self.line = DateLine(label, t_is_today=not birth)
        super().__init__(label, self.line, optional=optional, hint=hint, width=width, parent=parent)
        self._day: date | None = None
        self._offers = QHBoxLayout()
        self._line.insertLayout(2, self._offers)
        self.line.left.connect(self.read)
        self.line.stepped.connect(self._step)
        self.line.today_asked.connect(lambda: self.set_day(self._today()))
        self.line.calendar_asked.connect(self._open)
        if value is not None:
            self.set_day(value)

    def day(self) -> date | None:
        """Return the date that was read, None when there is none."""
        return self._day

    def set_day(self, day: date | None) -> None:
        """Show `day`."""
        self.line.setText(wareki(day) if day else "")
        self.read()

    def read(self) -> None:
        """Read what was written and answer it below the line."""
        self._clear_offers()
        text = self.line.text().strip()
        before = self._day
        if not text:
            self._day = None
            self.set_error("")
            self.set_hint(self._own_hint)
        else:
            found = read_date(text, birth=self._birth, today=self._today() if self._birth else None)
            self._day = found.date
            if found.date is not None:
                self.set_error("")
                self.set_hint(self._answer(found.date))
            else:
                self.set_error(_(_REASONS.get(found.note, _REASONS[reading.UNREADABLE])))
                offered = found.choices or ((found.suggestion,) if found.suggestion else ())
                for day in offered:
                    self._offer(day)
        if self._day != before:
            self.dated.emit(self._day)

    def _answer(self, day: date) -> str:
        words = wareki_with_western(day)
        if self._birth:
            return words + _("{age} years old").format(age=age_on(day, self._today()))
        return f"{words} {holiday(day)}".strip()

    def _offer(self, day: date) -> None:
        button = Button(wareki(day), height=tokens.CONTROL_DENSE - 4, size=tokens.SMALL)
        button.clicked.connect(lambda: self.set_day(day))
        self._offers.addWidget(button)

    def _clear_offers(self) -> None:
        while self._offers.count():
            item = self._offers.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _step(self, days: int, months: int) -> None:
        self.read()
        if self._day is None:
            self.set_day(self._today())
            return
        self.set_day(month_later(self._day, months) + timedelta(days=days))

    def _open(self) -> None:
        from desktop.parts.calendar_popup import CalendarPopup

        self.read()
        popup = CalendarPopup(self._day or self._today(), self)
        popup.picked.connect(self.set_day)
        popup.move(self.line.mapToGlobal(QPoint(0, self.line.height() + 2)))
        popup.show()
