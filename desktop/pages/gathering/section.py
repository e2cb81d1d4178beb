"""What every part of the meeting page is: it shows one meeting, acts on it, says what failed."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from desktop.desk import Desk
from desktop.frame import Frame
from desktop.meeting_words import told
from desktop.parts.said import Said
from desktop.style import tokens
from desktop.style.scale import follow, scale
from resources.refusals import Refusal
from sessions.meetings import MeetingFacts


class Section(QWidget):
    """One part of the page of a meeting, refreshed when it is in view."""

    def __init__(self, desk: Desk, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.frame = frame
        self.meeting: MeetingFacts | None = None
        self.said = Said()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(self.said)
        follow(self._space)

    def _space(self) -> None:
        self.column.setSpacing(scale.gap(tokens.GAP_2))

    @property
    def meeting_id(self) -> str:
        """The id of the meeting shown."""
        assert self.meeting is not None
        return self.meeting.id

    def show_meeting(self, meeting: MeetingFacts) -> None:
        """Show `meeting`, read anew."""
        if self.meeting is None or self.meeting.id != meeting.id:
            self.said.clear()
            self.meeting = meeting
            self.begin()
        self.meeting = meeting
        self.refresh()

    def begin(self) -> None:
        """Forget what was typed and chosen for the meeting before."""

    def refresh(self) -> None:
        """Read everything shown again; each part says how."""

    def step_back(self) -> bool:
        """Go one step back inside the part on Esc; return whether there was one."""
        return False

    def filter_field(self) -> QWidget | None:
        """Return the field the key / leads to."""
        return None

    def do(
        self,
        verb: Callable[..., Any],
        *args: Any,
        then: Callable[[Any], object] | None = None,
        **facts: Any,
    ) -> bool:
        """Do `verb` at the desk, now and in its name; a refusal is said here.

        `then` gets what the verb returned. Returns whether it was done.
        """
        try:
            result = self.desk.change(
                verb, *args, **facts, at=self.desk.now(), by=self.desk.staff_id
            )
        except Refusal as refusal:
            self.said.say(told(refusal))
            return False
        self.said.clear()
        if then is not None:
            then(result)
        return True


def clear_layout(layout: QLayout) -> None:
    """Take every widget out of `layout` and let it go."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
