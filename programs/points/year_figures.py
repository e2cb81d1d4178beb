"""The programme at a glance: the figures of a year, by month, 地区, age band and sex."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cached_property
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from programs.points import balances, closed_years, exchanges, ledger, rule_sets
from programs.points.exchanges import State
from programs.points.ledger import Kind
from programs.points.register import TABLE as REGISTRATION
from programs.points.rule import Rule
from resources import calendar
from sessions.person_tables import Person

_PERSON: sa.Table = Person.__table__  # type: ignore[attr-defined]
_OWN, _ROOT = _PERSON.alias("own"), _PERSON.alias("root")
_PEOPLE = (
    sa.select(
        sa.func.coalesce(_ROOT.c.id, _OWN.c.id).label("root_id"),
        *(
            sa.func.coalesce(_ROOT.c[name], _OWN.c[name]).label(name)
            for name in ("birth", "district", "sex")
        ),
        REGISTRATION.c.status, REGISTRATION.c.first_registered,
        REGISTRATION.c.cancelled, REGISTRATION.c.insured,
    )
    .join(_OWN, _OWN.c.id == REGISTRATION.c.person_id)
    .outerjoin(_ROOT, _ROOT.c.id == _OWN.c.merged_into)
    .where(REGISTRATION.c.year == sa.bindparam("year", type_=sa.Integer))
    .order_by(REGISTRATION.c.number)
)  # fmt: skip
BANDS: Final = (65, 70, 75, 80, 85, 90)  # the first age of each, as the city asks for them
_OLDEST: Final = BANDS[::-1]
YOUNGER, UNKNOWN = 0, -1  # in place of a first age


@dataclass(frozen=True, slots=True)
class Counts:
    """The figures of some volunteers; people are counted once, money is yen."""

    registered: int = 0
    active: int = 0
    activities: int = 0
    minutes: int = 0
    recorded: int = 0
    counted: int = 0
    worth: int = 0
    exchanged: int = 0
    exchangers: int = 0  # people who exchanged anything
    left: int = 0  # may still be exchanged

    @property
    def rate(self) -> int:
        """交換率: of 100 registered, how many exchanged."""
        return round(100 * self.exchangers / self.registered) if self.registered else 0

    @property
    def hours(self) -> int:
        """The time in whole hours."""
        return self.minutes // 60


@dataclass(frozen=True, slots=True)
class Line:
    """One person on the roll of the year, and what they come to."""

    district: str
    band: int
    sex: str
    status: str
    new: bool  # registered for the first time within the year
    ended: bool
    insured: bool
    counts: Counts


@dataclass(frozen=True, slots=True)
class Month:
    """The figures of one month."""

    first: date
    active: int = 0
    activities: int = 0
    minutes: int = 0
    recorded: int = 0
    counted: int = 0
    exchanged: int = 0  # yen, less what was cancelled


@dataclass(frozen=True)
class Figures:
    """A whole year; every table of it is made from the same lines."""

    year: int
    rule: Rule
    lines: tuple[Line, ...]
    months: tuple[Month, ...]
    closed: bool
    waiting: int  # exchanges to be approved or handed over
    rewards: tuple[tuple[str, int, int], ...] = ()  # what it became, how many, yen

    @cached_property
    def total(self) -> Counts:
        """Everybody together."""
        return added(one.counts for one in self.lines)

    def by(self, *names: str) -> dict[tuple[Any, ...], Counts]:
        """Return the figures of each group of lines that are alike in the fields `names`."""
        groups: dict[tuple[Any, ...], list[Counts]] = defaultdict(list)
        for one in self.lines:
            groups[tuple(getattr(one, name) for name in names)].append(one.counts)
        return {key: added(counts) for key, counts in groups.items()}

    @property
    def districts(self) -> list[str]:
        """Return the 地区, the largest first, and "" last for those without."""
        counts = self.by("district")
        return [
            key[0] for key in sorted(counts, key=lambda k: (not k[0], -counts[k].registered, k[0]))
        ]

    @property
    def bands(self) -> list[int]:
        """Return the age bands there are: rising, and the unknown ones last."""
        return sorted({one.band for one in self.lines}, key=lambda band: (band == UNKNOWN, band))


def added(several: Iterable[Counts]) -> Counts:
    """Return the sum of `several`."""
    sums = dict.fromkeys(_COUNTS, 0)
    for one in several:
        for name in _COUNTS:
            sums[name] += getattr(one, name)
    return Counts(**sums)


_COUNTS = tuple(one.name for one in fields(Counts))


def years(db: Session, today: date) -> list[int]:
    """Return the years with registrations or rules of their own, and today's, newest first."""
    found = sa.select(REGISTRATION.c.year).union(sa.select(rule_sets.TABLE.c.year))
    this = rule_sets.year_of(db, today)
    return sorted({this, *db.scalars(found)}, reverse=True)


