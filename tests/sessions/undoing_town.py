"""What the tests of taking back share: a ticking clock, all rows of the office, the last acts."""

from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import SQLModel

from desktop.taking_back import RULES
from sessions import (
    people,
    suppression,
    undo,
)
from sessions.people import PersonDetails, Relation
from tests.town import NOW, STAFF

MAKITA = PersonDetails(
    "牧田　和弘", kana="まきた　かずひろ", birth=date(1944, 12, 11), address="高遠町小原18713",
    phones=(("0265-06-2542", "0265062542"),),
)  # fmt: skip
_KEPT_APART = {"journal", "journal_value", "undoing", "merging", "suppression", "suppression_words"}
_STAMPS = {"version", "recorded_at", "recorded_by", "told_at", "answered_at", "answered_by"}

_ANEW = {"phone": {"id"}, "notice": {"id"}, "likeness": {"id", "points", "reasons"}}


class Clock:
    """Every act has its moment."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> dict[str, Any]:
        self.now += timedelta(seconds=7)
        return {"at": self.now, "by": STAFF}


def everything(db: Session, *, logs: bool = False) -> dict[str, list[tuple[Any, ...]]]:
    """Return all rows of the office but for stamps; `logs` adds what only grows."""
    found = {}
    for table in SQLModel.metadata.sorted_tables:
        if table.name in _KEPT_APART or (table.name == "arrival" and not logs):
            continue
        columns = [column for column in table.c if column.name not in _STAMPS]
        columns = [column for column in columns if column.name not in _ANEW.get(table.name, ())]
        rows = [tuple(row) for row in db.execute(sa.select(*columns))]
        found[table.name] = sorted(rows, key=repr)
    found["withheld"] = [
        (person, one.reason, one.since, one.why, one.safe_address)
        for person, standing in sorted(suppression.standing(db).items())
        for one in standing.sets
    ]
    return found


def last(db: Session, most: int = 50) -> list[undo.Prospect]:
    return undo.last(db, STAFF, most, rules=RULES)


def back(db: Session, who: Clock) -> None:
    undo.undo(db, last(db, 1)[0].seq, rules=RULES, **who())


def enrolled(db: Session, who: Clock) -> str:
    return people.enrol(db, MAKITA, relations=[Relation("points", "17")], **who())
