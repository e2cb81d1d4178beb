"""The meetings of a body: number, time, place, purpose, capacity and state."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from resources import journal
from resources.records import ID_LENGTH, Record, one_of
from resources.refusals import Refusal
from resources.words import _
from sessions import bodies
from sessions.bodies import Body, changed_elsewhere
from sessions.meeting_rules import Act, State, may


class Meeting(Record, table=True):
    """One meeting; date and times are those of the clock on the wall in Japan."""

    __table_args__ = (
        sa.UniqueConstraint("body_id", "number"),
        sa.CheckConstraint("number > 0", name="number"),
        sa.CheckConstraint("capacity > 0", name="capacity"),
        sa.CheckConstraint("ends > begins", name="times"),
        # Only a meeting put off without a new date may be without one.
        sa.CheckConstraint(
            "held_on IS NOT NULL OR state IN ('postponed', 'cancelled')", name="day"
        ),
    )

    body_id: str = Field(foreign_key="body.id", index=True, max_length=ID_LENGTH)
    number: int | None = None  # 第14回; none for a meeting outside the series
    title: str = Field(default="", max_length=120)
    held_on: date | None = Field(default=None, index=True)
    begins: time | None = None
    ends: time | None = None
    place: str = Field(default="", max_length=80)
    room: str = Field(default="", max_length=80)
    purpose: str = Field(default="", max_length=400)
    capacity: int | None = None
    state: State = Field(default=State.PLANNED, sa_column=one_of(State))
    state_reason: str = Field(default="", max_length=200)  # of reopening, 延期 or 中止
    postponed_from: date | None = None  # the first date, once it was put off
    notice_round: int = 0  # rises with every 延期 or 中止 that must be told


TABLE: sa.Table = SQLModel.metadata.tables["meeting"]


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """A meeting as pages and papers read it."""

    id: str
    version: int
    body_id: str
    body_name: str
    number: int | None
    title: str
    held_on: date | None
    begins: time | None
    ends: time | None
    place: str
    room: str
    purpose: str
    capacity: int | None
    state: State
    state_reason: str
    postponed_from: date | None
    notice_round: int

    @property
    def headline(self) -> str:
        """第14回 いなくらし会議, or the body's name alone for a meeting without number."""
        if self.number is None:
            return self.body_name
        return _("{body}, no. {number}").format(number=self.number, body=self.body_name)

    @property
    def minutes(self) -> int | None:
        """The length in minutes where both times are known."""
        if self.begins is None or self.ends is None:
            return None
        start, end = self.begins, self.ends
        return (end.hour - start.hour) * 60 + end.minute - start.minute


FACTS = tuple(
    bodies.TABLE.c.name if name == "body_name" else TABLE.c[name]
    for name in MeetingFacts.__dataclass_fields__
)
"""The columns of MeetingFacts in their order, for reads that join meeting and body."""


def show(db: Session, meeting_id: str) -> MeetingFacts:
    """Return one meeting; an id that is unknown is refused."""
    query = sa.select(*FACTS).select_from(TABLE.join(bodies.TABLE)).where(TABLE.c.id == meeting_id)
    row = db.execute(query).first()
    if row is None:
        raise unknown_meeting()
    return MeetingFacts(*row)


def next_number(db: Session, body_id: str) -> int:
    """Return the number the next meeting of this body is offered."""
    query = sa.select(sa.func.max(TABLE.c.number)).where(TABLE.c.body_id == body_id)
    return (db.scalar(query) or 0) + 1


def plan(
    db: Session,
    body_id: str,
    *,
    held_on: date,
    begins: time | None = None,
    ends: time | None = None,
    number: int | None = None,
    title: str = "",
    place: str = "",
    room: str = "",
    purpose: str = "",
    capacity: int | None = None,
    at: datetime,
    by: str,
) -> MeetingFacts:
    """Plan a meeting; date and times are local. `number` None takes the next of the series.

    Refuses a body whose meetings have no room here yet, a number that is taken, an end that
    is not after the beginning and a capacity below one.
    """
    body = db.get(Body, body_id)
    if body is None or not body.plannable:
        raise Refusal(
            _("Meetings of this body cannot be planned here."),
            _("Choose another body."),
        )
    meeting = Meeting(
        body_id=body_id,
        number=next_number(db, body_id) if number is None else number,
        title=title.strip(),
        held_on=held_on,
        begins=begins,
        ends=ends,
        place=place.strip() or body.usual_place,
        room=room.strip(),
        purpose=purpose.strip(),
        capacity=capacity,
        recorded_at=at,
        recorded_by=by,
    )
    _check(meeting)
    _check_number(db, meeting)
    db.add(meeting)
    db.flush()
    after = {"number": meeting.number, "held_on": held_on}
    journal.write(db, "plan", "meeting", meeting.id, at=at, by=by, after=after)
    return facts(db, meeting)


