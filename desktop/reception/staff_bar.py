"""The staff bar under an answer that asks: why, in one line, and what can be done."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.parts.button import Button, Kind
from desktop.parts.label import Label
from desktop.reception.wording import Wording
from desktop.style import tokens
from desktop.style.scale import follow, scale
from resources.words import _
from sessions import answers
from sessions.answers import Remedy

HEIGHT = 84
REASON = 18
TWO_PEOPLE = 64
MOST = 3
_ICONS = {
    Remedy.SEARCH_NAME: "search",
    Remedy.SCAN_AGAIN: "scan-line",
    Remedy.IME_OFF: "languages",
    Remedy.WALK_IN: "user-round-plus",
    Remedy.ADD_AND_RECEIVE: "user-round-plus",
    Remedy.ACCEPT_ANYWAY: "check",
    Remedy.NEW_CARD: "id-card",
    Remedy.CLAIM: "pencil",
    Remedy.BOTH: "users-round",
    Remedy.FIRST: "user-round",
    Remedy.SECOND: "user-round",
    Remedy.COME_BACK: "door-open",
    Remedy.OPEN_MEETING: "play",
    Remedy.REOPEN: "play",
    Remedy.KEY_IN_PAPER: "clipboard-list",
}
_KEYS = {Remedy.ACCEPT_ANYWAY: "F4", Remedy.SEARCH_NAME: "F2", Remedy.WALK_IN: "F3"}


class StaffBar(QFrame):
    """Says 係の方へ and the reason; one button for each remedy, the safest one first."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "bar")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._for_staff = Label(_("For staff"), px=tokens.LABEL, bold=True, colour=tokens.WAIT.text)
        self.reason = Label(px=REASON, bold=True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(self._for_staff)
        words.addWidget(self.reason)
        words.addStretch(1)
        self._buttons = QHBoxLayout()
        self._row = QHBoxLayout(self)
        self._row.addLayout(words, 1)
        self._row.addLayout(self._buttons)
        self.remedies: dict[Remedy, Button] = {}
        follow(self._resize)

    def _resize(self) -> None:
        self.setFixedHeight(scale.px(HEIGHT))
        side = scale.gap(tokens.PAGE_MARGIN)
        self._row.setContentsMargins(side, 0, scale.gap(tokens.GAP_4), 0)
        self._row.setSpacing(scale.gap(10))
        self._buttons.setSpacing(scale.gap(10))

    def show_wording(self, wording: Wording) -> None:
        """Show the reason and the remedies of `wording`."""
        for button in self.remedies.values():
            self._buttons.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.remedies = {}
        self.reason.setText(wording.reason)
        for place, remedy in enumerate(wording.remedies[:MOST]):
            button = self._button(remedy, wording, first=place == 0)
            button.clicked.connect(lambda _on=False, remedy=remedy: self.chosen.emit(remedy))
            self.remedies[remedy] = button
            self._buttons.addWidget(button)

    def _button(self, remedy: Remedy, wording: Wording, *, first: bool) -> Button:
        button = Button(
            wording.names.get(remedy) or answers.label(remedy),
            kind=Kind.PRIMARY if first else Kind.SECONDARY,
            icon=_ICONS[remedy],
            key="Enter" if first else _KEYS.get(remedy, ""),
            height=TWO_PEOPLE if wording.names else 48,
        )
        button.setShortcut(QKeySequence())  # the page takes the keys itself
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def press(self, remedy: Remedy | None = None) -> bool:
        """Choose `remedy`, or the first one; return whether it is offered."""
        button = self.remedies.get(remedy) if remedy else next(iter(self.remedies.values()), None)
        if button is None:
            return False
        button.click()
        return True
