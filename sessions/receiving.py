"""Receiving somebody whose line on the list is known."""

from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources import records
from resources.refusals import Refusal
from resources.words import _
from sessions import door_log, rosters
from sessions.answers import REMEDIES, Answer, Kind, Reason, Remedy
from sessions.door_log import Act, Standing, Way, standing
from sessions.meeting_rules import Act as MeetingAct
from sessions.meeting_rules import State, may


def arrive(
    db: Session,
    meeting_id: str,
    expected_id: str,
    *,
    way: Way,
    desk: str = "",
    proxy_name: str = "",
    at: datetime,
    by: str,
) -> Answer:
    """Receive somebody on the list, whatever they had replied; `proxy_name` came in their place.

    Somebody who is here already stays as they are (already, or already/left). Asks when the
    meeting is not open. Refuses a line that is not on the list of this meeting.
    """
    now = standing(db, expected_id)
    if now.meeting_id != meeting_id:
        raise rosters.unknown_line()
    return receive(db, now, way=way, desk=desk, proxy_name=proxy_name, at=at, by=by)


def receive(
    db: Session,
    now: Standing,
    *,
    way: Way,
    desk: str,
    proxy_name: str = "",
    pass_id: str | None = None,
    card: str = "",
    at: datetime,
    by: str,
) -> Answer:
    """Write the arrival of a line that was just read, and return the answer."""
    if now.here:
        return already(now, pass_id=pass_id, card=card)
    closed = closed_door(now.state, way)
    if closed is not None:
        return because(_known(now, pass_id, card), closed)
    if not proxy_name and now.reply is rosters.Reply.PROXY:
        proxy_name = now.proxy_name
    turn = now.undone + 1
    arrival_id = door_log.write(
        db,
        now.meeting_id,
        now.expected_id,
        Act.ARRIVE,
        turn=turn,
        stay=turn,
        way=way,
        desk=desk,
        proxy_name=proxy_name,
        at=at,
        by=by,
    )
    if arrival_id is None:
        return already(standing(db, now.expected_id), pass_id=pass_id, card=card)
    if now.removed:
        db.execute(
            sa.update(rosters.TABLE)
            .where(rosters.TABLE.c.id == now.expected_id)
            .values(removed=False, version=rosters.TABLE.c.version + 1)
        )
        records.touch(db, rosters.Expected)
    return replace(
        _known(now, pass_id, card),
        kind=Kind.RECEIVED,
        arrival_id=arrival_id,
        since=at,
        proxy_name=proxy_name,
    )


def arrive_proxy(
    db: Session,
    meeting_id: str,
    expected_id: str,
    *,
    proxy_name: str,
    way: Way = Way.NAME,
    desk: str = "",
    at: datetime,
    by: str,
) -> Answer:
    """Receive `proxy_name` in place of somebody on the list; refuses an empty name."""
    if not proxy_name.strip():
        raise Refusal(_("The name is missing."), _("Enter who has come in their place."))
    return arrive(
        db, meeting_id, expected_id, way=way, desk=desk, proxy_name=proxy_name.strip(), at=at, by=by
    )


def closed_door(state: State, way: Way) -> Reason | None:
    """Return why nobody is received in this state; paper may be keyed in after closing."""
    act = MeetingAct.KEY_IN_PAPER if way is Way.PAPER else MeetingAct.CHECK_IN
    return None if may(state, act) else _CLOSED_DOOR[state]


def already(now: Standing, *, pass_id: str | None = None, card: str = "") -> Answer:
    """Return the answer for somebody who is here; changes nothing."""
    reason = Reason.LEFT if now.gone else Reason.NONE
    known = _known(now, pass_id, card)
    return replace(because(known, reason), kind=Kind.ALREADY, arrival_id=now.since_id)


def _known(now: Standing, pass_id: str | None, card: str) -> Answer:
    return Answer(
        Kind.ASK,
        expected_id=now.expected_id,
        person_id=now.person_id,
        pass_id=pass_id,
        name=now.name,
        kana=now.kana,
        district=now.district,
        since=now.since if now.here else None,
        proxy_name=now.proxy_name,
        hide_name=now.hide_name,
        card=card,
    )


def ask(reason: Reason) -> Answer:
    """Return the answer that asks staff about something nobody is known by."""
    return Answer(Kind.ASK, reason, remedies=REMEDIES[reason])


def because(known: Answer, reason: Reason, remedies: tuple[Remedy, ...] | None = None) -> Answer:
    """Return `known` with the reason why staff are asked, and what they can do."""
    return replace(
        known, reason=reason, remedies=REMEDIES[reason] if remedies is None else remedies
    )


_CLOSED_DOOR: dict[State, Reason] = {
    State.PLANNED: Reason.NOT_OPEN,
    State.CLOSED: Reason.CLOSED,
    State.POSTPONED: Reason.POSTPONED,
    State.CANCELLED: Reason.CANCELLED,
}
