"""活動記録簿を入力する: a month of one host keyed in, judged row by row, booked as one sheet.

Everything a check needs is read once when the month is opened; a row is then judged in memory
with what its volunteer did elsewhere. What is booked is a monthly sheet like every other: keyed
in twice it adds nothing, corrected it changes only what differs.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from programs.points import (
    activities,
    closed_years,
    hosts,
    roll,
    roll_names,
    rule_sets,
    settling,
    sheet_intake,
)
from programs.points.activities import Mode, Sheet
from programs.points.hosts import HostView
from programs.points.judging import Deed, Facts, judge
from programs.points.roll_names import Named
from programs.points.sheet_intake import Outcome
from programs.points.sheet_reading import Line, SheetRead
from resources import calendar
from resources.refusals import Refusal
from resources.words import _


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it is keyed in; times are minutes since midnight."""

    day: int  # of the month
    number: str
    minutes: int
    begins: int | None = None
    ends: int | None = None
    content: str = ""
    name: str = ""  # as a sheet brought in before has it
    note: str = ""
    problem: str = ""  # of a row that was brought in and could not be read; stays until mended


@dataclass(frozen=True)
class Bench:
    """One host and month with everything its rows are judged by."""

    host: HostView
    month: date
    year: int
    named: Mapping[str, Named]
    facts: Facts
    elsewhere: Mapping[str, Sequence[Deed]]  # {person: what else they did in the year}
    standing: tuple[Row, ...]  # of the sheet that holds, to be corrected
    stands: Sheet | None
    closed: bool
    keys: frozenset[str] = field(default_factory=frozenset)

    @property
    def designated(self) -> bool:
        """Whether the host is designated on some day of the month."""
        return any(self.host.designated_on(self.month + timedelta(days=n)) for n in range(28))

    def check(self, rows: Sequence[Row], received: date, about: int) -> dict[int, tuple[str, ...]]:
        """Judge the row at `about` and all rows of the same person: {row: words of WORDS}."""
        person = self._person(rows[about].number)
        mine = {n for n, row in enumerate(rows) if self._person(row.number) == person}
        deeds = [self._deed(rows[n], n, received) for n in sorted(mine)]
        found: dict[int, tuple[str, ...]] = dict.fromkeys(sorted(mine), ())
        for one in judge([*self.elsewhere.get(person, ()), *deeds], self.facts):
            if one.deed.fact == "":
                found[int(one.deed.id)] = tuple(sheet_intake.kinds_of(one))
        return found

    def check_all(self, rows: Sequence[Row], received: date) -> list[tuple[str, ...]]:
        """Judge every row, each person once."""
        found: dict[int, tuple[str, ...]] = {}
        for number in range(len(rows)):
            if number not in found:
                found |= self.check(rows, received, number)
        return [found[number] for number in range(len(rows))]

    def _person(self, number: str) -> str:
        member = self.facts.members.get(number)
        return member.person_id if member else number

    def _deed(self, row: Row, number: int, received: date) -> Deed:
        try:
            day = self.month.replace(day=row.day)
        except ValueError:
            day = None
        return Deed(
            id=str(number), fact="", number=row.number, name=row.name, host_id=self.host.id,
            day=day, begins=row.begins, ends=row.ends, minutes=row.minutes, content=row.content,
            problem=row.problem or ("" if day else "invalid_date"), entered=received,
            place=f"{self.month} 0 {number + 1:06}",
        )  # fmt: skip


def bench(db: Session, host_id: str, month: date) -> Bench:
    """Return what keying `month` of a host needs; refuses an unknown host."""
    host = hosts.get(db, host_id)
    month = month.replace(day=1)
    rules = rule_sets.in_force(db, month.year)
    year = rules.last.rule.year_of(month)
    rules = rule_sets.in_force(db, year)
    names, designated = hosts.known(db)
    keys = frozenset(key for key, found in names.items() if found == host_id)
    base, added = _holding(db, year, keys, month)
    away = {one.id for one in (base, *added) if one is not None}
    taken = _ids(db, away)
    listed = roll.read(db, year, rules.last.rule)
    facts = settling.facts(listed, rules, designated)
    elsewhere: dict[str, list[Deed]] = defaultdict(list)
    for deed in activities.deeds(db, year, names):
        if deed.id not in taken:
            member = facts.members.get(deed.number)
            # A blank fact marks the rows of the grid.
            elsewhere[member.person_id if member else deed.number].append(deed)
    return Bench(
        host, month, year, roll_names.of_year(db, year), facts, elsewhere,
        _rows(db, away), base, closed_years.is_closed(db, year), keys,
    )  # fmt: skip


