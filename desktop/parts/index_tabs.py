"""Index tabs: あ…わ and A–Z above a list, with how many stand under each."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from desktop.style import fonts, tokens
from desktop.style.scale import follow, scale
from resources.words import _

KANA_TABS: Final = (*"あかさたなはまやらわ", "A–Z", "他")


class _Tab(QPushButton):
    def __init__(self, value: str, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.value = value
        self.words = words
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words)
        follow(self.updateGeometry)

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(fonts.font(tokens.BODY))
        wide = max(scale.px(34), round(metrics.horizontalAdvance(self.words)) + scale.gap(14))
        return QSize(wide, scale.px(32))

    def minimumSizeHint(self) -> QSize:
        metrics = QFontMetricsF(fonts.font(tokens.BODY))
        return QSize(round(metrics.horizontalAdvance(self.words)) + 4, scale.px(32))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.PRIMARY))
            painter.drawRoundedRect(box, tokens.RADIUS_CONTROL, tokens.RADIUS_CONTROL)
        ink = tokens.INK if self.isEnabled() else tokens.INK_3
        painter.setPen(QColor(tokens.WHITE if self.isChecked() else ink))
        painter.setFont(fonts.font(tokens.BODY, bold=self.isChecked()))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.words)


class IndexTabs(QWidget):
    """The tabs of a list; one stop for Tab, ← → walk past the empty ones.

    `chosen` carries the tab ("" for すべて). Counts are told in the tips.
    """

    chosen = Signal(str)

    def __init__(self, tabs: Sequence[str] = KANA_TABS, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Index of readings"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        self._tabs: list[_Tab] = []
        for value, words in (("", _("All")), *((tab, tab) for tab in tabs)):
            tab = _Tab(value, words, self)
            tab.clicked.connect(lambda _on=False, value=value: self._choose(value))
            line.addWidget(tab)
            self._tabs.append(tab)
        line.addStretch(1)
        self.set_current("")

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Tell how many stand under each tab; empty ones are grey and passed over."""
        for tab in self._tabs[1:]:
            count = counts.get(tab.value, 0)
            tab.setEnabled(count > 0)
            words = _("{tab}: {count} people").format(tab=tab.words, count=count)
            tab.setToolTip(words)
            tab.setAccessibleName(words)

    def current(self) -> str:
        """Return the chosen tab, "" for all."""
        return next((tab.value for tab in self._tabs if tab.isChecked()), "")

    def set_current(self, value: str) -> None:
        """Show `value` as chosen without sending it, as a scrolling list does."""
        for tab in self._tabs:
            tab.setChecked(tab.value == value)

    def _choose(self, value: str) -> None:
        self.set_current(value)
        self.chosen.emit(value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with ← and →, past empty tabs."""
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        values = [tab.value for tab in self._tabs if tab.isEnabled() or tab.isChecked()]
        here = values.index(self.current()) + step
        if 0 <= here < len(values):
            self._choose(values[here])
