"""Everything the house knows about one person, gathered for the page about them."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources import journal
from sessions import attendance, passes, person_views, staff
from sessions.attendance import Attended
from sessions.passes import PassFacts, PassKind
from sessions.person_tables import PERSON
from sessions.person_views import PersonView

_MOST = 30


@dataclass(frozen=True)
class Told:
    """One line of what was done lately: the act of the journal, when, and by whom."""

    act: str
    kind: str
    at: datetime
    by: str  # the name of the staff member, empty where nobody is known
    fields: tuple[str, ...] = ()  # what was changed
    reason: str = ""


@dataclass(frozen=True)
class Dossier:
    """A person with the doubles they were brought together with, cards, meetings and acts."""

    person: PersonView
    doubles: tuple[PersonView, ...]
    card: PassFacts | None  # the personal card that is valid now
    card_since: datetime | None
    came: tuple[Attended, ...]
    told: tuple[Told, ...]


def read(db: Session, person_id: str, *, opened: bool = False) -> Dossier:
    """Return what is known of the person `person_id`, or of whom they were brought together with.

    Protected whereabouts are empty unless `opened`. Refuses an unknown person.
    """
    person = person_views.get(db, person_id, whole=opened)
    if person.merged_into:
        person = person_views.get(db, person.merged_into, whole=opened)
    doubles = person_views.views_of(db, PERSON.c.merged_into == person.id)
    cards = [
        card
        for card in passes.of_person(db, person.id)
        if card.kind is PassKind.PERSONAL and card.person_id == person.id
    ]
    valid = next((card for card in cards if card.revoked_at is None), None)
    since: datetime | None = None
    if valid is not None:
        query = sa.select(passes.TABLE.c.recorded_at).where(passes.TABLE.c.id == valid.id)
        since = db.scalar(query)
    lines = [
        line
        for object_id in (person.id, *(card.id for card in cards))
        for line in journal.recent(db, _MOST, object_id=object_id)
    ]
    names = staff.names(db)
    lines.sort(key=lambda line: line.seq, reverse=True)
    return Dossier(
        person,
        tuple(doubles),
        valid,
        since,
        attendance.history(db, person.id),
        tuple(_told(line, names) for line in lines[:_MOST]),
    )


def _told(line: journal.Line, names: dict[str, str]) -> Told:
    after = line.after or {}
    changed = tuple(after) if line.act == "correct" else ()
    reason = str(after.get("reason") or "")
    return Told(line.act, line.kind, line.at, names.get(line.by, ""), changed, reason)
