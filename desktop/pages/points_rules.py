"""基準: the rules of a year in sentences, its versions, and a change with its effect shown."""

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.page import Page
from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.choice import Choice
from desktop.parts.date_field import DateField
from desktop.parts.field import Field
from desktop.parts.flow import Flow
from desktop.parts.foot_bar import FootBar
from desktop.parts.label import Label
from desktop.parts.pairs import Pairs
from desktop.parts.status import Status
from desktop.parts.table import Column, Table
from desktop.parts.text_field import TextField
from desktop.points.rule_effects import RuleEffects
from desktop.points.rule_form import RuleForm
from desktop.points.year_choice import YearChoice
from desktop.style import tokens
from desktop.style.scale import scale
from resources import calendar
from resources.refusals import Refusal
from resources.words import _

if TYPE_CHECKING:
    from programs.points.rule import Rule
    from programs.points.rule_sets import InForce, Version


class PointsRules(Page):
    """The rules of one year: read by everybody who may, changed until the year is closed."""

    name: ClassVar[str] = "points_rules"
    reads: ClassVar[frozenset[str]] = frozenset({"RuleVersion", "YearClosing"})
    help_topic: ClassVar[str] = "points_rules"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rules: InForce | None = None
        self.rule: Rule | None = None
        self.closed = False
        self.editing = False
        self.year = YearChoice()
        self.year.chosen.connect(lambda _value: self._leave_form())
        self.says = Card(_("The rules of the year"), rule=True)
        self.status = Label(wrap=True, colour=tokens.INK_2)
        self.says.add(self.status)
        self.sentences: list[Label] = []
        self.change = self._button(_("Change the rules"), "pencil", self.begin)
        self.copy = self._button(_("Copy to the next year"), "copy", self.copy_on)
        self.says.body.addWidget(Flow((self.change, self.copy)))
        self.versions = Card(_("Versions by date"), rule=True)
        columns: list[Column[Version]] = [
            Column(_("Version"), lambda one: str(one.turn) if one.turn else _("a draft"), width=70),
            Column(_("From the day"), lambda one: calendar.wareki(one.since), width=220),
            Column(_("Why"), lambda one: one.reason or _("as the year began")),
        ]
        self.table = Table[Any](
            _("Versions by date"), columns, key=lambda one: str(one.turn),
            row_height=tokens.ROW_DENSE,
        )  # fmt: skip
        self.table.pointed.connect(self._tell)
        self.versions.add(self.table)
        self.form = RuleForm()
        self.form.changed.connect(self._effect)
        self.start_from = Choice(_("Begin with the rules of"))
        self.start_from.chosen.connect(self._begin_with)
        self.effects = RuleEffects()
        self.since = DateField(_("In force from"), today=lambda: calendar.day_of(self.desk.now()))
        self.why = TextField(_("Who decided it, and why"))
        self.why.setMaxLength(400)
        self.keep = Button(_("Put in force"), kind=Kind.PRIMARY, icon="check")
        self.keep.clicked.connect(lambda _on=False: self._keep())
        self.drop = self._button(_("Leave it so"), "x", self._leave_form)
        self.wrong = Label(wrap=True, colour=tokens.STOP.text, bold=True)
        self.change_card = Card(_("Change the rules"), rule=True)
        self.change_card.add(Field(_("Begin with the rules of"), self.start_from))
        self.decide_card = Card(_("Put in force"), rule=True)
        self.decide_card.add(
            Pairs((self.since, Field(_("Who decided it, and why"), self.why)), even=True)
        )
        self.decide_card.add(self.wrong)
        self.bar = FootBar("", (self.drop, self.keep))
        self.set_foot(self.bar)
        for part in (
            self.says, self.versions, self.change_card, self.form, self.effects, self.decide_card,
        ):  # fmt: skip
            self.body.addWidget(part)

    def _button(self, words: str, icon: str, act: Any) -> Button:
        made = Button(words, icon=icon, height=tokens.CONTROL_DENSE)
        made.clicked.connect(lambda _on=False: act())
        return made

    def head_buttons(self) -> list[QWidget]:
        """Return the choice of the year."""
        return [self.year]

    def regions(self) -> list[QWidget]:
        """Return the parts that are in view."""
        parts = (self.says, self.versions, self.form, self.effects, self.decide_card)
        return [part for part in parts if part.isVisible()]

    def open_at(self, subject: str) -> None:
        """Show the year `subject`, if one is named."""
        super().open_at(subject)
        if subject:
            self.year.set_value(subject)

    def step_back(self) -> bool:
        """Leave the form first."""
        if self.editing:
            self._leave_form()
            return True
        return False

    def shown_year(self) -> int:
        """Return the year that is shown."""
        return self.year.year()

    def refresh(self) -> None:
        """Read the years and the rules; a form that is being filled in stays as it is."""
        self.year.offer_known(self.desk, self.subject)
        if not self.editing:
            self._show()

    def _show(self) -> None:
        from programs.points import closed_years, rule_sets

        year = self.shown_year()
        self.rules = self.desk.read(rule_sets.in_force, year)
        self.closed = self.desk.read(closed_years.is_closed, year)
        versions = sorted(self.rules.versions, key=lambda one: one.turn, reverse=True)
        self.table.set_rows(versions)
        high = scale.px(tokens.TABLE_HEAD) + scale.px(tokens.ROW_DENSE) * len(versions)
        self.table.setFixedHeight(high + 4)
        self.table.point_at(str(self.rules.last.turn))
        self._tell(self.rules.last)
        self._fit()

    def _fit(self) -> None:
        may = self.desk.may("points.rule")
        self.says.setVisible(not self.editing)
        self.versions.setVisible(not self.editing)
        for part in (
            self.change_card, self.form, self.effects, self.decide_card, self.bar
        ):  # fmt: skip
            part.setVisible(self.editing)
        self.change.setVisible(may and not self.closed)
        self.copy.setVisible(may)
        self.primary = self.keep if self.editing else None

    def _tell(self, version: "Version | None") -> None:
        """Say one version in sentences."""
        from programs.points import rule_sentences

        if version is None or self.rules is None:
            return
        if version.turn:
            words = [_("Version {turn}, in force from {day}.").format(
                turn=version.turn, day=calendar.wareki(version.since)
            )]  # fmt: skip
        else:
            words = [
                _("Not decided yet: a draft."),
                _("The year has no rules of its own yet; these hold until it has."),
            ]
        if self.closed:
            words.append(_("The year is closed: its rules can no longer be changed."))
        self.status.setText(" ".join(words))
        for old in self.sentences:
            old.hide()
            old.deleteLater()
        told = rule_sentences.sentences(version.rule, self.rules.year)
        self.sentences = [Label(f"・{sentence}", wrap=True) for sentence in told.values()]
        for number, label in enumerate(self.sentences):
            self.says.body.insertWidget(self.says.body.count() - 1, label)
            label.setObjectName(list(told)[number])

    # Changing

    def begin(self) -> None:
        """Open the form on the rules in force."""
        if self.rules is None:
            return
        self._edit(self.rules.last.rule, self._first_day())

    def _first_day(self) -> date:
        assert self.rules is not None
        first, last = self.rules.last.rule.bounds(self.rules.year)
        return min(max(first, calendar.day_of(self.desk.now())), last)

    def copy_on(self) -> None:
        """Open the form of the next year, filled with the rules of this one."""
        from programs.points import rule_sets

        if self.rules is None:
            return
        rule, year = self.rules.last.rule, self.rules.year + 1
        self.rules = self.desk.read(rule_sets.in_force, year)
        if self.year.findData(str(year)) < 0:
            self.year.insertItem(0, calendar.fiscal_year_label(year), str(year))
        self.year.set_value(str(year))
        self._edit(rule, rule.bounds(year)[0])

    def _edit(self, rule: "Rule", since: date) -> None:
        from programs.points import rule_reading

        assert self.rules is not None
        self.editing = True
        named = [(code, one.label) for code, one in rule_reading.starts().items()]
        self.start_from.set_answers([("", _("as they are")), *named], "")
        self.since.set_day(since)
        self.why.clear()
        self.wrong.setText("")
        self._before = rule
        self.form.show_rule(rule)
        self._fit()
        self.area.verticalScrollBar().setValue(0)
        self.form.editors["label"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin_with(self, code: str) -> None:
        from programs.points import rule_reading

        self.form.show_rule(rule_reading.starts()[code] if code else self._before)

    def _effect(self, rule: "Rule | None") -> None:
        self.rule = rule
        self.keep.setEnabled(rule is not None)
        wrong = self.form.wrong()
        self.wrong.setText("" if wrong is None else _("Something is not right yet."))
        if rule is not None and self.rules is not None:
            self.effects.show_change(self._before, rule, self.rules.year)
            self.bar.say(self.effects.in_short())
        else:
            self.bar.say(self.wrong.text())

    def _keep(self) -> None:
        from programs.points import rule_changing

        rule, day = self.form.read(), self.since.day()
        if rule is None or day is None or self.rules is None:
            return
        year = self.rules.year
        try:
            self.desk.change(
                rule_changing.put_in_force, year, rule,
                since=day, reason=self.why.text(), at=self.desk.now(), by=self.desk.staff_id,
            )  # fmt: skip
        except Refusal as refusal:
            self.wrong.setText(f"{refusal.what} {refusal.advice}")
            return
        self._leave_form()
        self.frame.done(_("The rules are in force. What they change is counted anew."), None,
                        Status.OK)  # fmt: skip

    def _leave_form(self) -> None:
        self.editing = False
        self._show()
