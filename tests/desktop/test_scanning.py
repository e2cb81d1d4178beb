"""A scan is recognised wherever the focus is, and a person's typing is left alone."""

import random

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.scanning.repeats import Repeats
from desktop.scanning.target import ScanTarget

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

CODE = "INA1ABCDEFGHJKMNPQRSTUVWX"
WIDE = "ＩＮＡ１ＡＢＣＤＥＦＧＨＪＫＭＮＰＱＲＳＴＵＶＷＸ"
ROMAJI = "いな１あｂｃでｆｇｈｊｋｍんｐｑｒｓつｖｗｘ"
KANA = "にみちぬちこそしはきくまのりもみせたすとかなひてさ"


class Clock:
    now = 1000.0

    def __call__(self):
        return self.now


class Desk(QWidget):
    def __init__(self, clock):
        super().__init__()
        layout = QVBoxLayout(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.field = QLineEdit()
        self.button = QPushButton("押す")
        layout.addWidget(self.field)
        layout.addWidget(self.button)
        self.scans = []
        self.pressed = []
        self.entered = []
        self.field.returnPressed.connect(lambda: self.entered.append(self.field.text()))
        self.button.clicked.connect(lambda: self.pressed.append(1))
        ours = {CODE, WIDE, ROMAJI, KANA}
        self.target = ScanTarget(self, ours=lambda text: text.strip() in ours, clock=clock)
        self.target.scanned.connect(self.scans.append)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def desk(qtbot, clock):
    desk = Desk(clock)
    qtbot.addWidget(desk)
    desk.show()
    desk.activateWindow()
    qtbot.waitUntil(desk.isActiveWindow)
    desk.target.start()
    desk.field.setFocus()
    yield desk
    desk.target.stop()


def keys(desk, text, clock, gap=5, end=Qt.Key.Key_Return):
    goal = desk.focusWidget() or desk
    for letter in text:
        QTest.keyClick(goal, letter)
        clock.now += gap
    if end:
        QTest.keyClick(goal, end)


def compose(desk, text, clock, gap=5, commit=True):
    goal = desk.focusWidget() or desk
    for length in range(1, len(text) + 1):
        QCoreApplication.sendEvent(goal, QInputMethodEvent(text[:length], []))
        clock.now += gap
    if commit:
        event = QInputMethodEvent()
        event.setCommitString(text)
        QCoreApplication.sendEvent(goal, event)


@pytest.mark.parametrize("place", ["field", "button", "page"])
@pytest.mark.parametrize("end", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, None])
def test_keys_are_a_scan_wherever_the_focus_is(desk, clock, place, end):
    focus = {"field": desk.field, "button": desk.button, "page": desk}[place]
    focus.setFocus()
    keys(desk, CODE, clock, end=end)
    assert desk.scans == [CODE]
    assert desk.field.text() == ""
    assert desk.pressed == []
    assert desk.entered == []
    assert desk.focusWidget() is focus


def test_a_scan_leaves_the_words_already_in_the_field(desk, clock):
    desk.field.setText("たか")
    keys(desk, CODE, clock)
    assert desk.scans == [CODE]
    assert desk.field.text() == "たか"


@pytest.mark.parametrize("text", [WIDE, ROMAJI, KANA])
def test_a_scan_through_the_input_method(desk, clock, text):
    desk.field.setText("たか")
    compose(desk, text, clock)
    assert desk.scans == [text]
    assert desk.field.text() == "たか"


@pytest.mark.parametrize("text", [WIDE, ROMAJI, KANA])
def test_a_scan_committed_at_once(desk, clock, text):
    event = QInputMethodEvent()
    event.setCommitString(text)
    QCoreApplication.sendEvent(desk.field, event)
    QTest.keyClick(desk.field, Qt.Key.Key_Return)
    assert desk.scans == [text]
    assert desk.field.text() == ""
    assert desk.entered == []


