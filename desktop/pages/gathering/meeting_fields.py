"""The fields of a meeting: which one, when, where, what for, for how many."""

from collections.abc import Callable, Sequence
from datetime import date, time
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.pages.gathering.sums import later
from desktop.parts.card import Card
from desktop.parts.choice import Choice
from desktop.parts.date_field import DateField
from desktop.parts.editable_choice import EditableChoice
from desktop.parts.field import Field
from desktop.parts.long_text import LongText
from desktop.parts.number_field import NumberField, TimeField
from desktop.parts.pairs import Pairs
from desktop.parts.text_field import TextField
from desktop.style import tokens
from desktop.style.scale import scale
from resources.words import _
from sessions.bodies import BodyFacts
from sessions.places import PlaceView
from sessions.planning import Plan

_ROOMS = "／"
_BEGINS, _USUAL = time(10, 0), 120


class MeetingFields(Card):
    """The left half of the form; `changed` is sent at every change, `body_chosen` its id."""

    changed = Signal()
    body_chosen = Signal(str)

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(_("Meeting"), parent=parent)
        self._places: dict[str, PlaceView] = {}
        self._minutes = _USUAL
        self.body_choice = Choice(_("Body"))
        self.number = NumberField(_("Number"), 0, most=999)
        self.number.setSpecialValueText("―")
        self.title_line = TextField(_("Title"))
        self.title_line.setMaxLength(120)
        self.day = DateField(_("Day"), today=today)
        self.begins = TimeField(_("Begins"), _BEGINS)
        self.ends = TimeField(_("Ends"), later(_BEGINS, _USUAL))
        self.place = EditableChoice(_("Place"))
        self.room = EditableChoice(_("Room"))
        self.purpose = LongText(_("Purpose"), lines=2)
        self.capacity = NumberField(_("Capacity"), 0, most=9999, step=5, unit=_("people"))
        self.capacity.setSpecialValueText("―")
        self.number_field = Field(_("Number"), self.number, width=110)
        self.ends_field = Field(_("Ends"), self.ends, check=self._times, width=164)
        self.place_field = Field(_("Place"), self.place, optional=True)
        self.capacity_field = Field(_("Capacity"), self.capacity, optional=True, width=164)
        blocks = (
            _beside(Field(_("Body"), self.body_choice, width=218), self.number_field),
            Field(_("Title"), self.title_line, optional=True),
            self.day,
            _beside(Field(_("Begins"), self.begins, width=164), self.ends_field),
            self.place_field,
            _beside(Field(_("Room"), self.room, width=164), self.capacity_field),
            Field(_("Purpose"), self.purpose, optional=True),
        )
        self.add(Pairs(blocks))
        self._connect()

    def _connect(self) -> None:
        def tell(_value: Any = None) -> None:
            self.changed.emit()

        self.body_choice.chosen.connect(self.body_chosen)
        self.begins.timeChanged.connect(self._shift)
        for signal in (
            self.number.valueChanged, self.title_line.textChanged, self.day.line.textChanged,
            self.begins.timeChanged, self.ends.timeChanged, self.place.changed,
            self.room.changed, self.purpose.textChanged, self.capacity.valueChanged,
        ):  # fmt: skip
            signal.connect(tell)
        self.place.changed.connect(self._place_chosen)

    # --- what is offered

    def offer_bodies(self, bodies: Sequence[BodyFacts], chosen: str) -> None:
        """Offer `bodies`, and choose the one with the id `chosen`."""
        self.body_choice.set_answers([(body.id, body.name) for body in bodies], chosen)
        self.body_choice.setEnabled(len(bodies) > 1)

    def offer_places(self, places: Sequence[PlaceView]) -> None:
        """Offer the names of `places`, and their rooms once one is chosen."""
        self._places = {place.name: place for place in places}
        self.place.set_offers(list(self._places))

    def _place_chosen(self, name: str) -> None:
        place = self._places.get(name.strip())
        self.room.set_offers(place.rooms.split(_ROOMS) if place and place.rooms else ())
        holds = place.capacity if place else None
        self.place_field.set_hint(
            _("The place holds {count} people.").format(count=holds) if holds else ""
        )

    def suggest(self, body: BodyFacts, number: int) -> None:
        """Fill in what is usual for `body`: its next number, its place, its length."""
        self.number.setValue(number)
        self._minutes = body.usual_minutes
        if not self.place.text():
            self.place.set_text(body.usual_place)
        self.ends.set_clock(later(self.begins.clock(), self._minutes))

    def _shift(self, _time: object) -> None:
        """Keep the length when the beginning moves."""
        if self._minutes and self.begins.hasFocus():
            self.ends.set_clock(later(self.begins.clock(), self._minutes))
        self.ends_field.check()

    def _times(self) -> str:
        if self.ends.clock() <= self.begins.clock():
            return _("The end must be later than the beginning.")
        minutes = self.minutes()
        self._minutes = minutes or self._minutes
        return ""

    def minutes(self) -> int | None:
        """Return the length of the meeting, None where the times cannot be."""
        begins, ends = self.begins.clock(), self.ends.clock()
        length = (ends.hour - begins.hour) * 60 + ends.minute - begins.minute
        return length if length > 0 else None

    # --- what is written

    def show_plan(self, plan: Plan) -> None:
        """Write `plan` into the fields."""
        self.number.setValue(plan.number or 0)
        self.title_line.setText(plan.title)
        self.day.set_day(plan.held_on)
        begins = plan.begins or _BEGINS
        self.begins.set_clock(begins)
        self.ends.set_clock(plan.ends or later(begins, self._minutes))
        self._minutes = self.minutes() or self._minutes
        self.place.set_text(plan.place)
        self.room.set_text(plan.room)
        self.purpose.setPlainText(plan.purpose)
        self.capacity.setValue(plan.capacity or 0)

    def fix_day(self, why: str) -> None:
        """Let the day be read only, saying `why`; an empty `why` frees it."""
        self.day.line.setReadOnly(bool(why))
        self.day.line.setEnabled(not why)
        if why:
            self.day.set_hint(why)

    def plan(self) -> Plan:
        """Return what is written; the agenda is not among it."""
        return Plan(
            number=self.number.value() or None,
            title=self.title_line.text().strip(),
            held_on=self.day.day(),
            begins=self.begins.clock(),
            ends=self.ends.clock(),
            place=self.place.text(),
            room=self.room.text(),
            purpose=self.purpose.toPlainText().strip(),
            capacity=self.capacity.value() or None,
        )

    def wrong(self) -> list[QWidget]:
        """Check everything and return the editors in which something is wrong."""
        found: list[QWidget] = []
        if self.day.line.isEnabled():
            self.day.read()
            if self.day.day() is None:
                self.day.set_error(self.day.error or _("The day of the meeting is still missing."))
                found.append(self.day.line)
        if not self.ends_field.check():
            found.append(self.ends)
        return found


def _beside(first: QWidget, second: QWidget) -> QWidget:
    block = QWidget()
    row = QHBoxLayout(block)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(scale.gap(tokens.GAP_3))
    row.addWidget(first)
    row.addWidget(second)
    row.addStretch(1)
    return block
