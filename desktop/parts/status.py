"""Status marks: the painted shape that stands before every status word."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from desktop.style import tokens
from desktop.style.scale import follow, scale
from resources.words import _, mark

STROKE: Final = 0.15


class Shape(Enum):
    """What is painted; a shape belongs to one meaning."""

    RING = "ring"
    DOUBLE_RING = "double ring"
    DOT = "dot"
    HALF = "half"
    TRIANGLE = "triangle"
    CROSS = "cross"
    BAR = "bar"


@dataclass(frozen=True)
class Look:
    """The shape, the colours and the spoken word of a status."""

    shape: Shape
    family: tokens.Family
    word: str


class Status(Enum):
    """What a mark says; colour is only its third signal."""

    OK = Look(Shape.RING, tokens.OK, mark("Finished"))
    AGAIN = Look(Shape.DOUBLE_RING, tokens.INFO, mark("Already received"))
    INFO = Look(Shape.DOT, tokens.INFO, mark("To know"))
    RUNNING = Look(Shape.HALF, tokens.INFO, mark("In progress"))
    WAIT = Look(Shape.TRIANGLE, tokens.WAIT, mark("Needs someone"))
    STOP = Look(Shape.CROSS, tokens.STOP, mark("Not possible"))
    NONE = Look(Shape.BAR, tokens.NONE, mark("Not yet"))
    FESTIVE = Look(Shape.RING, tokens.FESTIVE, mark("Step reached"))

    @property
    def family(self) -> tokens.Family:
        """The three colours of this status."""
        return self.value.family

    @property
    def shape(self) -> Shape:
        """The shape of this status."""
        return self.value.shape

    @property
    def word(self) -> str:
        """The general word of this status, in the language in use."""
        return _(self.value.word)


def paint_shape(painter: QPainter, box: QRectF, shape: Shape, colour: str) -> None:
    """Draw `shape` in the square `box`, stroke 15 % of its side, with round ends."""
    side = min(box.width(), box.height())
    box = QRectF(box.center().x() - side / 2, box.center().y() - side / 2, side, side)
    stroke = side * STROKE
    ink = QColor(colour)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(
        QPen(
            ink,
            stroke,
            Qt.PenStyle.SolidLine,
            Qt.PenCapStyle.RoundCap,
            Qt.PenJoinStyle.RoundJoin,
        )
    )
    painter.setBrush(Qt.BrushStyle.NoBrush)
    half = stroke / 2
    inner = box.adjusted(half, half, -half, -half)
    middle = box.center()
    if shape is Shape.RING:
        painter.drawEllipse(inner)
    elif shape is Shape.DOUBLE_RING:
        painter.drawEllipse(inner)
        second = side * 0.18
        painter.drawEllipse(middle, second, second)
    elif shape is Shape.DOT:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawEllipse(middle, side * 0.28, side * 0.28)
    elif shape is Shape.HALF:
        painter.drawEllipse(inner)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawPie(inner, 90 * 16, -180 * 16)
    elif shape is Shape.TRIANGLE:
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(middle.x(), inner.top() + half * 0.6),
                    QPointF(inner.right(), inner.bottom() - half * 0.8),
                    QPointF(inner.left(), inner.bottom() - half * 0.8),
                ]
            )
        )
    elif shape is Shape.CROSS:
        arm = side * 0.36
        painter.drawLine(middle + QPointF(-arm, -arm), middle + QPointF(arm, arm))
        painter.drawLine(middle + QPointF(-arm, arm), middle + QPointF(arm, -arm))
    else:
        arm = side * 0.36
        painter.drawLine(middle + QPointF(-arm, 0), middle + QPointF(arm, 0))
    painter.restore()


class StatusMark(QWidget):
    """One painted mark of `size` px; a word must stand beside it."""

    def __init__(
        self,
        status: Status,
        *,
        size: int = tokens.CHIP_MARK,
        colour: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._size = size
        self._colour = colour
        self.set_status(status)
        follow(self._resize)

    def set_status(self, status: Status) -> None:
        """Show `status` from now on."""
        self.status = status
        self.setAccessibleName(status.word)
        self.update()

    def _resize(self) -> None:
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """Return the square the mark needs."""
        return QSize(scale.px(self._size), scale.px(self._size))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the shape."""
        painter = QPainter(self)
        colour = self._colour or self.status.family.text
        paint_shape(painter, QRectF(self.rect()), self.status.shape, colour)
