"""The series of 文書番号: their signs, which way the papers go, how long they are kept."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from resources import calendar, eras, journal
from resources.names import tidy_name
from resources.records import Record, one_of, revise
from resources.refusals import Refusal
from resources.words import _


class Direction(StrEnum):
    """Which way the papers of a series go."""

    SENT = "sent"  # 発議
    RECEIVED = "received"  # 収受


class DocumentSeries(Record, table=True):
    """One series of numbers, beginning with 1 in every 年度."""

    __tablename__ = "document_series"

    sign: str = Field(max_length=20, unique=True)  # 記号: 伊社協
    name: str = Field(default="", max_length=80)  # what it is for
    with_year: bool = True  # 8伊社協第12号, not 伊社協第12号
    keep_years: int = 5  # 保存年限; 0 is for ever (永年)
    direction: Direction = Field(default=Direction.SENT, sa_column=one_of(Direction))
    active: bool = True


TABLE: sa.Table = SQLModel.metadata.tables["document_series"]


@dataclass(frozen=True)
class SeriesDetails:
    """What is entered of a series; `keep_years` 0 keeps its papers for ever."""

    sign: str
    name: str = ""
    with_year: bool = True
    keep_years: int = 5
    direction: Direction = Direction.SENT


@dataclass(frozen=True)
class SeriesView(SeriesDetails):
    """A series as pages show it."""

    id: str = ""
    version: int = 0
    active: bool = True

    def written(self, year: int, number: int | str) -> str:
        """Return a number as it stands on a paper of 年度 `year`: 8伊社協第12号."""
        return f"{era_year(year) if self.with_year else ''}{self.sign}第{number}号"


def era_year(year: int) -> int:
    """Return the year of the era in which the 年度 `year` begins: 2026 is 8."""
    first, _last = calendar.fiscal_year_bounds(year)
    era = eras.era_of(first)
    return first.year - era.first.year + 1 if era else first.year


def kept_until(day: date, keep_years: int) -> date | None:
    """Return the last day a paper of `day` is kept: years count from the next 1 April."""
    if not keep_years:
        return None
    _first, last = calendar.fiscal_year_bounds(calendar.fiscal_year(day) + keep_years)
    return last


def listing(
    db: Session, *, everyone: bool = False, direction: Direction | None = None
) -> list[SeriesView]:
    """Return the series by their sign, of one `direction` or both; `everyone`: out of use, too."""
    query = sa.select(TABLE).order_by(TABLE.c.sign)
    if direction is not None:
        query = query.where(TABLE.c.direction == direction)
    if not everyone:
        query = query.where(TABLE.c.active)
    return [_view(row) for row in db.execute(query)]


def get(db: Session, series_id: str) -> SeriesView:
    """Return one series; an unknown one is refused."""
    row = db.execute(sa.select(TABLE).where(TABLE.c.id == series_id)).first()
    if row is None:
        raise Refusal(_("This series is not known here."), _("Choose one from the list."))
    return _view(row)


def details(view: SeriesView) -> SeriesDetails:
    """Return what was entered of `view`, to be corrected."""
    return SeriesDetails(view.sign, view.name, view.with_year, view.keep_years, view.direction)


def enrol(db: Session, entered: SeriesDetails, *, at: datetime, by: str) -> str:
    """Begin a series and return its id; refuses an empty or a taken sign."""
    entered = _checked(db, entered)
    row = DocumentSeries(recorded_at=at, recorded_by=by, **vars(entered))
    series_id = row.id
    db.add(row)
    db.flush()
    journal.write(db, "enrol", "document_series", series_id, at=at, by=by, after=vars(entered))
    return series_id


def correct(
    db: Session, series_id: str, entered: SeriesDetails, *, version: int, at: datetime, by: str
) -> int:
    """Replace what is known and return the new version; numbers given stay as written.

    Refuses an empty or a taken sign, another direction, and `version` if another desk was faster.
    """
    before = get(db, series_id)
    entered = _checked(db, entered, besides=series_id)
    if entered.direction is not before.direction:
        raise Refusal(
            _("A series stays for papers sent or for papers received, as it was made."),
            _("Make a series of its own for the others."),
        )
    if details(before) == entered:
        return before.version
    revise(db, DocumentSeries, series_id, vars(entered), seen=version, standing=before.version)
    journal.write(
        db, "correct", "document_series", series_id, at=at, by=by,
        before=vars(details(before)), after=vars(entered),
    )  # fmt: skip
    return version + 1


def retire(db: Session, series_id: str, *, at: datetime, by: str, active: bool = False) -> None:
    """Take a series out of use (or back, with `active`); its numbers stay."""
    before = get(db, series_id)
    stands = before.version
    revise(db, DocumentSeries, series_id, {"active": active}, seen=stands, standing=stands)
    journal.write(
        db, "retire", "document_series", series_id, at=at, by=by,
        before={"active": before.active}, after={"active": active},
    )  # fmt: skip


def ensure_years(keep_years: int) -> None:
    """Refuse years of keeping that nobody means."""
    if not 0 <= keep_years <= 99:
        raise Refusal(_("Years of keeping go from 0 to 99."), _("0 keeps a paper for ever."))


def _checked(db: Session, entered: SeriesDetails, besides: str = "") -> SeriesDetails:
    sign = tidy_name(entered.sign)
    if not sign:
        raise Refusal(_("The sign of the series is missing."), _("Enter one, such as 伊社協."))
    ensure_years(entered.keep_years)
    taken = db.scalar(sa.select(TABLE.c.id).where(TABLE.c.sign == sign))
    if taken not in {None, besides}:
        raise Refusal(_("There is a series with this sign already."), _("Choose another sign."))
    return replace(entered, sign=sign, name=tidy_name(entered.name))


def _view(row: sa.Row[Any]) -> SeriesView:
    names = (*SeriesDetails.__annotations__, *SeriesView.__annotations__)
    return SeriesView(**{name: getattr(row, name) for name in names})
