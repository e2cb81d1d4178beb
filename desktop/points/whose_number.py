"""Whose activity is it: a number or the beginning of a reading, and how that is known."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.dialogs.question import Dialog
from desktop.parts.field import Field
from desktop.parts.label import Label
from desktop.parts.text_field import TextField
from desktop.style import tokens
from programs.points import roll_names
from programs.points.problem_acts import Problem
from programs.points.sheet_reading import WIDTH
from resources.words import _
from sessions.intake import cells

if TYPE_CHECKING:
    from desktop.desk import Desk

_MOST = 4


class WhoseNumber(Dialog):
    """Asks for the registration number of `problem`; the name shows while it is typed."""

    def __init__(
        self, desk: "Desk", year: int, problem: Problem, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Whose activity is it?"), parent=parent)
        self._named = desk.read(roll_names.of_year, year)
        stood = "　".join(filter(None, (problem.text or problem.number, problem.name)))
        self.body.addWidget(Label(_("The sheet says: {text}").format(text=stood), wrap=True))
        self.line = TextField(_("Number or reading"))
        self.field = Field(_("Number or reading"), self.line, check=self._wrong, width=0)
        self.shown = Label(px=tokens.LABEL, bold=True, wrap=True)
        self.why = TextField(_("Reason why"))
        self.why.setMaxLength(200)
        self.why_field = Field(
            _("Reason why"), self.why, hint=_("Such as: the host was asked."),
            check=lambda: "" if self.why.text().strip() else _("The reason is still missing."),
            width=0,
        )  # fmt: skip
        for part in (self.field, self.shown, self.why_field):
            self.body.addWidget(part)
        self.stop_or(_("It is this person's"), self.enter)
        self.line.textChanged.connect(lambda _text: self._show())
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def number(self) -> str:
        """Return the number that is meant, "" while nobody or several are."""
        found = self._found()
        return found[0].number if len(found) == 1 else ""

    def _found(self) -> list[roll_names.Named]:
        text = self.line.text()
        number = cells.read_number(text, WIDTH)
        if number is not None:
            return [self._named[number]] if number in self._named else []
        return roll_names.sought(self._named.values(), text, _MOST)

    def _show(self) -> None:
        found = self._found()
        self.shown.setText(
            "　".join(f"{one.number} {one.name.replace('　', ' ')}" for one in found)
        )

    def _wrong(self) -> str:
        return "" if self.number() else _("Type the number, or more of the reading.")

    def enter(self) -> None:
        """Go on when it is clear whose it is, and how that is known."""
        if self.field.check() and self.why_field.check():
            self.answer("go")

    @classmethod
    def ask(
        cls, desk: "Desk", parent: QWidget | None, year: int, problem: Problem
    ) -> tuple[str, str] | None:
        """Ask and wait; return number and reason, None when it was left."""
        dialog = cls(desk, year, problem, parent)
        return (dialog.number(), dialog.why.text().strip()) if dialog.exec() else None
