"""The list of volunteers (登録者名簿) as an office keeps it, and what is checked in it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from programs.points import activities, register, settling
from resources.calendar import fiscal_year_bounds, reaches
from resources.words import mark
from sessions.intake.kinds import NAMES, PERSON, Column, Form, Kind
from sessions.intake.rows import Row

AGE = 65  # 65歳到達日 lies in the fiscal year or before (実施要綱)

_COLUMNS = (
    *(column for column in PERSON if column.guard),
    Column("first_registered", mark("first registered on"), Form.DATE, "初回|当初|最初|初年度登録"),
    Column("insured", mark("insurance from"), Form.DATE, "保険"),
    Column("cancelled", mark("cancelled on"), Form.DATE, "取消|異動|退会|抹消|喪失|辞退"),
    Column("status", mark("state"), Form.TEXT, "^状態|状況|^区分|継続.?新規|新規.?継続"),
    Column("number", mark("registration number"), Form.NUMBER,
           "(登録|会員|ボランティア|カード|整理|受付|個人)者?(番号|No|ID)|^番号$|^ID$"),
    Column("registered", mark("registered on"), Form.DATE, "更新|登録年月日|登録日|登録$"),
    *(column for column in PERSON if not column.guard),
    *NAMES,
)  # fmt: skip


def check(row: Row, year: int | None, fields: set[str]) -> list[tuple[str, str, str]]:
    """Return what the programme finds: too young for the whole year, no day of insurance."""
    found = []
    if "insured" in fields and row.own["insured"] is None:
        found.append(("insured", "missing_insurance", ""))
    if row.birth and year is not None and reaches(row.birth, AGE) > fiscal_year_bounds(year)[1]:
        day = reaches(row.birth, AGE)
        found.append(("birth", "under_age", day.isoformat()))
    return found


def record(
    db: Session,
    rows: Iterable[tuple[str, str, dict[str, Any]]],
    *,
    year: int | None,
    batch_id: str,
    at: datetime,
    by: str,
) -> None:
    """Register the volunteers of a list and judge the activities of their year by it."""
    register.record(db, rows, year=year, batch_id=batch_id, at=at, by=by)
    if year is not None and activities.any_of(db, year):
        settling.settle(db, year, at=at, by=by)


VOLUNTEERS = Kind(
    name="volunteers",
    title=mark("list of volunteers"),
    columns=_COLUMNS,
    programme="points",
    number_width=4,
    yearly=True,
    own=register.OWN,
    known=register.known,
    record=record,
    forget=register.forget,
    check=check,
)
