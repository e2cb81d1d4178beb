"""しめくくり: the evening as one code to photograph, on paper too, and its file onto the stick."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.dialogs.question import Dialog
from desktop.hall.code_view import CodeView
from desktop.parts.button import Button, Kind
from desktop.parts.label import Label
from desktop.parts.said import Said
from desktop.parts.tick import Tick
from desktop.style import tokens
from resources.words import _, ngettext

if TYPE_CHECKING:
    from sessions.hall_closing import Closing


class ClosingView(Dialog):
    """Shows the code that `make(timed)` gives; `save` writes the file, `printed` the paper.

    `value` is "photographed" or "end" (receiving is over here) once it is left so.
    """

    def __init__(
        self,
        make: "Callable[[bool], Closing]",
        *,
        save: Callable[[], str],
        printed: Callable[[], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Photograph this code"), parent=parent)
        self._make, self._save, self._print = make, save, printed
        self.code = CodeView(_("Closing code of the evening"))
        self.count = Label(px=34, bold=True)
        self.walk_ins = Label(px=tokens.LABEL, colour=tokens.INK_2, wrap=True)
        self.timed = Tick(_("With the minute of each arrival (a denser code)"))
        self.said = Said()
        self.paper = Button(_("Print it, too"), icon="printer")
        self.file = Button(_("Save the file of the evening"), kind=Kind.SOFT, icon="usb")
        self.taken = Button(_("Photographed"), kind=Kind.PRIMARY, icon="camera", key="Enter")
        self.end = Button(_("End receiving on this PC"), kind=Kind.QUIET, icon="lock-keyhole")
        right = QVBoxLayout()
        right.addWidget(self.count)
        right.addWidget(self.walk_ins)
        right.addSpacing(tokens.GAP_4)
        for words in (
            _("1. Photograph the code with a telephone. No name is in it."),
            _("2. Save the file onto the stick. Only the office can read it."),
            _("3. At the office, bring in the file; without it the photograph will do."),
        ):
            right.addWidget(Label(words, wrap=True))
        right.addWidget(self.timed)
        right.addWidget(self.said)
        right.addStretch(1)
        for button in (self.paper, self.file):
            right.addWidget(button)
        row = QHBoxLayout()
        row.addWidget(self.code, 3)
        row.addLayout(right, 2)
        self.body.addLayout(row)
        self.buttons.addWidget(self.end)
        self.buttons.addWidget(self.taken)
        self.timed.toggled.connect(lambda _on: self.refresh())
        self.paper.clicked.connect(lambda: self._tell(self._print))
        self.file.clicked.connect(lambda: self._tell(self._save))
        self.taken.clicked.connect(lambda: self.answer("photographed"))
        self.end.clicked.connect(lambda: self.answer("end"))
        self.taken.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refresh()

    def refresh(self) -> None:
        """Show the code of this very moment."""
        made = self._make(self.timed.isChecked())
        self.code.show_code(made.text)
        came = ngettext("{count} person came", "{count} people came", made.present)
        self.count.setText(came.format(count=made.present))
        self.walk_ins.setText(
            _("{count} of them unannounced; their names are in the file").format(
                count=made.walk_ins
            )
            if made.walk_ins
            else ""
        )

    def _tell(self, act: Callable[[], str]) -> None:
        words = act()
        if words:
            from desktop.parts.status import Status

            self.said.say(words, Status.OK)
