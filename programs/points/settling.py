"""Facts into the ledger: what is judged today less what was written, as new lines only.

Whatever changes — a report, a registration, a host, a rule, two people found to be one — the
year is judged again from the facts, and the differences are added. The ledger thereby always
sums up to the judgement, and the order in which facts became known leaves no trace in a balance.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from programs.points import activities, closed_years, hosts, ledger, roll, rule_sets
from programs.points.judging import Deed, Designation, Facts, Judged, judge
from programs.points.ledger import Kind, Posted
from programs.points.register import TABLE as REGISTRATION
from programs.points.rule_sets import InForce
from resources.records import new_id
from sessions import merging

_NOTHING = Posted("", 0, 0, 0, 0, 0)


@dataclass(frozen=True)
class Judgement:
    """A year judged: the activities, the roll and the rules they were judged by."""

    year: int
    judged: tuple[Judged, ...]
    roll: roll.Roll
    rules: InForce


def judged(
    db: Session,
    year: int,
    numbers: Collection[str] | None = None,
    rules: InForce | None = None,
    supposed: Sequence[Deed] = (),
) -> Judgement:
    """Judge the activities of `year`, of everybody or of `numbers` and who is the same person.

    `supposed` are judged along with them, as if they had been entered.
    """
    rules = rules or rule_sets.in_force(db, year)
    listed = roll.read(db, year, rules.last.rule, numbers)
    if numbers is not None:
        people = {listed.members[one].person_id for one in numbers if one in listed.members}
        numbers = {*numbers, *listed.numbers_of(people)}
    names, designated = hosts.known(db)
    deeds = [*activities.deeds(db, year, names, numbers), *supposed]
    found = judge(deeds, facts(listed, rules, designated))
    return Judgement(year, tuple(found), listed, rules)


def facts(listed: roll.Roll, rules: InForce, designated: Mapping[str, Designation]) -> Facts:
    """Return what the activities of a year are judged by."""
    return Facts(
        year=listed.year,
        rule_on=rules.rule_on,
        members=listed.members,
        hosts=designated,
        another=listed.another,
    )


def settle(
    db: Session,
    year: int,
    numbers: Collection[str] | None = None,
    *,
    reason: str = "",
    at: datetime,
    by: str,
) -> int:
    """Bring the ledger of `year` to what the facts say; return how many lines were added.

    A year that is closed keeps its lines: what would change waits in `late_corrections`.
    """
    return settled(db, year, numbers, reason=reason, at=at, by=by)[0]


def settled(
    db: Session,
    year: int,
    numbers: Collection[str] | None = None,
    *,
    reason: str = "",
    at: datetime,
    by: str,
) -> tuple[int, Judgement | None]:
    """Do as `settle` and return, beside the lines, how the year was judged; a closed one is not."""
    if closed_years.is_closed(db, year):
        return 0, None
    now = judged(db, year, numbers, rule_sets.established(db, year, at=at, by=by))
    about = None
    if numbers is not None:
        about = {*numbers, *(one.deed.number for one in now.judged)}
        people = {now.roll.members[one].person_id for one in about if one in now.roll.members}
        about |= now.roll.numbers_of(people)
    entries = differences(db, now, about, reason=reason, at=at, by=by)
    ledger.write(db, entries)
    return len(entries), now


def differences(
    db: Session,
    now: Judgement,
    numbers: Iterable[str] | None = None,
    *,
    reason: str = "",
    at: datetime,
    by: str,
) -> list[dict[str, Any]]:
    """Return the lines that bring the ledger to what `now` says; nothing is written."""
    before = ledger.posted(db, now.year, numbers)
    common = {"year": now.year, "yen": 0, "reason": reason, "recorded_at": at, "recorded_by": by}
    made: list[dict[str, Any]] = []
    counts = {one.deed.fact: one for one in now.judged if one.accepted}
    causes = {one.deed.fact: one.cause for one in reversed(now.judged) if not one.accepted}
    first_day = now.rules.last.rule.bounds(now.year)[0]
    days = _days(db, [fact for fact in before if fact not in counts])
    for fact in sorted({*counts, *before}):
        stood, one = before.get(fact, _NOTHING), counts.get(fact)
        wanted = (0, 0, 0, 0)
        if one is not None:
            wanted = (1, one.deed.minutes, one.recorded, one.counted)
        changed = _difference(wanted, stood)
        if not any(changed.values()):
            continue
        day = (one.deed.day if one is not None else days.get(fact)) or first_day
        made.append(
            common
            | changed
            | {
                "id": new_id(), "number": one.deed.number if one else stood.number, "day": day,
                "about": fact, "turn": stood.turns + 1, "rule_id": now.rules.version_on(day).id,
                "kind": Kind.AWARD if min(changed.values()) >= 0 else Kind.REVERSAL,
                "cause": one.cause if one else causes.get(fact, "withdrawn"),
            }
        )  # fmt: skip
    return made


def _difference(wanted: tuple[int, int, int, int], stood: Posted) -> dict[str, int]:
    return {
        "activities": wanted[0] - stood.activities,
        "minutes": wanted[1] - stood.minutes,
        "recorded": wanted[2] - stood.recorded,
        "counted": wanted[3] - stood.counted,
    }


def _days(db: Session, about: Collection[str]) -> dict[str, Any]:
    """Return the day the ledger first gave for each of `about`."""
    found: dict[str, Any] = {}
    wanted = sorted(about)
    for start in range(0, len(wanted), 500):
        query = sa.select(ledger.TABLE.c.about, sa.func.min(ledger.TABLE.c.day)).where(
            ledger.TABLE.c.about.in_(wanted[start : start + 500])
        ).group_by(ledger.TABLE.c.about)  # fmt: skip
        found |= {row[0]: row[1] for row in db.execute(query)}
    return found


def _together(db: Session, people: Collection[str], at: datetime, by: str) -> None:
    """Judge anew what people did who were found to be one, or to be two after all."""
    for row in db.execute(
        sa.select(REGISTRATION.c.year, REGISTRATION.c.number)
        .where(REGISTRATION.c.person_id.in_(sorted(people)))
        .order_by(REGISTRATION.c.year, REGISTRATION.c.number)
    ).all():
        settle(db, row.year, [row.number], at=at, by=by)


merging.follow("points", _together)
