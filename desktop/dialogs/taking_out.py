"""持ち出す: who carries the package, whose needs go along, where the file is put."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop import person_words
from desktop.dialogs.question import Dialog
from desktop.parts.button import Button, Kind
from desktop.parts.field import Field
from desktop.parts.label import Label
from desktop.parts.message import Message
from desktop.parts.status import Status
from desktop.parts.text_field import TextField
from desktop.style import tokens
from resources import passcodes
from resources.words import _, ngettext
from sessions.consent_texts import AT_THE_HALL

if TYPE_CHECKING:
    from sessions.packing import InNeed, Packed

MOST_NAMED = 8


class TakingOut(Dialog):
    """Asks who takes `people` of the meeting out, and tells whose signs of need go along.

    `left_out` is the sentence about those on the list who do not go along at all.
    """

    def __init__(
        self,
        people: int,
        in_need: Sequence["InNeed"],
        left_out: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Make a package for the hall?"), parent=parent)
        words = ngettext(
            "On board: the name and the reading of {count} person. Nothing else of the office.",
            "On board: the names and readings of {count} people. Nothing else of the office.",
            people,
        )
        self.body.addWidget(Label(words.format(count=people), wrap=True))
        self.carrier = TextField(_("Who takes it out"))
        self.carrier.setMaxLength(80)
        self.field = Field(_("Who takes it out"), self.carrier, check=self._missing, width=0)
        self.body.addWidget(self.field)
        if left_out:
            self.body.addWidget(Message(Status.WAIT, left_out))
        agreed = [one for one in in_need if one.agreed]
        silent = [one for one in in_need if not one.agreed]
        if agreed:
            words = _("Signs of need go along of those who consented: {names}")
            self.body.addWidget(Label(words.format(names=_named(agreed)), wrap=True))
        if silent:
            words = _("Not along, because no consent for {purpose} is noted: {names}")
            told = words.format(purpose=AT_THE_HALL, names=_named(silent))
            self.body.addWidget(Message(Status.WAIT, told))
        self.stop_or(_("Make the package"), self.enter, icon="usb")
        self.carrier.setFocus(Qt.FocusReason.OtherFocusReason)

    def _missing(self) -> str:
        return "" if self.carrier.text().strip() else _("The name is still missing.")

    def enter(self) -> None:
        """Go on when it is said who takes it out."""
        if self.field.check():
            self.answer("go")


def _named(in_need: "Sequence[InNeed]") -> str:
    told = [
        f"{one.name or one.kana}（{'・'.join(person_words.needs(one.needs))}）"
        for one in in_need[:MOST_NAMED]
    ]
    more = len(in_need) - MOST_NAMED
    if more > 0:
        told.append(ngettext("and {count} more", "and {count} more", more).format(count=more))
    return "、".join(told)


class PasscodeShown(Dialog):
    """Shows the passcode of `packed` this once; `save` writes the file, `slip` prints it."""

    def __init__(
        self,
        packed: "Packed",
        *,
        save: Callable[[Path], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("The passcode is shown this once"), status=Status.WAIT, parent=parent)
        self.packed, self._save = packed, save
        self.saved = False
        self.code = Label(
            passcodes.shown(packed.passcode), px=44, bold=True, align=Qt.AlignmentFlag.AlignHCenter
        )
        self.code.setAccessibleName(_("Passcode"))
        self.body.addWidget(self.code)
        self.body.addWidget(
            Label(
                _("Do not carry it together with the computer: print the slip, or note it down."),
                bold=True,
                wrap=True,
            )
        )
        self.told = Label(
            _("First save the file onto the stick: {file}").format(file=packed.file_name),
            px=tokens.LABEL,
            colour=tokens.INK_2,
            wrap=True,
        )
        self.body.addWidget(self.told)
        self.file = Button(_("Save the file"), kind=Kind.PRIMARY, icon="usb", key="Enter")
        self.slip = Button(_("Print the slip"), kind=Kind.SOFT, icon="printer")
        self.noted = Button(_("It is noted down"))
        for button in (self.noted, self.slip, self.file):
            self.buttons.addWidget(button)
        self.file.clicked.connect(self._ask_where)
        self.slip.clicked.connect(lambda: self.answer("slip"))
        self.noted.clicked.connect(lambda: self.answer("noted"))
        self._offer()

    def _offer(self) -> None:
        for button in (self.slip, self.noted):
            button.setEnabled(self.saved)

    def _ask_where(self) -> None:
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Save the file"), self.packed.file_name, "inakurashi (*.inapkg)"
        )
        if chosen:
            self.write(Path(chosen))

    def write(self, path: Path) -> None:
        """Write the package to `path`; afterwards slip and end are offered."""
        if self._save(path):
            self.saved = True
            self.told.setText(_("Saved: {file}").format(file=path.name))
            self._offer()
            self.slip.setFocus(Qt.FocusReason.OtherFocusReason)

    def reject(self) -> None:
        """Leave with Esc only once the file is saved: the passcode does not come back."""
        if self.saved:
            super().reject()
