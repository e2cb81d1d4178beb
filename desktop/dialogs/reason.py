"""The question why: a reason in a few words, with the usual ones ready to be taken."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.dialogs.question import Dialog
from desktop.parts.button import Button, Kind
from desktop.parts.field import Field
from desktop.parts.label import Label
from desktop.parts.text_field import TextField
from desktop.style import tokens
from resources.words import _


class Reason(Dialog):
    """Asks `title` and for a reason; `usual` ones stand ready as buttons.

    `act` is the word of the button that does it, `danger` when it cannot be undone.
    """

    def __init__(
        self,
        title: str,
        text: str,
        *,
        act: str,
        usual: Sequence[str] = (),
        danger: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, parent=parent)
        if text:
            self.body.addWidget(Label(text, wrap=True))
        self.line = TextField(_("Reason why"))
        self.line.setMaxLength(200)
        self.field = Field(
            _("Reason why"),
            self.line,
            hint=_("People who are told will read it."),
            check=self._missing,
            width=0,
        )
        self.body.addWidget(self.field)
        self.usual: list[Button] = []
        if usual:
            row = QHBoxLayout()
            for words in usual:
                button = Button(words, kind=Kind.SOFT, height=tokens.CONTROL_DENSE)
                button.clicked.connect(lambda _on=False, words=words: self._take(words))
                row.addWidget(button)
                self.usual.append(button)
            row.addStretch(1)
            self.body.addLayout(row)
        self.stop_or(act, self.enter, danger=danger)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _missing(self) -> str:
        return "" if self.line.text().strip() else _("The reason is still missing.")

    def _take(self, words: str) -> None:
        self.line.setText(words)
        self.field.check()
        self.go.setFocus(Qt.FocusReason.OtherFocusReason)

    def reason(self) -> str:
        """Return the reason as written."""
        return self.line.text().strip()

    def enter(self) -> None:
        """Go on when there is a reason."""
        if self.field.check():
            self.answer("go")


def ask(
    parent: QWidget | None,
    title: str,
    text: str,
    *,
    act: str,
    usual: Sequence[str] = (),
    danger: bool = False,
) -> str | None:
    """Ask and wait; return the reason, None when it was left."""
    dialog = Reason(title, text, act=act, usual=usual, danger=danger, parent=parent)
    return dialog.reason() if dialog.exec() else None
