"""景品: what there is, what is on its way, and what came, went or was counted."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.dialogs import question
from desktop.dialogs.question import Dialog
from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.field import Field
from desktop.parts.flow import Flow
from desktop.parts.label import Label
from desktop.parts.number_field import NumberField
from desktop.parts.status import Status
from desktop.parts.table import Column, Table
from desktop.parts.text_field import TextField
from desktop.parts.tick import Tick
from desktop.points import wording
from desktop.style import tokens
from desktop.style.scale import scale
from programs.points import goods
from programs.points.goods import Move, Stock
from resources.refusals import Refusal
from resources.words import _

if TYPE_CHECKING:
    from desktop.desk import Desk
    from desktop.frame import Frame


class HowMany(Dialog):
    """Asks how many pieces; Enter is the answer once a number stands there."""

    def __init__(self, title: str, text: str, value: int, *, parent: QWidget | None = None) -> None:
        super().__init__(title, parent=parent)
        if text:
            self.body.addWidget(Label(text, wrap=True))
        self.count = NumberField(_("How many"), value, most=9999, unit=_("items"))
        self.body.addWidget(Field(_("How many"), self.count, width=160))
        self.stop_or(_("Enter it"))
        self.count.setFocus()
        self.count.selectAll()


class GoodsPart(QWidget):
    """The stock as a list, and what may be done to the goods; `print_asked` is its paper."""

    print_asked = Signal()

    def __init__(self, desk: "Desk", frame: "Frame", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.frame = desk, frame
        self.table: Table[Stock] = Table(
            _("Goods for points"),
            [
                Column(_("Goods"), lambda one: one.name, below=lambda one: one.maker, bold=True),
                Column(_("State"), lambda one: "" if one.active else _("no longer offered"),
                       width=130, chip=lambda one: None if one.active else Status.NONE),
                Column(_("Worth of one"), lambda one: wording.amount(one.yen), width=120,
                       right=True, sort=lambda one: one.yen),
                Column(_("In stock"), lambda one: str(one.there), width=96, right=True,
                       sort=lambda one: one.there),
                Column(_("On order"), lambda one: str(one.coming), width=96, right=True,
                       sort=lambda one: one.coming),
            ],
            key=lambda one: one.id,
            empty=_("No goods are offered yet."),
        )  # fmt: skip
        self.table.setMinimumHeight(scale.px(tokens.TABLE_HEAD + 3 * tokens.ROW_RUBY))
        self.order = Button(_("Ordered"), kind=Kind.SECONDARY)
        self.deliver = Button(_("They came"), kind=Kind.SECONDARY)
        self.tally = Button(_("Counted the shelf"), kind=Kind.SECONDARY)
        self.retire = Button(_("Offer it no more"))
        self.paper = Button(_("List and order form"), kind=Kind.SOFT, icon="printer")
        self.order.clicked.connect(lambda: self._move(Move.ORDERED))
        self.deliver.clicked.connect(lambda: self._move(Move.DELIVERED))
        self.tally.clicked.connect(lambda: self._move(Move.COUNTED))
        self.retire.clicked.connect(self._retire)
        self.paper.clicked.connect(self.print_asked)
        self.gone = Tick(_("Show what is no longer offered, too"))
        self.gone.toggled.connect(lambda _on: self.show_stock(self._stock))
        self._stock: Sequence[Stock] = ()
        self.table.pointed.connect(lambda _one: self._point())
        self.name = TextField(_("Goods"))
        self.maker = TextField(_("Maker"))
        self.yen = NumberField(_("Worth of one"), 1000, least=1, most=99999, step=100,
                               unit=_("yen (unit)"))  # fmt: skip
        self.offer = Button(_("Offer these goods"), kind=Kind.PRIMARY, icon="plus")
        self.offer.clicked.connect(self._offer)
        card = Card(_("New goods"), dense=True)
        row = QHBoxLayout()
        row.setSpacing(scale.gap(tokens.GAP_2))
        row.addWidget(Field(_("Goods"), self.name, width=0), 2)
        row.addWidget(Field(_("Maker"), self.maker, optional=True, width=0), 2)
        row.addWidget(Field(_("Worth of one"), self.yen, width=130))
        row.addWidget(self.offer)
        card.body.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scale.gap(tokens.GAP_3))
        column.addWidget(self.table, 1)
        column.addWidget(
            Flow([self.order, self.deliver, self.tally, self.retire, self.paper, self.gone])
        )
        column.addWidget(card)

    def show_stock(self, stock: Sequence[Stock]) -> None:
        """Show what there is; what is no longer offered comes last, where it is asked for."""
        self._stock = stock
        shown = [one for one in stock if one.active or self.gone.isChecked()]
        self.table.set_rows(sorted(shown, key=lambda one: not one.active))
        if self.table.current() is None:
            self.table.point_at_row(0)
        self.gone.setEnabled(any(not one.active for one in stock))
        self.offer.setEnabled(self.desk.may("points.goods"))
        self._point()

    def _point(self) -> None:
        may, one = self.desk.may("points.goods"), self.table.current()
        for button in (self.order, self.deliver, self.tally, self.retire):
            button.setEnabled(may and one is not None)
        again = one is not None and not one.active
        self.order.setEnabled(may and one is not None and one.active)
        self.retire.set_words(_("Offer it again") if again else _("Offer it no more"))

    def _retire(self) -> None:
        one = self.table.current()
        if one is None:
            return

        def turn(seen: int, *, active: bool) -> None:
            self.desk.change(
                goods.retire, one.id, active=active, version=seen, at=self.desk.now(),
                by=self.desk.staff_id,
            )  # fmt: skip

        try:
            turn(one.version, active=not one.active)
        except Refusal as refusal:
            question.refuse(self, refusal)
            return
        words = (
            _("{name} is not offered any more. What is there stays in the book.")
            if one.active
            else _("{name} may be chosen again.")
        )
        self.frame.done(
            words.format(name=one.name), lambda: turn(one.version + 1, active=one.active)
        )

    def _offer(self) -> None:
        try:
            self.desk.change(
                goods.offer, self.name.text(), self.yen.value(), maker=self.maker.text(),
                at=self.desk.now(), by=self.desk.staff_id,
            )  # fmt: skip
        except Refusal as refusal:
            question.refuse(self, refusal)
            return
        self.name.clear()
        self.maker.clear()
        self.frame.done(_("The goods may be chosen now."))

    def _move(self, move: Move) -> None:
        one = self.table.current()
        if one is None:
            return
        titles = {
            Move.ORDERED: _("How many of {name} were ordered?"),
            Move.DELIVERED: _("How many of {name} came?"),
            Move.COUNTED: _("How many of {name} lie on the shelf?"),
        }
        value = {Move.DELIVERED: one.coming, Move.COUNTED: one.there}.get(move, 0)
        dialog = HowMany(titles[move].format(name=one.name), "", value, parent=self)
        if not dialog.exec():
            return
        self.enter(one, move, dialog.count.value())

    def enter(self, one: Stock, move: Move, count: int) -> None:
        """Keep what moved; a count of the shelf is kept as what it found more or less."""
        quantity = count - one.there if move is Move.COUNTED else count
        if move is Move.COUNTED and not quantity:
            self.frame.done(_("The shelf is as the book says."))
            return
        try:
            self.desk.change(
                goods.move, one.id, move, quantity, at=self.desk.now(), by=self.desk.staff_id
            )
        except Refusal as refusal:
            question.refuse(self, refusal)
            return
        self.frame.done(_("{name}: entered into the book of the stock.").format(name=one.name))
