"""The stage between head and foot: three columns while waiting, one answer over them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.parts.card import Card
from desktop.parts.message import Message
from desktop.parts.status import Status
from desktop.parts.toast import Toast
from desktop.reception.answer_screen import AnswerScreen
from desktop.reception.finder import Finder
from desktop.reception.latest import Latest
from desktop.reception.walk_in import WalkInPanel
from desktop.reception.welcome import Welcome
from desktop.style import tokens
from desktop.style.scale import follow, scale

LEFT, MIDDLE, RIGHT = 452, 520, 200
TALL = 590  # from here on the candidates have room under the kana pad


class Stage(QWidget):
    """Lays out the columns for the room there is, and keeps the answer above them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # The columns follow the room there is; they never ask the window for more.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.welcome = Welcome()
        self.finder = Finder()
        self.walk_in = WalkInPanel()
        self.latest = Latest()
        self._beside = Card(dense=True)
        self._panel = QScrollArea()
        self._panel.setWidget(self.walk_in)
        self._panel.setWidgetResizable(True)
        self._panel.setFrameShape(QFrame.Shape.NoFrame)
        self._panel.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._panel.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.middle = QStackedWidget()
        self.middle.addWidget(self.finder)
        self.middle.addWidget(self._panel)
        self._left = QStackedWidget()
        self._left.addWidget(self.welcome)
        self._left.addWidget(self._beside)
        self._messages = QVBoxLayout()
        self._columns = QHBoxLayout()
        self._columns.addWidget(self._left)
        self._columns.addWidget(self.middle)
        self._columns.addWidget(self.latest, 1)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._messages)
        self._column.addLayout(self._columns, 1)
        self.answer = AnswerScreen(self)
        self.answer.hide()
        self.toast = Toast(self)
        self._told: dict[str, Message] = {}
        self._is_short = False
        self.finder.sought.connect(lambda _text: self._choose_left())
        follow(self._arrange)

    @property
    def walking_in(self) -> bool:
        """Whether the panel for newcomers is open."""
        return self.middle.currentWidget() is self._panel

    def open_walk_in(self, *, on: bool) -> None:
        """Open the panel for newcomers in place of the search, or close it."""
        self.middle.setCurrentWidget(self._panel if on else self.finder)
        self._choose_left()

    def tell(self, key: str, status: Status, text: str, action: str, act: object) -> None:
        """Put a message above the columns; it never blocks a scan."""
        self.untell(key)
        self._told[key] = message = Message(status, text, action=action, act=act)  # type: ignore[arg-type]
        if message.button is not None:
            message.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._messages.addWidget(message)

    def untell(self, key: str) -> None:
        """Take a message away."""
        message = self._told.pop(key, None)
        if message is not None:
            self._messages.removeWidget(message)
            message.hide()
            message.deleteLater()

    def show_camera(self, *, on: bool) -> None:
        """Make room for the camera's picture, or for larger kana keys without it."""
        self.welcome.show_camera(on=on)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange for the new room; the answer covers all of it."""
        super().resizeEvent(event)
        self.answer.setGeometry(self.rect())
        self._arrange()
        self.toast.place()

    def _arrange(self) -> None:
        side = scale.gap(20)
        self._column.setContentsMargins(side, scale.gap(14), side, scale.gap(12))
        self._column.setSpacing(scale.gap(tokens.GAP_2))
        self._columns.setSpacing(scale.gap(14))
        middle = scale.px(MIDDLE)
        spare = self.width() - 2 * side - 2 * scale.gap(14) - middle
        shows_latest = spare >= scale.px(300) + scale.px(RIGHT)
        self.latest.setVisible(shows_latest)
        if not shows_latest:
            self._left.setFixedWidth(max(120, spare + scale.gap(14)))
        else:
            least = LEFT if self.welcome.camera.with_camera else 380
            self._left.setFixedWidth(min(scale.px(least), spare - scale.px(RIGHT)))
            if not self.welcome.camera.with_camera:
                middle = max(middle, min(scale.px(620), spare + middle - scale.px(380 + 270)))
        if shows_latest:
            self.middle.setFixedWidth(middle)
        else:
            self.middle.setMinimumWidth(0)
            self.middle.setMaximumWidth(16777215)
        self._fold(short=self.height() < scale.px(TALL))

    def _fold(self, *, short: bool) -> None:
        """Without room under the pad the candidates stand at its left while one searches."""
        if short != self._is_short:
            self._is_short = short
            target = self._beside if short else self.finder
            target.body.addWidget(self.finder.candidates, 1)
            self.finder.candidates.stack(on=short)
        self.finder.ways.setVisible(not short)
        self.welcome.fold(short=short)
        self._choose_left()

    def _choose_left(self) -> None:
        seeking = self._is_short and bool(self.finder.field.text()) and not self.walking_in
        self._left.setCurrentWidget(self._beside if seeking else self.welcome)
