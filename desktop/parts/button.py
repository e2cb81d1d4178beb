"""Buttons: a verb, its icon before it and its key after it."""

from enum import Enum
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from desktop import icons
from desktop.parts.key_cap import cap_width, paint_cap
from desktop.style import fonts, tokens
from desktop.style.scale import follow, scale


class Kind(Enum):
    """How loudly a button speaks; one PRIMARY per region of the screen."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    SOFT = "soft"
    QUIET = "quiet"
    DANGER = "danger"


_INK: Final = {
    Kind.PRIMARY: tokens.WHITE,
    Kind.SECONDARY: tokens.INK,
    Kind.SOFT: tokens.PRIMARY_PRESS,
    Kind.QUIET: tokens.PRIMARY,
    Kind.DANGER: tokens.STOP.text,
}
_UNBOUND: Final = ("Enter", "Esc", "")  # the page decides what these two keys mean
_PADDING: Final = 14


class Button(QPushButton):
    """A button saying `text`, with `icon` before and the cap of `key` after it.

    `key` ("Ctrl N", "F2") is bound as well as shown, except Enter and Esc, which belong
    to the page. `height` is 40, 36 dense, 44 at reception, 50 for the one big button.
    `size` is the letter size; `after` puts the icon behind the words ("すべて見る ›").
    """

    def __init__(
        self,
        text: str,
        *,
        kind: Kind = Kind.SECONDARY,
        icon: str = "",
        key: str = "",
        height: int = tokens.CONTROL,
        size: int = tokens.BODY,
        after: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.kind = kind
        self.key = key
        self._icon = icon
        self._height = height
        self._size = size
        self._after = after
        self.setProperty("kind", kind.value)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        self.set_words(text)
        if key not in _UNBOUND:
            self.setShortcut(QKeySequence(key.replace(" ", "+")))
        follow(self.updateGeometry)

    def set_words(self, text: str) -> None:
        """Say `text` from now on; an ampersand in it is only a letter."""
        self.words = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def set_icon(self, name: str) -> None:
        """Show the icon `name`, or none."""
        self._icon = name
        self.updateGeometry()
        self.update()

    def set_kind(self, kind: Kind) -> None:
        """Speak as `kind` from now on."""
        self.kind = kind
        self.setProperty("kind", kind.value)
        self.style().unpolish(self)
        self.style().polish(self)
        self.update()

    def _face(self) -> QFont:
        return fonts.font(self._size, bold=True)

    def _parts(self) -> tuple[float, float, float]:
        words = QFontMetricsF(self._face()).horizontalAdvance(self.words)
        icon = scale.px(tokens.ICON) + scale.gap(tokens.GAP_2) if self._icon else 0
        cap = cap_width(self.key) + scale.gap(10) if self.key else 0
        return icon, words, cap

    def sizeHint(self) -> QSize:
        """Return the room for icon, words and key."""
        width = sum(self._parts()) + 2 * scale.gap(_PADDING)
        return QSize(round(width + 1), scale.px(self._height))

    def minimumSizeHint(self) -> QSize:
        """Return the same: a verb is never cut."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the button that has the focus, as people expect."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground by the sheet, and icon, words and key cap upon it."""
        painter = QPainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        self.style().drawControl(QStyle.ControlElement.CE_PushButtonBevel, option, painter, self)
        ink = _INK[self.kind] if self.isEnabled() else tokens.INK_3
        icon, words, cap = self._parts()
        box = QRectF(self.rect())
        left = (box.width() - icon - words - cap) / 2
        if self.kind is Kind.QUIET and not self.key and not self._after:
            left = (box.width() - icon - words) / 2
        side = scale.px(tokens.ICON)
        if self._icon and not self._after:
            icons.paint(
                painter, QRectF(left, (box.height() - side) / 2, side, side), self._icon, ink
            )
            left += icon
        painter.setFont(self._face())
        painter.setPen(QColor(ink))
        painter.drawText(
            QRectF(left, 0, words + 2, box.height()),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
            self.words,
        )
        left += words
        if self._icon and self._after:
            gap = scale.gap(tokens.GAP_2)
            icons.paint(
                painter, QRectF(left + gap, (box.height() - side) / 2, side, side), self._icon, ink
            )
            left += icon
        if self.key:
            high = scale.px(tokens.KEY_CAP)
            paint_cap(
                painter,
                QRectF(left + scale.gap(10), (box.height() - high) / 2, cap_width(self.key), high),
                self.key,
                dark=self.kind is Kind.PRIMARY and self.isEnabled(),
            )
