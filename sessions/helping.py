"""Which meetings a facilitator (会場受付の担当) sees: their own, around their hours."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sessions import assignments, bodies, meetings, permission
from sessions.meetings import MeetingFacts


def now(db: Session, staff_id: str, *, at: datetime) -> tuple[MeetingFacts, ...]:
    """Return somebody's own meetings whose hours (one before until one after) include `at`."""
    own = assignments.own(db, staff_id, assignments.MEETING)
    query = (
        sa.select(*meetings.FACTS)
        .select_from(meetings.TABLE.join(bodies.TABLE))
        .where(meetings.TABLE.c.id.in_(own))
        .order_by(meetings.TABLE.c.begins, meetings.TABLE.c.id)
    )
    found = (MeetingFacts(*row) for row in db.execute(query))
    return tuple(one for one in found if permission.within_hours(one, at))
