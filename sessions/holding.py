"""A meeting's way from planned to closed: open, close, reopen, 延期, 中止."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy.orm import Session

from resources.refusals import Refusal
from resources.words import _
from sessions import door_log, meetings, notices
from sessions.meeting_rules import Act, State
from sessions.meetings import Meeting, MeetingFacts
from sessions.notices import Occasion


def open_meeting(
    db: Session, meeting_id: str, *, version: int | None = None, at: datetime, by: str
) -> MeetingFacts:
    """Open the door of a planned meeting."""
    meeting = meetings.take(db, meeting_id, Act.OPEN, version=version)
    return _move(db, meeting, "open", {"state": State.OPEN}, at=at, by=by)


def close(
    db: Session, meeting_id: str, *, version: int | None = None, at: datetime, by: str
) -> MeetingFacts:
    """Close the door; paper lists may still be keyed in."""
    meeting = meetings.take(db, meeting_id, Act.CLOSE, version=version)
    closed = _move(db, meeting, "close", {"state": State.CLOSED}, at=at, by=by)
    door_log.tell(db, meeting_id, at=at, by=by)
    return closed


def reopen(
    db: Session,
    meeting_id: str,
    *,
    reason: str,
    version: int | None = None,
    at: datetime,
    by: str,
) -> MeetingFacts:
    """Open a closed meeting again; refuses to do so without a reason."""
    meeting = meetings.take(db, meeting_id, Act.REOPEN, version=version)
    change = {"state": State.OPEN, "state_reason": _reason(reason)}
    return _move(db, meeting, "reopen", change, at=at, by=by)


def postpone(
    db: Session,
    meeting_id: str,
    *,
    reason: str,
    held_on: date | None = None,
    begins: time | None = None,
    ends: time | None = None,
    version: int | None = None,
    at: datetime,
    by: str,
) -> MeetingFacts:
    """Put a meeting off, to a new day or, with `held_on` None, to a day not decided yet.

    Times that are not given stay. Everybody expected is listed for telling (`notices`).
    Refuses an empty reason, and the day it stands on already.
    """
    meeting = meetings.take(db, meeting_id, Act.POSTPONE, version=version)
    if held_on is not None and held_on == meeting.held_on:
        raise Refusal(_("The meeting is on this day already."), _("Enter another day."))
    change: dict[str, Any] = {
        "state": State.POSTPONED if held_on is None else State.PLANNED,
        "state_reason": _reason(reason),
        "postponed_from": meeting.postponed_from or meeting.held_on,
        "held_on": held_on,
        "notice_round": meeting.notice_round + 1,
        **_times(meeting, begins, ends),
    }
    facts = _move(db, meeting, "postpone", change, at=at, by=by)
    notices.prepare(db, meeting_id, Occasion.POSTPONED, facts.notice_round, at=at, by=by)
    return facts


def set_date(
    db: Session,
    meeting_id: str,
    *,
    held_on: date,
    begins: time | None = None,
    ends: time | None = None,
    version: int | None = None,
    at: datetime,
    by: str,
) -> MeetingFacts:
    """Decide the day of a meeting that was put off without one; lists everybody for telling."""
    meeting = meetings.take(db, meeting_id, Act.SET_DATE, version=version)
    change: dict[str, Any] = {
        "state": State.PLANNED,
        "held_on": held_on,
        "notice_round": meeting.notice_round + 1,
        **_times(meeting, begins, ends),
    }
    facts = _move(db, meeting, "set_date", change, at=at, by=by)
    notices.prepare(db, meeting_id, Occasion.POSTPONED, facts.notice_round, at=at, by=by)
    return facts


def cancel(
    db: Session,
    meeting_id: str,
    *,
    reason: str,
    version: int | None = None,
    at: datetime,
    by: str,
) -> MeetingFacts:
    """Cancel a meeting for good; lists everybody for telling. Refuses an empty reason."""
    meeting = meetings.take(db, meeting_id, Act.CANCEL, version=version)
    change: dict[str, Any] = {
        "state": State.CANCELLED,
        "state_reason": _reason(reason),
        "notice_round": meeting.notice_round + 1,
    }
    facts = _move(db, meeting, "cancel", change, at=at, by=by)
    notices.prepare(db, meeting_id, Occasion.CANCELLED, facts.notice_round, at=at, by=by)
    return facts


def _times(meeting: Meeting, begins: time | None, ends: time | None) -> dict[str, Any]:
    begins, ends = begins or meeting.begins, ends or meeting.ends
    if begins and ends and ends <= begins:
        raise Refusal(
            _("The meeting would end before it begins."),
            _("Enter an end that is later than the beginning."),
        )
    return {"begins": begins, "ends": ends}


def _move(
    db: Session, meeting: Meeting, act: str, change: dict[str, Any], *, at: datetime, by: str
) -> MeetingFacts:
    before = {key: getattr(meeting, key) for key in change}
    for key, value in change.items():
        setattr(meeting, key, value)
    meetings.save(db, meeting, act, before=before, after=change, at=at, by=by)
    return meetings.facts(db, meeting)


def _reason(reason: str) -> str:
    if not reason.strip():
        raise Refusal(_("The reason is missing."), _("Write in a few words why."))
    return reason.strip()
