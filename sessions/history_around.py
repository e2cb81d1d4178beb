"""What stood around a person at a moment: whom they lived with, consented to, and whom to call."""

import json
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources import calendar, journal
from sessions import consent_texts, emergency_contacts, households
from sessions.consent_texts import CONSENT
from sessions.consents import WITHDRAWAL
from sessions.person_tables import PERSON

HOUSEHOLD, CONSENTS, CONTACTS = "household", "consents", "contacts"


def at(db: Session, person_id: str, moment: datetime) -> dict[str, tuple[str, ...]]:
    """Return {household, consents, contacts} of a person as they were at `moment`, in words.

    Households and consents go by the day from which they held, contacts by what the journal kept.
    """
    day = calendar.day_of(moment)
    return {
        HOUSEHOLD: _household(db, person_id, day),
        CONSENTS: _consents(db, person_id, day),
        CONTACTS: _contacts(db, person_id, moment),
    }


def _household(db: Session, person_id: str, day: date) -> tuple[str, ...]:
    member = households.MEMBER.c
    then = sa.and_(member.from_on <= day, sa.or_(member.until_on.is_(None), member.until_on > day))
    own = sa.select(member.household_id).where(member.person_id == person_id, then)
    head = sa.case((member.kinship == households.Kinship.HEAD, 0), else_=1)
    query = (
        sa.select(PERSON.c.name)
        .join_from(households.MEMBER, PERSON, PERSON.c.id == member.person_id)
        .where(member.household_id.in_(own), then, member.person_id != person_id)
        .order_by(head, member.place, member.id)
    )
    return tuple(db.scalars(query))


def _consents(db: Session, person_id: str, day: date) -> tuple[str, ...]:
    given, gone, text = CONSENT.c, WITHDRAWAL.c, consent_texts.TABLE.c
    query = (
        sa.select(text.purpose)
        .select_from(
            CONSENT.join(consent_texts.TABLE, text.id == given.text_id).outerjoin(
                WITHDRAWAL, gone.consent_id == given.id
            )
        )
        .where(
            given.person_id == person_id,
            given.given_on <= day,
            sa.or_(gone.withdrawn_on.is_(None), gone.withdrawn_on > day),
        )
        .order_by(given.given_on, given.id)
    )
    return tuple(dict.fromkeys(db.scalars(query)))


def _contacts(db: Session, person_id: str, moment: datetime) -> tuple[str, ...]:
    """Go back through the journal, the newest act first, from whom to call now."""
    known = [_plain(asked) for asked in emergency_contacts.of(db, person_id)]
    for line in journal.of(db, [person_id]):
        if line.at <= moment or line.kind != "emergency_contact" or line.act == "arrange":
            continue
        before, after = _said(line.before), _said(line.after)
        if after is not None and after in known:
            place = known.index(after)
            known[place : place + 1] = [] if before is None else [before]
        elif before is not None:
            known.append(before)
    return tuple(known)


def _plain(asked: emergency_contacts.ContactView) -> str:
    return _words(asked.name, asked.relation, [written for written, _digits in asked.phones])


def _said(values: dict[str, Any] | None) -> str | None:
    if not values:
        return None
    phones = [str(written) for written, _digits in json.loads(values.get("phones") or "[]")]
    return _words(str(values.get("name", "")), str(values.get("relation", "")), phones)


def _words(name: str, relation: str, phones: list[str]) -> str:
    called = f"{name}（{relation}）" if relation else name
    return " ".join([called, *phones])
