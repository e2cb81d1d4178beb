"""Number fields: a whole number with its unit, and a time of day."""

from datetime import time

from PySide6.QtCore import Qt, QTime
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QSpinBox, QTimeEdit, QWidget

from desktop.style import fonts, tokens
from desktop.style.scale import follow, scale


class NumberField(QSpinBox):
    """A whole number from `least` to `most`, with `unit` behind it; ↑↓ step by `step`."""

    def __init__(
        self,
        name: str,
        value: int = 0,
        *,
        least: int = 0,
        most: int = 9999,
        step: int = 1,
        unit: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setRange(least, most)
        self.setSingleStep(step)
        self.setSuffix(f" {unit}" if unit else "")
        self.setValue(value)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        follow(self._resize)

    def _resize(self) -> None:
        self.setFont(fonts.font())
        self.setFixedHeight(scale.px(tokens.CONTROL))
        # The sheet of the application keeps the inner field's letters at their first size.
        self.lineEdit().setFont(fonts.font())
        self.lineEdit().setTextMargins(scale.px(9), 0, scale.px(9), 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the wheel scroll the page, never change a number by accident."""
        event.ignore()


class TimeField(QTimeEdit):
    """A time of day in 24 hours; ↑↓ step by five minutes."""

    def __init__(self, name: str, value: time, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setDisplayFormat("HH:mm")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_clock(value)
        follow(self._resize)

    def _resize(self) -> None:
        self.setFont(fonts.font())
        self.setFixedHeight(scale.px(tokens.CONTROL))
        # The sheet of the application keeps the inner field's letters at their first size.
        self.lineEdit().setFont(fonts.font())
        self.lineEdit().setTextMargins(scale.px(9), 0, scale.px(9), 0)

    def clock(self) -> time:
        """Return the time written."""
        return time(self.time().hour(), self.time().minute())

    def set_clock(self, value: time) -> None:
        """Show `value`."""
        self.setTime(QTime(value.hour, value.minute))

    def stepBy(self, steps: int) -> None:
        """Step minutes by five, hours by one."""
        minutes = self.currentSection() is QTimeEdit.Section.MinuteSection
        super().stepBy(steps * 5 if minutes else steps)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the wheel scroll the page, never change a time by accident."""
        event.ignore()
