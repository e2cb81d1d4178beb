"""What an import has done, how it is taken back, and where to go on."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.intake.figures import of_outcome
from desktop.intake.reports import ReportWork
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
        outcome = work.outcome
        assert outcome is not None
        self._show(of_outcome(outcome), new=outcome.batch_id is not None)
        if outcome.proposals:
            count = len(outcome.proposals)
            words = ngettext(
                "{count} pair waits for an answer. You can give it here, or later from Today.",
                "{count} pairs wait for an answer. You can give it here, or later from Today.",
                count,
            )
            self._add(
                Label(words.format(count=count), px=tokens.LABEL, colour=tokens.INK_2, wrap=True)
            )
        meeting = work.kind.needs_meeting
        self.go.set_words(_("To the meeting") if meeting else _("To the register"))
        self.go.set_icon("calendar-days" if meeting else "users-round")

    def show_report(self, work: ReportWork) -> None:
        """Show what became of hosts or monthly sheets."""
        outcome = work.outcome
        assert outcome is not None
        self._show(of_outcome(outcome), new=work.new)
        grave = sum(1 for one in outcome.problems if one.grave)
        if grave:
            words = ngettext(
                "{count} line wants a look.", "{count} lines want a look.", grave
            ).format(count=grave)
            self._add(Label(words, px=tokens.LABEL, colour=tokens.INK_2, wrap=True))
        self.take_back.setVisible(work.new and bool(outcome.batch_id))
        self.go.set_words(_("To the hosts"))
        self.go.set_icon("building-2")

    def _show(self, figures: QWidget, *, new: bool) -> None:
        for part in self._parts:
            self.body.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts = []
        self.title.setText(
            _("It was brought in") if new else _("Everything had been brought in before")
        )
        self._add(figures)
        self.take_back.setVisible(new)

    def _add(self, part: QWidget) -> None:
        self.body.removeWidget(self._buttons)
        self._parts.append(part)
        self.add(part)
        self.add(self._buttons)
