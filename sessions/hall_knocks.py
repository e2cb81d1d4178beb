"""Wrong passcodes typed at a hall (まちがった合言葉): carried home beside the evening, told once.

They are no arrivals and wait for nobody's word: they are kept, said on the receipt, and stand in
the journal.
"""

import json
from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources import journal, knocks, records
from resources.knocks import Failed
from sessions import homecoming
from sessions.homecoming import Brought, Try
from sessions.takeout_tables import EVENT, JOINING_EVENT, WRONG_CODE, JoiningEvent, TakeoutEvent


def new(db: Session, brought: Brought) -> Failed:
    """Return what of it nobody has told here yet; changes nothing."""
    return knocks.summed([one.at for one in _unknown(db, brought)])


def keep(db: Session, brought: Brought, joining_id: str, *, at: datetime, by: str) -> None:
    """Keep the tries that one joining brings; those not known yet come into the journal, once."""
    fresh = _unknown(db, brought)
    package, stamp = brought.package, {"recorded_at": at, "recorded_by": by}
    if fresh:
        rows = [
            {
                "id": one.id, "takeout_id": package.id, "meeting_id": package.meeting_id,
                "device": one.device, "seq": one.seq, "act": WRONG_CODE, "line_id": "",
                "about": "", "at": one.at, "until": 0, "said": json.dumps({"wall": one.raw}),
                **stamp,
            }
            for one in fresh
        ]  # fmt: skip
        db.execute(sa.insert(EVENT), rows)
        records.touch(db, TakeoutEvent)
        moments = [one.at for one in fresh]
        after = {
            "count": len(fresh),
            "first": min(moments).isoformat(),
            "last": max(moments).isoformat(),
        }
        journal.write(db, "wrong_passcode", "takeout", package.id, at=at, by=by, after=after)
    if brought.tries:
        links = [
            {"id": records.new_id(), "joining_id": joining_id, "event_id": one.id, **stamp}
            for one in brought.tries
        ]
        db.execute(sa.insert(JOINING_EVENT), links)
        records.touch(db, JoiningEvent)


def of_joinings(db: Session, joining_ids: Sequence[str]) -> dict[str, Failed]:
    """Return by joining which wrong passcodes its file told of."""
    link = JOINING_EVENT.c
    query = (
        sa.select(link.joining_id, sa.func.count(), sa.func.max(EVENT.c.at))
        .select_from(JOINING_EVENT.join(EVENT, EVENT.c.id == link.event_id))
        .where(link.joining_id.in_(joining_ids), EVENT.c.act == WRONG_CODE)
        .group_by(link.joining_id)
    )
    return {row[0]: Failed(row[1], row[2]) for row in db.execute(query)}


def _unknown(db: Session, brought: Brought) -> list[Try]:
    known = homecoming.known(db, brought.tries)
    return [one for one in brought.tries if one.id not in known]
