"""Icon buttons: the three icons that may stand without a word, ✕ ？ and ⌄."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from desktop import icons
from desktop.style import tokens
from desktop.style.scale import follow, scale


class IconButton(QPushButton):
    """A button showing only `icon`; `name` is what a screen reader and the tip say."""

    def __init__(
        self, icon: str, name: str, *, size: int = tokens.CONTROL, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self._size = size
        self.setProperty("kind", "quiet")
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        follow(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Return a square that a finger can hit."""
        return QSize(scale.px(self._size), scale.px(self._size))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground by the sheet and the icon upon it."""
        painter = QPainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        self.style().drawControl(QStyle.ControlElement.CE_PushButtonBevel, option, painter, self)
        side = scale.px(tokens.ICON)
        box = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        icons.paint(painter, box, self._icon, tokens.INK_2)
