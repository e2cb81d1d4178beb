"""How often the door had to ask and why: never whose card it was, never what stood on it."""

from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from resources import records
from resources.records import ID_LENGTH, Entry, one_of
from sessions.answers import Reason
from sessions.meetings import Meeting


class RefusedScan(Entry, table=True):
    """One scan that did not receive anybody."""

    __tablename__ = "refused_scan"

    meeting_id: str = Field(
        foreign_key=f"{Meeting.__tablename__}.id", index=True, max_length=ID_LENGTH
    )
    reason: Reason = Field(sa_column=one_of(Reason))
    desk: str = Field(default="", max_length=40)


TABLE: sa.Table = SQLModel.metadata.tables["refused_scan"]
_INSERT = sa.insert(TABLE)


def note(db: Session, meeting_id: str, reason: Reason, *, desk: str, at: datetime, by: str) -> None:
    """Note that a scan was refused, and why."""
    row = {
        "id": records.new_id(),
        "meeting_id": meeting_id,
        "reason": reason,
        "desk": desk,
        "recorded_at": at,
        "recorded_by": by,
    }
    db.connection().execute(_INSERT, row)
    records.touch(db, RefusedScan)


def counts(db: Session, meeting_id: str) -> Mapping[Reason, int]:
    """Return how often each reason came up at a meeting."""
    query = (
        sa.select(TABLE.c.reason, sa.func.count())
        .where(TABLE.c.meeting_id == meeting_id)
        .group_by(TABLE.c.reason)
    )
    return {Reason(reason): count for reason, count in db.execute(query)}
