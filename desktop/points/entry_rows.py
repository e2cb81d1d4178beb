"""The rows of the entry grid with what the checks say of each, and their totals."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.parts.label import Label
from desktop.parts.status import Status
from desktop.parts.table import Column, Table
from desktop.parts.text_field import TextField, tidy_number
from desktop.points.entry_line import time_words
from desktop.points.problem_words import short
from desktop.style import tokens
from desktop.style.scale import follow, scale
from programs.points.judging import REFUSED
from programs.points.sheet_keying import Row
from resources import calendar
from resources.words import _


@dataclass(frozen=True)
class Shown:
    """One row as it stands in the grid."""

    place: int  # from 1
    row: Row
    day: str
    name: str
    kana: str
    found: tuple[str, ...]

    @property
    def status(self) -> Status:
        """What the checks come to."""
        if not self.found:
            return Status.OK
        return Status.STOP if set(self.found) & set(REFUSED) else Status.WAIT

    @property
    def words(self) -> str:
        """What the checks say, in two words each."""
        return "・".join(short(kind) for kind in self.found) or _("All right")


def day_words(month: date, day: int) -> str:
    """Return 5(月), or the number alone where the month has no such day."""
    try:
        return f"{day}（{calendar.weekday(month.replace(day=day))}）"
    except ValueError:
        return str(day or "―")


class EntryRows(Table[Shown]):
    """The rows; `mended` carries the place of the one to mend, `taken_out` of one to leave out."""

    mended = Signal(int)
    taken_out = Signal(int)
    downward = Signal()

    def __init__(self) -> None:
        super().__init__(
            _("Rows of the sheet"),
            (
                Column(_("Row"), lambda one: str(one.place), width=48, right=True),
                Column(_("Day"), lambda one: one.day, width=82),
                Column(_("Number"), lambda one: one.row.number or "―", width=72),
                Column(_("Name"), lambda one: one.name, bold=True),
                Column(_("Activity"), lambda one: one.row.content),
                Column(_("Time"), lambda one: time_words(one.row), width=108, right=True),
                Column(_("minutes"), lambda one: str(one.row.minutes), width=58, right=True),
                Column(_("Check"), lambda one: one.words, chip=lambda one: one.status, width=200),
            ),
            key=lambda one: str(one.place),
            row_height=tokens.ROW_DENSE,
            empty=_("Type the first row above. Every row is checked at once."),
        )
        self.horizontalHeader().setSectionsClickable(False)
        self.opened.connect(lambda one: self.mended.emit(one.place - 1))
        follow(self._fit)

    def _fit(self) -> None:
        self.setMinimumHeight(scale.px(tokens.TABLE_HEAD + 6 * tokens.ROW_DENSE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Mend with Enter or F2, leave out with Delete, back to the line below the last row."""
        one = self.current()
        if one is not None and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.taken_out.emit(one.place - 1)
        elif one is not None and event.key() == Qt.Key.Key_F2:
            self.mended.emit(one.place - 1)
        elif event.key() == Qt.Key.Key_Down and self.currentIndex().row() == len(self.shown()) - 1:
            self.downward.emit()
        else:
            super().keyPressEvent(event)


class Totals(QWidget):
    """Rows and minutes so far beside those written on the sheet; `changed` when one is typed."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows = TextField(_("Rows on the sheet"), tidy=tidy_number)
        self.minutes = TextField(_("Minutes on the sheet"), tidy=tidy_number)
        self.so_far = Label(bold=True)
        self.compared = Label(px=tokens.LABEL)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.addWidget(self.so_far)
        self._line.addWidget(Label(_("Total on the sheet"), px=tokens.LABEL, colour=tokens.INK_2))
        for field, unit in ((self.rows, _("rows")), (self.minutes, _("minutes"))):
            self._line.addWidget(field)
            self._line.addWidget(Label(unit, px=tokens.LABEL, colour=tokens.INK_2))
            field.textChanged.connect(lambda _text: self._typed())
        self._line.addWidget(self.compared, 1)
        self._count, self._sum = 0, 0
        follow(self._fit)

    def _fit(self) -> None:
        self._line.setSpacing(scale.gap(tokens.GAP_2))
        for field in (self.rows, self.minutes):
            field.setFixedWidth(scale.px(84))

    def _typed(self) -> None:
        self._compare()
        self.changed.emit()

    def written(self) -> tuple[str, str]:
        """Return the two totals as they were typed."""
        return tidy_number(self.rows.text()), tidy_number(self.minutes.text())

    def show_written(self, rows: str, minutes: str) -> None:
        """Show totals typed before."""
        for field, text in ((self.rows, rows), (self.minutes, minutes)):
            if field.text() != text:
                field.setText(text)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Count `rows`."""
        self._count, self._sum = len(rows), sum(row.minutes for row in rows)
        self.so_far.setText(
            _("So far {rows} rows, {minutes} minutes").format(
                rows=self._count, minutes=f"{self._sum:,}"
            )
        )
        self._compare()

    def _compare(self) -> None:
        rows, minutes = self.written()
        wrong = [
            _("{count} more rows on the sheet").format(count=int(rows) - self._count)
            if rows.isdecimal() and int(rows) != self._count
            else "",
            _("{count} more minutes on the sheet").format(count=int(minutes) - self._sum)
            if minutes.isdecimal() and int(minutes) != self._sum
            else "",
        ]
        said = "　".join(filter(None, wrong))
        agrees = not said and (rows.isdecimal() or minutes.isdecimal())
        self.compared.setText(said or (_("The totals agree.") if agrees else ""))
        self.compared.set_colour(tokens.WAIT.text if said else tokens.OK.text)
