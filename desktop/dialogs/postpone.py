"""延期: the reason, and the new day, or that it is not decided yet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, time

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.dialogs.reason import Reason
from desktop.parts.date_field import DateField
from desktop.parts.field import Field
from desktop.parts.number_field import TimeField
from desktop.parts.tick import Rings
from resources.words import _

NEW_DAY, UNDECIDED = "day", "undecided"
_DAWN, _DUSK = time(10, 0), time(12, 0)


@dataclass(frozen=True)
class PutOff:
    """What was entered: the reason, and the new day and times; no day is not decided yet."""

    reason: str
    held_on: date | None
    begins: time | None
    ends: time | None


class Postpone(Reason):
    """Asks when a meeting will be instead; with `deciding` a day must be given, no reason."""

    def __init__(
        self,
        title: str,
        text: str,
        *,
        act: str,
        today: Callable[[], date],
        begins: time | None,
        ends: time | None,
        held_on: date | None = None,
        usual: Sequence[str] = (),
        deciding: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, text, act=act, usual=usual, parent=parent)
        self._timed = begins is not None
        self._held_on = held_on
        self._deciding = deciding
        answers = [(NEW_DAY, _("To another day")), (UNDECIDED, _("The day is not decided yet"))]
        self.which = Rings(_("New day"), answers, NEW_DAY)
        self.day = DateField(_("New day"), today=today, width=300)
        self.begins = TimeField(_("Begins"), begins or _DAWN)
        self.ends = TimeField(_("Ends"), ends or _DUSK)
        self._times = QWidget()
        row = QHBoxLayout(self._times)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.day)
        row.addWidget(Field(_("Begins"), self.begins, width=110))
        row.addWidget(Field(_("Ends"), self.ends, width=110))
        row.addStretch(1)
        if deciding:
            self.field.hide()
            for button in self.usual:
                button.hide()
            self.which.hide()
        self.body.addWidget(self.which)
        self.body.addWidget(self._times)
        self.which.chosen.connect(lambda value: self._times.setVisible(value == NEW_DAY))
        if deciding:
            self.day.line.setFocus()

    def entered(self) -> PutOff:
        """Return what was entered."""
        if self.which.value() == UNDECIDED:
            return PutOff(self.reason(), None, None, None)
        wanted = self._timed or (self.begins.clock(), self.ends.clock()) != (_DAWN, _DUSK)
        return PutOff(
            self.reason(),
            self.day.day(),
            self.begins.clock() if wanted else None,
            self.ends.clock() if wanted else None,
        )

    def enter(self) -> None:
        """Go on when reason and day are there and can be."""
        if not self._deciding and not self.field.check():
            self.line.setFocus()
            return
        if self.which.value() == NEW_DAY:
            self.day.read()
            if self.day.day() is None:
                self.day.set_error(self.day.error or _("The new day is still missing."))
                self.day.line.setFocus()
                return
            if self.day.day() == self._held_on:
                self.day.set_error(_("The meeting is on this day already."))
                self.day.line.setFocus()
                return
        self.answer("go")
