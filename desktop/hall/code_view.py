"""A QR code as large as there is room, black on white whatever the theme."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.style.scale import scale
from resources import symbols


class CodeView(QWidget):
    """Paints the closing code `text`; each module is a whole number of dots, as cameras like it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[bytes] = []
        self.text = ""
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_code(self, text: str) -> None:
        """Show the code that says `text`."""
        self.text = text
        self._rows = symbols.modules(text, symbols.EVENING)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size from which a telephone reads it across a table."""
        return QSize(scale.px(430), scale.px(430))

    def minimumSizeHint(self) -> QSize:
        """Return the least size at which it can still be photographed."""
        return QSize(320, 320)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a white ground with its quiet margin, and the dark modules."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        if not self._rows:
            return
        count = len(self._rows) + 2 * symbols.QUIET
        step = max(1, min(self.width(), self.height()) // count)
        left = (self.width() - step * len(self._rows)) // 2
        top = (self.height() - step * len(self._rows)) // 2
        for y, row in enumerate(self._rows):
            for x, dark in enumerate(row):
                if dark:
                    box = QRectF(left + x * step, top + y * step, step, step)
                    painter.fillRect(box, Qt.GlobalColor.black)
