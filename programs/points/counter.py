"""The exchange counter: every application of a year with whose it is, and its receipt's number."""

from collections import defaultdict
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from programs.points import exchanges, goods, rule_sets
from programs.points.exchanges import State, View
from programs.points.goods import Stock
from programs.points.register import TABLE
from programs.points.rule import Rule
from sessions.person_tables import PERSON

_OWN, _ROOT = PERSON.alias("own"), PERSON.alias("root")


@dataclass(frozen=True)
class Application:
    """One exchange and whose it is."""

    exchange: View
    person_id: str  # "" where nobody is registered under the number any more
    name: str
    kana: str
    turn: int  # 1, 2, … of the number in the year: part of the receipt's number

    @property
    def receipt(self) -> str:
        """The number of the receipt: the same whenever it is printed."""
        one = self.exchange
        return f"{one.year}-{one.number}-{self.turn}"


@dataclass(frozen=True)
class Counter:
    """What the counter shows of a year; what waits comes first, the newest first within."""

    year: int
    rule: Rule
    applications: tuple[Application, ...]
    stock: tuple[Stock, ...]

    def count(self, state: State) -> int:
        """Return how many exchanges have come to `state`."""
        return sum(one.exchange.state is state for one in self.applications)


_ORDER = {State.APPLIED: 0, State.APPROVED: 1, State.HANDED: 2, State.CANCELLED: 3}


def read(db: Session, year: int) -> Counter:
    """Return the exchanges of `year` and the stock of goods."""
    found = exchanges.listing(db, year)
    query = (
        sa.select(
            TABLE.c.number,
            *(sa.func.coalesce(_ROOT.c[name], _OWN.c[name]) for name in ("id", "name", "kana")),
        )
        .join(_OWN, _OWN.c.id == TABLE.c.person_id)
        .outerjoin(_ROOT, _ROOT.c.id == _OWN.c.merged_into)
        .where(TABLE.c.year == year, TABLE.c.number.in_(sorted({one.number for one in found})))
    )
    whose = {row[0]: tuple(row[1:]) for row in db.execute(query)}
    turns: dict[str, int] = defaultdict(int)
    made = []
    for one in found:
        turns[one.number] += 1
        person_id, name, kana = whose.get(one.number, ("", "", ""))
        made.append(Application(one, person_id, name, kana, turns[one.number]))
    made.reverse()
    made.sort(key=lambda one: _ORDER[one.exchange.state])
    rule = rule_sets.in_force(db, year).last.rule
    return Counter(year, rule, tuple(made), tuple(goods.stock(db)))
