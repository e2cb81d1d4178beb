"""The head of a volunteer's page: who, how they stand, あと○個; and what must be known at once."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import person_words
from desktop.parts.chip import Chip
from desktop.parts.label import Label
from desktop.parts.message import Message
from desktop.parts.ruby import RubyName
from desktop.parts.status import Status
from desktop.points import wording
from desktop.style import tokens
from desktop.style.scale import scale
from programs.points.member_year import Footing, MemberYear
from programs.points.rule_words import counter
from resources import calendar
from resources.words import _


class MemberHead(QWidget):
    """Name, chips and what is next; empty until `show_member`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = RubyName(px=26, ruby_px=tokens.SMALL)
        self.footing = Chip(Status.NONE, "")
        self.insured = Chip(Status.OK, _("Insurance there"))
        self.before = Label(colour=tokens.INK_2)
        self.next = Label(px=28, bold=True, colour=tokens.SHU)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(scale.gap(tokens.GAP_2))
        row.addWidget(self.name)
        bottom = Qt.AlignmentFlag.AlignBottom
        for part in (self.footing, self.insured):
            row.addWidget(part, 0, bottom)
        row.addStretch(1)
        row.addWidget(self.before, 0, bottom)
        row.addWidget(self.next, 0, bottom)

    def show_member(self, member: MemberYear) -> None:
        """Show `member`."""
        who = member.who
        self.name.show_name(person_words.honoured(who.name), who.kana)
        self.footing.show_status(*wording.footing(member.footing))
        here = member.footing not in {Footing.NOT_RENEWED, Footing.NOT_YET}
        self.insured.setVisible(
            here
            and who.insured_from is not None
            and "insurance" in member.rule.eligibility.requires
        )
        wanted = member.standing.wanted if here and not member.closed else None
        unit = counter(member.rule)
        self.before.setVisible(here and not member.closed)
        self.before.setText(
            _("To the next step") if wanted is not None else _("All steps are reached")
        )
        self.next.setVisible(here and not member.closed)
        self.next.setText(
            _("{count} {unit} to go").format(count=wanted, unit=unit)
            if wanted is not None
            else f"{member.standing.counted} {unit}"
        )


class Notices(QWidget):
    """The bars above the card: what keeps stamps from counting, and what is only to be read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(scale.gap(tokens.GAP_1))
        self.shown: list[Message] = []

    def show_member(self, member: MemberYear, *, renew: Callable[[], object]) -> None:
        """Show what is to be known of `member`; `renew` leads to the renewal."""
        for old in self.shown:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.shown = list(_messages(member, renew))
        for one in self.shown:
            self._column.addWidget(one)
        self.setVisible(bool(self.shown))


def _messages(member: MemberYear, renew: Callable[[], object]) -> list[Message]:
    found: list[Message] = []
    year = calendar.fiscal_year_label(member.year)
    who, standing, unit = member.who, member.standing, counter(member.rule)
    if member.closed:
        words = _("{year} is closed: it can only be looked at.").format(year=year)
        found.append(Message(Status.INFO, words))
    if member.died:
        words = _("This person has died; the points cannot be exchanged.")
        found.append(Message(Status.STOP, words))
    if member.footing is Footing.NOT_RENEWED:
        words = _("Not renewed for {year}. Stamps cannot be given yet.").format(year=year)
        found.append(Message(Status.WAIT, words, action=_("Renew"), act=renew))
    elif member.footing is Footing.NOT_YET:
        found.append(Message(Status.NONE, _("Not registered in {year} yet.").format(year=year)))
    elif member.footing is Footing.UNINSURED:
        words = _("No insurance is entered: activities do not count before it.")
        found.append(Message(Status.WAIT, words))
    elif member.footing is Footing.ENDED and who.cancelled is not None:
        words = _("The registration ended on {day}.").format(day=calendar.wareki(who.cancelled))
        found.append(Message(Status.NONE, words))
    top = max((stamps for stamps, _yen in member.rule.value.rows), default=0)
    if member.standing.wanted is None and top and standing.counted > top:
        words = _("Recorded are {recorded} {unit}, valued up to {top} {unit}.").format(
            recorded=standing.recorded, top=top, unit=unit
        )
        found.append(Message(Status.INFO, words))
    return found[:2]
