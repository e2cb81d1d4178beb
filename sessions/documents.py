"""文書番号簿: the numbers of the papers that left the office, gapless in each series and 年度."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from resources import calendar, journal, names
from resources.records import ID_LENGTH, Record, one_of
from resources.refusals import Refusal
from resources.words import _
from sessions import document_series
from sessions.document_series import DocumentSeries, SeriesView


class DocumentState(StrEnum):
    """What a numbered paper is worth."""

    ISSUED = "issued"
    VOID = "void"  # the number stays taken


class Document(Record, table=True):
    """One numbered paper. A number is never given twice, not even after it became void."""

    __table_args__ = (
        sa.UniqueConstraint("series_id", "fiscal_year", "number"),
        sa.CheckConstraint("number > 0", name="number"),
    )

    series_id: str = Field(foreign_key="document_series.id", max_length=ID_LENGTH)
    fiscal_year: int
    number: int
    written: str = Field(max_length=60)  # as it stands on the paper
    dated: date
    subject: str = Field(max_length=200)  # 件名
    addressed_to: str = Field(default="", max_length=200)  # 宛先
    issuer: str = Field(default="", max_length=200)  # 発信者
    keep_years: int  # 保存年限; 0 is for ever
    state: DocumentState = Field(default=DocumentState.ISSUED, sa_column=one_of(DocumentState))
    state_reason: str = Field(default="", max_length=200)


TABLE: sa.Table = SQLModel.metadata.tables["document"]


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """One line of the register."""

    id: str
    version: int
    series_id: str
    fiscal_year: int
    number: int
    written: str
    dated: date
    subject: str
    addressed_to: str
    issuer: str
    keep_years: int
    state: DocumentState
    state_reason: str
    recorded_by: str

    @property
    def kept_until(self) -> date | None:
        """The last day the paper is kept; None is for ever (永年)."""
        return document_series.kept_until(self.dated, self.keep_years)


@dataclass(frozen=True, slots=True)
class Paper:
    """What the register says of a paper that gets a number."""

    subject: str
    addressed_to: str = ""
    issuer: str = ""


def listing(
    db: Session, *, year: int | None = None, series_id: str = "", text: str = ""
) -> tuple[DocumentFacts, ...]:
    """Return the register, the newest number first; `text` is sought in number and words."""
    query = sa.select(TABLE).order_by(
        TABLE.c.fiscal_year.desc(), TABLE.c.dated.desc(), TABLE.c.number.desc(), TABLE.c.id
    )
    if year is not None:
        query = query.where(TABLE.c.fiscal_year == year)
    if series_id:
        query = query.where(TABLE.c.series_id == series_id)
    found = tuple(_facts(row) for row in db.execute(query))
    wanted = names.fold(text)
    if not wanted:
        return found
    return tuple(
        one
        for one in found
        if wanted == str(one.number) or any(wanted in names.fold(word) for word in _said(one))
    )


def show(db: Session, document_id: str) -> DocumentFacts:
    """Return one line of the register; an unknown one is refused."""
    row = db.execute(sa.select(TABLE).where(TABLE.c.id == document_id)).first()
    if row is None:
        raise Refusal(_("This number is not in the register."), _("Choose one from the list."))
    return _facts(row)


def years(db: Session) -> tuple[int, ...]:
    """Return the 年度 for which there are numbers, the newest first."""
    query = sa.select(TABLE.c.fiscal_year).distinct().order_by(TABLE.c.fiscal_year.desc())
    return tuple(db.scalars(query))


def gaps(db: Session) -> tuple[tuple[str, int, int], ...]:
    """Return (series, 年度, how many) wherever a number is missing; there should be none."""
    group = (TABLE.c.series_id, TABLE.c.fiscal_year)
    lacking = sa.func.max(TABLE.c.number) - sa.func.count()
    query = sa.select(*group, lacking).group_by(*group).having(lacking != 0).order_by(*group)
    return tuple((row[0], row[1], row[2]) for row in db.execute(query))


def take(
    db: Session, series_id: str, paper: Paper, *, dated: date, at: datetime, by: str
) -> DocumentFacts:
    """Give `paper` the next number of its series in the 年度 of `dated`, and return the line.

    The number and the paper come in one transaction: when it is undone, the number was never
    given. Refuses a series out of use and a paper without a subject.
    """
    # Whoever takes a number holds the series: two desks never get the same one.
    held = db.get(DocumentSeries, series_id, with_for_update=True)
    series = document_series.get(db, series_id)
    if held is None or not series.active:
        raise Refusal(_("This series is out of use."), _("Choose another series."))
    if not paper.subject.strip():
        raise Refusal(_("The subject is missing."), _("Enter what the paper is about."))
    year = calendar.fiscal_year(dated)
    last = db.scalar(
        sa.select(sa.func.max(TABLE.c.number)).where(
            TABLE.c.series_id == series_id, TABLE.c.fiscal_year == year
        )
    )
    number = (last or 0) + 1
    row = Document(
        series_id=series_id, fiscal_year=year, number=number,
        written=series.written(year, number), dated=dated, subject=paper.subject.strip()[:200],
        addressed_to=paper.addressed_to.strip()[:200], issuer=paper.issuer.strip()[:200],
        keep_years=series.keep_years, recorded_at=at, recorded_by=by,
    )  # fmt: skip
    document_id = row.id
    db.add(row)
    db.flush()
    facts = show(db, document_id)
    after = {"written": facts.written, "subject": facts.subject, "to": facts.addressed_to}
    journal.write(db, "number", "document", document_id, at=at, by=by, after=after)
    return facts


def next_written(db: Session, series: SeriesView, dated: date) -> str:
    """Return the number that the next paper of a series would get now."""
    year = calendar.fiscal_year(dated)
    last = db.scalar(
        sa.select(sa.func.max(TABLE.c.number)).where(
            TABLE.c.series_id == series.id, TABLE.c.fiscal_year == year
        )
    )
    return series.written(year, (last or 0) + 1)


def void(db: Session, document_id: str, *, reason: str, at: datetime, by: str) -> None:
    """Make a numbered paper void; its number stays taken. Refuses to do so without a reason."""
    before = show(db, document_id)
    if not reason.strip():
        raise Refusal(_("The reason is missing."), _("Enter why the paper is void."))
    if before.state is DocumentState.VOID:
        return
    document = db.get(Document, document_id, with_for_update=True)
    assert document is not None
    document.state, document.state_reason = DocumentState.VOID, reason.strip()[:200]
    document.version += 1
    document.recorded_at = at
    db.flush()
    after = {"reason": reason.strip(), "written": before.written}
    journal.write(db, "void", "document", document_id, at=at, by=by, after=after)


def _said(one: DocumentFacts) -> Sequence[str]:
    return one.written, one.subject, one.addressed_to, one.issuer


def _facts(row: sa.Row[Any]) -> DocumentFacts:
    values = {name: getattr(row, name) for name in DocumentFacts.__dataclass_fields__}
    return DocumentFacts(**values | {"state": DocumentState(row.state)})
