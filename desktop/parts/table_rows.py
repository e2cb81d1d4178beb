"""The rows behind the table: frozen records, sorted and filtered here, shown as cells."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.parts.status import Status
from resources.words import _

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column: its `title`, and what each cell says.

    `ruby` stands above the text, `chip` gives a status and makes the text a chip, `below`
    is a second line. `width` is px at 100 %; 0 takes the room that is left. `folds` lets
    the column move into a second line under the first one when room runs short. `sort`
    gives the value to sort by, which was made ready before (never collated here).
    """

    title: str
    text: Callable[[Row], str]
    ruby: Callable[[Row], str] | None = None
    below: Callable[[Row], str] | None = None
    chip: Callable[[Row], Status | None] | None = None
    width: int = 0
    right: bool = False
    bold: bool = False
    folds: bool = False
    sort: Callable[[Row], Any] | None = None


@dataclass(frozen=True)
class Cell:
    """What one cell shows."""

    text: str
    ruby: str = ""
    below: str = ""
    status: Status | None = None

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return " ".join(part for part in (self.text, self.ruby, self.below) if part)


@dataclass
class Order:
    """By which column the rows stand, and in which direction."""

    column: int = -1
    descending: bool = False
    filter: Callable[[Any], bool] | None = field(default=None)


class TableRows(QAbstractTableModel, Generic[Row]):
    """The rows of a table; cells are made once, the first time a row is painted."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        key: Callable[[Row], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.key = key
        self.order = Order()
        self.ticked: set[str] = set()
        self.ticks = False
        self._all: list[Row] = []
        self.rows: list[Row] = []
        self._cells: dict[int, tuple[Cell, ...]] = {}
        self.more: Callable[[], Sequence[Row]] | None = None

    def canFetchMore(self, _parent: Index) -> bool:
        """Tell whether there may be rows below those read so far."""
        return self.more is not None

    def fetchMore(self, _parent: Index) -> None:
        """Read the next rows and put them below; sorted or filtered rows do not grow."""
        if self.more is None:
            return
        further = list(self.more())
        if not further:
            self.more = None
            return
        self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows) + len(further) - 1)
        self._all += further
        self.rows += further
        self.endInsertRows()

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show `rows` in the order and under the filter in force."""
        self._all = list(rows)
        known = {self.key(row) for row in self._all} if self.ticked else set()
        self.ticked &= known
        self._reset()

    def all_rows(self) -> list[Row]:
        """Return every row, filtered out or not, in the order it was given."""
        return list(self._all)

    def set_order(self, column: int, *, descending: bool = False) -> None:
        """Sort by `column`; -1 keeps the order in which the rows were given."""
        self.order.column = column
        self.order.descending = descending
        self._reset()

    def set_filter(self, keep: Callable[[Row], bool] | None) -> None:
        """Show only the rows that `keep` accepts."""
        self.order.filter = keep
        self._reset()

    def _reset(self) -> None:
        self.beginResetModel()
        keep = self.order.filter
        rows = self._all if keep is None else [row for row in self._all if keep(row)]
        if 0 <= self.order.column < len(self.columns):
            column = self.columns[self.order.column]
            rows = sorted(rows, key=column.sort or column.text, reverse=self.order.descending)
        self.rows = rows if rows is not self._all else list(rows)
        self._cells = {}
        self.endResetModel()

    def cells(self, row: int) -> tuple[Cell, ...]:
        """Return the cells of the visible row `row`."""
        made = self._cells.get(row)
        if made is None:
            record = self.rows[row]
            made = tuple(
                Cell(
                    column.text(record),
                    column.ruby(record) if column.ruby else "",
                    column.below(record) if column.below else "",
                    column.chip(record) if column.chip else None,
                )
                for column in self.columns
            )
            self._cells[row] = made
        return made

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many rows are shown."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return how many columns there are."""
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows or says; only looked up, never worked out."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cells(index.row())[index.column()].text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            spoken = self.cells(index.row())[index.column()].spoken
            if self.ticks and index.column() == 0:
                on = self.key(self.rows[index.row()]) in self.ticked
                state = _("chosen") if on else _("not chosen")
                spoken = f"{state} {spoken}"
            return spoken
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return the title of a column, and for a screen reader how it is sorted."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            if section != self.order.column:
                return column.title
            return f"{column.title} {'▼' if self.order.descending else '▲'}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if section != self.order.column:
                return column.title
            way = _("falling order") if self.order.descending else _("rising order")
            return f"{column.title} {way}"
        return None
