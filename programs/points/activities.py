"""活動: what volunteers did, as it was reported; rows are added and withdrawn, never changed.

What holds follows from what came in: every sheet stays whole, and the one that takes the place of
another does so whichever of them was brought in first.
"""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from programs.points import activity_answers
from programs.points.activity_answers import Answered
from programs.points.judging import Deed
from resources.records import ID_LENGTH, Entry, new_id, one_of, touch


class Source(StrEnum):
    """How an activity came to be known."""

    SHEET = "sheet"  # the host's monthly report
    SCAN = "scan"  # card and host at the desk
    MEETING = "meeting"  # attendance of a meeting that earns
    HAND = "hand"
    CARD = "card"  # counted from a stamp card when the programme started here


class Mode(StrEnum):
    """What a monthly report is to an earlier one of the same host and month."""

    REPORT = "report"
    CORRECTED = "corrected"  # 訂正版・差替: takes the place of all before it
    ADDENDUM = "addendum"  # 追加


class MonthlySheet(Entry, table=True):
    """One monthly report of a host (月次報告) as it came in, whole."""

    __tablename__ = "monthly_sheet"

    host_key: str = Field(max_length=120, index=True)  # folded name, as the heading has it
    month: date  # its first day
    year: int = Field(index=True)
    mode: Mode = Field(sa_column=one_of(Mode))
    submitted: date | None = None  # 提出日
    file: str = Field(default="", max_length=255)
    sheet: str = Field(default="", max_length=80)
    digest: str = Field(max_length=64, index=True)  # of what it says, not of the file's bytes
    lines: int = 0
    batch_id: str = Field(default="", max_length=ID_LENGTH, index=True)


class Activity(Entry, table=True):
    """One reported activity."""

    __tablename__ = "activity"

    source: Source = Field(sa_column=one_of(Source))
    key: str = Field(max_length=120, unique=True)  # of the row: the same act twice is one
    fact: str = Field(max_length=ID_LENGTH, index=True)
    sheet_id: str | None = Field(
        default=None, foreign_key="monthly_sheet.id", index=True, max_length=ID_LENGTH
    )
    line: int = 0  # as Excel shows it
    number: str = Field(default="", max_length=20, index=True)
    host_id: str | None = Field(
        default=None, foreign_key="host.id", index=True, max_length=ID_LENGTH
    )  # of a scan or by hand; a sheet names its host
    day: date | None = None
    begins: int | None = None  # minutes since midnight
    ends: int | None = None  # above 1440 after the next midnight
    minutes: int = 0
    content: str = Field(default="", max_length=120)
    problem: str = Field(default="", max_length=40)
    card_forgotten: bool = False
    confirmed: bool = False
    approved: bool = False
    stamps: int | None = None  # given by hand, with the reason
    year: int = Field(index=True)  # of its day; of the sheet's month where there is a sheet


class ActivityWords(SQLModel, table=True):
    """What was written beside an activity, apart so that it can be erased."""

    __tablename__ = "activity_words"

    id: str = Field(primary_key=True, foreign_key="activity.id", max_length=ID_LENGTH)
    written: str = Field(default="", max_length=40)  # the number as it was written
    name: str = Field(default="", max_length=120)
    note: str = Field(default="", max_length=200)
    text: str = Field(default="", max_length=120)  # what could not be read
    reason: str = Field(default="", max_length=400)  # why stamps were given by hand


class Withdrawal(Entry, table=True):
    """A row or a whole sheet that does not stand any more, and why."""

    __tablename__ = "withdrawal"
    erasable: ClassVar[tuple[str, ...]] = ("reason",)
    __table_args__ = (
        sa.CheckConstraint("(activity_id IS NULL) != (sheet_id IS NULL)", name="one_of_both"),
    )

    activity_id: str | None = Field(
        default=None, foreign_key="activity.id", unique=True, max_length=ID_LENGTH
    )
    sheet_id: str | None = Field(
        default=None, foreign_key="monthly_sheet.id", unique=True, max_length=ID_LENGTH
    )
    reason: str = Field(default="", max_length=400)


SHEETS: sa.Table = SQLModel.metadata.tables["monthly_sheet"]
TABLE: sa.Table = SQLModel.metadata.tables["activity"]
WORDS: sa.Table = SQLModel.metadata.tables["activity_words"]
WITHDRAWN: sa.Table = SQLModel.metadata.tables["withdrawal"]

_DEED = tuple(Deed.__dataclass_fields__)
_HOST, _ENTERED, _PLACE = map(_DEED.index, ("host_id", "entered", "place"))
_FROM = {
    "entered": TABLE.c.recorded_at,
    "name": sa.func.coalesce(WORDS.c.name, ""),
    "place": TABLE.c.line,
    "opening": TABLE.c.source == Source.CARD,
}
_COLUMNS = [_FROM[name] if name in _FROM else TABLE.c[name] for name in _DEED]


@dataclass(frozen=True)
class Sheet:
    """One monthly sheet that stands, and what it is to the others of its host and month."""

    id: str
    host_key: str
    month: date
    mode: Mode
    submitted: date | None
    file: str
    sheet: str
    digest: str
    lines: int


