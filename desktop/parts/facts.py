"""Facts: pairs of a small label and what it says, one under the other."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.parts.label import Label
from desktop.style import tokens
from desktop.style.scale import follow, scale


class Facts(QWidget):
    """`facts` as (label, words) with labels `label_width` px wide; words may wrap."""

    def __init__(
        self,
        facts: Sequence[tuple[str, str]] = (),
        *,
        label_width: int = 92,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._label_width = label_width
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._labels: list[Label] = []
        self._words: list[Label] = []
        follow(self._resize)
        self.show_facts(facts)

    def _resize(self) -> None:
        self._grid.setHorizontalSpacing(scale.gap(tokens.GAP_2))
        self._grid.setVerticalSpacing(scale.gap(tokens.GAP_2))
        self._grid.setColumnMinimumWidth(0, scale.px(self._label_width))
        self._grid.setColumnStretch(1, 1)

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show `facts`; those that say nothing are left out."""
        for old in (*self._labels, *self._words):
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._labels, self._words = [], []
        top = Qt.AlignmentFlag.AlignTop
        for row, (label, words) in enumerate(pair for pair in facts if pair[1]):
            left = Label(label, px=tokens.LABEL, colour=tokens.INK_2)
            right = Label(words, wrap=True)
            left.setBuddy(right)
            self._grid.addWidget(left, row, 0, top)
            self._grid.addWidget(right, row, 1, top)
            self._labels.append(left)
            self._words.append(right)
