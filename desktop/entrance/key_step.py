"""The fourth question of the first start: the passphrase, and the sheet that replaces it."""

from typing import TYPE_CHECKING

from desktop.entrance.passphrase import PassphrasePair
from desktop.entrance.sheet import SheetBox
from desktop.entrance.steps import Step
from desktop.parts.label import Label
from desktop.style import tokens
from resources.words import _

if TYPE_CHECKING:
    from sessions.papers.recovery_sheet import RecoverySheet


class PassphraseStep(Step):
    """The passphrase, twice; with it the office is made."""

    def __init__(self) -> None:
        super().__init__()
        self.title = _("Which passphrase opens the office?")
        self.next_words = _("Make the office")
        self.explain(
            _("It is asked every day. Everybody at the desk uses the same one, like a door key.")
        )
        self.pair = PassphrasePair()
        self.trouble = Label(colour=tokens.STOP.text, bold=True, wrap=True)
        self.trouble.hide()
        self.column.addWidget(self.pair)
        self.column.addWidget(self.trouble)
        self.setFocusProxy(self.pair.one)

    def check(self) -> bool:
        """Ask for a passphrase long enough, twice the same."""
        return self.pair.check()

    def refuse(self, words: str) -> None:
        """Say why no office was made."""
        self.trouble.setText(words)
        self.trouble.setVisible(bool(words))


class SheetStep(Step):
    """The recovery sheet, printed and in somebody's hand."""

    def __init__(self, content: "RecoverySheet") -> None:
        super().__init__()
        self.title = _("Keep the recovery sheet")
        self.next_words = _("It is kept, go on")
        self.box = SheetBox(content)
        self.column.addWidget(self.box)
        self.setFocusProxy(self.box.group)

    def check(self) -> bool:
        """Ask for the last letters on the paper."""
        return self.box.check()
