"""A sheet that follows what is written: drawn anew a moment after the last key."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.parts.button import Button, Kind
from desktop.parts.label import Label
from desktop.parts.sheet_view import SheetView
from desktop.printing import Document
from desktop.style import tokens
from desktop.style.scale import scale
from resources.words import _

_REST_MS = 250
_HIGH = 380


class SheetPreview(QWidget):
    """Shows what `draw(number)` returns for the reader `number` (from 0) of those there are.

    None shows an empty ground, no bytes leave the sheet that is shown.
    """

    def __init__(
        self, name: str, draw: Callable[[int], bytes | None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._draw = draw
        self._document: Document | None = None
        self.number = 0
        self._count = 1
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.sheet = SheetView(name)
        self.sheet.setMinimumHeight(scale.px(_HIGH))
        self.sheet.stepped.connect(self._step)
        column.addWidget(self.sheet, 1)
        row = QHBoxLayout()
        self.before = Button(_("Previous"), kind=Kind.QUIET, height=tokens.CONTROL_DENSE)
        self.after = Button(_("Next"), kind=Kind.QUIET, height=tokens.CONTROL_DENSE)
        self.place_word = Label()
        self.before.clicked.connect(lambda: self._step(-1))
        self.after.clicked.connect(lambda: self._step(1))
        row.addStretch(1)
        for part in (self.before, self.place_word, self.after):
            row.addWidget(part)
        row.addStretch(1)
        column.addLayout(row)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.show_now)

    def ask(self) -> None:
        """Draw it anew when the keys rest."""
        self._rest.start()

    def show_count(self, count: int) -> None:
        """Take `count` readers; the one in view stays where it can."""
        self._count = max(count, 1)
        self.number = min(self.number, self._count - 1)
        self.show_now()

    def show_now(self) -> None:
        """Draw the sheet of the reader in view."""
        self._rest.stop()
        pdf = self._draw(self.number)
        if pdf == b"":
            return
        before, self._document = self._document, None
        if pdf is not None:
            self._document = Document(pdf)
        self.sheet.show_page(self._document, 0)
        if before is not None:
            before.close()
        self.place_word.setText(f"{self.number + 1} ／ {self._count}")
        self.before.setEnabled(self.number > 0)
        self.after.setEnabled(self.number < self._count - 1)

    def _step(self, step: int) -> None:
        self.number = max(0, min(self.number + step, self._count - 1))
        self.show_now()
