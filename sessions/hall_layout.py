"""The store of an evening at a hall: the tables of the house in memory, one meeting in them."""

from collections.abc import Callable
from datetime import date, datetime, time
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Session
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlcipher3 import dbapi2
from sqlmodel import SQLModel

from resources import calendar, records
from resources.roles import Role
from sessions import bodies, expecting, meetings, passes, rosters, staff
from sessions.meeting_rules import State
from sessions.passes import PassKind
from sessions.person_tables import Person
from sessions.rosters import Source, searchable


def memory() -> sa.Engine:
    """Return a new, empty store in memory with the tables of the house."""
    made = sa.create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: dbapi2.connect(":memory:", isolation_level=None, check_same_thread=False),
        poolclass=sa.StaticPool,
    )
    sa.event.listen(made, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    with made.begin() as connection:
        for statement in _tables():
            connection.exec_driver_sql(statement)
    return made


@cache
def _tables() -> tuple[str, ...]:
    """Return what makes the tables of the house; said once, for it takes longer than doing it."""
    dialect = sqlite.dialect()
    made: list[str] = []
    for table in SQLModel.metadata.sorted_tables:
        made.append(str(CreateTable(table).compile(dialect=dialect)))
        made += [str(CreateIndex(index).compile(dialect=dialect)) for index in table.indexes]
    return tuple(made)


def lay_out(
    db: Session,
    header: dict[str, Any],
    body: dict[str, Any],
    *,
    operator: str,
    name: str,
    at: datetime,
) -> None:
    """Write the meeting of a package, its people and their cards into the empty store `db`.

    `operator` is the id of who receives here, `name` how they are called.
    """
    stamp: dict[str, Any] = {"recorded_at": at, "recorded_by": operator}
    body_id, meeting_id, told = records.new_id(), str(header["meeting"]), body["meeting"]
    # In this store there is nothing but the package: its door is all that anybody can do here.
    db.add(staff.Staff(id=operator, name=name, roles=Role.STAFF.value, **stamp))
    db.add(bodies.Body(id=body_id, name=str(header["label"]), **stamp))
    db.add(
        meetings.Meeting(
            id=meeting_id,
            body_id=body_id,
            held_on=_read(date.fromisoformat, told["held_on"]) or calendar.day_of(at),
            begins=_read(time.fromisoformat, told["begins"]),
            ends=_read(time.fromisoformat, told["ends"]),
            capacity=told["capacity"],
            state=State.OPEN,
            **stamp,
        )
    )
    db.flush()
    cards = body["cards"]
    shared = {one for card in cards if len(card["lines"]) > 1 for one in card["lines"]}
    people = body["people"]
    # What two share, or what hides a name, the door knows of people, not of lines.
    stand_ins = {
        one["line"]: records.new_id()
        for one in people
        if one["line"] in shared or one.get("hidden")
    }
    db.add_all(
        Person(
            id=stand_ins[one["line"]],
            hide_name=bool(one.get("hidden")),
            **_called(one, "name", "kana", "sort_key", "tab"),
            **stamp,
        )
        for one in people
        if one["line"] in stand_ins
    )
    db.flush()
    lines = [
        expecting.blank(
            {
                "id": one["line"],
                "meeting_id": meeting_id,
                "person_id": stand_ins.get(one["line"]),
                "needs": one.get("needs", ""),
                "source": Source.HAND,
                **_called(one),
            },
            at,
            operator,
        )
        for one in people
    ]
    db.execute(sa.insert(rosters.TABLE), lines)
    _cards(db, body, stand_ins, stamp)


def _cards(
    db: Session, body: dict[str, Any], stand_ins: dict[str, str], stamp: dict[str, Any]
) -> None:
    rows = []
    for card in body["cards"]:
        held = card["lines"]
        people = [stand_ins[one] for one in held if one in stand_ins]
        row = {"code": card["mark"], "kind": PassKind.TAG, "expected_id": held[0]}
        if people and len(people) == len(held):
            second = people[1] if len(people) > 1 else None
            row = {"code": card["mark"], "kind": PassKind.PERSONAL, "person_id": people[0],
                   "second_person_id": second}  # fmt: skip
        rows.append(row)
    rows += [
        {"code": one["mark"], "kind": PassKind.BLANK, "number": one["number"]}
        for one in body["blanks"]
    ]
    empty = dict.fromkeys(passes.TABLE.c.keys()) | {"version": 1, "revoked_reason": ""}
    if rows:
        db.execute(
            sa.insert(passes.TABLE),
            [{**empty, "id": records.new_id(), **row, **stamp} for row in rows],
        )


def _called(one: dict[str, Any], *wanted: str) -> dict[str, Any]:
    named = searchable(one["name"], one["kana"], "")
    return {key: named[key] for key in wanted} if wanted else named


def _read(how: Callable[[str], Any], text: str | None) -> Any:
    return how(text) if text else None
