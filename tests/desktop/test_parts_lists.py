"""The parts that list, count, tell and sound."""

import itertools
from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop import icons, sounds
from desktop.dialogs import question
from desktop.parts.button import Button, Kind
from desktop.parts.choice import Choice
from desktop.parts.columns import Columns
from desktop.parts.facts import Facts
from desktop.parts.focus_ring import FocusRing
from desktop.parts.index_tabs import IndexTabs
from desktop.parts.kana_pad import KanaPad, press
from desktop.parts.label import Label
from desktop.parts.message import Messages
from desktop.parts.progress import Progress
from desktop.parts.status import Status
from desktop.parts.table import Column, Table
from desktop.parts.tick import Rings, Tick
from desktop.parts.toast import Toast
from desktop.style import tokens
from desktop.style.scale import scale
from resources import path
from tests.desktop.rows import Row, dressed, table

__all__ = ["dressed"]

TODAY = date(2026, 11, 23)


def test_the_table_sorts_filters_and_keeps_its_row(qtbot) -> None:
    made = table()
    qtbot.addWidget(made)
    made.point_at("0")
    made.sort_by(0)
    assert [row.kana for row in made.shown()] == ["あかはね", "たかはし", "みやした"]
    assert made.current() == Row("0", "髙橋0", "たかはし", 86)
    made.sort_by(1, descending=True)
    assert [row.age for row in made.shown()] == [86, 78, 70]
    made.set_filter(lambda row: row.age < 80)
    assert [row.id for row in made.shown()] == ["2", "1"]
    made.set_filter(None)
    head = made.records.headerData(1, Qt.Orientation.Horizontal)
    spoken = made.records.headerData(
        1, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole
    )
    assert (head, spoken) == ("年齢 ▼", "年齢 大きい順に並んでいます")


def test_the_table_opens_by_enter_ticks_by_space_and_finds_by_reading(qtbot) -> None:
    made = table()
    made.records.ticks = True
    qtbot.addWidget(made)
    made.point_at_row(0)
    opened: list[Row] = []
    made.opened.connect(opened.append)
    QTest.keyClick(made, Qt.Key.Key_Return)
    assert [row.id for row in opened] == ["0"]
    QTest.keyClick(made, Qt.Key.Key_Space)
    made.keyboardSearch("み")
    QTest.keyClick(made, Qt.Key.Key_Space)
    assert [row.id for row in made.ticked()] == ["0", "2"]
    QTest.keyClick(made, Qt.Key.Key_Space)
    assert [row.id for row in made.ticked()] == ["0"]
    index = made.records.index(0, 0)
    spoken = made.records.data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "えらんだ 髙橋0 たかはし"


def test_the_table_folds_columns_and_never_scrolls_sideways(qtbot) -> None:
    made = table(20)
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.show()
    assert not any(made.isColumnHidden(column) for column in range(4))
    made.resize(420, 400)
    assert made.isColumnHidden(3)
    assert sum(made.columnWidth(n) for n in range(4) if not made.isColumnHidden(n)) <= 420
    made.resize(900, 400)
    scale.set_factor(1.5)
    assert made.isColumnHidden(3)
    assert made.horizontalScrollBar().maximum() == 0
    made.grab()


def test_ten_thousand_rows_are_made_ready_only_as_they_are_seen(qtbot) -> None:
    read: list[str] = []

    def name(row: Row) -> str:
        read.append(row.id)
        return row.name

    made: Table[Row] = Table("名簿", [Column("名前", name)], key=lambda row: row.id)
    qtbot.addWidget(made)
    made.resize(600, 500)
    made.show()
    rows = [Row(str(n), f"人{n}", f"ひと{9999 - n:05}", n) for n in range(10_000)]
    made.set_rows(rows)
    made.sort_by(0)
    read.clear()
    made.grab()
    assert 0 < len(read) < 40
    read.clear()
    made.grab()
    assert read == []


def test_the_index_passes_over_empty_tabs(qtbot) -> None:
    tabs = IndexTabs()
    qtbot.addWidget(tabs)
    tabs.set_counts({"か": 3, "わ": 1})
    seen: list[str] = []
    tabs.chosen.connect(seen.append)
    for _ in range(4):
        QTest.keyClick(tabs, Qt.Key.Key_Right)
    QTest.keyClick(tabs, Qt.Key.Key_Left)
    assert seen == ["か", "わ", "か"]


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("たか", "たか"),
        ("かか", "が"),
        ("ははは", "ぱ"),
        ("はははは", "は"),
        ("つつ", "づ"),
        ("つつつ", "っ"),
        ("きやや", "きゃ"),
        ("なな", "なな"),
    ],
)
def test_the_same_kana_key_again_turns_the_letter(keys: str, text: str) -> None:
    written = ""
    for key in keys:
        written = press(written, key)
    assert written == text


