"""The box where a card is held: the camera's picture, or how to do without it."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.style import fonts, tokens
from desktop.style.scale import follow, scale
from resources.words import _

WIDTH, HEIGHT = 420, 290
GROUND_FROM, GROUND_TO = tokens.CAMERA_FADE
CARD, CARD_LINE = tokens.CAMERA_CARD, tokens.CAMERA_CARD_LINE
CORNER, INSET = 22, 56


class CameraBox(QWidget):
    """Shows the camera's picture within the frame for the card.

    `frame` is None until a picture came; `with_camera` False says スキャナーか 名前で instead.
    The picture is shown as in a mirror, so that a hand finds its way. `words` say what is held
    there, where it is no card.
    """

    def __init__(self, parent: QWidget | None = None, *, words: str = "") -> None:
        super().__init__(parent)
        self._words = words
        self.with_camera = False
        self._frame: QImage | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.show_camera(on=False)
        follow(self.updateGeometry)

    def show_camera(self, *, on: bool) -> None:
        """Say whether a camera gives pictures."""
        self.with_camera = on
        self._frame = self._frame if on else None
        self.setAccessibleName(self._held() if on else _("By scanner or by name"))
        self.updateGeometry()
        self.update()

    def _held(self) -> str:
        return self._words or _("Card into the frame")

    def show_frame(self, frame: QImage) -> None:
        """Show the newest picture."""
        self._frame = frame
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of a picture, or of two lines without one."""
        return QSize(scale.px(WIDTH), scale.px(HEIGHT if self.with_camera else 200))

    def minimumSizeHint(self) -> QSize:
        """Return the least picture in which a card can be aimed."""
        return QSize(scale.px(200), scale.px(90))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the picture or the placeholder, the frame, and the line below."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        shape = QPainterPath()
        shape.addRoundedRect(box, tokens.RADIUS_CARD, tokens.RADIUS_CARD)
        painter.setClipPath(shape)
        self._paint_ground(painter, box)
        if self.with_camera:
            self._paint_corners(painter, box)
            words = self._held()
        else:
            words = _("By scanner or by name")
        painter.setPen(QColor(tokens.WHITE))
        painter.setFont(fonts.font(tokens.BODY, bold=not self.with_camera))
        foot = QRectF(box.left(), box.bottom() - scale.px(40), box.width(), scale.px(38))
        painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_ground(self, painter: QPainter, box: QRectF) -> None:
        if self._frame is not None:
            mirrored = self._frame.flipped(Qt.Orientation.Horizontal)
            grow = max(box.width() / mirrored.width(), box.height() / mirrored.height())
            wide, high = mirrored.width() * grow, mirrored.height() * grow
            painter.drawImage(
                QRectF((box.width() - wide) / 2, (box.height() - high) / 2, wide, high), mirrored
            )
            return
        ground = QLinearGradient(box.topLeft(), box.bottomRight())
        ground.setColorAt(0, QColor(GROUND_FROM))
        ground.setColorAt(1, QColor(GROUND_TO))
        painter.fillRect(box, ground)
        _paint_card(painter, box)

    def _paint_corners(self, painter: QPainter, box: QRectF) -> None:
        pen = QPen(QColor(tokens.TOAST_GOLD), 4)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        frame = box.adjusted(INSET, box.height() * 0.14, -INSET, -box.height() * 0.2)
        long = CORNER
        for x, dx in ((frame.left(), long), (frame.right(), -long)):
            for y, dy in ((frame.top(), long), (frame.bottom(), -long)):
                painter.drawPolyline([QPointF(x + dx, y), QPointF(x, y), QPointF(x, y + dy)])


def _paint_card(painter: QPainter, box: QRectF) -> None:
    """Draw a card lying slightly askew, as somebody would hold it."""
    painter.save()
    painter.translate(box.center().x(), box.center().y() - box.height() * 0.03)
    painter.rotate(-5)
    high = min(box.height() * 0.5, box.width() * 0.36)
    card = QRectF(-high * 0.92, -high / 2, high * 1.84, high)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(CARD))
    painter.drawRoundedRect(card, 8, 8)
    side = high * 0.72
    left, top, cell = card.left() + high * 0.12, -side / 2, side / 21
    painter.setBrush(QColor(tokens.INK))
    for row, line in enumerate(_PATTERN):
        for column, bit in enumerate(line):
            if bit == "#":
                painter.drawRect(
                    QRectF(left + column * cell, top + row * cell, cell + 0.4, cell + 0.4)
                )
    painter.setBrush(QColor(CARD_LINE))
    for place, length in enumerate((0.62, 0.46, 0.54)):
        painter.drawRect(
            QRectF(left + side + high * 0.14, top + place * high * 0.2, high * length, high * 0.07)
        )
    painter.restore()


def _finder(x: int, y: int) -> bool:
    """Say whether the cell belongs to one of the three corner squares of a QR code."""
    for left, top in ((0, 0), (14, 0), (0, 14)):
        if left <= x < left + 7 and top <= y < top + 7:
            ring = max(abs(x - left - 3), abs(y - top - 3))
            return ring != 2
    return False


def _near_finder(x: int, y: int) -> bool:
    return (x < 8 and y < 8) or (x > 12 and y < 8) or (x < 8 and y > 12)


# A picture of a code, not a code: nothing can be read from it.
_PATTERN = tuple(
    "".join(
        "#"
        if _finder(x, y) or (not _near_finder(x, y) and (x * 7 + y * 5 + x * y) % 3 == 0)
        else " "
        for x in range(21)
    )
    for y in range(21)
)
