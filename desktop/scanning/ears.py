"""The scanner as a page or a dialog hears it: wherever the focus is, while it is in view."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.scanning.target import ScanTarget


class Ears(QObject):
    """Hears scans in the window of `widget` from `open` until `close`; `heard` carries the text.

    `ours` says whether a text reads as a card. Opening twice or closing twice does nothing more.
    """

    heard = Signal(str)

    def __init__(self, widget: QWidget, *, ours: Callable[[str], bool]) -> None:
        super().__init__(widget)
        self._widget, self._ours = widget, ours
        self._target: ScanTarget | None = None

    def open(self) -> None:
        """Begin to hear, the input method on or off."""
        if self._target is None:
            self._target = ScanTarget(self._widget.window(), ours=self._ours)
            self._target.scanned.connect(self.heard)
            self._target.start()

    def close(self) -> None:
        """Let the scanner go."""
        if self._target is not None:
            self._target.stop()
            self._target.deleteLater()
            self._target = None
