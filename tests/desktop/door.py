"""A reception at an office, with its clock, its keys and its ears, for the tests of the door."""

from contextlib import contextmanager
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop import style
from desktop.desk import Desk
from desktop.pages.reception import Reception
from desktop.reception.inputs import Inputs
from desktop.reception.voice import Voice
from desktop.style.scale import scale
from resources.settings import Settings
from sessions import attendance, door_log
from tests.desktop.door_town import plan
from tests.town import NOW, STAFF


class Frame:
    """The window around the page, as far as the page asks for it."""

    def __init__(self):
        self.went = []

    def go(self, name, subject=""):
        self.went.append((name, subject))

    def back(self):
        self.went.append(("back", ""))

    def leave_full_screen(self):
        self.went.append(("leave", ""))


class Ear:
    """Hears which sounds are played, at which volume."""

    def __init__(self):
        self.heard = []
        self.volume = ""

    def set_volume(self, volume):
        self.volume = volume

    def play(self, sound):
        self.heard.append((sound, self.volume))
        return True


class Silent:
    def __init__(self):
        self.said = []

    def say(self, sentence, *, volume):  # noqa: ARG002 -- as the speaker has it
        self.said.append(sentence)

    def hush(self):
        pass


class Door:
    """A reception at an office, with its clock and its ears."""

    def __init__(self, qtbot, office, *, settings=None, **planned):
        self.qtbot = qtbot
        self.time = NOW
        self.keys = 1000.0
        self.desk = Desk(office, STAFF, lambda: self.time)
        self.meeting, self.lines, self.codes = plan(self.desk, **planned)
        self.settings = settings or Settings(last_ten=True)
        self.frame, self.ear, self.speech = Frame(), Ear(), Silent()
        inputs = Inputs(self.settings, clock=lambda: self.keys)
        voice = Voice(lambda: self.settings, sounds=self.ear, speaker=self.speech)
        self.top = QWidget()
        layout = QVBoxLayout(self.top)
        layout.setContentsMargins(0, 0, 0, 0)
        self.page = Reception(
            self.desk,
            self.frame,
            settings=self.settings,
            remember=self.remember,
            inputs=inputs,
            voice=voice,
        )
        layout.addWidget(self.page)
        qtbot.addWidget(self.top)
        self.page.open_at(self.meeting)
        self.top.resize(1366, 768)
        self.painted = []
        self.page.answer_painted.connect(lambda kind, who: self.painted.append((kind, who)))

    def open(self):
        self.top.show()
        self.top.activateWindow()
        self.qtbot.waitUntil(self.top.isActiveWindow)
        self.page.setFocus()

    def remember(self, **changes):
        self.settings = replace(self.settings, **changes)
        return self.settings

    @property
    def field(self):
        return self.page.stage.finder.field

    @property
    def answer(self):
        return self.page.stage.answer

    @property
    def people(self):
        return self.page.stage.finder.candidates

    def goal(self):
        return self.top.focusWidget() or self.page

    def keys_of(self, text, end=Qt.Key.Key_Return):
        for letter in text:
            QTest.keyClick(self.goal(), letter)
            self.keys += 5
        QTest.keyClick(self.goal(), end)
        self.keys += 3000

    def compose(self, text):
        goal = self.goal()
        for length in range(1, len(text) + 1):
            QCoreApplication.sendEvent(goal, QInputMethodEvent(text[:length], []))
            self.keys += 5
        self.commit(text)

    def commit(self, text):
        event = QInputMethodEvent()
        event.setCommitString(text)
        QCoreApplication.sendEvent(self.goal(), event)
        self.keys += 3000

    def look_for(self, text):
        self.press(Qt.Key.Key_F2)
        self.field.setText(text)

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        QTest.keyClick(self.goal(), key, modifier)

    def wait_painted(self, count=1):
        self.qtbot.waitUntil(lambda: len(self.painted) >= count)
        return self.painted[-1]

    def colour(self, x=20, y=80):
        return self.top.grab().toImage().pixelColor(x, y).name().upper()

    def present(self):
        return [row.expected_id for row in self.desk.read(attendance.present, self.meeting)]

    def log(self):
        def count(db):
            return len(db.execute(door_log.TABLE.select()).all())

        return self.desk.read(count)


@contextmanager
def doors(qtbot, office):
    """Lend a maker of open receptions at `office`; they are closed afterwards."""
    made = []

    def make(**options):
        made.append(Door(qtbot, office, **options))
        made[-1].open()
        return made[-1]

    style.dress(QApplication.instance())
    scale.set_factor(1.0)
    try:
        yield make
    finally:
        for one in made:
            one.top.close()
            one.desk.close()
        scale.set_factor(1.0)


def wide(code):
    return "".join(chr(ord(letter) + 0xFEE0) for letter in code)
