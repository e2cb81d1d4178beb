"""文書番号簿: the numbers of papers sent (発議) and received (収受), gapless by series and 年度."""

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
from sessions.document_series import Direction, DocumentSeries, SeriesView


class DocumentState(StrEnum):
    """What a numbered paper is worth."""

    ISSUED = "issued"
    VOID = "void"  # the number stays taken


class Document(Record, table=True):
    """One numbered paper. A number is never given twice, not even after it became void.

    Further papers under a number have branches (枝番) from 2 on; branch 1 is the number itself.
    """

    __table_args__ = (
        sa.UniqueConstraint("series_id", "fiscal_year", "number", "branch"),
        sa.CheckConstraint("number > 0", name="number"),
        sa.CheckConstraint("branch > 0", name="branch"),
        sa.CheckConstraint(
            "drafted <= decided AND decided <= dated AND drafted <= dated", name="in_order"
        ),
    )

    series_id: str = Field(foreign_key="document_series.id", max_length=ID_LENGTH)
    fiscal_year: int
    number: int
    branch: int = 1
    written: str = Field(max_length=60)  # as it stands on the paper
    drafted: date | None = None  # 起案日
    decided: date | None = None  # 決裁日
    dated: date  # 施行日, or the day it was received
    subject: str = Field(max_length=200)  # 件名
    addressed_to: str = Field(default="", max_length=200)  # 宛先
    issuer: str = Field(default="", max_length=200)  # 発信者; of a paper received its sender
    their_number: str = Field(default="", max_length=60)  # the sender's own number and date
    their_date: date | None = None
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
    branch: int
    written: str
    drafted: date | None
    decided: date | None
    dated: date
    subject: str
    addressed_to: str
    issuer: str
    their_number: str
    their_date: date | None
    keep_years: int
    state: DocumentState
    state_reason: str
    recorded_by: str

    @property
    def kept_until(self) -> date | None:
        """The last day the paper is kept; None is for ever (永年)."""
        return document_series.kept_until(self.dated, self.keep_years)


@dataclass(frozen=True, slots=True)
class Theirs:
    """What a paper that was received says of itself: its sender's number and date."""

    number: str = ""
    dated: date | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """What the register says of a paper that gets a number.

    `theirs` stands for a paper received, whose `issuer` is its sender. Without `keep_years` it is
    kept as its series says.
    """

    subject: str
    addressed_to: str = ""
    issuer: str = ""
    keep_years: int | None = None
    theirs: Theirs | None = None

    @property
    def direction(self) -> Direction:
        """Which way the paper goes."""
        return Direction.SENT if self.theirs is None else Direction.RECEIVED


def listing(
    db: Session,
    *,
    year: int | None = None,
    series_id: str = "",
    text: str = "",
    direction: Direction | None = None,
) -> tuple[DocumentFacts, ...]:
    """Return the register, the newest number first; `text` is sought in number and words."""
    query = sa.select(TABLE).order_by(
        TABLE.c.fiscal_year.desc(), TABLE.c.dated.desc(), TABLE.c.number.desc(),
        TABLE.c.branch.desc(), TABLE.c.id,
    )  # fmt: skip
    if direction is not None:
        query = query.where(_going(direction))
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


def years(db: Session, *, direction: Direction | None = None) -> tuple[int, ...]:
    """Return the 年度 for which there are numbers, the newest first."""
    query = sa.select(TABLE.c.fiscal_year).distinct().order_by(TABLE.c.fiscal_year.desc())
    if direction is not None:
        query = query.where(_going(direction))
    return tuple(db.scalars(query))


def senders(db: Session) -> tuple[str, ...]:
    """Return who sent papers that were received, whose last one is the newest first."""
    query = sa.select(TABLE.c.issuer).where(_going(Direction.RECEIVED)).group_by(TABLE.c.issuer)
    return tuple(db.scalars(query.order_by(sa.func.max(TABLE.c.dated).desc(), TABLE.c.issuer)))


