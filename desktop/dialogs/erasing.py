"""Why an entry shall be erased for good; somebody else of the office approves it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop import person_words as wording
from desktop.dialogs.question import Dialog
from desktop.parts.label import Label
from desktop.parts.message import Message
from desktop.parts.status import Status
from desktop.parts.tick import Rings
from resources.words import _
from sessions.erasure import CAUSES, Cause


class Erasing(Dialog):
    """Asks why `name` shall be erased; `against` says what stands in the way today."""

    def __init__(self, name: str, against: Sequence[str], parent: QWidget | None = None) -> None:
        title = _("Shall the entry of {name} be erased?").format(name=wording.honoured(name))
        super().__init__(title, status=Status.STOP, parent=parent)
        self.body.addWidget(
            Label(
                _(
                    "Name, address, telephone and every note are overwritten for good. Numbers,"
                    " counts and attendance stay without the name. Another one of the office"
                    " must approve it."
                ),
                wrap=True,
            )
        )
        for sentence in against:
            self.body.addWidget(Message(Status.WAIT, sentence))
        self.why = Rings(
            _("Reason"),
            [(cause.value, _(words)) for cause, words in CAUSES.items()],
            Cause.WISH.value,
            upright=True,
        )
        self.body.addWidget(self.why)
        self.stop_or(_("Ask for the erasure"), leave=_("Leave it as it is"), danger=True)
        self.stop.setFocus(Qt.FocusReason.OtherFocusReason)


def ask(parent: QWidget | None, name: str, against: Sequence[str]) -> Cause | None:
    """Ask and wait; None when it was left as it is."""
    dialog = Erasing(name, against, parent)
    return Cause(dialog.why.value()) if dialog.exec() else None
