"""A question that is answered in a few words, such as a reason."""

from PySide6.QtWidgets import QWidget

from desktop.dialogs.question import Dialog
from desktop.parts.button import Button, Kind
from desktop.parts.field import Field
from desktop.parts.status import Status
from desktop.parts.text_field import TextField
from resources.words import _


class Words(Dialog):
    """Asks `title` and takes the words written under `label`; empty words are not taken."""

    def __init__(
        self, title: str, *, label: str, answer: str, danger: bool, parent: QWidget | None
    ) -> None:
        super().__init__(title, status=Status.WAIT, parent=parent)
        self.editor = TextField(label)
        self.field = Field(label, self.editor, width=440)
        self.body.addWidget(self.field)
        self.back = Button(_("Back"), key="Esc")
        self.back.clicked.connect(self.reject)
        self.do = Button(answer, kind=Kind.DANGER if danger else Kind.PRIMARY)
        self.do.clicked.connect(self._take)
        self.buttons.addWidget(self.back)
        self.buttons.addWidget(self.do)
        self.editor.setFocus()

    def _take(self) -> None:
        words = self.editor.text().strip()
        if not words:
            self.field.set_error(_("Write in a few words why."))
            self.editor.setFocus()
            return
        self.answer(words)


def ask_words(
    parent: QWidget, title: str, *, label: str, answer: str, danger: bool = False
) -> str | None:
    """Return the words, or None when the person went back."""
    dialog = Words(title, label=label, answer=answer, danger=danger, parent=parent)
    return dialog.value if dialog.exec() else None
