"""The pairs of an import, one after the other: この方です, 別の方です, あとで."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import side_by_side
from desktop.intake.work import ADD, DIFFERENT, LATER, SAME, Work
from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.label import Label
from desktop.parts.status import Status
from desktop.side_by_side import Side, SideBySide
from desktop.style import tokens
from resources.words import _, mark
from sessions.intake.outlook import Proposal
from sessions.intake.replies import Subject

_SAID = {
    SAME: mark("answered: the same person"),
    DIFFERENT: mark("answered: different people"),
    ADD: mark("answered: enter into the register"),
    LATER: mark("left for later"),
}


class Pairing(QWidget):
    """Asks about the proposals of a piece of work, one pair after the other.

    `answered` is sent after each answer, `moved` after a look at the pair before.
    `buttons` belong into the foot of the page, so that they are in view however long a pair is.
    """

    answered = Signal()
    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.work: Work | None = None
        self.number = 0
        self.card = Card(_("Is this the same person?"), status=Status.WAIT, dense=True, rule=True)
        self.pair = SideBySide()
        self.said = Label(px=tokens.LABEL, colour=tokens.INK_2, wrap=True)
        self.same = Button(_("This is the person"), icon="merge", key="1")
        self.different = Button(_("A different person"), key="2")
        self.add = Button(_("Enter into the register"), icon="user-round-plus", key="2")
        self.later = Button(_("Later"), kind=Kind.QUIET, key="3")
        self.before = Button(_("The one before"), kind=Kind.QUIET, icon="chevron-left")
        self.card.add(self.pair)
        self.card.add(self.said)
        self.card.head.addWidget(self.before)
        self.reviewing = False  # somebody went back to a pair that was answered
        self.buttons = (self.later, self.add, self.different, self.same)
        self.card.add(
            Label(
                _("Nobody is joined unless you say so. The answer is remembered."),
                px=tokens.SMALL, colour=tokens.INK_2, wrap=True,
            )
        )  # fmt: skip
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.card)
        for button, word in (
            (self.same, SAME), (self.different, DIFFERENT), (self.add, ADD), (self.later, LATER),
        ):  # fmt: skip
            button.clicked.connect(lambda _on=False, word=word: self.answer(word))
        self.before.clicked.connect(self._review)

    def begin(self, work: Work) -> None:
        """Ask about the proposals of `work`, beginning with the first one not answered."""
        self.work = work
        self.reviewing = False
        first = next((n for n, one in enumerate(work.proposals) if not work.answer_of(one)), 0)
        applicants = work.kind.needs_meeting
        self.different.setEnabled(not applicants)  # two buttons have the key 2
        self.add.setEnabled(applicants)
        self.later.set_words(_("Leave as it is") if applicants else _("Later"))
        self.show_pair(first)

    def _review(self) -> None:
        if self.work is None:
            return
        # When all are answered the last pair is in view, and it is the first to be seen again.
        back = 1 if self.reviewing or self.work.waiting else 0
        self.reviewing = True
        self.show_pair(max(0, self.number - back))
        self.moved.emit()

    @property
    def answering(self) -> bool:
        """Whether the buttons that answer are wanted."""
        return self.work is not None and (self.work.waiting > 0 or self.reviewing)

    @property
    def proposal(self) -> Proposal | None:
        """The pair in view."""
        proposals = self.work.proposals if self.work else ()
        return proposals[self.number] if 0 <= self.number < len(proposals) else None

    def show_pair(self, number: int) -> None:
        """Show the pair at `number`."""
        self.number = number
        proposal = self.proposal
        if self.work is None or proposal is None:
            return
        one, other = (self._side(subject) for subject in proposal.subjects)
        self.pair.show_pair(one, other)
        answer = self.work.answer_of(proposal)
        self.said.setText(_(_SAID[answer]) if answer else "")
        self.said.setVisible(bool(answer))
        count = _("{number} of {count} pairs").format(
            number=number + 1, count=len(self.work.proposals)
        )
        self.card.set_note(count)
        self.before.setEnabled(number > 0 or not self.answering)
        self.later.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_buttons(self, shown: bool) -> None:  # noqa: FBT001 -- a Qt-like setter
        """Show the buttons that answer, which stand in the foot of the page."""
        applicants = self.work is not None and self.work.kind.needs_meeting
        other = self.different if applicants else self.add
        for button in self.buttons:
            button.setVisible(shown and button is not other)

    def _side(self, subject: Subject) -> Side:
        assert self.work is not None
        if isinstance(subject, str):
            return side_by_side.of_person(self.work.people[subject])
        row = self.work.row(subject)
        assert row is not None
        return side_by_side.of_row(row)

    def answer(self, word: str) -> None:
        """Answer the pair in view and go on to the next one."""
        proposal = self.proposal
        if self.work is None or proposal is None:
            return
        self.work.answer(proposal, word)
        self.reviewing = False
        if self.number + 1 < len(self.work.proposals):
            self.show_pair(self.number + 1)
        else:
            self.show_pair(self.number)
        self.answered.emit()
