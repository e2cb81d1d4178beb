"""The register of people (台帳): entering, correcting, giving numbers, leaving."""

from collections.abc import Sequence
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources import journal
from resources.contacts import tidy_number
from resources.names import show_kana
from resources.records import new_id, touch
from resources.refusals import Refusal
from resources.words import _
from sessions import former_names, search_keys, withholding
from sessions.person_entry import (
    PersonDetails,
    Remark,
    columns,
    details,
    kept,
    remarks,
    tidied,
    unhidden,
)
from sessions.person_listing import Listing, listing
from sessions.person_tables import (
    MEMBERSHIP,
    PERSON,
    PHONE,
    Membership,
    Person,
    Phone,
    SearchKey,
)
from sessions.person_views import POINTS, SUPPORTERS, PersonView, Relation, get, views
from sessions.suppression import Reason

__all__ = [
    "MEMBERSHIP",
    "PERSON",
    "PHONE",
    "POINTS",
    "SUPPORTERS",
    "Conflict",
    "Listing",
    "Membership",
    "Person",
    "PersonDetails",
    "PersonView",
    "Phone",
    "Relation",
    "Remark",
    "SearchKey",
    "add_membership",
    "come_back",
    "correct",
    "details",
    "enrol",
    "get",
    "leave",
    "listing",
    "remarks",
    "views",
]


class Conflict(Refusal):
    """Someone else changed the same person first; holds both versions, nothing is lost."""

    def __init__(self, mine: PersonDetails, theirs: PersonView) -> None:
        super().__init__(
            _("Another desk changed this person in the meantime."),
            _("Choose for each field which version is right."),
        )
        self.mine = mine
        self.theirs = theirs


def enrol(
    db: Session,
    entered: PersonDetails,
    *,
    relations: Sequence[Relation] = (),
    at: datetime,
    by: str,
) -> str:
    """Enter a person into the register and return the id.

    Names are kept letter by letter; only blanks are tidied. Refuses an entry without a name, a
    birth date after today, texts too long to keep, and a programme number already given.
    """
    entered = tidied(entered, at)
    person = Person(recorded_at=at, recorded_by=by, **columns(entered))
    db.add(person)
    db.flush()
    _write_phones(db, person.id, entered)
    journal.write(db, "enrol", "person", person.id, at=at, by=by, after=kept(entered))
    for relation in relations:
        add_membership(db, person.id, relation, at=at, by=by, find_again=False)
    search_keys.write(db, person.id)
    return person.id


def correct(
    db: Session,
    person_id: str,
    entered: PersonDetails,
    *,
    version: int,
    opened: bool = False,
    at: datetime,
    by: str,
) -> int:
    """Replace what is known of a person and return the new version.

    `version` is the one that was shown; if another desk was faster, Conflict holds both. Where
    whereabouts are hidden and were not `opened`, empty ones stay as they are.
    """
    before = get(db, person_id, whole=True)
    entered = tidied(entered, at)
    if before.hidden and not opened:
        entered = unhidden(entered, before)
    if details(before) == entered:
        return before.version
    row = columns(entered)
    if show_kana(before.kana) == row["kana"]:
        row.pop("kana_written")
    changed = db.execute(
        sa.update(PERSON)
        .where(PERSON.c.id == person_id, PERSON.c.version == version)
        .values(**row, version=version + 1)
    )
    if not changed.rowcount:  # type: ignore[attr-defined]
        raise Conflict(entered, before)
    db.expire_all()
    touch(db, Person, Phone)
    db.execute(sa.delete(PHONE).where(PHONE.c.person_id == person_id))
    _write_phones(db, person_id, entered)
    former_names.follow(db, person_id, before.former_name, entered.former_name)
    old, new = kept(details(before)), kept(entered)
    journal.write(
        db, "correct", "person", person_id, at=at, by=by,
        before={name: value for name, value in old.items() if new[name] != value},
        after={name: value for name, value in new.items() if old[name] != value},
    )  # fmt: skip
    search_keys.write(db, before.merged_into or person_id)
    return version + 1


def add_membership(
    db: Session,
    person_id: str,
    relation: Relation,
    *,
    at: datetime,
    by: str,
    find_again: bool = True,
) -> str:
    """Give a person a number in a programme and return the id of the membership.

    Refuses a number that another person has. `find_again=False` leaves the search keys to the
    caller.
    """
    number = tidy_number(relation.number)
    query = sa.select(MEMBERSHIP.c.person_id, MEMBERSHIP.c.id).where(
        MEMBERSHIP.c.programme == relation.programme, MEMBERSHIP.c.number == number
    )
    taken = db.execute(query).first()
    if taken is not None:
        if taken.person_id == person_id:
            return str(taken.id)
        raise Refusal(
            _("The number {number} belongs to someone else already.").format(number=number),
            _("Look at both people, and choose another number."),
        )
    membership_id = new_id()
    row = {
        "id": membership_id, "version": 1, "recorded_at": at, "recorded_by": by,
        "person_id": person_id, "programme": relation.programme, "number": number,
    }  # fmt: skip
    db.execute(sa.insert(MEMBERSHIP), [row])
    touch(db, Membership)
    journal.write(
        db, "join", "membership", membership_id, at=at, by=by,
        after={"person": person_id, "programme": relation.programme, "number": number},
    )  # fmt: skip
    if find_again:
        search_keys.write(db, person_id)
    return membership_id


def leave(
    db: Session,
    person_id: str,
    *,
    on: date,
    reason: str = "",
    kind: Reason = Reason.MOVED,
    at: datetime,
    by: str,
) -> None:
    """Note that a person left on `on` (転出, 死亡 …): found, but nothing is sent.

    `kind` decides what is stopped (suppression.STOPS); `reason` says it in words.
    """
    withholding.withhold(db, person_id, kind, since=on, why=reason, at=at, by=by)


def come_back(db: Session, person_id: str, *, at: datetime, by: str) -> None:
    """Take back that a person left; one who did not leave stays as they are."""
    withholding.come_back(db, person_id, at=at, by=by)


def _write_phones(db: Session, person_id: str, entered: PersonDetails) -> None:
    rows = [
        {
            "id": new_id(),
            "person_id": person_id,
            "written": written,
            "digits": digits,
            "place": place,
        }
        for place, (written, digits) in enumerate(entered.phones)
    ]
    if rows:
        db.execute(sa.insert(PHONE), rows)
        touch(db, Phone)