def test_a_scan_committed_letter_by_letter(desk, clock):
    for letter in WIDE:
        event = QInputMethodEvent()
        event.setCommitString(letter)
        QCoreApplication.sendEvent(desk.field, event)
        clock.now += 8
    assert desk.scans == [WIDE]
    assert desk.field.text() == ""


def test_full_width_letters_as_keys(desk, clock):
    for letter in WIDE:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QCoreApplication.sendEvent(
                desk.field, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            )
        clock.now += 8
    assert desk.scans == [WIDE]
    assert desk.field.text() == ""


def test_a_preedit_that_is_never_committed_is_a_scan_after_the_pause(desk, clock):
    compose(desk, ROMAJI, clock, commit=False)
    clock.now += 400
    desk.target.settle()
    assert desk.scans == [ROMAJI]
    assert desk.field.text() == ""


def test_the_composition_cleared_before_its_commit(desk, clock):
    compose(desk, ROMAJI, clock, commit=False)
    QCoreApplication.sendEvent(desk.field, QInputMethodEvent())
    event = QInputMethodEvent()
    event.setCommitString(ROMAJI)
    QCoreApplication.sendEvent(desk.field, event)
    assert desk.scans == [ROMAJI]
    assert desk.field.text() == ""


def test_a_person_composing_a_name_is_left_alone(desk, clock):
    for state in ("ｔ", "た", "たｋ", "たか", "たかｈ", "たかは", "たかはｓ", "たかはし"):
        QCoreApplication.sendEvent(desk.field, QInputMethodEvent(state, []))
        clock.now += 110
    event = QInputMethodEvent()
    event.setCommitString("髙橋")
    QCoreApplication.sendEvent(desk.field, event)
    desk.target.settle()
    assert desk.scans == []
    assert desk.field.text() == "髙橋"


def test_a_quick_pair_of_letters_is_shown_and_committed(desk, clock):
    for state, pause in (("ｔ", 30), ("た", 200), ("たｋ", 40), ("たか", 300)):
        QCoreApplication.sendEvent(desk.field, QInputMethodEvent(state, []))
        clock.now += pause
    desk.target.settle()
    event = QInputMethodEvent()
    event.setCommitString("たか")
    QCoreApplication.sendEvent(desk.field, event)
    clock.now += 200
    desk.target.settle()
    assert desk.scans == []
    assert desk.field.text() == "たか"


def test_a_person_typing_digits_and_enter(desk, clock):
    keys(desk, "0388", clock, gap=130, end=None)
    clock.now += 150
    desk.target.settle()
    QTest.keyClick(desk.field, Qt.Key.Key_Return)
    assert desk.scans == []
    assert desk.field.text() == "0388"
    assert desk.entered == ["0388"]


def test_four_quick_digits_and_enter_are_a_persons(desk, clock):
    keys(desk, "0388", clock, gap=60)
    assert desk.scans == []
    assert desk.entered == ["0388"]


def test_letters_before_an_erasing_key_keep_their_order(desk, clock):
    keys(desk, "abc", clock, gap=60, end=Qt.Key.Key_Backspace)
    assert desk.field.text() == "ab"


def test_a_held_key_is_no_scanner(desk, clock):
    for _ in range(30):
        event = QKeyEvent(
            QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a", True
        )
        QCoreApplication.sendEvent(desk.field, event)
        clock.now += 30
    assert desk.scans == []
    assert desk.field.text() == "a" * 30


@pytest.mark.parametrize(
    "garbage",
    ["https://example.jp/a?b=1", "4901234567894", "BEGIN:VCARD", "%%%###", "髙橋ハツヱ様の券です"],
)
def test_a_foreign_code_is_handed_over_and_not_typed(desk, clock, garbage):
    goal = desk.field
    for letter in garbage:
        QCoreApplication.sendEvent(
            goal, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
        )
        clock.now += 6
    QTest.keyClick(goal, Qt.Key.Key_Return)
    assert desk.scans == [garbage]
    assert desk.field.text() == ""
    assert desk.entered == []


