"""Two entries brought together, parted again when they are different people after all."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop import person_words as wording
from desktop.dialogs import question
from desktop.parts.button import Kind
from desktop.parts.status import Status
from desktop.register import moved
from resources.refusals import Refusal
from resources.words import _
from sessions import likeness, merging
from sessions.likeness import Answer
from sessions.merging import Parting

if TYPE_CHECKING:
    from desktop.desk import Desk
    from desktop.frame import Frame


def parted(told: Parting) -> str:
    """Return what parting two entries does: what goes back, what stays, and where."""
    fields = [_(wording.FIELDS[name]) for name in told.left if name in wording.FIELDS]
    back = [_(wording.FIELDS[name]) for name in told.back if name in wording.FIELDS]
    lines = [_("Both entries stand as they stood before; nothing recorded is lost.")]
    if back:
        lines.append(_("Goes back to what it was: {fields}.").format(fields="・".join(back)))
    if fields:
        words = _("Corrected since, stays with the entry that stayed: {fields}.")
        lines.append(words.format(fields="・".join(fields)))
    if told.later:
        lines.append(_("Recorded since for the entry that stayed, and stays there:"))
        lines.append(moved.words(told.later))
    return "\n".join(lines)


def copy_first(desk: "Desk", frame: "Frame") -> None:
    """Copy the office beside the window while somebody still looks at what they would join."""

    def no_copy(refusal: Refusal) -> None:
        words = _("The copy of this office could not be made.")
        frame.tell("copy", Status.WAIT, f"{words} {refusal.what} {refusal.advice}")

    desk.background(lambda task: desk.secure("merge", task.tell), failed=no_copy)


class Comparing:
    """Asks in front of `page` what parting does, and does it at `desk`."""

    def __init__(self, page: QWidget, desk: "Desk", frame: "Frame") -> None:
        self._page = page
        self._desk = desk
        self._frame = frame

    def part(self, kept: str, double: str, name: str) -> None:
        """Say that two entries brought together are different people after all."""
        told = self._desk.read(merging.parting, double)
        said = question.ask(
            self._page.window(),
            _("Are these different people after all?"),
            parted(told),
            (
                question.Answer("stop", _("Leave it as it is")),
                question.Answer("go", _("Make two entries again"), Kind.PRIMARY, "undo-2"),
            ),
            safe="stop",
            status=Status.WAIT,
        )
        if said != "go":
            return
        try:
            self._desk.change(
                likeness.answer, kept, double, Answer.DIFFERENT,
                at=self._desk.now(), by=self._desk.staff_id,
            )  # fmt: skip
        except Refusal as refusal:
            question.refuse(self._page.window(), refusal)
            return
        words = _("{name} stands in the register alone again.")
        self._frame.done(words.format(name=wording.honoured(name)))
