"""Whether somebody at the desk may do something now: the matrix, met with what is their own."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources import calendar, roles
from resources.refusals import Refusal
from resources.roles import Cell, Permit, Role
from resources.words import _
from sessions import assignments, door_log, meetings, passes, rosters, staff, undo_log
from sessions.meeting_rules import State

EARLY = LATE = timedelta(minutes=60)
SOON = timedelta(minutes=15)
ALL = frozenset(Role)


@dataclass(frozen=True)
class Standing:
    """Who somebody is at the desk: their id, their roles, and whether the office is unnamed."""

    staff_id: str
    roles: frozenset[Role]


def standing(db: Session, staff_id: str) -> Standing:
    """Return the roles somebody has now; nobody who left or is unknown has any.

    While the office names nobody yet, whoever opened it is its administrator.
    """
    row = db.execute(_ROLES, {"staff": staff_id}).first()
    if row is not None:
        return Standing(staff_id, roles.roles_in(row.roles) if row.active else frozenset())
    somebody = db.execute(_ANYBODY).first() is not None
    return Standing(staff_id, frozenset() if somebody else staff.FIRST)


def acts(db: Session, staff_id: str) -> frozenset[str]:
    """Return the acts that somebody's roles do not rule out; rooms and buttons are shown by it."""
    mine = standing(db, staff_id).roles
    return frozenset(
        name
        for name in roles.matrix()
        if any(permit.cell is not Cell.NO for permit in roles.permits(name, mine))
    )


def ensure(db: Session, staff_id: str, act: str, *, at: datetime) -> None:
    """Refuse `act` to somebody whose roles do not allow it for everything there is."""
    _ensure(db, standing(db, staff_id), act, {}, at)


def ensure_call(
    db: Session,
    staff_id: str,
    function: Callable[..., Any],
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
    *,
    at: datetime,
) -> Cell:
    """Refuse `function(db, *args, **kwargs)` to somebody who may not; return the cell that allows.

    What no line of `acts.csv` names is left to the administrator alone.
    """
    who = standing(db, staff_id)
    act = roles.act_of(function)
    if act is None:
        if Role.ADMIN in who.roles:
            return Cell.YES
        raise Refusal(
            _("This is left to the administrator."), _("Ask the administrator of the office.")
        )
    if all(permit.cell is Cell.YES for permit in roles.permits(act, who.roles)) and who.roles:
        return Cell.YES
    try:
        bound = inspect.signature(function).bind(db, *args, **kwargs)
    except TypeError:  # the call itself is wrong and will say so
        return Cell.YES
    bound.apply_defaults()
    return _ensure(db, who, act, dict(bound.arguments), at)


def ensure_within(db: Session, staff_id: str, act: str, count: int) -> None:
    """Refuse `act` about more rows, people or yen than somebody's roles allow."""
    permits = roles.permits(act, standing(db, staff_id).roles)
    most = [permit.limit for permit in permits if permit.cell is not Cell.NO]
    if None not in most and (not most or count > max(limit or 0 for limit in most)):
        highest = max((limit or 0 for limit in most), default=0)
        raise Refusal(
            _("{act}: {count} are more than the {limit} you may do alone.").format(
                act=roles.matrix()[act].words, count=f"{count:,}", limit=f"{highest:,}"
            ),
            _who(act),
        )


def _ensure(db: Session, who: Standing, act: str, arguments: dict[str, Any], at: datetime) -> Cell:
    permits = roles.permits(act, who.roles)
    for permit in permits:
        if _allowed(db, who, permit, arguments, at):
            return permit.cell
    cells = {permit.cell for permit in permits}
    if Cell.REASON in cells:
        raise Refusal(
            _("{act}: a reason is needed.").format(act=roles.matrix()[act].words),
            _("Write why, then do it again."),
        )
    if cells & {Cell.SECOND, Cell.ASK}:
        raise Refusal(
            _("{act}: a second person must agree first.").format(act=roles.matrix()[act].words),
            _("Ask for it; it waits under Today for somebody who may agree."),
        )
    raise Refusal(
        _("{act}: your role does not allow this.").format(act=roles.matrix()[act].words), _who(act)
    )


def _who(act: str) -> str:
    able = "、".join(roles.role_name(role) for role in roles.who_may(act))
    return _("These may do it: {roles}.").format(roles=able)


