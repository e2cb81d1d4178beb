"""The people at the desk: everything recorded names one of them."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from resources import journal, roles
from resources.names import show_kana, sort_key, tidy_name
from resources.records import Record, touch
from resources.refusals import Refusal
from resources.roles import Role
from resources.words import _


class Staff(Record, table=True):
    """One person at the desk. Who left stays, because their acts carry the name."""

    name: str = Field(max_length=80)
    kana: str = Field(default="", max_length=80)
    initials: str = Field(default="", max_length=8)  # the short form in lists, such as 高
    active: bool = True
    roles: str = Field(default=Role.STAFF.value, max_length=8)  # letters of the matrix, such as SC


TABLE: sa.Table = SQLModel.metadata.tables["staff"]
FIRST = frozenset({Role.ADMIN, Role.STAFF})
"""What the very first one is, who founds an office and works in it."""


@dataclass(frozen=True)
class StaffView:
    """One person at the desk as pages show them."""

    id: str
    version: int
    name: str
    kana: str
    initials: str
    active: bool
    roles: frozenset[Role]

    @property
    def administers(self) -> bool:
        """Whether this person is an administrator (管理者)."""
        return Role.ADMIN in self.roles


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

    `by` may be empty for the very first one, who then records themselves and administers the
    office; everybody after is office staff until another role is given.
    Refuses an empty name and the name of someone who works here.
    """
    name = _checked(db, name)
    first = db.execute(sa.select(TABLE.c.id).limit(1)).first() is None
    letters = roles.letters_of(FIRST if first else frozenset({Role.STAFF}))
    person = Staff(
        name=name, kana=show_kana(kana), initials=initials.strip(), recorded_at=at, recorded_by=by,
        roles=letters,
    )  # fmt: skip
    person.recorded_by = by or person.id
    staff_id = person.id
    after = {"name": person.name, "kana": person.kana, "initials": person.initials}
    after["roles"] = letters
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
    """Note that a person no longer works here; refuses the last one and the last administrator."""
    if [one.id for one in listing(db)] == [staff_id]:
        raise Refusal(_("The last person at the desk cannot leave."), _("Add a new person first."))
    _not_last_administrator(db, staff_id)
    _turn(db, staff_id, active=False, at=at, by=by)


def come_back(db: Session, staff_id: str, *, at: datetime, by: str) -> None:
    """Note that a person works here again; refuses when someone has the same name now."""
    _checked(db, get(db, staff_id).name, besides=staff_id)
    _turn(db, staff_id, active=True, at=at, by=by)


def assign_roles(db: Session, staff_id: str, letters: str, *, at: datetime, by: str) -> None:
    """Give a person the roles of `letters`, such as SC, in place of what they had.

    Refuses no role at all, one's own, the administrator's (see `make_administrator`), and
    taking it from the last one.
    """
    before = get(db, staff_id)
    wanted = roles.roles_in(letters)
    if not wanted:
        raise Refusal(_("No role is chosen."), _("Choose at least one role."))
    _not_oneself(staff_id, by)
    if Role.ADMIN in wanted and not before.administers:
        raise Refusal(
            _("An administrator is made by two people."),
            _("Ask for it; it waits under Today for another administrator."),
        )
    if Role.ADMIN not in wanted:
        _not_last_administrator(db, staff_id)
    _give(db, before, wanted, at=at, by=by)


def make_administrator(db: Session, staff_id: str, *, at: datetime, by: str) -> None:
    """Let a person administer the office besides what they do; refuses oneself and who left."""
    before = get(db, staff_id)
    _not_oneself(staff_id, by)
    if not before.active:
        raise Refusal(
            _("{name} no longer works here.").format(name=before.name), _("Choose somebody else.")
        )
    _give(db, before, before.roles | {Role.ADMIN}, at=at, by=by)


def _give(
    db: Session, before: StaffView, wanted: frozenset[Role], *, at: datetime, by: str
) -> None:
    if wanted == before.roles:
        return
    old, new = roles.letters_of(before.roles), roles.letters_of(wanted)
    _change(db, before.id, {"roles": new})
    journal.write(
        db, "assign_roles", "staff", before.id, at=at, by=by,
        before={"roles": old}, after={"roles": new},
    )  # fmt: skip


def _not_oneself(staff_id: str, by: str) -> None:
    if staff_id == by:
        raise Refusal(_("Nobody changes their own role."), _("Ask another administrator to do it."))


def _not_last_administrator(db: Session, staff_id: str) -> None:
    if [one.id for one in listing(db) if one.administers] == [staff_id]:
        raise Refusal(
            _("The office needs an administrator."),
            _("Make another person administrator first."),
        )


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
    facts = {name: getattr(row, name) for name in StaffView.__annotations__}
    return StaffView(**facts | {"roles": roles.roles_in(facts["roles"])})
