"""The live count: how many are here, how many are not, how many came unannounced."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.parts.card import Card
from desktop.parts.label import Label
from desktop.style import tokens
from desktop.style.scale import follow, scale
from resources.words import _

LARGE, MIDDLE = 60, 46
BAR = 12


class Figure(QWidget):
    """A number with its word below; the unit stands small beside it."""

    def __init__(self, word: str, px: int, colour: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = Label("0", px=px, bold=True, colour=colour)
        self._word = Label(word, px=tokens.LABEL, colour=tokens.INK_2)
        unit = Label(_("people (unit)"), px=tokens.BODY, colour=tokens.INK_2)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.number)
        row.addWidget(unit)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self._word)
        self.setAccessibleName(word)

    def show_count(self, count: int) -> None:
        """Show `count`."""
        self.number.setText(str(count))
        self.setAccessibleDescription(str(count))


class Bar(QWidget):
    """How full the list is: a bar and nothing else; the numbers stand above it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._part = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow(self.updateGeometry)

    def show_part(self, part: float) -> None:
        """Fill `part` (0 to 1) of the bar."""
        self._part = min(1.0, max(0.0, part))
        self.update()

    def sizeHint(self) -> QSize:
        """Return a thin line's room."""
        return QSize(200, scale.px(BAR))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint track and bar with round ends."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(0, 0, 0, 0))
        box = QRectF(self.rect())
        radius = box.height() / 2
        painter.setBrush(QColor(tokens.HEAD))
        painter.drawRoundedRect(box, radius, radius)
        if self._part:
            box.setWidth(max(box.height(), box.width() * self._part))
            painter.setBrush(QColor(tokens.PRIMARY))
            painter.drawRoundedRect(box, radius, radius)


class Counters(Card):
    """受付ずみ, まだの方, 当日の方, and the bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(dense=True, parent=parent)
        self.setAccessibleName(_("Live count"))
        self.here = Figure(_("Signed in"), LARGE, tokens.PRIMARY)
        self.missing = Figure(_("Not yet here"), MIDDLE, tokens.INK)
        self.unannounced = Figure(_("Guests of today"), MIDDLE, tokens.INK)
        self._bar = Bar()
        self._plan = Label(px=tokens.BODY, colour=tokens.INK_2)
        self._is_short = False
        row = QHBoxLayout()
        row.addWidget(self.here)
        row.addStretch(1)
        row.addWidget(self.missing)
        row.addSpacing(20)
        row.addWidget(self.unannounced)
        self.body.addLayout(row)
        self.add(self._bar)
        self.add(self._plan)
        self.body.addStretch(1)

    def show_counts(
        self, *, here: int, missing: int, unannounced: int, expected: int, capacity: int | None
    ) -> None:
        """Show the numbers; an empty list counts the guests of today only."""
        self.here.show_count(here)
        self.missing.show_count(missing)
        self.unannounced.show_count(unannounced)
        self.missing.setVisible(expected > 0)
        self._bar.setVisible(expected > 0)
        self._bar.show_part((expected - missing) / expected if expected else 0)
        plan = _("Expected {count}").format(count=expected) if expected else ""
        if capacity is not None:
            room = _("Room for {count}").format(count=capacity)
            plan = f"{plan}  {room}".strip()
        self._plan.setText(plan)
        self._plan.setVisible(bool(plan) and not self._is_short)

    def fold(self, *, short: bool) -> None:
        """Leave out the plan where there is room for the numbers only."""
        self._is_short = short
        self._plan.setVisible(bool(self._plan.text()) and not short)
