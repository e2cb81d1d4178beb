"""Search fields: a magnifier, the words to look for, and the key that leads here."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.parts.key_cap import cap_width, paint_cap
from desktop.parts.text_field import TextField
from desktop.style import tokens
from desktop.style.scale import scale


class SearchField(TextField):
    """A field called `name` to look for something; `key` is shown at its right end.

    `sought` carries the text at every change, `moved` is -1 or 1 for ↑ and ↓, `entered`
    carries the text on Enter. `pill` gives the round ends of the top bar.
    """

    sought = Signal(str)
    moved = Signal(int)
    entered = Signal(str)

    def __init__(
        self,
        name: str,
        *,
        hint: str = "",
        key: str = "",
        pill: bool = False,
        height: int = tokens.CONTROL,
        parent: QWidget | None = None,
    ) -> None:
        self._key = key
        self._capped = False
        super().__init__(name, hint=hint, icon="search", height=height, parent=parent)
        if pill:
            self.setProperty("shape", "pill")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self.sought)

    def _resize(self) -> None:
        super()._resize()
        self._make_room()

    def _make_room(self) -> None:
        """Keep room for the cap unless the hint needs it; a hint is never cut."""
        cap = cap_width(self._key) if self._key else 0
        hint = QFontMetricsF(self.font()).horizontalAdvance(self.placeholderText())
        icon = self.textMargins().left()
        self._capped = bool(cap) and self.width() - icon - cap - scale.px(27) >= hint
        margins = self.textMargins()
        margins.setRight(cap - 2 if self._capped else 0)
        self.setTextMargins(margins)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Decide whether there is room for the key cap."""
        super().resizeEvent(event)
        self._make_room()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Send ↑ ↓ and Enter on; Esc empties the field before it means anything else."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit(self.text())
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field, and its key cap while it is empty and not in use."""
        super().paintEvent(event)
        if self._capped and not self.text() and not self.hasFocus():
            wide, high = cap_width(self._key), scale.px(tokens.KEY_CAP)
            box = QRectF(self.width() - wide - scale.px(8), (self.height() - high) / 2, wide, high)
            paint_cap(QPainter(self), box, self._key)
