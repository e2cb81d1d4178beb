"""Dialogs with fields: what is refused is said inside, and what was typed stays."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop.dialogs.question import Dialog
from desktop.dialogs.room import fit
from desktop.parts.button import Button, Kind
from desktop.parts.date_field import DateField
from desktop.parts.field import Field
from desktop.parts.said import Said
from desktop.style import tokens
from desktop.style.scale import scale
from resources.refusals import Refusal
from resources.words import _

_WIDE, _AROUND = 780, 190


class Filling(Dialog):
    """Asks `title`; `go` calls the act given to `ready` and closes once it was done.

    Fields go into `inside`, which scrolls where the window is lower than they are.
    """

    def __init__(self, title: str, go: str, *, parent: QWidget | None = None) -> None:
        super().__init__(title, parent=parent)
        self.said = Said()
        self.body.addWidget(self.said)
        self._ground = QWidget()
        self._ground.setProperty("part", "ground")
        self.inside = QVBoxLayout(self._ground)
        self.inside.setContentsMargins(4, 4, 4, 4)  # room for the ring around what has the focus
        self.inside.setSpacing(scale.gap(tokens.GAP_2))
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self._ground)
        self.body.addWidget(self._area, 1)
        self._words = go
        self._checked: list[Field] = []
        self._act: Callable[[], object] | None = None

    def ready(self, first: QWidget, checked: Sequence[Field], act: Callable[[], object]) -> None:
        """Put the buttons down: `checked` must be well before `act` is done."""
        self._checked, self._act = list(checked), act
        self.stop_or(self._words, self._go, leave=_("Leave it as it is"))
        self.inside.addStretch(1)
        wide = _WIDE - 2 * tokens.GAP_5
        high = self._ground.heightForWidth(scale.px(wide))
        high = max(high, self._ground.sizeHint().height())
        fit(self, _WIDE, round(high / scale.factor) + _AROUND, self.parentWidget())
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def aside(self, words: str, act: Callable[[], object], kind: Kind = Kind.QUIET) -> Button:
        """Add a button at the left that does something else with the same matter."""
        button = Button(words, kind=kind)
        button.clicked.connect(lambda: self.attempt(act))
        self.buttons.insertWidget(0, button)
        return button

    def _go(self) -> None:
        for field in self._checked:
            if isinstance(field, DateField):
                field.read()
            elif not field.check():
                pass
            if field.error:
                field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        if self._act is not None:
            self.attempt(self._act)

    def attempt(self, act: Callable[[], object]) -> None:
        """Do `act` and close, or say inside the dialog why it was refused."""
        try:
            act()
        except Refusal as refusal:
            self.said.say(f"{refusal.what} {refusal.advice}")
            return
        self.answer("done")


def day_field(label: str, today: date, value: date | None = None) -> DateField:
    """Return a field for a day until `today`, beginning with `value`."""
    return DateField(label, today=lambda: today, value=value)


def wanted(field: DateField) -> date:
    """Return the day of `field`; refuses while none is written."""
    day = field.day()
    if day is None:
        raise Refusal(_("The day is still missing."), _("Enter the day on which it happened."))
    return day


def missing_name(text: str) -> str:
    """Say that a name is missing."""
    return "" if text.strip() else _("The name is still missing.")
