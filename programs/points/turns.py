"""The turns of a volunteer's registration: each a fact with its day, none is ever changed.

登録, 保険手続, 休止, 再開, 更新 and 取消 are entered as they happen; a turn that was a mistake is
taken back by another turn that names it.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from resources import journal
from resources.records import ID_LENGTH, Entry, new_id, one_of, touch
from resources.words import _, mark


class Kind(StrEnum):
    """What happened."""

    REGISTERED = "registered"  # 登録
    DECLINED = "declined"  # 登録しない決定
    DROPPED = "dropped"  # the application was taken back by whoever made it
    INSURED = "insured"  # 保険手続
    PAUSED = "paused"  # 休止, from this day on
    RESUMED = "resumed"  # 再開, from this day on
    RENEWED = "renewed"  # 更新
    CANCELLED = "cancelled"  # 取消; this day still counts
    UNDONE = "undone"  # an earlier turn was a mistake


class Reason(StrEnum):
    """Why a registration ends or rests; of 要件喪失 the office learns no more than this."""

    WISH = "wish"  # 申出
    MOVED = "moved"  # 転出
    DIED = "died"  # 死亡
    UNFIT = "unfit"  # 要件喪失
    BREACH = "breach"  # 守秘違反
    HEALTH = "health"  # 体調
    FAMILY = "family"  # 家族のこと
    AWAY = "away"  # 長く留守にする
    OTHER = "other"


ENDING = (Reason.WISH, Reason.MOVED, Reason.DIED, Reason.UNFIT, Reason.BREACH)
"""The reasons of a 取消 (実施要綱; facts §2.4)."""
RESTING = (Reason.HEALTH, Reason.FAMILY, Reason.AWAY, Reason.OTHER)
"""The reasons of a 休止."""
WORDS: dict[Reason, str] = {
    Reason.WISH: mark("own wish"),
    Reason.MOVED: mark("moved out of the city"),
    Reason.DIED: mark("death"),
    Reason.UNFIT: mark("no longer meets the conditions"),
    Reason.BREACH: mark("did not keep a confidence"),
    Reason.HEALTH: mark("health"),
    Reason.FAMILY: mark("family matters"),
    Reason.AWAY: mark("away for long"),
    Reason.OTHER: mark("another reason"),
}


class Turn(Entry, table=True):
    """One turn; `before` keeps what the registration said until then (JSON), null where none.

    An erasure makes it empty: it holds whom to call in an emergency.
    """

    __tablename__ = "registration_turn"
    erasable: ClassVar[tuple[str, ...]] = ("before",)

    person_id: str = Field(foreign_key="person.id", index=True, max_length=ID_LENGTH)
    year: int = Field(index=True)
    number: str = Field(default="", max_length=20)  # "" while none was given
    kind: Kind = Field(sa_column=one_of(Kind))
    day: date
    reason: Reason | None = Field(default=None, sa_column=one_of(Reason, nullable=True))
    application_id: str | None = Field(
        default=None, foreign_key="points_application.id", index=True, max_length=ID_LENGTH
    )
    about: str | None = Field(  # the turn that is taken back
        default=None, foreign_key="registration_turn.id", unique=True, max_length=ID_LENGTH
    )
    before: str = Field(default="null", sa_type=sa.Text)


TABLE: sa.Table = SQLModel.metadata.tables["registration_turn"]
_UNDOING = TABLE.alias("undoing")


@dataclass(frozen=True, slots=True)
class Turned:
    """One turn that stands."""

    id: str
    person_id: str
    year: int
    number: str
    kind: Kind
    day: date
    reason: Reason | None
    application_id: str | None

    @property
    def why(self) -> str:
        """The reason in words, "" where none was needed."""
        return _(WORDS[self.reason]) if self.reason else ""


_FIELDS = tuple(Turned.__dataclass_fields__)


def standing(
    db: Session, year: int | None = None, numbers: Collection[str] | None = None
) -> list[Turned]:
    """Return the turns that were not taken back, as they followed each other."""
    query = (
        sa.select(*(TABLE.c[name] for name in _FIELDS))
        .outerjoin(_UNDOING, _UNDOING.c.about == TABLE.c.id)
        .where(TABLE.c.kind != Kind.UNDONE, _UNDOING.c.id.is_(None))
        .order_by(TABLE.c.day, TABLE.c.recorded_at, TABLE.c.id)
    )
    if year is not None:
        query = query.where(TABLE.c.year == year)
    if numbers is not None:
        query = query.where(TABLE.c.number.in_(sorted(numbers)))
    return [Turned(*row) for row in db.execute(query)]


def before(db: Session, turn_ids: Collection[str]) -> dict[str, dict[str, Any] | None]:
    """Return {turn: what the registration said before it, None where there was none}."""
    query = sa.select(TABLE.c.id, TABLE.c.before).where(TABLE.c.id.in_(sorted(turn_ids)))
    return {row.id: json.loads(row.before) if row.before else {} for row in db.execute(query)}


def pauses(db: Session, year: int) -> dict[str, tuple[tuple[date, date | None], ...]]:
    """Return {number: its (first day, day of return or None) of every 休止} in `year`."""
    found: dict[str, list[tuple[date, date | None]]] = defaultdict(list)
    for one in standing(db, year):
        if one.kind is Kind.PAUSED:
            found[one.number].append((one.day, None))
        elif one.kind is Kind.RESUMED and found[one.number]:
            found[one.number][-1] = (found[one.number][-1][0], one.day)
    return {number: tuple(spans) for number, spans in found.items() if spans}


@dataclass(frozen=True, slots=True)
class New:
    """One turn to be entered; the fields are those of `Turn`."""

    person_id: str
    year: int
    number: str
    kind: Kind
    day: date
    reason: Reason | None = None
    application_id: str | None = None
    about: str | None = None
    before: dict[str, Any] | None = None


def enter(
    db: Session, new: Sequence[New], *, act: str = "register", at: datetime, by: str
) -> list[str]:
    """Enter turns that were made together, with one line of the journal; return their ids."""
    if not new:
        return []
    rows = [
        {
            "id": new_id(), "recorded_at": at, "recorded_by": by,
            **{name: getattr(one, name) for name in New.__dataclass_fields__},
            "before": json.dumps(one.before, ensure_ascii=False, default=date.isoformat),
        }
        for one in new
    ]  # fmt: skip
    db.execute(sa.insert(TABLE), rows)
    touch(db, Turn)
    ids = [str(row["id"]) for row in rows]
    journal.write(
        db, act, "registration_turn", ids[0], at=at, by=by,
        after={"kind": new[0].kind.value, "day": new[0].day.isoformat(), "year": new[0].year,
               "numbers": [one.number for one in new], "turns": ids},
    )  # fmt: skip
    return ids
