"""Hairlines: the thin line between two matters."""

from PySide6.QtWidgets import QFrame, QWidget


class Hairline(QFrame):
    """One horizontal line, 1 px high; decoration only."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "hairline")
        self.setFixedHeight(1)
