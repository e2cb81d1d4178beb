"""The agenda (次第) of a meeting: item, who, minutes, in their order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from resources import journal, records
from resources.records import ID_LENGTH, Record
from resources.refusals import Refusal
from resources.words import _
from sessions import meetings
from sessions.bodies import changed_elsewhere
from sessions.meeting_rules import Act


class AgendaItem(Record, table=True):
    """One item of the agenda of one meeting."""

    __tablename__ = "agenda_item"
    __table_args__ = (sa.CheckConstraint("minutes >= 0", name="minutes"),)

    meeting_id: str = Field(foreign_key="meeting.id", index=True, max_length=ID_LENGTH)
    place: int
    title: str = Field(max_length=120)
    who: str = Field(default="", max_length=80)
    minutes: int | None = None


TABLE: sa.Table = SQLModel.metadata.tables["agenda_item"]


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """One item as pages and papers read it."""

    id: str
    version: int
    place: int
    title: str
    who: str
    minutes: int | None


@dataclass(frozen=True, slots=True)
class Agenda:
    """The items in order, the sum of their minutes, and the length of the meeting."""

    items: tuple[ItemFacts, ...]
    minutes: int
    meeting_minutes: int | None

    @property
    def over(self) -> int:
        """By how many minutes the items outlast the meeting; negative where time is left."""
        return 0 if self.meeting_minutes is None else self.minutes - self.meeting_minutes


_FACTS = tuple(ItemFacts.__dataclass_fields__)


def show(db: Session, meeting_id: str) -> Agenda:
    """Return the agenda of a meeting; an unknown meeting is refused."""
    meeting = meetings.show(db, meeting_id)
    query = (
        sa.select(*(TABLE.c[name] for name in _FACTS))
        .where(TABLE.c.meeting_id == meeting_id)
        .order_by(TABLE.c.place, TABLE.c.id)
    )
    items = tuple(ItemFacts(*row) for row in db.execute(query))
    return Agenda(items, sum(item.minutes or 0 for item in items), meeting.minutes)


def add(
    db: Session,
    meeting_id: str,
    title: str,
    *,
    who: str = "",
    minutes: int | None = None,
    at: datetime,
    by: str,
) -> str:
    """Add an item at the end and return its id; refuses an empty title and negative minutes."""
    meetings.take(db, meeting_id, Act.CORRECT)
    _check(title, minutes)
    own = TABLE.c.meeting_id == meeting_id
    last = db.scalar(sa.select(sa.func.max(TABLE.c.place)).where(own)) or 0
    item = AgendaItem(
        meeting_id=meeting_id,
        place=last + 1,
        title=title.strip(),
        who=who.strip(),
        minutes=minutes,
        recorded_at=at,
        recorded_by=by,
    )
    db.add(item)
    db.flush()
    journal.write(db, "add", "agenda_item", item.id, at=at, by=by, after={"title": item.title})
    return item.id


def correct(
    db: Session,
    item_id: str,
    *,
    version: int,
    title: str,
    who: str,
    minutes: int | None,
    at: datetime,
    by: str,
) -> None:
    """Change an item; refuses when another desk was faster, and what `add` refuses."""
    item = _get(db, item_id)
    if item.version != version:
        raise changed_elsewhere()
    _check(title, minutes)
    before = {"title": item.title, "who": item.who, "minutes": item.minutes}
    item.title, item.who, item.minutes = title.strip(), who.strip(), minutes
    item.version += 1
    item.recorded_at, item.recorded_by = at, by
    db.flush()
    after = {"title": item.title, "who": item.who, "minutes": minutes}
    journal.write(db, "correct", "agenda_item", item_id, at=at, by=by, before=before, after=after)


def remove(db: Session, item_id: str, *, at: datetime, by: str) -> None:
    """Take an item off the agenda; the journal keeps what it was."""
    item = _get(db, item_id)
    before = {column.name: getattr(item, column.name) for column in TABLE.c}
    db.delete(item)
    db.flush()
    journal.write(db, "remove", "agenda_item", item_id, at=at, by=by, before=before)


def reorder(
    db: Session, meeting_id: str, item_ids: Sequence[str], *, at: datetime, by: str
) -> None:
    """Put the items into this order; refuses an order that leaves out or adds an item."""
    meetings.take(db, meeting_id, Act.CORRECT)
    before = [item.id for item in show(db, meeting_id).items]
    if sorted(before) != sorted(item_ids):
        raise changed_elsewhere()
    if before == list(item_ids):
        return
    places = [{"item": item_id, "new_place": place} for place, item_id in enumerate(item_ids, 1)]
    update = (
        sa.update(TABLE)
        .where(TABLE.c.id == sa.bindparam("item"))
        .values(place=sa.bindparam("new_place"), version=TABLE.c.version + 1)
    )
    db.connection().execute(update, places)
    db.expire_all()
    records.touch(db, AgendaItem)
    after = {"items": list(item_ids)}
    journal.write(
        db, "reorder", "meeting", meeting_id, at=at, by=by, before={"items": before}, after=after
    )


def _get(db: Session, item_id: str) -> AgendaItem:
    item = db.get(AgendaItem, item_id)
    if item is None:
        raise Refusal(_("This item is not on the agenda."), _("Choose one from the list."))
    meetings.take(db, item.meeting_id, Act.CORRECT)
    return item


def _check(title: str, minutes: int | None) -> None:
    if not title.strip():
        raise Refusal(_("The title is missing."), _("Enter what the item is about."))
    if minutes is not None and minutes < 0:
        raise Refusal(_("The length is not possible."), _("Enter the minutes, or leave it empty."))