def book(
    db: Session,
    host_id: str,
    month: date,
    rows: Sequence[Row],
    *,
    received: date,
    at: datetime,
    by: str,
) -> Outcome:
    """Book the rows of one month as the sheet of a host, in place of the one that holds.

    No rows at all say that nobody helped in that month. Refused are a closed year, a month to
    come, a row without day, number or time, and a day the sheet reached the office in future.
    """
    host, month = hosts.get(db, host_id), month.replace(day=1)
    today = calendar.day_of(at)
    if month > today or received > today:
        raise Refusal(_("That day is still to come."), _("Enter the day on which it happened."))
    year = rule_sets.year_of(db, month)
    closed_years.ensure_open(db, year)
    keys = frozenset(key for key, found in hosts.by_name(db).items() if found == host_id)
    base, _added = _holding(db, year, keys, month)
    read = SheetRead(
        file=_("keyed in"),
        sheet="",
        host_name=base.host_key if base else hosts.name_key(host.name),
        month=month,
        mode=Mode.CORRECTED if base else Mode.REPORT,
        submitted=received,
        lines=tuple(_line(row, place, month) for place, row in enumerate(rows, 1)),
    )
    if base is not None and replace(read, mode=base.mode).digest == base.digest:
        read = replace(read, mode=base.mode)
    else:
        before = [
            one for one in activities.sheets(db, year)
            if one.host_key in keys and one.month == month and one.digest == read.digest
        ]  # fmt: skip
        read = replace(read, again=len(before))
    return sheet_intake.bring_in(db, [read], at=at, by=by)


def _line(row: Row, place: int, month: date) -> Line:
    try:
        day = month.replace(day=row.day)
    except ValueError as error:
        if not row.problem:
            raise Refusal(
                _("Row {row} has no such day.").format(row=place), _("Enter a day of the month.")
            ) from error
        day = None
    wrong = not (row.number or row.name) or not 0 < row.minutes <= 24 * 60
    if wrong and not row.problem:
        raise Refusal(
            _("Row {row} has no number or no time.").format(row=place),
            _("Enter both, or take the row out."),
        )
    return Line(
        row=place, problem=row.problem or ("" if row.number else "number_missing"),
        number=row.number, written=row.number, name=row.name, day=day,
        begins=row.begins, ends=row.ends, minutes=row.minutes, content=row.content,
        note=row.note,
    )  # fmt: skip


def _holding(
    db: Session, year: int, keys: frozenset[str], month: date
) -> tuple[Sheet | None, list[Sheet]]:
    """Return the sheet that holds, and the additions that a corrected one will replace."""
    mine = [
        one for one in activities.in_use(activities.sheets(db, year)).values()
        if one.host_key in keys and one.month == month
    ]  # fmt: skip
    base = next((one for one in mine if one.mode is not Mode.ADDENDUM), None)
    added = [one for one in mine if one.mode is Mode.ADDENDUM and one.submitted]
    return base, added if base else []


def _ids(db: Session, sheet_ids: set[str]) -> set[str]:
    table = activities.TABLE
    return set(db.scalars(sa.select(table.c.id).where(table.c.sheet_id.in_(sorted(sheet_ids)))))


def _rows(db: Session, sheet_ids: set[str]) -> tuple[Row, ...]:
    table, words = activities.TABLE, activities.WORDS
    query = (
        sa.select(table, words.c.name, words.c.note)
        .select_from(table.outerjoin(words, words.c.id == table.c.id))
        .where(
            table.c.sheet_id.in_(sorted(sheet_ids)),
            ~sa.exists().where(activities.WITHDRAWN.c.activity_id == table.c.id),
        )
        .order_by(table.c.sheet_id, table.c.line, table.c.id)
    )
    return tuple(_row(one) for one in db.execute(query))


def _row(one: Any) -> Row:
    return Row(
        day=one.day.day if one.day else 0, number=one.number, minutes=one.minutes,
        begins=one.begins, ends=one.ends, content=one.content, name=one.name or "",
        note=one.note or "", problem=one.problem,
    )  # fmt: skip
