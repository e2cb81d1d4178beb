"""The demonstration town built into an empty office, from the ground to today's meeting."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from desktop.town import evenings, ground, register, residents
from resources.calendar import local
from resources.refusals import Refusal
from resources.words import _
from sessions import bodies, meetings
from sessions.person_tables import PERSON

STEPS = evenings.PAST + 4


def fill(
    db: Session,
    *,
    today: date,
    at: datetime,
    by: str,
    tell: Callable[[int, int], object] = lambda _done, _total: None,
) -> dict[str, Any]:
    """Fill the office with the town and return how many of each there are.

    `today` is the day of the meeting that waits at the door; `at` the moment of the last act.
    `tell(done, total)` hears how far it is. Refuses an office with people or meetings in it.
    """
    if db.scalar(sa.select(PERSON.c.id).limit(1)) or db.scalar(
        sa.select(meetings.TABLE.c.id).limit(1)
    ):
        raise Refusal(
            _("This office holds people or meetings already."),
            _("The demonstration town goes into a new, empty office only."),
        )
    began = datetime.combine(today - timedelta(days=390), time(9), local(at).tzinfo)
    staff = ground.lay(db, at=began, by=by)
    tell(1, STEPS)
    people = residents.make(today)
    ids = register.enrol(db, people, at=began + timedelta(hours=1), by=staff[0])
    register.join(db, people, ids, today=today, at=began + timedelta(hours=2), by=staff[0])
    tell(2, STEPS)
    body = bodies.town_meeting(db).id
    town = evenings.Town(body, tuple(ids), staff)
    for number in range(1, evenings.PAST + 1):
        evenings.past(db, town, number, today=today, at=at)
        tell(2 + number, STEPS)
    evenings.ahead(db, town, today=today, at=at)
    tell(STEPS - 1, STEPS)
    register.propose_doubles(db, at=at, by=staff[0])
    tell(STEPS, STEPS)
    return {
        "people": len(ids),
        "volunteers": residents.VOLUNTEERS,
        "supporters": residents.SUPPORTERS,
        "meetings": db.scalar(sa.select(sa.func.count()).select_from(meetings.TABLE)),
        "today": evenings.TODAY,
    }
