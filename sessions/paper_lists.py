"""Marks of a paper sign-in sheet, entered afterwards."""

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources import journal, names, records
from sessions import door_log, expecting, meetings, rosters
from sessions.door_log import TABLE, Act, Arrival, Way
from sessions.meeting_rules import Act as MeetingAct


def key_in_paper(
    db: Session,
    meeting_id: str,
    expected_ids: Iterable[str],
    *,
    arrived_at: datetime | None = None,
    desk: str = "",
    at: datetime,
    by: str,
) -> tuple[str, ...]:
    """Enter the marks of a paper sign-in sheet; also after closing. Returns who is new here.

    `arrived_at` is the time the paper tells, the beginning of the meeting for instance.
    Whoever was received already stays as they are. Refuses a meeting that never opened, and
    lines of another list.
    """
    meetings.take(db, meeting_id, MeetingAct.KEY_IN_PAPER)
    wanted = list(dict.fromkeys(expected_ids))
    line, turns = rosters.TABLE.c, door_log.turns()
    lines = db.execute(
        sa.select(line.id, turns.c.came, turns.c.undone)
        .select_from(rosters.TABLE.outerjoin(turns, turns.c.expected_id == line.id))
        .where(line.meeting_id == meeting_id, line.id.in_(wanted))
    )
    found = {row.id: row for row in lines}
    if len(found) < len(wanted):
        raise rosters.unknown_line()
    new = [key for key in wanted if (found[key].came or 0) <= (found[key].undone or 0)]
    turn = {key: (found[key].undone or 0) + 1 for key in new}
    rows = [
        {
            "id": records.new_id(),
            "recorded_at": at,
            "recorded_by": by,
            "meeting_id": meeting_id,
            "expected_id": key,
            "act": Act.ARRIVE,
            "turn": turn[key],
            "stay": turn[key],
            "at": arrived_at or at,
            "way": Way.PAPER,
            "desk": desk,
            "proxy_name": "",
        }
        for key in new
    ]
    if rows:
        db.execute(sa.insert(TABLE), rows)
        db.execute(
            sa.update(rosters.TABLE)
            .where(line.id.in_(new), line.removed)
            .values(removed=False, version=line.version + 1, recorded_at=at, recorded_by=by)
        )
        records.touch(db, Arrival, rosters.Expected)
        after = {"arrivals": [row["id"] for row in rows]}
        journal.write(db, "key_in_paper", "meeting", meeting_id, at=at, by=by, after=after)
    return tuple(new)


def enter_sheet(
    db: Session,
    meeting_id: str,
    expected_ids: Iterable[str],
    newcomers: Iterable[str],
    *,
    arrived_at: datetime,
    desk: str = "",
    at: datetime,
    by: str,
) -> tuple[str, ...]:
    """Enter a whole sheet: marks on its lines, and names written on its blank rows.

    Returns who is new here, the written ones last. Refuses what `key_in_paper` refuses.
    """
    marked = key_in_paper(
        db, meeting_id, expected_ids, arrived_at=arrived_at, desk=desk, at=at, by=by
    )
    written = []
    for name in newcomers:
        kana = names.is_kana(name)
        row = {
            "meeting_id": meeting_id,
            "source": rosters.Source.WALK_IN,
            "name_confirmed": False,
            **rosters.searchable("" if kana else name, name if kana else "", ""),
        }
        line = expecting.stand_up(db, row, at=at, by=by)
        journal.write(db, "walk_in", "expected", line, at=at, by=by, after={"written": name})
        written.append(line)
    if written:
        key_in_paper(db, meeting_id, written, arrived_at=arrived_at, desk=desk, at=at, by=by)
    return (*marked, *written)
