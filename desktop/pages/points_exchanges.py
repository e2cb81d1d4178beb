"""交換の窓口: who comes, what their points become, approval, hand-over with a receipt, or back."""

from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import jobs, print_tray
from desktop.dialogs import question, reason
from desktop.dialogs.question import Answer
from desktop.page import Page
from desktop.parts.button import Button, Kind
from desktop.parts.columns import Columns
from desktop.parts.flow import Flow
from desktop.parts.search_field import SearchField
from desktop.parts.segments import Segments
from desktop.parts.status import Status
from desktop.parts.table import Column, Table
from desktop.points import wording
from desktop.points.counter_form import CounterForm
from desktop.points.goods_part import GoodsPart
from desktop.points.year_choice import YearChoice
from desktop.reception.inputs import is_ours
from desktop.scanning.ears import Ears
from desktop.style import tokens
from desktop.style.scale import scale
from programs.points import counter, exchanges, member_year, numbers, rule_sets
from programs.points.counter import Application
from programs.points.exchanges import State
from programs.points.rule_words import brief
from resources import calendar
from resources.refusals import Refusal
from resources.words import _
from sessions import finding

_SIDE = 360
_OPEN, _GOODS = "open", "goods"
_PARTS = (State.APPLIED, State.APPROVED, State.HANDED, State.CANCELLED)


