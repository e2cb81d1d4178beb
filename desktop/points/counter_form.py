"""The application at the counter: what the points of one volunteer become, in what amounts."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from desktop import person_words
from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.choice import Choice
from desktop.parts.field import Field
from desktop.parts.label import Label
from desktop.parts.number_field import NumberField
from desktop.parts.text_field import TextField, tidy_number
from desktop.style import tokens
from desktop.style.scale import scale
from programs.points import rewards
from programs.points.exchanges import Choice as Taken
from programs.points.goods import Stock
from programs.points.member_year import MemberYear
from programs.points.rule_words import counter, money
from resources.words import _


class CounterForm(Card):
    """Who is at the counter and what they choose; hidden until `show_member`.

    `applied` is sent when it is to be kept, `form_asked` when the paper is wanted, `member_asked`
    when the stamps are, `left` when somebody else comes.
    """

    applied = Signal()
    form_asked = Signal()
    member_asked = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("At the counter"), dense=True, rule=True, parent=parent)
        self.member: MemberYear | None = None
        self._free = 0
        self._stock: Sequence[Stock] = ()
        self.who = Label(px=22, bold=True, wrap=True)
        self.figures = Label(colour=tokens.INK_2, wrap=True)
        self.free = Label(px=20, bold=True, colour=tokens.PRIMARY, wrap=True)
        self.fields: dict[str, NumberField] = {}
        self._labels: list[QWidget] = []
        self._rows = QWidget()
        self._grid = QGridLayout(self._rows)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(0, 1)
        self.goods = Choice(_("Which goods"))
        self.goods_field = Field(_("Which goods"), self.goods, width=0)
        self.card_number = TextField(_("Number of the card"), tidy=tidy_number)
        self.card_field = Field(_("Number of the card"), self.card_number, optional=True, width=0)
        self.total = Label(px=18, bold=True)
        self.go = Button(_("Apply for it"), kind=Kind.PRIMARY, icon="gift", key="Ctrl Enter")
        self.go.clicked.connect(self.applied)
        self.form = Button(_("Exchange form"), kind=Kind.SOFT, icon="printer")
        self.form.clicked.connect(self.form_asked)
        self.stamps = Button(_("Stamps"), icon="stamp")
        self.stamps.clicked.connect(self.member_asked)
        self.stop = Button(_("Next person"), kind=Kind.QUIET)
        self.stop.clicked.connect(self.left)
        self.goods.chosen.connect(lambda _value: self._add())
        for part in (self.who, self.figures, self.free, self._rows, self.goods_field,
                     self.card_field, self.total):  # fmt: skip
            self.add(part)
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.go)
        first.addWidget(self.form)
        first.addStretch(1)
        second.addWidget(self.stamps)
        second.addWidget(self.stop)
        second.addStretch(1)
        self.body.addLayout(first)
        self.body.addLayout(second)
        self.hide()

    def show_member(self, member: MemberYear, stock: Sequence[Stock], today: date) -> None:
        """Show `member` and what may be chosen on the day `today`, everything at nothing."""
        same = self.member is not None and self.member.number == member.number
        kept = {word: one.value() for word, one in self.fields.items()} if same else {}
        self.member, self._stock = member, [one for one in stock if one.active]
        self._free = member.exchangeable(today)
        unit = counter(member.rule)
        self.who.setText(person_words.honoured(member.who.name))
        self.figures.setText(
            _("{count} {unit}, worth {yen}; exchanged {gone}").format(
                count=member.standing.counted, unit=unit, yen=money(member.standing.worth),
                gone=money(member.standing.exchanged),
            )
        )  # fmt: skip
        self.free.setText(
            _("Can be exchanged now: {yen}").format(yen=money(self._free))
            if self._free
            else _("Nothing can be exchanged now.")
        )
        for old in (*self._labels, *self.fields.values()):
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._labels, self.fields = [], {}
        step = max(1, member.rule.unit_yen)
        for row, word in enumerate(member.rule.rewards):
            label = Label(word, wrap=True)
            field = NumberField(word, 0, most=self._free, step=step, unit=_("yen (unit)"))
            field.setGroupSeparatorShown(True)
            field.setValue(min(kept.get(word, 0), self._free))
            field.valueChanged.connect(lambda _value: self._add())
            label.setBuddy(field)
            field.setFixedWidth(scale.px(132))
            self._grid.addWidget(label, row, 0)
            self._grid.addWidget(field, row, 1)
            self._labels.append(label)
            self.fields[word] = field
        self.goods.set_answers(
            [
                (one.id, _("{name} ({there} in stock)").format(name=one.name, there=one.there))
                for one in self._stock
            ],
            self.goods.value(),
        )  # fmt: skip
        if not same:
            self.card_number.clear()
        self._rows.setVisible(self._free > 0)
        self.show()
        self._add()

    def close_member(self) -> None:
        """Nobody is at the counter any more."""
        self.member = None
        self.hide()

    def _kinds(self) -> set[rewards.Kind]:
        return {rewards.kind_of(word) for word, one in self.fields.items() if one.value()}

    def _add(self) -> None:
        """Say the sum, and what else is needed for it."""
        wanted = sum(one.value() for one in self.fields.values())
        kinds = self._kinds()
        self.goods_field.setVisible(rewards.Kind.GOODS in kinds and bool(self._stock))
        self.card_field.setVisible(rewards.Kind.CARD in kinds)
        over = wanted > self._free
        self.total.setText(
            _("In all {yen}; {left} stay.").format(
                yen=money(wanted), left=money(max(0, self._free - wanted))
            )
            if not over
            else _("{yen} are more than may be exchanged.").format(yen=money(wanted))
        )
        self.total.set_colour(tokens.STOP.text if over else tokens.INK)
        self.total.setVisible(bool(wanted))
        self.go.setEnabled(0 < wanted <= self._free)

    def choices(self) -> list[Taken]:
        """Return what was chosen, in the order of the rules; goods with how many."""
        made = []
        one = next((each for each in self._stock if each.id == self.goods.value()), None)
        for word, field in self.fields.items():
            if not field.value():
                continue
            if rewards.kind_of(word) is rewards.Kind.GOODS and one is not None:
                count = max(1, field.value() // one.yen)
                made.append(Taken(word, field.value(), one.id, count))
            else:
                made.append(Taken(word, field.value()))
        return made
