"""Which years are closed: they take no entries any more but approved corrections."""

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from resources import calendar
from resources.records import Entry
from resources.refusals import Refusal
from resources.words import _


class YearClosing(Entry, table=True):
    """The closing of one year (年度締め); there is one at most."""

    __tablename__ = "year_closing"

    year: int = Field(unique=True)
    figures: str = Field(sa_type=sa.Text)  # JSON of the totals it was closed with


TABLE: sa.Table = SQLModel.metadata.tables["year_closing"]


def is_closed(db: Session, year: int) -> bool:
    """Say whether `year` is closed."""
    return db.scalar(sa.select(TABLE.c.id).where(TABLE.c.year == year)) is not None


def ensure_open(db: Session, year: int) -> None:
    """Refuse what cannot be done in a closed year."""
    if is_closed(db, year):
        raise Refusal(
            _("{year} is closed.").format(year=calendar.fiscal_year_label(year)),
            _("Only an approved correction of a past year can still be entered."),
        )
