"""受付: forty people in ten minutes, by whoever sits at the desk."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop import failures
from desktop.pages.page import Frame, Page
from desktop.parts.status import Status
from desktop.reception import remedies
from desktop.reception.book import Book
from desktop.reception.dealings import Dealings
from desktop.reception.foot import Foot
from desktop.reception.head import Head
from desktop.reception.inputs import Inputs
from desktop.reception.staff_bar import StaffBar
from desktop.reception.stage import Stage
from desktop.reception.voice import Voice
from desktop.reception.wording import Wording, hour, listed, not_stored, wording
from desktop.style.scale import follow, scale
from resources import settings as machine
from resources.refusals import Refusal
from resources.settings import Settings
from resources.words import _
from sessions.answers import Answer, Kind, Reason, Remedy
from sessions.door_log import Way
from sessions.meeting_rules import State

if TYPE_CHECKING:
    from desktop.desk import Desk

T = TypeVar("T")
IDLE_MS = 30_000  # after this long without a key the page takes the focus back
OTHER_DESKS_MS = 5_000
NARROW = 1180
TOAST_SECONDS = 5
_MARKS = {Kind.RECEIVED: Status.OK, Kind.ALREADY: Status.AGAIN, Kind.ASK: Status.NONE}


class Reception(Page):
    """The full screen at the door of the meeting `subject`.

    `answer_painted` is sent after an answer stands on the screen: its kind and the line of the
    list it is about (or None). An answer is shown only after the desk has returned, that is,
    after the commit. `remember` keeps machine settings; `sound` plays an answer's sound.
    """

    name: ClassVar[str] = "reception"
    reads: ClassVar[frozenset[str]] = frozenset({"Arrival", "Expected", "Meeting", "Person"})
    help_topic: ClassVar[str] = "reception"
    covers: ClassVar[bool] = True
    answer_painted = Signal(str, object)

    def __init__(
        self,
        desk: "Desk",
        frame: Frame,
        parent: QWidget | None = None,
        *,
        settings: Settings | None = None,
        remember: Callable[..., Settings] = machine.change,
        inputs: Inputs | None = None,
        voice: Voice | None = None,
    ) -> None:
        super().__init__(desk, frame, parent)
        self._settings = settings or machine.load()
        self._remember = remember
        self.voice = voice or Voice(lambda: self._settings)
        self.inputs = inputs or Inputs(self._settings, self)
        self.book = Book(desk, "")
        self._answer: Answer | None = None
        self._last_scan: tuple[str, Way] | None = None
        self.column.removeWidget(self.area)
        self.area.hide()
        self.head, self.stage, self.staff_bar, self.bar = Head(), Stage(), StaffBar(), Foot()
        self.column.addWidget(self.head)
        self.column.addWidget(self.stage, 1)
        self.column.addWidget(self.staff_bar)
        self.column.addWidget(self.bar)
        self.staff_bar.hide()
        # The page itself holds the focus: it takes no input method, so letters arrive raw.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._later = self._timer(self._read_again, single=True)
        self._clock = self._timer(self._show_time)
        self._others = self._timer(self._look_at_others)
        self._idle = self._timer(self._take_focus, single=True)
        self.dealings = Dealings(self)
        self._connect()
        self.show_last_ten(on=self._settings.last_ten)
        self.head.show_volume(self.voice.level)

    def _timer(self, act: Callable[[], object], *, single: bool = False) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(single)
        timer.timeout.connect(act)
        return timer

    def _connect(self) -> None:
        stage, finder = self.stage, self.stage.finder
        self.inputs.scanned.connect(self.scanned)
        self.inputs.camera.connect(lambda on: stage.show_camera(on=on))
        self.inputs.picture.connect(stage.welcome.camera.show_frame)
        self.head.left.connect(self.leave)
        self.head.volume_asked.connect(self._next_volume)
        self.bar.search.clicked.connect(self.seek)
        self.bar.newcomer.clicked.connect(lambda: self.dealings.open_newcomer(None))
        self.bar.take_back.clicked.connect(self.take_back)
        self.staff_bar.chosen.connect(self._remedy)
        stage.answer.over.connect(self.wait)
        stage.answer.painted.connect(self._painted)
        stage.latest.asked.connect(lambda on: self._keep_last_ten(on=on))
        finder.sought.connect(self._seek)
        finder.edited.connect(self._typed)
        follow(self._fold)

    # The page and the window

    def open_at(self, subject: str) -> None:
        """Stand at the door of the meeting `subject`."""
        if subject != self.book.meeting_id:
            self.book = Book(self.desk, subject)
            self._answer = None
            self.stage.answer.clear()
            self.stage.finder.forget()
        super().open_at(subject)

    def heading(self) -> str:
        """Return the meeting's name."""
        return self.head.title.text() or self.place.title

    def refresh(self) -> None:
        """Read the meeting, the count and the last who came."""
        meeting = self.book.meeting()
        self.book.stale()
        self.head.title.setText(meeting.headline)
        counts = self.book.counts()
        self.stage.welcome.counters.show_counts(
            here=counts.present,
            missing=counts.not_yet,
            unannounced=counts.walk_ins,
            expected=counts.expected,
            capacity=counts.capacity,
        )
        latest = self.book.latest() if self.stage.latest.shown else ()
        self.stage.latest.list.show_rows(latest)
        self.stage.latest.set_note("")
        if meeting.state is State.PLANNED:
            self.stage.tell(
                "state",
                Status.WAIT,
                _("This meeting is not open yet."),
                _("Open the meeting now"),
                lambda: self.attempt(self.book.open_meeting),
            )
        else:
            self.stage.untell("state")

    def hear(self, tables: frozenset[str]) -> None:
        """Read again a moment later: an answer is painted before anything is counted."""
        if tables & self.reads:
            self.stale = True
            self._later.start(60)

    def _read_again(self) -> None:
        self.freshen()
        text = self.stage.finder.field.text()
        if text and self.isVisible():
            self._seek(text)

    def _look_at_others(self) -> None:
        if self.isVisible() and not self.stage.answer.isVisible():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Cover the window, listen for cards, and ask whether the clock is right."""
        super().showEvent(event)
        self.inputs.start(self.window())
        self._show_time()
        self._clock.start(1000)
        self._others.start(OTHER_DESKS_MS)
        self._idle.start(IDLE_MS)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._settings.reception != self.book.meeting_id:
            self._ask_time()
        self._settings = self._remember(reception=self.book.meeting_id)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop listening."""
        for timer in (self._clock, self._others, self._idle, self._later):
            timer.stop()
        self.inputs.stop()
        super().hideEvent(event)

    def leave(self) -> None:
        """Leave the reception; it is not reopened by itself."""
        self._settings = self._remember(reception="")
        self.voice.hush()
        self.stage.answer.clear()
        self.frame.back()

    def leave_for_meeting(self) -> None:
        """Leave for the page of this meeting, where lists are keyed in."""
        self.wait()
        self._settings = self._remember(reception="")
        self.frame.go("meeting", self.book.meeting_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold head and foot where there is little room."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        narrow = self.width() < scale.px(NARROW)
        self.head.fold(narrow=narrow)
        self.bar.fold(narrow=narrow)

    # Scans and answers

    def scanned(self, text: str, way: Way) -> None:
        """Answer a card, whatever is shown and wherever the focus is."""
        self._idle.start(IDLE_MS)
        self._last_scan = (text, way)
        answer = self.attempt(lambda: self.book.scan(text, way))
        if answer is None:
            return
        if answer.reason is Reason.UNCLAIMED and self.stage.walk_in.takes_cards:
            self.wait()
            self.stage.walk_in.take_card(answer.pass_id, answer.card)
            return
        self.show_answer(answer)

    def scan_again(self) -> None:
        """Answer the last scan once more."""
        if self._last_scan is None:
            self.wait()
        else:
            self.scanned(*self._last_scan)

    def show_answer(self, answer: Answer) -> None:
        """Show an answer that the desk has given."""
        self.show_wording(wording(answer, clock=hour(answer.since)), answer)

    def show_wording(self, words: Wording, answer: Answer | None = None) -> None:
        """Show `words` from head to foot, and say them to the ear."""
        self._answer = answer
        asks = bool(words.remedies)
        self.staff_bar.setVisible(asks)
        if asks:
            self.staff_bar.show_wording(words)
        self.bar.ask(on=asks)
        self._say_now(words, answer)
        self.stage.answer.show_wording(words)
        if words.kind is not Kind.ASK:
            self.stage.finder.forget()
        self.voice.answer(words)

    def _say_now(self, words: Wording, answer: Answer | None) -> None:
        if words.kind is Kind.ASK or answer is None:
            self.bar.show_now(Status.NONE, _("Nobody signed in"), self._now())
            return
        facts = f"{answer.district}  {hour(answer.since)}".strip()
        if words.kind is Kind.ALREADY:
            facts = _("Second reading. The record of {time} stays.").format(time=hour(answer.since))
        who = _("{name} (at the foot)").format(name=listed(answer))
        self.bar.show_now(_MARKS[words.kind], who, facts)

    def _painted(self, kind: str, expected_id: object) -> None:
        self.answer_painted.emit(kind, expected_id)
        if self.stale:
            self._later.start(0)

    def wait(self) -> None:
        """Show the waiting screen again; the next card is welcome."""
        self.stage.answer.clear()
        self.staff_bar.hide()
        self.bar.ask(on=False)
        if not self.stage.latest.shown and self._answer is not None:
            # Visitors see this screen: nobody's name stays on it.
            self.bar.show_now(Status.NONE, _("Waiting for the next card"))
        self._answer = None

    def _remedy(self, remedy: Remedy) -> None:
        answer = self._answer
        self.attempt(lambda: remedies.act(self, remedy, answer))

    def attempt(self, act: Callable[[], T]) -> T | None:
        """Do `act`; what could not be stored becomes a calm answer, never a dialog."""
        try:
            return act()
        except Refusal as refusal:
            self.show_wording(not_stored(refusal.what, refusal.advice))
        except Exception as error:  # noqa: BLE001 -- a queue of people waits; the report tells why
            failures.write_report(self.desk.office.folder, error)
            self.show_wording(
                not_stored(
                    _("It could not be saved."), _("Note the name on paper, then try again.")
                )
            )
        return None

    # By name, for the first time, leaving, taking back

    def seek(self) -> None:
        """Look for a name."""
        self.wait()
        self.stage.open_walk_in(on=False)
        self.stage.finder.seek()

    def _seek(self, text: str) -> None:
        self._idle.start(IDLE_MS)
        found = self.attempt(lambda: self.book.find(text))
        self.stage.finder.candidates.show_lines(found or [], text)

    def _typed(self) -> None:
        if self.stage.answer.wording is not None and not self.staff_bar.isVisible():
            self.wait()

    def note(self, status: Status, words: str) -> None:
        """Say in the foot and in the toast what was done."""
        self.stage.finder.forget()
        self.bar.show_now(status, words, self._now())
        self.stage.toast.tell(words, seconds=TOAST_SECONDS)

    def listen(self) -> None:
        """Put the focus back where letters arrive raw."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_newcomer(self, answer: Answer | None = None) -> None:
        """Ask for a newcomer's name in kana; a blank card may go with it."""
        self.dealings.open_newcomer(answer)

    def take_back(self) -> None:
        """Take back what this desk did last."""
        words = self.attempt(self.book.take_back)
        if words is None:
            return
        self.wait()
        self.inputs.repeats.forget()
        said = _("Taken back: {what}").format(what=words) if words else _("Nothing to take back")
        self.note(Status.NONE, said)

    # Keys, clock, sound

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Serve the keys of the reception wherever the focus is."""
        self._idle.start(IDLE_MS)
        keys: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Return: self.enter,
            Qt.Key.Key_Enter: self.enter,
            Qt.Key.Key_F2: self.seek,
            Qt.Key.Key_F3: self.open_newcomer,
            Qt.Key.Key_F4: self._accept_anyway,
            Qt.Key.Key_F11: self.leave,
            Qt.Key.Key_Escape: self.step_back,
        }
        if event.matches(QKeySequence.StandardKey.Undo):
            self.take_back()
        elif event.key() in keys and not event.isAutoRepeat():
            keys[event.key()]()
        else:
            super().keyPressEvent(event)

    def _accept_anyway(self) -> None:
        if self.staff_bar.isVisible() and not self.staff_bar.press(Remedy.ACCEPT_ANYWAY):
            self.staff_bar.press(Remedy.ADD_AND_RECEIVE)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Count a touch as somebody being here."""
        self._idle.start(IDLE_MS)
        super().mousePressEvent(event)

    def enter(self) -> None:
        """Do what Enter means now: the safest remedy, or signing in who was looked for."""
        if self.staff_bar.isVisible():
            self.staff_bar.press()
        elif self.stage.answer.wording is None and not self.stage.walking_in:
            self.stage.finder.candidates.enter()

    def step_back(self) -> bool:
        """Go one step back: from an answer, from the newcomer's panel, from a search."""
        if self.stage.answer.wording is not None:
            self.wait()
        elif self.stage.walking_in:
            self.dealings.close_panel()
        elif self.stage.finder.field.text():
            self.stage.finder.forget()
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def press_primary(self) -> bool:
        """Let the window's Ctrl Enter mean the same as Enter."""
        if self.stage.walking_in:
            self.stage.walk_in.enter()
        else:
            self.enter()
        return True

    def regions(self) -> list[QWidget]:
        """Return search and foot for F6."""
        return [self.stage.finder.field, self.bar.search]

    def _take_focus(self) -> None:
        """After 30 s without a key: nothing personal stays, and the page listens again."""
        self._idle.start(IDLE_MS)
        if QApplication.activeModalWidget() is not None or self.staff_bar.isVisible():
            return
        if not self.stage.walking_in:
            self.stage.finder.forget()
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.window().activateWindow()

    def _now(self) -> str:
        return hour(self.desk.now())

    def _show_time(self) -> None:
        self.head.show_time(self._now())

    def _ask_time(self) -> None:
        self.stage.tell(
            "clock",
            Status.WAIT,
            _("Is it {time} now? If not, please set the clock of this PC.").format(
                time=self._now()
            ),
            _("Yes, it is"),
            lambda: self.stage.untell("clock"),
        )

    def _next_volume(self) -> None:
        level = self.voice.next_level()
        changes: dict[str, Any] = {"sound": level > 0}
        if level:
            changes["sound_volume"] = level
        self._settings = self._remember(**changes)
        self.head.show_volume(level)

    def show_last_ten(self, *, on: bool) -> None:
        """Show the last who came, or hide them from visitors."""
        self.stage.latest.show_list(on=on)

    def _keep_last_ten(self, *, on: bool) -> None:
        self._settings = self._remember(last_ten=on)
        self.show_last_ten(on=on)
        self.refresh()
