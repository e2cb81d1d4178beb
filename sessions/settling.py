"""The office's log of the door, brought to what all evenings together say: by difference only."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources import records
from sessions import door_log, guests, rosters
from sessions.door_log import Act, Way
from sessions.takeout_rules import ANY, OFFICE, Happening, Stay, settle
from sessions.takeout_tables import (
    EVENT,
    JOINING,
    JOINING_EVENT,
    POSTING,
    QUESTION,
    WHOLE,
    WRONG_CODE,
    Decision,
    Posting,
)


@dataclass
class _Line:
    """The log of one line of the list, and what was said about it elsewhere."""

    rows: dict[tuple[Act, int], Any] = field(default_factory=dict)
    told: list[tuple[datetime, Happening]] = field(default_factory=list)  # since when it is known
    newcomer: dict[str, Any] | None = None
    card: str | None = None
    package: str = ""

    def happenings(self, key: str, overruled: dict[tuple[str, Act], datetime]) -> list[Happening]:
        """Return what counts: the desk's word about an entry overrules all known until then."""
        return [
            one
            for known, one in self.told
            if (key, one.act) not in overruled or known > overruled[key, one.act]
        ]

    def top(self, act: Act) -> int:
        """Return the highest turn of an act, or 0."""
        return max((turn for kind, turn in self.rows if kind is act), default=0)


def bring_level(db: Session, meeting_id: str, *, at: datetime, by: str) -> int:
    """Let the log of a meeting say what office and halls together say; returns lines changed.

    Nothing is corrected in place: what no longer holds is taken back, what holds is entered.
    """
    lines, stays, spoken = _gather(db, meeting_id)
    guests.stand_up(
        db,
        meeting_id,
        [
            guests.Guest(key, line.newcomer, line.card, line.package)
            for key, line in lines.items()
            if key in spoken
        ],
        at=at,
        by=by,
    )
    changed = 0
    for key, line in lines.items():
        acts = list(_difference(line, stays[key]))
        for act in acts:
            _post(db, meeting_id, key, act, at=at, by=by)
        changed += bool(acts)
    here = [key for key, stay in stays.items() if stay is not None]
    guests.show(db, meeting_id, here, [key for key in lines if key not in spoken], at=at, by=by)
    return changed


def _gather(
    db: Session, meeting_id: str
) -> tuple[dict[str, _Line], dict[str, Stay | None], frozenset[str]]:
    """Return every line a hall ever spoke of, how each was there, and which still are spoken of."""
    event = EVENT.c
    spoken_of = sa.select(event.line_id).where(
        event.meeting_id == meeting_id, event.act != WRONG_CODE
    )
    ever = set(db.scalars(spoken_of))
    lines: dict[str, _Line] = {key: _Line() for key in sorted(ever)}
    posted = set(db.scalars(sa.select(POSTING.c.id).where(POSTING.c.meeting_id == meeting_id)))
    log = door_log.TABLE.c
    rows = db.execute(
        sa.select(door_log.TABLE)
        .join(rosters.TABLE, rosters.TABLE.c.id == log.expected_id)
        .where(rosters.TABLE.c.meeting_id == meeting_id)
        .order_by(log.turn, log.id)
    )
    for row in rows:
        if row.expected_id in lines:
            lines[row.expected_id].rows[row.act, row.turn] = row
    overruled: dict[tuple[str, Act], datetime] = {}
    for key, line in lines.items():
        for row in line.rows.values():
            if row.id not in posted:
                _own(key, line, row, posted, overruled)
    kept = in_force(db, meeting_id)
    latest: dict[tuple[str, str], int] = defaultdict(int)
    for one in kept:
        source = one.takeout_id, one.device
        latest[source] = max(latest[source], one.until)
    for one in kept:
        if one.until and one.until < latest[one.takeout_id, one.device]:
            continue  # a later photograph of the same computer says more
        _hall(lines[one.line_id], one)
    stays = {key: settle(line.happenings(key, overruled)) for key, line in lines.items()}
    return lines, stays, frozenset(one.line_id for one in kept)


