"""The one ornament of the house: two ridges and the river between them."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPolygonF

from desktop.style import tokens

# Heights of each ridge at even steps, as parts of the ornament's height.
_WEST: Final = (0.46, 0.52, 0.48, 0.60, 0.72, 0.92, 0.80, 0.66, 0.78, 0.70, 0.58, 0.52)
_EAST: Final = (0.28, 0.34, 0.42, 0.48, 0.44, 0.52, 0.60, 0.55, 0.62, 0.72, 0.80, 0.76)
_NEAR: Final = (0.52, 0.46, 0.36, 0.42, 0.36, 0.28, 0.34, 0.30, 0.38, 0.44, 0.38, 0.46)


def _ridge(box: QRectF, heights: tuple[float, ...]) -> QPainterPath:
    step = box.width() / (len(heights) - 1)
    points = [QPointF(box.left(), box.bottom())]
    points += [
        QPointF(box.left() + number * step, box.bottom() - box.height() * height)
        for number, height in enumerate(heights)
    ]
    points.append(QPointF(box.right(), box.bottom()))
    path = QPainterPath()
    path.addPolygon(QPolygonF(points))
    path.closeSubpath()
    return path


def paint_ridges(
    painter: QPainter,
    box: QRectF,
    *,
    colours: tuple[str, str, str] = tokens.RIDGES,
    snow: bool = False,
) -> None:
    """Draw the ridges in `box`; `snow` lies on the western one from December to April."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(0, 0, 0, 0))
    path = _ridge(box, _WEST)
    painter.fillPath(path, QColor(colours[0]))
    if snow:
        step = box.width() / (len(_WEST) - 1)
        top = QPointF(box.left() + 5 * step, box.bottom() - box.height() * 0.92)
        cap = QPainterPath()
        cap.addPolygon(
            QPolygonF(
                [
                    top,
                    top + QPointF(step * 0.85, box.height() * 0.105),
                    top + QPointF(step * 0.45, box.height() * 0.08),
                    top + QPointF(step * 0.1, box.height() * 0.14),
                    top + QPointF(-step * 0.3, box.height() * 0.09),
                    top + QPointF(-step * 0.7, box.height() * 0.14),
                ]
            )
        )
        cap.closeSubpath()
        painter.fillPath(cap, QColor(tokens.SNOW))
    painter.fillPath(_ridge(box, _EAST), QColor(colours[1]))
    painter.fillPath(_ridge(box, _NEAR), QColor(colours[2]))
    wide, high = box.width(), box.height()
    river = QPainterPath(QPointF(box.left() + wide * 0.46, box.bottom() - high * 0.24))
    river.quadTo(
        QPointF(box.left() + wide * 0.55, box.bottom() - high * 0.18),
        QPointF(box.left() + wide * 0.50, box.bottom() - high * 0.10),
    )
    river.quadTo(
        QPointF(box.left() + wide * 0.46, box.bottom() - high * 0.05),
        QPointF(box.left() + wide * 0.50, box.bottom()),
    )
    river.lineTo(QPointF(box.left() + wide * 0.60, box.bottom()))
    river.quadTo(
        QPointF(box.left() + wide * 0.52, box.bottom() - high * 0.06),
        QPointF(box.left() + wide * 0.555, box.bottom() - high * 0.11),
    )
    river.quadTo(
        QPointF(box.left() + wide * 0.60, box.bottom() - high * 0.19),
        QPointF(box.left() + wide * 0.46, box.bottom() - high * 0.24),
    )
    painter.fillPath(river, QColor(tokens.NAV))
    painter.restore()
