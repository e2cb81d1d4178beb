"""月次報告の期限: which monthly sheets are in, which are missing, and from when on that is late.

A host reports a month by the 7th of the next one (受入機関の手引き); a 7th that is a
Sunday or a holiday moves to the next day that is neither, and whoever reads it is told.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from programs.points import activities, closed_years, hosts, rule_sets, settling
from programs.points.hosts import HostView, State
from programs.points.rule_sets import InForce
from resources import calendar
from resources.words import _

DAY = 7
_SUNDAY = 6


@dataclass(frozen=True, slots=True)
class Due:
    """When the sheets of `month` are due; `moved` says why it is not the 7th."""

    month: date
    day: date
    moved: str = ""  # 日曜日 or the name of the holiday; "" where it is the 7th


@dataclass(frozen=True, slots=True)
class Month:
    """One month of one host: how many sheets hold, and whether one is missing."""

    due: Due
    sheets: int
    missing: bool
    minutes: int = 0
    visits: int = 0


@dataclass(frozen=True, slots=True)
class Reporting:
    """One host with the months of a year that have begun, in their order."""

    host: HostView
    state: State
    months: tuple[Month, ...]

    @property
    def missing(self) -> tuple[Month, ...]:
        """The months whose sheet is late."""
        return tuple(one for one in self.months if one.missing)

    @property
    def minutes(self) -> int:
        """How long people helped there, in minutes."""
        return sum(one.minutes for one in self.months)

    @property
    def visits(self) -> int:
        """How many activities there were (延べ)."""
        return sum(one.visits for one in self.months)

    @property
    def sheets(self) -> int:
        """How many months are in."""
        return sum(one.sheets > 0 for one in self.months)


def due(month: date) -> Due:
    """Return when the sheets of the month beginning at `month` are due."""
    day = _next(month).replace(day=DAY)
    moved = ""
    while why := _closed(day):
        moved = moved or why
        day += timedelta(days=1)
    return Due(month, day, moved)


def _next(month: date) -> date:
    return (month.replace(day=1) + timedelta(days=32)).replace(day=1)


def _closed(day: date) -> str:
    """Return why nobody works on `day`, "" where somebody does."""
    if named := calendar.holiday(day):
        return named
    return "日曜日" if day.weekday() == _SUNDAY else ""


def of_year(db: Session, year: int, today: date, *, hours: bool = True) -> list[Reporting]:
    """Return every host with its months of `year` up to `today`, by number.

    A month is expected while the host was designated on any day of it. Without `hours` nothing
    is judged, and minutes and visits stay 0.
    """
    rules = rule_sets.in_force(db, year)
    first, last = rules.last.rule.bounds(year)
    months, month = [], first.replace(day=1)
    while month <= min(last, today):
        months.append(due(month))
        month = _next(month)
    held: dict[tuple[str, date], int] = defaultdict(int)
    for sheet in activities.in_use(activities.sheets(db, year)).values():
        held[sheet.host_key, sheet.month] += 1
    keys: dict[str, set[str]] = defaultdict(set)
    for key, host_id in hosts.by_name(db).items():
        keys[host_id].add(key)
    done = _hours(db, year, rules) if hours else {}
    found = []
    for host in hosts.listing(db):
        each = []
        for one in months:
            sheets = sum(held[key, one.month] for key in keys[host.id])
            late = not sheets and one.day < today and _expected(host, one.month)
            each.append(Month(one, sheets, late, *done.get((host.id, one.month), (0, 0))))
        found.append(Reporting(host, host.state(today), tuple(each)))
    return found


def _hours(db: Session, year: int, rules: InForce) -> dict[tuple[str, date], tuple[int, int]]:
    """Return {(host, month): (minutes, activities)} of what counts as an activity."""
    done: dict[tuple[str, date], tuple[int, int]] = defaultdict(lambda: (0, 0))
    for one in settling.judged(db, year, rules=rules).judged:
        if one.accepted and one.deed.day is not None and one.deed.host_id:
            place = one.deed.host_id, one.deed.day.replace(day=1)
            minutes, visits = done[place]
            done[place] = minutes + one.deed.minutes, visits + 1
    return done


def missing(db: Session, today: date) -> list[tuple[HostView, Due]]:
    """Return every sheet that is late on `today`, by host.

    The sheet of March is due in the next year: the year before is looked at while it is open.
    An office that never had a sheet is not reminded of any.
    """
    year = rule_sets.year_of(db, today)
    table = activities.SHEETS.c.year
    begun = set(db.scalars(sa.select(table).where(table.in_([year - 1, year])).distinct()))
    return [
        (one.host, month.due)
        for each in (sorted(begun | {year}) if begun else ())
        if not closed_years.is_closed(db, each)
        for one in of_year(db, each, today, hours=False)
        for month in one.missing
    ]


def _expected(host: HostView, month: date) -> bool:
    last = _next(month) - timedelta(days=1)
    if host.undecided or (host.designated and host.designated > last):
        return False
    return host.ended is None or host.ended >= month


def told(dues: Sequence[Due]) -> str:
    """Return the months of `dues` as people say them: 4月・5月."""
    return "・".join(f"{one.month.month}月" for one in dues)


def said(one: Due) -> str:
    """Return until when a sheet is due, and why that is not the 7th."""
    day = calendar.wareki_with_weekday(one.day)
    if not one.moved:
        return day
    return _("{day} (the 7th was {why}, so a day later)").format(day=day, why=one.moved)