def gaps(db: Session) -> tuple[tuple[str, int, int], ...]:
    """Return (series, 年度, how many) wherever a number is missing; there should be none."""
    group = (TABLE.c.series_id, TABLE.c.fiscal_year)
    lacking = sa.func.max(TABLE.c.number) - sa.func.count()
    query = sa.select(*group, lacking).where(TABLE.c.branch == 1).group_by(*group)
    query = query.having(lacking != 0).order_by(*group)
    return tuple((row[0], row[1], row[2]) for row in db.execute(query))


def take(
    db: Session, series_id: str, paper: Paper, *, dated: date, at: datetime, by: str
) -> DocumentFacts:
    """Give `paper` the next number of its series in the 年度 of `dated`, and return the line.

    The number and the paper come in one transaction: when it is undone, the number was never
    given. Refuses a series out of use or of the other direction, and a paper that lacks its
    subject, or that was received and lacks its sender or cannot be of that day.
    """
    # Whoever takes a number holds the series: two desks never get the same one.
    held = db.get(DocumentSeries, series_id, with_for_update=True)
    series = document_series.get(db, series_id)
    if held is None or not series.active:
        raise Refusal(_("This series is out of use."), _("Choose another series."))
    if series.direction is not paper.direction:
        raise _other_way(series.direction)
    _ensure_entered(paper, dated, calendar.day_of(at))
    year = calendar.fiscal_year(dated)
    number = _last(db, series_id, year) + 1
    place = {
        "series_id": series_id, "fiscal_year": year, "number": number,
        "written": series.written(year, number), "keep_years": series.keep_years,
    }  # fmt: skip
    return _entered(db, "number", paper, place, dated=dated, at=at, by=by)


def branch(
    db: Session, document_id: str, paper: Paper, *, dated: date, at: datetime, by: str
) -> DocumentFacts:
    """Give `paper` the next 枝番 of the number of a paper sent, and return the line.

    Any paper under the number may be named. Refuses a void number, one of a paper received, a
    day before the 年度 of the number, and a paper without a subject.
    """
    main = _main(db, document_id)
    # Whoever takes a branch holds the number: it is not made void in between.
    held = db.get(Document, main.id, with_for_update=True)
    if held is None or held.state is not DocumentState.ISSUED:
        raise Refusal(
            _("{number} is void, so nothing more goes out under it.").format(number=main.written),
            _("Take a new number for the paper."),
        )
    direction = document_series.get(db, main.series_id).direction
    if direction is not Direction.SENT or paper.direction is not direction:
        raise _other_way(direction)
    _ensure_entered(paper, dated, calendar.day_of(at))
    if calendar.fiscal_year(dated) < main.fiscal_year:
        raise Refusal(
            _("{day} lies before the fiscal year of {number}.").format(
                day=calendar.wareki(dated), number=main.written
            ),
            _("Enter the day of the paper, or choose an older number."),
        )
    number = _last_branch(db, main) + 1
    place = {
        "series_id": main.series_id, "fiscal_year": main.fiscal_year, "number": main.number,
        "branch": number, "written": _branched(main, number), "keep_years": main.keep_years,
    }  # fmt: skip
    return _entered(db, "branch", paper, place, dated=dated, at=at, by=by)


def next_branch(db: Session, document_id: str) -> str:
    """Return what the next paper under the number of `document_id` would be called."""
    main = _main(db, document_id)
    return _branched(main, _last_branch(db, main) + 1)


def next_written(db: Session, series: SeriesView, dated: date) -> str:
    """Return the number that the next paper of a series would get now."""
    year = calendar.fiscal_year(dated)
    return series.written(year, _last(db, series.id, year) + 1)


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


def _going(direction: Direction) -> sa.ColumnElement[bool]:
    series = document_series.TABLE.c
    return TABLE.c.series_id.in_(sa.select(series.id).where(series.direction == direction))


