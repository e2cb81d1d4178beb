"""The stamp card of a year, painted: date stamps as if struck by hand, and the next empty ring."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final
from zlib import crc32

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.parts.meter import paint_bar
from desktop.parts.status import Shape, paint_shape
from desktop.style import fonts, tokens
from desktop.style.scale import follow, scale
from programs.points.member_year import MemberYear
from programs.points.rule import Rule, Worth
from programs.points.rule_words import counter
from resources.words import _

_RING: Final = 41
_ROW: Final = 50
_ROWS: Final = 5
_PLACES: Final = 10
_AMOUNT: Final = 112
_TURN: Final = 9  # degrees to either side
_KIND: Final = re.compile(r"(市|町|村|区)?(社会福祉協議会|社協)")
_DATE: Final = 0.72  # of the ring: what the date between its two lines may take


@dataclass(frozen=True)
class CardRow:
    """One row of the card: its stamps from `first` to `last`, and what the last is worth."""

    first: int
    last: int
    yen: int


def rows_of(rule: Rule, counted: int) -> tuple[CardRow, ...]:
    """Return the rows of the card by the value of the rules, five about where one stands.

    None where a stamp is no single mark: more than ten between two steps.
    """
    value = rule.value
    if value.kind is Worth.TIERS:
        steps = list(value.rows)
    elif value.kind is Worth.STEP and value.rows:
        size, yen = value.rows[0]
        most = (value.cap or yen * _ROWS) // yen if yen else _ROWS
        steps = [(size * n, rule.yen(size * n)) for n in range(1, most + 1)]
    else:
        return ()
    made, before = [], 0
    for stamps, yen in steps:
        made.append(CardRow(before + 1, stamps, yen))
        before = stamps
    if not made or max(one.last - one.first for one in made) >= _PLACES:
        return ()
    here = next((n for n, one in enumerate(made) if one.last > counted), len(made) - 1)
    start = max(0, min(here - _ROWS + 2, len(made) - _ROWS))
    return tuple(made[start : start + _ROWS])


def lettering(office: str) -> tuple[str, str]:
    """Return what stands above and below the date on a stamp of the council called `office`."""
    found = _KIND.search(office.strip())
    above = office.strip()[: found.start()] if found else office.strip()
    return above[:3], _("Council") if found else ""


class StampCard(QWidget):
    """The card; empty until `show_member`. What it shows is said to a screen reader in one line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[CardRow, ...] = ()
        self.stamps: tuple[date | None, ...] = ()
        self.counted = 0
        self._top = 0
        self._seed = ""
        self._words = ("", "")
        self._resting = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow(self.updateGeometry)

    def show_member(self, member: MemberYear, office: str, *, resting: bool) -> None:
        """Show the card of `member`; `resting` shows it as one nobody stamps."""
        self.counted = member.standing.counted
        self.stamps = member.stamps
        self.rows = rows_of(member.rule, self.counted)
        rule = member.rule
        rows = rule.value.rows
        linear = (rule.value.cap or 0) * rows[0][0] // rows[0][1] if rows and rows[0][1] else 0
        self._top = rows[-1][0] if rule.value.kind is Worth.TIERS and rows else linear
        self._seed = f"{member.number} {member.year}"
        self._words = lettering(office)
        self._resting = resting
        unit = counter(rule)
        said = _("{count} {unit}, worth {yen} yen").format(
            count=self.counted, unit=unit, yen=f"{member.standing.worth:,}"
        )
        self.setAccessibleName(said)
        days = (f"{day.month}/{day.day}" for day in self.stamps if day is not None)
        self.setAccessibleDescription("、".join(days))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room for the rows, or for the bar alone."""
        high = _ROW * len(self.rows) if self.rows else 64
        return QSize(scale.px(720), scale.px(high))

    def minimumSizeHint(self) -> QSize:
        """Return the least room in which ten stamps and an amount still stand side by side."""
        return QSize(round(_PLACES * _RING * 1.1) + _AMOUNT, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the rows from the first stamp on."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.rows:
            self._paint_bar(painter)
            return
        high = self.height() / len(self.rows)
        for place, row in enumerate(self.rows):
            box = QRectF(0.5, high * place + 1, self.width() - 1, high - 2)
            self._paint_row(painter, box, row)

    def _paint_bar(self, painter: QPainter) -> None:
        part = self.counted / self._top if self._top else 0.0
        box = QRectF(0, self.height() / 2 - scale.px(7), self.width(), scale.px(14))
        paint_bar(painter, box, part)

    def _paint_row(self, painter: QPainter, box: QRectF, row: CardRow) -> None:
        reached = self.counted >= row.last and not self._resting
        begun = row.first <= self.counted + 1 <= row.last and not self._resting
        ground = tokens.FESTIVE.soft if reached else tokens.SUNKEN if begun else tokens.SURFACE
        painter.setPen(QPen(QColor(tokens.FESTIVE.edge if reached else tokens.LINE), 1))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(box, tokens.RADIUS_CONTROL, tokens.RADIUS_CONTROL)
        amount = scale.px(_AMOUNT)
        inner = box.adjusted(scale.gap(4), 0, -amount, 0)
        step = inner.width() / _PLACES
        side = min(scale.px(_RING), step - 2, box.height() - 4)
        for place in range(row.last - row.first + 1):
            number = row.first + place
            middle = QPointF(inner.left() + step * (place + 0.5), box.center().y())
            if number <= len(self.stamps):
                self._paint_stamp(painter, middle, side, number)
            else:
                self._paint_empty(painter, middle, side, number)
        painter.setPen(QPen(QColor(tokens.LINE), 1))
        line = box.right() - amount
        painter.drawLine(QPointF(line, box.top() + 8), QPointF(line, box.bottom() - 8))
        self._paint_amount(painter, QRectF(line, box.top(), amount, box.height()), row, reached)

    def _paint_amount(
        self,
        painter: QPainter,
        box: QRectF,
        row: CardRow,
        reached: bool,  # noqa: FBT001 -- a painter's own helper
    ) -> None:
        ink = tokens.FESTIVE.text if reached else tokens.INK_2
        if reached:
            side = scale.px(14)
            mark = QRectF(box.left() + scale.px(10), box.center().y() - side / 2, side, side)
            paint_shape(painter, mark, Shape.RING, ink)
        painter.setFont(fonts.font(tokens.NAME, bold=True))
        painter.setPen(QColor(ink))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box.adjusted(0, 0, -scale.px(12), 0), right, f"¥{row.yen:,}")

    def _paint_empty(self, painter: QPainter, middle: QPointF, side: float, number: int) -> None:
        following = number == self.counted + 1 and not self._resting
        pen = QPen(QColor(tokens.SHU if following else tokens.NONE.edge), 2.2 if following else 1.3)
        pen.setDashPattern([3, 2.4])
        painter.setPen(pen)
        painter.setBrush(QColor(tokens.SURFACE) if following else Qt.BrushStyle.NoBrush)
        ring = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side).adjusted(
            1, 1, -1, -1
        )
        painter.drawEllipse(ring)
        painter.setFont(fonts.font(tokens.BODY if following else tokens.LABEL, bold=following))
        painter.setPen(QColor(tokens.SHU if following else tokens.INK_3))
        painter.drawText(ring, Qt.AlignmentFlag.AlignCenter, str(number))

    def _paint_stamp(self, painter: QPainter, middle: QPointF, side: float, number: int) -> None:
        """Strike one stamp: turned, shifted and inked by chance, and always by the same chance."""
        day = self.stamps[number - 1]
        chance = crc32(f"{self._seed} {number} {day}".encode())
        turn = (chance % (2 * _TURN * 10 + 1)) / 10 - _TURN
        ink = QColor(tokens.SHU)
        ink.setAlphaF(0.86 + (chance >> 8) % 15 / 100)
        painter.save()
        painter.translate(
            middle.x() + ((chance >> 12) % 5 - 2) * 0.4, middle.y() + ((chance >> 16) % 5 - 2) * 0.4
        )
        painter.rotate(turn)
        half = side / 2
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(ink, side * 0.045))
        painter.drawEllipse(QPointF(0, 0), half - side * 0.03, half - side * 0.03)
        painter.setPen(QPen(ink, side * 0.02))
        painter.drawEllipse(QPointF(0, 0), half - side * 0.09, half - side * 0.09)
        band = side * 0.19
        reach = ((half - side * 0.09) ** 2 - band**2) ** 0.5
        for y in (-band, band):
            painter.drawLine(QPointF(-reach, y), QPointF(reach, y))
        painter.setPen(ink)
        self._letters(painter, self._words[0], -side * 0.295, side * 0.205)
        self._letters(painter, self._words[1], side * 0.295, side * 0.205)
        words = f"{day.month}/{day.day}" if day is not None else _("Brought")
        self._letters(painter, words, 0, side * 0.33, bold=True, room=side * _DATE)
        painter.restore()

    def _letters(
        self,
        painter: QPainter,
        words: str,
        y: float,
        px: float,
        *,
        bold: bool = False,
        room: float = 0,
    ) -> None:
        face = fonts.font(bold=bold)
        face.setPixelSize(max(5, round(px)))
        wide = QFontMetricsF(face).horizontalAdvance(words)
        if room and wide > room:
            face.setPixelSize(max(5, int(px * room / wide)))
        painter.setFont(face)
        box = QRectF(-60, y - 20, 120, 40)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
