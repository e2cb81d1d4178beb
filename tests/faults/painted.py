"""What the painted children do: the real window, offscreen; an answer counts once it is painted.

Scans come as keys, as preedit of an input method and as full-width commits, with the focus on
the page, in the search field and in the newcomers' panel.
"""

import os
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop import assembly
from desktop.pages import reception as _reception  # noqa: F401 -- imported before the fork
from desktop.pages import today as _today  # noqa: F401
from desktop.reception import walk_in as _walk_in  # noqa: F401
from desktop.window import Window  # noqa: F401
from desktop.wiring import Wiring  # noqa: F401
from resources.database import Office
from tests.faults.gate import Gate
from tests.faults.jobs import fill_log, mutate
from tests.town import NOW

HOWS = ("keys", "preedit", "commit", "wide keys")
PLACES = ("page", "field", "walk-in")
PATIENCE_MS = 20_000


def wide(code: str) -> str:
    return "".join(chr(ord(letter) + 0xFEE0) if letter > " " else letter for letter in code)


class Painted:
    """The program at the door of one meeting."""

    def __init__(self, job: dict) -> None:
        mutate(job.get("mutant", ""))
        # Each child has settings of its own: nothing of this machine is read or kept.
        os.environ["XDG_CONFIG_HOME"] = tempfile.mkdtemp(dir=job["room"])
        self.app = assembly.application()
        self.house = assembly.House(Path(job["folder"]), clock=lambda: NOW)
        office = Office.open(Path(job["folder"]), bytes.fromhex(job["key"]))
        if job.get("frames"):
            fill_log(office, job["frames"])
        self.window = self.house.enter(office, job["staff"])
        self.window.go("reception", job["meeting"])
        self.page = self.window.shown
        self.window.activateWindow()
        self.heard: list[tuple[str, object]] = []
        self._loop: QEventLoop | None = None
        self.page.answer_painted.connect(self._painted)
        self.settle()

    def _painted(self, kind: str, who: object) -> None:
        self.heard.append((kind, who))
        if self._loop is not None:
            self._loop.quit()

    def settle(self) -> None:
        for _turn in range(5):
            QApplication.processEvents()

    def await_painted(self) -> tuple[str, object]:
        if not self.heard:
            self._loop = QEventLoop()
            QTimer.singleShot(PATIENCE_MS, self._loop.quit)
            self._loop.exec()
            self._loop = None
        if not self.heard:
            raise TimeoutError("no answer was painted")
        return self.heard.pop(0)

    def focus(self, place: str) -> None:
        page = self.page
        if place == "walk-in":
            page.answering.open_newcomer()
        else:
            page.answering.dealings.close_panel()
            if place == "field":
                page.answering.seek()
            else:
                page.listen()

    def goal(self):
        return self.window.focusWidget() or self.page

    def scan(self, text: str, how: str = "keys") -> None:
        """Send what a scanner sends."""
        goal = self.goal()
        if how == "keys" and text.isascii() and text.isprintable():
            QTest.keyClicks(goal, text)
            QTest.keyClick(goal, Qt.Key.Key_Return)
            return
        if text.isascii() and how != "keys":
            text = wide(text)
        if "keys" in how:
            for letter in text:
                event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
                QCoreApplication.sendEvent(goal, event)
            return
        if how == "preedit":
            for length in range(1, len(text) + 1):
                QCoreApplication.sendEvent(goal, QInputMethodEvent(text[:length], []))
        event = QInputMethodEvent()
        event.setCommitString(text)
        QCoreApplication.sendEvent(goal, event)


def at_the_door(job: dict, ready, say) -> None:
    """Receive people one after the other, each by another way and from another place."""
    program = Painted(job)
    first = job.get("first", 0)
    early = job.get("mutant") == "early"
    ready()
    for number, code in enumerate(job["codes"][first : first + job["scans"]], first):
        program.focus(PLACES[number % len(PLACES)])
        if early:
            say(f"ok {job['lines'][number]}")
        program.scan(code, HOWS[number // len(PLACES) % len(HOWS)])
        kind, who = program.await_painted()
        if kind != "received" or who != job["lines"][number]:
            raise AssertionError(f"{kind} {who} for number {number}")
        if not early:
            say(f"ok {who}")


def racing(job: dict, ready, say) -> None:
    """Scan the same codes as another desk; what counts is what each screen shows."""
    program = Painted(job)
    gate = Gate(Path(job["gate"]), job["side"])
    ready()
    told = []  # said at the end: whoever listened would take a core from one of the two
    for number, code in enumerate(job["codes"][: job["rounds"]]):
        program.settle()
        gate.meet()
        began = time.monotonic()
        program.scan(code, HOWS[number % 3])
        kind, _who = program.await_painted()
        told.append(f"{kind} {number} {began} {time.monotonic()}")
    say("\n".join(told))


def garbage(job: dict, ready, say) -> None:
    """Show the door what no card of ours says; the program must go on."""
    program = Painted(job)
    ready()
    for number, text in enumerate(job["texts"]):
        program.focus(PLACES[number % len(PLACES)])
        program.page.inputs.repeats.forget()
        program.scan(text, HOWS[number % 3])
        program.settle()
    say(f"survived {len(job['texts'])}")
    program.heard.clear()
    program.page.answering.wait()
    program.focus("page")
    program.scan(job["codes"][0])
    kind, who = program.await_painted()
    say(f"then {kind} {who}")


JOBS = {"painted": at_the_door, "painted race": racing, "painted garbage": garbage}
