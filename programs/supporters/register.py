"""Who is registered as an いきいきサポーター, and when they completed the course."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from resources import records
from resources.records import ID_LENGTH, Record, new_id

OWN = ("completed_year", "term", "registered", "classroom")


class Supporter(Record, table=True):
    """One registered supporter."""

    __table_args__ = (sa.UniqueConstraint("number"),)

    person_id: str = Field(foreign_key="person.id", index=True, max_length=ID_LENGTH)
    number: str = Field(max_length=20)  # 整理番号
    completed_year: int | None = None  # 修了年度, the calendar year in which it begins
    term: str = Field(default="", max_length=20)  # 期, as written: 20期
    registered: date | None = None  # サポーター登録日
    classroom: str = Field(default="", max_length=80)  # 活動教室
    batch_id: str | None = Field(default=None, max_length=ID_LENGTH, index=True)


TABLE: sa.Table = SQLModel.metadata.tables["supporter"]


def known(db: Session, _year: int | None) -> dict[str, dict[str, Any]]:
    """Return who is registered: {number: the values of `OWN`}."""
    query = sa.select(TABLE.c.number, *(TABLE.c[name] for name in OWN))
    return {row.number: dict(zip(OWN, row[1:], strict=True)) for row in db.execute(query)}


def record(
    db: Session,
    rows: Iterable[tuple[str, str, dict[str, Any]]],
    *,
    year: int | None,  # noqa: ARG001  -- the list of supporters knows no year
    batch_id: str,
    at: datetime,
    by: str,
) -> None:
    """Register (person id, number, values of `OWN`), or correct what stands there."""
    standing = {row.number: row.id for row in db.execute(sa.select(TABLE.c.number, TABLE.c.id))}
    new, corrected = [], []
    for person_id, number, values in rows:
        own = {
            "completed_year": values.get("completed_year"),
            "term": (values.get("term") or "")[:20],
            "registered": values.get("registered"),
            "classroom": (values.get("classroom") or "")[:80],
        }
        if number in standing:
            corrected.append({"this": standing[number], "person": person_id, **own})
        elif number:
            new.append(
                {
                    "id": new_id(), "version": 1, "recorded_at": at, "recorded_by": by,
                    "person_id": person_id, "number": number, "batch_id": batch_id, **own,
                }
            )  # fmt: skip
    if new:
        db.execute(sa.insert(TABLE), new)
    if corrected:
        db.connection().execute(
            sa.update(TABLE)
            .where(TABLE.c.id == sa.bindparam("this"))
            .values(
                version=TABLE.c.version + 1,
                person_id=sa.bindparam("person"),
                **{name: sa.bindparam(name) for name in OWN},
            ),
            corrected,
        )
    if new or corrected:
        records.touch(db, Supporter)


def forget(db: Session, batch_id: str) -> None:
    """Take back the registrations that the import `batch_id` made."""
    db.execute(sa.delete(TABLE).where(TABLE.c.batch_id == batch_id))
    records.touch(db, Supporter)
