"""Keys pressed on a row of a table, given to what they do."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget


class RowKeys(QObject):
    """Listens on `table` and calls what stands for a key in `acts`; other keys pass."""

    def __init__(self, table: QWidget, acts: Mapping[Qt.Key, Callable[[], object]]) -> None:
        super().__init__(table)
        self._acts = dict(acts)
        table.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that mean something here, when pressed alone."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            act = self._acts.get(Qt.Key(event.key()))
            if act is not None and not modifiers:
                act()
                return True
        return super().eventFilter(watched, event)
