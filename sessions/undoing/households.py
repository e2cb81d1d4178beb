"""Acts on households taken back: who came to belong to one, left it, is what to its head."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources import journal
from resources.journal import Line
from resources.records import touch
from resources.refusals import Refusal
from resources.words import _
from sessions import households
from sessions.households import MEMBER, Household, HouseholdMember, Kinship
from sessions.person_tables import PERSON
from sessions.undoing.columns import alive, plain
from sessions.undoing.rules import Key, Outlook, Rule, gone, nothing_left

_HOUSEHOLD = households.TABLE


def _name(db: Session, person_id: str) -> str:
    return db.scalar(sa.select(PERSON.c.name).where(PERSON.c.id == person_id)) or ""


def _row(db: Session, line: Line, *conditions: sa.ColumnElement[bool]) -> Any:
    """Return the row of the person in the household that a line speaks of, as it stands."""
    household = {**(line.after or {}), **(line.before or {})}.get("household")
    doubles = sa.select(PERSON.c.id).where(PERSON.c.merged_into == line.object_id)
    query = sa.select(MEMBER).where(
        MEMBER.c.household_id == household,
        sa.or_(MEMBER.c.person_id == line.object_id, MEMBER.c.person_id.in_(doubles)),
        *conditions,
    )
    return db.execute(query.order_by(MEMBER.c.id.desc())).first()


def _look_joined(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
    name = _name(db, line.object_id)
    words = _("{name} does not belong to the household after all.").format(name=name)
    there = _row(db, line, MEMBER.c.until_on.is_(None))
    return Outlook(words, name, None if there else nothing_left())


def _unjoin(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    row = _row(db, line, MEMBER.c.until_on.is_(None))
    if row is None:
        raise nothing_left()
    others = sa.select(sa.func.count()).where(
        MEMBER.c.household_id == row.household_id, MEMBER.c.id != row.id
    )
    alone = not db.scalar(others)
    house = db.execute(sa.select(_HOUSEHOLD).where(_HOUSEHOLD.c.id == row.household_id)).one()
    db.execute(sa.delete(MEMBER).where(MEMBER.c.id == row.id))
    if alone:
        db.execute(sa.delete(_HOUSEHOLD).where(_HOUSEHOLD.c.id == house.id))
    else:
        _raise(db, house.id)
    touch(db, Household, HouseholdMember)
    before = {
        "household": row.household_id,
        "member": plain(dict(row._mapping)),  # noqa: SLF001 -- the row as it stands
        "home": plain(dict(house._mapping)) if alone else None,  # noqa: SLF001
    }
    journal.write(db, "unjoin", "household", line.object_id, at=at, by=by, before=before)


def _raise(db: Session, household_id: str) -> None:
    """Let a form that shows the household learn that it changed."""
    table = _HOUSEHOLD
    db.execute(
        sa.update(table).where(table.c.id == household_id).values(version=table.c.version + 1)
    )


def _look_unjoined(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
    name = _name(db, line.object_id)
    words = _("{name} belongs to the household again.").format(name=name)
    return Outlook(words, name, _elsewhere(db, line) if name else gone())


def _elsewhere(db: Session, line: Line) -> Refusal | None:
    if households.of(db, [line.object_id]):
        return Refusal(
            _("This person belongs to a household already."),
            _("Let them leave that household first."),
        )
    return None


def _join_again(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    if said := _elsewhere(db, line):
        raise said
    kept = line.before or {}
    for table, row in ((_HOUSEHOLD, kept.get("home")), (MEMBER, kept["member"])):
        if row:
            columns = table.c
            values = {name: alive(columns[name], value) for name, value in row.items()}
            db.execute(sa.insert(table).values(**values))
    touch(db, Household, HouseholdMember)
    member = kept["member"]
    after = {name: member[name] for name in ("kinship", "from_on")}
    journal.write(
        db, "join", "household", line.object_id, at=at, by=by,
        after={"household": member["household_id"], **after},
    )  # fmt: skip


def _look_left(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
    name = _name(db, line.object_id)
    words = _("{name} belongs to the household again.").format(name=name)
    on = date.fromisoformat((line.after or {})["until_on"])
    there = _row(db, line, MEMBER.c.until_on == on)
    return Outlook(words, name, _elsewhere(db, line) if there else nothing_left())


def _return(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    if said := _look_left(db, line, ()).hindrance:
        raise said
    on = date.fromisoformat((line.after or {})["until_on"])
    row = _row(db, line, MEMBER.c.until_on == on)
    _set(db, row, {"until_on": None}, {"dissolved_on": None})
    journal.write(
        db, "return", "household", line.object_id, at=at, by=by,
        before={"household": row.household_id, "until_on": on.isoformat()},
        after={"kinship": row.kinship},
    )  # fmt: skip


def _set(db: Session, row: Any, values: dict[str, Any], home: dict[str, Any] | None = None) -> None:
    db.execute(
        sa.update(MEMBER)
        .where(MEMBER.c.id == row.id)
        .values(**values, version=MEMBER.c.version + 1)
    )
    table = _HOUSEHOLD
    db.execute(
        sa.update(table)
        .where(table.c.id == row.household_id)
        .values(**home or {}, version=table.c.version + 1)
    )
    touch(db, Household, HouseholdMember)


def _look_returned(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
    name = _name(db, line.object_id)
    words = _("{name} counts as having left the household again.").format(name=name)
    there = _row(db, line, MEMBER.c.until_on.is_(None))
    return Outlook(words, name, None if there else nothing_left())


def _leave_again(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    row = _row(db, line, MEMBER.c.until_on.is_(None))
    if row is None:
        raise nothing_left()
    on = date.fromisoformat((line.before or {})["until_on"])
    others = sa.select(sa.func.count()).where(
        MEMBER.c.household_id == row.household_id,
        MEMBER.c.id != row.id,
        MEMBER.c.until_on.is_(None),
    )
    _set(db, row, {"until_on": on}, {} if db.scalar(others) else {"dissolved_on": on})
    journal.write(
        db, "leave", "household", line.object_id, at=at, by=by,
        before={"household": row.household_id, "kinship": row.kinship},
        after={"until_on": on.isoformat()},
    )  # fmt: skip


def _look_related(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
    name = _name(db, line.object_id)
    words = _("What {name} is in the household goes back to what it was.").format(name=name)
    row = _row(db, line, MEMBER.c.until_on.is_(None))
    same = row is not None and row.kinship == (line.after or {}).get("kinship")
    return Outlook(words, name, None if same else nothing_left())


def _relate_back(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    if said := _look_related(db, line, ()).hindrance:
        raise said
    row = _row(db, line, MEMBER.c.until_on.is_(None))
    before = line.before or {}
    _set(db, row, {"kinship": Kinship(before["kinship"])})
    journal.write(
        db, "relate", "household", line.object_id, at=at, by=by,
        before={"household": row.household_id, "kinship": row.kinship},
        after={"kinship": before["kinship"]},
    )  # fmt: skip


RULES: dict[Key, Rule] = {
    ("household", "join"): Rule(_look_joined, _unjoin),
    ("household", "unjoin"): Rule(_look_unjoined, _join_again),
    ("household", "leave"): Rule(_look_left, _return),
    ("household", "return"): Rule(_look_returned, _leave_again),
    ("household", "relate"): Rule(_look_related, _relate_back),
}
