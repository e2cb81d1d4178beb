"""受付: forty people in ten minutes, by whoever sits at the desk."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop.frame import Frame
from desktop.page import Page
from desktop.parts.status import Status
from desktop.reception.answering import Answering
from desktop.reception.book import Book
from desktop.reception.dealings import EMERGENCY
from desktop.reception.foot import Foot
from desktop.reception.head import Head
from desktop.reception.inputs import Inputs
from desktop.reception.staff_bar import StaffBar
from desktop.reception.stage import Stage
from desktop.reception.voice import Voice
from desktop.reception.wording import hour, shown
from desktop.style.scale import follow, scale
from resources import settings as machine
from resources.refusals import Refusal
from resources.settings import Settings
from resources.words import _
from sessions.meeting_rules import State

if TYPE_CHECKING:
    from desktop.desk import Desk

IDLE_MS = 30_000  # after this long without a key the page takes the focus back
OTHER_DESKS_MS = 5_000
NARROW = 1180


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
        self._given = settings
        self._settings = settings or machine.load()
        self._remember = remember
        self.voice = voice or Voice(lambda: self._settings)
        self.inputs = inputs or Inputs(self._settings, self)
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
        self.answering = Answering(self)
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
        self.inputs.scanned.connect(self._awake)
        finder.sought.connect(self._awake)
        self.inputs.camera.connect(lambda on: stage.show_camera(on=on))
        self.inputs.picture.connect(stage.welcome.camera.show_frame)
        self.head.left.connect(self.leave)
        self.head.volume_asked.connect(self._next_volume)
        self.bar.search.clicked.connect(self.answering.seek)
        self.bar.newcomer.clicked.connect(lambda: self.answering.open_newcomer())  # noqa: PLW0108 -- the signal carries a flag
        self.bar.take_back.clicked.connect(self.answering.take_back)
        stage.answer.painted.connect(self._painted)
        stage.latest.asked.connect(lambda on: self._keep_last_ten(on=on))
        follow(self._fold)

    @property
    def book(self) -> Book:
        """Return the dealings with the meeting at whose door the page stands."""
        return self.answering.book

    # The page and the window

    def open_at(self, subject: str) -> None:
        """Stand at the door of the meeting `subject`."""
        if subject != self.book.meeting_id:
            self.answering.stand_at(subject)
        super().open_at(subject)
        if self.isVisible():
            self._begin()

    def heading(self) -> str:
        """Return the meeting's name."""
        return self.head.title.text() or self.place.title

    def refresh(self) -> None:
        """Read the meeting, the count and the last who came."""
        if not self.book.meeting_id:
            return
        try:
            meeting = self.book.meeting()
        except Refusal:
            # A restored copy may not know the meeting that ran here.
            self.answering.stand_at("")
            self._settings = self._remember(reception="")
            QTimer.singleShot(0, self, self.frame.back)
            return
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
        if meeting.state is State.PLANNED:
            self.stage.tell(
                "state",
                Status.WAIT,
                _("This meeting is not open yet."),
                _("Open the meeting now"),
                lambda: self.answering.attempt(self.book.open_meeting),
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
            self.answering.find(text)

    def _look_at_others(self) -> None:
        if self.isVisible() and not self.stage.answer.isVisible():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Listen for cards as soon as there is a meeting to receive at."""
        super().showEvent(event)
        self._begin()

    def _begin(self) -> None:
        """Listen, show the time, and ask once whether the clock is right."""
        if not self.book.meeting_id:
            return
        if self._given is None:
            # The scanner may have been chosen since this page was made.
            self._settings = machine.load()
            self.inputs.settings = self._settings
        self.inputs.start(self.window())
        self._show_time()
        self._clock.start(1000)
        self._others.start(OTHER_DESKS_MS)
        self._awake()
        self.listen()
        QTimer.singleShot(0, self.stage.answer, self.stage.answer.warm)
        if self._settings.reception != self.book.meeting_id:
            self._ask_time()
            self._settings = self._remember(reception=self.book.meeting_id)
        else:
            self._show_last()

    def _show_last(self) -> None:
        """After a power cut, go on at the last person."""
        for row in self.book.latest(1) if self.stage.latest.shown else ():
            name = _("No name shown") if row.hide_name else shown(row.name or row.kana)
            who = _("{name} (at the foot)").format(name=name)
            self.bar.show_now(Status.OK, who, f"{row.district}  {hour(row.arrived)}")

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

    def _awake(self) -> None:
        """Count a scan, a letter or a touch as somebody being here."""
        self._idle.start(IDLE_MS)

    def _painted(self, kind: str, expected_id: object) -> None:
        self.answer_painted.emit(kind, expected_id)
        if self.stale:
            self._later.start(0)

    def listen(self) -> None:
        """Put the focus back where letters arrive raw."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    # Keys, clock, sound

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Serve the keys of the reception wherever the focus is."""
        self._awake()
        act = self.answering
        keys: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Return: act.enter,
            Qt.Key.Key_Enter: act.enter,
            Qt.Key.Key_F2: act.seek,
            Qt.Key.Key_F3: act.open_newcomer,
            Qt.Key.Key_F4: act.accept_anyway,
            Qt.Key.Key_F8: act.call_family,
            Qt.Key.Key_F11: self.leave,
            Qt.Key.Key_Escape: act.step_back,
        }
        if event.matches(QKeySequence.StandardKey.Undo):
            act.take_back()
        elif event.key() in keys and not event.isAutoRepeat():
            keys[event.key()]()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Count a touch as somebody being here."""
        self._awake()
        super().mousePressEvent(event)

    def step_back(self) -> bool:
        """Take Esc for the reception; it never leaves by it."""
        self.answering.step_back()
        return True

    def press_primary(self) -> bool:
        """Let the window's Ctrl Enter mean the same as Enter."""
        if self.stage.walking_in:
            self.stage.walk_in.enter()
        else:
            self.answering.enter()
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
            self.stage.untell(EMERGENCY)
            self.listen()
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
