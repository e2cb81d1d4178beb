"""The answer: one ground, one shape, one word, read from two metres."""

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QElapsedTimer, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
    QTextLayout,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.parts.label import SHRINK, lay_out
from desktop.reception.wording import Wording
from desktop.style import fonts, tokens
from resources.words import _
from sessions.answers import Kind

STAYS_MS = {Kind.RECEIVED: 2500, Kind.ALREADY: 3500, Kind.ASK: 0}
GROUNDS = {
    Kind.RECEIVED: tokens.RECEIVED,
    Kind.ALREADY: tokens.ALREADY,
    Kind.ASK: tokens.CALL,
}
SHAPE, STROKE = 330, 34
NAME, HEADLINE, NEXT, SMALL = 52, 108, 52, 28  # ui.md §6 02; NAME is 20′ of arc at 2 m
SMALL_LEAST = 20
LEFT, TEXT_LEFT, RIGHT = 70, 470, 40
BAR = 10
WIDTH = 1366
TICK_MS = 50


class AnswerScreen(QWidget):
    """Covers everything between head and foot with one answer.

    `painted` is sent after the answer has first been painted: its kind and whom it is about.
    `over` is sent when it has stood long enough; an answer that asks stays.
    """

    painted = Signal(str, object)
    over = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wording: Wording | None = None
        self._announced = True
        self._stands = QElapsedTimer()
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self._count_down)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def show_wording(self, wording: Wording) -> None:
        """Show `wording` at once, in place of whatever was shown."""
        self.wording = wording
        self._announced = False
        self.setAccessibleName(wording.spoken)
        self._stands.start()
        if STAYS_MS[wording.kind] and not wording.remedies:
            self._tick.start()
        else:
            self._tick.stop()
        self.show()
        self.raise_()
        self.update()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def warm(self) -> None:
        """Paint an answer where nobody sees it, so that the first visitor need not wait."""
        if self.wording is not None:
            return
        picture = QPixmap(WIDTH, WIDTH // 2)
        painter = QPainter(picture)
        painter.setPen(QColor(tokens.WHITE))
        words = Wording(
            Kind.RECEIVED,
            _("You are signed in"),
            name=_("{name}, welcome").format(name=""),
            next_step=_("Please come in"),
        )
        _paint_words(painter, QRectF(0, 0, WIDTH, WIDTH // 2), words, self.width() / WIDTH)
        painter.end()

    def clear(self) -> None:
        """Show nothing any more."""
        self._tick.stop()
        self.wording = None
        self.setAccessibleName("")
        self.hide()

    def _count_down(self) -> None:
        assert self.wording is not None
        if self._stands.elapsed() >= STAYS_MS[self.wording.kind]:
            self._tick.stop()
            self.over.emit()
        else:
            self.update(0, self.height() - BAR, self.width(), BAR)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, the shape, the words and what is left of the time."""
        if self.wording is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = GROUNDS[self.wording.kind]
        painter.fillRect(event.rect(), QColor(colours.ground))
        self._paint_bar(painter, colours)
        if event.rect().top() >= self.height() - BAR:
            return
        grow = self.width() / WIDTH
        area = QRectF(0, 0, self.width(), self.height() - BAR)
        side = min(SHAPE * grow, area.height() * 0.86)
        left = LEFT * grow
        paint_answer_shape(
            painter,
            QRectF(left, area.center().y() - side / 2, side, side),
            self.wording.kind,
            colours.ink,
        )
        painter.setPen(QColor(colours.ink))
        text_left = TEXT_LEFT * grow
        _paint_words(
            painter,
            QRectF(text_left, 0, area.width() - text_left - RIGHT * grow, area.height()),
            self.wording,
            grow,
        )
        if not self._announced:
            self._announced = True
            said = (self.wording.kind.value, self.wording.expected_id)
            # Once the event loop is back the picture stands on the screen.
            QTimer.singleShot(0, self, lambda: self.painted.emit(*said))

    def _paint_bar(self, painter: QPainter, colours: tokens.Ground) -> None:
        if not self._tick.isActive() or self.wording is None:
            return
        left = 1 - self._stands.elapsed() / STAYS_MS[self.wording.kind]
        box = QRectF(0, self.height() - BAR, self.width(), BAR)
        track = QColor(tokens.INK)
        track.setAlphaF(0.25)
        painter.fillRect(box, track)
        box.setWidth(box.width() * max(0.0, left))
        painter.fillRect(box, QColor(colours.ink))


def paint_answer_shape(painter: QPainter, box: QRectF, kind: Kind, ink: str) -> None:
    """Draw ○, ◎ or △ with ！ in the square `box`."""
    stroke = box.width() * STROKE / SHAPE
    pen = QPen(QColor(ink), stroke)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.save()
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inner = box.adjusted(stroke / 2, stroke / 2, -stroke / 2, -stroke / 2)
    if kind is Kind.ASK:
        inner.adjust(0, box.height() * 0.045, 0, -box.height() * 0.045)
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(inner.center().x(), inner.top()),
                    inner.bottomRight(),
                    inner.bottomLeft(),
                ]
            )
        )
        _paint_exclamation(painter, inner, ink)
    else:
        painter.drawEllipse(inner)
        if kind is Kind.ALREADY:
            small = inner.width() * 0.461
            painter.drawEllipse(inner.center(), small / 2, small / 2)
    painter.restore()


def _paint_exclamation(painter: QPainter, box: QRectF, ink: str) -> None:
    x, width, high = box.center().x(), box.width() * 0.045, box.height()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ink))
    top, foot = box.top() + high * 0.41, box.top() + high * 0.76
    painter.drawPolygon(
        QPolygonF(
            [
                QPointF(x - width, top),
                QPointF(x + width, top),
                QPointF(x + width * 0.72, foot),
                QPointF(x - width * 0.72, foot),
            ]
        )
    )
    painter.drawRect(QRectF(x - width, box.top() + high * 0.82, 2 * width, 2 * width))


def _paint_words(painter: QPainter, box: QRectF, wording: Wording, grow: float) -> None:
    """Draw the lines one under the other, as large as the box lets them be."""
    for shrink in (1.0, 0.9, 0.8, 0.7, 0.6):
        made = _lines(wording, grow * shrink, box.width())
        height = sum(line.height + line.gap for line in made)
        if height <= box.height():
            break
    top = box.top() + max(0.0, (box.height() - height) / 2)
    for line in made:
        for layout in line.layouts:
            layout.draw(painter, QPointF(box.left(), top))
        top += line.height + line.gap


@dataclass(frozen=True)
class _Line:
    """One laid-out line of an answer, which may have needed two rows."""

    layouts: list[QTextLayout]
    height: float
    gap: float


def _lines(wording: Wording, grow: float, width: float) -> list[_Line]:
    sizes = (
        (wording.name, NAME, 38.0),
        (wording.headline, HEADLINE, 33.0),
        (wording.next_step, NEXT, 27.0),
        (wording.small, SMALL, 0.0),
    )
    least = {HEADLINE: 0, NAME: NAME, SMALL: SMALL_LEAST}
    made = []
    for text, px, gap in sizes:
        if text:
            size = max(least[px], px * grow)
            font = _fitting(text, size, width, bold=px > SMALL, one_row=px == HEADLINE)
            layouts, height = lay_out(_broken(text, font, width), font, width)
            made.append(_Line(layouts, height, gap * grow))
    return made


def _broken(text: str, font: QFont, width: float) -> str:
    """Return `text` in rows that end between words: a name is never broken inside a part."""
    metrics = QFontMetricsF(font)
    rows = [""]
    for word in text.split(" "):
        longer = f"{rows[-1]} {word}".strip()
        if rows[-1] and metrics.horizontalAdvance(longer) > width:
            rows.append(word)
        else:
            rows[-1] = longer
    return "\n".join(rows)


def _fitting(text: str, px: float, width: float, *, bold: bool, one_row: bool) -> QFont:
    """Return the face for `text`: shrunk to four fifths at most unless it must be one row."""
    font = fonts.font(SMALL, bold=bold)
    font.setPixelSize(max(1, round(px)))
    natural = QFontMetricsF(font).horizontalAdvance(text)
    if natural > width:
        least = 0.3 if one_row else SHRINK
        fitting = int(px * width / natural * 0.99)
        font.setPixelSize(max(1, ceil(px * least), fitting))
    return font
