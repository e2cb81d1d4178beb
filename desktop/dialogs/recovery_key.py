"""The question for the recovery key, which stands in for a second person."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.dialogs.question import Dialog
from desktop.parts.field import Field
from desktop.parts.label import Label
from desktop.parts.text_field import TextField
from resources.words import _


class RecoveryKey(Dialog):
    """Asks for the key on the sheet in the safe; `text` says what it is for."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(_("Take the recovery sheet out of the safe"), parent=parent)
        self.body.addWidget(Label(text, wrap=True))
        self.key = TextField(_("Recovery key"), hint="XXXX-XXXX-…")
        self.body.addWidget(Field(_("Recovery key"), self.key, width=0))
        self.stop_or(_("Agree by the recovery key"))
        self.key.setFocus(Qt.FocusReason.OtherFocusReason)


def ask(parent: QWidget | None, text: str) -> str | None:
    """Ask and wait; return what was typed, None when it was left."""
    dialog = RecoveryKey(text, parent)
    return dialog.key.text() if dialog.exec() else None
