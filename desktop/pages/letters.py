"""手紙・お知らせ: a letter is chosen, its readers and its number; every sheet is seen before."""

from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import jobs, print_tray
from desktop.page import Page
from desktop.pages.mailing.letter_choices import LetterChoices
from desktop.pages.mailing.letter_log import LetterLog
from desktop.pages.mailing.proof_list import ProofList
from desktop.pages.mailing.sheet_preview import SheetPreview
from desktop.pages.mailing.wording_editor import WordingEditor
from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.columns import Columns
from desktop.parts.progress import Progress
from desktop.parts.said import Said
from desktop.parts.segments import Segments
from desktop.parts.status import Status
from desktop.style import tokens
from desktop.style.scale import scale
from resources.refusals import Refusal
from resources.words import _, ngettext
from sessions import composing, mailings
from sessions.composing import Composed, Sending

if TYPE_CHECKING:
    from desktop.desk import Task
    from sessions.mailings import MailingFacts

WRITE, WORDS, SENT = "write", "words", "sent"
_SIDE, _LEAST = 430, 520


class Letters(Page):
    """`open_at` takes `meeting:ID`, `people:ID,ID…`, or `sent` for what went out."""

    name: ClassVar[str] = "letters"
    help_topic: ClassVar[str] = "letters"
    reads: ClassVar[frozenset[str]] = frozenset(
        {"Person", "Organisation", "Expected", "Meeting", "Membership", "Addressing", "OfficeFacts",
         "Suppression", "HouseholdMember", "LetterWording", "Issuer", "DocumentSeries", "Mailing"}
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.composed: Composed | None = None
        self.part = WRITE
        self.parts = Segments(
            _("What to do"),
            [
                (WRITE, _("Write a letter")),
                (WORDS, _("Wording of letters")),
                (SENT, _("What went out")),
            ],
        )
        self.parts.chosen.connect(self.show_part)
        self.choices = LetterChoices(self.desk)
        self.choices.changed.connect(self._compose)
        self.said = Said()
        self.proof = ProofList(self._mend)
        self.editor = WordingEditor(self.desk, self.frame)
        self.editor.changed.connect(self._show_wording)
        self.log = LetterLog(self.desk, self._again, self._see_number)
        self.preview = SheetPreview(_("The letter as it will be printed"), self._draw)
        self.issue = Button(_("Issue"), kind=Kind.PRIMARY, icon="printer")
        self.issue.clicked.connect(self._issue)
        self.progress = Progress()
        self.progress.stopped.connect(self._stop)
        self._task: Task | None = None
        self.primary = self.issue
        self.columns = Columns(
            self._build_main(),
            self._build_side(),
            name=_("The letter"),
            side_width=_SIDE,
            least_main=_LEAST,
        )
        self.body.addWidget(self.columns, 1)
        self.body.addWidget(self.log, 1)
        self.show_part(WRITE)

    def _build_main(self) -> QWidget:
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scale.gap(tokens.GAP_2))
        self.body.insertWidget(0, self.parts)
        for part in (self.choices, self.said, self.proof, self.editor):
            column.addWidget(part)
        column.addStretch(1)
        return main

    def _build_side(self) -> QWidget:
        card = Card(dense=True)
        card.add(self.progress)
        card.add(self.preview, 1)
        return card

    def show_part(self, part: str) -> None:
        """Show one of the three parts."""
        self.part = part
        self.parts.set_value(part)
        self.columns.setVisible(part != SENT)
        self.log.setVisible(part == SENT)
        for widget in (self.choices, self.proof):
            widget.setVisible(part == WRITE)
        self.editor.setVisible(part == WORDS)
        if part != WRITE:
            self.said.clear()
        if self.isVisible():
            self._refresh_part()
        self.heading_changed.emit()

    # --- what is shown

    def heading_note(self) -> str:
        """Return how many letters there are."""
        if self.part != WRITE or self.composed is None:
            return ""
        count = len(self.composed.keys)
        return ngettext("{count} letter goes out", "{count} letters go out", count).format(
            count=f"{count:,}"
        )

    def head_buttons(self) -> list[QWidget]:
        """Return the one that issues; it stays in sight when the sheet folds away."""
        return [self.issue] if self.part == WRITE else []

    def regions(self) -> list[QWidget]:
        """Return the parts, and what stands in the one shown."""
        return [self.parts, self.log if self.part == SENT else self.columns]

    def open_at(self, subject: str) -> None:
        """Choose whom to write to, or show what went out."""
        if subject == SENT:
            self.show_part(SENT)
        elif subject and subject != self.subject:
            self.subject = subject
            self.choices.open_at(subject)
            self.show_part(WRITE)
        self.stale = True

    def refresh(self) -> None:
        """Read again what the part in view shows."""
        self.choices.refresh()
        self._refresh_part()

    def _refresh_part(self) -> None:
        if self.part == WRITE:
            self._compose()
        elif self.part == WORDS:
            self.editor.refresh()
            self._show_wording()
        else:
            self.log.refresh()

    def _sending(self) -> Sending:
        return self.choices.sending()

    def _compose(self) -> None:
        if self.part != WRITE:
            return
        sending = self._sending()
        self.choices.show_fields(self.desk.read(composing.fields, sending.letter))
        sending = self._sending()
        self.composed = self.desk.read(composing.compose, sending)
        self.proof.show_composed(self.composed)
        self._say(self.composed)
        self.preview.show_count(len(self.composed.keys))
        self.heading_changed.emit()

    @staticmethod
    def _hindrance(composed: Composed) -> str:
        """Return what stands in the way of issuing, in words; empty for nothing."""
        if not composed.keys:
            return _("Choose whom to write to.")
        if composed.empty:
            words = _("These fields have no value: {words}")
            return words.format(words="、".join(composed.empty))
        if composed.strange:
            words = _("“{letters}” in the wording cannot be printed.")
            return words.format(letters="".join(composed.strange))
        if composed.unprintable:
            return _("Some names have letters that no font has. Mend them first.")
        return ""

    def _say(self, composed: Composed) -> None:
        count = len(composed.keys)
        words = ngettext("Issue {count} letter", "Issue {count} letters", count)
        self.issue.set_words(words.format(count=f"{count:,}"))
        stop = self._hindrance(composed)
        self.issue.setEnabled(not stop)
        if stop:
            self.said.say(stop, Status.WAIT)
        else:
            self.said.clear()

    def _show_wording(self) -> None:
        if self.part == WORDS:
            self.preview.ask()

    def _draw(self, number: int) -> bytes | None:
        try:
            if self.part == WORDS:
                return self.desk.read(
                    composing.sheet_of_sample, self._sending(), self.editor.draft()
                )
            if self.composed is None or not self.composed.keys:
                return None
            return composing.sheet(self.composed, number)
        except Refusal:  # the editor says which line it is about; the last sheet stays
            return b""

    # --- what is done

    def _issue(self) -> None:
        sending, series_id = self._sending(), self.choices.series_id()
        at, by = self.desk.now(), self.desk.staff_id
        self.issue.setEnabled(False)
        # A stop leaves the transaction: no number was given then, and nothing is kept.
        self._task = self.desk.background(
            lambda task: self.desk.change(
                mailings.issue, sending, draw=mailings.drawing(task.tell), series_id=series_id,
                at=at, by=by,
            ),
            done=self._issued,
            failed=lambda no: self.said.say(f"{no.what} {no.advice}", Status.STOP),
            progress=self._tell,
            ended=self._rest,
        )  # fmt: skip

    def _tell(self, done: int, total: int) -> None:
        if not self.progress.isVisible():
            self.progress.start(total, _("sheets"))
        self.progress.step(done)

    def _stop(self) -> None:
        if self._task is not None:
            self._task.stop()

    def _rest(self) -> None:
        self.progress.end()
        if self.composed is not None:
            self.issue.setEnabled(not self._hindrance(self.composed))

    def _issued(self, made: "MailingFacts") -> None:
        if made.number:
            self.frame.done(_("The number is {number}.").format(number=made.number))
        self._again(made.id)

    def _again(self, mailing_id: str) -> None:
        self.frame.go("preview", print_tray.lay(jobs.letters(self.desk, mailing_id)))

    def _see_number(self, _document_id: str) -> None:
        self.frame.go("documents")

    def _mend(self, ref: str) -> None:
        if ref.startswith("p:"):
            self.frame.go("person_form", ref[2:])
        elif ref.startswith("o:"):
            self.frame.go("office", "lists")