def _allowed(
    db: Session, who: Standing, permit: Permit, arguments: dict[str, Any], at: datetime
) -> bool:
    match permit.cell:
        case Cell.YES | Cell.LIMIT | Cell.MASKED:
            return True
        case Cell.REASON:
            # Where a function asks for no reason, its own page writes one down.
            return "reason" not in arguments or bool(str(arguments["reason"]).strip())
        case Cell.OWN:
            return _own(db, who.staff_id, arguments)
        case Cell.OPEN:
            return _in_own_meeting(db, who.staff_id, arguments, at)
        case Cell.SOON:
            return _in_own_meeting(db, who.staff_id, arguments, at) and _just_now(db, arguments, at)
        case _:
            return False


def _own(db: Session, staff_id: str, arguments: dict[str, Any]) -> bool:
    """Tell whether a call is about what is somebody's own, or what they did themselves."""
    if arguments.get("arrival_id"):
        row = _arrival(db, arguments)
        return row is not None and row.recorded_by == staff_id
    for kind in ("meeting", "person", "case"):
        subject = arguments.get(f"{kind}_id")
        if subject and subject in assignments.own(db, staff_id, kind):
            return True
    every = arguments.get("person_ids")
    if every and set(every) <= assignments.own(db, staff_id, "person"):
        return True
    if arguments.get("seq") is not None:
        return undo_log.done_by(db, int(arguments["seq"])) == staff_id
    return staff_id in {arguments.get("done_by"), arguments.get("staff_id")}


def _in_own_meeting(db: Session, staff_id: str, arguments: dict[str, Any], at: datetime) -> bool:
    meeting_id = _meeting_of(db, arguments)
    if meeting_id is None or meeting_id not in assignments.own(db, staff_id, assignments.MEETING):
        return False
    meeting = meetings.show(db, meeting_id)
    return within_hours(meeting, at)


def within_hours(meeting: meetings.MeetingFacts, at: datetime) -> bool:
    """Tell whether `at` lies from one hour before a meeting until one hour after it.

    Only a meeting that is planned or open has such hours; one without times has its whole day.
    """
    if meeting.held_on is None or meeting.state not in {State.PLANNED, State.OPEN}:
        return False
    now = calendar.local(at)
    if meeting.begins is None or meeting.ends is None:
        return now.date() == meeting.held_on
    begins = datetime.combine(meeting.held_on, meeting.begins, now.tzinfo)
    ends = datetime.combine(meeting.held_on, meeting.ends, now.tzinfo)
    return begins - EARLY <= now <= ends + LATE


def _meeting_of(db: Session, arguments: dict[str, Any]) -> str | None:
    if arguments.get("meeting_id"):
        return str(arguments["meeting_id"])
    if arguments.get("expected_id"):
        return _scalar(db, rosters.TABLE, arguments["expected_id"])
    if arguments.get("arrival_id"):
        return _scalar(db, door_log.TABLE, arguments["arrival_id"])
    if arguments.get("pass_id"):
        query = (
            sa.select(rosters.TABLE.c.meeting_id)
            .join(passes.TABLE, passes.TABLE.c.expected_id == rosters.TABLE.c.id)
            .where(passes.TABLE.c.id == arguments["pass_id"])
        )
        return db.scalar(query)
    return None


def _scalar(db: Session, table: sa.Table, row_id: str) -> str | None:
    found: str | None = db.scalar(sa.select(table.c.meeting_id).where(table.c.id == row_id))
    return found


def _arrival(db: Session, arguments: dict[str, Any]) -> Any:
    log = door_log.TABLE.c
    query = sa.select(log.recorded_by, log.recorded_at, log.desk)
    return db.execute(query.where(log.id == arguments.get("arrival_id"))).first()


def _just_now(db: Session, arguments: dict[str, Any], at: datetime) -> bool:
    row = _arrival(db, arguments)
    return (
        row is not None and at - row.recorded_at <= SOON and row.desk == arguments.get("desk", "")
    )


_ROLES = sa.select(staff.TABLE.c.roles, staff.TABLE.c.active).where(
    staff.TABLE.c.id == sa.bindparam("staff")
)
_ANYBODY = sa.select(staff.TABLE.c.id).limit(1)
