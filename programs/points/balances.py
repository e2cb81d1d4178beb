"""Where each volunteer stands in a year: activities, stamps, what they are worth, what is left."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from programs.points import ledger, rule_sets
from programs.points.register import TABLE as REGISTRATION
from programs.points.rule import Rule
from sessions.person_tables import Person

_PERSON: sa.Table = Person.__table__  # type: ignore[attr-defined]
_NOTHING = ledger.Balance("")
_REGISTERED = (
    sa.select(
        REGISTRATION.c.number, sa.func.coalesce(_PERSON.c.merged_into, _PERSON.c.id).label("id")
    )
    .join(_PERSON, _PERSON.c.id == REGISTRATION.c.person_id)
    .where(REGISTRATION.c.year == sa.bindparam("year", type_=sa.Integer))
)
_REGISTERED_OF = _REGISTERED.where(
    REGISTRATION.c.number.in_(sa.bindparam("numbers", expanding=True))
)


@dataclass(frozen=True, slots=True)
class Standing:
    """The figures of one number in one year; money is yen."""

    number: str
    person_id: str  # "" where nobody is registered under the number any more
    activities: int
    minutes: int
    recorded: int  # 活動実績: stamps before the caps
    counted: int  # 評価ポイント: stamps within the caps
    worth: int  # of the stamps counted
    exchanged: int
    lapsed: int  # when the year was closed
    wanted: int | None  # stamps to the next rise in value, None at the top
    then: int | None  # what the stamps are worth then

    @property
    def left(self) -> int:
        """What may still be exchanged; below 0 where a correction came after an exchange."""
        return self.worth - self.exchanged - self.lapsed


def nothing(number: str, person_id: str, rule: Rule) -> Standing:
    """Return the standing of somebody of whom a year knows nothing yet."""
    wanted, then = rule.next_step(0) or (None, None)
    return Standing(number, person_id, 0, 0, 0, 0, 0, 0, 0, wanted, then)


def of_year(db: Session, year: int, numbers: Collection[str] | None = None) -> list[Standing]:
    """Return the standing of everybody registered in `year`, or of `numbers`, by number."""
    rule = rule_sets.in_force(db, year).last.rule
    sums = ledger.balances(db, year, numbers)
    asked: dict[str, Any] = {"year": year}
    if numbers is not None:
        asked["numbers"] = sorted(numbers)
    query = _REGISTERED if numbers is None else _REGISTERED_OF
    people: dict[str, str] = {row[0]: row[1] for row in db.execute(query, asked)}
    found = []
    for number in sorted({*people, *sums}):
        one = sums.get(number, _NOTHING)
        step = rule.next_step(one.counted)
        found.append(
            Standing(
                number=number, person_id=people.get(number, ""), activities=one.activities,
                minutes=one.minutes, recorded=one.recorded, counted=one.counted,
                worth=rule.yen(one.counted), exchanged=one.exchanged, lapsed=-one.lapsed,
                wanted=step[0] if step else None, then=step[1] if step else None,
            )
        )  # fmt: skip
    return found
