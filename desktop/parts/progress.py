"""Progress: counted work, how long it will take, and a way to stop it."""

import time
from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop.parts.button import Button, Kind
from desktop.parts.label import Label
from desktop.parts.meter import paint_bar
from desktop.style import tokens
from desktop.style.scale import follow, scale
from resources.words import _


class _Bar(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.part = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(scale.px(160), scale.px(8))

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_bar(QPainter(self), QRectF(self.rect()), self.part)


class Progress(QWidget):
    """A bar with 「128 ／ 409枚　あと 20秒」 and やめる, which sends `stopped`.

    `clock` counts seconds (`time.monotonic`). It is hidden until `start`.
    """

    stopped = Signal()

    def __init__(
        self, *, clock: Callable[[], float] = time.monotonic, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._began = 0.0
        self._total = 0
        self._unit = ""
        self._bar = _Bar(self)
        self._words = Label(colour=tokens.INK_2)
        self._stop = Button(_("Stop"), kind=Kind.QUIET, height=tokens.CONTROL_DENSE)
        self._stop.clicked.connect(self._ask_stop)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        line.addWidget(self._bar, 1)
        line.addWidget(self._words)
        line.addWidget(self._stop)
        self.hide()

    def start(self, total: int, unit: str) -> None:
        """Begin to count `total` pieces of `unit` (枚, 人, 行)."""
        self._began = self._clock()
        self._total = total
        self._unit = unit
        self._stop.setEnabled(True)
        self.step(0)
        self.show()

    def step(self, done: int) -> None:
        """Say that `done` pieces are finished."""
        self._bar.part = done / self._total if self._total else 0.0
        self._bar.update()
        words = _("{done} ／ {total}{unit}").format(done=done, total=self._total, unit=self._unit)
        spent = self._clock() - self._began
        if done and done < self._total and spent >= 1:
            left = round(spent / done * (self._total - done))
            words += "　" + _("{seconds} seconds to go").format(seconds=max(left, 1))
        self._words.setText(words)
        self.setAccessibleName(words)

    def end(self) -> None:
        """Go away."""
        self.hide()

    def _ask_stop(self) -> None:
        self._stop.setEnabled(False)
        self.stopped.emit()
