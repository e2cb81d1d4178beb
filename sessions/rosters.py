"""Who is expected at a meeting: from the register, from applications, by hand, at the door."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from resources import names
from resources.records import ID_LENGTH, Record, one_of
from resources.refusals import Refusal
from resources.words import _
from sessions import suppression
from sessions.bodies import changed_elsewhere
from sessions.person_tables import PERSON
from sessions.suppression import Use


class Source(StrEnum):
    """How somebody came onto the list."""

    REGISTER = "register"
    APPLICATION = "application"
    HAND = "hand"
    WALK_IN = "walk_in"  # 当日, not in the register
    DOOR = "door"  # in the register, but not on the list


class Reply(StrEnum):
    """What somebody answered to the invitation."""

    NONE = "none"
    YES = "yes"
    NO = "no"
    PROXY = "proxy"


class Expected(Record, table=True):
    """One participant of one meeting; need not be in the register."""

    __table_args__ = (
        sa.UniqueConstraint("meeting_id", "person_id"),
        sa.UniqueConstraint("meeting_id", "application_id", name="uq_expected_application_id"),
        sa.CheckConstraint("person_id IS NOT NULL OR name <> '' OR kana <> ''", name="somebody"),
    )

    meeting_id: str = Field(foreign_key="meeting.id", index=True, max_length=ID_LENGTH)
    person_id: str | None = Field(
        default=None, foreign_key="person.id", index=True, max_length=ID_LENGTH
    )
    application_id: str | None = Field(default=None, max_length=ID_LENGTH)
    name: str = Field(default="", max_length=80)
    kana: str = Field(default="", max_length=80)
    latin: str = Field(default="", max_length=80)
    affiliation: str = Field(default="", max_length=80)  # 所属
    district: str = Field(default="", max_length=40)
    language: str = Field(default="ja", max_length=12)
    needs: str = Field(default="", max_length=200)
    phone: str = Field(default="", max_length=40)
    phone_digits: str = Field(default="", max_length=20)
    source: Source = Field(sa_column=one_of(Source))
    reply: Reply = Field(default=Reply.NONE, sa_column=one_of(Reply))
    proxy_name: str = Field(default="", max_length=80)
    name_confirmed: bool = True  # a walk-in's name counts once it is confirmed at the desk
    party_of: str | None = Field(
        default=None, foreign_key="expected.id", index=True, max_length=ID_LENGTH
    )
    party_kind: str = Field(default="", max_length=12)  # family or helper of that person
    removed: bool = False  # taken off the list; its tag and its arrivals still know it
    sort_key: str = Field(default="", max_length=240)
    tab: str = Field(default="", max_length=4)
    search: str = Field(default="", max_length=400)  # folded beginnings, parted by blanks


TABLE: sa.Table = SQLModel.metadata.tables["expected"]


@dataclass(frozen=True, slots=True)
class ExpectedFacts:
    """One line of the list. The register's letters go before the application's."""

    id: str
    version: int
    meeting_id: str
    person_id: str | None
    application_id: str | None
    name: str
    kana: str
    latin: str
    affiliation: str
    district: str
    language: str
    needs: str
    phone: str
    source: Source
    reply: Reply
    proxy_name: str
    name_confirmed: bool
    party_of: str | None
    party_kind: str
    hide_name: bool
    sort_key: str
    tab: str


@dataclass(frozen=True, slots=True)
class IndexTab:
    """One index tab of the list with its count."""

    tab: str
    count: int


def _preferred(column: str) -> sa.ColumnElement[Any]:
    own, registered = TABLE.c[column], PERSON.c[column]
    value = sa.func.coalesce(sa.func.nullif(registered, ""), own)
    return (unless_hidden(value) if column == "district" else value).label(column)


def unless_hidden(value: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """Return `value`, a column over LINES, but nothing where whereabouts are protected."""
    return sa.case((PERSON.c.id.in_(suppression.hiding()), ""), else_=value)


_FROM_REGISTER = frozenset(
    {"name", "kana", "latin", "district", "language", "needs", "sort_key", "tab"}
)
_WRITTEN = PERSON.alias("written")  # the row a line was linked with; it may be a double by now
LINES = TABLE.outerjoin(_WRITTEN, _WRITTEN.c.id == TABLE.c.person_id).outerjoin(
    PERSON, PERSON.c.id == sa.func.coalesce(_WRITTEN.c.merged_into, _WRITTEN.c.id)
)
"""The list joined with the register, to read FACTS from; doubles are followed."""
FACTS: tuple[sa.ColumnElement[Any], ...] = tuple(
    _preferred(name)
    if name in _FROM_REGISTER
    else sa.func.coalesce(PERSON.c.hide_name, sa.false()).label(name)
    if name == "hide_name"
    else PERSON.c.id.label(name)
    if name == "person_id"
    else unless_hidden(TABLE.c.phone).label(name)
    if name == "phone"
    else TABLE.c[name]
    for name in ExpectedFacts.__dataclass_fields__
)
"""The columns of ExpectedFacts in their order."""


def listing(
    db: Session, meeting_id: str, *, tab: str | None = None, use: Use | None = None
) -> tuple[ExpectedFacts, ...]:
    """Return the list of a meeting in 五十音 order, or the lines of one index tab.

    For a paper `use` leaves out those who are withheld from it.
    """
    query = (
        sa.select(*FACTS)
        .select_from(LINES)
        .where(TABLE.c.meeting_id == meeting_id, ~TABLE.c.removed)
        .order_by(sa.text("sort_key"), TABLE.c.id)
    )
    found = tuple(ExpectedFacts(*row) for row in db.execute(query))
    if use is not None:
        found = suppression.without(db, found, use)
    return found if tab is None else tuple(line for line in found if line.tab == tab)


def index_tabs(lines: Iterable[ExpectedFacts]) -> tuple[IndexTab, ...]:
    """Count the lines of a listing by index tab, in the order in which they stand."""
    counts: dict[str, int] = {}
    for line in lines:
        counts[line.tab] = counts.get(line.tab, 0) + 1
    return tuple(IndexTab(tab, count) for tab, count in counts.items())


def show(db: Session, expected_id: str) -> ExpectedFacts:
    """Return one line of a list; an id that is unknown is refused."""
    query = sa.select(*FACTS).select_from(LINES).where(TABLE.c.id == expected_id)
    row = db.execute(query).first()
    if row is None:
        raise unknown_line()
    return ExpectedFacts(*row)


def line_of(db: Session, meeting_id: str, person_id: str) -> str | None:
    """Return the line of a person, or of a double of theirs, on a list; None without one."""
    query = (
        sa.select(TABLE.c.id)
        .select_from(LINES)
        .where(TABLE.c.meeting_id == meeting_id, PERSON.c.id == person_id)
        .order_by(TABLE.c.removed, TABLE.c.id)
    )
    return db.scalar(query)


def searchable(name: str, kana: str, latin: str) -> dict[str, str]:
    """Return the name's columns of a line: the letters as written, order, tab, search."""
    name, kana = names.tidy_name(name), names.show_kana(kana)
    spoken = [kana, *kana.split()[1:]]
    written = [*spoken, name, *name.split()[1:], latin, *latin.split()[1:]]
    keys = (*map(names.fold, written), *map(names.reading, spoken))
    folded = dict.fromkeys(key for key in keys if key)
    return {
        "name": name,
        "kana": kana,
        "latin": latin,
        "sort_key": names.sort_key(kana or name),
        "tab": names.tab(kana, latin or name),
        "search": (" " + " ".join(folded))[:400],
    }


def take(db: Session, expected_id: str, *, version: int | None = None) -> Expected:
    """Return a stored line for a verb of this floor."""
    line = db.get(Expected, expected_id, with_for_update=True)
    if line is None:
        raise unknown_line()
    if version is not None and line.version != version:
        raise changed_elsewhere()
    return line


def unknown_line() -> Refusal:
    """Return the refusal for a line that is on no list."""
    return Refusal(_("This person is not on the list."), _("Look for the name again."))
