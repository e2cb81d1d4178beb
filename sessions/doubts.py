"""What came home and a person has to look at (人が確かめるもの): asked, decided, never dropped."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources import journal, records
from resources.refusals import Refusal
from resources.words import _
from sessions import rosters, settling
from sessions.takeout_tables import EVENT, JOINING, QUESTION, Decision, Doubt, Question


@dataclass(frozen=True, slots=True)
class QuestionFacts:
    """One question, with the person it is about where there is one."""

    id: str
    joining_id: str
    takeout_id: str
    doubt: Doubt
    detail: str
    decision: Decision
    line_id: str | None
    person_id: str | None
    name: str
    kana: str
    at: datetime | None  # when it happened at the hall

    @property
    def open(self) -> bool:
        """Whether somebody still has to look at it; matching a newcomer answers it, too."""
        matched = self.doubt is Doubt.WALK_IN and self.person_id is not None
        return self.decision is Decision.OPEN and not matched


def of_meeting(db: Session, meeting_id: str) -> tuple[QuestionFacts, ...]:
    """Return every question about a meeting, answered ones too, in the order they came up."""
    asked, event = QUESTION.c, EVENT.c
    fact = {column.name: column for column in rosters.FACTS}
    query = (
        sa.select(
            asked.id,
            asked.joining_id,
            asked.takeout_id,
            asked.doubt,
            asked.detail,
            asked.decision,
            rosters.TABLE.c.id,
            fact["person_id"],
            sa.func.coalesce(fact["name"], ""),
            sa.func.coalesce(fact["kana"], ""),
            event.at,
        )
        .select_from(
            QUESTION.join(JOINING, JOINING.c.id == asked.joining_id)
            .outerjoin(EVENT, event.id == asked.event_id)
            .outerjoin(rosters.LINES, rosters.TABLE.c.id == event.line_id)
        )
        .where(JOINING.c.meeting_id == meeting_id, JOINING.c.undone_at.is_(None))
        .order_by(asked.recorded_at, asked.id)
    )
    return tuple(QuestionFacts(*row) for row in db.execute(query))


def waiting(db: Session) -> dict[str, int]:
    """Return by meeting how many questions are open, for the list of today."""
    asked, joining = QUESTION.c, JOINING.c
    line = rosters.TABLE.c
    matched = sa.and_(asked.doubt == Doubt.WALK_IN, line.person_id.is_not(None))
    query = (
        sa.select(joining.meeting_id, sa.func.count())
        .select_from(
            QUESTION.join(JOINING, joining.id == asked.joining_id)
            .outerjoin(EVENT, EVENT.c.id == asked.event_id)
            .outerjoin(rosters.TABLE, line.id == EVENT.c.line_id)
        )
        .where(
            asked.decision == Decision.OPEN,
            joining.undone_at.is_(None),
            sa.not_(sa.func.coalesce(matched, sa.false())),
        )
        .group_by(joining.meeting_id)
        .order_by(joining.meeting_id)
    )
    return {row[0]: row[1] for row in db.execute(query)}


def decision_of(db: Session, question_id: str) -> Decision | None:
    """Return what stands decided about one question; None for an unknown one."""
    return db.scalar(sa.select(QUESTION.c.decision).where(QUESTION.c.id == question_id))


def decide(db: Session, question_id: str, decision: Decision, *, at: datetime, by: str) -> None:
    """Say whether what was asked about counts; asked again, the last word holds.

    About a whole file, nothing of it counts before COUNTED is said; about one event, it counts
    until LEFT_OUT is said. Refuses an unknown question.
    """
    row = db.get(Question, question_id)
    if row is None:
        raise Refusal(_("This question is not known here."), _("Look at the list again."))
    before = row.decision
    row.decision, row.decided_at, row.decided_by = decision, at, by
    row.version += 1
    db.flush()
    records.touch(db, Question)
    meeting_id = db.scalar(sa.select(JOINING.c.meeting_id).where(JOINING.c.id == row.joining_id))
    assert meeting_id
    settling.bring_level(db, meeting_id, at=at, by=by)
    journal.write(
        db, "decide", "takeout_question", question_id, at=at, by=by,
        before={"decision": before}, after={"decision": decision},
    )  # fmt: skip
