"""The parts: each has a name for a screen reader, follows the keys, and never cuts a word."""

from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QFontMetricsF,
    QImage,
    QInputMethodEvent,
    QPainter,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.chip import Chip
from desktop.parts.choice import Choice
from desktop.parts.date_field import DateField, month_later
from desktop.parts.empty import Empty
from desktop.parts.field import Field
from desktop.parts.icon_button import IconButton
from desktop.parts.index_tabs import IndexTabs
from desktop.parts.kana_pad import KanaPad
from desktop.parts.key_cap import KeyCap
from desktop.parts.label import Label, lay_out
from desktop.parts.long_text import LongText
from desktop.parts.meter import Meter
from desktop.parts.name_field import NameField
from desktop.parts.number_field import NumberField, TimeField
from desktop.parts.ruby import RubyName
from desktop.parts.search_field import SearchField
from desktop.parts.status import Shape, Status, StatusMark, paint_shape
from desktop.parts.text_field import TextField, phone_field, tidy_number, tidy_zip, zip_field
from desktop.parts.tick import Rings, Tick
from desktop.parts.tile import DateTile, Tile
from desktop.style import fonts, tokens
from desktop.style.scale import STEPS, scale
from tests.desktop.rows import dressed, table

__all__ = ["dressed"]

# The offscreen platform says this of every window with a least size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

TODAY = date(2026, 11, 23)
LONG = "ルイス・フェルナンド・ダ・シルヴァ・デ・オリヴェイラ・サントス・ジュニオルさん"


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


def test_a_line_ends_with_a_phrase_though_a_letter_counts_twice(qapp):
    text = "辻\U000e0100 ハル さんの記録を さかのぼる"
    font = fonts.font(24)
    wide = QFontMetricsF(font).horizontalAdvance("辻 ハル さんの記録を さかの")
    ((layout,), _high) = lay_out(text, font, wide)
    first = layout.lineAt(0)
    units = text.encode("utf-16-le")
    shown = units[: first.textLength() * 2].decode("utf-16-le")
    assert shown == "辻\U000e0100 ハル さんの記録を "
