"""The log of the door, which only grows, and where somebody stands by it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from resources import journal, records
from resources.prepared import Prepared
from resources.records import ID_LENGTH, Entry, one_of
from sessions import rosters
from sessions.meeting_rules import State


class Act(StrEnum):
    """What the log can say about somebody."""

    ARRIVE = "arrive"
    TAKE_BACK = "take_back"
    LEAVE = "leave"
    BACK = "back"


class Way(StrEnum):
    """How somebody was received."""

    SCANNER = "scanner"
    SERIAL = "serial"
    CAMERA = "camera"
    NAME = "name"
    WALK_IN = "walk_in"
    PAPER = "paper"  # keyed in from the sign-in sheet
    COMMAND = "command"


class Arrival(Entry, table=True):
    """One line of the log. `turn` counts each act of one person from 1.

    An arrival is good while its turn is above that of the last take_back; `stay` is the turn of
    the arrival that a line is about. Two desks that receive the same person at the same moment
    write the same turn, and the database keeps one of them.
    """

    __table_args__ = (
        sa.UniqueConstraint("expected_id", "act", "turn"),
        sa.CheckConstraint("turn > 0", name="turn"),
        # Every page that a check-in touches is encrypted and written again.
        {"sqlite_with_rowid": False},
    )
    erasable: ClassVar[tuple[str, ...]] = ("proxy_name",)

    meeting_id: str = Field(foreign_key="meeting.id", max_length=ID_LENGTH)
    expected_id: str = Field(foreign_key="expected.id", max_length=ID_LENGTH)
    act: Act = Field(sa_column=one_of(Act))
    turn: int
    stay: int
    at: datetime  # when it happened; recorded_at is when it was written down
    way: Way = Field(sa_column=one_of(Way))
    desk: str = Field(default="", max_length=40)
    proxy_name: str = Field(default="", max_length=80)


TABLE: sa.Table = SQLModel.metadata.tables["arrival"]
Follower = Callable[[Session, str, datetime, str], None]
_FOLLOWERS: dict[str, Follower] = {}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one line of the list stands at the door, as one statement reads it."""

    meeting_id: str
    state: State
    expected_id: str
    person_id: str | None
    name: str
    kana: str
    district: str
    reply: rosters.Reply
    proxy_name: str
    hide_name: bool
    removed: bool
    came: int
    undone: int
    left: int
    returned: int
    since: datetime | None
    since_id: str | None

    @property
    def here(self) -> bool:
        """Whether the person was received and this was not taken back."""
        return self.came > self.undone

    @property
    def gone(self) -> bool:
        """Whether the person has left since being received."""
        return self.here and self.left > self.returned


# Text, not expressions: this is the path on which forty people wait.
STANDING = """
    e.meeting_id AS meeting_id, m.state AS state, e.id AS expected_id, r.id AS person_id,
    COALESCE(NULLIF(r.name, ''), e.name) AS name, COALESCE(NULLIF(r.kana, ''), e.kana) AS kana,
    CASE WHEN EXISTS (
        SELECT 1 FROM person d JOIN suppression s ON s.person_id = d.id
        WHERE (d.id = r.id OR d.merged_into = r.id) AND s.step = 'set' AND s.reason = 'protected'
        AND NOT EXISTS (SELECT 1 FROM suppression l WHERE l.lifts = s.id)
    ) THEN '' ELSE COALESCE(NULLIF(r.district, ''), e.district) END AS district, e.reply AS reply,
    e.proxy_name AS proxy_name, COALESCE(r.hide_name, false) AS hide_name, e.removed AS removed,
    COALESCE((SELECT MAX(turn) FROM arrival WHERE expected_id = e.id AND act = 'arrive'), 0)
        AS came,
    COALESCE((SELECT MAX(turn) FROM arrival WHERE expected_id = e.id AND act = 'take_back'), 0)
        AS undone,
    COALESCE((SELECT MAX(a.turn) FROM arrival a WHERE a.expected_id = e.id AND a.act = 'leave'
        AND a.stay = (SELECT MAX(turn) FROM arrival WHERE expected_id = e.id AND act = 'arrive')
        ), 0) AS "left",
    COALESCE((SELECT MAX(turn) FROM arrival WHERE expected_id = e.id AND act = 'back'), 0)
        AS returned,
    (SELECT at FROM arrival WHERE expected_id = e.id AND act = 'arrive'
        ORDER BY turn DESC LIMIT 1) AS since,
    (SELECT id FROM arrival WHERE expected_id = e.id AND act = 'arrive'
        ORDER BY turn DESC LIMIT 1) AS since_id
"""
_TYPES: dict[str, Any] = {
    "state": sa.Enum(State, values_callable=lambda states: [state.value for state in states]),
    "reply": sa.Enum(
        rosters.Reply, values_callable=lambda replies: [reply.value for reply in replies]
    ),
    "since": TABLE.c.at.type,
    "hide_name": sa.Boolean(),
    "removed": sa.Boolean(),
}
# By position: matching columns by name costs more than the whole statement.
STANDING_COLUMNS = tuple(
    sa.column(name, _TYPES.get(name)) for name in Standing.__dataclass_fields__
)
_OF_LINE = Prepared(
    sa.text(f"""
    SELECT {STANDING}
    FROM expected e JOIN meeting m ON m.id = e.meeting_id
    LEFT JOIN person o ON o.id = e.person_id
    LEFT JOIN person r ON r.id = COALESCE(o.merged_into, o.id)
    WHERE e.id = :expected
""").columns(*STANDING_COLUMNS)
)
# The slower of two desks writes nothing, and the transaction stays usable on both engines.
_INSERT = Prepared(
    sa.text("""
    INSERT INTO arrival (id, recorded_at, recorded_by, meeting_id, expected_id, act, turn, stay,
                         at, way, desk, proxy_name)
    VALUES (:id, :recorded_at, :recorded_by, :meeting_id, :expected_id, :act, :turn, :stay,
            :at, :way, :desk, :proxy_name)
    ON CONFLICT (expected_id, act, turn) DO NOTHING
""").bindparams(
        sa.bindparam("at", type_=TABLE.c.at.type),
        sa.bindparam("recorded_at", type_=TABLE.c.recorded_at.type),
    )
)


