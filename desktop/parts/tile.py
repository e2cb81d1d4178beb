"""Tiles: the large buttons of the first page, and the dates that draw near."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QStyle, QStyleOptionButton, QWidget

from desktop import icons
from desktop.parts.button import Button
from desktop.parts.key_cap import cap_width, paint_cap
from desktop.parts.status import Status
from desktop.style import fonts, tokens
from desktop.style.scale import follow, scale

_HEIGHT = 60


class Tile(Button):
    """A large button saying `text`, its icon at the left and its key at the right."""

    def __init__(
        self, text: str, *, icon: str, key: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, icon=icon, key=key, height=_HEIGHT, size=17, parent=parent)
        self.setProperty("kind", "tile")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the room for icon, words and key."""
        words = QFontMetricsF(self._face()).horizontalAdvance(self.words)
        wide = scale.px(tokens.ICON_TILE) + words + cap_width(self.key) + scale.gap(60)
        return QSize(round(wide), scale.px(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground by the sheet, and icon, words and key upon it."""
        painter = QPainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        self.style().drawControl(QStyle.ControlElement.CE_PushButtonBevel, option, painter, self)
        box = QRectF(self.rect())
        left = float(scale.gap(tokens.GAP_4))
        side = scale.px(tokens.ICON_TILE)
        mark = QRectF(left, (box.height() - side) / 2, side, side)
        icons.paint(painter, mark, self._icon, tokens.PRIMARY)
        left += side + scale.gap(tokens.GAP_3)
        painter.setFont(self._face())
        painter.setPen(QColor(tokens.INK if self.isEnabled() else tokens.INK_3))
        painter.drawText(
            QRectF(left, 0, box.width() - left, box.height()),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
            self.words,
        )
        if self.key:
            wide, high = cap_width(self.key), scale.px(tokens.KEY_CAP)
            cap = QRectF(box.width() - wide - scale.gap(14), (box.height() - high) / 2, wide, high)
            paint_cap(painter, cap, self.key)


class DateTile(QWidget):
    """A date drawing near: `above` ("あと4日") over `below` ("3/8(月)") in `status`."""

    def __init__(
        self, status: Status, above: str, below: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._status = status
        self._above = above
        self._below = below
        self.setAccessibleName(f"{above} {below}")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Return 100 by 46 px."""
        return QSize(scale.px(100), scale.px(46))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground and both lines."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        family = self._status.family
        painter.setPen(QPen(QColor(family.edge), 1))
        painter.setBrush(QColor(family.soft))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, tokens.RADIUS_CONTROL, tokens.RADIUS_CONTROL)
        painter.setPen(QColor(family.text))
        middle = box.height() * 0.44
        painter.setFont(fonts.font(tokens.RUBY, bold=True))
        painter.drawText(
            QRectF(0, 2, box.width(), middle), Qt.AlignmentFlag.AlignCenter, self._above
        )
        size = 20.0
        wide = QFontMetricsF(fonts.font(size, bold=True)).horizontalAdvance(self._below)
        shrink = min(1.0, (box.width() - 6) / wide) if wide else 1.0
        painter.setFont(fonts.font(size, bold=True, shrink=shrink))
        painter.drawText(
            QRectF(0, middle, box.width(), box.height() - middle - 1),
            Qt.AlignmentFlag.AlignCenter,
            self._below,
        )
