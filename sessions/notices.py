"""Who must be told of a meeting put off or cancelled, and who has been told."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from resources import journal, records
from resources.records import ID_LENGTH, Record, one_of
from resources.refusals import Refusal
from resources.words import _
from sessions import rosters, suppression
from sessions.person_tables import PERSON, PHONE
from sessions.suppression import Use


class Occasion(StrEnum):
    """What people must be told."""

    POSTPONED = "postponed"
    CANCELLED = "cancelled"


class Notice(Record, table=True):
    """One person to be told on one occasion."""

    __table_args__ = (sa.UniqueConstraint("expected_id", "round"),)

    meeting_id: str = Field(foreign_key="meeting.id", index=True, max_length=ID_LENGTH)
    expected_id: str = Field(foreign_key="expected.id", max_length=ID_LENGTH)
    occasion: Occasion = Field(sa_column=one_of(Occasion))
    round: int  # Meeting.notice_round at that time
    told_at: datetime | None = None
    told_by: str = Field(default="", max_length=ID_LENGTH)
    how: str = Field(default="", max_length=80)  # 電話, はがき, 留守番電話 …


TABLE: sa.Table = SQLModel.metadata.tables["notice"]


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """One person to be told, with where to reach them."""

    id: str
    expected_id: str
    person_id: str | None
    name: str
    kana: str
    phone: str
    language: str
    occasion: Occasion
    round: int
    told_at: datetime | None
    told_by: str
    how: str


def listing(db: Session, meeting_id: str, *, untold_only: bool = False) -> tuple[NoticeFacts, ...]:
    """Return the notices of a meeting's latest occasion in 五十音 order, without the deceased."""
    latest = (
        sa.select(sa.func.max(TABLE.c.round)).where(TABLE.c.meeting_id == meeting_id)
    ).scalar_subquery()
    phone = (
        sa.select(PHONE.c.written)
        .where(PHONE.c.person_id == rosters.TABLE.c.person_id)
        .order_by(PHONE.c.place)
        .limit(1)
        .scalar_subquery()
    )
    fact = {column.name: column for column in rosters.FACTS}
    columns: tuple[sa.ColumnElement[Any], ...] = (
        TABLE.c.id,
        TABLE.c.expected_id,
        fact["person_id"],
        fact["name"],
        fact["kana"],
        rosters.unless_hidden(sa.func.coalesce(phone, rosters.TABLE.c.phone)),
        fact["language"],
        TABLE.c.occasion,
        TABLE.c.round,
        TABLE.c.told_at,
        TABLE.c.told_by,
        TABLE.c.how,
    )
    query = (
        sa.select(*columns)
        .select_from(rosters.LINES.join(TABLE, TABLE.c.expected_id == rosters.TABLE.c.id))
        .where(TABLE.c.meeting_id == meeting_id, TABLE.c.round == latest)
        .order_by(fact["sort_key"], TABLE.c.id)
    )
    if untold_only:
        query = query.where(TABLE.c.told_at.is_(None))
    return suppression.without(db, (NoticeFacts(*row) for row in db.execute(query)), Use.EXPECT)


def prepare(
    db: Session, meeting_id: str, occasion: Occasion, number: int, *, at: datetime, by: str
) -> int:
    """List everybody expected, but for those who said no, for telling; returns how many."""
    line = rosters.TABLE.c
    expected = db.execute(
        sa.select(line.id, PERSON.c.id.label("person_id"))
        .select_from(rosters.LINES)
        .where(line.meeting_id == meeting_id, ~line.removed, line.reply != rosters.Reply.NO)
    )
    lines = [row.id for row in suppression.without(db, expected, Use.EXPECT)]
    rows = [
        {
            "id": records.new_id(),
            "version": 1,
            "recorded_at": at,
            "recorded_by": by,
            "meeting_id": meeting_id,
            "expected_id": expected_id,
            "occasion": occasion,
            "round": number,
            "told_by": "",
            "how": "",
        }
        for expected_id in lines
    ]
    if rows:
        db.execute(sa.insert(TABLE), rows)
        records.touch(db, Notice)
    return len(rows)


def told(
    db: Session, notice_id: str, *, how: str = "", told: bool = True, at: datetime, by: str
) -> None:
    """Note that somebody has been told (`told` False: not after all), by whom and how."""
    notice = db.get(Notice, notice_id, with_for_update=True)
    if notice is None:
        raise Refusal(_("This notice is not known here."), _("Choose one from the list."))
    if (notice.told_at is not None) == told:
        return
    before = {"told": not told, "how": notice.how}
    notice.told_at, notice.told_by, notice.how = (at, by, how) if told else (None, "", "")
    notice.version += 1
    notice.recorded_at, notice.recorded_by = at, by
    db.flush()
    after = {"told": told, "how": notice.how}
    journal.write(db, "tell", "notice", notice_id, at=at, by=by, before=before, after=after)
