"""When somebody left and why: from then on nothing is sent to them."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop import person_words as wording
from desktop.dialogs.question import Dialog
from desktop.parts.button import Button, Kind
from desktop.parts.date_field import DateField
from desktop.parts.label import Label
from desktop.parts.tick import Rings
from resources.words import _, mark

REASONS = (
    ("moved", mark("moved away")),
    ("died", mark("passed away")),
    ("home", mark("entered a home")),
    ("protected", mark("protected from being found")),
    ("wish", mark("at their own wish")),
)


@dataclass(frozen=True)
class Left:
    """The day somebody left, and the reason in words."""

    on: date
    reason: str


class Leaving(Dialog):
    """Asks since when `name` is away, and why."""

    def __init__(self, name: str, today: date, parent: QWidget | None = None) -> None:
        title = _("Has {name} left?").format(name=wording.honoured(name))
        super().__init__(title, parent=parent)
        self.body.addWidget(
            Label(
                _("The person stays in the register and is found, but nothing is sent any more."),
                wrap=True,
            )
        )
        self.why = Rings(
            _("Reason"), [(value, _(words)) for value, words in REASONS], "moved", upright=True
        )
        self.body.addWidget(self.why)
        self.day = DateField(_("Since when"), today=lambda: today, value=today)
        self.body.addWidget(self.day)
        self.stop = Button(_("Leave it as it is"), key="Esc")
        self.go = Button(_("Note as having left"), kind=Kind.PRIMARY, key="Ctrl Enter")
        self.stop.clicked.connect(self.reject)
        self.go.clicked.connect(self._go)
        self.buttons.addWidget(self.stop)
        self.buttons.addWidget(self.go)
        self.day.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go(self) -> None:
        self.day.read()
        if self.day.day() is None:
            self.day.set_error(self.day.error or _("The day is still missing."))
            self.day.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.answer("left")

    def left(self) -> Left:
        """Return the day and the reason."""
        day = self.day.day()
        assert day is not None
        return Left(day, _(dict(REASONS).get(self.why.value(), "")))


def ask(parent: QWidget | None, name: str, today: date) -> Left | None:
    """Ask and wait; None when it was left as it is."""
    dialog = Leaving(name, today, parent)
    return dialog.left() if dialog.exec() else None
