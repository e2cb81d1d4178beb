"""The kana pad: the fifty sounds as in school, columns from right to left."""

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QWidget,
)

from desktop.style import fonts, tokens
from desktop.style.scale import follow, scale
from resources.words import _

COLUMNS: Final = (
    "あいうえお",
    "かきくけこ",
    "さしすせそ",
    "たちつてと",
    "なにぬねの",
    "はひふへほ",
    "まみむめも",
    "や ゆ よ",
    "らりるれろ",
    "わ を ん",
)
# Pressing a key again turns the last letter into its next form.
TURNS: Final = (
    "かが",
    "きぎ",
    "くぐ",
    "けげ",
    "こご",
    "さざ",
    "しじ",
    "すず",
    "せぜ",
    "そぞ",
    "ただ",
    "ちぢ",
    "つづっ",
    "てで",
    "とど",
    "はばぱ",
    "ひびぴ",
    "ふぶぷ",
    "へべぺ",
    "ほぼぽ",
    "やゃ",
    "ゆゅ",
    "よょ",
    "あぁ",
    "いぃ",
    "うぅゔ",
    "えぇ",
    "おぉ",
    "わゎ",
)


def press(text: str, kana: str) -> str:
    """Return `text` after the key `kana`: the same key again turns the last letter."""
    for forms in TURNS:
        if forms[0] == kana and text and text[-1] in forms:
            return text[:-1] + forms[(forms.index(text[-1]) + 1) % len(forms)]
    return text + kana


class _Key(QPushButton):
    def __init__(self, kana: str, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.kana = kana
        self.setAccessibleName(name)
        self.setProperty("kind", "key")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        follow(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(scale.px(tokens.CONTROL_RECEPTION), scale.px(tokens.CONTROL_RECEPTION))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        self.style().drawControl(QStyle.ControlElement.CE_PushButtonBevel, option, painter, self)
        painter.setPen(QColor(tokens.INK))
        painter.setFont(fonts.font(20, bold=True))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.kana)


class KanaPad(QWidget):
    """Keys of 44 px; `changed` carries the whole text written so far.

    The keys take no focus, so that a search field beside them keeps it. ー and ← stand in
    the gaps of や and わ.
    """

    changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Kana keys"))
        self.text = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._keys: list[_Key] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(tokens.GAP_1)
        grid.setVerticalSpacing(tokens.GAP_1)
        last = len(COLUMNS) - 1
        for across, letters in enumerate(COLUMNS):
            for down, kana in enumerate(letters):
                if kana != " ":
                    key = _Key(kana, kana, self)
                    key.clicked.connect(lambda _on=False, kana=kana: self._press(kana))
                    grid.addWidget(key, down, last - across)
                    self._keys.append(key)
        long_ = _Key("ー", _("Long sound"), self)
        long_.clicked.connect(lambda: self._press("ー"))
        grid.addWidget(long_, 1, last - 7)
        back = _Key("←", _("Delete one letter"), self)
        back.clicked.connect(lambda: self.set_text(self.text[:-1], send=True))
        grid.addWidget(back, 1, last - 9)

    def _press(self, kana: str) -> None:
        self.set_text(press(self.text, kana), send=True)

    def set_text(self, text: str, *, send: bool = False) -> None:
        """Take over `text`, as typed elsewhere; its letters are lit on the keys."""
        self.text = text
        plain = {forms[0] for forms in TURNS for letter in forms if letter in text} | set(text)
        for key in self._keys:
            lit = key.kana in plain
            if bool(key.property("lit")) != lit:
                key.setProperty("lit", lit)
                key.style().unpolish(key)
                key.style().polish(key)
        if send:
            self.changed.emit(text)
