"""How many years a kind of record is kept, and by which rule."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.dialogs.question import Dialog
from desktop.parts.field import Field
from desktop.parts.text_field import TextField
from desktop.parts.tick import Tick
from resources.names import fold
from resources.words import _


class Term(Dialog):
    """Asks for the years `kind` is kept, or for good, and for the name of the rule."""

    def __init__(
        self, kind: str, years: int | None, source: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("How long is “{kind}” kept?").format(kind=kind), parent=parent)
        self.line = TextField(_("Years"))
        self.line.setText(str(years or ""))
        self.years_field = Field(
            _("Years"), self.line, hint=_("From the next 1 April on."), check=self._wrong, width=340
        )
        self.ever = Tick(_("Keep for good"))
        self.ever.setChecked(years is None)
        self.ever.toggled.connect(self._fit)
        self.rule = TextField(_("By which rule"))
        self.rule.setText(source)
        self.rule.setMaxLength(200)
        self.rule_field = Field(
            _("By which rule"), self.rule, hint=_("The name of the rule, and its year."),
            check=self._nameless, width=0,
        )  # fmt: skip
        for part in (self.years_field, self.ever, self.rule_field):
            self.body.addWidget(part)
        self.stop_or(_("Keep the term"), self._go)
        self._fit()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def years(self) -> int | None:
        """Return the years, None for good."""
        written = fold(self.line.text())
        return None if self.ever.isChecked() else int(written) if written.isdigit() else 0

    def _fit(self) -> None:
        self.line.setEnabled(not self.ever.isChecked())
        self.years_field.set_error("")

    def _wrong(self) -> str:
        years = self.years()
        return "" if years is None or 1 <= years <= 99 else _("Enter 1 to 99 years, or for good.")

    def _nameless(self) -> str:
        return "" if self.rule.text().strip() else _("Enter the name of the rule, and its year.")

    def _go(self) -> None:
        if self.years_field.check() and self.rule_field.check():
            self.answer("go")


def ask(
    parent: QWidget | None, kind: str, years: int | None, source: str
) -> tuple[int | None, str] | None:
    """Ask and wait; return years (None: for good) and rule, None when it was left."""
    dialog = Term(kind, years, source, parent)
    return (dialog.years(), dialog.rule.text().strip()) if dialog.exec() else None
