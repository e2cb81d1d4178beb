"""The calendar that opens beside a date field: Sunday first, holidays by name."""

from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QColor, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QVBoxLayout, QWidget

from desktop.parts.label import Label
from desktop.style import fonts, tokens
from desktop.style.scale import scale
from resources.calendar import holiday, wareki_with_weekday
from resources.words import _


class CalendarPopup(QFrame):
    """A month to pick a day from, opened at `day`; `picked` carries the date."""

    picked = Signal(object)

    def __init__(self, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("part", "card")
        self._month = QCalendarWidget()
        self._month.setAccessibleName(_("Calendar"))
        self._month.setFont(fonts.font(tokens.LABEL))
        self._month.setMinimumSize(scale.px(340), scale.px(280))
        self._month.setFirstDayOfWeek(Qt.DayOfWeek.Sunday)
        self._month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self._month.setSelectedDate(QDate(day.year, day.month, day.day))
        self._word = Label(px=tokens.LABEL, colour=tokens.INK_2)
        column = QVBoxLayout(self)
        column.addWidget(self._month)
        column.addWidget(self._word)
        for weekday, colour in (
            (Qt.DayOfWeek.Sunday, tokens.STOP.text),
            (Qt.DayOfWeek.Saturday, tokens.INFO.text),
        ):
            look = QTextCharFormat()
            look.setForeground(QColor(colour))
            self._month.setWeekdayTextFormat(weekday, look)
        self._month.currentPageChanged.connect(self._mark)
        self._month.selectionChanged.connect(self._say)
        self._month.activated.connect(self._pick)
        self._month.clicked.connect(self._pick)
        self._mark(day.year, day.month)
        self._say()

    def _mark(self, year: int, month: int) -> None:
        look = QTextCharFormat()
        look.setForeground(QColor(tokens.STOP.text))
        look.setFontWeight(700)
        for number in range(1, QDate(year, month, 1).daysInMonth() + 1):
            word = holiday(date(year, month, number))
            if word:
                look.setToolTip(word)
                self._month.setDateTextFormat(QDate(year, month, number), look)

    def _selected(self) -> date:
        day = self._month.selectedDate()
        return date(day.year(), day.month(), day.day())

    def _say(self) -> None:
        day = self._selected()
        self._word.setText(f"{wareki_with_weekday(day)} {holiday(day)}".strip())

    def _pick(self, _day: QDate) -> None:
        self.picked.emit(self._selected())
        self.close()
