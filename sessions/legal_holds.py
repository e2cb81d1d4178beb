"""Reasons of law for which a person must be kept, and must not be erased yet."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from resources import journal
from resources.records import ID_LENGTH, Record, touch
from resources.refusals import Refusal
from resources.words import _


class LegalHold(Record, table=True):
    """One reason, in words, until it is lifted."""

    __tablename__ = "legal_hold"

    person_id: str = Field(foreign_key="person.id", index=True, max_length=ID_LENGTH)
    why: str = Field(max_length=200)
    lifted_at: datetime | None = None


TABLE: sa.Table = SQLModel.metadata.tables["legal_hold"]


def standing(db: Session, person_ids: Collection[str]) -> list[str]:
    """Return the reasons that stand for `person_ids`, the oldest first."""
    query = (
        sa.select(TABLE.c.why)
        .where(TABLE.c.person_id.in_(person_ids), TABLE.c.lifted_at.is_(None))
        .order_by(TABLE.c.recorded_at, TABLE.c.id)
    )
    return list(db.scalars(query))


def hold(db: Session, person_id: str, why: str, *, at: datetime, by: str) -> str:
    """Note a reason of law for which a person must be kept; refuses an empty one."""
    if not why.strip():
        raise Refusal(_("The reason is still missing."), _("Enter which rule asks for it."))
    made = LegalHold(person_id=person_id, why=why.strip()[:200], recorded_at=at, recorded_by=by)
    db.add(made)
    db.flush()
    journal.write(db, "hold", "person", person_id, at=at, by=by, after={"reason": made.why})
    return made.id


def release(db: Session, person_id: str, *, at: datetime, by: str) -> None:
    """End every reason of law for which a person was kept."""
    db.execute(
        sa.update(TABLE)
        .where(TABLE.c.person_id == person_id, TABLE.c.lifted_at.is_(None))
        .values(lifted_at=at, version=TABLE.c.version + 1)
    )
    touch(db, LegalHold)
    journal.write(db, "release_hold", "person", person_id, at=at, by=by)
