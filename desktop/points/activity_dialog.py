"""活動を入れる: one activity by hand, with what it will count for said while it is entered."""

import re
from collections.abc import Sequence
from datetime import date, time
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.dialogs.question import Dialog
from desktop.parts.date_field import DateField
from desktop.parts.editable_choice import EditableChoice
from desktop.parts.field import Field
from desktop.parts.label import Label
from desktop.parts.number_field import NumberField, TimeField
from desktop.parts.status import Status, StatusMark
from desktop.parts.text_field import TextField
from desktop.parts.tick import Tick
from desktop.points import wording
from desktop.points.host_field import HostField
from desktop.style import tokens
from desktop.style.scale import scale
from programs.points import entering, hosts
from programs.points.entering import Entered, Foreseen
from programs.points.hosts import HostView
from programs.points.member_year import MemberYear
from programs.points.rule_words import counter
from resources import calendar
from resources.words import _

if TYPE_CHECKING:
    from desktop.desk import Desk

_REST_MS = 120  # a number that is still being typed is not judged letter by letter
_BEGINS, _MINUTES = time(10, 0), 60
_USUAL = (
    "話し相手・傾聴",
    "レク手伝い",
    "お茶出し・配膳",
    "清掃・草刈",
    "散歩の付きそい",
    "催しの手伝い",
)
"""What volunteers do most often (八王子市・長野日報 による); the host's own list comes first."""