def _main(db: Session, document_id: str) -> DocumentFacts:
    """Return the first paper under the number of any of its papers."""
    one = show(db, document_id)
    row = db.execute(sa.select(TABLE).where(*_under(one), TABLE.c.branch == 1)).one()
    return _facts(row)


def _under(one: DocumentFacts) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        TABLE.c.series_id == one.series_id,
        TABLE.c.fiscal_year == one.fiscal_year,
        TABLE.c.number == one.number,
    )


def _last(db: Session, series_id: str, year: int) -> int:
    query = sa.select(sa.func.max(TABLE.c.number)).where(
        TABLE.c.series_id == series_id, TABLE.c.fiscal_year == year
    )
    return db.scalar(query) or 0


def _last_branch(db: Session, main: DocumentFacts) -> int:
    return db.scalar(sa.select(sa.func.max(TABLE.c.branch)).where(*_under(main))) or 1


def _branched(main: DocumentFacts, branch: int) -> str:
    return f"{main.written}の{branch}"


def _entered(
    db: Session,
    act: str,
    paper: Paper,
    place: dict[str, Any],
    *,
    dated: date,
    at: datetime,
    by: str,
) -> DocumentFacts:
    """Enter `paper` at its `place` in the register, with the term usual there."""
    theirs = paper.theirs or Theirs()
    said: dict[str, Any] = {
        "dated": dated, "subject": paper.subject.strip()[:200],
        "addressed_to": paper.addressed_to.strip()[:200], "issuer": paper.issuer.strip()[:200],
        "their_number": theirs.number.strip()[:60], "their_date": theirs.dated,
    }  # fmt: skip
    if paper.keep_years is not None:
        place = place | {"keep_years": paper.keep_years}
    row = Document(**place, **said, recorded_at=at, recorded_by=by)
    document_id = row.id
    db.add(row)
    db.flush()
    facts = show(db, document_id)
    after = {"written": facts.written, "subject": facts.subject}
    after |= {"to": facts.addressed_to} if facts.addressed_to else {"from": facts.issuer}
    journal.write(db, act, "document", document_id, at=at, by=by, after=after)
    return facts


def _ensure_entered(paper: Paper, dated: date, today: date) -> None:
    if not paper.subject.strip():
        raise Refusal(_("The subject is missing."), _("Enter what the paper is about."))
    if paper.keep_years is not None:
        document_series.ensure_years(paper.keep_years)
    if paper.theirs is None:
        return
    if not paper.issuer.strip():
        raise Refusal(_("The sender is missing."), _("Enter who sent the paper."))
    if dated > today:
        raise Refusal(
            _("{day} is still to come, so nothing was received on it.").format(
                day=calendar.wareki(dated)
            ),
            _("Enter the day on which the paper came."),
        )
    if paper.theirs.dated is not None and paper.theirs.dated > dated:
        raise Refusal(
            _("The paper is dated {theirs}, after the day it was received ({day}).").format(
                theirs=calendar.wareki(paper.theirs.dated), day=calendar.wareki(dated)
            ),
            _("Correct one of the two days."),
        )


def _other_way(direction: Direction) -> Refusal:
    if direction is Direction.RECEIVED:
        return Refusal(
            _("The numbers of this series are for papers that were received."),
            _("Choose a series for papers sent."),
        )
    return Refusal(
        _("The numbers of this series are for papers that are sent."),
        _("Choose a series for papers received."),
    )


def _said(one: DocumentFacts) -> Sequence[str]:
    return one.written, one.subject, one.addressed_to, one.issuer, one.their_number


def _facts(row: sa.Row[Any]) -> DocumentFacts:
    values = {name: getattr(row, name) for name in DocumentFacts.__dataclass_fields__}
    return DocumentFacts(**values | {"state": DocumentState(row.state)})
