"""What is asked about an import afterwards: taking it back whole, and doing it once more."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.dialogs import question
from desktop.dialogs.question import Answer
from desktop.intake.work import KINDS
from desktop.parts.button import Kind
from desktop.parts.status import Status
from programs.points import sheet_intake
from resources.refusals import Refusal
from resources.words import _
from sessions.intake import redoing, undoing
from sessions.undoing import lists

if TYPE_CHECKING:
    from desktop.desk import Desk


def take_back(window: QWidget, desk: "Desk", batch_id: str, *, sheets: bool = False) -> bool:
    """Ask, and take an import back (of monthly `sheets`, too); tell whether it was done."""
    said = question.ask(
        window,
        _("Take this import back?"),
        _("Its people, numbers and changes go, as if it had never been brought in."),
        (
            Answer("keep", _("Leave it as it is"), Kind.SECONDARY),
            Answer("undo", _("Take it back"), Kind.DANGER, "undo-2"),
        ),
        safe="keep",
        status=Status.WAIT,
    )
    if said != "undo":
        return False
    at, by = desk.now(), desk.staff_id
    try:
        if sheets:
            desk.change(sheet_intake.take_back, batch_id, reason=_("Taken back"), at=at, by=by)
        else:
            desk.change(undoing.undo_import, batch_id, KINDS, at=at, by=by)
    except Refusal as refusal:
        question.refuse(window, refusal)
        return False
    return True


def do_again(window: QWidget, desk: "Desk", batch_id: str) -> bool:
    """Say what doing an import again would do, and do it if that is wanted; tell whether."""
    try:
        words = lists.redone(desk.read(redoing.outlook, batch_id, KINDS))
        said = question.ask(
            window,
            _("Do this import again?"),
            words,
            (
                Answer("keep", _("Leave it as it is"), Kind.SECONDARY),
                Answer("redo", _("Do it again"), Kind.PRIMARY, "refresh-cw"),
            ),
            safe="keep",
        )
        if said != "redo":
            return False
        at, by = desk.now(), desk.staff_id
        desk.change(redoing.redo_import, batch_id, KINDS, at=at, by=by)
    except Refusal as refusal:
        question.refuse(window, refusal)
        return False
    return True
