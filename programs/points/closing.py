"""年度締め: what is left is carried over or lapses; only corrections can follow."""

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from programs.points import (
    balances,
    closed_years,
    earning_meetings,
    exchanges,
    ledger,
    rule_sets,
    settling,
)
from programs.points.balances import Standing
from programs.points.closed_years import YearClosing, ensure_open
from programs.points.exchanges import State
from programs.points.ledger import Kind
from programs.points.rule import Carry, Rule
from resources import calendar, journal
from resources.records import ID_LENGTH, new_id, touch
from resources.refusals import Refusal
from resources.words import _


@dataclass(frozen=True)
class Ending:
    """What the closing does to one number: `carried` stamps go on, `lapsed` yen are gone."""

    standing: Standing
    carried: int
    lapsed: int


@dataclass(frozen=True)
class Plan:
    """What closing a year would do, for everybody; printed before it is done."""

    year: int
    endings: tuple[Ending, ...]
    hindrances: tuple[str, ...]  # in words: what must be done first
    carried_until: date | None

    @property
    def figures(self) -> dict[str, int]:
        """The totals of the year and of its closing."""
        return {
            "volunteers": len(self.endings),
            "active": sum(bool(one.standing.activities) for one in self.endings),
            "activities": sum(one.standing.activities for one in self.endings),
            "minutes": sum(one.standing.minutes for one in self.endings),
            "stamps_recorded": sum(one.standing.recorded for one in self.endings),
            "stamps_counted": sum(one.standing.counted for one in self.endings),
            "yen": sum(one.standing.worth for one in self.endings),
            "exchanged": sum(one.standing.exchanged for one in self.endings),
            "carried": sum(one.carried for one in self.endings),
            "lapsed": sum(one.lapsed for one in self.endings),
        }

    @property
    def mark(self) -> str:
        """What tells this state from any other: the same for the same stamps, yen and ends."""
        rows = sorted(
            (
                one.standing.number, one.standing.recorded, one.standing.counted,
                one.standing.worth, one.standing.exchanged, one.carried, one.lapsed,
            )
            for one in self.endings
        )  # fmt: skip
        said = json.dumps([self.year, str(self.carried_until), rows])
        return hashlib.sha256(said.encode()).hexdigest()[:ID_LENGTH]


def plan(db: Session, year: int, today: date) -> Plan:
    """Return what closing `year` would do; nothing is written (dry run)."""
    rule = rule_sets.in_force(db, year).last.rule
    endings = tuple(_ending(one, rule) for one in balances.of_year(db, year))
    return Plan(year, endings, tuple(_hindrances(db, year, rule, today)), rule.carried_until(year))


def rehearse(db: Session, year: int, *, at: datetime, by: str) -> Plan:
    """Return what closing `year` would do, and note in the journal that just this was looked at."""
    made = _settled(db, year, at, by)
    _note_look(db, made, at, by)
    return made


def _settled(db: Session, year: int, at: datetime, by: str) -> Plan:
    """Enter what waits in an open year, and return what closing it would do."""
    ensure_open(db, year)
    earning_meetings.catch_up(db, at=at, by=by)
    settling.settle(db, year, at=at, by=by)
    return plan(db, year, calendar.day_of(at))


def _note_look(db: Session, made: Plan, at: datetime, by: str) -> None:
    if not looked_at(db, made):
        after = {"year": made.year, **made.figures}
        journal.write(db, "look", "year_closing", made.mark, at=at, by=by, after=after)


def looked_at(db: Session, made: Plan) -> bool:
    """Tell whether the dry run was looked at while everything stood as it does in `made`."""
    return any(
        one.act == "look" and one.kind == "year_closing" for one in journal.of(db, [made.mark])
    )


def done(db: Session, year: int, _today: date) -> Plan:
    """Return what the closing of `year` did, read from its lines; refuses a year that is open."""
    if not closed_years.is_closed(db, year):
        raise Refusal(
            _("{year} is not closed yet.").format(year=calendar.fiscal_year_label(year)),
            _("Close it first; the dry run shows what would be done."),
        )
    rule = rule_sets.in_force(db, year).last.rule
    table = ledger.TABLE
    query = sa.select(table.c.number, -sa.func.sum(table.c.counted)).where(
        table.c.year == year, table.c.kind == Kind.CARRIED_OUT
    ).group_by(table.c.number)  # fmt: skip
    carried = {row[0]: int(row[1]) for row in db.execute(query)}
    endings = tuple(
        Ending(_before(one, carried.get(one.number, 0), rule), carried.get(one.number, 0),
               one.lapsed)
        for one in balances.of_year(db, year)
    )  # fmt: skip
    return Plan(year, endings, (), rule.carried_until(year))


