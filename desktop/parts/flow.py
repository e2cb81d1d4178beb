"""Buttons in a row that go on in a second row where the first is full."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.style import tokens
from desktop.style.scale import follow, scale


class Flow(QWidget):
    """`widgets` from the left, or from the right with `right`; hidden ones take no room."""

    def __init__(
        self,
        widgets: Sequence[QWidget] = (),
        *,
        right: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._widgets: list[QWidget] = []
        self._right = right
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for widget in widgets:
            self.add(widget)
        follow(self.arrange)

    def add(self, widget: QWidget) -> None:
        """Put `widget` behind the others."""
        widget.setParent(self)
        self._widgets.append(widget)
        widget.show()
        self.arrange()

    def _rows(self, width: int) -> list[list[QWidget]]:
        gap = scale.gap(tokens.GAP_2)
        rows: list[list[QWidget]] = [[]]
        used = 0
        for widget in self._widgets:
            if widget.isHidden():
                continue
            wide = widget.sizeHint().width()
            if rows[-1] and used + wide > width:
                rows.append([])
                used = 0
            rows[-1].append(widget)
            used += wide + gap
        return rows

    def arrange(self) -> None:
        """Put every shown widget at its place."""
        gap = scale.gap(tokens.GAP_2)
        top = 0
        for row in self._rows(self.width()):
            if not row:
                continue
            high = max(map(_height, row))
            whole = sum(widget.sizeHint().width() for widget in row) + gap * (len(row) - 1)
            left = max(0, self.width() - whole) if self._right else 0
            for widget in row:
                wide = min(widget.sizeHint().width(), max(self.width(), 1))
                own = _height(widget)
                widget.setGeometry(QRect(left, top + (high - own) // 2, wide, own))
                left += wide + gap
            top += high + gap
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """Return that a second row needs more height."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the rows at `width`."""
        gap = scale.gap(tokens.GAP_2)
        rows = [row for row in self._rows(width) if row]
        highs = [max(map(_height, row)) for row in rows]
        return sum(highs) + gap * max(0, len(rows) - 1)

    def sizeHint(self) -> QSize:
        """Return the room for one row."""
        gap = scale.gap(tokens.GAP_2)
        shown = [widget for widget in self._widgets if not widget.isHidden()]
        wide = sum(widget.sizeHint().width() for widget in shown) + gap * max(0, len(shown) - 1)
        return QSize(wide, self.heightForWidth(self.width() or wide))

    def minimumSizeHint(self) -> QSize:
        """Return the room for the widest of them."""
        shown = [widget for widget in self._widgets if not widget.isHidden()]
        widest = max((widget.sizeHint().width() for widget in shown), default=0)
        return QSize(widest, self.heightForWidth(max(self.width(), widest)))

    def event(self, event: QEvent) -> bool:
        """Lay the row out anew when one of the widgets wants another size."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.arrange()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the row out anew."""
        super().resizeEvent(event)
        self.arrange()


def _height(widget: QWidget) -> int:
    """Return how high `widget` will be: a fixed height is not in its hint."""
    return max(widget.sizeHint().height(), widget.minimumHeight())
