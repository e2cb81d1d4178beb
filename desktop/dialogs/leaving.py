"""Why nothing may be sent to somebody any more, since when, and who said so."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop import person_words as wording
from desktop.dialogs.question import Dialog
from desktop.parts.date_field import DateField
from desktop.parts.field import Field
from desktop.parts.label import Label
from desktop.parts.text_field import TextField, zip_field
from desktop.parts.tick import Rings
from desktop.style import tokens
from resources.words import _, mark
from sessions.suppression import WORDS, Reason

_EFFECTS = {
    Reason.DIED: mark("No list, card, letter or invitation carries the name from now on."),
    Reason.MOVED: mark("No letter and no list of the register carries the name from now on."),
    Reason.HOME: mark("No letter and no list of the register carries the name from now on."),
    Reason.PROTECTED: mark(
        "Address, district and telephone are hidden. Letters go to the safe address only."
    ),
    Reason.WISH: mark("No letter and no list of the register carries the name from now on."),
}


@dataclass(frozen=True)
class Left:
    """The day from which somebody is withheld, the reason, and what was said about it."""

    on: date
    reason: Reason
    why: str
    safe_zip: str = ""
    safe_address: str = ""


class Leaving(Dialog):
    """Asks since when nothing is sent to `name`, and why."""

    def __init__(self, name: str, today: date, parent: QWidget | None = None) -> None:
        title = _("Has {name} left?").format(name=wording.honoured(name))
        super().__init__(title, parent=parent)
        self.body.addWidget(
            Label(_("The person stays in the register and is found at the door."), wrap=True)
        )
        rings = [(reason.value, _(words)) for reason, words in WORDS.items()]
        self.why = Rings(_("Reason"), rings, Reason.MOVED.value, upright=True)
        self.why.chosen.connect(lambda _value: self._fit_reason())
        self.effect = Label(px=tokens.LABEL, colour=tokens.INK_2, wrap=True)
        self.day = DateField(_("Since when"), today=lambda: today, value=today)
        self.words = TextField(_("Who told you, and how"))
        self.words.setMaxLength(200)
        self.told = Field(
            _("Who told you, and how"), self.words, hint=_("Family by telephone, for instance."),
            check=self._missing, width=0,
        )  # fmt: skip
        self.safe_zip = zip_field(_("Postcode"))
        self.safe_address = TextField(_("Safe address for letters"))
        self.safe_address.setMaxLength(200)
        self.safe = QWidget()
        row = QHBoxLayout(self.safe)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Field(_("Postcode"), self.safe_zip, width=130))
        row.addWidget(
            Field(_("Safe address for letters"), self.safe_address, optional=True, width=0), 1
        )
        for part in (self.why, self.effect, self.day, self.told, self.safe):
            self.body.addWidget(part)
        self.stop_or(_("Send nothing any more"), self._go, leave=_("Leave it as it is"))
        self._fit_reason()
        self.day.line.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def reason(self) -> Reason:
        """The reason under the ring."""
        return Reason(self.why.value())

    def _fit_reason(self) -> None:
        self.effect.setText(_(_EFFECTS[self.reason]))
        self.safe.setVisible(self.reason is Reason.PROTECTED)
        self.told.set_error("")

    def _missing(self) -> str:
        if self.reason is Reason.PROTECTED and not self.words.text().strip():
            return _("Enter which office told you, and when.")
        return ""

    def _go(self) -> None:
        self.day.read()
        if self.day.day() is None:
            self.day.set_error(self.day.error or _("The day is still missing."))
            self.day.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if not self.told.check():
            self.words.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.answer("left")

    def left(self) -> Left:
        """Return the day, the reason and the words about it."""
        day = self.day.day()
        assert day is not None
        return Left(
            day,
            self.reason,
            self.words.text().strip(),
            self.safe_zip.text().strip(),
            self.safe_address.text().strip(),
        )


def ask(parent: QWidget | None, name: str, today: date) -> Left | None:
    """Ask and wait; None when it was left as it is."""
    dialog = Leaving(name, today, parent)
    return dialog.left() if dialog.exec() else None
