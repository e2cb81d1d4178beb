"""A clerk at the house: clicks what can be clicked, types where the focus is, answers questions."""

from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QPoint, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QScrollArea
from shiboken6 import isValid

from desktop.assembly import House, application
from desktop.entrance.frame import Entrance
from desktop.parts.button import Button
from desktop.window import Window
from tests.town import PASSPHRASE

PATIENCE = 30_000
LEFT = Qt.MouseButton.LeftButton


class Clerk:
    """Sits before the office in `folder`. `house` is the application, opened by `come`."""

    def __init__(self, qtbot, folder, clock):
        self.qtbot = qtbot
        self.folder = folder
        self.clock = clock
        self.house = None
        self._seen = []
        application()

    # --- coming and going

    def come(self):
        """Start the application and stand before its door."""
        self.house = House(self.folder, clock=self.clock)
        self.house.open()
        self.wait_active(self.house.way_in.frame)
        return self.panel

    def sign_in(self, passphrase=PASSPHRASE, who=""):
        """Start, type the passphrase, say who it is, and stand at the first page."""
        panel = self.come() if self.house is None or self.house.way_in is None else self.panel
        self.write(panel.passphrase, passphrase)
        self.key(Qt.Key.Key_Return)
        if who:
            self.wait(lambda: hasattr(self.panel, "people"))
            self.press(next(one for one in self.panel.people if one.words == who))
        self.wait(lambda: self.house.window is not None)
        self.wait_active(self.window)
        return self.window

    def go_home(self):
        """Close the window without a copy, if a copy is asked for, and end the application."""
        if self.window is not None:
            window = self.window
            QTimer.singleShot(0, self._refuse_copy)
            window.close()
            assert not window.isVisible()
        self.leave()

    def _refuse_copy(self):
        asked = QApplication.activeModalWidget()
        if asked is not None:
            self.press(asked.without)

    def leave(self):
        """End the application."""
        if self.house is not None:
            self.house.leave()
            self.house = None
        self.settle()

    @property
    def panel(self):
        """What the entrance asks."""
        return self.house.way_in.frame.panels.currentWidget()

    @property
    def window(self):
        return self.house.window if self.house else None

    @property
    def desk(self):
        return self.house.desk

    @property
    def page(self):
        return self.window.shown

    # --- waiting

    def wait(self, true, timeout=PATIENCE):
        self.qtbot.waitUntil(true, timeout=timeout)

    def wait_active(self, window):
        window.activateWindow()
        self.wait(window.isActiveWindow)

    def settle(self):
        """Let everything that is due happen, deletions included."""
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, 52)  # QEvent.DeferredDelete
        QApplication.processEvents()

    def wait_for(self, name):
        """Wait until the page called `name` is on the screen, and return it."""
        self.wait(lambda: self.page is not None and self.page.name == name)
        return self.page

    # --- hands

    def press(self, button):
        """Click a button that can be seen and pressed."""
        self._bring_into_view(button)
        assert button.isEnabled(), f"{button.accessibleName()} cannot be pressed"
        self.qtbot.mouseClick(button, LEFT, pos=_middle(button))

    def _bring_into_view(self, widget):
        """Wait until `widget` is shown, as a person would, and scroll to it."""
        self.wait(lambda: widget.isVisible() and not widget.rect().isEmpty(), 5000)
        above = widget.parentWidget()
        while above is not None:
            if isinstance(above, QScrollArea):
                above.ensureWidgetVisible(widget)
            above = above.parentWidget()

    def write(self, field, text):
        """Click into `field`, and let the input method write `text` in place of what is there."""
        self._bring_into_view(field)
        self.qtbot.mouseClick(field, LEFT)
        assert field.hasFocus(), f"{field.accessibleName()} takes no focus"
        field.selectAll()
        self.say(text)

    def say(self, text):
        """Let the input method write `text` where the focus is."""
        event = QInputMethodEvent()
        event.setCommitString(text)
        QCoreApplication.sendEvent(self.focus, event)

    def key(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        """Press a key, a moment after what was done before."""
        self.clock.go_on(milliseconds=400)
        QApplication.processEvents()
        QTest.keyClick(self.focus, key, modifier)

    def type(self, letters):
        """Type as a person does, a fifth of a second for each letter."""
        for letter in letters:
            QTest.keyClick(self.focus, letter)
            self.clock.go_on(milliseconds=200)

    @property
    def focus(self):
        """What the keyboard reaches now."""
        found = QApplication.focusWidget() or QApplication.activeWindow()
        assert found is not None, "the keyboard reaches nothing"
        return found

    def go(self, place):
        """Go to `place` by the rail."""
        self.press(self.window.rail.entries[place])
        return self.wait_for(place)

    def button(self, words, within=None):
        """Return the one button in view on which `words` stand."""

        def found():
            buttons = (within or self.window).findChildren(Button)
            return [one for one in buttons if one.isVisible() and one.words == words]

        self.wait(lambda: len(found()) == 1, 5000)
        return found()[0]

    def choose(self, choice, value):
        """Take the answer `value` of a list that opens downwards, by the keys."""
        self._bring_into_view(choice)
        choice.setFocus(Qt.FocusReason.TabFocusReason)
        place = choice.findData(value)
        assert place >= 0, f"{value} is not offered"
        while choice.currentIndex() < place:
            QTest.keyClick(choice, Qt.Key.Key_Down)
        while choice.currentIndex() > place:
            QTest.keyClick(choice, Qt.Key.Key_Up)

    def find_row(self, table, true):
        """Put the bar of `table` on the one row for which `true(row)` holds, by a click."""
        rows = [number for number, row in enumerate(table.shown()) if true(row)]
        assert len(rows) == 1, f"{len(rows)} rows of {table.accessibleName()}"
        index = table.records.index(rows[0], 0)
        table.scrollTo(index)
        box = table.visualRect(index)
        self.qtbot.mouseClick(table.viewport(), LEFT, pos=QPoint(box.left() + 60, box.center().y()))
        assert table.currentIndex().row() == rows[0]
        return table.shown()[rows[0]]

    # --- questions

    @contextmanager
    def answering(self, act):
        """Inside, one question is asked; `act(dialog)` answers it by its widgets."""
        trouble, answered, before = [], [], QApplication.activeWindow()

        def serve(tries=0):
            found = QApplication.activeModalWidget()
            if found is None or found in self._seen:
                if tries < PATIENCE // 5:
                    QTimer.singleShot(5, lambda: serve(tries + 1))
                return
            self._seen.append(found)
            try:
                self.wait_active(found)
                act(found)
            except BaseException as error:  # noqa: BLE001 -- told once the question is gone
                trouble.append(error)
                found.close()
            finally:
                answered.append(True)

        QTimer.singleShot(0, serve)
        yield
        self.wait(lambda: bool(answered))
        self._seen.clear()
        if trouble:
            raise trouble[0]
        # A desktop gives the keyboard back to the window that asked; offscreen nobody does.
        if before is not None and isValid(before) and before.isVisible():
            self.wait_active(before)

    def pressing(self, name):
        """Answer a question by its button called `name` (an attribute of the dialog)."""
        return self.answering(lambda dialog: self.press(getattr(dialog, name)))

    def saying(self, value):
        """Answer a question of several answers by the one with `value`."""
        return self.answering(lambda dialog: self.press(dialog.by_value[value]))

    def file(self, path):
        """Answer the question where a file lies or shall lie."""

        def choose(dialog):
            assert isinstance(dialog, QFileDialog)
            dialog.setDirectory(str(path.parent))
            line = dialog.findChild(QLineEdit, "fileNameEdit")
            line.setText(str(path))
            dialog.accept()

        return self.answering(choose)


def _middle(button):
    # Rings and ticks answer to a click on their words, not beside them.
    wide = min(button.width(), button.sizeHint().width())
    return QPoint(wide // 2, button.height() // 2)


def windows():
    """Return the windows of the application that can be seen."""
    return [
        one
        for one in QApplication.topLevelWidgets()
        if isinstance(one, (Entrance, Window)) and one.isVisible()
    ]
