"""The foot of the reception: what happened last, and the ways without a card."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from desktop.parts.button import Button
from desktop.parts.label import Label
from desktop.parts.status import Status, StatusMark
from desktop.style import tokens
from desktop.style.scale import follow, scale
from resources.words import _

HEIGHT = 68
MARKS = 16


class Foot(QFrame):
    """Says いま and whom; carries 名前でさがす, はじめての方 and 取り消す."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "bar")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._now = Label(_("Now"), px=tokens.LABEL, colour=tokens.INK_2)
        self._mark = StatusMark(Status.NONE, size=MARKS)
        self.who = Label(_("Waiting for the first card"), px=tokens.NAME, bold=True)
        self.facts = Label(px=tokens.LABEL, colour=tokens.INK_2)
        self._without = Label(_("Without a card"), px=tokens.LABEL, colour=tokens.INK_2)
        high = tokens.CONTROL_RECEPTION
        self.search = Button(_("Look for the name"), icon="search", key="F2", height=high)
        self.newcomer = Button(
            _("Here for the first time"), icon="user-round-plus", key="F3", height=high
        )
        self.take_back = Button(
            _("Take the last one back"), icon="undo-2", key="Ctrl Z", height=high
        )
        self.buttons = (self.search, self.newcomer, self.take_back)
        self._row = QHBoxLayout(self)
        for part in (self._now, self._mark, self.who, self.facts):
            self._row.addWidget(part)
        self._row.addStretch(1)
        self._row.addWidget(self._without)
        for button in self.buttons:
            # The page takes the keys itself: a shortcut presses a button 100 ms later.
            button.setShortcut(QKeySequence())
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._row.addWidget(button)
        follow(self._resize)

    def _resize(self) -> None:
        self.setFixedHeight(scale.px(HEIGHT))
        side = scale.gap(tokens.PAGE_MARGIN)
        self._row.setContentsMargins(side, 0, scale.gap(tokens.GAP_4), 0)
        self._row.setSpacing(scale.gap(10))

    def show_now(self, status: Status, who: str, facts: str = "") -> None:
        """Say what happened last and to whom."""
        self._mark.set_status(status)
        self.who.setText(who)
        self.facts.setText(facts)

    def ask(self, *, on: bool) -> None:
        """Make way for the remedies: while the door asks, the answer stays until one is taken."""
        for button in self.buttons:
            button.setVisible(not on)
        self._without.setText(_("This stays until staff choose") if on else _("Without a card"))

    def fold(self, *, narrow: bool) -> None:
        """Leave out the words between when there is little room."""
        self._without.setVisible(not narrow)
        self.facts.setVisible(not narrow)