def test_a_short_code_at_the_page_is_a_scan(desk, clock):
    desk.setFocus()
    keys(desk, "A12", clock)
    assert desk.scans == ["A12"]


def test_two_scans_in_a_row_stay_two(desk, clock):
    keys(desk, CODE, clock)
    clock.now += 400
    keys(desk, "4901234567894", clock)
    assert desk.scans == [CODE, "4901234567894"]


def test_carriage_return_and_line_feed_end_one_scan(desk, clock):
    keys(desk, CODE, clock)
    clock.now += 4
    QTest.keyClick(desk.field, Qt.Key.Key_Enter)
    assert desk.scans == [CODE]
    assert desk.entered == []
    clock.now += 400
    QTest.keyClick(desk.field, Qt.Key.Key_Enter)
    assert desk.entered == [""]


def test_a_stalled_machine_does_not_break_a_code_in_two(desk, clock):
    keys(desk, CODE[:10], clock, end=None)
    clock.now += 200
    keys(desk, CODE[10:], clock)
    assert desk.scans == [CODE]


def test_an_endless_code_is_cut(desk, clock):
    keys(desk, "X" * 2000, clock, gap=1)
    assert [len(scan) for scan in desk.scans] == [512]
    assert desk.field.text() == ""


def test_the_same_card_within_two_and_a_half_seconds_is_one_showing():
    now = [0.0]
    repeats = Repeats(lambda: now[0])
    answers = []
    for now[0], code in [(0, CODE), (1, CODE), (2.5, CODE), (2.6, CODE), (2.7, "INA1B"), (3, WIDE)]:
        answers.append(repeats.fresh(code))
    assert answers == [True, False, False, True, True, False]


def test_a_card_left_under_the_camera_stays_one_showing():
    now = [0.0]
    repeats = Repeats(lambda: now[0])
    answers = []
    for now[0] in (0, 2, 4, 6, 9):
        answers.append(repeats.fresh(CODE, held=True))
    assert answers == [True, False, False, False, True]


def test_a_widget_that_goes_away_with_the_focus_does_no_harm(desk, clock, qtbot):
    desk.button.setFocus()
    keys(desk, CODE[:6], clock, end=None)
    desk.button.deleteLater()
    QCoreApplication.sendPostedEvents(desk.button, QEvent.Type.DeferredDelete)
    desk.target.settle()
    desk.setFocus()
    clock.now += 500
    keys(desk, CODE, clock)
    assert desk.scans == [CODE]


def test_whatever_is_typed_nothing_breaks_and_nothing_appears_twice(desk, clock):
    """Random keys, compositions and pauses: every letter is a scan's or the field's, once."""
    draw = random.Random(20260519)
    letters = "ABCDEF0123456789あいうえおＩＮＡ１/:?%"
    typed = 0
    for _step in range(4000):
        act = draw.random()
        if act < 0.7:
            letter = draw.choice(letters)
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QCoreApplication.sendEvent(
                    desk.field, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                )
            typed += 1
        elif act < 0.75:
            QTest.keyClick(desk.field, draw.choice([Qt.Key.Key_Return, Qt.Key.Key_Tab]))
            desk.field.setFocus()
        elif act < 0.85:
            text = "".join(draw.choice(letters) for _ in range(draw.randrange(1, 4)))
            QCoreApplication.sendEvent(desk.field, QInputMethodEvent(text, []))
            event = QInputMethodEvent()
            event.setCommitString(text)
            QCoreApplication.sendEvent(desk.field, event)
            typed += len(text)
        elif act < 0.9:
            QCoreApplication.sendEvent(desk.field, QInputMethodEvent())
        clock.now += draw.choice([1, 5, 20, 60, 90, 200, 500])
    clock.now += 1000
    desk.target.settle()
    assert len(desk.field.text()) + sum(map(len, desk.scans)) <= typed
    assert desk.field.text()
    assert desk.scans
