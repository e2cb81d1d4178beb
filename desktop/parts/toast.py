"""The toast: what was just done, and ten seconds to take it back."""

from collections.abc import Callable

from PySide6.QtCore import QEasingCurve, QPoint, QPropertyAnimation, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QGraphicsDropShadowEffect,
    QHBoxLayout,
    QPushButton,
    QWidget,
)

from desktop import icons
from desktop.parts.label import Label
from desktop.parts.status import Status, StatusMark
from desktop.style import fonts, tokens
from desktop.style.scale import follow, scale
from resources.words import _

_BOTTOM = 12


class _TakeBack(QPushButton):
    """The golden words in the toast."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "quiet")
        self.setAccessibleName(_("Take back"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        follow(self._resize)

    def _resize(self) -> None:
        from PySide6.QtGui import QFontMetricsF

        words = QFontMetricsF(fonts.font(bold=True)).horizontalAdvance(self.accessibleName())
        self.setFixedSize(round(words) + scale.px(tokens.ICON) + 22, scale.px(36))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = scale.px(tokens.ICON_TABLE)
        box = QRectF(4, (self.height() - side) / 2, side, side)
        icons.paint(painter, box, "undo-2", tokens.TOAST_GOLD)
        painter.setFont(fonts.font(bold=True))
        painter.setPen(QColor(tokens.TOAST_GOLD))
        text = self.rect().adjusted(side + 10, 0, 0, 0)
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, self.accessibleName())


class Toast(QWidget):
    """The bar at the bottom of `window`; it never takes the focus.

    While it stands with something to take back, `take_back` does it; the seconds left are
    counted. `ended` is sent when it goes.
    """

    ended = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._undo: Callable[[], object] | None = None
        self.seconds_left = 0
        self.lift = 0  # px above the window's foot, where a page has a foot bar
        self.still = False  # 動きを減らす, or a remote session
        self._mark = StatusMark(Status.OK, size=18, colour=tokens.TOAST_RING)
        self._text = Label(bold=True, colour=tokens.TOAST.ink)
        self._button = _TakeBack(self)
        self._key = Label("Ctrl Z", px=tokens.LABEL, bold=True, colour=tokens.TOAST_SECOND)
        self._left = Label(px=tokens.LABEL, colour=tokens.TOAST_SECOND)
        line = QHBoxLayout(self)
        line.setContentsMargins(18, 0, 18, 0)
        line.setSpacing(10)
        for part in (self._mark, self._text, self._button, self._key, self._left):
            line.addWidget(part)
        self._button.clicked.connect(self.take_back)
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self.tick)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(24)
        shadow.setOffset(0, 8)
        shadow.setColor(QColor(tokens.SHADOW))
        self.setGraphicsEffect(shadow)
        self._move = QPropertyAnimation(self, b"pos", self)
        self._move.setDuration(tokens.SHORT_MOTION_MS)
        self._move.setEasingCurve(QEasingCurve.Type.OutCubic)
        follow(self._resize)
        self.hide()

    def _resize(self) -> None:
        self.setFixedHeight(scale.px(tokens.TOAST_HEIGHT))
        if not self.isHidden():
            self.place()

    @property
    def can_take_back(self) -> bool:
        """Whether Ctrl Z would take something back now."""
        return self._undo is not None and not self.isHidden()

    def tell(
        self,
        text: str,
        undo: Callable[[], object] | None = None,
        *,
        status: Status = Status.OK,
        seconds: int = tokens.TOAST_SECONDS,
    ) -> None:
        """Say `text` for `seconds`; with `undo` offer to take it back."""
        self._undo = undo
        self._mark.set_status(status)
        self._text.setText(text)
        self.setAccessibleName(text)
        for part in (self._button, self._key, self._left):
            part.setVisible(undo is not None)
        self.seconds_left = seconds
        self._count()
        self._clock.start()
        self.show()
        self.raise_()
        self.place()
        if not self.still:
            end = self.pos()
            self._move.stop()
            self._move.setStartValue(end + QPoint(0, 16))
            self._move.setEndValue(end)
            self._move.start()

    def place(self) -> None:
        """Stand in the middle of the window's foot."""
        window = self.parentWidget()
        if window is None:
            return
        self._move.stop()
        wide = min(self.sizeHint().width(), window.width() - 24)
        self.resize(wide, self.height())
        self.move(
            (window.width() - wide) // 2, window.height() - self.height() - _BOTTOM - self.lift
        )

    def _count(self) -> None:
        self._left.setText(_("{seconds} seconds left").format(seconds=self.seconds_left))

    def tick(self) -> None:
        """Count one second down; at none the toast goes."""
        self.seconds_left -= 1
        if self.seconds_left <= 0:
            self.end()
            return
        self._count()

    def take_back(self) -> bool:
        """Take back what the toast speaks of; return whether there was something."""
        undo = self._undo
        if undo is None or self.isHidden():
            return False
        self.end()
        undo()
        return True

    def end(self) -> None:
        """Go away; what was done stays done."""
        self._clock.stop()
        self._undo = None
        self.hide()
        self.ended.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the dark ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.TOAST.ground))
        box = QRectF(self.rect())
        painter.drawRoundedRect(box, tokens.RADIUS_CARD, tokens.RADIUS_CARD)