def in_force(db: Session, meeting_id: str) -> list[Any]:
    """Return the events about its list that count now, each once, as rows of the table."""
    event, joining, asked = EVENT.c, JOINING.c, QUESTION.c
    waits = sa.exists().where(
        asked.joining_id == joining.id,
        asked.event_id.is_(None),
        asked.doubt.in_(WHOLE),
        asked.decision != Decision.COUNTED,
    )
    left_out = sa.exists().where(asked.event_id == event.id, asked.decision == Decision.LEFT_OUT)
    counts = (
        sa.select(JOINING_EVENT.c.event_id)
        .join(JOINING, joining.id == JOINING_EVENT.c.joining_id)
        .where(joining.meeting_id == meeting_id, joining.undone_at.is_(None), ~waits)
    )
    query = (
        sa.select(EVENT)
        .where(
            event.meeting_id == meeting_id,
            event.act != WRONG_CODE,
            event.id.in_(counts),
            ~left_out,
        )
        .order_by(event.id)
    )
    return list(db.execute(query))


def _own(
    key: str,
    line: _Line,
    row: Any,
    posted: set[str],
    overruled: dict[tuple[str, Act], datetime],
) -> None:
    """Take what the office's own door has written; its word about a hall's entry overrules it."""
    ended = {
        Act.TAKE_BACK: (Act.ARRIVE, row.turn),
        Act.LEAVE: (Act.ARRIVE, row.stay),
        Act.BACK: (Act.LEAVE, row.turn),
    }.get(row.act)
    before = line.rows.get(ended) if ended else None
    about = before.id if before is not None else ""
    if about in posted:
        assert ended is not None
        if row.act is Act.LEAVE:
            about = ANY
        else:
            overruled[key, ended[0]] = max(
                row.recorded_at, overruled.get((key, ended[0]), row.recorded_at)
            )
            return
    own = Happening(row.id, OFFICE, row.act, row.at, about, row.way, row.desk, row.proxy_name)
    line.told.append((row.recorded_at, own))


def _hall(line: _Line, one: Any) -> None:
    said = json.loads(one.said or "{}")  # empty once the person was erased
    act = said.get("act") or {}
    hall = Happening(
        one.id,
        f"{one.takeout_id}/{one.device}",
        Act(one.act),
        one.at,
        one.about,
        Way(act.get("way", Way.NAME.value)),
        str(act.get("desk") or said.get("by") or "")[:40],
        str(act.get("proxy") or "")[:80],
        weak=one.until > 0,
    )
    line.told.append((one.recorded_at, hall))
    line.newcomer = line.newcomer or said.get("newcomer")
    line.card = line.card or said.get("card")
    line.package = one.takeout_id


@dataclass(frozen=True, slots=True)
class _Entry:
    act: Act
    turn: int
    stay: int
    at: datetime
    way: Way = Way.NAME
    desk: str = ""
    proxy_name: str = ""


def _difference(line: _Line, stay: Stay | None) -> Iterable[_Entry]:
    """Yield what must be entered so that the log says `stay`, and nothing where it does."""
    came, undone = line.top(Act.ARRIVE), line.top(Act.TAKE_BACK)
    now = line.rows.get((Act.ARRIVE, came)) if came > undone else None
    if stay is None:
        if now is not None:
            yield _Entry(Act.TAKE_BACK, came, came, now.at)
        return
    same = now is not None and (now.at, now.proxy_name) == (stay.at, stay.proxy_name)
    if now is not None and not same:
        yield _Entry(Act.TAKE_BACK, came, came, now.at)
    if not same:
        came = came + 1 if now is not None else undone + 1
        yield _Entry(Act.ARRIVE, came, came, stay.at, stay.way, stay.desk, stay.proxy_name)
    left, returned = line.top(Act.LEAVE), line.top(Act.BACK)
    last = line.rows.get((Act.LEAVE, left)) if left > returned else None
    if last is not None and last.stay != came:
        last = None
    if last is not None and last.at != stay.left:
        yield _Entry(Act.BACK, left, came, stay.left or last.at)
        last = None
    if last is None and stay.left is not None:
        yield _Entry(Act.LEAVE, left + 1, came, stay.left)


def _post(
    db: Session, meeting_id: str, line_id: str, one: _Entry, *, at: datetime, by: str
) -> None:
    arrival_id = door_log.write(
        db,
        meeting_id,
        line_id,
        one.act,
        turn=one.turn,
        stay=one.stay,
        way=one.way,
        desk=one.desk,
        proxy_name=one.proxy_name,
        at=one.at,
        by=by,
    )
    row = {"id": arrival_id, "meeting_id": meeting_id, "recorded_at": at, "recorded_by": by}
    db.execute(sa.insert(POSTING), [row])
    records.touch(db, Posting)
