"""会議: what is on today, what is ahead, what is past, by body and by year."""

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.page import Page
from desktop.pages.gathering.meeting_row import MeetingRow, invitation
from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.choice import Choice
from desktop.parts.empty import Empty
from desktop.parts.label import Label
from desktop.style import tokens
from desktop.style.scale import scale
from resources.calendar import day_of, fiscal_year, fiscal_year_bounds, fiscal_year_label
from resources.words import _, ngettext
from sessions import attendance, bodies, schedule
from sessions.schedule import Scheduled, When

_NOTHING_CHOSEN = ""
YEAR = "year:"


class Meetings(Page):
    """The list of meetings; the subject "year:2025" brings another fiscal year into view."""

    name: ClassVar[str] = "meetings"
    reads: ClassVar[frozenset[str]] = frozenset({"Meeting", "Expected", "Arrival", "Body"})
    help_topic: ClassVar[str] = "meetings"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.year = 0  # 0 is the present one
        self.rows: list[MeetingRow] = []
        self._all: tuple[Scheduled, ...] = ()
        self.primary = Button(_("Plan a meeting"), kind=Kind.PRIMARY, icon="plus", key="Ctrl Enter")
        # The window presses it by Ctrl Enter; two bindings of one key would silence both.
        self.primary.setShortcut("")
        self.primary.clicked.connect(self._new)
        self.body_choice = Choice(_("Body"), height=tokens.CONTROL_DENSE)
        self.body_choice.chosen.connect(lambda _value: self._show())
        self._head = QWidget()
        line = QHBoxLayout(self._head)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(scale.gap(tokens.GAP_2))
        line.addWidget(Label(_("Body"), px=tokens.LABEL, colour=tokens.INK_2))
        line.addWidget(self.body_choice)
        self.heads = Label(px=tokens.LABEL)
        line.addSpacing(scale.gap(tokens.GAP_3))
        line.addWidget(self.heads, 1)
        self.hint = Label(px=tokens.SMALL, colour=tokens.INK_2)
        line.addWidget(self.hint)
        self.body.addWidget(self._head)
        self.cards: dict[When, Card] = {}
        for when, title in (
            (When.TODAY, _("Meetings of today")),
            (When.UPCOMING, _("Meetings ahead")),
            (When.PAST, _("Meetings past")),
        ):
            card = Card(title, rule=True)
            self.cards[when] = card
            self.body.addWidget(card)
        start = Button(_("Plan the first meeting"), kind=Kind.PRIMARY, icon="plus")
        start.clicked.connect(self._new)
        self.empty = Empty(
            "calendar-days",
            _("There is no meeting yet."),
            _("Plan one, and the list of those expected begins."),
            start,
        )
        self.empty.setMinimumHeight(scale.px(260))
        self.body.addWidget(self.empty)

    def head_buttons(self) -> list[QWidget]:
        """Return the primary button, unless the empty page offers its own."""
        assert self.primary is not None
        return [self.primary] if self._all else []

    def heading_note(self) -> str:
        """Return how many meetings are listed."""
        count = len(self.rows)
        return ngettext("{count} meeting", "{count} meetings", count).format(count=count)

    def regions(self) -> list[QWidget]:
        """Return the filter and the cards with meetings."""
        shown = [card for card in self.cards.values() if not card.isHidden()]
        return [self.body_choice, *shown] if self._all else [self.empty]

    def refresh(self) -> None:
        """Read the meetings and the bodies."""
        today = day_of(self.desk.now())
        self._all = self.desk.read(schedule.listing, When.ALL, today=today)
        used = {one.meeting.body_id for one in self._all}
        self.body_choice.set_answers(
            [
                (_NOTHING_CHOSEN, _("All bodies")),
                *(
                    (body.id, body.name)
                    for body in self.desk.read(bodies.every)
                    if body.plannable or body.id in used
                ),
            ],
            self.body_choice.value(),
        )
        self._show()

    def open_at(self, subject: str) -> None:
        """Bring the fiscal year of "year:2025" into view; the window's pill asks so."""
        if subject.startswith(YEAR):
            year = int(subject.removeprefix(YEAR))
            self.year = 0 if year == fiscal_year(day_of(self.desk.now())) else year
            self.stale = True

    def _show(self) -> None:
        today = day_of(self.desk.now())
        body_id = self.body_choice.value()
        year = self.year or fiscal_year(today)
        first, last = fiscal_year_bounds(year)
        came = self.desk.read(attendance.spread, body_id=body_id or None, since=first, until=last)
        self.heads.setText(
            _("{year}: {different} different people, {visits} visits").format(
                year=fiscal_year_label(year), different=came.different, visits=came.visits
            )
        )
        parts: dict[When, list[Scheduled]] = {when: [] for when in self.cards}
        for one in self._all:
            held_on = one.meeting.held_on
            if body_id and one.meeting.body_id != body_id:
                continue
            if held_on is not None and self.year and not first <= held_on <= last:
                continue
            if held_on is None or held_on > today:
                if not self.year:
                    parts[When.UPCOMING].insert(0, one)
            elif held_on == today:
                parts[When.TODAY].insert(0, one)
            elif held_on >= first:
                parts[When.PAST].append(one)
        undated = [one for one in parts[When.UPCOMING] if one.meeting.held_on is None]
        dated = [one for one in parts[When.UPCOMING] if one.meeting.held_on is not None]
        parts[When.UPCOMING] = dated + undated
        self.rows = []
        for when, card in self.cards.items():
            self._fill(when, card, parts[when])
        self.empty.setVisible(not self._all)
        self._head.setVisible(bool(self._all))
        # The list is what one came for: the focus begins at its first row.
        self.start = self.rows[0] if self.rows else None
        self.hint.setText(invitation(len(self.rows)))

    def _fill(self, when: When, card: Card, meetings: Sequence[Scheduled]) -> None:
        for row in card.findChildren(MeetingRow):
            card.body.removeWidget(row)
            row.hide()
            row.deleteLater()
        card.set_note(str(len(meetings)) if meetings else "")
        card.setVisible(bool(meetings))
        for one in meetings:
            row = MeetingRow(one, today=when is When.TODAY)
            row.opened.connect(lambda meeting_id: self.frame.go("meeting", meeting_id))
            row.moved.connect(lambda step, row=row: self._step(row, step))
            card.add(row)
            row.show()  # else it could not take the focus before the next event
            self.rows.append(row)

    def _step(self, row: MeetingRow, step: int) -> None:
        here = self.rows.index(row) + step
        if 0 <= here < len(self.rows):
            self.rows[here].setFocus(Qt.FocusReason.TabFocusReason)
            self.area.ensureWidgetVisible(self.rows[here])

    def _new(self) -> None:
        self.frame.go("meeting_form", "new")
