"""Leaving early, coming back, and taking back what was entered by mistake."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources.refusals import Refusal
from resources.words import _
from sessions import door_log
from sessions.door_log import Act, Standing, Way, standing


@dataclass(frozen=True, slots=True)
class Step:
    """What take_back, leave or back did; `changed` is False where it was so already."""

    expected_id: str
    act: Act
    name: str
    kana: str
    at: datetime
    changed: bool


def take_back(db: Session, arrival_id: str, *, desk: str = "", at: datetime, by: str) -> Step:
    """Take an arrival back, or a leaving; twice is harmless, and nothing is deleted.

    Refuses an id that is not in the log, and a line that itself takes something back.
    """
    log = door_log.TABLE.c
    row = db.execute(
        sa.select(log.expected_id, log.act, log.turn, log.stay).where(log.id == arrival_id)
    ).first()
    if row is None or row.act not in {Act.ARRIVE, Act.LEAVE}:
        raise Refusal(_("There is nothing to take back."), _("Look at the list of arrivals."))
    now = standing(db, row.expected_id)
    act, done = (Act.TAKE_BACK, now.undone) if row.act is Act.ARRIVE else (Act.BACK, now.returned)
    changed = row.turn > done
    if changed:
        _step(db, now, act, turn=row.turn, stay=row.stay, desk=desk, at=at, by=by)
    return Step(now.expected_id, act, now.name, now.kana, at, changed)


def leave(db: Session, expected_id: str, *, desk: str = "", at: datetime, by: str) -> Step:
    """Note that somebody leaves before the end; whoever has left stays so.

    Refuses somebody who was not received.
    """
    now = _received(db, expected_id)
    if not now.gone:
        turn = door_log.last_leave(db, expected_id) + 1
        _step(db, now, Act.LEAVE, turn=turn, stay=now.came, desk=desk, at=at, by=by)
    return Step(expected_id, Act.LEAVE, now.name, now.kana, at, not now.gone)


def back(db: Session, expected_id: str, *, desk: str = "", at: datetime, by: str) -> Step:
    """Note that somebody who had left is here again; whoever is here stays so.

    Refuses somebody who was not received.
    """
    now = _received(db, expected_id)
    if now.gone:
        _step(db, now, Act.BACK, turn=now.left, stay=now.came, desk=desk, at=at, by=by)
    return Step(expected_id, Act.BACK, now.name, now.kana, at, now.gone)


def _received(db: Session, expected_id: str) -> Standing:
    now = standing(db, expected_id)
    if not now.here:
        raise Refusal(_("This person has not been received yet."), _("Receive the person first."))
    return now


def _step(
    db: Session,
    now: Standing,
    act: Act,
    *,
    turn: int,
    stay: int,
    desk: str,
    at: datetime,
    by: str,
) -> None:
    door_log.write(
        db,
        now.meeting_id,
        now.expected_id,
        act,
        turn=turn,
        stay=stay,
        way=Way.NAME,
        desk=desk,
        at=at,
        by=by,
    )