def _before(one: Standing, carried: int, rule: Rule) -> Standing:
    """Return where somebody stood before `carried` stamps went into the next year."""
    if not carried:
        return one
    counted = one.counted + carried
    return replace(one, counted=counted, worth=rule.yen(counted))


def close(db: Session, year: int, *, at: datetime, by: str) -> Plan:
    """Close `year` and return what was done.

    Refused are a closed year, a year that still runs or may still be exchanged, applications
    that wait, and a year whose dry run nobody looked at as things stand now.
    """
    return _carry_out(db, _settled(db, year, at, by), at, by)


def close_at_once(db: Session, year: int, *, at: datetime, by: str) -> Plan:
    """Close `year` as `close` does, the look at its dry run noted in the same act.

    For a job, which has nobody who looks before; what was done is its answer.
    """
    made = _settled(db, year, at, by)
    _note_look(db, made, at, by)
    return _carry_out(db, made, at, by)


def _carry_out(db: Session, made: Plan, at: datetime, by: str) -> Plan:
    year, day = made.year, calendar.day_of(at)
    if made.hindrances:
        raise Refusal(
            _("{year} cannot be closed yet.").format(year=calendar.fiscal_year_label(year)),
            "".join(made.hindrances),
        )
    if not looked_at(db, made):
        raise Refusal(
            _("Nobody has looked at the dry run of {year} as things stand now.").format(
                year=calendar.fiscal_year_label(year)
            ),
            _("Print the dry run, look at it, then close the year."),
        )
    rules = rule_sets.in_force(db, year)
    after = rule_sets.established(db, year + 1, at=at, by=by)
    stood = closed_years.stood(db, year)
    closing_id = new_id()
    entries = []
    for one in made.endings:
        for what, ended, kind, rule_id, counted, yen in (
            ("out", year, Kind.CARRIED_OUT, rules.last.id, -one.carried, 0),
            ("in", year + 1, Kind.CARRIED_IN, after.last.id, one.carried, 0),
            ("lapsed", year, Kind.EXPIRED, rules.last.id, 0, -one.lapsed),
        ):
            if counted or yen:
                number = one.standing.number
                entries.append(
                    ledger.line(
                        entry_id=new_id(), year=ended, number=number, day=day, kind=kind,
                        about=_about(closing_id, number, what), turn=1, rule_id=rule_id,
                        counted=counted, yen=yen, at=at, by=by,
                    )
                )  # fmt: skip
    # First the lines, then the lock: a server lets nobody write into a year that is closed.
    ledger.write(db, entries)
    db.add(
        YearClosing(
            id=closing_id, year=year, figures=json.dumps({**made.figures, "stood": stood}),
            recorded_at=at, recorded_by=by,
        )
    )  # fmt: skip
    db.flush()
    touch(db, YearClosing)
    journal.write(
        db, "close", "year_closing", closing_id, at=at, by=by,
        after={"year": year, **made.figures},
    )  # fmt: skip
    return made


def _about(closing_id: str, number: str, what: str) -> str:
    return hashlib.sha256(f"{closing_id}:{number}:{what}".encode()).hexdigest()[:32]


def _ending(one: Standing, rule: Rule) -> Ending:
    """Return what becomes of what is left: carried as stamps, or lapsed."""
    rest = max(0, one.counted - stamps_for(rule, one.exchanged))
    if rule.carry is Carry.ALL or (rule.carry is Carry.BELOW_MIN and rest and rule.yen(rest) == 0):
        return Ending(one, rest, 0)
    return Ending(one, 0, max(0, one.left))


def stamps_for(rule: Rule, yen: int) -> int:
    """Return how many stamps an exchange of `yen` has used up: the fewest that are worth it."""
    if yen <= 0:
        return 0
    stamps = 0
    while rule.yen(stamps) < yen:
        step = rule.next_step(stamps)
        if step is None:
            return stamps
        stamps += step[0]
    return stamps


def _hindrances(db: Session, year: int, rule: Rule, today: date) -> list[str]:
    found = []
    last = max([rule.bounds(year)[1], *(days[1] for days in rule.exchange_days(year))])
    if today <= last:
        found.append(
            _("It runs, or may be exchanged for, until {day}.").format(day=calendar.wareki(last))
        )
    waiting = [
        one for one in exchanges.listing(db, year) if one.state in {State.APPLIED, State.APPROVED}
    ]
    if waiting:
        found.append(
            _("{count} exchanges wait: hand them over or cancel them.").format(count=len(waiting))
        )
    return found
