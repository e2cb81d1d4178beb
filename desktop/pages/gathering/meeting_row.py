"""One meeting in the list: when, what, where, its state, and how many come."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop import icons
from desktop import meeting_words as wording
from desktop.parts.chip import Chip
from desktop.parts.label import Label
from desktop.parts.meter import Meter
from desktop.style import tokens
from desktop.style.scale import follow, scale
from resources.calendar import wareki
from resources.words import _
from sessions.schedule import Scheduled


class _Pin(QWidget):
    def __init__(self) -> None:
        super().__init__()
        follow(self._resize)

    def _resize(self) -> None:
        self.setFixedSize(scale.px(tokens.ICON_TABLE), scale.px(tokens.ICON_TABLE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        icons.paint(QPainter(self), QRectF(self.rect()), "map-pin", tokens.INK_3)


class MeetingRow(QWidget):
    """The row of `scheduled`; `opened` carries the meeting's id, `moved` -1 or 1 for ↑ and ↓.

    With `today` the time stands large in place of the day.
    """

    opened = Signal(str)
    moved = Signal(int)

    def __init__(
        self, scheduled: Scheduled, *, today: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        meeting = scheduled.meeting
        self.meeting_id = meeting.id
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        status, word = wording.state_chip(meeting)
        hours = wording.hours(meeting.begins, meeting.ends)
        large = f"{meeting.begins:%H:%M}" if today and meeting.begins else ""
        self._large = Label(
            large or wording.short_day(meeting.held_on),
            px=26 if large else 20,
            bold=True,
            colour=tokens.PRIMARY if large else tokens.INK,
        )
        second = hours if today or meeting.held_on is None else wareki(meeting.held_on)
        self._second = Label(second, px=tokens.SMALL, colour=tokens.INK_2)
        self._title = Label(meeting.headline, px=19, bold=True)
        self.chip = Chip(status, word)
        place = wording.where(meeting)
        details = " ".join(part for part in ("" if today else hours, place) if part)
        self._where = Label(details, px=tokens.LABEL, colour=tokens.INK_2)
        self._what = Label(meeting.title, px=tokens.LABEL, colour=tokens.INK_2, wrap=True)
        self.meter = Meter(scheduled.present, scheduled.expected)
        self.setAccessibleName(
            " ".join(
                part
                for part in (wording.day(meeting.held_on), hours, meeting.headline, meeting.title)
                if part
            )
        )
        self.setAccessibleDescription(f"{word} {place} {self.meter.accessibleName()}")
        left = QVBoxLayout()
        left.setSpacing(2)
        left.addWidget(self._large)
        left.addWidget(self._second)
        self._left = QWidget()
        self._left.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        middle = QVBoxLayout()
        middle.setSpacing(3)
        middle.addWidget(self._title)
        if meeting.title:
            middle.addWidget(self._what)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.chip)
        if details:
            line.addWidget(_Pin())
            line.addWidget(self._where, 1)
        else:
            line.addStretch(1)
        middle.addLayout(line)
        self._line = QHBoxLayout(self)
        self._line.addWidget(self._left, 0, Qt.AlignmentFlag.AlignTop)
        self._line.addLayout(middle, 1)
        self._line.addWidget(self.meter, 0, Qt.AlignmentFlag.AlignVCenter)
        follow(self._resize)

    def _resize(self) -> None:
        self._left.setFixedWidth(scale.px(132))
        self._line.setContentsMargins(scale.gap(8), scale.gap(10), scale.gap(8), scale.gap(10))
        self._line.setSpacing(scale.gap(tokens.GAP_3))
        self._line.setDirection(QBoxLayout.Direction.LeftToRight)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter, walk with ↑ and ↓."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.meeting_id)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open on a click."""
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.opened.emit(self.meeting_id)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bar of the row that has the focus, and the hairline below."""
        painter = QPainter(self)
        if self.hasFocus():
            painter.fillRect(self.rect(), QColor(tokens.PRIMARY_SOFT))
            painter.fillRect(QRectF(0, 0, tokens.ROW_BAR, self.height()), QColor(tokens.PRIMARY))
        painter.setPen(QColor(tokens.LINE))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)


def invitation(rows: int) -> str:
    """Return what is said below the list: how it is used by keys."""
    return _("↑↓ choose  Enter open") if rows else ""
