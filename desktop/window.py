"""The window: the rail, the top bar, messages, and the page in the middle."""

from collections import deque
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop import navigation
from desktop.deed import Deed
from desktop.page import Page
from desktop.parts.columns import Columns
from desktop.parts.focus_ring import FocusRing
from desktop.parts.message import Messages
from desktop.parts.rail import Rail
from desktop.parts.status import Status
from desktop.parts.toast import Toast
from desktop.parts.top_bar import TopBar
from desktop.regions import enter, next_region
from desktop.style import tokens
from desktop.style.scale import scale
from resources.calendar import fiscal_year_label
from resources.words import _

if TYPE_CHECKING:
    from desktop.desk import Desk

Make = Callable[["Desk", "Window"], Page]
_WRITING: Final = (QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox)
_DEEDS: Final = 50


class Window(QMainWindow):
    """The frame of the house; pages are made when they are first shown.

    `help_asked` carries a topic of the manual, `search_asked` the words typed in the top
    bar (Enter), `year_chosen` a fiscal year, `copy_asked` the copy to be brought back;
    `closing` is sent before the window goes.
    """

    help_asked = Signal(str)
    search_asked = Signal(str)
    year_chosen = Signal(int)
    closing = Signal()
    copy_asked = Signal(str)

    def __init__(self, desk: "Desk", *, clock: Callable[[], datetime] | None = None) -> None:
        super().__init__()
        self.desk = desk
        self._clock = clock or (lambda: datetime.now(UTC))
        self._makers: dict[str, Make] = {}
        self.pages: dict[str, Page] = {}
        self._trail: list[tuple[str, str]] = []
        self._here = ""
        self._covered = False
        self._deeds: deque[Deed] = deque(maxlen=_DEEDS)
        self._done = 0
        self.may_close: Callable[[], bool] = lambda: True  # asked before the window goes
        self.setWindowTitle(_("Inakurashi"))
        self.rail = Rail(navigation.entries())
        self.top = TopBar()
        self.messages = Messages()
        self.stack = QStackedWidget()
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.top)
        right.addWidget(self.messages)
        right.addWidget(self.stack, 1)
        middle = QWidget()
        line = QHBoxLayout(middle)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.rail)
        line.addLayout(right, 1)
        self.setCentralWidget(middle)
        self.toast = Toast(self)
        self.ring = FocusRing(self)
        self.setMinimumSize(*tokens.WINDOW_LEAST)
        self.resize(*tokens.WINDOW)
        self.rail.chosen.connect(self.go)
        self.top.crumb_pressed.connect(self._up)
        self.top.search_entered.connect(self.search_asked)
        self.top.year_chosen.connect(self.year_chosen)
        self.top.help_asked.connect(self._help)
        self.top.undo_asked.connect(lambda: self.go("undo", "last"))
        self._bind_keys()

    def _bind_keys(self) -> None:
        keys: dict[str, Callable[[], object]] = {
            "F1": self._help,
            "F6": self.next_region,
            "Ctrl+K": self._search,
            "Ctrl+Z": self.take_back,
            "Ctrl+Return": self._primary,
            "Ctrl+Enter": self._primary,
            "Ctrl++": scale.larger,
            "Ctrl+;": scale.larger,
            "Ctrl+=": scale.larger,
            "Ctrl+-": scale.smaller,
        }
        for number, place in enumerate(navigation.entries()[:9], start=1):
            keys[f"Alt+{number}"] = partial(self._jump, place.name)
        for key, act in keys.items():
            QShortcut(QKeySequence(key), self).activated.connect(act)

    # Places

    def add_page(self, name: str, make: Make) -> None:
        """Let `make(desk, window)` build the page of the place `name` when it is first shown."""
        navigation.place(name)
        self._makers[name] = make

    def page(self, name: str) -> Page:
        """Return the page of the place `name`, built now if it was not yet."""
        made = self.pages.get(name)
        if made is None:
            made = self._makers[name](self.desk, self)
            made.heading_changed.connect(self._head)
            self.pages[name] = made
            self.stack.addWidget(made)
        return made

    @property
    def shown(self) -> Page | None:
        """The page on the screen."""
        return self.pages.get(self._here)

    def go(self, name: str, subject: str = "") -> None:
        """Show the place `name`, opened at `subject`; a place without a page is passed over."""
        if name not in self._makers:
            return
        page = self.page(name)
        if self._here and self._here != name:
            self._trail.append((self._here, self.pages[self._here].subject))
            del self._trail[:-_DEEDS]
        self._show(page, name, subject)

    def _show(self, page: Page, name: str, subject: str) -> None:
        self._here = name
        if subject:
            page.open_at(subject)
        if page.covers != self._covered:
            if page.covers:
                self.full_screen(page)
            else:
                self.leave_full_screen()
        self.stack.setCurrentWidget(page)
        page.freshen()
        self.rail.set_current(page.place.parent or name)
        self._head()
        self._lift()
        if (page.start is None or not enter(page.start)) and not enter(page):
            page.setFocus()

    def back(self) -> None:
        """Show the place shown before, or the one above, or today."""
        if self._trail:
            name, subject = self._trail.pop()
            self._show(self.page(name), name, subject)
            return
        self._up()

    def _up(self) -> None:
        page = self.shown
        parent = page.place.parent if page is not None else ""
        self.go(parent or navigation.TODAY.name)
        self._trail.clear()

    def _jump(self, name: str) -> None:
        if not self._covered and not self.rail.entries[name].isHidden():
            self.go(name)

    def _head(self) -> None:
        page = self.shown
        if page is None:
            return
        parent = page.place.parent
        self.top.show_place(
            page.heading(),
            note=page.heading_note(),
            crumb=navigation.place(parent).title if parent else "",
            actions=page.head_buttons(),
        )

    # What is said

    def done(
        self, text: str, undo: Callable[[], object] | None = None, status: Status = Status.OK
    ) -> None:
        """Say in the toast what was done and keep it under したこと."""
        self._done += 1
        deed = Deed(self._done, text, self._clock(), undo)
        self._deeds.append(deed)
        self._lift()
        self.toast.tell(text, (lambda: self._undo(deed)) if undo else None, status=status)

    def _lift(self) -> None:
        page = self.shown
        foot = page.foot if page is not None else None
        self.toast.lift = foot.height() if foot is not None and foot.isVisible() else 0
        if not self.toast.isHidden():
            self.toast.place()

    def _undo(self, deed: Deed) -> None:
        if deed.undo is None:
            return
        if deed in self._deeds:
            self._deeds.remove(deed)
        deed.undo()

    def past_deeds(self) -> tuple[Deed, ...]:
        """Return the last fifty deeds, newest first."""
        return tuple(reversed(self._deeds))

    def take_back(self) -> None:
        """Take back what the toast speaks of; without one look at the last act of all."""
        if self.toast.take_back():
            return
        if "undo" in self._makers and not self._covered:
            self.go("undo", "last")
            return
        from desktop.dialogs import deeds

        chosen = deeds.ask(self, self.past_deeds())
        if chosen is not None:
            self._undo(chosen)

    def tell(
        self,
        key: str,
        status: Status,
        text: str,
        action: str = "",
        act: Callable[[], object] | None = None,
    ) -> None:
        """Put the message `key` under the top bar."""
        self.messages.put(key, status, text, action, act)

    def untell(self, key: str) -> None:
        """Take the message `key` away."""
        self.messages.take_away(key)

    def set_still(self, still: bool) -> None:  # noqa: FBT001 -- a Qt-like setter
        """Move nothing from now on (動きを減らす, or a remote session)."""
        self.toast.still = still
        for columns in self.findChildren(Columns):
            columns.still = still

    def bring_back(self, file: str) -> None:
        """Leave the desk to bring the copy `file` back."""
        self.copy_asked.emit(file)

    def set_saved(self, clock: str) -> None:
        """Say at the rail's foot that all is saved, at `clock`."""
        self.rail.set_saved(clock)

    def show_years(self, years: Sequence[int], shown: int, current: int) -> None:
        """Offer `years`; another than `current` in view tints the bar and is said."""
        past = shown != current
        self.top.show_year(years, shown, past=past)
        if past:
            text = _("You are looking at {year}.").format(year=fiscal_year_label(shown))
            self.tell("year", Status.WAIT, text)
        else:
            self.untell("year")

    # Full screen

    def full_screen(self, page: QWidget) -> None:
        """Let `page` cover the rail, the top bar and the messages, and the task bar too."""
        self.stack.setCurrentWidget(page)
        self._cover(covered=True)
        if self.isVisible() and QGuiApplication.platformName() != "offscreen":
            self.showFullScreen()

    def leave_full_screen(self) -> None:
        """Show the rail and the top bar again."""
        self._cover(covered=False)
        if self.isFullScreen():
            self.showMaximized()

    def _cover(self, *, covered: bool) -> None:
        self._covered = covered
        self.rail.setVisible(not covered)
        self.top.setVisible(not covered)
        self.messages.setVisible(not covered and bool(self.messages.shown()))

    # Keys

    def _help(self) -> None:
        page = self.shown
        self.help_asked.emit(page.help_topic if page is not None else "")

    def _search(self) -> None:
        if not self._covered:
            self.top.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.top.search.selectAll()

    def _primary(self) -> None:
        if self.shown is not None:
            self.shown.press_primary()

    def regions(self) -> list[QWidget]:
        """Return what F6 walks through: the rail, the top bar, messages, the page's parts."""
        page = self.shown
        own = [] if page is None else page.regions() or [page]
        frame = [self.rail, self.top, self.messages]
        return [*(region for region in frame if region.isVisible()), *own]

    def next_region(self) -> None:
        """Go to the next region; a drawer is opened on the way."""
        next_region(self.regions())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Esc and Enter when nothing nearer wanted them."""
        page = self.shown
        focus = QApplication.focusWidget()
        if event.key() == Qt.Key.Key_Escape and page is not None:
            if not page.step_back() and page.place.parent:
                self.back()
            return
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        enter_ = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        busy = isinstance(focus, (*_WRITING, QPushButton, QTableView))
        if enter_ and plain and page is not None and not busy:
            page.press_primary()
            return
        if event.text() in ("/", "／", "・") and page is not None:
            search = page.filter_field()
            if search is not None and not isinstance(focus, _WRITING):
                search.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return
        super().keyPressEvent(event)

    # Size

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the rail when the window is narrow, keep the toast at the foot."""
        super().resizeEvent(event)
        self.rail.set_narrow(self.width() < tokens.WIDE_RAIL)
        self._lift()

    def changeEvent(self, event: QEvent) -> None:
        """Refresh a stale page when the window comes back."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.WindowStateChange and self.shown is not None:
            self.shown.freshen()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say that the window goes, if it may."""
        if not self.may_close():
            event.ignore()
            return
        self.closing.emit()
        super().closeEvent(event)
