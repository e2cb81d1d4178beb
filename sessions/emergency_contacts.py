"""Whom to call when something happens to a person (緊急連絡先), in the order of calling."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from resources import journal
from resources.names import clean, tidy_name
from resources.records import ID_LENGTH, Record, new_id, revise, touch
from resources.refusals import Refusal
from resources.words import _
from sessions import person_views
from sessions.lengths import refuse_long
from sessions.person_tables import PERSON


class EmergencyContact(Record, table=True):
    """Somebody to call for a person; `place` is the order of calling, from 0."""

    __tablename__ = "emergency_contact"

    person_id: str = Field(foreign_key="person.id", index=True, max_length=ID_LENGTH)
    place: int = 0
    name: str = Field(max_length=80)
    relation: str = Field(default="", max_length=40)  # 長男, 民生委員 …
    phones: str = Field(default="[]", max_length=600)  # a JSON list of (as written, digits)
    note: str = Field(default="", max_length=400)


TABLE: sa.Table = SQLModel.metadata.tables["emergency_contact"]


@dataclass(frozen=True)
class ContactDetails:
    """Whom to call, what they are to the person, and under which numbers."""

    name: str
    relation: str = ""
    phones: tuple[tuple[str, str], ...] = ()  # as written, digits (resources.contacts.telephone)
    note: str = ""


@dataclass(frozen=True)
class ContactView(ContactDetails):
    """A contact as pages show it."""

    id: str = ""
    version: int = 0
    person_id: str = ""


def of(db: Session, person_id: str) -> tuple[ContactView, ...]:
    """Return whom to call for a person (their doubles included), who is called first at first."""
    query = (
        sa.select(TABLE)
        .join(PERSON, PERSON.c.id == TABLE.c.person_id)
        .where(sa.or_(PERSON.c.id == person_id, PERSON.c.merged_into == person_id))
        .order_by(PERSON.c.merged_into.is_not(None), TABLE.c.place, TABLE.c.id)
    )
    return tuple(_view(row) for row in db.execute(query))


def details(view: ContactView) -> ContactDetails:
    """Return what was entered of `view`, to be corrected."""
    return ContactDetails(view.name, view.relation, view.phones, view.note)


def add(db: Session, person_id: str, entered: ContactDetails, *, at: datetime, by: str) -> str:
    """Add somebody to call, after those who are there, and return the id.

    Refuses one without a name or without a telephone number: nobody could be reached.
    """
    person_views.get(db, person_id)
    entered = _checked(entered)
    contact_id = new_id()
    row = _columns(entered) | {
        "id": contact_id, "version": 1, "recorded_at": at, "recorded_by": by,
        "person_id": person_id, "place": len(of(db, person_id)),
    }  # fmt: skip
    db.execute(sa.insert(TABLE), [row])
    touch(db, EmergencyContact)
    after = _columns(entered) | {"id": contact_id}
    journal.write(db, "add", "emergency_contact", person_id, at=at, by=by, after=after)
    return contact_id


def correct(
    db: Session, contact_id: str, entered: ContactDetails, *, version: int, at: datetime, by: str
) -> int:
    """Replace what is known of a contact; refuses what add refuses, and a stale `version`."""
    old = _get(db, contact_id)
    entered = _checked(entered)
    if details(old) == entered:
        return old.version
    revise(db, EmergencyContact, contact_id, _columns(entered), seen=version, standing=old.version)
    journal.write(
        db, "correct", "emergency_contact", old.person_id, at=at, by=by,
        before=_columns(old), after=_columns(entered) | {"id": contact_id},
    )  # fmt: skip
    return version + 1


def remove(db: Session, contact_id: str, *, version: int, at: datetime, by: str) -> None:
    """Take out a contact who is not called any more; the journal keeps who it was."""
    old = _get(db, contact_id)
    revise(db, EmergencyContact, contact_id, {}, seen=version, standing=old.version)
    db.execute(sa.delete(TABLE).where(TABLE.c.id == contact_id))
    journal.write(
        db, "remove", "emergency_contact", old.person_id, at=at, by=by, before=_columns(old)
    )


def arrange(
    db: Session, person_id: str, contact_ids: Sequence[str], *, at: datetime, by: str
) -> None:
    """Call in the order of `contact_ids`, which names every contact of the person once.

    Refuses a list that another desk has changed in the meantime.
    """
    before = [one.id for one in of(db, person_id)]
    if sorted(before) != sorted(contact_ids):
        raise Refusal(
            _("Another desk changed this in the meantime."),
            _("Look at it again, then enter your change once more."),
        )
    if before == list(contact_ids):
        return
    for place, contact_id in enumerate(contact_ids):
        db.execute(
            sa.update(TABLE)
            .where(TABLE.c.id == contact_id)
            .values(place=place, version=TABLE.c.version + 1)
        )
    db.expire_all()
    touch(db, EmergencyContact)
    journal.write(
        db, "arrange", "emergency_contact", person_id, at=at, by=by,
        before={"order": before}, after={"order": list(contact_ids)},
    )  # fmt: skip


def _get(db: Session, contact_id: str) -> ContactView:
    row = db.execute(sa.select(TABLE).where(TABLE.c.id == contact_id)).first()
    if row is None:
        raise Refusal(_("This contact is not there any more."), _("Look at the person again."))
    return _view(row)


def _view(row: sa.Row[Any]) -> ContactView:
    phones = tuple((written, digits) for written, digits in json.loads(row.phones))
    return ContactView(row.name, row.relation, phones, row.note, row.id, row.version, row.person_id)


def _columns(entered: ContactDetails) -> dict[str, Any]:
    return {
        "name": entered.name,
        "relation": entered.relation,
        "phones": json.dumps(entered.phones, ensure_ascii=False),
        "note": entered.note,
    }


def _checked(entered: ContactDetails) -> ContactDetails:
    entered = replace(
        entered,
        name=tidy_name(entered.name),
        relation=clean(entered.relation).strip(),
        phones=tuple((clean(written).strip(), digits) for written, digits in entered.phones),
        note=clean(entered.note).strip(),
    )
    if not entered.name:
        raise Refusal(_("There is no name yet."), _("Please enter the name."))
    if not any(digits for _written, digits in entered.phones):
        raise Refusal(
            _("Nobody can be called without a telephone number."), _("Please enter the number.")
        )
    refuse_long(TABLE, _columns(entered))
    return entered
