"""Who is registered as a volunteer of イ～ナ介護支援ボランティアポイント, year by year."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from resources import records
from resources.records import ID_LENGTH, Record, new_id

RESTING = "休止"  # as the office writes it in its list
OWN = (
    "first_registered", "registered", "insured", "status", "cancelled", "emergency", "old_number",
)  # fmt: skip


class Registration(Record, table=True):
    """The registration of one volunteer for one fiscal year, renewed every year."""

    __tablename__ = "registration"
    __table_args__ = (
        sa.UniqueConstraint("year", "number", name="uq_registration_year_number"),
        sa.UniqueConstraint("year", "person_id", "number"),
    )

    person_id: str = Field(foreign_key="person.id", index=True, max_length=ID_LENGTH)
    year: int  # the calendar year in which the 年度 begins
    number: str = Field(max_length=20)  # 登録番号
    first_registered: date | None = None  # 初回登録日
    registered: date | None = None  # 登録日 or 更新日 of this year
    insured: date | None = None  # 保険手続日: cover begins the next day
    status: str = Field(default="", max_length=20)  # 継続 新規 休止 取消, as the office writes
    cancelled: date | None = None  # 取消日 or 異動日
    emergency: str = Field(default="", max_length=200)  # 緊急連絡先
    old_number: str = Field(default="", max_length=40)
    batch_id: str | None = Field(default=None, max_length=ID_LENGTH, index=True)


TABLE: sa.Table = SQLModel.metadata.tables["registration"]
_LONGEST = {"status": 20, "emergency": 200, "old_number": 40}


def known(db: Session, year: int | None) -> dict[str, dict[str, Any]]:
    """Return what is registered for `year`: {number: the values of `OWN`}."""
    query = sa.select(TABLE.c.number, *(TABLE.c[name] for name in OWN)).where(TABLE.c.year == year)
    return {row.number: dict(zip(OWN, row[1:], strict=True)) for row in db.execute(query)}


def record(
    db: Session,
    rows: Iterable[tuple[str, str, dict[str, Any]]],
    *,
    year: int | None,
    batch_id: str,
    at: datetime,
    by: str,
) -> None:
    """Register (person id, number, values of `OWN`) for `year`, or correct what stands there."""
    query = sa.select(TABLE.c.number, TABLE.c.id).where(TABLE.c.year == year)
    standing = {row.number: row.id for row in db.execute(query)}
    new, corrected = [], []
    for person_id, number, values in rows:
        own = {name: _fit(name, values.get(name)) for name in OWN}
        if number in standing:
            corrected.append({"this": standing[number], "person": person_id, **own})
        elif number:
            new.append(
                {
                    "id": new_id(), "version": 1, "recorded_at": at, "recorded_by": by,
                    "person_id": person_id, "year": year, "number": number,
                    "batch_id": batch_id, **own,
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
        records.touch(db, Registration)


def forget(db: Session, batch_id: str) -> None:
    """Take back the registrations that the import `batch_id` made."""
    db.execute(sa.delete(TABLE).where(TABLE.c.batch_id == batch_id))
    records.touch(db, Registration)


def _fit(name: str, value: Any) -> Any:
    if name in _LONGEST:
        return (value or "")[: _LONGEST[name]]
    return value
