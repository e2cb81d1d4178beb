"""The people at the desk: everything recorded names one of them."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from resources import journal
from resources.names import show_kana, sort_key, tidy_name
from resources.records import Record, touch
from resources.refusals import Refusal
from resources.words import _


class Staff(Record, table=True):
    """One person at the desk. Who left stays, because their acts carry the name."""

    name: str = Field(max_length=80)
    kana: str = Field(default="", max_length=80)
    initials: str = Field(default="", max_length=8)  # the short form in lists, such as 高
    active: bool = True


TABLE: sa.Table = SQLModel.metadata.tables["staff"]


@dataclass(frozen=True)
class StaffView:
    """One person at the desk as pages show them."""

    id: str
    version: int
    name: str
    kana: str
    initials: str
    active: bool


def listing(db: Session, *, everyone: bool = False) -> list[StaffView]:
    """Return those who work here in 五十音 order; `everyone` adds those who left."""
    query = sa.select(TABLE) if everyone else sa.select(TABLE).where(TABLE.c.active)
    found = [_view(row) for row in db.execute(query)]
    return sorted(found, key=lambda one: (sort_key(one.kana or one.name), one.name, one.id))


def get(db: Session, staff_id: str) -> StaffView:
    """Return one person at the desk, also one who left; refuses an unknown one."""
    row = db.execute(sa.select(TABLE).where(TABLE.c.id == staff_id)).first()
    if row is None:
        raise Refusal(_("This person does not work here."), _("Choose who you are again."))
    return _view(row)


def names(db: Session) -> dict[str, str]:
    """Return the name of each id, for showing who did what."""
    return {row[0]: row[1] for row in db.execute(sa.select(TABLE.c.id, TABLE.c.name))}


def enrol(
    db: Session, name: str, *, kana: str = "", initials: str = "", at: datetime, by: str = ""
) -> str:
    """Add a person to the desk and return the id.

    `by` may be empty for the very first one, who then records themselves.
    Refuses an empty name and the name of someone who works here.
    """
    name = _checked(db, name)
    person = Staff(
        name=name, kana=show_kana(kana), initials=initials.strip(), recorded_at=at, recorded_by=by
    )
    person.recorded_by = by or person.id
    staff_id = person.id
    after = {"name": person.name, "kana": person.kana, "initials": person.initials}
    recorded_by = person.recorded_by
    db.add(person)
    db.flush()
    journal.write(db, "enrol", "staff", staff_id, at=at, by=recorded_by, after=after)
    return staff_id


def rename(
    db: Session,
    staff_id: str,
    name: str,
    *,
    kana: str = "",
    initials: str = "",
    at: datetime,
    by: str,
) -> None:
    """Change how a person at the desk is called; refuses an empty or a taken name."""
    before = get(db, staff_id)
    name = _checked(db, name, besides=staff_id)
    after = {"name": name, "kana": show_kana(kana), "initials": initials.strip()}
    _change(db, staff_id, after)
    old = {"name": before.name, "kana": before.kana, "initials": before.initials}
    journal.write(db, "rename", "staff", staff_id, at=at, by=by, before=old, after=after)


def leave(db: Session, staff_id: str, *, at: datetime, by: str) -> None:
    """Note that a person no longer works here; refuses the last one."""
    if [one.id for one in listing(db)] == [staff_id]:
        raise Refusal(_("The last person at the desk cannot leave."), _("Add a new person first."))
    _turn(db, staff_id, active=False, at=at, by=by)


def come_back(db: Session, staff_id: str, *, at: datetime, by: str) -> None:
    """Note that a person works here again; refuses when someone has the same name now."""
    _checked(db, get(db, staff_id).name, besides=staff_id)
    _turn(db, staff_id, active=True, at=at, by=by)


def _turn(db: Session, staff_id: str, *, active: bool, at: datetime, by: str) -> None:
    before = get(db, staff_id)
    if before.active is active:
        return
    _change(db, staff_id, {"active": active})
    act = "come_back" if active else "leave"
    journal.write(
        db, act, "staff", staff_id, at=at, by=by,
        before={"active": before.active}, after={"active": active},
    )  # fmt: skip


def _change(db: Session, staff_id: str, values: dict[str, str] | dict[str, bool]) -> None:
    db.execute(
        sa.update(TABLE).where(TABLE.c.id == staff_id).values(**values, version=TABLE.c.version + 1)
    )
    db.expire_all()
    touch(db, Staff)


def _checked(db: Session, name: str, besides: str = "") -> str:
    name = tidy_name(name)
    if not name:
        raise Refusal(_("There is no name yet."), _("Please enter the name."))
    if any(one.name == name and one.id != besides for one in listing(db)):
        raise Refusal(
            _("Someone of this name works here already."),
            _("Add something that tells the two apart."),
        )
    return name


def _view(row: sa.Row[tuple[object, ...]]) -> StaffView:
    return StaffView(**{name: getattr(row, name) for name in StaffView.__annotations__})
