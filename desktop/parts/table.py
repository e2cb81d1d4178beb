"""The only table of the house: rows of frozen records with the reading above the name."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from desktop.parts.table_cells import TableCells
from desktop.parts.table_rows import Column, TableRows
from desktop.style import fonts, tokens
from desktop.style.scale import follow, scale

Row = TypeVar("Row")
__all__ = ["Column", "Table"]

_LEAST_FIRST = 150


class Table(QTableView, Generic[Row]):
    """A list called `name` with `columns`; `key` tells one row from another (its id).

    `row_height` is 51 with ruby, 44 plain, 36 dense. `ticks` puts a box before each row,
    set with Space. `reading` gives the kana that typing letters searches. `empty` is the
    sentence shown when there is nothing. `pointed` carries the row under the bar (or
    None), `opened` the row on which Enter was pressed; `ticks_changed` counts ticks.
    """

    pointed = Signal(object)
    opened = Signal(object)
    ticks_changed = Signal(int)

    def __init__(
        self,
        name: str,
        columns: Sequence[Column[Row]],
        *,
        key: Callable[[Row], str],
        row_height: int = tokens.ROW_RUBY,
        ticks: bool = False,
        reading: Callable[[Row], str] | None = None,
        empty: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.records: TableRows[Row] = TableRows(columns, key, self)
        self.records.ticks = ticks
        self._row_height = row_height
        self._reading = reading
        self._empty = empty
        self._folded: list[int] = []
        self.setAccessibleName(name)
        self.setModel(self.records)
        self.setItemDelegate(TableCells(self.records, lambda: self._folded, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        head.setSortIndicatorShown(False)
        head.sectionClicked.connect(self._sort_clicked)
        self.selectionModel().currentRowChanged.connect(self._point)
        self.doubleClicked.connect(lambda index: self.opened.emit(self._at(index)))
        follow(self._resize)

    def _resize(self) -> None:
        head = self.horizontalHeader()
        head.setFixedHeight(scale.px(tokens.TABLE_HEAD))
        self._arrange()

    def _arrange(self) -> None:
        """Give every column its width, folding some into the first when room runs short."""
        columns = self.records.columns
        room = self.viewport().width()
        widths = [scale.px(column.width) for column in columns]
        self._folded = []
        least = scale.px(_LEAST_FIRST)
        foldable = [number for number, column in enumerate(columns) if column.folds and number]
        while foldable:
            shown = [wide for number, wide in enumerate(widths) if number not in self._folded]
            if sum(wide or least for wide in shown) <= room and not (
                scale.largest and not self._folded
            ):
                break
            self._folded.append(foldable.pop())
        self._folded.sort()
        shown_numbers = [n for n in range(len(columns)) if n not in self._folded]
        fixed = sum(widths[number] for number in shown_numbers)
        open_ = [number for number in shown_numbers if not widths[number]] or [0]
        spare = max(0, room - fixed)
        for number in range(len(columns)):
            self.setColumnHidden(number, number in self._folded)
            wide = widths[number]
            if number in open_:
                wide += spare // len(open_)
            self.setColumnWidth(number, wide)
        extra = scale.px(tokens.CHIP + 6) if self._folded else 0
        self.verticalHeader().setDefaultSectionSize(scale.px(self._row_height) + extra)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the columns in the new room."""
        super().resizeEvent(event)
        self._arrange()

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show `rows`; the row under the bar stays under it if it is still there."""
        here = self.current()
        self.records.set_rows(rows)
        if here is not None:
            self.point_at(self.records.key(here))

    def set_filter(self, keep: Callable[[Row], bool] | None) -> None:
        """Show only the rows that `keep` accepts; None shows all again."""
        here = self.current()
        self.records.set_filter(keep)
        if here is not None:
            self.point_at(self.records.key(here))

    def sort_by(self, column: int, *, descending: bool = False) -> None:
        """Sort by `column`; -1 takes the order in which rows were given."""
        here = self.current()
        self.records.set_order(column, descending=descending)
        if here is not None:
            self.point_at(self.records.key(here))

    def _sort_clicked(self, column: int) -> None:
        order = self.records.order
        self.sort_by(column, descending=order.column == column and not order.descending)

    def shown(self) -> list[Row]:
        """Return the rows as they stand, filtered and sorted."""
        return list(self.records.rows)

    def current(self) -> Row | None:
        """Return the row under the bar."""
        return self._at(self.currentIndex())

    def _at(self, index: QModelIndex | QPersistentModelIndex) -> Row | None:
        if not index.isValid() or index.row() >= len(self.records.rows):
            return None
        return self.records.rows[index.row()]

    def point_at(self, key: str) -> bool:
        """Put the bar on the row whose key is `key`; return whether it is there."""
        for number, row in enumerate(self.records.rows):
            if self.records.key(row) == key:
                self.point_at_row(number)
                return True
        return False

    def point_at_row(self, number: int) -> None:
        """Put the bar on the row at `number` and scroll it into view."""
        if 0 <= number < len(self.records.rows):
            index = self.records.index(number, 0)
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def _point(self, now: QModelIndex, _before: QModelIndex) -> None:
        self.pointed.emit(self._at(now))

    def ticked(self) -> list[Row]:
        """Return the ticked rows in the order in which they were given."""
        key = self.records.key
        return [row for row in self.records.all_rows() if key(row) in self.records.ticked]

    def set_ticked(self, keys: set[str]) -> None:
        """Tick exactly the rows whose keys are `keys`."""
        self.records.ticked = set(keys)
        self.viewport().update()
        self.ticks_changed.emit(len(keys))

    def _flip(self, row: Row) -> None:
        self.records.ticked ^= {self.records.key(row)}
        self.viewport().update()
        self.ticks_changed.emit(len(self.records.ticked))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter, tick on Space; all else is Qt's."""
        row = self.current()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if row is not None and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.opened.emit(row)
                return
            event.ignore()
            return
        if event.key() == Qt.Key.Key_Space and self.records.ticks and row is not None:
            self._flip(row)
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick a row when its box is clicked."""
        super().mouseReleaseEvent(event)
        if not self.records.ticks:
            return
        row = self._at(self.indexAt(event.position().toPoint()))
        if row is not None and event.position().x() < scale.px(44):
            self._flip(row)

    def keyboardSearch(self, letters: str) -> None:
        """Go to the next row whose reading begins with `letters`."""
        if self._reading is None or not letters:
            super().keyboardSearch(letters)
            return
        start = max(self.currentIndex().row(), -1)
        rows = self.records.rows
        for step in range(1, len(rows) + 1):
            number = (start + step) % len(rows)
            if self._reading(rows[number]).startswith(letters):
                self.point_at_row(number)
                return

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, or the sentence that there are none."""
        super().paintEvent(event)
        if self._empty and not self.records.rows:
            painter = QPainter(self.viewport())
            painter.setPen(QColor(tokens.INK_2))
            painter.setFont(fonts.font())
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, self._empty)

    def set_empty(self, sentence: str) -> None:
        """Say `sentence` while there is nothing to show."""
        self._empty = sentence
        self.viewport().update()
