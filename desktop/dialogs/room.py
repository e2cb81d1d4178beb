"""How large a dialog may be: as it wishes, within the window that asks."""

from PySide6.QtWidgets import QDialog, QWidget

from desktop.style.scale import scale

_AROUND = 48


def fit(dialog: QDialog, wide: int, high: int, parent: QWidget | None) -> None:
    """Give `dialog` `wide` by `high` px (at 100 %), never more than the window of `parent`."""
    width, height = scale.px(wide), scale.px(high)
    if parent is not None:
        window = parent.window()
        width = min(width, window.width() - _AROUND)
        height = min(height, window.height() - _AROUND)
    dialog.resize(width, height)
