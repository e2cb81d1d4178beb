"""Acts on what belongs to one person taken back: whom to call, and the names they had."""

import json
from collections.abc import Sequence
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources.journal import Line
from resources.words import _
from sessions import emergency_contacts, former_names
from sessions.emergency_contacts import ContactDetails, ContactView
from sessions.former_names import FormerDetails, FormerView
from sessions.person_tables import PERSON, FormerKind
from sessions.undoing.rules import Key, Outlook, Rule, gone, nothing_left


def _name(db: Session, person_id: str) -> str:
    return db.scalar(sa.select(PERSON.c.name).where(PERSON.c.id == person_id)) or ""


def _contact(values: dict[str, str]) -> ContactDetails:
    phones = tuple((written, digits) for written, digits in json.loads(values["phones"]))
    return ContactDetails(values["name"], values["relation"], phones, values["note"])


def _former(values: dict[str, str]) -> FormerDetails:
    until = values["until_on"]
    return FormerDetails(
        values["name"],
        values["kana"],
        FormerKind(values["kind"]),
        date.fromisoformat(until) if until else None,
        values["source"],
    )


def _standing_contact(db: Session, line: Line) -> ContactView | None:
    """Return the contact a line speaks of, if it still says what the line says."""
    after = line.after or {}
    for one in emergency_contacts.of(db, line.object_id):
        if one.id == after["id"] and emergency_contacts.details(one) == _contact(after):
            return one
    return None


def _standing_former(db: Session, line: Line) -> FormerView | None:
    after = line.after or {}
    for one in former_names.of(db, line.object_id):
        facts = {name: getattr(one, name) for name in FormerDetails.__annotations__}
        if one.id == after["id"] and FormerDetails(**facts) == _former(after):
            return one
    return None


def _said(line: Line) -> str:
    return str({**(line.before or {}), **(line.after or {})}.get("name", ""))


def _look_contact(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
    words = _("Who is called for {name} is as before: {contact}.").format(
        name=_name(db, line.object_id), contact=_said(line)
    )
    there = _standing_contact(db, line)
    return Outlook(words, _name(db, line.object_id), None if there else nothing_left())


def _take_out(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    one = _standing_contact(db, line)
    if one is None:
        raise nothing_left()
    emergency_contacts.remove(db, one.id, version=one.version, at=at, by=by)


def _correct_back(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    one = _standing_contact(db, line)
    if one is None:
        raise nothing_left()
    emergency_contacts.correct(
        db, one.id, _contact(line.before or {}), version=one.version, at=at, by=by
    )


def _look_lost(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
    name = _name(db, line.object_id)
    words = _("“{name}” is put in again.").format(name=_said(line))
    return Outlook(words, name, None if name else gone())


def _put_in(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    emergency_contacts.add(db, line.object_id, _contact(line.before or {}), at=at, by=by)


def _look_order(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
    now = [one.id for one in emergency_contacts.of(db, line.object_id)]
    name = _name(db, line.object_id)
    words = _("The order in which people are called for {name} is as before.").format(name=name)
    same = now == (line.after or {})["order"]
    return Outlook(words, name, None if same else nothing_left())


def _order_back(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    if said := _look_order(db, line, ()).hindrance:
        raise said
    order = (line.before or {})["order"]
    emergency_contacts.arrange(db, line.object_id, order, at=at, by=by)


def _look_former(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
    words = _("The former names of {name} are as before: {former}.").format(
        name=_name(db, line.object_id), former=_said(line)
    )
    there = _standing_former(db, line)
    return Outlook(words, _name(db, line.object_id), None if there else nothing_left())


def _former_out(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    one = _standing_former(db, line)
    if one is None:
        raise nothing_left()
    former_names.remove(db, one.id, version=one.version, at=at, by=by)


def _former_back(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    one = _standing_former(db, line)
    if one is None:
        raise nothing_left()
    former_names.correct(db, one.id, _former(line.before or {}), version=one.version, at=at, by=by)


def _former_in(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    former_names.add(db, line.object_id, _former(line.before or {}), at=at, by=by)


RULES: dict[Key, Rule] = {
    ("emergency_contact", "add"): Rule(_look_contact, _take_out),
    ("emergency_contact", "correct"): Rule(_look_contact, _correct_back),
    ("emergency_contact", "remove"): Rule(_look_lost, _put_in),
    ("emergency_contact", "arrange"): Rule(_look_order, _order_back),
    ("former_name", "add"): Rule(_look_former, _former_out),
    ("former_name", "correct"): Rule(_look_former, _former_back),
    ("former_name", "remove"): Rule(_look_lost, _former_in),
}
