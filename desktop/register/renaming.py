"""Why a name is another now: a slip of the pen, or a change that leaves a former name behind."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.parts.date_field import DateField
from desktop.parts.label import Label
from desktop.parts.tick import Rings
from desktop.style import tokens
from resources.names import tidy_name
from resources.words import _
from sessions.person_tables import FormerKind

SLIP = "slip"


class Renaming(QWidget):
    """Asks only while the name written differs from the one the register has."""

    changed = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before = ""
        self.why = Rings(
            _("Why the name is another"),
            (
                (SLIP, _("It was written wrongly")),
                (FormerKind.SURNAME.value, _("The surname changed (marriage and so on)")),
                (FormerKind.CHANGED.value, _("The name was changed")),
            ),
            SLIP,
            upright=True,
        )
        self.day = DateField(_("Since when"), today=today, optional=True)
        self.note = Label(px=tokens.SMALL, colour=tokens.INK_2, wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Label(_("Why the name is another"), px=tokens.LABEL, bold=True))
        column.addWidget(self.why)
        column.addWidget(self.day)
        column.addWidget(self.note)
        self.why.chosen.connect(lambda _value: self._show())
        self.why.chosen.connect(lambda _value: self.changed.emit())
        self.day.line.textChanged.connect(lambda _text: self.changed.emit())
        self.hide()

    def begin(self, name: str) -> None:
        """Know the name the register has, "" for somebody new."""
        self._before = tidy_name(name)
        self.why.set_value(SLIP)
        self.day.set_day(None)
        self.follow(name)

    def follow(self, name: str) -> None:
        """Ask, or stop asking, for the name that is written now."""
        self.setVisible(bool(self._before) and tidy_name(name) not in {"", self._before})
        self._show()

    def _show(self) -> None:
        kept = self.why.value() != SLIP
        self.day.setVisible(kept)
        words = _("{name} is kept as a former name and still finds the person.")
        self.note.setText(words.format(name=self._before.replace("\u3000", " ")) if kept else "")

    def words(self) -> list[str]:
        """Return what is chosen, in a form JSON can hold."""
        return [self.why.value(), self.day.line.text()]

    def fill(self, words: list[str]) -> None:
        """Choose what `words` gave."""
        self.why.set_value(words[0])
        self.day.line.setText(words[1])
        self.day.read()
        self._show()

    def answer(self) -> tuple[FormerKind | None, date | None]:
        """Return what kind of former name the old one becomes, and its last day if known."""
        if self._before and not self.isHidden() and self.why.value() != SLIP:
            return FormerKind(self.why.value()), self.day.day()
        return None, None
