"""The points ledger (ポイント台帳): it only grows, and every balance is the sum of its lines."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from resources.records import ID_LENGTH, Entry, one_of, touch


class Kind(StrEnum):
    """What a line of the ledger is about."""

    AWARD = "award"  # what an activity counts for
    REVERSAL = "reversal"  # takes an award back, in full or in part
    EXCHANGE = "exchange"
    EXCHANGE_BACK = "exchange_back"  # a cancelled exchange
    CARRIED_OUT = "carried_out"  # into the next year
    CARRIED_IN = "carried_in"
    EXPIRED = "expired"


class PointEntry(Entry, table=True):
    """One line of the ledger of one number in one year; all figures are differences."""

    __tablename__ = "point_entry"
    erasable: ClassVar[tuple[str, ...]] = ("reason",)
    __table_args__ = (
        sa.UniqueConstraint("about", "turn", name="uq_point_entry_about_turn"),
        # Every sum of a number, a month or a statement is read from the index alone.
        sa.Index(
            "ix_point_entry_sums", "year", "number", "kind", "day", "activities", "minutes",
            "recorded", "counted", "yen", "id",
        ),
    )  # fmt: skip

    year: int
    number: str = Field(max_length=20)
    day: date  # of the activity, or of what was done
    kind: Kind = Field(sa_column=one_of(Kind))
    activities: int = 0
    minutes: int = 0
    recorded: int = 0  # stamps before the caps
    counted: int = 0  # stamps within the caps
    yen: int = 0  # of an exchange: negative
    about: str = Field(max_length=ID_LENGTH)  # the activity, the exchange or the closing
    turn: int  # 1, 2, … for what it is about: two desks cannot write the same one
    rule_id: str | None = Field(default=None, foreign_key="rule_version.id", max_length=ID_LENGTH)
    cause: str = Field(default="", max_length=40)  # of the judgement, or of the reversal
    reason: str = Field(default="", max_length=400)


TABLE: sa.Table = SQLModel.metadata.tables["point_entry"]
_LAPSED = sa.func.sum(sa.case((TABLE.c.kind == Kind.EXPIRED, TABLE.c.yen), else_=0))
_SUMS = ("activities", "minutes", "recorded", "counted", "yen")
_YEAR = sa.bindparam("year", type_=sa.Integer)
_THEIRS = TABLE.c.number.in_(sa.bindparam("numbers", expanding=True))
# Put together once: each of them is asked over and over at the counter.
_BALANCES = (
    sa.select(TABLE.c.number, *(sa.func.sum(TABLE.c[name]) for name in _SUMS), _LAPSED)
    .where(TABLE.c.year == _YEAR)
    .group_by(TABLE.c.number)
    .order_by(TABLE.c.number)
)
_BALANCES_OF = _BALANCES.where(_THEIRS)


@dataclass(frozen=True, slots=True)
class Balance:
    """The sums of one number in one year; `yen` is what was exchanged, negative."""

    number: str
    activities: int = 0
    minutes: int = 0
    recorded: int = 0
    counted: int = 0
    yen: int = 0
    lapsed: int = 0  # of `yen`: what lapsed when the year was closed, negative

    @property
    def exchanged(self) -> int:
        """What was exchanged, in yen."""
        return self.lapsed - self.yen


@dataclass(frozen=True, slots=True)
class Posted:
    """What the ledger says about one activity: its sums, its number, and how many lines."""

    number: str
    activities: int
    minutes: int
    recorded: int
    counted: int
    turns: int


def balances(db: Session, year: int, numbers: Iterable[str] | None = None) -> dict[str, Balance]:
    """Return {number: its sums in `year`}, from one aggregate over the ledger."""
    asked: dict[str, Any] = {"year": year}
    if numbers is not None:
        asked["numbers"] = sorted(numbers)
    found = db.execute(_BALANCES if numbers is None else _BALANCES_OF, asked)
    return {row[0]: Balance(row[0], *map(int, row[1:])) for row in found}


def awarded(db: Session, years: Iterable[int]) -> dict[int, dict[str, tuple[int, ...]]]:
    """Return {year: {number: activities, minutes, recorded, counted}} of awards and reversals."""
    query = (
        sa.select(TABLE.c.year, TABLE.c.number, *(sa.func.sum(TABLE.c[n]) for n in _SUMS[:-1]))
        .where(TABLE.c.year.in_(sorted(years)), TABLE.c.kind.in_((Kind.AWARD, Kind.REVERSAL)))
        .group_by(TABLE.c.year, TABLE.c.number)
    )
    found: dict[int, dict[str, tuple[int, ...]]] = {}
    for row in db.execute(query):
        found.setdefault(row[0], {})[row[1]] = tuple(map(int, row[2:]))
    return found


def lines(db: Session, year: int, number: str) -> list[sa.Row[Any]]:
    """Return the lines of one number in one year as they were written."""
    query = (
        sa.select(TABLE).where(TABLE.c.year == year, TABLE.c.number == number).order_by(TABLE.c.id)
    )
    return list(db.execute(query))


def posted(db: Session, year: int, numbers: Iterable[str] | None = None) -> dict[str, Posted]:
    """Return {activity: what the ledger says of it} for awards and reversals of `year`."""
    query = (
        sa.select(
            TABLE.c.about, TABLE.c.number,
            *(sa.func.sum(TABLE.c[name]) for name in _SUMS[:-1]), sa.func.max(TABLE.c.turn),
        )
        .where(TABLE.c.year == year, TABLE.c.kind.in_((Kind.AWARD, Kind.REVERSAL)))
        .group_by(TABLE.c.about, TABLE.c.number)
    )  # fmt: skip
    if numbers is not None:
        query = query.where(TABLE.c.number.in_(sorted(numbers)))
    return {row[0]: Posted(row[1], *(int(each) for each in row[2:])) for row in db.execute(query)}


def line(
    *,
    entry_id: str,
    year: int,
    number: str,
    day: date,
    kind: Kind,
    about: str,
    turn: int,
    rule_id: str | None,
    at: datetime,
    by: str,
    counted: int = 0,
    yen: int = 0,
    reason: str = "",
) -> dict[str, Any]:
    """Return one line that is about no activity, ready to be written."""
    return {
        "id": entry_id, "recorded_at": at, "recorded_by": by, "year": year, "number": number,
        "day": day, "kind": kind, "activities": 0, "minutes": 0, "recorded": 0,
        "counted": counted, "yen": yen, "about": about, "turn": turn, "rule_id": rule_id,
        "cause": "", "reason": reason[:400],
    }  # fmt: skip


def write(db: Session, entries: list[dict[str, Any]]) -> None:
    """Add lines to the ledger; the database refuses a second line of the same turn."""
    if entries:
        db.execute(sa.insert(TABLE), entries)
        touch(db, PointEntry)
