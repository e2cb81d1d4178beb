"""How somebody is addressed on an envelope when the usual 様 or 御中 is not right."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from resources import journal, records
from resources.records import ID_LENGTH, Record, one_of, touch


class Honorific(StrEnum):
    """The word after a name on an envelope."""

    SAMA = "sama"
    ONCHU = "onchu"
    SENSEI = "sensei"

    @property
    def word(self) -> str:
        """The word as it is printed, the same in every language."""
        return {"sama": "様", "onchu": "御中", "sensei": "先生"}[self.value]


class Addressing(Record, table=True):
    """The honorific of one person or organisation, where it is not the usual one."""

    __table_args__ = (sa.UniqueConstraint("subject_id"),)

    subject_id: str = Field(max_length=ID_LENGTH)  # of a person or an organisation
    honorific: Honorific = Field(sa_column=one_of(Honorific))


TABLE: sa.Table = SQLModel.metadata.tables["addressing"]


def known(db: Session) -> dict[str, Honorific]:
    """Return the honorific of everybody who has one of their own, by id; they are few."""
    query = sa.select(TABLE.c.subject_id, TABLE.c.honorific)
    return {row[0]: Honorific(row[1]) for row in db.execute(query)}


def address_as(
    db: Session, subject_id: str, honorific: Honorific, *, at: datetime, by: str
) -> None:
    """Address a person or an organisation as `honorific` from now on."""
    before = known(db).get(subject_id)
    if before is honorific:
        return
    row = {"honorific": honorific, "recorded_at": at, "recorded_by": by}
    if before is None:
        row |= {"id": records.new_id(), "version": 1, "subject_id": subject_id}
        db.execute(sa.insert(TABLE).values(**row))
    else:
        db.execute(
            sa.update(TABLE)
            .where(TABLE.c.subject_id == subject_id)
            .values(**row, version=TABLE.c.version + 1)
        )
    touch(db, Addressing)
    journal.write(
        db, "address", "addressing", subject_id, at=at, by=by,
        before={"honorific": before}, after={"honorific": honorific},
    )  # fmt: skip