_LAST_LEAVE = sa.text(
    "SELECT MAX(turn) FROM arrival WHERE expected_id = :expected AND act = 'leave'"
)


def standing(db: Session, expected_id: str) -> Standing:
    """Return where a line of a list stands at the door; an unknown one is refused."""
    row = _OF_LINE.first(db, {"expected": expected_id})
    if row is None:
        raise rosters.unknown_line()
    return Standing(*row)


def turns(*meeting_ids: str) -> sa.Subquery:
    """Return came, undone, gone and returned by line of a list, of these meetings or of all.

    Here is who came > undone; has left who is here, left > returned and stay = came.
    """
    log = TABLE.c

    def top(act: Act, column: sa.ColumnElement[int]) -> sa.ColumnElement[int]:
        return sa.func.max(sa.case((log.act == act, column), else_=0))

    query = sa.select(
        log.expected_id,
        top(Act.ARRIVE, log.turn).label("came"),
        top(Act.TAKE_BACK, log.turn).label("undone"),
        top(Act.LEAVE, log.turn).label("left"),
        top(Act.LEAVE, log.stay).label("stay"),
        top(Act.BACK, log.turn).label("returned"),
    ).group_by(log.expected_id)
    if meeting_ids:
        line = rosters.TABLE.c
        lines = sa.select(line.id).where(line.meeting_id.in_(meeting_ids))
        query = query.where(log.expected_id.in_(lines))
    return query.subquery("turns")


def last_leave(db: Session, expected_id: str) -> int:
    """Return the turn of the last leaving of a line, or 0."""
    return db.connection().scalar(_LAST_LEAVE, {"expected": expected_id}) or 0


def write(
    db: Session,
    meeting_id: str,
    expected_id: str,
    act: Act,
    *,
    turn: int,
    stay: int,
    way: Way,
    desk: str,
    proxy_name: str = "",
    happened: datetime | None = None,
    at: datetime,
    by: str,
) -> str | None:
    """Add one line and its journal entry; None when another desk has written the same turn.

    `happened` is when it was, if not now.
    """
    line_id = records.new_id()
    row = {
        "id": line_id,
        "recorded_at": at,
        "recorded_by": by,
        "meeting_id": meeting_id,
        "expected_id": expected_id,
        "act": act.value,
        "turn": turn,
        "stay": stay,
        "at": happened or at,
        "way": way.value,
        "desk": desk,
        "proxy_name": proxy_name,
    }
    if _INSERT.execute(db, row) == 0:
        return None
    records.touch(db, Arrival)
    journal.write(db, act.value, "arrival", line_id, at=at, by=by)
    tell(db, meeting_id, at=at, by=by)
    return line_id


def follow(name: str, work: Follower) -> None:
    """Let `work` be done whenever the attendance of a meeting changed, as a programme needs.

    It is called for each line of the door, while forty people wait: it has to look before it
    works, and to leave a meeting alone that is still open.
    """
    _FOLLOWERS[name] = work


def tell(db: Session, meeting_id: str, *, at: datetime, by: str) -> None:
    """Tell the followers that the attendance of a meeting changed, or that it is settled."""
    for work in _FOLLOWERS.values():
        work(db, meeting_id, at, by)
