"""The frame around the way in: the house's name, the two ridges, and one panel at a time."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.parts.button import Button, Kind
from desktop.parts.focus_ring import FocusRing
from desktop.parts.label import Label
from desktop.parts.ridges import paint_ridges
from desktop.style import tokens
from desktop.style.scale import follow, scale
from resources.words import _


class Entrance(QWidget):
    """A window that shows one panel of the way in; `painted` is sent once it is on the screen."""

    painted = Signal()
    closing = Signal()
    hall_asked = Signal()

    def __init__(self, *, snowy: bool = False) -> None:
        super().__init__()
        self._snowy = snowy
        self._told = False
        self.setWindowTitle(_("Inakurashi"))
        self.setProperty("part", "ground")
        self.setMinimumSize(*tokens.WINDOW_LEAST)
        self.resize(*tokens.WINDOW)
        head = QHBoxLayout()
        head.addWidget(Label(_("Inakurashi"), px=tokens.PERSON_TITLE, bold=True))
        head.addWidget(
            Label(_("People meeting people"), colour=tokens.INK_2), 0, Qt.AlignmentFlag.AlignBottom
        )
        head.addStretch(1)
        self.hall = Button(_("Use at a hall (open a package)"), kind=Kind.QUIET, icon="usb")
        self.hall.clicked.connect(self.hall_asked)
        head.addWidget(self.hall)
        self.panels = QStackedWidget()
        self._column = QVBoxLayout(self)
        self._column.addLayout(head)
        self._column.addWidget(self.panels, 1)
        self.ring = FocusRing(self)
        follow(self._resize)

    def _resize(self) -> None:
        side = scale.gap(tokens.PAGE_MARGIN * 2)
        # A card may stand before the ridges: with large letters every line counts.
        top = scale.gap(tokens.GAP_3)
        self._column.setContentsMargins(side, top, side, scale.gap(tokens.GAP_3))

    def show_panel(self, panel: QWidget) -> None:
        """Show `panel` and let the one before it go."""
        before = self.panels.currentWidget()
        self.panels.addWidget(panel)
        self.panels.setCurrentWidget(panel)
        if before is not None:
            self.panels.removeWidget(before)
            before.deleteLater()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the two ridges and the river at the foot."""
        super().paintEvent(event)
        painter = QPainter(self)
        height = tokens.RIDGE_HEIGHT
        foot = self.rect().adjusted(0, self.height() - height, 0, 0)
        paint_ridges(painter, QRectF(foot), snow=self._snowy)
        painter.end()
        if not self._told:
            self._told = True
            self.painted.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Give the keyboard to the panel."""
        super().showEvent(event)
        panel = self.panels.currentWidget()
        if panel is not None:
            panel.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say that the person leaves."""
        self.closing.emit()
        super().closeEvent(event)
