"""What a change of the rules does to sample cases, beside the form while it is filled in."""

from PySide6.QtWidgets import QWidget

from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.field import Field
from desktop.parts.flow import Flow
from desktop.parts.label import Label
from desktop.parts.number_field import NumberField
from desktop.parts.pairs import Pairs
from desktop.parts.status import Status
from desktop.parts.table import Column, Table
from desktop.style import tokens
from desktop.style.scale import scale
from programs.points import rule_cases
from programs.points.rule import Rule
from programs.points.rule_cases import Case, Effect, Outcome
from resources.words import _


class RuleEffects(Card):
    """The cases with what they come to before and after; own ones can be added."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("What it does to sample cases"), rule=True, parent=parent)
        self.own: list[Case] = []
        self.effects: tuple[Effect, ...] = ()
        self._rules: tuple[Rule, Rule, int] | None = None
        self.words = Label(wrap=True)
        self.table = Table[Effect](
            _("What it does to sample cases"),
            [
                Column(_("Case"), lambda one: one.case.label),
                Column(_("Before"), lambda one: self._said(one.before), width=170, right=True),
                Column(_("After"), lambda one: self._said(one.after), width=170, right=True,
                       bold=True),
                Column("", lambda one: _("changes") if one.differs else _("same"),
                       chip=lambda one: Status.WAIT if one.differs else Status.NONE, width=96),
            ],
            key=lambda one: one.case.label,
            row_height=tokens.ROW_PLAIN,
        )  # fmt: skip
        self.minutes = NumberField(_("Minutes a visit"), 60, least=1, most=600, step=5)
        self.times = NumberField(_("Days in the year"), 12, least=1, most=366)
        self.hosts = NumberField(_("Hosts on a day"), 1, least=1, most=4)
        self.add_case = Button(_("Add this case"), kind=Kind.SOFT, icon="plus")
        self.add_case.clicked.connect(lambda _on=False: self._add())
        self.add(self.words)
        self.add(self.table)
        fields = (
            Field(_("Minutes a visit"), self.minutes), Field(_("Days in the year"), self.times),
            Field(_("Hosts on a day"), self.hosts),
        )  # fmt: skip
        self.add(Pairs(fields, even=True))
        self.body.addWidget(Flow((self.add_case,)))

    def _said(self, one: Outcome) -> str:
        return _("{stamps} stamps, {yen} yen").format(stamps=f"{one.counted:,}", yen=f"{one.yen:,}")

    def show_change(self, before: Rule, after: Rule, year: int) -> None:
        """Show the cases under both rules."""
        self._rules = (before, after, year)
        self.effects = rule_cases.effects(before, after, year, self.own)
        count = sum(one.differs for one in self.effects)
        self.words.setText(
            _("{count} of {all} cases change.").format(count=count, all=len(self.effects))
            if count
            else _("No case changes.")
        )
        self.table.set_rows(self.effects)
        high = scale.px(tokens.TABLE_HEAD) + scale.px(tokens.ROW_PLAIN) * len(self.effects)
        self.table.setFixedHeight(high + 4)

    def in_short(self) -> str:
        """Return how many cases change and what becomes of the first of them."""
        changed = [one for one in self.effects if one.differs]
        told = [
            f"{one.case.label}：{self._said(one.before)} ⇒ {self._said(one.after)}"
            for one in changed[:2]
        ]
        return "\n".join((self.words.text(), *told))

    def _add(self) -> None:
        minutes, days, hosts = self.minutes.value(), self.times.value(), self.hosts.value()
        words = _("{minutes} minutes, {days} days, {hosts} hosts a day").format(
            minutes=minutes, days=days, hosts=hosts
        )
        step = max(1, 350 // days)
        case = Case(words, (minutes,) * hosts, days=days, step=step, first=0)
        if case not in self.own:
            self.own.append(case)
        if self._rules is not None:
            self.show_change(*self._rules)
