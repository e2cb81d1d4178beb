"""Questions: a title that asks, and buttons that answer; Enter is the safe answer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from desktop.parts.button import Button, Kind
from desktop.parts.focus_ring import FocusRing
from desktop.parts.label import Label
from desktop.parts.status import Status, StatusMark
from desktop.style import tokens
from desktop.style.scale import follow, scale
from resources.refusals import Refusal
from resources.words import _


@dataclass(frozen=True)
class Answer:
    """One answer: its `value`, its `words` (a verb), how loudly it is said."""

    value: str
    words: str
    kind: Kind = Kind.SECONDARY
    icon: str = ""


class Dialog(QDialog):
    """The base of every dialog: a title that asks, a body, and a row of buttons.

    Put widgets into `body`, and below them the act by `stop_or`, or other buttons into `buttons`;
    `answer` closes with a value.
    """

    stop: Button
    go: Button

    def __init__(
        self, title: str, *, status: Status | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.value = ""
        self._column = QVBoxLayout(self)
        # An explicit least width would let the contents be cut; a strut does not.
        self._column.setSizeConstraint(QLayout.SizeConstraint.SetMinimumSize)
        self._column.addStrut(scale.px(420))
        head = QHBoxLayout()
        if status is not None:
            head.addWidget(StatusMark(status, size=22))
            head.addSpacing(tokens.GAP_2)
        head.addWidget(Label(title, px=20, bold=True, wrap=True), 1)
        self.body = QVBoxLayout()
        self.buttons = QHBoxLayout()
        self.buttons.addStretch(1)
        self._column.addLayout(head)
        self._column.addLayout(self.body, 1)
        self._column.addLayout(self.buttons)
        self._ring = FocusRing(self)
        follow(self._resize)

    def _resize(self) -> None:
        side = scale.gap(tokens.GAP_5)
        self._column.setContentsMargins(side, side, side, side)
        self._column.setSpacing(scale.gap(tokens.GAP_4))
        self.body.setSpacing(scale.gap(tokens.GAP_3))
        self.buttons.setSpacing(scale.gap(tokens.GAP_3))

    def exec(self) -> int:
        """Show the dialog, wait for its answer and return whether there is one.

        It goes once its asker is done with it: as a child of the window it would otherwise
        stay, with all that was typed into it, until the window is closed.
        """
        answered = super().exec()
        self.deleteLater()
        return answered

    def stop_or(
        self,
        act: str,
        do: Callable[[], object] | None = None,
        *,
        leave: str = "",
        danger: bool = False,
        icon: str = "",
    ) -> None:
        """Put the two buttons down: `stop` leaves it, `go` does `do`, or answers "go" without it.

        Esc leaves, Ctrl Enter acts; what cannot be undone (`danger`) is pressed on purpose, by no
        key.
        """
        self.stop = Button(leave or _("Leave it so"), key="Esc")
        self.stop.clicked.connect(self.reject)
        kind, key = (Kind.DANGER, "") if danger else (Kind.PRIMARY, "Ctrl Enter")
        self.go = Button(act, kind=kind, icon=icon, key=key)
        self.go.clicked.connect(lambda: do() if do else self.answer("go"))
        self.buttons.addWidget(self.stop)
        self.buttons.addWidget(self.go)

    def answer(self, value: str) -> None:
        """Close with `value`."""
        self.value = value
        self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Esc without an answer; Enter belongs to the focused button.

        Ctrl Enter presses the button that shows it: bound as a shortcut, the key of the main
        block would not be heard, only that of the number block.
        """
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                for button in self.findChildren(Button):
                    if button.key == "Ctrl Enter" and button.isEnabled() and button.isVisible():
                        button.click()
                        return
            return
        super().keyPressEvent(event)


class Question(Dialog):
    """Asks `title`, explains in `text`, offers `answers`; `safe` has the focus."""

    def __init__(
        self,
        title: str,
        text: str,
        answers: Sequence[Answer],
        *,
        safe: str,
        status: Status | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, status=status, parent=parent)
        if text:
            self.body.addWidget(Label(text, wrap=True))
        self.by_value: dict[str, Button] = {}
        for answer in answers:
            button = Button(
                answer.words,
                kind=answer.kind,
                icon=answer.icon,
                key="Enter" if answer.value == safe else "",
            )
            button.clicked.connect(lambda _on=False, value=answer.value: self.answer(value))
            self.buttons.addWidget(button)
            self.by_value[answer.value] = button
        self.by_value[safe].setFocus()


def ask(
    parent: QWidget | None,
    title: str,
    text: str,
    answers: Sequence[Answer],
    *,
    safe: str,
    status: Status | None = None,
) -> str | None:
    """Ask and wait; return the value of the answer, None when it was left with Esc.

    `safe` is the value that Enter gives; an act that leaves the house is never the safe one.
    """
    question = Question(title, text, answers, safe=safe, status=status, parent=parent)
    return question.value if question.exec() else None


def tell(parent: QWidget | None, title: str, text: str, *, status: Status = Status.INFO) -> None:
    """Say something that must be read before going on; never that something was saved."""
    answers = (Answer("read", _("Understood"), Kind.PRIMARY),)
    ask(parent, title, text, answers, safe="read", status=status)


def refuse(parent: QWidget | None, refusal: Refusal) -> None:
    """Say a refusal: what happened as the title, what to do now below it."""
    tell(parent, refusal.what, refusal.advice, status=Status.WAIT)
