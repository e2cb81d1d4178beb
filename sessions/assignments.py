"""Who is in charge of what: the meetings, and later the cases, that are somebody's own."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from resources import journal
from resources.records import ID_LENGTH, Record, touch
from sessions import staff

MEETING = "meeting"


class Assignment(Record, table=True):
    """One thing of the kind `kind` that is one person's own (担当)."""

    __table_args__ = (sa.UniqueConstraint("staff_id", "kind", "object_id"),)

    staff_id: str = Field(foreign_key="staff.id", max_length=ID_LENGTH)
    kind: str = Field(max_length=20)
    object_id: str = Field(index=True, max_length=ID_LENGTH)


TABLE: sa.Table = SQLModel.metadata.tables["assignment"]


def own(db: Session, staff_id: str, kind: str) -> frozenset[str]:
    """Return the ids of what of `kind` is somebody's own."""
    query = sa.select(TABLE.c.object_id).where(TABLE.c.staff_id == staff_id, TABLE.c.kind == kind)
    return frozenset(db.scalars(query))


def in_charge(db: Session, kind: str, object_id: str) -> list[staff.StaffView]:
    """Return who is in charge of one object, in the order of the syllabary."""
    query = sa.select(TABLE.c.staff_id).where(TABLE.c.kind == kind, TABLE.c.object_id == object_id)
    those = set(db.scalars(query))
    return [one for one in staff.listing(db, everyone=True) if one.id in those]


def assign(
    db: Session, object_id: str, staff_id: str, *, kind: str = MEETING, at: datetime, by: str
) -> None:
    """Put somebody in charge of an object; twice is harmless. Refuses an unknown person."""
    staff.get(db, staff_id)
    if object_id in own(db, staff_id, kind):
        return
    db.add(
        Assignment(
            staff_id=staff_id, kind=kind, object_id=object_id, recorded_at=at, recorded_by=by
        )
    )
    db.flush()
    _note(db, "assign", kind, object_id, staff_id, at=at, by=by)


def release(
    db: Session, object_id: str, staff_id: str, *, kind: str = MEETING, at: datetime, by: str
) -> None:
    """Take somebody off an object; who was not in charge stays so."""
    if object_id not in own(db, staff_id, kind):
        return
    db.execute(
        sa.delete(TABLE).where(
            TABLE.c.staff_id == staff_id, TABLE.c.kind == kind, TABLE.c.object_id == object_id
        )
    )
    touch(db, Assignment)
    _note(db, "unassign", kind, object_id, staff_id, at=at, by=by)


def _note(
    db: Session, act: str, kind: str, object_id: str, staff_id: str, *, at: datetime, by: str
) -> None:
    whose = {"kind": kind, "staff": staff_id}
    journal.write(db, act, "assignment", object_id, at=at, by=by, after=whose)
