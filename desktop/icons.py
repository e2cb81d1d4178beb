"""The icons of the screen: Lucide drawings in the house's own colours."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop.style import tokens
from resources import path


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    drawing = (path("icons") / f"{name}.svg").read_text(encoding="utf-8")
    return QSvgRenderer(QByteArray(drawing.replace("currentColor", colour).encode()))


@cache
def pixmap(name: str, size: int, colour: str = tokens.INK, ratio: float = 1.0) -> QPixmap:
    """Return the drawing `name`, `size` logical px wide, for a screen of `ratio` dots per px.

    An unknown name is a bug and raises FileNotFoundError.
    """
    made = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    _renderer(name, colour).render(painter)
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def paint(painter: QPainter, box: QRectF, name: str, colour: str = tokens.INK) -> None:
    """Draw the icon `name` in `box`."""
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(box.topLeft(), pixmap(name, round(box.width()), colour, ratio))


def icon(name: str, size: int = tokens.ICON, colour: str = tokens.INK) -> QIcon:
    """Return the icon `name` for Qt's own controls."""
    made = QIcon()
    for ratio in (1.0, 2.0):
        made.addPixmap(pixmap(name, size, colour, ratio))
    return made
