"""Rows of a card: what it is in bold, what more is known below it, what can be done at the end."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.parts.button import Button, Kind
from desktop.parts.chip import Chip
from desktop.parts.label import Label
from desktop.style import tokens
from desktop.style.scale import scale


def quiet(words: str, about: str) -> Button:
    """Return a small button of a row; a screen reader hears what it is `about`, too."""
    button = Button(words, kind=Kind.QUIET, height=tokens.CONTROL_DENSE, size=tokens.LABEL)
    button.setAccessibleName(f"{words} {about}")
    return button


def row(
    title: str, below: str = "", *, chip: Chip | None = None, end: Button | None = None
) -> QWidget:
    """Return one row of a card."""
    made = QWidget()
    made.setAccessibleName(" ".join(part for part in (title, below) if part))
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(scale.gap(tokens.GAP_2))
    words = QVBoxLayout()
    words.setSpacing(1)
    words.addWidget(Label(title, bold=True, wrap=True))
    if below:
        words.addWidget(Label(below, px=tokens.LABEL, colour=tokens.INK_2, wrap=True))
    line.addLayout(words, 1)
    if chip is not None:
        line.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
    if end is not None:
        line.addWidget(end, 0, Qt.AlignmentFlag.AlignTop)
    return made
