"""緊急時の連絡: whom to call from the hall for somebody on the list, told to the journal."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources.refusals import Refusal
from resources.words import _
from sessions import emergency_contacts, rosters, suppression, watching
from sessions.emergency_contacts import ContactView
from sessions.person_tables import PERSON


def call(db: Session, expected_id: str, *, at: datetime, by: str) -> tuple[ContactView, ...]:
    """Return whom to call for somebody on the list of a meeting, and tell the journal who asked.

    Who is called first stands first; nobody may be written down. Every asking is told, not one in
    half an hour: it is never done without a reason. Refuses somebody who is not in the register,
    and the family of somebody under protection, whose telephone is opened at the office alone.
    """
    line = rosters.show(db, expected_id)
    person_id = line.person_id and _standing(db, line.person_id)
    if person_id is None:
        raise Refusal(
            _("Nobody to call is written down: this person is not in the register."),
            _("Call 119 if it is urgent, then the office."),
        )
    if suppression.hidden_addresses(db, [person_id]):
        raise Refusal(
            _("Whom to call is protected and not shown at the hall."),
            _("Call 119 if it is urgent, then the office, which may open it."),
        )
    found = emergency_contacts.of(db, person_id)
    said = {"meeting": line.meeting_id}
    watching.look(db, "emergency", at=at, by=by, object_id=person_id, said=said)
    return found


def _standing(db: Session, person_id: str) -> str:
    owner = sa.func.coalesce(PERSON.c.merged_into, PERSON.c.id)
    return str(db.scalar(sa.select(owner).where(PERSON.c.id == person_id)))
