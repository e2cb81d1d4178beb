"""つく会にする: at which host the attendance of a meeting counts, and for how long."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.dialogs.question import Dialog
from desktop.parts.field import Field
from desktop.parts.label import Label
from desktop.parts.number_field import NumberField
from desktop.parts.said import Said
from desktop.parts.status import Status, StatusMark
from desktop.points.host_field import HostField
from desktop.style import tokens
from programs.points import earning_meetings, hosts
from resources.refusals import Refusal
from resources.words import _
from sessions.meetings import MeetingFacts

if TYPE_CHECKING:
    from desktop.desk import Desk

_USUAL = 60


class EarningDialog(Dialog):
    """Asks for the host and the minutes, says what each gets, and keeps it itself."""

    def __init__(self, desk: "Desk", meeting: MeetingFacts, parent: QWidget | None = None) -> None:
        super().__init__(_("What does coming to this meeting earn?"), parent=parent)
        assert meeting.held_on is not None
        self._desk, self._meeting, self._day = desk, meeting, meeting.held_on
        offered = [one for one in desk.read(hosts.listing) if one.designated_on(self._day)]
        self.trouble = Said()
        self.host = HostField(offered)
        self.minutes = NumberField(
            _("How long"), meeting.minutes or _USUAL, least=1, most=24 * 60, step=10,
            unit=_("minutes"),
        )  # fmt: skip
        self.mark = StatusMark(Status.NONE, size=18)
        self.said = Label(bold=True, wrap=True)
        name = meeting.title or meeting.headline
        note = _("It is entered as the activity “{name}”, for each registered person who comes.")
        self.note = Label(note.format(name=name), px=tokens.LABEL, colour=tokens.INK_2, wrap=True)
        answer = QHBoxLayout()
        answer.addWidget(self.mark)
        answer.addWidget(self.said, 1)
        self.body.addWidget(self.trouble)
        self.body.addWidget(Field(_("Host"), self.host, width=0))
        self.body.addWidget(Field(_("How long"), self.minutes, width=150))
        self.body.addLayout(answer)
        self.body.addWidget(self.note)
        self.stop_or(_("Let it earn"), self.keep, icon="stamp")
        self.host.chosen.connect(self._look)
        self.minutes.valueChanged.connect(lambda _value: self._look())
        self.host.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._look()

    def _look(self) -> None:
        """Say what each who comes gets."""
        host = self.host.host()
        stamps, unit = self._desk.read(
            earning_meetings.stamps_for, self._day, self.minutes.value()
        )  # fmt: skip
        self.go.setEnabled(host is not None)
        if host is None:
            self.mark.set_status(Status.NONE)
            self.said.setText(_("Choose the host."))
        elif stamps:
            self.mark.set_status(Status.OK)
            self.said.setText(_("Each gets {count} {unit}.").format(count=stamps, unit=unit))
        else:
            self.mark.set_status(Status.WAIT)
            self.said.setText(_("This is too short for a stamp."))

    def keep(self) -> None:
        """Let the meeting earn, or say why it cannot."""
        host = self.host.host()
        if host is None:
            return
        try:
            self._desk.change(
                earning_meetings.let_earn, self._meeting.id, host.id, self.minutes.value(),
                at=self._desk.now(), by=self._desk.staff_id,
            )  # fmt: skip
        except Refusal as refusal:
            self.trouble.say(f"{refusal.what} {refusal.advice}")
            return
        self.answer("go")

    @classmethod
    def ask(cls, desk: "Desk", parent: QWidget | None, meeting: MeetingFacts) -> bool:
        """Ask and wait; return whether the meeting earns now."""
        return bool(cls(desk, meeting, parent).exec())
