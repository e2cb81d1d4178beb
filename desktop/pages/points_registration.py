"""登録: one work list from the application to the end, by what is to be done next."""

from collections import Counter
from typing import Any, ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import person_words as wording
from desktop.page import Page
from desktop.parts.button import Button, Kind
from desktop.parts.columns import Columns
from desktop.parts.flow import Flow
from desktop.parts.label import Label
from desktop.parts.search_field import SearchField
from desktop.parts.segments import Segments
from desktop.parts.status import Status
from desktop.parts.table import Column, Table
from desktop.points.registration_acts import Acts
from desktop.points.registration_card import RegistrationCard
from desktop.points.year_choice import YearChoice
from desktop.style import tokens
from desktop.style.scale import scale
from programs.points import rule_sets, work_list
from programs.points.work_list import STATES, Entry, State
from resources import calendar, codes, names
from resources.words import _, ngettext
from sessions import passes

_SIDE, _LEAST = 400, 520


class PointsRegistration(Page):
    """The states above, the lines of one state below, what can be done with them beside."""

    name: ClassVar[str] = "points_registration"
    reads: ClassVar[frozenset[str]] = frozenset(
        {
            "Registration", "Turn", "PointsApplication", "Inquiry", "InquiryLine",
            "InquiryAnswer", "Person", "Pass", "Suppression",
        }
    )  # fmt: skip
    help_topic: ClassVar[str] = "points_registration"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.acts = Acts(self, self.desk, self.frame)
        self.entries: tuple[Entry, ...] = ()
        self.year = YearChoice()
        self.year.chosen.connect(lambda _value: self.refresh())
        self.new = Button(
            _("New application"), kind=Kind.PRIMARY, icon="user-round-plus", key="Ctrl N"
        )
        self.new.clicked.connect(self.acts.apply)
        self.states = Segments(
            _("States"), [(state.value, _(word)) for state, word in STATES.items()]
        )
        self.states.chosen.connect(lambda _value: self._show())
        self.search = SearchField(_("Find in this list"), hint=_("Name, number, card"))
        self.search.textChanged.connect(self._filter)
        self.search.entered.connect(self._take)
        self.all = Button(_("Tick all shown"), kind=Kind.SOFT, height=tokens.CONTROL_DENSE)
        self.all.clicked.connect(self._tick_all)
        self.none = Button(_("Untick all"), kind=Kind.QUIET, height=tokens.CONTROL_DENSE)
        self.none.clicked.connect(lambda: self.table.set_ticked(set()))
        self.table: Table[Entry] = Table(
            _("Registrations"),
            [
                Column(_("Name"), lambda one: wording.shown(one.name), bold=True,
                       ruby=lambda one: wording.shown(one.kana)),
                Column(_("Registration number"), lambda one: one.number, width=96),
                Column(_("Since"), _since, width=104),
                Column(_("Worth knowing"), lambda one: one.note, width=170, folds=True,
                       chip=_worth),
            ],
            key=lambda one: one.key,
            ticks=True,
            reading=lambda one: one.kana,
            empty=_("Nobody is in this state."),
        )  # fmt: skip
        self.card = card = RegistrationCard(self.acts, self.chosen)
        self.table.pointed.connect(lambda _row: card.show_chosen())
        self.table.ticks_changed.connect(lambda _count: card.show_chosen())
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scale.gap(tokens.GAP_2))
        column.addWidget(Flow([self.search, self.all, self.none]))
        column.addWidget(self.table, 1)
        self.hint = Label(
            _("Space ticks a line, and so does a card or a number with Enter above. Acts are about"
              " the ticked lines, else about the one marked."),
            px=tokens.SMALL, colour=tokens.INK_2, wrap=True,
        )  # fmt: skip
        column.addWidget(self.hint)
        self.columns = Columns(
            main, self.card, name=_("What can be done"), side_width=_SIDE, least_main=_LEAST
        )
        self.body.addWidget(Flow([self.year, self.states]))
        self.body.addWidget(self.columns, 1)
        self.start = self.table
        self.card.show_state(State.APPLIED)

    def heading_note(self) -> str:
        """Return how many stand registered."""
        count = sum(one.state in {State.REGISTERED, State.PAUSED} for one in self.entries)
        return ngettext("{count} person", "{count} people", count).format(count=f"{count:,}")

    def head_buttons(self) -> list[QWidget]:
        """Return the button for a new application."""
        return [self.new]

    def regions(self) -> list[QWidget]:
        """Return the states, the list and what can be done."""
        return [self.states, self.table, self.card]

    def filter_field(self) -> QWidget:
        """Return the field for a name."""
        return self.search

    def press_primary(self) -> bool:
        """Press the first of the acts on the chosen lines."""
        self.primary = self.card.primary
        return super().press_primary()

    def open_at(self, subject: str) -> None:
        """Show a year ("2025"), or a year and a state ("2025 to_renew")."""
        super().open_at(subject)
        year, _space, state = subject.partition(" ")
        if year:
            self._years(year)
        if state:
            self.states.set_value(State(state).value)
        if subject:
            self.stale = True

    def refresh(self) -> None:
        """Read the work list of the year again."""
        self._years(self.year.value())
        self.acts.year = self.year.year()
        self.entries = self.desk.read(work_list.listing, self.acts.year)
        counts = Counter(one.state for one in self.entries)
        self.states.set_counts({state.value: counts[state] for state in State})
        self._show()
        self.heading_changed.emit()

    def chosen(self) -> list[Entry]:
        """Return the lines acts are about: the ticked ones, else the one under the bar."""
        ticked = self.table.ticked()
        current = self.table.current()
        return ticked or ([current] if current is not None else [])

    def _years(self, wanted: str) -> None:
        this = self.desk.read(rule_sets.year_of, self.acts.today())
        years = sorted({this + 1, this, this - 1, int(wanted or this)}, reverse=True)
        self.year.offer(years, wanted or str(this))

    def _show(self) -> None:
        state, shown = State(self.states.value()), self._listed()
        keys = {one.key for one in shown}
        ticked = {one.key for one in self.table.ticked()} & keys
        self.table.set_rows(shown)
        self.table.set_ticked(ticked)
        if shown and self.table.current() is None:
            self.table.point_at_row(0)
        self._filter()
        self.card.show_state(state)
        self.card.show_chosen()

    def _filter(self) -> None:
        wanted = names.fold(self.search.text())
        self.table.set_filter(
            None
            if not wanted
            else lambda one: any(
                wanted in names.fold(text) for text in (one.name, one.kana, one.number)
            )
        )

    def _take(self, text: str) -> None:
        """Tick whoever the card belongs to, or the only line found: postcards one by one."""
        self.frame.untell("registration")
        code = codes.read(text).code
        card = self.desk.read(passes.resolve, code) if code is not None else None
        if card is not None and not card.valid:
            self.frame.tell(
                "registration",
                Status.WAIT,
                _(
                    "This card is void. Take the newer one,"
                    " or choose “Card lost” to issue it again."
                ),
            )
            self.search.clear()
            return
        if code is None:
            found = self.table.shown()
        else:
            people = {card.person_id} if card is not None else set()
            found = [one for one in self._listed() if one.person_id in people]
        if len(found) != 1:
            self.frame.tell(
                "registration", Status.WAIT, _("Nobody in this list is meant by that alone.")
            )
            return
        self.search.clear()
        self.table.set_ticked({one.key for one in (*self.table.ticked(), *found)})
        self.table.point_at(found[0].key)

    def _listed(self) -> list[Entry]:
        return [one for one in self.entries if one.state.value == self.states.value()]

    def _tick_all(self) -> None:
        self.table.set_ticked({one.key for one in self.table.shown()})


def _worth(one: Entry) -> Status | None:
    if not one.note:
        return None
    return Status.OK if one.state is State.ANSWERED and one.fit else Status.WAIT


def _since(one: Entry) -> str:
    return calendar.wareki_short(one.since) if one.since else ""
