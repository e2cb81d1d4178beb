"""What may be exchanged now, what comes next, until when, and what becomes of the rest."""

from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.parts.card import Card
from desktop.parts.label import Label
from desktop.parts.status import Status
from desktop.points import wording
from desktop.style import tokens
from programs.points.exchanges import State
from programs.points.member_year import MemberYear
from programs.points.rule_words import carrying, counter, money
from resources import calendar
from resources.words import _


class ExchangeBox(Card):
    """The box in the colours of what waits for somebody, or of what is over."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(status=Status.WAIT, filled=True, dense=True, parent=parent)
        row = QHBoxLayout()
        self.label = Label(_("Can be exchanged now"), bold=True)
        self.amount = Label(px=26, bold=True)
        row.addWidget(self.label, 1)
        row.addWidget(self.amount)
        self.body.addLayout(row)
        self.following = Label(px=tokens.LABEL, colour=tokens.INK_2, wrap=True)
        self.before = Label(px=tokens.LABEL, colour=tokens.INK_2, wrap=True)
        self.until = Label(px=tokens.LABEL, bold=True, colour=tokens.WAIT.text, wrap=True)
        for label in (self.following, self.before, self.until):
            self.add(label)

    def show_member(self, member: MemberYear, today: date) -> None:
        """Say what `member` may exchange on the day `today`."""
        standing, unit = member.standing, counter(member.rule)
        free = member.exchangeable(today)
        self.amount.setText(wording.amount(free))
        self.following.setText(
            _("Another {count} {unit} make {yen}.").format(
                count=standing.wanted, unit=unit, yen=money(standing.then)
            )
            if standing.wanted is not None and standing.then is not None
            else _("It is the most of this year.")
        )
        parts = []
        if standing.exchanged:
            parts.append(_("Exchanged already: {yen}.").format(yen=money(standing.exchanged)))
        waiting = [one for one in member.exchanges if one.state in {State.APPLIED, State.APPROVED}]
        if waiting:
            parts.append(
                _("Not handed over yet: {yen}.").format(yen=money(sum(one.yen for one in waiting)))
            )
        if standing.left < 0:
            parts.append(_("Paid too much: {yen}.").format(yen=money(-standing.left)))
        if standing.lapsed:
            parts.append(_("Lapsed at the closing: {yen}.").format(yen=money(standing.lapsed)))
        self.before.setText(" ".join(parts))
        self.before.setVisible(bool(parts))
        self.until.setText(self._until(member, today))
        self.until.setVisible(bool(self.until.text()))
        self.setAccessibleName(f"{self.label.text()} {self.amount.text()}")

    def _until(self, member: MemberYear, today: date) -> str:
        if member.died:
            return _("This person has died; the points cannot be exchanged.")
        if member.closed:
            return _("The year is closed.")
        until = member.until
        if until is None:
            return ""
        if until < today:
            return _("It could be exchanged until {day}.").format(
                day=calendar.wareki_with_weekday(until)
            )
        first = min((begins for begins, ends in member.rule.exchange_days(member.year)
                     if ends >= today), default=today)  # fmt: skip
        if first > today:
            return _("Exchanges begin on {day}.").format(day=calendar.wareki_with_weekday(first))
        day = f"{until.month}月{until.day}日（{calendar.weekday(until)}）"
        return " ".join(
            part
            for part in (_("Until {day}.").format(day=day), carrying(member.rule, member.year))
            if part
        )
