"""名簿を取り込む: choose, read, look at what would happen, answer, bring in, take back."""

from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from desktop.dialogs import list_questions
from desktop.intake import afterwards, reports
from desktop.intake.choosing import Choosing, files_of
from desktop.intake.history import History
from desktop.intake.pairing import Pairing
from desktop.intake.reporting import Reporting
from desktop.intake.reports import ReportWork
from desktop.intake.result import Result
from desktop.intake.work import KINDS, Work
from desktop.meeting_words import short_day
from desktop.page import Page
from desktop.parts.button import Button, Kind
from desktop.parts.foot_bar import FootBar
from desktop.parts.progress import Progress
from desktop.parts.said import Said
from desktop.parts.status import Status
from resources import calendar
from resources.refusals import Refusal
from resources.words import _, ngettext
from sessions import likeness, private_letters, schedule, staff
from sessions.intake import batches, sources
from sessions.schedule import When

if TYPE_CHECKING:
    from desktop.desk import Task
    from desktop.intake.reports import Fared
    from sessions.intake.batches import Import
    from sessions.intake.imports import Outcome

APPLICANTS = "applicants:"
CHOOSE, READ, LOOK, ASK, WRITE, DONE = "choose", "read", "look", "ask", "write", "done"


class Intake(Page):
    """The page that brings lists in. `open_at` takes `applicants:MEETING`, or a kind of report."""

    name: ClassVar[str] = "intake"
    reads: ClassVar[frozenset[str]] = frozenset({"Batch", "Likeness", "Meeting", "Person"})
    help_topic: ClassVar[str] = "intake"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.setAcceptDrops(True)
        self.step = CHOOSE
        self.work: Work | ReportWork = Work(KINDS[0])
        self._task: Task | None = None
        self._meeting = ""
        self.said = Said()
        self.open = Said()
        self.shapeless = Said()
        self.choosing = Choosing()
        self.choosing.changed.connect(self._offer)
        self.progress = Progress()
        self.progress.stopped.connect(self.stop)
        self.reporting = Reporting(self.desk)
        self.reporting.saved.connect(
            lambda path: self.frame.done(_("The list was saved: {file}").format(file=path))
        )
        self.pairing = Pairing()
        self.pairing.answered.connect(self._offer)
        self.pairing.moved.connect(self._offer)
        self.result = Result()
        self.result.onward.connect(self._onward)
        self.result.again.connect(self.begin)
        self.result.undo.connect(self._undo_this)
        self.history = History()
        self.history.undo.connect(self._undo)
        self.history.redo.connect(self._redo)
        for part, stretch in (
            (self.said, 0), (self.choosing, 0), (self.progress, 0), (self.reporting, 1),
            (self.pairing, 0), (self.result, 0), (self.open, 0), (self.shapeless, 0),
            (self.history, 1),
        ):  # fmt: skip
            self.body.addWidget(part, stretch)
        self.back = Button(_("Back"), kind=Kind.QUIET, key="Esc")
        self.back.clicked.connect(self._step_or_leave)
        self.next = Button(_("Read"), kind=Kind.PRIMARY, icon="check", key="Ctrl Enter")
        self.next.clicked.connect(self.go_on)
        self.primary = self.next
        self.bar = FootBar("", [self.back, *self.pairing.buttons, self.next])
        self.set_foot(self.bar)
        self._show(CHOOSE)

    # The page's place in the window

    def open_at(self, subject: str) -> None:
        """Begin with the applications of a meeting."""
        super().open_at(subject)
        if subject.startswith(APPLICANTS) and self.step in {CHOOSE, DONE}:
            self._meeting = subject.removeprefix(APPLICANTS)
            self.choosing.kind.set_value("applicants")
            self.stale = True
            self.begin()
        elif subject in reports.KINDS and self.step in {CHOOSE, DONE}:
            self.begin()
            self.choosing.kind.set_value(subject)

    def regions(self) -> list[QWidget]:
        """Return the parts in view."""
        parts: tuple[QWidget, ...] = (
            self.choosing, self.reporting, self.pairing, self.result, self.history, self.bar,
        )  # fmt: skip
        return [part for part in parts if not part.isHidden()]

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files anywhere on the page while they are being chosen."""
        if self.step == CHOOSE and files_of(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add the files dropped beside the place for them."""
        event.acceptProposedAction()
        self.choosing.take(files_of(event))

    def step_back(self) -> bool:
        """Go one step back; answers given so far are kept."""
        if self.step in {READ, WRITE}:
            self.stop()
            return True
        if self.step == ASK:
            self._show(LOOK)
            return True
        if self.step in {LOOK, DONE}:
            self.begin()
            return True
        return False

    def _step_or_leave(self) -> None:
        if not self.step_back():
            self.frame.back()

    # Reading what stands on the page

    def refresh(self) -> None:
        """Read the meetings, the past imports, and the pairs that wait."""
        today = calendar.day_of(self.desk.now())
        found = self.desk.read(schedule.listing, When.ALL, today=today)
        meetings = [
            (one.meeting.id, f"{short_day(one.meeting.held_on)} {one.meeting.headline}")
            for one in found
        ]
        self.choosing.offer_meetings(meetings, self._meeting)
        self.history.show_imports(self.desk.read(batches.imports), self.desk.read(staff.names))
        self._tell_open(len(self.desk.read(likeness.open_pairs)))
        self._tell_shapeless(self.desk.read(private_letters.count))
        self._offer()

    def _tell_open(self, pairs: int) -> None:
        if not pairs or self.step not in {CHOOSE, DONE}:
            self.open.clear()
            return
        words = ngettext(
            "{count} pair may be one person.", "{count} pairs may be one person.", pairs
        )
        self.open.say(
            words.format(count=pairs), Status.WAIT, action=_("Compare"),
            act=lambda: self.frame.go("doubles"),
        )  # fmt: skip

    def _tell_shapeless(self, places: int) -> None:
        if not places or self.step not in {CHOOSE, DONE}:
            self.shapeless.clear()
            return
        words = ngettext(
            "A letter of another office (外字) stands in {count} place.",
            "Letters of other offices (外字) stand in {count} places.",
            places,
        )
        self.shapeless.say(
            words.format(count=places), Status.WAIT, action=_("Look at them and replace"),
            act=lambda: self.frame.go("private_letters"),
        )  # fmt: skip

    # The steps

    def _show(self, step: str) -> None:
        self.step = step
        self.choosing.setVisible(step == CHOOSE)
        self.reporting.setVisible(step == LOOK)
        self.pairing.setVisible(step == ASK)
        self.result.setVisible(step == DONE)
        self.history.setVisible(step == CHOOSE and bool(self.history.table.shown()))
        if step not in {READ, WRITE}:
            self.progress.end()
        if step not in {CHOOSE, DONE}:
            self.open.clear()
            self.shapeless.clear()
        self.area.verticalScrollBar().setValue(0)
        self._offer()
        goals = {LOOK: self.reporting.table, ASK: self.pairing.later, DONE: self.result.go}
        goal = goals.get(step)
        if goal is not None:
            goal.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self) -> None:
        """Say in the foot what comes next."""
        waiting = self.work.waiting
        ready = {
            CHOOSE: self.choosing.ready,
            LOOK: self.work.staged is not None,
            ASK: waiting == 0,
        }
        answering = self.step == ASK and self.pairing.answering
        self.pairing.show_buttons(answering)
        self.next.setVisible(self.step in ready and not answering)
        self.next.setEnabled(ready.get(self.step, False))
        self.next.set_words(
            _("Read") if self.step == CHOOSE
            else self.reporting.question(waiting) if self.step == LOOK
            else _("Bring in")
        )  # fmt: skip
        told = {
            CHOOSE: _("Step 1 of 4: choose the files"),
            READ: _("Step 2 of 4: reading"),
            LOOK: _("Step 3 of 4: look at what would happen"),
            ASK: _("Step 3 of 4: the same person?"),
            WRITE: _("Step 4 of 4: bringing in"),
            DONE: _("All done"),
        }
        words = told[self.step]
        if self.step == ASK and waiting:
            left = ngettext("{count} pair to go", "{count} pairs to go", waiting)
            words = f"{words}　{left.format(count=waiting)}"
        self.bar.say(words)
        self.bar.fit()

    def begin(self) -> None:
        """Begin with another list."""
        self.work = Work(KINDS[0])
        self.said.clear()
        self.choosing.clear()
        self._show(CHOOSE)
        self.refresh()

    def go_on(self) -> None:
        """Do what the button in the foot says."""
        if self.step == CHOOSE:
            work = self.work = self.choosing.work()
            if isinstance(work, Work):
                work.mapping = self.desk.read(sources.recall, work.kind, work.source)
            self.read()
        elif self.step == LOOK and isinstance(self.work, Work) and self.work.waiting:
            self.pairing.begin(self.work)
            self._show(ASK)
        elif self.step in {LOOK, ASK}:
            self.bring_in()

    def read(self) -> None:
        """Read the files beside the window."""
        self.said.clear()
        self._show(READ)
        work = self.work
        self.progress.start(len(work.files), _("files"))
        self._task = self.desk.background(
            reports.reader(self.desk, work),
            done=self._report_read if isinstance(work, ReportWork) else self._was_read,
            failed=self._failed,
            progress=lambda done, _total: self.progress.step(done),
            ended=self._ended,
        )

    def _report_read(self, found: tuple[Any, Any]) -> None:
        assert isinstance(self.work, ReportWork)
        self.work.read, self.work.staged = found
        self.reporting.show_fared(found[1])
        self._show(LOOK)

    def _was_read(self, found: tuple[Any, Any, Any]) -> None:
        reading, staged, people = found
        work = self.work
        assert isinstance(work, Work)
        work.reading, work.staged, work.people = reading, staged, people
        if reading.questions:
            self._ask(reading)
            return
        self.reporting.show_staged(staged)
        self._show(LOOK)

    def _ask(self, reading: Any) -> None:
        self._show(CHOOSE)
        this_year = calendar.fiscal_year(calendar.day_of(self.desk.now()))
        work = self.work
        assert isinstance(work, Work)
        said = list_questions.ask(
            self.window(), reading.questions, work.kind, work.mapping, this_year
        )
        if said is None:
            return
        work.mapping = said
        self.desk.change(sources.remember, work.kind, work.source, said, at=self.desk.now())
        self.read()

    def bring_in(self) -> None:
        """Bring the list in, in one transaction."""
        self._show(WRITE)
        work = self.work
        self.progress.start(5, _("steps"))
        self._task = self.desk.background(
            reports.bringer(self.desk, work),
            done=self._was_brought_in,
            failed=self._failed,
            progress=lambda done, _total: self.progress.step(done),
            ended=self._ended,
        )

    def _was_brought_in(self, outcome: "Outcome | Fared") -> None:
        work: Any = self.work
        work.outcome = outcome
        if isinstance(work, ReportWork):
            self.result.show_report(work)
        else:
            self.result.show_work(work)
        self.choosing.clear()
        self._show(DONE)
        self.refresh()

    def stop(self) -> None:
        """Stop what runs; nothing is kept of it."""
        if self._task is not None:
            self._task.stop()

    def _failed(self, refusal: Refusal) -> None:
        if self._task is None or not self._task.stopped:
            self.said.say(f"{refusal.what} {refusal.advice}")
        self._show(LOOK if self.work.staged is not None else CHOOSE)

    def _ended(self) -> None:
        if self._task is not None and self._task.stopped:
            self.said.say(_("It was stopped. Nothing was brought in."), Status.INFO)
            self._show(LOOK if self.work.staged is not None else CHOOSE)
        self._task = None

    # Afterwards

    def _onward(self) -> None:
        meeting = self.work.meeting_id
        report = isinstance(self.work, ReportWork)
        self.begin()
        if report:
            self.frame.go("points_hosts")
        elif meeting:
            self.frame.go("meeting", meeting)
        else:
            self.frame.go("people")

    def _undo_this(self) -> None:
        outcome = self.work.outcome
        if outcome is not None and outcome.batch_id:
            self._take_back(outcome.batch_id)

    def _undo(self, one: "Import | None") -> None:
        if one is not None:
            self._take_back(one.id)

    def _take_back(self, batch_id: str) -> None:
        sheets = isinstance(self.work, ReportWork)
        if afterwards.take_back(self.window(), self.desk, batch_id, sheets=sheets):
            self.begin()
            self.frame.done(_("The import was taken back."))

    def _redo(self, one: "Import | None") -> None:
        if one is not None and afterwards.do_again(self.window(), self.desk, one.id):
            self.begin()
            self.frame.done(_("The import is done again."))
