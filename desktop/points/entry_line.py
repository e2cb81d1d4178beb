"""The line of the entry grid: day, number or reading, activity, time; Enter all the way."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.parts.label import Label
from desktop.parts.text_field import TextField
from desktop.style import tokens
from desktop.style.scale import follow, scale
from programs.points import activity_codes, reported_times, roll_names
from programs.points.roll_names import Named
from programs.points.sheet_keying import Row
from programs.points.sheet_reading import WIDTH
from resources import calendar
from resources.words import _
from sessions.intake import cells
from sessions.intake.text import plain

SAME: Final = frozenset({"+", "＋", "；", ";"})  # + of the number pad, and where Shift was not held
_MOST = 4  # people offered for a reading
_ACTIVITY = 2


class EntryField(TextField):
    """A field of the line: Enter goes on, the plus key takes everything from the row above."""

    onward = Signal()
    same = Signal()
    upward = Signal()
    come = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say that the hand has come here."""
        super().focusInEvent(event)
        self.come.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Enter, take the rest from above with +, to the rows with ↑."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.onward.emit()
        elif event.key() == Qt.Key.Key_Up:
            self.upward.emit()
        elif event.text() in SAME:
            self.same.emit()
        else:
            super().keyPressEvent(event)


class EntryLine(QWidget):
    """Sends `entered` with each whole row; `said` carries what is missing, in words.

    Enter in an empty day, activity or time takes what the row above has. A number is always
    typed, as four digits or as the beginning of a reading; the name shows at once.
    """

    entered = Signal(object)
    said = Signal(str)
    upward = Signal()
    come = Signal(bool)  # to a field; whether it is the activity, whose numbers help there

    def __init__(self, named: Callable[[], Mapping[str, Named]]) -> None:
        super().__init__()
        self._named = named
        self.month = date(2000, 1, 1)
        self.above: Row | None = None
        self.kept: Row | None = None  # the row that is being mended
        self.day = EntryField(_("Day"))
        self.number = EntryField(_("Number or reading"))
        self.activity = EntryField(_("Activity"))
        self.time = EntryField(_("Minutes, or from – to"))
        self.fields = (self.day, self.number, self.activity, self.time)
        self.below = [Label(px=tokens.SMALL, colour=tokens.INK_2) for _field in self.fields]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        for column, (field, stretch) in enumerate(zip(self.fields, (2, 5, 5, 4), strict=True)):
            self._grid.addWidget(
                Label(field.accessibleName(), px=tokens.LABEL, bold=True), 0, column
            )
            self._grid.addWidget(field, 1, column)
            self._grid.addWidget(self.below[column], 2, column)
            self._grid.setColumnStretch(column, stretch)
            field.onward.connect(lambda at=column: self._onward(at))
            field.same.connect(lambda at=column: self._same(at))
            field.upward.connect(self.upward)
            field.come.connect(lambda at=column: self.come.emit(at == _ACTIVITY))
            field.textChanged.connect(lambda _text, at=column: self._tell(at))
        follow(self._fit)

    def _fit(self) -> None:
        self._grid.setHorizontalSpacing(scale.gap(tokens.GAP_3))
        self._grid.setVerticalSpacing(3)

    def begin(self, month: date, above: Row | None) -> None:
        """Wait for the next row of `month`; `above` is the one before it."""
        self.month, self.above, self.kept = month, above, None
        for field in self.fields:
            field.clear()
        self._hint()
        self.day.setFocus(Qt.FocusReason.OtherFocusReason)

    def mend(self, row: Row, above: Row | None) -> None:
        """Show `row` to be mended; it comes back with `entered`."""
        self.above, self.kept = above, row
        self.day.setText(str(row.day or ""))
        self.number.setText(row.number)
        self.activity.setText(row.content)
        self.time.setText(time_words(row))
        self._hint()
        self.day.setFocus(Qt.FocusReason.OtherFocusReason)
        self.day.selectAll()

    def _hint(self) -> None:
        for place in range(len(self.fields)):
            self._tell(place)

    # What stands below each field

    def _tell(self, place: int) -> None:
        words = (self._day_words, self._number_words, self._activity_words, self._time_words)
        self.below[place].setText(words[place]())

    def _day_words(self) -> str:
        day = self.read_day()
        if day:
            try:
                return calendar.weekday(self.month.replace(day=day)) + "曜日"
            except ValueError:
                return _("The month has no such day.")
        return _("as above: {value}").format(value=self.above.day) if self.above else ""

    def _number_words(self) -> str:
        text = self.number.text()
        if not text.strip():
            return ""
        found = self.candidates(text)
        if not found:
            return _("Nobody is registered under this number.")
        return "　".join(f"{one.number} {_shown(one.name)}" for one in found)

    def _activity_words(self) -> str:
        text = plain(self.activity.text())
        if text:
            return activity_codes.named(text) if text in activity_codes.CODES else ""
        above = self.above.content if self.above else ""
        return _("as above: {value}").format(value=above) if above else ""

    def _time_words(self) -> str:
        text = self.time.text()
        if text.strip():
            minutes = reported_times.keyed(text)[2]
            return _("{count} minutes").format(count=minutes) if minutes else ""
        above = time_words(self.above) if self.above else ""
        return _("as above: {value}").format(value=above) if above else ""

    # What is read

    def read_day(self) -> int:
        """Return the day that is written, 0 for none."""
        text = plain(self.day.text()).removesuffix("日")
        return int(text) if text.isdecimal() else 0

    def candidates(self, text: str) -> Sequence[Named]:
        """Return who is meant by `text`: the one of a number, or those of a reading."""
        named = self._named()
        number = cells.read_number(text, WIDTH)
        if number is not None:
            return [named[number]] if number in named else []
        return roll_names.sought(named.values(), text, _MOST)

    # The keys

    def _onward(self, place: int) -> None:
        field = self.fields[place]
        if field is self.day and not field.text().strip() and self.above:
            field.setText(str(self.above.day))
        if field is self.number and not self._take_number():
            return
        if field is self.activity and not field.text().strip() and self.above:
            field.setText(self.above.content)
        if field is self.time:
            if not field.text().strip() and self.above:
                field.setText(time_words(self.above))
            self._enter()
            return
        after = self.fields[place + 1]
        after.setFocus(Qt.FocusReason.OtherFocusReason)
        after.selectAll()

    def _take_number(self) -> bool:
        text = self.number.text()
        if not text.strip():
            if self.kept is not None and self.kept.name:
                return True
            self.said.emit(_("The number is still missing."))
            return False
        found = self.candidates(text)
        number = cells.read_number(text, WIDTH)
        if number is not None:
            self.number.setText(number)  # an unknown number stays: the row says what is wrong
            return True
        if len(found) == 1:
            self.number.setText(found[0].number)
            return True
        self.said.emit(
            _("Several people are meant. Type more of the reading, or the number.")
            if found
            else _("Nobody of this reading is registered. Type the number.")
        )
        return False

    def _same(self, place: int) -> None:
        """Take this field and all after it from the row above, and enter the row."""
        if self.above is None:
            return
        values = (
            str(self.above.day), self.above.number, self.above.content, time_words(self.above),
        )  # fmt: skip
        for field, value in list(zip(self.fields, values, strict=True))[place:]:
            field.setText(value)
        self._enter()

    def _enter(self) -> None:
        day = self.read_day()
        begins, ends, minutes = reported_times.keyed(self.time.text())
        if not day:
            self._ask(self.day, _("The day is still missing."))
        elif not self._take_number():
            self.number.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not minutes:
            self._ask(self.time, _("The time cannot be read. Type 90, or 930-1100."))
        else:
            kept = self.kept
            number = cells.read_number(self.number.text(), WIDTH) or ""
            self.entered.emit(
                Row(
                    day, number, minutes, begins, ends,
                    activity_codes.named(plain(self.activity.text())),
                    name=kept.name if kept else "", note=kept.note if kept else "",
                )
            )  # fmt: skip

    def _ask(self, field: EntryField, words: str) -> None:
        self.said.emit(words)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.selectAll()


def time_words(row: Row) -> str:
    """Return the time of a row as it can be keyed in again: 9:30-11:00, else the minutes."""
    if row.begins is None or row.ends is None:
        return str(row.minutes) if row.minutes else ""
    return f"{_clock(row.begins)}-{_clock(row.ends % 1440)}"


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"


def _shown(name: str) -> str:
    return name.replace("　", " ")
