"""Fields two by two, or one under the other where there is no room for two."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.style import tokens
from desktop.style.scale import follow, scale


class Pairs(QWidget):
    """`fields` in two columns while both fit; `even` keeps them as wide as they ask to be."""

    def __init__(
        self, fields: Sequence[QWidget], *, even: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._even = even
        self._fields = list(fields)
        self._columns = 0
        self._placed = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        follow(self._arrange)

    def _needed(self) -> int:
        return 2 * max(field.sizeHint().width() for field in self._fields) + scale.gap(tokens.GAP_4)

    def _arrange(self) -> None:
        self._grid.setHorizontalSpacing(scale.gap(tokens.GAP_4))
        self._grid.setVerticalSpacing(scale.gap(tokens.GAP_2))
        columns = 2 if not self._placed or self.width() >= self._needed() else 1
        if columns == self._columns:
            return
        self._columns = columns
        # Room that is left stands at the right, so that pairs below each other stay in line.
        for number in range(3):
            self._grid.setColumnStretch(number, int(self._even and number == columns))
        for number, field in enumerate(self._fields):
            self._grid.addWidget(
                field, number // columns, number % columns, Qt.AlignmentFlag.AlignTop
            )
        self._grid.setRowStretch(len(self._fields), 1)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Ask for the room of two columns."""
        return QSize(self._needed(), super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Decide anew whether two fit."""
        super().resizeEvent(event)
        self._placed = True
        self._arrange()
