"""The question before an act on registrations: the day, the reason, and what would happen."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.dialogs.question import Dialog
from desktop.parts.date_field import DateField
from desktop.parts.field import Field
from desktop.parts.label import Label
from desktop.parts.said import Said
from desktop.parts.status import Status
from desktop.parts.tick import Rings
from desktop.style import tokens
from resources.refusals import Refusal
from resources.words import _

Look = Callable[[date, str], str]
"""Says what an act would do on a day and for a reason; it refuses what the act refuses."""


class TurnQuestion(Dialog):
    """Asks `title` about `who`; `look` rehearses it and says what would happen, before anything is.

    `day` is offered and can be changed; `reasons` (value, words) are asked for where given.
    """

    def __init__(
        self,
        title: str,
        who: str,
        *,
        act: str,
        day_word: str,
        day: date,
        today: Callable[[], date],
        look: Look,
        reasons: Sequence[tuple[str, str]] = (),
        danger: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, parent=parent)
        self._look = look
        self.body.addWidget(Label(who, wrap=True))
        self.day = DateField(day_word, value=day, today=today, width=300)
        self.day.dated.connect(lambda _day: self.rehearse())
        self.body.addWidget(self.day)
        self.reason: Rings | None = None
        if reasons:
            self.reason = Rings(_("Reason for it"), reasons, reasons[0][0])
            self.reason.chosen.connect(lambda _value: self.rehearse())
            self.body.addWidget(Field(_("Reason for it"), self.reason, width=0))
        self.outlook = Label(px=tokens.BODY, wrap=True)
        self.body.addWidget(self.outlook)
        self.said = Said()
        self.body.addWidget(self.said)
        self.stop_or(act, self.enter, danger=danger)
        self.rehearse()
        self.day.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def chosen(self) -> tuple[date, str]:
        """Return the day and the reason ("" where none is asked)."""
        day = self.day.day()
        assert day is not None
        return day, self.reason.value() if self.reason is not None else ""

    def rehearse(self) -> bool:
        """Say what would happen, or why it cannot; return whether it can."""
        self.said.clear()
        self.outlook.setText("")
        possible = False
        if self.day.day() is not None:
            try:
                self.outlook.setText(self._look(*self.chosen()))
                possible = True
            except Refusal as refusal:
                self.said.say(f"{refusal.what} {refusal.advice}", Status.WAIT)
        self.go.setEnabled(possible)
        return possible

    def enter(self) -> None:
        """Go on when it can be done."""
        self.day.read()
        if self.day.day() is None:
            self.day.set_error(self.day.error or _("The day is still missing."))
            self.day.line.setFocus()
        elif self.rehearse():
            self.answer("go")
