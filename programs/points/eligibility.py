"""Whether a volunteer may take part: 適／否 of the city, and requirements met — never a reason."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from resources.records import Entry

CITY: Final = "city"  # 資格照会: what only the city knows stays there


class Eligibility(Entry, table=True):
    """One answer about one number in one year; the latest of a subject holds."""

    __tablename__ = "eligibility"

    year: int = Field(index=True)
    number: str = Field(max_length=20)
    subject: str = Field(max_length=80)  # CITY, or a requirement of the rules
    fit: bool  # 適, or 否
    confirmed: date  # 確認日


TABLE: sa.Table = SQLModel.metadata.tables["eligibility"]


@dataclass(frozen=True)
class Answer:
    """What is answered about one number."""

    number: str
    fit: bool
    confirmed: date
    subject: str = CITY


def standing(db: Session, year: int) -> tuple[dict[str, date], dict[str, set[str]]]:
    """Return {number: the day of 否} and {number: the requirements met} in `year`."""
    latest: dict[tuple[str, str], tuple[bool, date]] = {}
    query = sa.select(TABLE).where(TABLE.c.year == year).order_by(TABLE.c.confirmed, TABLE.c.id)
    for row in db.execute(query):
        latest[row.number, row.subject] = (row.fit, row.confirmed)
    unfit = {
        number: day
        for (number, subject), (fit, day) in latest.items()
        if subject == CITY and not fit
    }
    met: dict[str, set[str]] = defaultdict(set)
    for (number, subject), (fit, _day) in latest.items():
        if subject != CITY and fit:
            met[number].add(subject)
    return unfit, met
