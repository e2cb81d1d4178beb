"""The parts: each has a name for a screen reader, follows the keys, and never cuts a word."""

import itertools
import time as clock
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QInputMethodEvent, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from desktop import icons, sounds, style
from desktop.dialogs import question
from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.chip import Chip
from desktop.parts.choice import Choice
from desktop.parts.columns import Columns
from desktop.parts.date_field import DateField, month_later
from desktop.parts.empty import Empty
from desktop.parts.facts import Facts
from desktop.parts.field import Field
from desktop.parts.focus_ring import FocusRing
from desktop.parts.icon_button import IconButton
from desktop.parts.index_tabs import IndexTabs
from desktop.parts.kana_pad import KanaPad, press
from desktop.parts.key_cap import KeyCap
from desktop.parts.label import Label
from desktop.parts.long_text import LongText
from desktop.parts.message import Messages
from desktop.parts.meter import Meter
from desktop.parts.name_field import NameField
from desktop.parts.number_field import NumberField, TimeField
from desktop.parts.progress import Progress
from desktop.parts.ruby import RubyName
from desktop.parts.search_field import SearchField
from desktop.parts.status import Shape, Status, StatusMark, paint_shape
from desktop.parts.table import Column, Table
from desktop.parts.text_field import TextField, phone_field, tidy_number, tidy_zip, zip_field
from desktop.parts.tick import Rings, Tick
from desktop.parts.tile import DateTile, Tile
from desktop.parts.toast import Toast
from desktop.style import tokens
from desktop.style.scale import STEPS, scale
from resources import path

# The offscreen platform says this of every window with a least size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

TODAY = date(2026, 11, 23)
LONG = "ルイス・フェルナンド・ダ・シルヴァ・デ・オリヴェイラ・サントス・ジュニオルさん"


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> Iterator[None]:
    style.dress(qapp)
    yield
    scale.set_factor(1.0)


@dataclass(frozen=True)
class Row:
    id: str
    name: str
    kana: str
    age: int


def columns() -> list[Column[Row]]:
    return [
        Column(
            "名前",
            lambda row: row.name,
            ruby=lambda row: row.kana,
            bold=True,
            sort=lambda row: row.kana,
        ),
        Column("年齢", lambda row: f"{row.age}歳", width=80, right=True, sort=lambda row: row.age),
        Column("地区", lambda _row: "手良", width=90, folds=True),
        Column(
            "かかわり", lambda _row: "受付ずみ", chip=lambda _row: Status.OK, width=170, folds=True
        ),
    ]


def table(count: int = 3) -> Table[Row]:
    made: Table[Row] = Table(
        "名簿", columns(), key=lambda row: row.id, reading=lambda row: row.kana
    )
    rows = [("髙橋", "たかはし", 86), ("赤羽", "あかはね", 70), ("宮下", "みやした", 78)]
    made.set_rows(
        [Row(str(n), f"{rows[n % 3][0]}{n}", rows[n % 3][1], rows[n % 3][2]) for n in range(count)]
    )
    return made


def every_part() -> list[QWidget]:
    return [
        Button("418枚を印刷", kind=Kind.PRIMARY, icon="printer", key="Ctrl P"),
        IconButton("x", "とじる"),
        KeyCap("F2"),
        Chip(Status.WAIT, "更新まだ"),
        StatusMark(Status.STOP),
        Card("きょうの集まり"),
        Choice("地区", [("a", "手良")]),
        TextField("お名前"),
        NameField("お名前"),
        SearchField("さがす"),
        LongText("書きこみ"),
        NumberField("定員", 40),
        TimeField("はじめ", time(13, 30)),
        Tick("大きな字"),
        Rings("性別", [("f", "女")]),
        IndexTabs(),
        KanaPad(),
        Meter(23, 41),
        Tile("人を登録", icon="user-round-plus"),
        DateTile(Status.WAIT, "あと4日", "3/8(月)"),
        Empty("snowflake", "まだ 会は ありません"),
        RubyName("髙橋", "たかはし"),
        table(),
    ]