class ActivityDialog(Dialog):
    """Asks for one activity of `member`; `entered` is what was entered."""

    def __init__(
        self,
        desk: "Desk",
        member: MemberYear,
        offered: Sequence[HostView],
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("What did {name} do?").format(name=member.who.name), parent=parent)
        self._desk = desk
        self._member = member
        self.host = HostField(offered)
        self.day = DateField(_("Day"), today=self._today, value=self._first_day(), width=300)
        self.begins = TimeField(_("Begins"), _BEGINS)
        self.minutes = NumberField(
            _("How long"), _MINUTES, least=1, most=24 * 60, step=10, unit=_("minutes")
        )
        self.content = EditableChoice(_("Activity"), _USUAL)
        self.forgotten = Tick(_("Without the card"))
        self.confirmed = Tick(_("The host has confirmed it"))
        self.confirmed.hide()
        self.by_hand = Tick(_("Decide the stamps by hand"))
        self.stamps = NumberField(_("Stamps"), 1, least=0, most=99, unit=counter(member.rule))
        self.reason = TextField(_("Reason why"))
        self._own = QWidget()
        self.mark = StatusMark(Status.NONE, size=18)
        self.said = Label(wrap=True, bold=True)
        self.more = Label(px=tokens.LABEL, colour=tokens.INK_2, wrap=True)
        self._build()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.look)
        for signal in (
            self.host.chosen, self.day.dated, self.begins.timeChanged, self.minutes.valueChanged,
            self.content.changed, self.forgotten.toggled, self.confirmed.toggled,
            self.by_hand.toggled, self.stamps.valueChanged,
        ):  # fmt: skip
            signal.connect(lambda *_said: self._rest.start())
        self.host.chosen.connect(self._offer)
        self.forgotten.toggled.connect(self.confirmed.setVisible)
        self.by_hand.toggled.connect(self._own.setVisible)
        self.host.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.look()

    def _build(self) -> None:
        self.body.addWidget(Field(_("Host"), self.host, width=0))
        when = QHBoxLayout()
        when.setSpacing(scale.gap(tokens.GAP_3))
        when.addWidget(self.day)
        when.addWidget(Field(_("Begins"), self.begins, width=110))
        when.addWidget(Field(_("How long"), self.minutes, width=140))
        when.addStretch(1)
        self.body.addLayout(when)
        self.body.addWidget(Field(_("Activity"), self.content, optional=True, width=0))
        ticks = QHBoxLayout()
        for tick in (self.forgotten, self.confirmed, self.by_hand):
            ticks.addWidget(tick)
        ticks.addStretch(1)
        self.body.addLayout(ticks)
        row = QHBoxLayout(self._own)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Field(_("Stamps"), self.stamps, width=110))
        row.addWidget(Field(_("Reason why"), self.reason, width=0), 1)
        self._own.hide()
        self.body.addWidget(self._own)
        answer = QHBoxLayout()
        answer.addWidget(self.mark)
        answer.addWidget(self.said, 1)
        self.body.addLayout(answer)
        self.body.addWidget(self.more)
        self.stop_or(_("Enter the activity"), self.enter, icon="stamp")

    def _today(self) -> date:
        return calendar.day_of(self._desk.now())

    def _first_day(self) -> date:
        first, last = self._member.rule.bounds(self._member.year)
        return min(max(self._today(), first), last)

    def _offer(self) -> None:
        """Offer what the host takes volunteers for, then what they do most often."""
        host = self.host.host()
        written = re.split(r"[・、，,/／\n]", host.activities) if host is not None else []
        own = [one.strip() for one in written if one.strip()]
        self.content.set_offers([*dict.fromkeys([*own[:8], *_USUAL])])

    @property
    def entered(self) -> Entered | None:
        """What stands in the dialog; None while host or day are missing."""
        host, day = self.host.host(), self.day.day()
        if host is None or day is None:
            return None
        clock = self.begins.clock()
        by_hand = self.by_hand.isChecked()
        return Entered(
            self._member.number, host.id, day, self.minutes.value(),
            begins=clock.hour * 60 + clock.minute, content=self.content.text().strip(),
            card_forgotten=self.forgotten.isChecked(),
            confirmed=self.forgotten.isChecked() and self.confirmed.isChecked(),
            stamps=self.stamps.value() if by_hand else None,
            reason=self.reason.text() if by_hand else "",
        )  # fmt: skip

    def look(self) -> None:
        """Say what the activity will count for, and what keeps it from counting."""
        entered = self.entered
        if entered is None:
            missing = _("The day is still missing.") if self.host.host() else _("Choose the host.")
            self._say(Status.NONE, missing, "")
            return
        foreseen = self._desk.read(entering.foreseen, entered, at=self._desk.now())
        unit = counter(self._member.rule)
        more = "\n".join(wording.whole(cause) for cause in foreseen.causes)
        self._say(_mark(foreseen), _answer(foreseen, unit), more)

    def _say(self, status: Status, said: str, more: str) -> None:
        self.mark.set_status(status)
        self.said.setText(said)
        self.more.setText(more)
        self.more.setVisible(bool(more))

    def enter(self) -> None:
        """Go on once host and day are there, and the reason where stamps are given by hand."""
        self.day.read()
        if self.host.host() is None:
            self.host.line.setFocus()
        elif self.day.day() is None:
            self.day.set_error(self.day.error or _("The day is still missing."))
            self.day.line.setFocus()
        elif self.by_hand.isChecked() and not self.reason.text().strip():
            self.reason.setFocus()
        else:
            self.answer("go")
            return
        self.look()


def _mark(foreseen: Foreseen) -> Status:
    if foreseen.closed:
        return Status.STOP
    if foreseen.added > 0:
        return Status.OK
    return Status.INFO if foreseen.recorded else Status.WAIT


def _answer(foreseen: Foreseen, unit: str) -> str:
    if foreseen.closed:
        return _("The year is closed.")
    if foreseen.added > 0:
        return _("+{count} {unit}: {total} {unit} then").format(
            count=foreseen.added, unit=unit, total=foreseen.total
        )
    if foreseen.recorded:
        return _("It is recorded, and adds no {unit}.").format(unit=unit)
    return _("It does not count.")


def ask(desk: "Desk", member: MemberYear, parent: QWidget) -> Entered | None:
    """Ask and wait; return what was entered, None when it was left."""
    dialog = ActivityDialog(desk, member, desk.read(hosts.listing), parent=parent)
    return dialog.entered if dialog.exec() else None
