"""見つける: everything the office and the plan know under the words typed in the top bar."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import meeting_words
from desktop import person_words as wording
from desktop.page import Page
from desktop.parts.button import Button, Kind
from desktop.parts.card import Card
from desktop.parts.columns import Columns
from desktop.parts.empty import Empty
from desktop.parts.facts import Facts
from desktop.parts.flow import Flow
from desktop.parts.label import Label
from desktop.parts.table import Column, Table
from desktop.style import tokens
from desktop.style.scale import scale
from programs.catalogue import finding as plan
from programs.catalogue.entries import PlanEntry
from resources import calendar
from resources.words import _, ngettext
from sessions import elsewhere, finding
from sessions.elsewhere import Elsewhere

_SIDE, _LEAST = 360, 560
_PEOPLE = 30


@dataclass(frozen=True)
class Row:
    """One thing found: what kind, its name, what is known of it, and where the window shows it."""

    key: str
    kind: str
    name: str
    reading: str
    note: str
    facts: tuple[tuple[str, str], ...]
    place: str
    subject: str = ""


class Found(Page):
    """Everything found under the subject, the words that were typed."""

    name: ClassVar[str] = "found"
    reads: ClassVar[frozenset[str]] = frozenset(
        {"Person", "SearchKey", "Organisation", "Place", "Body", "Meeting"}
    )
    help_topic: ClassVar[str] = "found"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows: list[Row] = []
        self.table: Table[Row] = Table(
            _("What was found"),
            [
                Column(_("Name"), lambda row: row.name, ruby=lambda row: row.reading, bold=True),
                Column(_("Kind"), lambda row: row.kind, width=150),
                Column(_("What is known"), lambda row: row.note, width=330, folds=True),
            ],
            key=lambda row: row.key,
            reading=lambda row: row.reading,
        )
        self.table.opened.connect(self._open)
        self.table.pointed.connect(self._point)
        self.hint = Label(px=tokens.SMALL, colour=tokens.INK_2)
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scale.gap(tokens.GAP_2))
        column.addWidget(self.table, 1)
        column.addWidget(self.hint)
        self._beside = QWidget()
        beside = QVBoxLayout(self._beside)
        beside.setContentsMargins(0, 0, 0, 0)
        self.card = Card(_("About this"), dense=True)
        self.title = Label(px=tokens.CARD_TITLE, bold=True, wrap=True)
        self.facts = Facts()
        self.primary = Button(_("Open"), kind=Kind.PRIMARY)
        self.primary.clicked.connect(lambda: self._open(self.table.current()))
        self.card.add(self.title)
        self.card.add(self.facts)
        self.card.add(Flow([self.primary]))
        beside.addWidget(self.card)
        beside.addStretch(1)
        self.columns = Columns(
            main, self._beside, name=_("About this"), side_width=_SIDE, least_main=_LEAST
        )
        self.body.addWidget(self.columns, 1)
        self.empty = Empty(
            "search",
            _("Nothing was found."),
            _("Try the first letters in kana, another name, or the end of a telephone number."),
        )
        self.body.addWidget(self.empty)

    def heading(self) -> str:
        """Return the words that were looked for."""
        return (
            _("Found under 「{words}」").format(words=self.subject)
            if self.subject
            else (super().heading())
        )

    def heading_note(self) -> str:
        """Return how many there are."""
        count = len(self.rows)
        return ngettext("{count} found", "{count} found", count).format(count=count)

    def regions(self) -> list[QWidget]:
        """Return the list and what is known beside it."""
        return [self.table, self._beside]

    def refresh(self) -> None:
        """Look again for the same words."""
        today = calendar.day_of(self.desk.now())
        people = self.desk.read(finding.find, self.subject, limit=_PEOPLE)
        others = self.desk.read(elsewhere.find, self.subject, today)
        self.rows = [*_people(people), *_others(others), *_of_the_plan(plan.find(self.subject))]
        self.table.set_rows(self.rows)
        self.columns.setVisible(bool(self.rows))
        self.empty.setVisible(not self.rows)
        self.hint.setText(_("↑↓ choose  Enter open"))
        self.start = self.table
        if self.rows:
            self.table.point_at_row(0)

    def _point(self, row: Row | None) -> None:
        self.card.setVisible(row is not None)
        if row is not None:
            self.title.setText(row.name)
            self.facts.show_facts((("", row.reading), *row.facts))
            assert self.primary is not None
            self.primary.setVisible(bool(row.place))

    def _open(self, row: Row | None) -> None:
        if row is not None and row.place:
            self.frame.go(row.place, row.subject)


def _people(found: list[finding.Found]) -> Iterator[Row]:
    for one in found:
        person = one.person
        birth = calendar.wareki(person.birth) if person.birth else ""
        facts = (
            (_("Found"), one.reason),
            (_("Birth date"), birth),
            (_("District"), person.district),
        )
        note = " ".join(part for part in (birth, person.district) if part)
        yield Row(
            f"person {person.id}",
            _("A person"),
            wording.shown(person.name),
            wording.shown(person.kana),
            note,
            facts,
            "person",
            person.id,
        )


def _others(found: Elsewhere) -> Iterator[Row]:
    yield from _organisations(found)
    yield from _halls(found)
    yield from _bodies(found)
    yield from _meetings(found)


def _organisations(found: Elsewhere) -> Iterator[Row]:
    for one in found.organisations:
        facts = (
            (_("Kind"), one.kind),
            (_("Person to ask for"), one.contact),
            (_("Telephone"), one.phone),
            (_("Address"), one.address),
            (_("Note"), one.note),
        )
        note = " ".join(part for part in (one.kind, one.phone) if part)
        yield Row(
            f"organisation {one.id}", _("Organisation"), one.name, one.kana, note, facts,
            "office", "lists",
        )  # fmt: skip


def _halls(found: Elsewhere) -> Iterator[Row]:
    for hall in found.places:
        facts = (
            (_("Rooms"), hall.rooms),
            (_("Telephone"), hall.phone),
            (_("Address"), hall.address),
            (_("Note"), hall.note),
        )
        yield Row(
            f"place {hall.id}", _("Hall"), hall.name, hall.kana, hall.address, facts,
            "office", "lists",
        )  # fmt: skip


def _bodies(found: Elsewhere) -> Iterator[Row]:
    for body in found.bodies:
        facts = (
            (_("Also called"), body.aliases),
            (_("How often"), body.cadence),
            (_("Members"), body.members),
            (_("Legal ground"), body.legal_basis),
            (_("Purpose"), body.purpose),
        )
        yield Row(
            f"body {body.id}", _("Body"), body.name, body.kana, body.cadence, facts, "meetings"
        )


def _meetings(found: Elsewhere) -> Iterator[Row]:
    for scheduled in found.meetings:
        meeting = scheduled.meeting
        day = meeting_words.day(meeting.held_on)
        facts = (
            (_("Day"), day),
            (_("Place"), meeting_words.where(meeting)),
            (_("Subject"), meeting.title),
        )
        yield Row(
            f"meeting {meeting.id}", _("Meeting"), meeting.headline, "",
            " ".join(part for part in (day, meeting.title) if part), facts, "meeting", meeting.id,
        )  # fmt: skip


def _of_the_plan(found: list[PlanEntry]) -> Iterator[Row]:
    for entry in found:
        facts = (
            (_("Also called"), "、".join(entry.aliases)),
            (_("In the plan"), entry.note),
        )
        yield Row(
            f"plan {entry.number}", _("Named in the plan"), entry.name, "", entry.note, facts,
            entry.place,
        )  # fmt: skip
