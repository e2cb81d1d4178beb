"""What every page is: a place, what it reads, and when it reads it again."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop import navigation
from desktop.frame import Frame
from desktop.style import tokens
from desktop.style.scale import follow, scale

if TYPE_CHECKING:
    from desktop.desk import Desk


class Page(QWidget):
    """One place in the house, shown in the middle of the window.

    A page names what it reads (`reads`, class names of tables) and is refreshed at once
    when such a table changed while it is visible, else when it is shown again. Widgets go
    into `body`, which scrolls downwards and never sideways; `foot` stays below it.
    """

    name: ClassVar[str]
    reads: ClassVar[frozenset[str]] = frozenset()
    help_topic: ClassVar[str] = ""
    covers: ClassVar[bool] = False  # full screen, like reception
    heading_changed = Signal()

    def __init__(self, desk: "Desk", frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.frame = frame
        self.stale = True
        self.subject = ""
        self.foot: QWidget | None = None
        self.primary: QAbstractButton | None = None
        # Where the focus begins, if not at the first widget. A focus proxy of the page would
        # let Tab pass over everything before it.
        self.start: QWidget | None = None
        ground = QWidget()
        ground.setProperty("part", "ground")
        self.body = QVBoxLayout(ground)
        self.body.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.area = QScrollArea()
        self.area.setWidget(ground)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(self.area, 1)
        desk.changed.connect(self.hear)
        follow(self._resize)

    def _resize(self) -> None:
        side = scale.gap(tokens.PAGE_MARGIN)
        self.body.setContentsMargins(side, scale.gap(tokens.GAP_3), side, scale.gap(tokens.GAP_3))
        self.body.setSpacing(scale.gap(tokens.GAP_3))

    @property
    def place(self) -> navigation.Place:
        """The entry of this page in the navigation."""
        return navigation.place(self.name)

    def heading(self) -> str:
        """Return the title in the top bar; a page about one person says their name."""
        return self.place.title

    def heading_note(self) -> str:
        """Return what stands small beside the title, like 1,284人."""
        return ""

    def head_buttons(self) -> list[QWidget]:
        """Return the buttons that stand in the top bar while this page is shown."""
        return []

    def refresh(self) -> None:
        """Read everything shown again; each page says how."""

    def open_at(self, subject: str) -> None:
        """Show `subject`, an id; called before the page is shown."""
        if subject != self.subject:
            self.subject = subject
            self.stale = True

    def step_back(self) -> bool:
        """Go one step back inside the page on Esc; return whether there was one."""
        return False

    def regions(self) -> list[QWidget]:
        """Return the widgets F6 walks through, in reading order."""
        return []

    def filter_field(self) -> QWidget | None:
        """Return the field the key / leads to, where the page has a list."""
        return None

    def set_foot(self, foot: QWidget) -> None:
        """Keep `foot` below the scrolling body."""
        self.column.addWidget(foot)
        self.foot = foot

    def press_primary(self) -> bool:
        """Press the page's one primary button; return whether it could be pressed."""
        if self.primary is None or not self.primary.isEnabled():
            return False
        self.primary.click()
        return True

    def hear(self, tables: frozenset[str]) -> None:
        """Hear from the desk which `tables` changed."""
        if tables & self.reads:
            self.stale = True
            self.freshen()

    def freshen(self) -> None:
        """Refresh when stale and visible."""
        if self.stale and self.isVisible() and not self.desk.closed:
            self.stale = False
            self.refresh()
            self.heading_changed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Refresh what grew stale while the page was away."""
        super().showEvent(event)
        self.freshen()
