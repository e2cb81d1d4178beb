"""Segments: the parts of one matter side by side, one of them in view."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from desktop.style import fonts, tokens
from desktop.style.scale import follow, scale


class _Segment(QPushButton):
    def __init__(self, value: str, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.value = value
        self.words = words
        self.count = ""
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words)
        follow(self.updateGeometry)

    def said(self) -> str:
        return f"{self.words} {self.count}".strip()

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(fonts.font(tokens.BODY, bold=True))
        wide = round(metrics.horizontalAdvance(self.said())) + 2 * scale.gap(14)
        return QSize(wide, scale.px(tokens.CONTROL_DENSE))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width() - scale.gap(14), scale.px(tokens.CONTROL_DENSE))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        chosen = self.isChecked()
        if chosen:
            painter.setPen(QPen(QColor(tokens.PRIMARY), 1))
            painter.setBrush(QColor(tokens.PRIMARY))
            painter.drawRoundedRect(box, tokens.RADIUS_CONTROL, tokens.RADIUS_CONTROL)
        painter.setPen(QColor(tokens.WHITE if chosen else tokens.INK))
        painter.setFont(fonts.font(tokens.BODY, bold=chosen))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.said())


class Segments(QWidget):
    """The parts `answers` (value, words) of what `name` says; one stop for Tab, ← → walk.

    `chosen` carries the value of the part that came into view.
    """

    chosen = Signal(str)

    def __init__(
        self, name: str, answers: Sequence[tuple[str, str]], *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        line = QHBoxLayout(self)
        line.setContentsMargins(2, 2, 2, 2)
        line.setSpacing(2)
        self._segments: list[_Segment] = []
        for value, words in answers:
            segment = _Segment(value, words, self)
            segment.clicked.connect(lambda _on=False, value=value: self.choose(value))
            line.addWidget(segment)
            self._segments.append(segment)
        self.set_value(answers[0][0] if answers else "")

    def value(self) -> str:
        """Return the part in view."""
        return next((segment.value for segment in self._segments if segment.isChecked()), "")

    def set_value(self, value: str) -> None:
        """Show `value` as chosen without sending it."""
        for segment in self._segments:
            segment.setChecked(segment.value == value)
            if segment.value == value:
                self.setAccessibleDescription(segment.said())

    def choose(self, value: str) -> None:
        """Choose `value` as a person would."""
        self.set_value(value)
        self.chosen.emit(value)

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Say how many there are in each part; none is left unsaid."""
        for segment in self._segments:
            count = counts.get(segment.value, 0)
            segment.count = str(count) if count else ""
            segment.setAccessibleName(segment.said())
            segment.updateGeometry()
            segment.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with ← and →."""
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        step = steps.get(Qt.Key(event.key()))
        values = [segment.value for segment in self._segments]
        if step is None or not values:
            super().keyPressEvent(event)
            return
        here = values.index(self.value()) + step
        if 0 <= here < len(values):
            self.choose(values[here])

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground that holds the parts together."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.LINE), 1))
        painter.setBrush(QColor(tokens.SURFACE))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        around = tokens.RADIUS_CONTROL + 2
        painter.drawRoundedRect(box, around, around)
