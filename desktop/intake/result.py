"""What an import has done, how it is taken back, and where to go on."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.intake.figures import of_outcome
from desktop.intake.work import Work
from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.flow import Flow
from desktop.parts.label import Label
from desktop.parts.status import Status
from desktop.style import tokens
from resources.words import _, ngettext


class Result(Card):
    """The outcome of a piece of work; its buttons send where somebody wants to go."""

    onward = Signal()
    again = Signal()
    undo = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("It was brought in"), status=Status.OK, rule=True, parent=parent)
        self._parts: list[QWidget] = []
        self.go = Button(_("To the register"), kind=Kind.PRIMARY, icon="users-round", key="Enter")
        self.more = Button(_("Bring in another list"), icon="download")
        self.take_back = Button(_("Take this import back"), kind=Kind.DANGER, icon="undo-2")
        self.go.clicked.connect(self.onward)
        self.more.clicked.connect(self.again)
        self.take_back.clicked.connect(self.undo)
        self._buttons = Flow([self.go, self.more, self.take_back])
        self.add(self._buttons)

    def show_work(self, work: Work) -> None:
        """Show what became of `work`."""
        for part in self._parts:
            self.body.removeWidget(part)
            part.hide()
            part.deleteLater()
        outcome = work.outcome
        assert outcome is not None
        new = outcome.batch_id is not None
        self.title.setText(
            _("It was brought in") if new else _("Everything had been brought in before")
        )
        self._parts = [of_outcome(outcome)]
        if outcome.proposals:
            count = len(outcome.proposals)
            words = ngettext(
                "{count} pair waits for an answer. You can give it here, or later from Today.",
                "{count} pairs wait for an answer. You can give it here, or later from Today.",
                count,
            )
            self._parts.append(
                Label(words.format(count=count), px=tokens.LABEL, colour=tokens.INK_2, wrap=True)
            )
        self.body.removeWidget(self._buttons)
        for part in self._parts:
            self.add(part)
        self.add(self._buttons)
        meeting = work.kind.needs_meeting
        self.go.set_words(_("To the meeting") if meeting else _("To the register"))
        self.go.set_icon("calendar-days" if meeting else "users-round")
        self.take_back.setVisible(new)
