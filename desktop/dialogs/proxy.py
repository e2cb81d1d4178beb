"""Who comes in somebody's place."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.dialogs.question import Dialog
from desktop.parts.field import Field
from desktop.parts.text_field import TextField
from resources.words import _


class Proxy(Dialog):
    """Asks for the name of who comes in place of `who`."""

    def __init__(self, who: str, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(_("Who comes in place of {name}?").format(name=who), parent=parent)
        self.line = TextField(_("Name of the proxy"), name)
        self.line.setMaxLength(80)
        self.field = Field(_("Name of the proxy"), self.line, check=self._missing, width=0)
        self.body.addWidget(self.field)
        self.stop_or(_("Note the proxy"), self.enter)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _missing(self) -> str:
        return "" if self.line.text().strip() else _("The name is still missing.")

    def enter(self) -> None:
        """Go on when there is a name."""
        if self.field.check():
            self.answer(self.line.text().strip())


def ask(parent: QWidget | None, who: str, name: str = "") -> str | None:
    """Ask and wait; return the name of the proxy, None when it was left."""
    dialog = Proxy(who, name, parent)
    return dialog.value if dialog.exec() else None
