"""The households (世帯): who lives together, how they are related to the head, since when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from resources import journal
from resources.calendar import day_of
from resources.records import ID_LENGTH, Record, new_id, one_of, revise, touch
from resources.refusals import Refusal
from resources.words import _
from sessions import people
from sessions.person_tables import PERSON


class Kinship(StrEnum):
    """What somebody is to the head of their household (続柄)."""

    HEAD = "head"
    SPOUSE = "spouse"
    CHILD = "child"
    CHILDS_SPOUSE = "childs_spouse"
    PARENT = "parent"
    GRANDCHILD = "grandchild"
    GRANDPARENT = "grandparent"
    SIBLING = "sibling"
    LIVES_ALONG = "lives_along"
    UNKNOWN = "unknown"


class Household(Record, table=True):
    """One household; its people stand in HouseholdMember."""

    dissolved_on: date | None = None


class HouseholdMember(Record, table=True):
    """That somebody belongs to a household from a day on, until another."""

    __tablename__ = "household_member"
    __table_args__ = (
        # One household per person at a time, whichever desk is faster.
        sa.Index(
            "ix_household_member_current",
            "person_id",
            unique=True,
            sqlite_where=sa.text("until_on IS NULL"),
            postgresql_where=sa.text("until_on IS NULL"),
        ),
        sa.CheckConstraint("until_on IS NULL OR until_on >= from_on", name="days"),
    )

    household_id: str = Field(foreign_key="household.id", index=True, max_length=ID_LENGTH)
    person_id: str = Field(foreign_key="person.id", index=True, max_length=ID_LENGTH)
    kinship: Kinship = Field(sa_column=one_of(Kinship))
    from_on: date
    until_on: date | None = None
    place: int = 0  # the order in which they joined


TABLE: sa.Table = SQLModel.metadata.tables["household"]
MEMBER: sa.Table = SQLModel.metadata.tables["household_member"]


@dataclass(frozen=True)
class Member:
    """Somebody of a household; `until_on` is None while they belong to it."""

    person_id: str
    name: str
    kana: str
    kinship: Kinship
    from_on: date
    until_on: date | None


@dataclass(frozen=True)
class Home:
    """A household as the page of a person shows it, its head first."""

    id: str
    version: int
    members: tuple[Member, ...]

    @property
    def head(self) -> Member | None:
        """The head (世帯主), if one is named."""
        return next((one for one in self.members if one.kinship is Kinship.HEAD), None)


def of(db: Session, person_ids: Sequence[str]) -> dict[str, str]:
    """Return {person: household} of those who belong to one now; one query in all.

    A person who was brought together with another is answered with either of the two ids.
    """
    if not person_ids:
        return {}
    owner = sa.func.coalesce(PERSON.c.merged_into, PERSON.c.id)
    query = (
        sa.select(PERSON.c.id, owner, MEMBER.c.household_id)
        .join_from(MEMBER, PERSON, PERSON.c.id == MEMBER.c.person_id)
        .where(
            MEMBER.c.until_on.is_(None),
            sa.or_(PERSON.c.id.in_(person_ids), PERSON.c.merged_into.in_(person_ids)),
        )
        .order_by(MEMBER.c.from_on, MEMBER.c.id)
    )
    asked = set(person_ids)
    found: dict[str, str] = {}
    for member, kept, household in db.execute(query):
        found |= dict.fromkeys({member, kept} & asked, household)
    return found


def members(db: Session, household_id: str, *, once: bool = False) -> tuple[Member, ...]:
    """Return who belongs to a household, the head first; `once` adds those who left it."""
    return tuple(
        one for home in _homes(db, [household_id], once=once).values() for one in home.members
    )


def home(db: Session, person_id: str) -> Home | None:
    """Return the household a person belongs to now, or None."""
    household = of(db, [person_id]).get(person_id)
    return None if household is None else _homes(db, [household])[household]


def homes(db: Session, household_ids: Sequence[str]) -> dict[str, Home]:
    """Return {household: home} of many at once, with those who belong to them now."""
    return _homes(db, household_ids)


def _homes(db: Session, ids: Sequence[str], *, once: bool = False) -> dict[str, Home]:
    query = (
        sa.select(
            TABLE.c.id, TABLE.c.version, sa.func.coalesce(PERSON.c.merged_into, PERSON.c.id),
            PERSON.c.name, PERSON.c.kana, MEMBER.c.kinship, MEMBER.c.from_on, MEMBER.c.until_on,
        )
        .join_from(TABLE, MEMBER, MEMBER.c.household_id == TABLE.c.id)
        .join(PERSON, PERSON.c.id == MEMBER.c.person_id)
        .where(TABLE.c.id.in_(ids))
        .order_by(
            TABLE.c.id, MEMBER.c.until_on.is_not(None), MEMBER.c.kinship != Kinship.HEAD,
            MEMBER.c.place, MEMBER.c.id,
        )
    )  # fmt: skip
    if not once:
        query = query.where(MEMBER.c.until_on.is_(None))
    found: dict[str, Home] = {}
    for household, version, person, name, kana, kinship, since, until in db.execute(query):
        before = found.get(household)
        one = Member(person, name, kana, Kinship(kinship), since, until)
        found[household] = Home(household, version, (*(before.members if before else ()), one))
    return found


def create(db: Session, head_id: str, *, on: date, at: datetime, by: str) -> str:
    """Begin a household with its head on a day and return its id.

    Refuses somebody who belongs to a household already, and a day that has not come yet.
    """
    people.get(db, head_id)
    _refuse_future(on, at)
    _refuse_settled(db, head_id)
    made = Household(recorded_at=at, recorded_by=by)
    household = made.id
    db.add(made)
    db.flush()
    _enter(db, household, head_id, Kinship.HEAD, on, 0, at=at, by=by)
    return household


def join(
    db: Session,
    household_id: str,
    person_id: str,
    *,
    kinship: Kinship,
    on: date,
    version: int,
    at: datetime,
    by: str,
) -> int:
    """Let somebody belong to a household from a day on; return its new version.

    Refuses a second head, somebody who belongs to a household already, a day that has not come
    yet, and `version` if another desk was faster. What they share is household_sharing's.
    """
    there = _standing(db, household_id)
    people.get(db, person_id)
    _refuse_future(on, at)
    _refuse_settled(db, person_id)
    if kinship is Kinship.HEAD and there.head is not None:
        raise Refusal(
            _("This household has a head already."), _("Choose what the person is to the head.")
        )
    _raise_version(db, there, version)
    place = len(members(db, household_id, once=True))
    _enter(db, household_id, person_id, kinship, on, place, at=at, by=by)
    return version + 1


def leave(
    db: Session, household_id: str, person_id: str, *, on: date, version: int, at: datetime, by: str
) -> int:
    """Note that somebody left their household on a day; the last one dissolves it.

    Refuses a head whom others stay behind, a day before they came or that has not come yet,
    and `version` if another desk was faster.
    """
    there = _standing(db, household_id)
    one = _member(there, person_id)
    _refuse_future(on, at)
    if one.kinship is Kinship.HEAD and len(there.members) > 1:
        raise Refusal(
            _("The head of the household cannot leave the others without a head."),
            _("Name another head first."),
        )
    _raise_version(db, there, version, dissolved_on=on if len(there.members) == 1 else None)
    _end(db, household_id, one, on, at=at, by=by)
    return version + 1


def make_head(
    db: Session,
    household_id: str,
    person_id: str,
    *,
    version: int,
    kinships: Mapping[str, Kinship] | None = None,
    at: datetime,
    by: str,
) -> int:
    """Make somebody the head; return the new version.

    `kinships` says what the others are to the new head. Where it is silent, spouses change
    places, their children stay children, and all else is unknown until somebody says it.
    """
    there = _standing(db, household_id)
    new = _member(there, person_id)
    if new.kinship is Kinship.HEAD:
        return there.version
    _raise_version(db, there, version)
    couple = new.kinship is Kinship.SPOUSE
    for one in there.members:
        kinship = (kinships or {}).get(one.person_id, Kinship.UNKNOWN)
        if one.person_id == person_id:
            kinship = Kinship.HEAD
        elif kinship is Kinship.UNKNOWN and couple and one.kinship is Kinship.HEAD:
            kinship = Kinship.SPOUSE
        elif kinship is Kinship.UNKNOWN and couple and one.kinship is Kinship.CHILD:
            kinship = Kinship.CHILD
        _relate(db, household_id, one, kinship, at=at, by=by)
    return version + 1


def relate(
    db: Session,
    household_id: str,
    person_id: str,
    kinship: Kinship,
    *,
    version: int,
    at: datetime,
    by: str,
) -> int:
    """Say what somebody is to the head; the head is changed by make_head only."""
    there = _standing(db, household_id)
    one = _member(there, person_id)
    if Kinship.HEAD in {kinship, one.kinship}:
        raise Refusal(_("A household has one head."), _("Name another head instead."))
    _raise_version(db, there, version)
    _relate(db, household_id, one, kinship, at=at, by=by)
    return version + 1


def dissolve(
    db: Session, household_id: str, *, on: date, version: int, at: datetime, by: str
) -> None:
    """Let a household end on a day; whoever belonged to it stays in the register."""
    there = _standing(db, household_id)
    _refuse_future(on, at)
    _raise_version(db, there, version, dissolved_on=on)
    for one in there.members:
        _end(db, household_id, one, on, at=at, by=by)


def _standing(db: Session, household_id: str) -> Home:
    there = _homes(db, [household_id]).get(household_id)
    if there is None:
        raise Refusal(_("This household does not exist any more."), _("Look at the person again."))
    return there


def _member(there: Home, person_id: str) -> Member:
    for one in there.members:
        if one.person_id == person_id:
            return one
    raise Refusal(
        _("This person does not belong to the household."), _("Look at the person again.")
    )


def _refuse_settled(db: Session, person_id: str) -> None:
    if of(db, [person_id]):
        raise Refusal(
            _("This person belongs to a household already."),
            _("Let them leave that household first."),
        )


def _refuse_future(on: date, at: datetime) -> None:
    if on > day_of(at):
        raise Refusal(_("This day has not come yet."), _("Enter the day on which it happened."))


def _raise_version(db: Session, there: Home, seen: int, **values: Any) -> None:
    revise(db, Household, there.id, values, seen=seen, standing=there.version)


def _enter(
    db: Session,
    household_id: str,
    person_id: str,
    kinship: Kinship,
    on: date,
    place: int,
    *,
    at: datetime,
    by: str,
) -> None:
    row = {
        "id": new_id(), "version": 1, "recorded_at": at, "recorded_by": by,
        "household_id": household_id, "person_id": person_id, "kinship": kinship,
        "from_on": on, "until_on": None, "place": place,
    }  # fmt: skip
    db.execute(sa.insert(MEMBER), [row])
    touch(db, Household, HouseholdMember)
    # Under the person, so that what the journal knows of them can be found and erased as one.
    journal.write(
        db, "join", "household", person_id, at=at, by=by,
        after={"household": household_id, "kinship": kinship.value, "from_on": on.isoformat()},
    )  # fmt: skip


def _end(db: Session, household_id: str, one: Member, on: date, *, at: datetime, by: str) -> None:
    if on < one.from_on:
        raise Refusal(
            _("{name} came into the household only later.").format(name=one.name),
            _("Enter a day after that."),
        )
    _write(db, household_id, one, {"until_on": on})
    journal.write(
        db, "leave", "household", one.person_id, at=at, by=by,
        before={"household": household_id, "kinship": one.kinship.value},
        after={"until_on": on.isoformat()},
    )  # fmt: skip


def _relate(
    db: Session, household_id: str, one: Member, kinship: Kinship, *, at: datetime, by: str
) -> None:
    if kinship is one.kinship:
        return
    _write(db, household_id, one, {"kinship": kinship})
    journal.write(
        db, "relate", "household", one.person_id, at=at, by=by,
        before={"household": household_id, "kinship": one.kinship.value},
        after={"kinship": kinship.value},
    )  # fmt: skip


def _write(db: Session, household_id: str, one: Member, values: dict[str, Any]) -> None:
    doubles = sa.select(PERSON.c.id).where(PERSON.c.merged_into == one.person_id)
    db.execute(
        sa.update(MEMBER)
        .where(
            MEMBER.c.household_id == household_id,
            sa.or_(MEMBER.c.person_id == one.person_id, MEMBER.c.person_id.in_(doubles)),
            MEMBER.c.until_on.is_(None),
        )
        .values(**values, version=MEMBER.c.version + 1)
    )
    touch(db, Household, HouseholdMember)
