"""Which years are closed: they take no entries any more but approved corrections."""

import json
from typing import Final

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from programs.points import ledger
from resources import calendar
from resources.records import Entry
from resources.refusals import Refusal
from resources.words import _


class YearClosing(Entry, table=True):
    """The closing of one year (年度締め); there is one at most."""

    __tablename__ = "year_closing"

    year: int = Field(unique=True)
    figures: str = Field(sa_type=sa.Text)  # JSON of the totals it was closed with, and `stood`


TABLE: sa.Table = SQLModel.metadata.tables["year_closing"]
_LINES = ledger.TABLE
FIGURES: Final = ("lines", "activities", "minutes", "recorded", "counted", "yen")
_SUMS: Final = (sa.func.count(), *(sa.func.sum(_LINES.c[name]) for name in FIGURES[1:]))
_BEFORE: Final = _LINES.c.kind.not_in((ledger.Kind.CARRIED_OUT, ledger.Kind.EXPIRED))


def is_closed(db: Session, year: int) -> bool:
    """Say whether `year` is closed."""
    return db.scalar(sa.select(TABLE.c.id).where(TABLE.c.year == year)) is not None


def closed(db: Session) -> set[int]:
    """Return the years that are closed."""
    return set(db.scalars(sa.select(TABLE.c.year)))


def stood(db: Session, year: int) -> dict[str, str | list[int]]:
    """Return the sums of `year` as its ledger has them, to be kept with its closing."""
    query = sa.select(sa.func.max(_LINES.c.id), *_SUMS).where(_LINES.c.year == year, _BEFORE)
    row = db.execute(query).one()
    return {"last_entry": row[0] or "", "sums": [int(each or 0) for each in row[1:]]}


def broken(db: Session) -> list[int]:
    """Return the closed years whose ledger does not say any more what it said when they closed.

    One sum over the closed years, however many there are. A line that a slow clock put among
    those a closing knew makes it more than it counted: such a year is not called broken.
    """
    kept = {
        row.year: figures["stood"]
        for row in db.execute(sa.select(TABLE.c.year, TABLE.c.figures).order_by(TABLE.c.year))
        if "stood" in (figures := json.loads(row.figures))
    }
    if not kept:
        return []
    newest = sa.case({year: one["last_entry"] for year, one in kept.items()}, value=_LINES.c.year)
    query = (
        sa.select(_LINES.c.year, *_SUMS)
        .where(_LINES.c.year.in_(list(kept)), _LINES.c.id <= newest, _BEFORE)
        .group_by(_LINES.c.year)
    )
    now = {row[0]: [int(each) for each in row[1:]] for row in db.execute(query)}
    nothing = [0] * len(_SUMS)
    return [
        year
        for year, one in kept.items()
        if now.get(year, nothing) != one["sums"] and now.get(year, nothing)[0] <= one["sums"][0]
    ]


def ensure_open(db: Session, year: int) -> None:
    """Refuse what cannot be done in a closed year."""
    if is_closed(db, year):
        raise Refusal(
            _("{year} is closed.").format(year=calendar.fiscal_year_label(year)),
            _("Only an approved correction of a past year can still be entered."),
        )
