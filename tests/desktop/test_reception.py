"""A card at the door: however it comes in, and what the screen then shows."""

from collections import Counter
from datetime import timedelta

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QColor, QKeyEvent

from desktop.sounds import Sound
from desktop.style import tokens
from resources import codes
from sessions import passes, refused_scans
from sessions.answers import Kind, Reason, Remedy
from sessions.door_log import Way
from tests.desktop.door import doors, wide
from tests.resources.test_codes import JIS_KEYS, typed_with_romaji
from tests.town import NOW, STAFF

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", "does not support raise")
NOTE = {"at": NOW, "by": STAFF}


@pytest.fixture
def door_at(qtbot, office):
    with doors(qtbot, office) as make:
        yield make


@pytest.fixture
def at(door_at):
    return door_at()


@pytest.mark.parametrize("place", ["page", "field", "walk-in"])
@pytest.mark.parametrize("how", ["keys", "preedit", "commit", "wide keys"])
def test_a_card_is_received_however_it_is_typed_and_wherever(at, place, how):
    if place == "field":
        at.look_for("たか")
    if place == "walk-in":
        at.press(Qt.Key.Key_F3)
        at.page.stage.walk_in.kana.setText("やまだ")
    code = at.codes[3]
    if how == "keys":
        at.keys_of(code)
    elif how == "preedit":
        at.compose(wide(code))
    elif how == "commit":
        at.commit(wide(code))
    else:
        for letter in wide(code):
            event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
            QCoreApplication.sendEvent(at.goal(), event)
            at.keys += 6
    assert at.wait_painted() == ("received", at.lines[3])
    assert at.present() == [at.lines[3]]
    assert at.log() == 1
    if place == "walk-in":
        assert at.page.stage.walk_in.kana.text() == "やまだ"
    else:
        assert at.field.text() == ""


@pytest.mark.parametrize("place", ["field", "walk-in"])
def test_a_card_typed_with_kana_input_on(at, place):
    at.press(Qt.Key.Key_F2 if place == "field" else Qt.Key.Key_F3)
    at.compose("".join(JIS_KEYS[letter] for letter in at.codes[6]))
    assert at.wait_painted() == ("received", at.lines[6])
    assert at.field.text() == ""
    assert at.page.stage.walk_in.kana.text() == ""


def test_a_card_typed_with_romaji_input_on_is_received_or_asked_about(at):
    at.press(Qt.Key.Key_F2)
    for number, (code, line) in enumerate(zip(at.codes, at.lines, strict=True), start=1):
        at.compose(typed_with_romaji(code))
        kind, who = at.wait_painted(number)
        assert (kind, who) in {("received", line), ("ask", None)}
        assert at.field.text() == ""
    received = [who for kind, who in at.painted if kind == "received"]
    assert sorted(at.present()) == sorted(received)
    assert set(at.desk.read(refused_scans.counts, at.meeting)) <= {Reason.GARBLED_IME}


def test_the_page_takes_no_input_method(at):
    assert at.page.hasFocus()
    assert not at.page.inputMethodQuery(Qt.InputMethodQuery.ImEnabled)


def test_green_is_painted_only_after_the_commit(at, monkeypatch):
    seen = []
    change = at.desk.change

    def watched(verb, *args, **facts):
        before = (at.answer.wording, at.colour())
        result = change(verb, *args, **facts)
        seen.append((before, at.answer.wording, at.colour(), at.present()))
        return result

    monkeypatch.setattr(at.desk, "change", watched)
    at.keys_of(at.codes[0])
    at.wait_painted()
    (before, wording, colour, present) = seen[0]
    assert before[0] is None
    assert tokens.RECEIVED.ground not in (before[1], colour)
    assert wording is None
    assert present == [at.lines[0]]
    assert at.colour() == tokens.RECEIVED.ground


def test_an_answer_has_shape_word_colour_and_sound(at):
    at.keys_of(at.codes[0])
    at.wait_painted()
    picture = at.answer.grab().toImage()
    ink = QColor(tokens.RECEIVED.ink)
    middle = (picture.height() - 10) // 2
    row = [picture.pixelColor(x, middle) == ink for x in range(60, 410)]
    # The ring: white, ground, white, from left to right through its middle.
    assert [a for a, b in zip(row, [None, *row], strict=False) if a != b][:4] == [
        False, True, False, True,
    ]  # fmt: skip
    assert at.answer.wording.headline == "受付できました"
    assert at.answer.wording.name == "たかはし はつえ さま"
    assert at.ear.heard == [(Sound.RECEIVED, "middle")]
    assert (
        at.answer.accessibleName() == "たかはし はつえ さま、受付できました、どうぞ お入りください"
    )


def test_a_second_scan_is_calm_and_changes_nothing(at):
    at.keys_of(at.codes[0])
    at.wait_painted()
    at.time += timedelta(minutes=3)
    at.keys_of(at.codes[0])
    assert at.wait_painted(2) == ("already", at.lines[0])
    assert at.colour() == tokens.ALREADY.ground
    assert at.answer.wording.small.startswith("10:30 に受付しました")
    assert at.ear.heard[-1][0] is Sound.ALREADY
    assert at.log() == 1
    assert at.present() == [at.lines[0]]