def test_every_part_and_everything_in_it_that_takes_the_focus_has_a_name(qtbot) -> None:
    for part in every_part():
        qtbot.addWidget(part)
        names = [part, *part.findChildren(QWidget)]
        for widget in names:
            focusable = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            inner = widget.objectName().startswith("qt_")
            if widget is part or (focusable and not inner):
                interface = QAccessible.queryAccessibleInterface(widget)
                name = interface.text(QAccessible.Text.Name) if interface else ""
                assert name or widget.focusProxy(), (part, widget)


@pytest.mark.parametrize("step", STEPS)
def test_buttons_are_as_high_as_the_scale_says_and_never_narrower_than_their_words(
    qtbot, step: float
) -> None:
    button = Button("418枚を印刷", kind=Kind.PRIMARY, icon="printer", key="Ctrl P")
    qtbot.addWidget(button)
    scale.set_factor(step)
    assert button.sizeHint().height() == round(40 * step)
    assert button.minimumSizeHint() == button.sizeHint()
    assert button.sizeHint().width() > 100 * step


def test_a_button_says_an_ampersand_and_is_pressed_by_enter(qtbot) -> None:
    button = Button("A&B商店へ")
    qtbot.addWidget(button)
    button.show()
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, Qt.Key.Key_Return)
    assert button.accessibleName() == "A&B商店へ"
    assert button.shortcut().isEmpty()


def test_the_keys_enter_and_esc_are_shown_but_not_taken_from_the_page(qtbot) -> None:
    for key, bound in (("Enter", ""), ("Esc", ""), ("Ctrl N", "Ctrl+N"), ("F2", "F2")):
        button = Button("する", key=key)
        qtbot.addWidget(button)
        assert button.shortcut().toString() == bound


@pytest.mark.parametrize("shape", list(Shape))
def test_each_shape_leaves_ink_and_is_unlike_the_others(shape: Shape) -> None:
    def drawn(one: Shape) -> QImage:
        image = QImage(60, 60, QImage.Format.Format_RGB32)
        image.fill(QColor(tokens.SURFACE))
        painter = QPainter(image)
        paint_shape(painter, image.rect().toRectF(), one, tokens.INK)
        painter.end()
        return image

    mine = drawn(shape)
    inked = sum(mine.pixelColor(x, y).lightness() < 128 for x in range(60) for y in range(60))
    assert 60 < inked < 2600
    assert all(drawn(other) != mine for other in Shape if other is not shape)