class PointsExchanges(Page):
    """The counter of one year. `open_at` takes `YEAR:NUMBER`: who is at the counter."""

    name: ClassVar[str] = "points_exchanges"
    help_topic: ClassVar[str] = "points_exchanges"
    reads: ClassVar[frozenset[str]] = frozenset(
        {"Exchange", "Goods", "StockMove", "PointEntry", "Registration", "RuleVersion", "Person",
         "Suppression"}
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.counter: counter.Counter | None = None
        self.year = YearChoice()
        self.year.chosen.connect(self._turn_to)
        self.field = SearchField(
            _("Scan the card, or type number or name"),
            hint=_("Scan the card, or type number or name"), key="/",
        )  # fmt: skip
        self.field.entered.connect(self.come)
        self.parts = Segments(
            _("Which exchanges"),
            [
                (_OPEN, _("Waiting")),
                *((one.value, wording.state(one)[1]) for one in _PARTS),
                (_GOODS, _("Goods")),
            ],
        )
        self.parts.chosen.connect(lambda _value: self._arrange())
        self.table: Table[Application] = Table(
            _("Exchanges of the year"),
            [
                Column(_("Name"), lambda one: one.name.replace("　", " "),
                       ruby=lambda one: one.kana, bold=True),
                Column(_("Number"), lambda one: one.exchange.number, width=84, right=True),
                Column(_("Asked on"), lambda one: brief(one.exchange.applied_on), width=104),
                Column(_("Amount"), lambda one: wording.amount(one.exchange.yen), width=88,
                       right=True),
                Column(_("What the points become"), self._what, width=176, folds=True),
                Column(_("State"), lambda one: wording.state(one.exchange.state)[1],
                       chip=lambda one: wording.state(one.exchange.state)[0], width=118,
                       folds=True),
            ],
            key=lambda one: one.exchange.id, reading=lambda one: one.kana,
            empty=_("There is none of these."),
        )  # fmt: skip
        self.table.setMinimumHeight(scale.px(tokens.TABLE_HEAD + 4 * tokens.ROW_RUBY))
        self.table.pointed.connect(lambda _row: self._point())
        self.table.opened.connect(lambda _row: self._next_step())
        self.approve = Button(_("Approve"), icon="check")
        self.hand = Button(_("Handed over, signed"), icon="gift")
        self.cancel = Button(_("Cancel the exchange"), kind=Kind.DANGER)
        self.receipt = Button(_("Receipt"), kind=Kind.SOFT, icon="printer")
        self.paper = Button(_("Exchange form"), kind=Kind.SOFT, icon="printer")
        self.blank = Button(_("Blank form"), kind=Kind.QUIET, icon="printer")
        self.approve.clicked.connect(self._approve)
        self.hand.clicked.connect(self._hand_over)
        self.cancel.clicked.connect(self._cancel)
        self.receipt.clicked.connect(self._print_receipt)
        self.paper.clicked.connect(self._print_form)
        self.blank.clicked.connect(lambda: self._lay(jobs.exchange_form(self.desk)))
        self.form = CounterForm()
        self.form.applied.connect(self._apply)
        self.form.form_asked.connect(self._print_member_form)
        self.form.member_asked.connect(self._show_stamps)
        self.form.left.connect(self._leave)
        self.goods = GoodsPart(self.desk, self.frame)
        self.goods.print_asked.connect(lambda: self._lay(jobs.goods_list(self.desk)))
        self.primary = self.form.go
        self.start = self.field
        self._ears = Ears(self, ours=is_ours)
        self._ears.heard.connect(self.come)
        self._build()

    def _build(self) -> None:
        self.acts = Flow([self.approve, self.hand, self.receipt, self.paper, self.cancel])
        self._list_part = QWidget()
        listed = QVBoxLayout(self._list_part)
        listed.setContentsMargins(0, 0, 0, 0)
        listed.setSpacing(scale.gap(tokens.GAP_2))
        listed.addWidget(self.table, 1)
        listed.addWidget(self.acts)
        top = QHBoxLayout()
        top.setSpacing(scale.gap(tokens.GAP_2))
        top.addWidget(self.field, 1)
        top.addWidget(self.blank)
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scale.gap(tokens.GAP_3))
        column.addLayout(top)
        column.addWidget(self.parts)
        column.addWidget(self._list_part, 1)
        column.addWidget(self.goods, 1)
        side = QWidget()
        beside = QVBoxLayout(side)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.form)
        beside.addStretch(1)
        self.columns = Columns(
            main, side, name=_("At the counter"), side_width=_SIDE, least_main=640
        )
        self.body.setAlignment(Qt.AlignmentFlag(0))
        self.body.addWidget(self.columns, 1)

    # The page's place in the window

    def head_buttons(self) -> list[QWidget]:
        """Return the choice of the year."""
        return [self.year]

    def regions(self) -> list[QWidget]:
        """Return the list and the form."""
        return [self.table, self.form]

    def filter_field(self) -> QWidget:
        """Return the field for a card or a number."""
        return self.field

    def showEvent(self, event: QShowEvent) -> None:
        """Hear the scanner wherever the focus is while the counter is in view."""
        super().showEvent(event)
        self._ears.open()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let the scanner go with the page."""
        super().hideEvent(event)
        self._ears.close()

    def step_back(self) -> bool:
        """Let the person at the counter go first."""
        if self.form.member is None:
            return False
        self._leave()
        return True

    # What is shown

    def refresh(self) -> None:
        """Read the year, its exchanges, the stock, and who is at the counter."""
        today = calendar.day_of(self.desk.now())
        this = self.desk.read(rule_sets.year_of, today)
        asked, _colon, number = self.subject.rpartition(":")
        years = sorted({this, this - 1, *self.desk.read(rule_sets.years)}, reverse=True)
        chosen = asked if asked.isdigit() else self.year.value() or str(this)
        self.year.offer(years, chosen)
        self.counter = self.desk.read(counter.read, self.year.year())
        self.parts.set_counts(
            {
                _OPEN: self.counter.count(State.APPLIED) + self.counter.count(State.APPROVED),
                **{one.value: self.counter.count(one) for one in _PARTS},
            }
        )
        self.goods.show_stock(self.counter.stock)
        if number:
            self._show_member(number)
        else:
            self.form.close_member()
        self._arrange()

    def _turn_to(self, year: str) -> None:
        number = self.subject.rpartition(":")[2]
        self.subject = f"{year}:{number}" if number else ""
        self.refresh()

    def _show_member(self, number: str) -> None:
        assert self.counter is not None
        try:
            member = self.desk.read(member_year.read, self.counter.year, number)
        except Refusal as refusal:
            self.form.close_member()
            self.frame.tell("counter", Status.WAIT, f"{refusal.what} {refusal.advice}")
            return
        self.frame.untell("counter")
        self.form.show_member(member, self.counter.stock, calendar.day_of(self.desk.now()))

    def _arrange(self) -> None:
        part = self.parts.value()
        self._list_part.setVisible(part != _GOODS)
        self.goods.setVisible(part == _GOODS)
        wanted = {State.APPLIED, State.APPROVED} if part == _OPEN else {part}
        rows = self.counter.applications if self.counter is not None else ()
        self.table.set_rows([one for one in rows if one.exchange.state in wanted])
        if self.table.current() is None:
            self.table.point_at_row(0)
        self._point()

    def _what(self, one: Application) -> str:
        return "・".join(choice.reward for choice in one.exchange.choices)

    def _point(self) -> None:
        one = self.table.current()
        state = one.exchange.state if one is not None else None
        self.approve.setVisible(state is State.APPLIED)
        self.hand.setVisible(state is State.APPROVED)
        self.receipt.setVisible(state in {State.APPROVED, State.HANDED})
        self.paper.setVisible(state is not None)
        self.cancel.setVisible(state is not None and state is not State.CANCELLED)
        self.acts.arrange()

    # What is done

    def come(self, said: str) -> None:
        """Let somebody come to the counter: by card, number, or a name that only one bears."""
        if not said.strip():
            return
        year = self.year.year()
        try:
            number = self.desk.read(numbers.number_of, year, said)
        except Refusal as refusal:
            found = self.desk.read(finding.find, said, limit=2) if not is_ours(said) else []
            number = (
                self.desk.read(numbers.number_of_person, year, found[0].person.id)
                if len(found) == 1
                else ""
            )
            if not number and found:
                self.frame.go("points_volunteers", said)
                return
            if not number:
                self.frame.tell("counter", Status.WAIT, f"{refusal.what} {refusal.advice}")
                return
        self.field.clear()
        self.subject = f"{year}:{number}"
        self._show_member(number)
        first = next(iter(self.form.fields.values()), None)
        if self.form.isVisible() and first is not None:
            first.setFocus()
        if self.columns.folded:
            self.columns.open_side()

    def _leave(self) -> None:
        self.subject = ""
        self.form.close_member()
        self.field.setFocus()

    def _show_stamps(self) -> None:
        self.frame.go("points_volunteer", self.subject)

    def _do(self, work: Any, *args: Any, **facts: Any) -> bool:
        """Do `work` in the name of who is at the desk; a refusal is said, and nothing is done."""
        try:
            self.desk.change(work, *args, **facts, at=self.desk.now(), by=self.desk.staff_id)
        except Refusal as refusal:
            question.refuse(self, refusal)
            return False
        return True

    def _apply(self) -> None:
        member = self.form.member
        if member is None:
            return
        choices = self.form.choices()
        card = self.form.card_number.tidied() if self.form.card_field.isVisible() else ""
        for one in self.form.fields.values():
            one.blockSignals(True)  # what is kept must not be offered again
        yen = sum(one.yen for one in choices)
        done = self._do(exchanges.apply, member.year, member.number, choices, card_number=card)
        for one in self.form.fields.values():
            one.blockSignals(False)
            if done:
                one.setValue(0)
        if done:
            self.parts.choose(_OPEN)
            self.frame.done(
                _("The exchange of {yen} was applied for.").format(yen=wording.amount(yen))
            )

    def _next_step(self) -> None:
        for button in (self.approve, self.hand):
            if not button.isHidden():
                button.click()
                return

    def _approve(self) -> None:
        one = self.table.current()
        if one is None:
            return
        view = one.exchange
        if self._do(exchanges.approve, view.id, version=view.version):
            self.frame.done(
                _("{name}: {yen} approved").format(name=one.name, yen=wording.amount(view.yen))
            )

    def _hand_over(self) -> None:
        one = self.table.current()
        if one is None:
            return
        view = one.exchange
        said = question.ask(
            self,
            _("Has {name} signed the receipt?").format(name=one.name),
            _("{yen} for {what}").format(yen=wording.amount(view.yen), what=self._what(one)),
            [
                Answer("yes", _("Signed and handed over"), Kind.PRIMARY),
                Answer("print", _("Print the receipt first")),
                Answer("no", _("Not yet")),
            ],
            safe="no",
        )
        if said == "print":
            self._print_receipt()
        elif said == "yes" and self._do(
            exchanges.hand_over, view.id, signed=True, version=view.version
        ):
            self.frame.done(
                _("{name}: {yen} handed over").format(name=one.name, yen=wording.amount(view.yen))
            )

    def _cancel(self) -> None:
        one = self.table.current()
        if one is None:
            return
        view = one.exchange
        why = reason.ask(
            self,
            _("Cancel the exchange of {name}?").format(name=one.name),
            _("The {yen} come back as a line of their own; nothing is rubbed out.").format(
                yen=wording.amount(view.yen)
            ),
            act=_("Cancel the exchange"),
            usual=(_("At their own wish"), _("Wrong card number"), _("Given back")),
            danger=True,
        )
        if why and self._do(exchanges.cancel, view.id, reason=why, version=view.version):
            self.frame.done(_("The exchange is cancelled; the amount is back."))

    # Papers

    def _lay(self, job: print_tray.Job) -> None:
        self.frame.go("preview", print_tray.lay(job))

    def _print_receipt(self) -> None:
        one = self.table.current()
        if one is not None and self.counter is not None:
            self._lay(jobs.exchange_receipts(self.desk, self.counter, [one]))

    def _print_form(self) -> None:
        one = self.table.current()
        if one is not None and self.counter is not None:
            member = self.desk.read(member_year.read, self.counter.year, one.exchange.number)
            self._lay(jobs.exchange_form(self.desk, member, one))

    def _print_member_form(self) -> None:
        if self.form.member is not None:
            self._lay(jobs.exchange_form(self.desk, self.form.member))
