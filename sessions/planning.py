"""A meeting and its agenda as one form: read together, saved in one go, compared field by field."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, time
from typing import Any

from sqlalchemy.orm import Session

from sessions import agenda, meetings
from sessions.bodies import changed_elsewhere
from sessions.meetings import MeetingFacts

ITEMS = "items"


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """One item of the agenda as entered; `id` is empty until it is saved."""

    title: str
    who: str = ""
    minutes: int | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """All that the form of a meeting holds; date and times are local."""

    number: int | None = None
    title: str = ""
    held_on: date | None = None
    begins: time | None = None
    ends: time | None = None
    place: str = ""
    room: str = ""
    purpose: str = ""
    capacity: int | None = None
    items: tuple[PlannedItem, ...] = ()


FIELDS = tuple(entry.name for entry in fields(Plan))


def read(db: Session, meeting_id: str) -> Plan:
    """Return a meeting as its form shows it; an unknown one is refused."""
    facts = meetings.show(db, meeting_id)
    items = tuple(
        PlannedItem(item.title, item.who, item.minutes, item.id)
        for item in agenda.show(db, meeting_id).items
    )
    return Plan(**{name: getattr(facts, name) for name in FIELDS if name != ITEMS}, items=items)


def clashes(base: Plan, mine: Plan, theirs: Plan) -> tuple[str, ...]:
    """Return the fields that two desks changed since `base`, each to something else."""
    return tuple(
        name
        for name in FIELDS
        if getattr(mine, name) != getattr(base, name)
        and getattr(theirs, name) != getattr(base, name)
        and getattr(mine, name) != getattr(theirs, name)
    )


def merged(base: Plan, mine: Plan, theirs: Plan, keep_mine: Sequence[str]) -> Plan:
    """Return their version with my changes in it; of a clash, mine only where `keep_mine` says."""
    both = set(clashes(base, mine, theirs))
    wanted = {
        name: getattr(mine, name)
        for name in FIELDS
        if (name in keep_mine if name in both else getattr(mine, name) != getattr(base, name))
    }
    return replace(theirs, **wanted)


def create(db: Session, body_id: str, plan: Plan, *, at: datetime, by: str) -> MeetingFacts:
    """Plan a meeting with its agenda; refuses what `meetings.plan` and `agenda.add` refuse."""
    if plan.held_on is None:
        raise meetings.date_missing()
    facts = meetings.plan(db, body_id, **{**_facts(plan), "held_on": plan.held_on}, at=at, by=by)
    _write_items(db, facts.id, plan.items, at=at, by=by)
    return facts


def save(
    db: Session, meeting_id: str, plan: Plan, *, base: Plan, at: datetime, by: str
) -> MeetingFacts:
    """Write what differs from `base`, the version the form has read, in one go.

    Refuses when another desk was faster, and what `meetings.correct` and the agenda refuse.
    """
    if read(db, meeting_id) != base:
        raise changed_elsewhere()
    version = meetings.show(db, meeting_id).version
    facts = meetings.correct(db, meeting_id, version=version, **_facts(plan), at=at, by=by)
    if plan.items != base.items:
        _write_items(db, meeting_id, plan.items, at=at, by=by)
    return facts


def _facts(plan: Plan) -> dict[str, Any]:
    return {name: getattr(plan, name) for name in FIELDS if name != ITEMS}


def _write_items(
    db: Session, meeting_id: str, items: Sequence[PlannedItem], *, at: datetime, by: str
) -> None:
    standing = {item.id: item for item in agenda.show(db, meeting_id).items}
    kept = {item.id for item in items}
    for item_id in standing.keys() - kept:
        agenda.remove(db, item_id, at=at, by=by)
    order = []
    for item in items:
        old = standing.get(item.id)
        wanted: dict[str, Any] = {
            "title": item.title,
            "who": item.who,
            "minutes": item.minutes,
        }
        if old is None:
            order.append(agenda.add(db, meeting_id, **wanted, at=at, by=by))
            continue
        order.append(old.id)
        if (old.title, old.who, old.minutes) != (item.title, item.who, item.minutes):
            agenda.correct(db, old.id, version=old.version, **wanted, at=at, by=by)
    if order:
        agenda.reorder(db, meeting_id, order, at=at, by=by)