def test_a_long_name_is_never_cut_it_shrinks_and_then_wraps(qtbot) -> None:
    label = Label(LONG, px=30, bold=True)
    qtbot.addWidget(label)
    natural = label.sizeHint()
    assert label.heightForWidth(natural.width()) == natural.height()
    four_fifths = int(natural.width() * 0.82)
    assert label.heightForWidth(four_fifths) <= natural.height()
    half = label.heightForWidth(natural.width() // 2)
    assert half >= 2 * 30 * 0.8 * 1.3
    label.show()
    label.resize(natural.width() // 2, half)
    assert label.sizeHint().height() == half


def test_labels_show_markup_as_letters(qtbot) -> None:
    label = Label("<b>太郎</b>")
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText


def test_a_field_speaks_up_only_when_it_is_left(qtbot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    line = phone_field("電話")
    field = Field("電話", line, check=lambda: "" if len(line.text()) > 9 else "数字が足りません")
    field.setParent(holder)
    other = TextField("次")
    other.setParent(holder)
    with qtbot.waitExposed(holder):
        holder.show()
    holder.activateWindow()
    qtbot.waitUntil(holder.isActiveWindow)
    line.setFocus()
    line.insert("０２６５")
    assert field.error == ""
    other.setFocus()
    assert line.text() == "0265"
    assert field.error == "数字が足りません"
    assert line.property("wrong") is True
    assert line.accessibleDescription() == "数字が足りません"
    line.setText("0265-94-0000")
    assert field.check()
    assert line.property("wrong") is False


def test_the_line_below_a_field_is_reserved_so_that_nothing_jumps(qtbot) -> None:
    field = Field("電話", TextField("電話"))
    qtbot.addWidget(field)
    before = field.sizeHint().height()
    field.set_error("数字があと 4 つ足りません")
    assert field.sizeHint().height() == before


def test_a_field_is_the_label_of_its_editor(qtbot) -> None:
    field = Field("R&D の係", LongText("R&D の係"), optional=True)
    qtbot.addWidget(field)
    titles = [label for label in field.findChildren(QLabel) if label.buddy() is field.editor]
    assert [label.text() for label in titles] == ["R&&D の係"]
    assert "なくても可" in [label.text() for label in field.findChildren(Label)]


@pytest.mark.parametrize(
    ("written", "tidied"),
    [("０２６５−９４−００００", "0265-94-0000"), (" 0265 94 ", "026594"), ("090ー1", "090-1")],
)
def test_phone_numbers_are_narrowed(written: str, tidied: str) -> None:
    assert tidy_number(written) == tidied


@pytest.mark.parametrize(
    ("written", "tidied"),
    [("３９６００００", "396-0000"), ("〒396-0000", "396-0000"), ("39", "39")],
)
def test_post_codes_get_their_hyphen(qtbot, written: str, tidied: str) -> None:
    line = zip_field("郵便番号")
    qtbot.addWidget(line)
    line.setText(written)
    assert line.tidied() == tidy_zip(written) == tidied


def test_a_name_tells_how_it_was_typed(qtbot) -> None:
    line = NameField("お名前")
    qtbot.addWidget(line)
    heard: list[str] = []
    line.heard.connect(heard.append)
    for composing in ("t", "た", "たかはし", "髙橋"):
        QApplication.sendEvent(line, QInputMethodEvent(composing, []))
    commit = QInputMethodEvent("", [])
    commit.setCommitString("髙橋")
    QApplication.sendEvent(line, commit)
    direct = QInputMethodEvent("", [])
    direct.setCommitString("ハツヱ")
    QApplication.sendEvent(line, direct)
    assert heard == ["たかはし", "ハツヱ"]
    assert line.text() == "髙橋ハツヱ"


def date_field(qtbot, **kw: object) -> DateField:
    field = DateField("生年月日", today=lambda: TODAY, **kw)  # type: ignore[arg-type]
    qtbot.addWidget(field)
    return field


@pytest.mark.parametrize(
    "written",
    ["S15.4.1", "昭15/4/1", "昭和１５年４月１日", "S150401", "3-15-04-01", "1940/4/1", "19400401"],
)
def test_a_birth_date_is_answered_with_the_full_date_and_the_age(qtbot, written: str) -> None:
    field = date_field(qtbot, birth=True)
    field.line.setText(written)
    field.read()
    assert field.day() == date(1940, 4, 1)
    hints = [label.text() for label in field.findChildren(Label)]
    assert "昭和15年4月1日（1940）86歳" in hints


def test_an_impossible_birth_date_offers_the_right_one_as_a_button(qtbot) -> None:
    field = date_field(qtbot, birth=True)
    field.line.setText("昭和64年1月8日")
    field.read()
    assert field.day() is None
    assert field.error
    (offer,) = field.findChildren(Button)
    assert offer.words == "平成元年1月8日"
    offer.click()
    assert field.day() == date(1989, 1, 8)
    assert field.error == ""


def test_a_date_steps_by_keys(qtbot) -> None:
    field = date_field(qtbot, value=date(2026, 12, 31))
    days: list[object] = []
    field.dated.connect(days.append)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_PageUp, Qt.Key.Key_Down, Qt.Key.Key_PageDown):
        QTest.keyClick(field.line, key)
    QTest.keyClick(field.line, Qt.Key.Key_T)
    assert days == [
        date(2027, 1, 1),
        date(2027, 2, 1),
        date(2027, 1, 31),
        date(2026, 12, 31),
        TODAY,
    ]


def test_t_is_a_letter_in_a_birth_date(qtbot) -> None:
    field = date_field(qtbot, birth=True)
    QTest.keyClicks(field.line, "T15.1.2")
    field.read()
    assert field.day() == date(1926, 1, 2)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2027, 12, 5), 1, date(2028, 1, 5)),
        (date(2026, 1, 5), -1, date(2025, 12, 5)),
    ],
)
def test_months_end_where_they_end(day: date, months: int, later: date) -> None:
    assert month_later(day, months) == later


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
    start = clock.perf_counter()
    made.set_rows(rows)
    made.sort_by(0)
    read.clear()
    made.grab()
    spent = clock.perf_counter() - start
    assert 0 < len(read) < 40
    read.clear()
    made.grab()
    assert read == []
    assert spent < 1.5  # a table of items takes many times this only to be filled


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
