"""同じ方ですか — two entries of the register side by side; nothing is joined unless answered."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.dialogs.question import Dialog
from desktop.parts.button import Button, Kind
from desktop.parts.label import Label
from desktop.side_by_side import Side, SideBySide
from desktop.style import tokens
from desktop.style.scale import scale
from resources.words import _

SAME, DIFFERENT, LATER = "same", "different", "later"


class SamePerson(Dialog):
    """Shows `one` and `other`; `place` says which pair of how many."""

    def __init__(
        self,
        one: Side,
        other: Side,
        place: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Are these two the same person?"), parent=parent)
        if place:
            self.body.addWidget(Label(place, px=tokens.LABEL, colour=tokens.INK_2))
        pair = SideBySide()
        pair.show_pair(one, other)
        self.body.addWidget(pair)
        words = _("Nobody is joined unless you say so. The answer is remembered.")
        self.body.addWidget(Label(words, px=tokens.LABEL, colour=tokens.INK_2, wrap=True))
        self.same = Button(_("The same person"), kind=Kind.SECONDARY, icon="merge", key="1")
        self.different = Button(_("Different people"), key="2")
        self.later = Button(_("Later"), kind=Kind.QUIET, key="3")
        for button, value in (
            (self.later, LATER),
            (self.different, DIFFERENT),
            (self.same, SAME),
        ):
            self.buttons.addWidget(button)
            button.clicked.connect(lambda _on=False, value=value: self.answer(value))
        self.resize(min(scale.px(900), 1240), self.sizeHint().height())
        self.later.setFocus(Qt.FocusReason.OtherFocusReason)


def ask(
    parent: QWidget | None,
    one: Side,
    other: Side,
    place: str = "",
) -> str | None:
    """Ask and wait; return SAME, DIFFERENT or LATER, None when it was left with Esc."""
    dialog = SamePerson(one, other, place, parent)
    return dialog.value if dialog.exec() else None
