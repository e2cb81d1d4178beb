"""The scan target: finds a scanner's typing wherever the focus is, and nothing else."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from desktop.scanning.rhythm import (
    CODE_LENGTH,
    FAST_MS,
    LONGEST,
    PATIENCE_MS,
    Moment,
    Rhythm,
    begun,
    machine_made,
)

_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_SHIFTS = (
    Qt.Key.Key_Shift,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_NumLock,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_Meta,
    Qt.Key.Key_AltGr,
)
_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


@dataclass
class _Held:
    """An event kept back until it is clear whose it is."""

    event: QEvent
    goal: QWidget
    text: str


class ScanTarget(QObject):
    """Watches the keys and the input method of `window` while it is on.

    `scanned` carries the text as it came, garbled or not; reading it is the domain's work.
    Letters that may be a scan are kept back for at most 80 ms and then either become one
    scan or reach the widget in their order. `clock` gives milliseconds; `ours` says whether
    a text reads as a card; `claims` names the keys that no shortcut of the window may take.
    """

    scanned = Signal(str)

    def __init__(
        self,
        window: QWidget,
        *,
        ours: Callable[[str], bool],
        clock: Callable[[], float] | None = None,
        claims: Callable[[QKeyEvent], bool] | None = None,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._ours = ours
        self._claims = claims or (lambda _event: False)
        self._clock = clock or (lambda: time.monotonic() * 1000)
        self._watched: QWidget | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._pause)
        self._replaying = False
        self._tail: Moment | None = None  # an end key just after a scan belongs to it
        self._swallowed: set[int] = set()  # keys whose release must not reach anyone
        self._held: list[_Held] = []
        self._rhythm = Rhythm()
        self._composing = ""  # what the input method shows unfinished
        self._waiting: _Held | None = None  # its newest state, not shown yet
        self._shown = False  # whether the field shows a part of it
        self._committed = False
        self._last = ""  # what was taken last

    def start(self) -> None:
        """Begin to watch."""
        self._window.installEventFilter(self)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_moved)
        self._focus_moved(None, QApplication.focusWidget())

    def stop(self) -> None:
        """Let go; what was kept back reaches its widget."""
        self.settle()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.disconnect(self._focus_moved)
        self._watch(None)
        self._window.removeEventFilter(self)

    def settle(self, *, ended: bool = False) -> bool:
        """Decide now about what is kept back; return whether it was a scan."""
        self._timer.stop()
        if not self._held and not self._composing:
            return False
        raw = self._raw()
        goal = self._held[0].goal if self._held else self._goal()
        typing = _takes_text(goal)
        ended = ended or self._committed
        if self._ours(raw) or self._rhythm.is_scan(ended=ended, typing=typing):
            self._take(goal, raw)
            return True
        held, waiting = self._held, self._waiting
        self._reset()
        self._replay([*held, *([waiting] if waiting else [])])
        return False

    # What comes in

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at keys and compositions on their way to the widget with the focus."""
        kind = event.type()
        if self._replaying or watched is not self._goal():
            return False
        if kind == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            return self._key(event)
        if kind == QEvent.Type.KeyRelease:
            assert isinstance(event, QKeyEvent)
            return self._release(event)
        if kind == QEvent.Type.ShortcutOverride:
            assert isinstance(event, QKeyEvent)
            return self._override(event)
        if kind == QEvent.Type.InputMethod:
            assert isinstance(event, QInputMethodEvent)
            return self._compose(event)
        return False

    def _override(self, event: QKeyEvent) -> bool:
        """Keep Enter and letters of a running scan away from the shortcuts of the page."""
        ends = event.key() in _ENDS and (bool(self._held) or self._in_tail(self._at(event)))
        if (
            ends
            or self._claims(event)
            or (self._held and event.text().isprintable() and event.text())
        ):
            event.accept()
            return True
        return False

    def _key(self, event: QKeyEvent) -> bool:
        at = self._at(event)
        if event.key() in _SHIFTS:
            return False
        if event.key() in _ENDS and not event.modifiers() & _COMMANDS:
            return self._end(event, at)
        text = event.text()
        letter = bool(text) and text.isprintable() and not event.modifiers() & _COMMANDS
        if text == " " and not self._held:
            letter = False  # the space bar presses buttons and converts; no card begins with it
        if not letter or event.isAutoRepeat():
            if self._rhythm.strokes >= CODE_LENGTH // 4 and self._rhythm.follows(at) and text:
                return True  # a control letter inside a foreign code
            self.settle()
            return False
        if not self._follows(at):
            self.settle()
        self._rhythm.beat(at)
        self._hold(event.clone(), text)
        self._swallowed.add(event.key())
        return True

    def _end(self, event: QKeyEvent, at: Moment) -> bool:
        if self._in_tail(at):
            self._swallowed.add(event.key())
            return True
        if self._follows(at) and self.settle(ended=True):
            self._swallowed.add(event.key())
            return True
        self.settle()
        return False

    def _release(self, event: QKeyEvent) -> bool:
        if event.key() not in self._swallowed:
            return False
        self._swallowed.discard(event.key())
        if self._held:
            self._held.append(_Held(event.clone(), self._goal(), ""))
        return True

    def _compose(self, event: QInputMethodEvent) -> bool:
        at = Moment(self._clock())
        commit, composing = event.commitString(), event.preeditString()
        if self._in_tail(at) and commit and not self._composing and commit in self._last:
            return True  # the input method hands over what was taken already
        if not commit and not composing:
            return self._closed(event, at)
        if not self._follows(at):
            self.settle()
        if commit:
            return self._commit(event, commit, composing, at)
        if composing == self._composing:
            return self._waiting is not None
        first = not self._composing
        self._composing = composing
        self._rhythm.beat(at)
        self._wait()
        if first and not self._held:
            self._shown = True
            return False
        self._waiting = _Held(_copy(event), self._goal(), composing)
        return True

    def _closed(self, event: QInputMethodEvent, at: Moment) -> bool:
        """Judge an empty composition: given up, or about to be committed (ibus does so)."""
        if self._follows(at) and self._may_be_scan(self._composing):
            self._waiting = _Held(_copy(event), self._goal(), "")
            return True
        self.settle()
        return False

    def _commit(self, event: QInputMethodEvent, commit: str, composing: str, at: Moment) -> bool:
        """Judge a composition that was agreed to: by a scanner's Enter, or by a person."""
        whole = "".join(held.text for held in self._held) + commit
        streamed = not self._composing and len(commit) <= 2
        if not streamed and not self._ours(whole) and not self._may_be_scan(commit):
            held = self._held
            self._reset()
            self._replay(held)
            return False
        if streamed:
            self._rhythm.beat(at)
        else:
            self._committed = True
        self._waiting, self._composing = None, composing
        self._hold(_copy(event), commit)
        if machine_made(whole) and self._committed and self._rhythm.strokes < 2:
            self._take(self._goal(), whole)
        return True

    def _may_be_scan(self, commit: str) -> bool:
        if self._rhythm.strokes < 2:
            return machine_made(commit)
        return self._rhythm.is_scan(ended=True, typing=True)

    # What is kept back

    def _hold(self, event: QEvent, text: str) -> None:
        goal = self._goal()
        self._held.append(_Held(event, goal, text))
        raw = self._raw()
        if len(raw) > LONGEST:
            self._held[-1].text = ""
        if len(raw) >= CODE_LENGTH - 5 and self._ours(raw):
            self._take(goal, raw)
        else:
            self._wait()

    def _raw(self) -> str:
        return "".join(held.text for held in self._held) + self._composing

    def _wait(self) -> None:
        self._timer.start(FAST_MS)

    def _pause(self) -> None:
        if not self._rhythm.moments:
            self.settle()
            return
        rest = FAST_MS - Moment(self._clock()).since(Moment(self._rhythm.moments[-1].clock))
        if begun(self._raw()):
            rest += PATIENCE_MS - FAST_MS
        if rest > 0:
            self._timer.start(max(1, int(rest)))
        else:
            self.settle()

    def _take(self, goal: QWidget, raw: str) -> None:
        """Hand the scan over and leave the field as it was."""
        unfinished, shown = bool(self._composing), self._shown
        self._timer.stop()
        self._reset()
        self._last = raw
        self._replaying = True
        try:
            if shown and isValid(goal):
                QCoreApplication.sendEvent(goal, QInputMethodEvent())
            if unfinished:
                QGuiApplication.inputMethod().reset()
        finally:
            self._replaying = False
        self._tail = Moment(self._clock())
        self.scanned.emit(raw[:LONGEST])
        # Work between the last letter and its Enter does not count as a pause.
        self._tail = Moment(self._clock())

    def _replay(self, held: list[_Held]) -> None:
        self._replaying = True
        try:
            for one in held:
                if isValid(one.goal):
                    QCoreApplication.sendEvent(one.goal, one.event)
        finally:
            self._replaying = False

    def _reset(self) -> None:
        self._held = []
        self._rhythm = Rhythm()
        self._composing = ""
        self._waiting = None
        self._shown = False
        self._committed = False
        self._last = ""

    def _in_tail(self, at: Moment) -> bool:
        return (
            self._tail is not None and not self._held and at.clock - self._tail.clock <= PATIENCE_MS
        )

    def _follows(self, at: Moment) -> bool:
        """Return whether a stroke at `at` continues what is kept back."""
        patience = PATIENCE_MS if begun(self._raw()) else FAST_MS
        return self._rhythm.follows(at, patience)

    # Whose keys they are

    def _at(self, event: QKeyEvent) -> Moment:
        return Moment(self._clock(), event.timestamp())

    def _goal(self) -> QWidget:
        watched = self._watched
        return watched if watched is not None and isValid(watched) else self._window

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not self._watched:
            self.settle()
            self._watch(now)

    def _watch(self, widget: QWidget | None) -> None:
        before = self._watched
        if before is not None and before is not self._window and isValid(before):
            before.removeEventFilter(self)
        self._watched = widget
        if widget is not None and widget is not self._window:
            widget.installEventFilter(self)


def _takes_text(widget: QWidget) -> bool:
    """Return whether a person may be typing into `widget`."""
    return isValid(widget) and bool(widget.inputMethodQuery(Qt.InputMethodQuery.ImEnabled))


def _copy(event: QInputMethodEvent) -> QInputMethodEvent:
    copy = QInputMethodEvent(event.preeditString(), event.attributes())
    copy.setCommitString(event.commitString(), event.replacementStart(), event.replacementLength())
    return copy
