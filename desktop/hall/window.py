"""The window at the hall: the reception of one meeting, its beginning and its end."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QMainWindow, QStackedWidget, QWidget

from desktop import hall_room as room
from desktop.dialogs.question import Answer, ask
from desktop.hall.closing_view import ClosingView
from desktop.hall.home import REMIND_MINUTES, HallHome
from desktop.hall_room import Evening
from desktop.idle import Idle
from desktop.pages.reception import Reception
from desktop.parts.button import Kind
from desktop.parts.focus_ring import FocusRing
from desktop.parts.status import Status
from desktop.parts.toast import Toast
from desktop.style import tokens
from desktop.takeout_words import moment, wrong_passcodes
from resources import calendar, durable, settings
from resources.refusals import Refusal
from resources.settings import Settings
from resources.words import _
from sessions.hall import Hall
from sessions.hall_closing import Closing, closing
from sessions.papers import evening_code

if TYPE_CHECKING:
    from desktop.desk import Desk

LOCK_MINUTES = 5


class HallWindow(QMainWindow):
    """What a hall's computer shows; `locked` asks for the passcode again, `ended` is the end."""

    locked = Signal()
    ended = Signal()

    def __init__(self, desk: "Desk", hall: Hall, evening: Evening) -> None:
        super().__init__()
        self.desk, self.hall, self.evening = desk, hall, evening
        self._photographed = 0
        self.setWindowTitle(_("Inakurashi"))
        self.setMinimumSize(*tokens.WINDOW_LEAST)
        self.resize(*tokens.WINDOW)
        self.home = HallHome(desk, hall.meeting_id, moment(hall.expires))
        self.reception = Reception(desk, self, remember=self._remember)
        self.reception.head.chip.hide()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.home)
        self.stack.addWidget(self.reception)
        self.setCentralWidget(self.stack)
        self.toast = Toast(self)
        self.ring = FocusRing(self)
        self.home.received.connect(lambda: self.go("reception"))
        self.home.closing.connect(self.close_evening)
        self.home.saved.connect(self.save_evening)
        self.home.locked.connect(self.locked)
        self.idle = Idle(self, busy=lambda: False, minutes=LOCK_MINUTES)
        self.idle.long.connect(self.locked)
        self.reception.answer_painted.connect(lambda *_about: self.idle.wake())
        self._reminder = QTimer(self)
        self._reminder.setInterval(REMIND_MINUTES * 60_000)
        self._reminder.timeout.connect(self._remind)
        self._reminder.start()
        for key, act in (("Ctrl+L", self.locked.emit), ("Return", self._enter)):
            QShortcut(QKeySequence(key), self.home).activated.connect(act)
        self.home.refresh()
        if evening.wrong.count:
            self.tell(
                "wrong", Status.WAIT, wrong_passcodes(evening.wrong, before_opening=True),
                _("I have seen it"), lambda: self.untell("wrong"),
            )  # fmt: skip

    # What the reception asks of the window around it

    def go(self, name: str, subject: str = "") -> None:  # noqa: ARG002 -- the frame's own form
        """Show the reception, or the beginning for every other place."""
        if name == "reception":
            self.reception.open_at(self.hall.meeting_id)
            self.stack.setCurrentWidget(self.reception)
            self.reception.freshen()
            self.reception.setFocus()
        else:
            self.back()

    def back(self) -> None:
        """Show the beginning."""
        self.home.refresh()
        self.stack.setCurrentWidget(self.home)
        self.home.door.setFocus()

    def done(
        self, text: str, undo: Callable[[], object] | None = None, status: Status = Status.OK
    ) -> None:
        """Say in the toast what was done."""
        self.toast.tell(text, undo, status=status)

    def tell(
        self,
        key: str,
        status: Status,
        text: str,
        action: str = "",
        act: Callable[[], object] | None = None,
    ) -> None:
        """Put a message above the beginning."""
        self.home.messages.put(key, status, text, action, act)

    def untell(self, key: str) -> None:
        """Take the message `key` away."""
        self.home.messages.take_away(key)

    def full_screen(self, page: QWidget) -> None:
        """Show `page`; it covers the window anyway."""
        self.stack.setCurrentWidget(page)

    def leave_full_screen(self) -> None:
        """Show the beginning."""
        self.back()

    def _enter(self) -> None:
        self.go("reception")

    def _remember(self, **changes: object) -> Settings:
        """Keep settings of the machine, but never where to go on: no office knows this meeting."""
        kept = {key: value for key, value in changes.items() if key != "reception"}
        found = settings.change(**kept) if kept else settings.load()
        return Settings(**{**vars(found), "reception": changes.get("reception", found.reception)})

    # Closing

    def close_evening(self) -> None:
        """Show the code to photograph; receiving may go on, or end here."""
        view = ClosingView(
            self._code, save=self.save_evening, printed=self._print_code, parent=self
        )
        view.resize(min(1180, self.width() - 60), min(700, self.height() - 40))
        view.exec()
        if view.value:
            self._photographed = self.hall.count
            self.home.remind(photographed=True)
        if view.value == "end":
            self.end()

    def _code(self, timed: bool) -> Closing:  # noqa: FBT001 -- as the view asks
        return self.desk.read(
            closing,
            self.hall.meeting_id,
            self.hall.places,
            package=self.hall.package,
            device=self.hall.device,
            key=self.hall.proof_key,
            timed=timed,
            at=self.desk.now(),
        )

    def sheet(self) -> bytes:
        """Return the closing code as a paper."""
        made, now = self._code(timed=False), self.desk.now()
        return evening_code.draw(
            evening_code.EveningCode(
                str(self.hall.header["label"]),
                calendar.wareki_with_weekday(calendar.day_of(now)),
                moment(now),
                made.present,
                made.walk_ins,
                made.text,
            )
        )

    def _print_code(self) -> str:
        from desktop.printing import PrinterChoice, print_pages, printers

        known = printers()
        machine = settings.load()
        if not known:
            return self._save_as(self.sheet(), "closing.pdf", "PDF (*.pdf)")
        chosen = machine.printer if machine.printer in known else known[0]
        try:
            print_pages(self.sheet(), PrinterChoice(chosen))
        except Refusal as refusal:
            return f"{refusal.what} {refusal.advice}"
        return _("The sheet was sent to the printer.")

    def save_evening(self) -> str:
        """Ask where, and write the file as it is carried home; return what was done in words."""
        content = room.carry_home(self.evening)
        name = f"{calendar.day_of(self.desk.now()):%Y%m%d}-{self.evening.device}.inaeve"
        words = self._save_as(content, name, "inakurashi (*.inaeve)")
        if words:
            self.done(words)
        return words

    def _save_as(self, content: bytes, name: str, kinds: str) -> str:
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Save the file"), name, kinds)
        return self.write(Path(chosen), content) if chosen else ""

    def write(self, path: Path, content: bytes) -> str:
        """Write `content` to `path`; return in words how it went."""
        try:
            durable.write(path, content)
        except Refusal as refusal:
            self.done(f"{refusal.what} {refusal.advice}", status=Status.WAIT)
            return ""
        return _("Saved: {file}").format(file=path.name)

    def end(self) -> None:
        """Ask, and end receiving on this computer: afterwards no name can be read here."""
        answers = (
            Answer("stay", _("Leave it open")),
            Answer("end", _("End receiving on this PC"), Kind.PRIMARY),
        )
        said = ask(
            self,
            _("End receiving on this PC?"),
            _("The names are taken off. The sealed file stays here, to be taken home."),
            answers,
            safe="stay",
        )
        if said == "end":
            self.hall.close()
            room.close(self.evening)
            self.ended.emit()

    def _remind(self) -> None:
        if self.hall.count > self._photographed:
            self.home.remind(photographed=False)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop watching; the evening itself is on the disk, act by act."""
        self.idle.stop()
        super().closeEvent(event)
