"""感謝状: whose activities have reached a milestone of all their years together."""

from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from programs.points import ledger
from programs.points.register import TABLE
from sessions import suppression
from sessions.person_tables import PERSON
from sessions.suppression import Use

MILESTONES: Final = (100, 300, 500)
"""How many activities are thanked for (facts §2.4, P17)."""


@dataclass(frozen=True)
class Due:
    """Somebody whose activities reached `milestone` in the year; `why_not` keeps a letter back."""

    number: str
    person_id: str
    name: str
    kana: str
    times: int  # in all years up to this one
    milestone: int
    why_not: str


def due(db: Session, year: int) -> list[Due]:
    """Return who reached a milestone in `year`, by number; two numbers of one person are one."""
    lines = ledger.TABLE
    before = sa.func.sum(sa.case((lines.c.year < year, lines.c.activities), else_=0))
    sums = (
        sa.select(
            lines.c.number.label("number"), before.label("before"),
            sa.func.sum(lines.c.activities).label("times"),
        )
        .where(lines.c.year <= year)
        .group_by(lines.c.number)
        .subquery()
    )  # fmt: skip
    owner = sa.func.coalesce(PERSON.c.merged_into, PERSON.c.id)
    whose = (
        sa.select(TABLE.c.number.label("number"), sa.func.min(owner).label("owner"))
        .join(PERSON, PERSON.c.id == TABLE.c.person_id)
        .group_by(TABLE.c.number)
        .subquery()
    )
    query = (
        sa.select(
            sa.func.min(sums.c.number), PERSON.c.id, PERSON.c.name, PERSON.c.kana,
            sa.func.sum(sums.c.before), sa.func.sum(sums.c.times),
        )
        .select_from(sums.join(whose, whose.c.number == sums.c.number))
        .join(PERSON, PERSON.c.id == whose.c.owner)
        .group_by(PERSON.c.id, PERSON.c.name, PERSON.c.kana)
        .order_by(sa.func.min(sums.c.number))
    )  # fmt: skip
    held = suppression.standing(db)
    found = []
    for number, person_id, name, kana, earlier, times in db.execute(query):
        reached = [one for one in MILESTONES if earlier < one <= times]
        if reached:
            stops = held.get(person_id)
            why_not = stops.words if stops is not None and stops.stops(Use.LETTER) else ""
            found.append(
                Due(number, person_id, name, kana, int(times), reached[-1], why_not)
            )  # fmt: skip
    return found
