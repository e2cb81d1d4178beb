"""The rule sets of each year as they were decided, version by version, and the one in force."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from programs.points import closed_years, rule_reading
from programs.points.rule import Rule
from resources import journal
from resources.records import Entry, touch
from resources.refusals import Refusal
from resources.words import _


class RuleVersion(Entry, table=True):
    """One version of the rules of a year; it never changes, a later one takes its place."""

    __tablename__ = "rule_version"
    __table_args__ = (sa.UniqueConstraint("year", "turn"),)

    year: int  # the calendar year in which the period begins
    turn: int  # 1, 2, … within the year
    since: date  # activities from this day on are judged by it
    body: str = Field(sa_type=sa.Text)  # JSON, as `rule_reading.written` makes it
    reason: str = Field(default="", max_length=400)


TABLE: sa.Table = SQLModel.metadata.tables["rule_version"]


@dataclass(frozen=True)
class Version:
    """One version as it stands in the table."""

    id: str
    year: int
    turn: int
    since: date
    rule: Rule
    reason: str = ""


@dataclass(frozen=True)
class InForce:
    """The versions of one year, and which of them holds on a day."""

    year: int
    versions: tuple[Version, ...]

    def version_on(self, day: date) -> Version:
        """Return the version in force on `day`: the latest decision among those that began."""
        begun = [one for one in self.versions if one.since <= day] or [self.versions[0]]
        return max(begun, key=lambda one: (one.since, one.turn))

    def rule_on(self, day: date) -> Rule:
        """Return the rules an activity of `day` is judged by."""
        return self.version_on(day).rule

    @property
    def last(self) -> Version:
        """The version in force when the period ends: it says what the year is worth."""
        return self.version_on(date.max)


def in_force(db: Session, year: int) -> InForce:
    """Return the rules of `year`: its own, else those of the year before, else as shipped."""
    found = _versions(db, TABLE.c.year == year)
    if found:
        return InForce(year, found)
    before = db.scalar(sa.select(sa.func.max(TABLE.c.year)).where(TABLE.c.year < year))
    rule = rule_reading.shipped()
    if before is not None:
        rule = InForce(before, _versions(db, TABLE.c.year == before)).last.rule
    return InForce(year, (Version("", year, 0, rule.bounds(year)[0], rule),))


def year_of(db: Session, day: date) -> int:
    """Return the year of the programme to which `day` belongs."""
    return in_force(db, day.year).last.rule.year_of(day)


def established(db: Session, year: int, *, at: datetime, by: str) -> InForce:
    """Return the rules of `year`, written down first where the year has none of its own yet."""
    found = in_force(db, year)
    if found.versions[0].id:
        return found
    _write(db, year, 1, found.versions[0].since, found.versions[0].rule, "", at=at, by=by)
    return in_force(db, year)


def decide(
    db: Session,
    year: int,
    rule: Rule,
    *,
    since: date,
    reason: str,
    at: datetime,
    by: str,
) -> Version:
    """Put `rule` in force for `year` from the day `since` on, and return the version.

    Refused are a closed year, a day outside of the year, no reason for a change, and
    a change of the period in a year that has begun.
    """
    closed_years.ensure_open(db, year)
    before = in_force(db, year)
    first, last = rule.bounds(year)
    if not first <= since <= last:
        raise Refusal(_("That day does not belong to the year."), _("Enter a day within the year."))
    if before.versions[0].id and not reason.strip():
        raise Refusal(_("A change of the rules needs its reason."), _("Write who decided it."))
    if before.versions[0].id and before.last.rule.period is not rule.period:
        raise Refusal(
            _("The period cannot be changed while the year runs."),
            _("Change it for the next year."),
        )
    _write(db, year, before.versions[-1].turn + 1 if before.versions[0].id else 1,
           since, rule, reason.strip(), at=at, by=by)  # fmt: skip
    return in_force(db, year).versions[-1]


def years(db: Session) -> list[int]:
    """Return the years that have rules of their own, newest first."""
    return list(db.scalars(sa.select(TABLE.c.year).distinct().order_by(TABLE.c.year.desc())))


@lru_cache(maxsize=200)
def _rule(body: str) -> Rule:
    """Return the rules written in `body`; a version never changes."""
    return rule_reading.read(json.loads(body))


def _versions(db: Session, where: sa.ColumnElement[bool]) -> tuple[Version, ...]:
    query = sa.select(TABLE).where(where).order_by(TABLE.c.turn)
    return tuple(
        Version(row.id, row.year, row.turn, row.since, _rule(row.body), row.reason)
        for row in db.execute(query)
    )  # fmt: skip


def _write(
    db: Session, year: int, turn: int, since: date, rule: Rule, reason: str,
    *, at: datetime, by: str,
) -> None:  # fmt: skip
    body: dict[str, Any] = rule_reading.written(rule)
    row = RuleVersion(
        year=year, turn=turn, since=since, reason=reason[:400], recorded_at=at, recorded_by=by,
        body=json.dumps(body, ensure_ascii=False, sort_keys=True),
    )  # fmt: skip
    made = row.id
    db.add(row)
    db.flush()
    touch(db, RuleVersion)
    journal.write(
        db, "decide", "rule_version", made, at=at, by=by,
        after={"year": year, "turn": turn, "since": since.isoformat(), "reason": reason} | body,
    )  # fmt: skip