def correct(
    db: Session,
    meeting_id: str,
    *,
    version: int,
    at: datetime,
    by: str,
    **changes: Any,
) -> MeetingFacts:
    """Change number, title, held_on, begins, ends, place, room, purpose or capacity.

    Only what is given changes; None empties. `version` is the one the page has read. Refuses
    when another desk was faster, a cancelled meeting, and what `plan` refuses. The date of a
    meeting that people were told about is changed by `holding.postpone`, which lists them.
    """
    meeting = take(db, meeting_id, Act.CORRECT, version=version)
    unknown = changes.keys() - _CORRECTABLE
    if unknown:
        raise TypeError(f"no such fact of a meeting: {sorted(unknown)}")
    changed = {key: value for key, value in changes.items() if getattr(meeting, key) != value}
    if not changed:
        return facts(db, meeting)
    before = {key: getattr(meeting, key) for key in changed}
    for key, value in changed.items():
        setattr(meeting, key, value)
    _check(meeting)
    _check_number(db, meeting)
    save(db, meeting, "correct", before=before, after=changed, at=at, by=by)
    return facts(db, meeting)


def take(db: Session, meeting_id: str, act: Act, *, version: int | None = None) -> Meeting:
    """Return the stored meeting for a verb of this floor, or refuse `act` in its state."""
    meeting = db.get(Meeting, meeting_id, with_for_update=True)
    if meeting is None:
        raise unknown_meeting()
    if version is not None and meeting.version != version:
        raise changed_elsewhere()
    if not may(meeting.state, act):
        raise not_now(meeting.state)
    return meeting


def save(
    db: Session,
    meeting: Meeting,
    act: str,
    *,
    before: dict[str, Any],
    after: dict[str, Any],
    at: datetime,
    by: str,
) -> None:
    """Write a changed meeting with its next version and its line in the journal."""
    meeting.version += 1
    meeting.recorded_at, meeting.recorded_by = at, by
    db.flush()
    journal.write(db, act, "meeting", meeting.id, at=at, by=by, before=before, after=after)


def facts(db: Session, meeting: Meeting) -> MeetingFacts:
    """Return the values of a stored meeting."""
    body = db.get_one(Body, meeting.body_id)
    rest = {
        name: getattr(meeting, name)
        for name in MeetingFacts.__dataclass_fields__
        if name != "body_name"
    }
    return MeetingFacts(body_name=body.name, **rest)


_CORRECTABLE = frozenset(
    {"number", "title", "held_on", "begins", "ends", "place", "room", "purpose", "capacity"}
)


def _check(meeting: Meeting) -> None:
    if meeting.held_on is None and meeting.state is not State.POSTPONED:
        raise date_missing()
    if meeting.begins and meeting.ends and meeting.ends <= meeting.begins:
        raise Refusal(
            _("The meeting would end before it begins."),
            _("Enter an end that is later than the beginning."),
        )
    if meeting.capacity is not None and meeting.capacity < 1:
        raise Refusal(
            _("The capacity is not possible."), _("Enter one or more, or leave it empty.")
        )
    if meeting.number is not None and meeting.number < 1:
        raise Refusal(_("The number is not possible."), _("Enter one or more, or leave it empty."))


def _check_number(db: Session, meeting: Meeting) -> None:
    query = sa.select(TABLE.c.id).where(
        TABLE.c.body_id == meeting.body_id,
        TABLE.c.number == meeting.number,
        TABLE.c.id != meeting.id,
    )
    with db.no_autoflush:
        taken = db.scalar(query)
    if taken is not None:
        raise Refusal(
            _("No. {number} is taken by another meeting.").format(number=meeting.number),
            _("The next free number is {number}.").format(number=next_number(db, meeting.body_id)),
        )


def date_missing() -> Refusal:
    """Return the refusal for a meeting without a day."""
    return Refusal(_("The date is missing."), _("Enter the day of the meeting."))


def unknown_meeting() -> Refusal:
    """Return the refusal for a meeting id nobody knows."""
    return Refusal(_("This meeting is not known here."), _("Choose one from the list."))


def not_now(state: State) -> Refusal:
    """Return the refusal for an act that the state of the meeting does not allow."""
    what, advice = {
        State.PLANNED: (_("The meeting is not open yet."), _("Open the meeting first.")),
        State.OPEN: (_("The meeting is open."), _("Close the meeting first.")),
        State.CLOSED: (_("The meeting is closed."), _("Open it again and say why.")),
        State.POSTPONED: (
            _("The meeting is put off and has no date yet."),
            _("Decide the new date first."),
        ),
        State.CANCELLED: (_("The meeting is cancelled."), _("Plan a new meeting.")),
    }[state]
    return Refusal(what, advice)
