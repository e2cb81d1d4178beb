"""Half-written forms, kept for whoever writes them until they are saved or thrown away."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from resources.records import ID_LENGTH, Record, touch


class Draft(Record, table=True):
    """One half-written form of one staff member; `subject` is what it is about, or new."""

    __table_args__ = (sa.UniqueConstraint("form", "subject", "recorded_by"),)

    form: str = Field(max_length=40)
    subject: str = Field(max_length=ID_LENGTH)
    words: str = Field(sa_type=sa.Text)  # JSON


TABLE: sa.Table = SQLModel.metadata.tables["draft"]


@dataclass(frozen=True, slots=True)
class DraftFacts:
    """A draft: when it was written last, and its fields by name."""

    at: datetime
    words: dict[str, Any]


def find(db: Session, form: str, subject: str, *, by: str) -> DraftFacts | None:
    """Return the draft of `form` about `subject` that `by` has left, or None."""
    query = sa.select(TABLE.c.recorded_at, TABLE.c.words).where(_own(form, subject, by))
    row = db.execute(query).first()
    return None if row is None else DraftFacts(row.recorded_at, json.loads(row.words))


def keep(
    db: Session, form: str, subject: str, words: dict[str, Any], *, at: datetime, by: str
) -> None:
    """Keep what is written so far; `words` holds what JSON can hold.

    The journal is about what was decided, and a draft is not yet: nothing is written there.
    """
    row = db.scalars(sa.select(Draft).where(_own(form, subject, by))).one_or_none()
    text = json.dumps(words, ensure_ascii=False)
    if row is None:
        new = Draft(form=form, subject=subject, words=text, recorded_at=at, recorded_by=by)
        db.add(new)
    elif row.words != text:
        row.words, row.recorded_at = text, at
        row.version += 1
    db.flush()


def drop(db: Session, form: str, subject: str, *, by: str) -> None:
    """Throw a draft away; one that is not there is no harm."""
    if db.connection().execute(sa.delete(TABLE).where(_own(form, subject, by))).rowcount:
        touch(db, Draft)


def _own(form: str, subject: str, by: str) -> sa.ColumnElement[bool]:
    own = TABLE.c
    return sa.and_(own.form == form, own.subject == subject, own.recorded_by == by)
