"""The head of the reception: which meeting, how loud, what time, and the way out."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from desktop.parts.button import Button, Kind
from desktop.parts.chip import Chip
from desktop.parts.label import Label
from desktop.parts.status import Status
from desktop.style import tokens
from desktop.style.scale import follow, scale
from resources.words import _

HEIGHT = 64
CLOCK = 30


def volume_word(level: int) -> str:
    """Return the word for a volume from 0 to 100."""
    if level == 0:
        return _("Sound off")
    if level <= 40:
        return _("Sound low")
    return _("Sound middle") if level <= 70 else _("Sound high")


class Head(QFrame):
    """Title, state chip, volume, clock and 受付をおわる."""

    left = Signal()
    volume_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "top")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.title = Label(px=tokens.SCREEN_TITLE, bold=True)
        self.place = Label(_("Reception"), px=tokens.SCREEN_TITLE, colour=tokens.INK_2)
        self.chip = Chip(Status.NONE, _("Working on this PC alone"), icon="wifi-off")
        self.volume = Button("", kind=Kind.QUIET, icon="volume-2", height=tokens.CONTROL_RECEPTION)
        self.clock = Label(px=CLOCK, bold=True)
        self.leave = Button(
            _("Leave reception"), icon="x", key="F11", height=tokens.CONTROL_RECEPTION
        )
        self.volume.clicked.connect(self.volume_asked)
        self.leave.clicked.connect(self.left)
        for button in (self.volume, self.leave):
            button.setShortcut(QKeySequence())  # the page takes F11 itself
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.title)
        self._row.addWidget(self.place)
        self._row.addWidget(self.chip)
        self._row.addStretch(1)
        self._row.addWidget(self.volume)
        self._row.addWidget(self.clock)
        self._row.addWidget(self.leave)
        follow(self._resize)

    def _resize(self) -> None:
        self.setFixedHeight(scale.px(HEIGHT) + 1)
        side = scale.gap(tokens.PAGE_MARGIN)
        self._row.setContentsMargins(side, 0, scale.gap(tokens.GAP_4), 0)
        self._row.setSpacing(scale.gap(tokens.GAP_3))

    def show_volume(self, level: int) -> None:
        """Say how loud the answers are, 0 to 100."""
        self.volume.set_icon("volume-x" if level == 0 else "volume-2")
        self.volume.set_words(volume_word(level))

    def show_time(self, text: str) -> None:
        """Show the time of day."""
        if self.clock.text() != text:
            self.clock.setText(text)

    def fold(self, *, narrow: bool) -> None:
        """Leave out what only repeats when there is little room."""
        self.chip.setVisible(not narrow)
        self.place.setVisible(not narrow)