def sheets(db: Session, year: int) -> list[Sheet]:
    """Return the sheets of `year` that were not withdrawn, as they came in."""
    query = (
        sa.select(*(SHEETS.c[name] for name in Sheet.__dataclass_fields__))
        .where(SHEETS.c.year == year, ~sa.exists().where(WITHDRAWN.c.sheet_id == SHEETS.c.id))
        .order_by(SHEETS.c.id)
    )
    return [Sheet(*row) for row in db.execute(query)]


def fact_of(
    who: str,
    host_key: str,
    day: date | None,
    begins: int | None,
    ends: int | None,
    minutes: int,
    problem: str = "",
) -> str:
    """Return what identifies an activity whoever reports it; no name is part of it."""
    said = (who, host_key, day, begins, ends, minutes, problem)
    return hashlib.sha256("\x1f".join(map(str, said)).encode()).hexdigest()[:ID_LENGTH]


def withdraw_rows(db: Session, ids: Iterable[str], *, reason: str, at: datetime, by: str) -> None:
    """Withdraw rows that were not withdrawn yet; whoever calls settles the year."""
    common = {"recorded_at": at, "recorded_by": by, "sheet_id": None, "reason": reason[:400]}
    db.execute(sa.insert(WITHDRAWN), [common | {"id": new_id(), "activity_id": one} for one in ids])
    touch(db, Withdrawal)


def years(db: Session) -> set[int]:
    """Return every year of which anything was reported."""
    return set(db.scalars(sa.select(TABLE.c.year).distinct()))


def any_of(db: Session, year: int) -> bool:
    """Say whether anything at all was reported of `year`."""
    return db.scalar(sa.select(TABLE.c.id).where(TABLE.c.year == year).limit(1)) is not None


def in_use(found: Iterable[Sheet]) -> dict[str, Sheet]:
    """Return {id: sheet} of those whose rows hold.

    Of one host and month the 訂正版 holds before the plain report, the later 提出日 before the
    earlier; what came in last decides between two that say nothing of it. An addendum holds
    besides, unless a corrected sheet was handed in after it.
    """
    groups: dict[tuple[str, date], list[Sheet]] = defaultdict(list)
    for one in found:
        groups[one.host_key, one.month].append(one)
    holding: dict[str, Sheet] = {}
    for group in groups.values():
        whole = [one for one in group if one.mode is not Mode.ADDENDUM]
        base = max(
            whole,
            key=lambda one: (one.mode is Mode.CORRECTED, one.submitted or date.min, one.id),
            default=None,
        )
        if base is not None:
            holding[base.id] = base
        for one in group:
            replaced = (
                base is not None
                and base.mode is Mode.CORRECTED
                and (one.submitted or date.max) < (base.submitted or date.min)
            )
            if one.mode is Mode.ADDENDUM and not replaced:
                holding[one.id] = one
    return holding


def deeds(
    db: Session, year: int, hosts: Mapping[str, str], numbers: Collection[str] | None = None
) -> list[Deed]:
    """Return what holds of the activities of `year`, of all volunteers or of `numbers`.

    `hosts` is {folded name: id}, by which the heading of a sheet finds its host.
    """
    holding = in_use(sheets(db, year))
    query = (
        sa.select(*_COLUMNS, TABLE.c.sheet_id)
        .select_from(TABLE.outerjoin(WORDS, WORDS.c.id == TABLE.c.id))
        .where(TABLE.c.year == year, ~sa.exists().where(WITHDRAWN.c.activity_id == TABLE.c.id))
    )
    answered = activity_answers.standing(db, year)
    if numbers is not None:
        theirs = sorted(fact for fact, one in answered.items() if one.number in numbers)
        query = query.where(
            sa.or_(TABLE.c.number.in_(sorted(numbers)), TABLE.c.fact.in_(theirs))
        )  # fmt: skip
    found = []
    for row in db.execute(query):
        *values, sheet_id = row
        if sheet_id is not None and sheet_id not in holding:
            continue
        values[_ENTERED] = values[_ENTERED].date()
        line, values[_PLACE] = values[_PLACE], ""
        if sheet_id is not None:
            sheet = holding[sheet_id]
            values[_HOST] = hosts.get(sheet.host_key)
            values[_ENTERED] = sheet.submitted or values[_ENTERED]
            values[_PLACE] = f"{sheet.month} {sheet.mode == Mode.ADDENDUM:d} {line:06}"
        deed = Deed(*values)
        if deed.fact in answered:
            deed = _answered(answered[deed.fact], deed)
        found.append(deed)
    return found


def _answered(said: Answered, deed: Deed) -> Deed:
    """Return one activity with what the office answered in place of what was reported."""
    told = replace(
        deed, approved=deed.approved or said.approved, confirmed=deed.confirmed or said.confirmed
    )
    if not said.number:
        return told
    # Whose it is was looked at: the name written beside says no more.
    problem = "" if deed.problem == "number_missing" else deed.problem
    return replace(told, number=said.number, name="", problem=problem)