def test_the_kana_pad_runs_from_right_to_left_with_keys_a_finger_can_hit(qtbot) -> None:
    pad = KanaPad()
    qtbot.addWidget(pad)
    pad.resize(pad.sizeHint())
    pad.show()
    keys = {key.accessibleName(): key for key in pad.findChildren(QWidget) if key.accessibleName()}
    assert keys["あ"].x() > keys["か"].x() > keys["わ"].x()
    assert keys["あ"].y() < keys["お"].y()
    assert min(min(key.width(), key.height()) for key in keys.values()) >= 44
    sent: list[str] = []
    pad.changed.connect(sent.append)
    QTest.mouseClick(keys["た"], Qt.MouseButton.LeftButton)
    QTest.mouseClick(keys["か"], Qt.MouseButton.LeftButton)
    QTest.mouseClick(keys["1文字 けす"], Qt.MouseButton.LeftButton)
    assert sent == ["た", "たか", "た"]


def test_two_messages_at_most_the_gravest_first(qtbot) -> None:
    bar = Messages()
    qtbot.addWidget(bar)
    bar.put("info", Status.INFO, "知らせ")
    bar.put("wait", Status.WAIT, "控えが まだです")
    bar.put("stop", Status.STOP, "つながりません")
    assert [message.text for message in bar.shown()] == ["つながりません", "控えが まだです"]
    bar.put("stop", Status.STOP, "まだ つながりません")
    bar.take_away("wait")
    assert [message.text for message in bar.shown()] == ["まだ つながりません", "知らせ"]
    bar.take_away("stop")
    bar.take_away("info")
    assert bar.isHidden()


def test_the_toast_counts_down_and_takes_back_once(qtbot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 500)
    window.show()
    toast = Toast(window)
    toast.still = True
    taken: list[str] = []
    toast.tell("入れました", lambda: taken.append("x"), seconds=3)
    assert toast.can_take_back
    assert window.focusWidget() is None
    toast.tick()
    assert toast.seconds_left == 2
    assert toast.take_back()
    assert not toast.take_back()
    assert taken == ["x"]
    toast.tell("入れました", lambda: taken.append("y"), seconds=2)
    with qtbot.waitSignal(toast.ended):
        toast.tick()
        toast.tick()
    assert toast.isHidden()
    assert taken == ["x"]


def test_progress_counts_the_work_and_the_time_left(qtbot) -> None:
    seconds = iter([0.0, 0.0, 10.0])
    bar = Progress(clock=lambda: next(seconds))
    qtbot.addWidget(bar)
    bar.start(400, "枚")
    bar.step(100)
    assert bar.accessibleName() == "100 ／ 400枚　あと 30秒"
    with qtbot.waitSignal(bar.stopped):
        bar.findChildren(Button)[0].click()


def test_the_side_becomes_a_drawer_when_room_runs_short(qtbot) -> None:
    side = QWidget()
    inside = Button("名札", parent=side)
    columns_ = Columns(QWidget(), side, name="横のこと", side_width=292, least_main=620)
    columns_.still = True
    qtbot.addWidget(columns_)
    columns_.resize(1100, 500)
    columns_.show()
    assert not columns_.folded
    assert inside.isVisible()
    columns_.resize(800, 500)
    assert columns_.folded
    assert not inside.isVisible()
    columns_.open_side()
    assert inside.isVisible()
    QTest.keyClick(columns_, Qt.Key.Key_Escape)
    assert not inside.isVisible()
    columns_.resize(1300, 500)
    scale.set_factor(1.5)
    assert columns_.folded