def test_the_same_card_within_two_and_a_half_seconds_is_ignored(at):
    at.keys_of(at.codes[0])
    at.wait_painted()
    at.keys -= 700  # 2.4 s after the first
    at.keys_of(at.codes[0])
    assert len(at.painted) == 1
    assert at.ear.heard == [(Sound.RECEIVED, "middle")]


def test_the_next_scan_replaces_the_answer_at_once(at):
    at.keys_of(at.codes[0])
    at.keys_of(at.codes[1])
    at.keys_of("https://example.jp/x")
    at.keys_of(at.codes[2])
    assert at.wait_painted()[1] in at.lines
    at.qtbot.waitUntil(lambda: at.painted[-1:] == [("received", at.lines[2])])
    assert not at.page.staff_bar.isVisible()
    assert Counter(at.present()) == Counter(at.lines[:3])


def test_an_answer_goes_by_itself_and_a_call_stays(at, monkeypatch):
    monkeypatch.setitem(
        __import__("desktop.reception.answer_screen", fromlist=["STAYS_MS"]).STAYS_MS,
        Kind.RECEIVED,
        60,
    )
    at.keys_of(at.codes[0])
    at.wait_painted()
    at.qtbot.waitUntil(lambda: at.answer.wording is None)
    assert not at.answer.isVisible()
    at.keys_of("4901234567894")
    at.wait_painted(2)
    assert not at.answer._tick.isActive()


# Garbage


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("https://example.jp/?q=INA1", Reason.FOREIGN),
        ("BEGIN:VCARD\nFN:X", Reason.FOREIGN),
        ("4901234567894", Reason.FOREIGN),
        ("INA1" + "A" * 21, Reason.TYPO),
    ],
)
def test_garbage_gets_a_calm_answer_and_stores_nothing(at, text, reason):
    at.page.answering.scanned(text, Way.SCANNER)
    assert at.wait_painted() == ("ask", None)
    assert at.colour() == tokens.CALL.ground
    assert at.answer.wording.headline == "係を呼びます"
    assert at.page.staff_bar.reason.text()
    # The visitor reads no reason.
    assert at.page.staff_bar.reason.text() not in at.answer.accessibleName()
    assert at.ear.heard[-1][0] is Sound.CALL
    assert at.log() == 0
    assert at.desk.read(refused_scans.counts, at.meeting) == {reason: 1}


def test_a_card_of_another_office_is_asked_about(at):
    at.keys_of(codes.new_code())
    assert at.wait_painted() == ("ask", None)
    assert next(iter(at.page.staff_bar.remedies)) is Remedy.SEARCH_NAME
    at.press(Qt.Key.Key_Return)
    assert at.answer.wording is None
    assert at.field.hasFocus()


def test_an_old_card_is_changed_by_enter(at):
    tag = at.desk.read(passes.of_meeting, at.meeting)[at.lines[4]]
    at.desk.change(passes.revoke, tag.id, reason="lost", **NOTE)
    at.keys_of(at.codes[4])
    at.wait_painted()
    assert at.present() == []
    at.press(Qt.Key.Key_Return)
    assert at.wait_painted(2) == ("received", at.lines[4])
    assert at.desk.read(passes.of_meeting, at.meeting)[at.lines[4]].code != at.codes[4]


def test_f4_accepts_anyway(at):
    tag = at.desk.read(passes.of_meeting, at.meeting)[at.lines[4]]
    at.desk.change(passes.revoke, tag.id, reason="lost", **NOTE)
    at.keys_of(at.codes[4])
    at.wait_painted()
    at.press(Qt.Key.Key_F4)
    assert at.wait_painted(2) == ("received", at.lines[4])
    assert at.desk.read(passes.of_meeting, at.meeting) == {
        line: card
        for line, card in at.desk.read(passes.of_meeting, at.meeting).items()
        if line != at.lines[4]
    }


def test_a_meeting_that_is_not_open_is_opened_at_the_door(door_at):
    at = door_at(opened=False)
    at.keys_of(at.codes[0])
    assert at.wait_painted()[0] == "ask"
    assert at.present() == []
    at.press(Qt.Key.Key_Return)
    assert at.wait_painted(2) == ("received", at.lines[0])


def test_what_cannot_be_stored_is_a_calm_answer(at, monkeypatch):
    def full(*args, **facts):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(at.desk, "change", full)
    at.keys_of(at.codes[0])
    assert at.wait_painted() == ("ask", None)
    assert "保存できませんでした" in at.page.staff_bar.reason.text()
    assert at.colour() == tokens.CALL.ground
    assert at.present() == []
    monkeypatch.undo()
    at.keys_of(at.codes[1])
    at.qtbot.waitUntil(lambda: at.painted[-1:] == [("received", at.lines[1])])
