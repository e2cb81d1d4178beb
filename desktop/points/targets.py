"""Asks what a year is meant to reach."""

from functools import partial

from PySide6.QtWidgets import QWidget

from desktop.dialogs.question import Dialog
from desktop.parts.field import Field
from desktop.parts.text_field import TextField
from programs.points.year_targets import Targets
from resources.names import fold
from resources.words import _

NAMES = ("registered", "active", "hours", "rate")


class TargetForm(Dialog):
    """Four numbers, each of which may be left empty."""

    def __init__(self, year: str, targets: Targets, parent: QWidget | None = None) -> None:
        super().__init__(_("What is {year} meant to reach?").format(year=year), parent=parent)
        self.lines: dict[str, TextField] = {}
        self.fields: dict[str, Field] = {}
        for name, words in zip(
            NAMES,
            (
                _("Registered, people"), _("Active, people"), _("Hours in the year"),
                _("Exchange rate, percent"),
            ),
            strict=True,
        ):  # fmt: skip
            line = TextField(words)
            aim = getattr(targets, name)
            line.setText("" if aim is None else str(aim))
            self.lines[name] = line
            self.fields[name] = Field(words, line, optional=True, check=partial(self._wrong, name))
            self.body.addWidget(self.fields[name])
        self.stop_or(_("Keep the targets"), self._go)

    def _wrong(self, name: str) -> str:
        written = fold(self.lines[name].text()).strip()
        most = 100 if name == "rate" else 1_000_000
        if not written or (written.isdigit() and int(written) <= most):
            return ""
        return _("Enter a whole number between 0 and {most}.").format(most=f"{most:,}")

    def targets(self) -> Targets:
        """Return what was entered."""
        found = {name: fold(line.text()).strip() for name, line in self.lines.items()}
        return Targets(**{name: int(text) if text else None for name, text in found.items()})

    def _go(self) -> None:
        wrong = [name for name, field in self.fields.items() if not field.check()]
        if not wrong:
            self.answer("go")


def ask(parent: QWidget, year: str, targets: Targets) -> Targets | None:
    """Ask and wait; return the targets, None when it was left."""
    dialog = TargetForm(year, targets, parent)
    return dialog.targets() if dialog.exec() else None
