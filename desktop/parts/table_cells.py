"""How the table's cells are painted: reading above the name, chips, folded second lines."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.parts.chip import chip_width, paint_chip
from desktop.parts.label import SHRINK, lay_out
from desktop.parts.status import Status, paint_shape
from desktop.parts.table_rows import Cell, TableRows
from desktop.parts.tick import paint_box
from desktop.style import fonts, tokens
from desktop.style.scale import scale

_LEADING = 1.12
_APART = 2  # px between the words of a cell and the line below them


class TableCells(QStyledItemDelegate):
    """Paints the cells of one table; `folded` tells which columns stand in the first one."""

    def __init__(
        self, rows: TableRows[Any], folded: Callable[[], list[int]], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._rows = rows
        self._folded = folded

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint ground, bar, hairline and contents of one cell."""
        box = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = tokens.SUNKEN if index.row() % 2 else tokens.SURFACE
        painter.save()
        painter.fillRect(box, QColor(tokens.PRIMARY_SOFT if chosen else ground))
        painter.setPen(QPen(QColor(tokens.LINE), 1))
        painter.drawLine(
            QPointF(box.left(), box.bottom() - 0.5), QPointF(box.right(), box.bottom() - 0.5)
        )
        if chosen and index.column() == 0:
            painter.fillRect(
                QRectF(box.left(), box.top(), tokens.ROW_BAR, box.height() - 1),
                QColor(tokens.PRIMARY),
            )
        around = scale.gap(tokens.GAP_3)
        box = box.adjusted(around, 0, -around, -1)
        cells = self._rows.cells(index.row())
        if index.column() == 0:
            if self._rows.ticks:
                side = scale.px(22)
                key = self._rows.key(self._rows.rows[index.row()])
                paint_box(
                    painter,
                    QRectF(box.left(), box.center().y() - side / 2, side, side),
                    on=key in self._rows.ticked,
                )
                box.setLeft(box.left() + side + scale.gap(10))
            self._paint_first(painter, box, cells)
        else:
            self._paint_cell(painter, box, cells[index.column()], index.column())
        painter.restore()

    def _paint_first(self, painter: QPainter, box: QRectF, cells: tuple[Cell, ...]) -> None:
        folded = [(number, cells[number]) for number in self._folded() if cells[number].text]
        if not folded:
            self._paint_cell(painter, box, cells[0], 0)
            return
        second = scale.px(tokens.CHIP + 4)
        self._paint_cell(painter, box.adjusted(0, 2, 0, -second), cells[0], 0)
        left = box.left()
        line = QRectF(left, box.bottom() - second, box.width(), scale.px(tokens.CHIP))
        face = fonts.font(tokens.SMALL)
        for _number, cell in folded:
            if cell.status is not None:
                wide = chip_width(cell.text)
                paint_chip(
                    painter, QRectF(left, line.top(), wide, line.height()), cell.status, cell.text
                )
            else:
                wide = round(QFontMetricsF(face).horizontalAdvance(cell.text)) + 2
                self._write(
                    painter,
                    QRectF(left, line.top(), wide, line.height()),
                    cell.text,
                    face,
                    tokens.INK_2,
                )
            left += wide + scale.gap(tokens.GAP_3)

    def _paint_cell(self, painter: QPainter, box: QRectF, cell: Cell, number: int) -> None:
        column = self._rows.columns[number]
        if cell.status is not None and column.chip is not None:
            self._paint_status(painter, box, cell.text, cell.status)
            return
        ink = tokens.INK
        face = fonts.font(tokens.NAME if column.bold else tokens.BODY, bold=column.bold)
        if not cell.ruby and not cell.below:
            self._write(painter, box, cell.text, face, ink, right=column.right)
            return
        small = fonts.font(tokens.RUBY)
        above = QFontMetricsF(small).height() if cell.ruby else 0.0
        under_face = fonts.font(tokens.SMALL)
        under = QFontMetricsF(under_face).height() if cell.below else 0.0
        body = self._height(cell.text, face, box.width())
        apart = scale.gap(_APART) if cell.below else 0.0
        top = box.center().y() - (above + body + apart + under) / 2
        if cell.ruby:
            self._write(
                painter,
                QRectF(box.left(), top, box.width(), above),
                cell.ruby,
                small,
                tokens.INK_2,
                right=column.right,
                least=0.55,
            )
        self._write(
            painter,
            QRectF(box.left(), top + above, box.width(), body),
            cell.text,
            face,
            ink,
            right=column.right,
        )
        if cell.below:
            self._write(
                painter,
                QRectF(box.left(), top + above + body + apart, box.width(), under),
                cell.below,
                under_face,
                tokens.INK_2,
                right=column.right,
            )

    def _paint_status(self, painter: QPainter, box: QRectF, word: str, status: Status) -> None:
        wide, high = chip_width(word), scale.px(tokens.CHIP)
        place = QRectF(box.left(), box.center().y() - high / 2, wide, high)
        if wide <= box.width() + scale.gap(tokens.GAP_2):
            paint_chip(painter, place, status, word)
            return
        side = scale.px(tokens.CHIP_MARK)
        paint_shape(
            painter,
            QRectF(box.left(), box.center().y() - side / 2, side, side),
            status.shape,
            status.family.text,
        )
        text = box.adjusted(side + scale.gap(6), 0, 0, 0)
        self._write(painter, text, word, fonts.font(tokens.SMALL, bold=True), status.family.text)

    @staticmethod
    def _write(
        painter: QPainter,
        box: QRectF,
        text: str,
        face: QFont,
        ink: str,
        *,
        right: bool = False,
        least: float = SHRINK,
    ) -> None:
        painter.setPen(QColor(ink))
        natural = QFontMetricsF(face).horizontalAdvance(text)
        if natural > box.width():
            face = QFont(face)
            face.setPixelSize(max(1, int(face.pixelSize() * max(least, box.width() / natural))))
            natural = QFontMetricsF(face).horizontalAdvance(text)
        if natural <= box.width() + 1:
            painter.setFont(face)
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | side, text)
            return
        layouts, height = lay_out(text, face, box.width(), _LEADING)
        start = box.topLeft()
        start.setY(box.center().y() - height / 2)
        for layout in layouts:
            layout.draw(painter, start)

    @staticmethod
    def _height(text: str, face: QFont, width: float) -> float:
        natural = QFontMetricsF(face).horizontalAdvance(text)
        if natural * SHRINK <= width:
            return QFontMetricsF(face).height()
        smaller = QFont(face)
        smaller.setPixelSize(max(1, int(face.pixelSize() * SHRINK)))
        return lay_out(text, smaller, width, _LEADING)[1]

    def sizeHint(
        self,
        _option: QStyleOptionViewItem,
        _index: QModelIndex | QPersistentModelIndex,
    ) -> QSize:
        """Return nothing of its own: heights and widths belong to the table."""
        return QSize(0, 0)
