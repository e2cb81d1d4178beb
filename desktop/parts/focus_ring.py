"""The focus ring: wherever the keyboard is, a ring of かき stands around it."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from desktop.style import tokens

# These carry the ring as their own edge, written in the sheet.
_EDGED = (QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox)
_REACH = tokens.RING + tokens.RING_GAP
_MOVES = frozenset(
    (
        QEvent.Type.Move,
        QEvent.Type.Resize,
        QEvent.Type.Show,
        QEvent.Type.Hide,
        QEvent.Type.EnabledChange,
    )
)


class FocusRing(QWidget):
    """One ring for a `window`, moved to the widget in it that has the focus."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._move_to)

    @property
    def target(self) -> QWidget | None:
        """The widget the ring stands around, None when there is none."""
        return self._target

    def _move_to(self, _before: QWidget | None, now: QWidget | None) -> None:
        for old in self._watched:
            if isValid(old):  # its window may have gone already
                old.removeEventFilter(self)
                old.destroyed.disconnect(self._lose)
        self._watched = []
        self._target = None
        window = self._window
        fits = now is not None and window.isAncestorOf(now) and not isinstance(now, _EDGED)
        if now is None or not fits or isinstance(now, QScrollArea):
            self.hide()
            return
        self._target = now
        widget: QWidget | None = now
        while widget is not None and widget is not window:
            widget.installEventFilter(self)
            widget.destroyed.connect(self._lose)
            self._watched.append(widget)
            widget = widget.parentWidget()
        self._place()

    def _lose(self, gone: QObject) -> None:
        self._watched = [widget for widget in self._watched if widget is not gone]
        self._target = None
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the widget when it, or anything it stands in, moves."""
        if event.type() in _MOVES:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        target = self._target
        if target is None or not target.isVisible():
            self.hide()
            return
        window = self._window
        corner = target.mapTo(window, QPoint(0, 0))
        box = QRect(corner, target.size()).adjusted(-_REACH, -_REACH, _REACH, _REACH)
        self.setGeometry(box)
        # Inside a scrolling page the ring ends where the page ends.
        clip = window.rect()
        widget = target.parentWidget()
        while widget is not None and widget is not window:
            if isinstance(widget.parentWidget(), QScrollArea):
                origin = widget.mapTo(window, QPoint(0, 0))
                page = QRect(origin, widget.size()).adjusted(-_REACH, -_REACH, _REACH, _REACH)
                clip = clip.intersected(page)
            widget = widget.parentWidget()
        clip.translate(-box.topLeft())
        self.setMask(QRegion(clip.intersected(self.rect())))
        self.raise_()
        self.show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.FOCUS), tokens.RING))
        half = tokens.RING / 2
        round_ = tokens.RADIUS_CONTROL + tokens.RING
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(half, half, -half, -half), round_, round_
        )
