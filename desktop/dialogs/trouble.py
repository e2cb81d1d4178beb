"""What went wrong, told calmly: a refusal with its advice, or a bug with its report."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from desktop.dialogs.question import Answer, Question
from desktop.parts.button import Kind
from desktop.parts.status import Status
from resources.refusals import Refusal
from resources.words import _


class Bell(QObject):
    """Carries trouble from whatever thread it happened in to the window's own."""

    refused = Signal(object)
    broken = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.open: list[Question] = []
        queued = Qt.ConnectionType.QueuedConnection
        self.refused.connect(self._tell, queued)
        self.broken.connect(self._report, queued)

    def _tell(self, refusal: Refusal) -> None:
        self._show(refusal_dialog(refusal, QApplication.activeWindow()))

    def _report(self, report: Path | None) -> None:
        if not any(one.isVisible() for one in self.open):  # one at a time, whatever repeats
            self._show(bug_dialog(report, QApplication.activeWindow()))

    def _show(self, dialog: Question) -> None:
        # Never modal: it must not stand between a visitor and the reception.
        dialog.setModal(False)
        self.open = [one for one in self.open if one.isVisible()]
        self.open.append(dialog)
        dialog.show()


def refusal_dialog(refusal: Refusal, parent: QWidget | None = None) -> Question:
    """Return the window saying a refusal: what happened, and what to do now."""
    read = Answer("read", _("Understood"), Kind.PRIMARY)
    return Question(
        refusal.what, refusal.advice, (read,), safe="read", status=Status.WAIT, parent=parent
    )


def bug_dialog(report: Path | None, parent: QWidget | None = None) -> Question:
    """Return the window saying that the program itself made a mistake; never a traceback."""
    text = _("What you entered is not lost. Please try once more.")
    if report is not None:
        where = _("If it happens again, give this report to whoever looks after the program:")
        text += f"\n{where}\n{report}\n" + _("There are no names of people in it.")
    read = Answer("read", _("Go on"), Kind.PRIMARY)
    title = _("Something unexpected happened")
    return Question(title, text, (read,), safe="read", status=Status.STOP, parent=parent)
