"""The size of letters: three steps that everything on the screen follows."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Signal

STEPS: Final = (1.0, 1.25, 1.5)
_GAPS: Final = {1.0: 1.0, 1.25: 1.1, 1.5: 1.2}


class Scale(QObject):
    """The step in use; `changed` is sent after it has moved."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._factor = 1.0

    @property
    def factor(self) -> float:
        """One of `STEPS`."""
        return self._factor

    @property
    def largest(self) -> bool:
        """Whether letters are at their largest, when the rail and the tables fold."""
        return self._factor >= STEPS[-1]

    def px(self, size: float) -> int:
        """Return a control, icon or letter size in px, given at 100 %."""
        return round(size * self._factor)

    def gap(self, size: float) -> int:
        """Return a gap in px, given at 100 %: gaps grow less than letters."""
        return round(size * _GAPS[self._factor])

    def set_factor(self, factor: float) -> None:
        """Move to the step nearest to `factor`; nothing is sent when it is the same."""
        nearest = min(STEPS, key=lambda step: abs(step - factor))
        if nearest != self._factor:
            self._factor = nearest
            self.changed.emit()

    def larger(self) -> None:
        """Move one step up, if there is one."""
        self.set_factor(STEPS[min(STEPS.index(self._factor) + 1, len(STEPS) - 1)])

    def smaller(self) -> None:
        """Move one step down, if there is one."""
        self.set_factor(STEPS[max(STEPS.index(self._factor) - 1, 0)])


scale: Final = Scale()


def follow(resize: Callable[[], object]) -> None:
    """Call `resize` now and whenever the step moves; Qt forgets it with its widget."""
    resize()
    scale.changed.connect(resize)
