"""What every stored row has in common: an id, a version, and who recorded it when."""

import os
import time
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from resources.refusals import Refusal
from resources.words import _

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

ID_LENGTH = 32


def new_id() -> str:
    """Return a new UUID of version 7 as 32 hexadecimal digits: sorted by time, made offline."""
    value = (time.time_ns() // 1_000_000) << 80 | int.from_bytes(os.urandom(10), "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return f"{value:032x}"


class Record(SQLModel):
    """A row that may be corrected: `version` rises with every change."""

    id: str = Field(default_factory=new_id, primary_key=True, max_length=ID_LENGTH)
    version: int = Field(default=1)
    recorded_at: datetime
    recorded_by: str = Field(max_length=ID_LENGTH)


class Entry(SQLModel):
    """A row of a log that only grows: triggers refuse every UPDATE and DELETE.

    `erasable` are the columns that say something of a person in words: an erasure may make them
    empty, and nothing else.
    """

    grows_only: ClassVar[bool] = True
    erasable: ClassVar[tuple[str, ...]] = ()

    id: str = Field(default_factory=new_id, primary_key=True, max_length=ID_LENGTH)
    recorded_at: datetime
    recorded_by: str = Field(max_length=ID_LENGTH)


def one_of(values: type[StrEnum], **column: Any) -> sa.Column[Any]:
    """Return a column that holds one of `values`, stored as text and checked by the database."""
    kind = sa.Enum(
        values,
        native_enum=False,
        create_constraint=True,
        values_callable=lambda members: [member.value for member in members],
        name=values.__name__.lower(),
        length=40,
    )
    return sa.Column(kind, nullable=column.pop("nullable", False), **column)


def touch(db: Session, *records: type[SQLModel]) -> None:
    """Note that rows of `records` change in this transaction (for writes past the ORM)."""
    db.info.setdefault("touched", set()).update(record.__name__ for record in records)


def revise(
    db: Session,
    record: type[Record],
    record_id: str,
    values: dict[str, Any],
    *,
    seen: int,
    standing: int,
) -> None:
    """Write `values` into one row and raise its version.

    Refuses when the version `seen` by the person is no longer the one `standing`: another
    desk was faster, and nothing of theirs is lost.
    """
    if seen != standing:
        raise Refusal(
            _("Another desk changed this in the meantime."),
            _("Look at it again, then enter your change once more."),
        )
    table = SQLModel.metadata.tables[str(record.__tablename__)]
    db.execute(
        sa.update(table).where(table.c.id == record_id).values(**values, version=standing + 1)
    )
    db.expire_all()
    touch(db, record)