def of_year(db: Session, year: int) -> Figures:
    """Return the figures of `year`: one query for the people, one for the months, two besides."""
    rule = rule_sets.in_force(db, year).last.rule
    bounds = rule.bounds(year)
    standings: dict[str, list[balances.Standing]] = defaultdict(list)
    for one in balances.of_year(db, year):
        standings[one.person_id or f"number {one.number}"].append(one)
    about = {row.root_id: row for row in db.execute(_PEOPLE, {"year": year})}
    lines = tuple(_line(about.get(who), theirs, bounds) for who, theirs in standings.items())
    states, rewards = _exchanges(db, year)
    return Figures(
        year, rule, lines, _months(db, year, rule),
        closed=closed_years.is_closed(db, year),
        waiting=states.get(State.APPLIED, 0) + states.get(State.APPROVED, 0),
        rewards=rewards,
    )  # fmt: skip


def _line(row: Any, theirs: list[balances.Standing], bounds: tuple[date, date]) -> Line:
    sums = {
        name: sum(getattr(one, name) for one in theirs)
        for name in ("activities", "minutes", "recorded", "counted", "worth", "exchanged")
    }
    counts = Counts(
        registered=1,
        active=int(sums["activities"] > 0),
        exchangers=int(sums["exchanged"] > 0),
        left=sum(max(0, one.left) for one in theirs),
        **sums,
    )
    if row is None:  # activities under a number that nobody is registered with any more
        return Line("", UNKNOWN, "", "", new=False, ended=True, insured=False,
                    counts=replace(counts, registered=0))  # fmt: skip
    return Line(
        row.district, band_of(row.birth, bounds[1]), row.sex, row.status,
        new=row.first_registered is not None and row.first_registered >= bounds[0],
        ended=row.cancelled is not None, insured=row.insured is not None, counts=counts,
    )  # fmt: skip


def band_of(birth: date | None, last: date) -> int:
    """Return the first age of the band somebody is in on the `last` day of the period."""
    if birth is None:
        return UNKNOWN
    return next((age for age in _OLDEST if calendar.reaches(birth, age) <= last), YOUNGER)


def _months(db: Session, year: int, rule: Rule) -> tuple[Month, ...]:
    table = ledger.TABLE
    sums = [sa.func.sum(table.c[name]).label(name) for name in _SUMS]
    each = (
        sa.select(
            sa.extract("year", table.c.day).label("y"),
            sa.extract("month", table.c.day).label("m"),
            table.c.number,
            *sums,
            sa.func.sum(
                sa.case((table.c.kind.in_((Kind.EXCHANGE, Kind.EXCHANGE_BACK)), table.c.yen),
                        else_=0)
            ).label("yen"),
        )
        .where(table.c.year == year, table.c.kind.in_(_IN_A_MONTH))
        .group_by("y", "m", table.c.number)
        .subquery()
    )  # fmt: skip
    query = sa.select(
        each.c.y, each.c.m,
        sa.func.sum(sa.case((each.c.activities > 0, 1), else_=0)).label("active"),
        *(sa.func.sum(each.c[name]).label(name) for name in (*_SUMS, "yen")),
    ).group_by(each.c.y, each.c.m)  # fmt: skip
    found = {(int(row.y), int(row.m)): row for row in db.execute(query)}
    begins = rule.bounds(year)[0]
    made = []
    for n in range(12):
        y, m = divmod(begins.month - 1 + n, 12)
        first = date(begins.year + y, m + 1, 1)
        row = found.get((first.year, first.month))
        if row is None:
            made.append(Month(first))
        else:
            values = {name: int(getattr(row, name)) for name in ("active", *_SUMS)}
            made.append(Month(first, exchanged=-int(row.yen), **values))
    return tuple(made)


_SUMS = ("activities", "minutes", "recorded", "counted")
_IN_A_MONTH = (Kind.AWARD, Kind.REVERSAL, Kind.EXCHANGE, Kind.EXCHANGE_BACK)


def _exchanges(db: Session, year: int) -> tuple[dict[State, int], tuple[tuple[str, int, int], ...]]:
    """Return how many exchanges are in which state, and what those that stand became."""
    table, lines = exchanges.TABLE, exchanges.LINES
    query = (
        sa.select(
            table.c.state, lines.c.reward, sa.func.count(sa.distinct(table.c.id)).label("times"),
            sa.func.sum(lines.c.yen).label("yen"),
            sa.func.sum(sa.case((lines.c.place == 0, 1), else_=0)).label("firsts"),
        )
        .select_from(table.join(lines, lines.c.exchange_id == table.c.id))
        .where(table.c.year == year)
        .group_by(table.c.state, lines.c.reward)
        .order_by(lines.c.reward)
    )  # fmt: skip
    states: dict[State, int] = defaultdict(int)
    rewards: dict[str, list[int]] = {}
    for row in db.execute(query):
        states[row.state] += int(row.firsts)
        if row.state is not State.CANCELLED:
            sums = rewards.setdefault(row.reward, [0, 0])
            sums[0] += int(row.times)
            sums[1] += int(row.yen)
    return states, tuple((name, count, yen) for name, (count, yen) in rewards.items())
