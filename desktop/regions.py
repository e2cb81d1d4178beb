"""The regions of a screen that F6 walks through, and how the focus enters one."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from desktop.parts.columns import Columns


def enter(region: QWidget) -> bool:
    """Put the focus on the first thing in `region` that takes it; return whether one does."""
    candidates = [region, *region.findChildren(QWidget)]
    for widget in candidates:
        reachable = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if reachable and widget.isVisible() and widget.isEnabled():
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            return True
    return False


def _drawer_of(region: QWidget) -> Columns | None:
    """Return the columns in `region` whose side is a closed drawer, if there are any."""
    for columns in region.findChildren(Columns):
        if columns.folded and columns.isVisible() and not columns.handle.isChecked():
            return columns
    return None


def next_region(regions: Sequence[QWidget]) -> None:
    """Go from the region that has the focus to the next one; a drawer is opened on the way."""
    focus = QApplication.focusWidget()
    here = -1
    for number, region in enumerate(regions):
        if focus is not None and (region is focus or region.isAncestorOf(focus)):
            here = number
    if regions and here == len(regions) - 1:
        drawer = _drawer_of(regions[here])
        if drawer is not None:
            drawer.open_side()
            return
    for step in range(1, len(regions) + 1):
        if enter(regions[(here + step) % len(regions)]):
            return
