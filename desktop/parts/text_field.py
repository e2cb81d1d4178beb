"""Text fields: one line to write in, and its kinds that tidy what was written on leaving."""

import unicodedata
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop import icons
from desktop.style import fonts, tokens
from desktop.style.scale import follow, scale

_DASHES: Final = str.maketrans(dict.fromkeys("‐‑‒–—―−ーｰ", "-"))


class TextField(QLineEdit):
    """One line called `name`; `tidy` puts its text in order when it is left.

    `left` is sent after the field lost the focus and was tidied. `icon` stands inside it
    at the left, `hint` is grey and goes away at the first letter (never the label).
    """

    left = Signal()

    def __init__(
        self,
        name: str,
        text: str = "",
        *,
        hint: str = "",
        icon: str = "",
        tidy: Callable[[str], str] | None = None,
        height: int = tokens.CONTROL,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._tidy = tidy
        self._icon = icon
        self._height = height
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        follow(self._resize)

    def _resize(self) -> None:
        self.setFont(fonts.font())
        self.setFixedHeight(scale.px(self._height))
        if self._icon:
            self.setTextMargins(scale.px(tokens.ICON) + scale.gap(6), 0, 0, 0)

    def tidied(self) -> str:
        """Return the text in order, as leaving the field would put it."""
        return self._tidy(self.text()) if self._tidy else self.text()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tidy the text and say that the field was left."""
        super().focusOutEvent(event)
        neat = self.tidied()
        if neat != self.text():
            self.setText(neat)
        self.left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field, and its icon upon it."""
        super().paintEvent(event)
        if self._icon:
            side = scale.px(tokens.ICON)
            box = QRectF(scale.px(11), (self.height() - side) / 2, side, side)
            icons.paint(QPainter(self), box, self._icon, tokens.INK_3)


def tidy_number(text: str) -> str:
    """Return a phone number or code in narrow digits with plain hyphens, blanks dropped."""
    narrow = unicodedata.normalize("NFKC", text).translate(_DASHES)
    return "".join(narrow.split())


def tidy_zip(text: str) -> str:
    """Return a post code as 396-0000 when it has seven digits, else merely narrowed."""
    narrow = tidy_number(text).removeprefix("〒")
    digits = narrow.replace("-", "")
    return f"{digits[:3]}-{digits[3:]}" if digits.isdecimal() and len(digits) == 7 else narrow


def tidy_kana(text: str) -> str:
    """Return a reading in full-width kana, hiragana or katakana as it was written."""
    from resources.names import show_kana

    return show_kana(text).strip()


def kana_field(name: str, text: str = "", *, hint: str = "") -> TextField:
    """Return a field for a reading; half-width kana is widened on leaving."""
    return TextField(name, text, hint=hint, tidy=tidy_kana)


def phone_field(name: str, text: str = "", *, hint: str = "") -> TextField:
    """Return a field for a phone number; full-width digits are narrowed on leaving."""
    return TextField(name, text, hint=hint, tidy=tidy_number)


def zip_field(name: str, text: str = "", *, hint: str = "") -> TextField:
    """Return a field for a post code; seven digits get their hyphen on leaving."""
    return TextField(name, text, hint=hint, tidy=tidy_zip)
