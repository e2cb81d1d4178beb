"""Labels: words as plain text, never cut; a long one shrinks to four fifths, then wraps."""

import re
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop.style import fonts, tokens
from desktop.style.scale import follow

SHRINK: Final = 0.8
_LEADING: Final = 1.4
_PHRASE_ENDS: Final = " \u3000。、・／"
_JOINED: Final = re.compile("[\0\u0300-\u036f\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_LEAST_KEPT: Final = 0.4  # of a line; a longer phrase is broken where the line is full


def lay_out(
    text: str, font: QFont, width: float, leading: float = _LEADING
) -> tuple[list[QTextLayout], float]:
    """Break `text` to `width` px; return its laid-out paragraphs and their height in px."""
    metrics = QFontMetricsF(font)
    paragraphs = text.split("\n")
    several = len(paragraphs) > 1 or metrics.horizontalAdvance(text) > width
    step = font.pixelSize() * leading if several else metrics.height()
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    made: list[QTextLayout] = []
    top = 0.0
    for paragraph in paragraphs:
        layout = QTextLayout(paragraph, font)
        counted = _as_qt_counts(paragraph)
        layout.setTextOption(option)
        layout.beginLayout()
        while True:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(max(width, 1.0))
            if phrase := _whole_phrases(counted, line.textStart(), line.textLength()):
                line.setNumColumns(phrase)
            line.setPosition(QPointF(0, top + (step - line.height()) / 2))
            top += step
        layout.endLayout()
        if not layout.lineCount():
            top += step
        made.append(layout)
    return made, top


def _as_qt_counts(text: str) -> str:
    """Return `text` as long as Qt takes it to be: 𠮷 and the selector of a variant are two."""
    return "".join(letter if ord(letter) < 0x10000 else f"{letter}\0" for letter in text)


def _whole_phrases(text: str, start: int, length: int) -> int:
    """Return how many letters from `start` end with a phrase, 0 where the line stays as it is.

    Words of the house part their phrases by blanks; a line broken within one leaves す。 alone.
    """
    end = start + length
    if end >= len(text) or text[end - 1] in _PHRASE_ENDS:
        return 0
    kept = max(text.rfind(letter, start, end) for letter in _PHRASE_ENDS) + 1 - start
    if kept < length * _LEAST_KEPT:
        return 0
    # Qt looks for the place by units, and is told it by letters as they are seen.
    return sum(not _JOINED.match(letter) for letter in text[start : start + kept])


@lru_cache(maxsize=4096)
def _width_of(text: str, px: int, *, bold: bool) -> float:
    font = fonts.font(1, bold=bold)
    font.setPixelSize(px)
    metrics = QFontMetricsF(font)
    return max(metrics.horizontalAdvance(line) for line in text.split("\n"))


class Label(QLabel):
    """`text` set at `px`, `bold` or not, in `colour`.

    With `wrap` it takes the width it is given and as many lines as it needs. Without it
    asks for its whole width; given less it first shrinks to 80 %, then takes more lines.
    """

    def __init__(
        self,
        text: str = "",
        *,
        px: int = tokens.BODY,
        bold: bool = False,
        colour: str = tokens.INK,
        wrap: bool = False,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._px = px
        self._bold = bold
        self._colour = colour
        self._wrap = wrap
        self._side = align
        self._given = 0
        self.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy(
            QSizePolicy.Policy.Expanding if wrap else QSizePolicy.Policy.Preferred,
            QSizePolicy.Policy.Fixed,
        )
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setText(text)
        follow(self._resize)

    def set_colour(self, colour: str) -> None:
        """Write in `colour` from now on."""
        self._colour = colour
        self.update()

    def set_bold(self, bold: bool) -> None:  # noqa: FBT001 -- a Qt-like setter
        """Write in heavy letters, or not, from now on."""
        self._bold = bold
        self._resize()

    def _resize(self) -> None:
        self.setFont(fonts.font(self._px, bold=self._bold))
        self.updateGeometry()
        self.update()

    def _natural(self) -> float:
        font = fonts.font(self._px, bold=self._bold)
        return _width_of(self.text(), font.pixelSize(), bold=self._bold) + 1

    def _fitting(self, width: float) -> QFont:
        natural = self._natural()
        if self._wrap or natural <= width:
            return fonts.font(self._px, bold=self._bold)
        return fonts.font(self._px, bold=self._bold, shrink=max(SHRINK, width / natural * 0.99))

    def hasHeightForWidth(self) -> bool:
        """Return that more lines need more height; QLabel forgets it at every new text."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the lines at `width`."""
        around = self.contentsMargins()
        inner = width - around.left() - around.right()
        high = lay_out(self.text(), self._fitting(inner), inner)[1]
        return round(high + 0.5) + around.top() + around.bottom()

    def sizeHint(self) -> QSize:
        """Return the room for the words, in one line unless they may wrap."""
        width = min(self._natural(), fonts.font(tokens.BODY).pixelSize() * 24.0)
        if not self._wrap:
            width = self._natural()
        around = self.contentsMargins()
        whole = round(width + 0.5) + around.left() + around.right()
        # The height follows the width given, because Qt never lets a widget outgrow its hint.
        return QSize(whole, self.heightForWidth(self._given or whole))

    def minimumSizeHint(self) -> QSize:
        """Return the least room: some letters wide, one line high."""
        font = fonts.font(self._px, bold=self._bold)
        least = min(self._natural(), font.pixelSize() * 3.0)
        return QSize(round(least + 0.5), round(QFontMetricsF(font).height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for another height when the new width needs more or fewer lines."""
        super().resizeEvent(event)
        before = self.heightForWidth(self._given) if self._given else 0
        self._given = self.width()
        if self.heightForWidth(self._given) != before:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the lines."""
        painter = QPainter(self)
        painter.setPen(QColor(self._colour if self.isEnabled() else tokens.INK_3))
        box = QRectF(self.contentsRect())
        layouts, height = lay_out(self.text(), self._fitting(box.width()), box.width())
        top = max(0.0, (box.height() - height) / 2)
        for layout in layouts:
            for number in range(layout.lineCount()):
                line = layout.lineAt(number)
                left = 0.0
                spare = box.width() - line.naturalTextWidth()
                if self._side & Qt.AlignmentFlag.AlignRight:
                    left = spare
                elif self._side & Qt.AlignmentFlag.AlignHCenter:
                    left = spare / 2
                line.draw(painter, QPointF(box.left() + left, box.top() + top))
