"""The door of a meeting as the clerk at the desk serves it, with every way a card comes in."""

import zxingcpp
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QImage, QInputMethodEvent
from PySide6.QtTest import QTest

from sessions import attendance, door_log

TYPED, PREEDIT, WIDE = "typed", "preedit", "wide"
SIDE = 340  # pixels of a card in the camera's picture


class Doorway:
    """The reception page that `clerk` has open. `heard` holds every answer painted so far."""

    def __init__(self, clerk):
        self.clerk = clerk
        self.page = clerk.wait_for("reception")
        self.heard = []
        self.page.answer_painted.connect(lambda kind, line: self.heard.append((kind, line)))
        clerk.wait(lambda: self.page.inputs.target is not None)

    # --- ways of coming in

    def scan(self, code, way=TYPED, *, searching=False, end=Qt.Key.Key_Return):
        """Let the scanner read a card; returns the answer that was painted."""
        if searching:
            self.clerk.key(Qt.Key.Key_F2)
            assert self.field.hasFocus()
        return self.answered(lambda: getattr(self, f"_{way}")(code, end))

    def _typed(self, code, end):
        for letter in code:
            QTest.keyClick(self.clerk.focus, letter)
            self.clerk.clock.go_on(milliseconds=5)
        QTest.keyClick(self.clerk.focus, end)

    def _preedit(self, code, _end):
        goal = self.clerk.focus
        for length in range(1, len(code) + 1):
            QCoreApplication.sendEvent(goal, QInputMethodEvent(wide(code[:length]), []))
            self.clerk.clock.go_on(milliseconds=5)
        self._wide(code, _end)

    def _wide(self, code, _end):
        self.clerk.say(wide(code))
        # The desk waits for more letters as long as a scanner may pause.
        self.clerk.clock.go_on(milliseconds=300)

    def show(self, picture, angle=0.0):
        """Hold a card before the camera; returns the answer that was painted."""
        assert self.clerk.camera.on
        return self.answered(lambda: self.clerk.camera.see(picture, angle))

    def look_for(self, text):
        """Type a name into the search, and let the desk find it."""
        self.clerk.key(Qt.Key.Key_F2)
        self.clerk.say(text)
        return list(self.people.table.shown())

    def by_name(self, text, name=""):
        """Look for `text` and take the first one by Enter, or `name` by a click."""
        found = self.look_for(text)
        assert found, text
        if name:
            self.clerk.find_row(self.people.table, lambda line: line.name == name)
            return self.answered(lambda: self.clerk.press(self.people.primary))
        return self.answered(lambda: self.clerk.key(Qt.Key.Key_Return))

    def newcomer(self, kana, district="", *, family=0, helpers=0, card=None):
        """はじめての方 by F3; a blank card may be handed over meanwhile."""
        self.clerk.key(Qt.Key.Key_F3)
        panel = self.page.stage.walk_in
        self.clerk.wait(panel.kana.hasFocus)
        self.clerk.say(kana)
        for _one in range(family):
            self.clerk.press(panel.family.more)
        for _one in range(helpers):
            self.clerk.press(panel.helper.more)
        if card is not None:
            self._typed(card, Qt.Key.Key_Return)
            self.clerk.wait(panel.card.isVisible)
        if family or helpers or card is not None:
            panel.kana.setFocus()
        self.clerk.key(Qt.Key.Key_Return)
        if district:
            self.clerk.say(district)
        return self.answered(lambda: self.clerk.key(Qt.Key.Key_Return))

    def proxy(self, sought, name):
        """Somebody comes in the place of whoever `sought` finds first."""
        assert self.look_for(sought)
        self.clerk.press(self.people.proxy)
        panel = self.page.stage.walk_in
        self.clerk.wait(panel.kana.hasFocus)
        self.clerk.say(name)
        return self.answered(lambda: self.clerk.key(Qt.Key.Key_Return))

    def leaves(self, sought):
        """Somebody who is here goes home early."""
        assert self.look_for(sought)
        self.clerk.press(self.people.primary)
        self.clerk.clock.go_on(seconds=3)

    def remedy(self, remedy):
        """Press one of the remedies that the door offers."""
        return self.answered(lambda: self.clerk.press(self.page.staff_bar.remedies[remedy]))

    def undo(self):
        self.clerk.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        self.clerk.clock.go_on(seconds=3)

    # --- what comes back

    def answered(self, act):
        """Do `act` and return the kind and line of the answer that it leads to."""
        before = len(self.heard)
        act()
        self.clerk.wait(lambda: len(self.heard) > before)
        assert len(self.heard) == before + 1
        self.clerk.clock.go_on(seconds=3)
        return self.heard[-1]

    def wait_for_nobody(self):
        """Let the answer go: the next step is taken at the waiting screen."""
        self.clerk.key(Qt.Key.Key_Escape)
        assert self.wording is None

    @property
    def wording(self):
        return self.page.stage.answer.wording

    @property
    def field(self):
        return self.page.stage.finder.field

    @property
    def people(self):
        return self.page.stage.finder.candidates

    @property
    def meeting(self):
        return self.page.book.meeting_id

    def counts(self):
        return self.clerk.desk.read(attendance.counts, self.meeting)

    def shown_counts(self):
        """The numbers on the screen: here, not yet, guests of today."""
        counters = self.page.stage.welcome.counters
        return tuple(
            int(figure.number.text())
            for figure in (counters.here, counters.missing, counters.unannounced)
        )

    def log(self):
        """How many lines the log of the door has."""
        return self.clerk.desk.read(lambda db: len(db.execute(door_log.TABLE.select()).all()))


def wide(code):
    """Return `code` in full-width letters, as an input method writes it."""
    return "".join(chr(ord(letter) + 0xFEE0) for letter in code)


def cards_on(page):
    """Cut the cards out of the picture (PIL) of a printed page; returns pictures by code."""
    found = {}
    for one in zxingcpp.read_barcodes(page):
        place = one.position
        corners = (place.top_left, place.top_right, place.bottom_left, place.bottom_right)
        across, down = [one.x for one in corners], [one.y for one in corners]
        margin = (max(across) - min(across)) // 5
        box = (min(across) - margin, min(down) - margin, max(across) + margin, max(down) + margin)
        cut = page.crop(box).convert("RGB").resize((SIDE, SIDE))
        rows = QImage(cut.tobytes(), SIDE, SIDE, 3 * SIDE, QImage.Format.Format_RGB888)
        found[one.text] = rows.copy()
    return found


def foreign_card(text):
    """Return the picture of a QR code that says `text` and is none of ours."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode)
    rows = memoryview(zxingcpp.write_barcode_to_image(code, scale=6))
    high, across = rows.shape
    return QImage(bytes(rows), across, high, across, QImage.Format.Format_Grayscale8).copy()
