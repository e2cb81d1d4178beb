"""ポイント: whether coming to the meeting earns, said in one line, and the switch beside it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.desk import Desk
from desktop.dialogs.question import Answer, ask
from desktop.frame import Frame
from desktop.parts.button import Button, Kind
from desktop.parts.label import Label
from desktop.parts.status import Status, StatusMark
from desktop.style import tokens
from desktop.style.scale import follow, scale
from resources.words import _, ngettext
from sessions.meeting_rules import State
from sessions.meetings import MeetingFacts


class EarningLine(QWidget):
    """One line with its switch, for those who may enter activities; hidden from all others.

    `do` is what does a verb at the desk and says a refusal.
    """

    def __init__(self, desk: Desk, frame: Frame, do: Callable[..., bool]) -> None:
        super().__init__()
        self._desk, self._frame, self._do = desk, frame, do
        self.meeting: MeetingFacts | None = None
        self.told: Any = None
        self.mark = StatusMark(Status.NONE, size=16)
        self.said = Label(px=tokens.LABEL, wrap=True)
        high = tokens.CONTROL_DENSE
        self.on = Button(_("Let it earn"), kind=Kind.SOFT, icon="stamp", height=high)
        self.off = Button(_("Let it earn no more"), kind=Kind.QUIET, height=high)
        self.on.clicked.connect(lambda _on=False: self.turn_on())
        self.off.clicked.connect(lambda _on=False: self.turn_off())
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.mark)
        self._row.addWidget(self.said, 1)
        self._row.addWidget(self.on)
        self._row.addWidget(self.off)
        follow(self._space)

    def _space(self) -> None:
        self._row.setSpacing(scale.gap(tokens.GAP_2))

    def show_meeting(self, meeting: MeetingFacts) -> None:
        """Say what coming to `meeting` earns; what waits of a closed one is entered now."""
        self.meeting = meeting
        allowed = self._desk.may("points.enter") and meeting.state is not State.CANCELLED
        self.setVisible(allowed)
        if allowed:
            from desktop.points.catching_up import catch_up

            catch_up(self._desk, self._frame)
            self._tell()

    def _tell(self) -> None:
        from programs.points import earning_meetings

        assert self.meeting is not None
        self.told = told = self._desk.read(earning_meetings.tell, self.meeting.id)
        earns = told.earning is not None
        self.mark.set_status(Status.OK if earns else Status.NONE)
        self.said.setText(_words(told, closed=self.meeting.state is State.CLOSED))
        self.on.setVisible(not earns and not told.closed and self.meeting.held_on is not None)
        self.off.setVisible(earns and not told.closed)

    def turn_on(self) -> None:
        """Ask for host and minutes, let the meeting earn, and say what it did."""
        from desktop.points.earning_dialog import EarningDialog

        assert self.meeting is not None
        if not EarningDialog.ask(self._desk, self.window(), self.meeting):
            return
        self._tell()
        if self.meeting.state is State.CLOSED:
            words = ngettext(
                "It earns: {count} activity was entered.",
                "It earns: {count} activities were entered.",
                self.told.given,
            )
            self._frame.done(words.format(count=self.told.given), self._off)
        else:
            self._frame.done(_("It earns: entered as soon as the meeting is closed."), self._off)

    def turn_off(self) -> None:
        """Let the meeting earn nothing any more; asks first when activities go with it."""
        if self.told.given:
            words = ngettext(
                "The {count} activity of this meeting is withdrawn; its stamps go.",
                "The {count} activities of this meeting are withdrawn; their stamps go.",
                self.told.given,
            )
            answers = (
                Answer("keep", _("Leave it so")),
                Answer("off", _("Let it earn no more"), Kind.DANGER),
            )
            said = ask(
                self.window(), _("Let it earn no more?"), words.format(count=self.told.given),
                answers, safe="keep", status=Status.WAIT,
            )  # fmt: skip
            if said != "off":
                return
        self._off()

    def _off(self) -> None:
        from programs.points import earning_meetings

        assert self.meeting is not None
        self._do(earning_meetings.earn_no_more, self.meeting.id, then=self._went)

    def _went(self, count: int) -> None:
        self._tell()
        words = ngettext(
            "It earns nothing any more: {count} activity was withdrawn.",
            "It earns nothing any more: {count} activities were withdrawn.",
            count,
        )
        none = _("It earns nothing any more.")
        self._frame.done(words.format(count=count) if count else none)


def _words(told: Any, *, closed: bool) -> str:
    if told.earning is None:
        said = _("Coming to this meeting earns no points.")
    else:
        said = (
            _("Points: {given} who came have {stamps} {unit} each ({host}, {minutes} minutes).")
            if closed
            else _("Points: whoever comes gets {stamps} {unit} ({host}, {minutes} minutes), entered"
                   " when the meeting is closed.")
        ).format(
            given=told.given, stamps=told.stamps, unit=told.unit, host=told.host,
            minutes=told.earning.minutes,
        )  # fmt: skip
    return said if not told.closed else f"{said}　{_('The year is closed.')}"