def test_the_ring_stands_around_what_has_the_focus(qtbot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(400, 200)
    button = Button("する", parent=window)
    button.move(50, 50)
    other = Tick("えらぶ", parent=window)
    other.move(50, 120)
    ring = FocusRing(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    button.setFocus()
    reach = tokens.RING + tokens.RING_GAP
    assert ring.geometry() == button.geometry().adjusted(-reach, -reach, reach, reach)
    button.move(80, 60)
    assert ring.geometry().left() == 80 - reach
    other.setFocus()
    assert ring.target is other
    other.hide()
    assert ring.target is not other or ring.isHidden()


def test_ticks_and_rings_are_hit_by_their_words(qtbot) -> None:
    tick = Tick("大きな字で送る")
    rings = Rings("性別", [("f", "女"), ("m", "男")], "f")
    for widget in (tick, rings):
        qtbot.addWidget(widget)
        widget.show()
    QTest.mouseClick(tick, Qt.MouseButton.LeftButton, pos=tick.rect().center())
    assert tick.isChecked()
    chosen: list[str] = []
    rings.chosen.connect(chosen.append)
    rings.findChildren(QWidget)[1].click()
    assert (rings.value(), chosen) == ("m", ["m"])
    rings.set_value("?")
    assert rings.value() == ""


def test_choices_and_facts_show_what_they_are_given(qtbot) -> None:
    choice = Choice("地区", [("a", "手良"), ("b", "美篶")], "b")
    facts = Facts([("住まい", "伊那市"), ("電話", "")])
    qtbot.addWidget(choice)
    qtbot.addWidget(facts)
    assert choice.value() == "b"
    choice.set_value("?")
    assert choice.value() == "a"
    assert [label.text() for label in facts.findChildren(Label)] == ["住まい", "伊那市"]


def test_a_question_gives_the_safe_answer_on_enter_and_none_on_esc(qtbot) -> None:
    answers = [
        question.Answer("stay", "やめておく"),
        question.Answer("close", "年度をしめる", Kind.DANGER),
    ]
    asked = question.Question("年度を しめますか", "元に戻せません。", answers, safe="stay")
    qtbot.addWidget(asked)
    asked.show()
    assert asked.focusWidget() is asked.by_value["stay"]
    QTest.keyClick(asked.by_value["stay"], Qt.Key.Key_Return)
    assert (asked.value, asked.result()) == ("stay", 1)
    again = question.Question("しめますか", "", answers, safe="stay")
    qtbot.addWidget(again)
    again.show()
    QTest.keyClick(again, Qt.Key.Key_Escape)
    assert (again.value, again.result()) == ("", 0)


def test_every_icon_can_be_drawn_in_a_colour(qapp: QApplication) -> None:
    files = sorted(path("icons").glob("*.svg"))
    assert len(files) >= 60
    for file in files:
        image = icons.pixmap(file.stem, 24, tokens.SHU).toImage()
        inked = [
            image.pixelColor(x, y)
            for x in range(24)
            for y in range(24)
            if image.pixelColor(x, y).alpha() == 255
        ]
        assert inked, file.stem
        wanted = QColor(tokens.SHU)
        for got in inked:
            pairs = zip(got.getRgb(), wanted.getRgb(), strict=True)
            assert max(abs(one - other) for one, other in pairs) <= 2, file.stem
    licence = (path("icons") / "LICENSE-lucide.txt").read_text("utf-8")
    assert "ISC License" in licence
    assert "The MIT License" in licence


def crossings(values: list[float]) -> int:
    return sum(a < 0 <= b for a, b in itertools.pairwise(values))


def test_the_tones_have_their_pitch_and_no_click() -> None:
    rising = sounds.samples(sounds.Sound.RECEIVED)
    first, second = round(0.13 * sounds.RATE), round(0.24 * sounds.RATE)
    assert crossings(rising[:first]) / 0.13 == pytest.approx(784, rel=0.02)
    assert crossings(rising[first:]) / 0.24 == pytest.approx(1047, rel=0.02)
    assert len(rising) == first + second
    for sound in sounds.Sound:
        values = sounds.samples(sound)
        assert max(map(abs, values)) <= 0.8
        assert abs(values[0]) < 0.01
        assert abs(values[-1]) < 0.02
        assert len(sounds.pcm(sound)) == 2 * len(values)


def test_sound_off_is_silent_and_an_unknown_volume_changes_nothing(qapp: QApplication) -> None:
    made = sounds.Sounds("off")
    assert made.play(sounds.Sound.CALL) is False
    made.set_volume("deafening")
    assert made.volume == "off"
    made.stop()


def test_parts_let_go_of_the_scale_when_they_are_gone(qtbot) -> None:
    part = Button("する")
    part.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    scale.set_factor(1.25)
    scale.set_factor(1.0)
