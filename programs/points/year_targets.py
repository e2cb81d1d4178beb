"""目標値: how many registered, active, hours and exchanges a year is meant to reach."""

from dataclasses import asdict, dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from resources import journal
from resources.records import Entry, touch
from resources.refusals import Refusal
from resources.words import _

_MOST = 1_000_000


class YearTarget(Entry, table=True):
    """The targets of one year as they were set; a later turn takes the place of an earlier."""

    __tablename__ = "year_target"
    __table_args__ = (sa.UniqueConstraint("year", "turn"),)

    year: int = Field(index=True)
    turn: int
    registered: int | None = None  # people
    active: int | None = None  # people
    hours: int | None = None
    rate: int | None = None  # percent of those registered who exchange


TABLE: sa.Table = SQLModel.metadata.tables["year_target"]


@dataclass(frozen=True)
class Targets:
    """What a year is meant to reach; None where nothing is set."""

    registered: int | None = None
    active: int | None = None
    hours: int | None = None
    rate: int | None = None


def of_year(db: Session, year: int) -> Targets:
    """Return the targets of `year` as they were set last."""
    row = db.execute(
        sa.select(TABLE).where(TABLE.c.year == year).order_by(TABLE.c.turn.desc()).limit(1)
    ).first()
    return Targets() if row is None else Targets(row.registered, row.active, row.hours, row.rate)


def decide(db: Session, year: int, wanted: Targets, *, at: datetime, by: str) -> str:
    """Set the targets of `year` and return the id; refuses a figure below 0 or a rate above 100."""
    for figure, most in (
        (wanted.registered, _MOST), (wanted.active, _MOST), (wanted.hours, _MOST),
        (wanted.rate, 100),
    ):  # fmt: skip
        if figure is not None and not 0 <= figure <= most:
            raise Refusal(
                _("This target is not possible."),
                _("Enter a whole number between 0 and {most}.").format(most=f"{most:,}"),
            )
    before = of_year(db, year)
    turn = db.scalar(sa.select(sa.func.max(TABLE.c.turn)).where(TABLE.c.year == year)) or 0
    made = YearTarget(year=year, turn=turn + 1, recorded_at=at, recorded_by=by, **asdict(wanted))
    made_id = made.id
    db.add(made)
    db.flush()
    touch(db, YearTarget)
    journal.write(
        db, "decide", "year_target", made_id, at=at, by=by,
        before={"year": year, **asdict(before)}, after={"year": year, **asdict(wanted)},
    )  # fmt: skip
    return made_id
