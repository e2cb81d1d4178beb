"""読み取りで入れる: card and host scanned at the desk, one activity after the other."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.dialogs.question import Dialog
from desktop.parts.facts import Facts
from desktop.parts.field import Field
from desktop.parts.label import Label
from desktop.parts.number_field import NumberField
from desktop.parts.search_field import SearchField
from desktop.parts.status import Status, StatusMark
from desktop.points import wording
from desktop.reception.inputs import is_ours
from desktop.scanning.ears import Ears
from desktop.style import tokens
from programs.points import entering, host_codes, hosts, member_year, numbers
from programs.points.activities import Source
from programs.points.entering import Entered
from programs.points.hosts import HostView
from programs.points.member_year import MemberYear
from programs.points.rule_words import counter
from resources import calendar, names
from resources.refusals import Refusal
from resources.words import _

if TYPE_CHECKING:
    from desktop.desk import Desk

_USUAL = 60


class ScanDialog(Dialog):
    """Takes cards and hosts in any order; the host stays for the next card of the same day.

    `entered` is how many activities were entered while it stood open.
    """

    def __init__(self, desk: "Desk", year: int, *, parent: QWidget | None = None) -> None:
        super().__init__(_("Scan the card and the host"), parent=parent)
        self._desk = desk
        self._year = year
        self.member: MemberYear | None = None
        self.host: HostView | None = None
        self.entered = 0
        words = _("Or type a number of a card, or h and the number of a host")
        self.line = SearchField(words, hint=words)
        self.line.entered.connect(self._typed)
        self.facts = Facts(label_width=110)
        self.minutes = NumberField(
            _("How long"), _USUAL, least=1, most=24 * 60, step=60, unit=_("minutes")
        )
        self.minutes.valueChanged.connect(lambda _value: self._look())
        self.mark = StatusMark(Status.NONE, size=22)
        self.said = Label(px=20, bold=True, wrap=True)
        self.more = Label(px=tokens.LABEL, colour=tokens.INK_2, wrap=True)
        self.body.addWidget(self.line)
        self.body.addWidget(self.facts)
        self.body.addWidget(Field(_("How long"), self.minutes, width=150))
        answer = QHBoxLayout()
        answer.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        answer.addWidget(self.said, 1)
        self.body.addLayout(answer)
        self.body.addWidget(self.more)
        self.stop_or(_("Enter the activity"), self.enter, leave=_("Finish scanning"), icon="stamp")
        self._ears = Ears(self, ours=_known)
        self._ears.heard.connect(self.take)
        self._look()

    def showEvent(self, event: QShowEvent) -> None:
        """Hear the scanner wherever the focus is, the input method on or off."""
        super().showEvent(event)
        self._ears.open()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let the scanner go."""
        super().hideEvent(event)
        self._ears.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the scanner go before the window does."""
        self._ears.close()
        super().closeEvent(event)

    def _typed(self, text: str) -> None:
        self.line.clear()
        said = names.fold(text).strip()
        if not said:
            self.enter()
        elif said.startswith("h"):
            self._take_host(said[1:].strip())
        else:
            self.take(text)

    def _take_host(self, number: str) -> None:
        wanted = number.lstrip("0")
        found = [one for one in self._desk.read(hosts.listing) if one.number.lstrip("0") == wanted]
        if found:
            self.host = found[0]
            self._look()
        else:
            self._say(Status.WAIT, _("No host has this number."), "")

    def take(self, said: str) -> None:
        """Take what was scanned: a host's code, or a volunteer's card or number."""
        host = self._desk.read(host_codes.resolve, said)
        if host is not None:
            self.host = host
            self._look()
            return
        try:
            number = self._desk.read(numbers.number_of, self._year, said)
            self.member = self._desk.read(member_year.read, self._year, number)
        except Refusal as refusal:
            self.member = None
            self._look()
            self._say(Status.WAIT, refusal.what, refusal.advice)
            return
        self._look()

    def _asked(self) -> Entered | None:
        if self.member is None or self.host is None:
            return None
        return Entered(
            self.member.number, self.host.id, calendar.day_of(self._desk.now()),
            self.minutes.value(), source=Source.SCAN,
        )  # fmt: skip

    def _look(self) -> None:
        """Say who and where, and what it will count for."""
        member, host = self.member, self.host
        self.facts.show_facts(
            (
                (_("Volunteer"), f"{member.who.name}　{member.number}" if member else "―"),
                (_("Host"), f"{host.number}　{host.name}" if host is not None else "―"),
            )
        )
        entered = self._asked()
        self.go.setEnabled(entered is not None)
        if entered is None or member is None:
            missing = _("Scan the card.") if member is None else _("Scan the host.")
            self._say(Status.NONE, missing, "")
            return
        foreseen = self._desk.read(entering.foreseen, entered, at=self._desk.now())
        unit = counter(member.rule)
        words = (
            _("+{count} {unit}: {total} {unit} then").format(
                count=foreseen.added, unit=unit, total=foreseen.total
            )
            if foreseen.added > 0
            else _("It is recorded, and adds no {unit}.").format(unit=unit)
            if foreseen.recorded
            else _("It does not count.")
        )
        status = Status.OK if foreseen.added > 0 else Status.WAIT
        self._say(status, words, "\n".join(wording.whole(one) for one in foreseen.causes))

    def _say(self, status: Status, said: str, more: str) -> None:
        self.mark.set_status(status)
        self.said.setText(said)
        self.more.setText(more)
        self.more.setVisible(bool(more))

    def enter(self) -> None:
        """Enter the activity and wait for the next card; the host stays."""
        asked = self._asked()
        if asked is None or self.member is None:
            return
        name = self.member.who.name
        try:
            self._desk.change(entering.enter, asked, at=self._desk.now(), by=self._desk.staff_id)
        except Refusal as refusal:
            self._say(Status.STOP, refusal.what, refusal.advice)
            return
        self.entered += 1
        after = self._desk.read(member_year.read, self._year, asked.number)
        self.member = None
        self._look()
        unit = counter(after.rule)
        self._say(
            Status.OK,
            _("{name}: {count} {unit} now").format(
                name=name, count=after.standing.counted, unit=unit
            ),
            _("Scan the next card."),
        )
        self.line.setFocus()


def _known(text: str) -> bool:
    """Return whether `text` reads as a card of ours or as the code of a host."""
    return is_ours(text) or host_codes.read(text) is not None


def ask(desk: "Desk", year: int, parent: QWidget) -> int:
    """Let cards be scanned until it is finished; return how many activities were entered."""
    dialog = ScanDialog(desk, year, parent=parent)
    dialog.exec()
    return dialog.entered
