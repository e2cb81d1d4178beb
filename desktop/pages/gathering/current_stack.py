"""A stack as large as the part in view, not as the largest of all."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget


class CurrentStack(QStackedWidget):
    """Shows one of its widgets; the hidden ones take no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.currentChanged.connect(lambda _number: self.updateGeometry())

    def hasHeightForWidth(self) -> bool:
        """Return no: Qt would ask every part, and the tallest would stretch the page."""
        return False

    def sizeHint(self) -> QSize:
        """Return what the widget in view needs at least: lists scroll by themselves."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the least room of the widget in view."""
        current = self.currentWidget()
        if current is None:
            return QSize(0, 0)
        high = current.minimumSizeHint().height()
        layout = current.layout()
        if layout is not None and layout.hasHeightForWidth() and self.width() > 0:
            high = max(high, layout.minimumHeightForWidth(self.width()))
        return QSize(0, high)
