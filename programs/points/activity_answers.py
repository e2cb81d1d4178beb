"""What the office answered about a reported activity: approved late, confirmed, whose number.

The answer is about what happened, not about a row: a corrected sheet that says the same again
finds it answered.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from resources.records import ID_LENGTH, Entry, one_of, touch


class Answer(StrEnum):
    """What was answered."""

    APPROVED = "approved"  # 期限後の提出を認める
    CONFIRMED = "confirmed"  # カード忘れ: the host confirms the activity
    NUMBER = "number"  # it belongs to this number
    NONE = "none"  # every answer given before is taken back


class ActivityAnswer(Entry, table=True):
    """One answer about one reported activity."""

    __tablename__ = "activity_answer"

    fact: str = Field(index=True, max_length=ID_LENGTH)  # of the activity
    year: int = Field(index=True)
    answer: Answer = Field(sa_column=one_of(Answer))
    number: str = Field(default="", index=True, max_length=20)
    reason: str = Field(default="", max_length=400)


TABLE: sa.Table = SQLModel.metadata.tables["activity_answer"]


@dataclass(frozen=True, slots=True)
class Answered:
    """Everything that stands answered about one activity."""

    approved: bool = False
    confirmed: bool = False
    number: str = ""


def standing(db: Session, year: int, facts: Collection[str] | None = None) -> dict[str, Answered]:
    """Return {activity: what stands answered} of `year`, of all or of `facts`."""
    query = sa.select(TABLE).where(TABLE.c.year == year).order_by(TABLE.c.id)
    if facts is not None:
        query = query.where(TABLE.c.fact.in_(sorted(facts)))
    found: dict[str, Answered] = defaultdict(Answered)
    for row in db.execute(query):
        before = found[row.fact]
        if row.answer == Answer.NONE:
            found[row.fact] = Answered()
        else:
            found[row.fact] = Answered(
                before.approved or row.answer == Answer.APPROVED,
                before.confirmed or row.answer == Answer.CONFIRMED,
                row.number if row.answer == Answer.NUMBER else before.number,
            )
    return {fact: one for fact, one in found.items() if one != Answered()}


def write(
    db: Session,
    fact: str,
    answer: Answer,
    *,
    year: int,
    number: str = "",
    reason: str = "",
    at: datetime,
    by: str,
) -> str:
    """Add one answer and return its id; who may and what follows is `problem_acts`' to say."""
    made = ActivityAnswer(
        fact=fact, year=year, answer=answer, number=number, reason=reason[:400],
        recorded_at=at, recorded_by=by,
    )  # fmt: skip
    answer_id = made.id
    db.add(made)
    db.flush()
    touch(db, ActivityAnswer)
    return answer_id
