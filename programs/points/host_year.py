"""One host in one year: its monthly sheets as they came in, and who helped there."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from programs.points import activities, hosts, roll_names, settling
from programs.points.activities import Mode


@dataclass(frozen=True, slots=True)
class SheetIn:
    """One monthly sheet of a host as it came in."""

    id: str
    month: date
    mode: Mode
    submitted: date | None
    file: str
    lines: int
    at: datetime
    by: str
    holds: bool  # else another one took its place


@dataclass(frozen=True, slots=True)
class Helper:
    """One volunteer at one host: visits (延べ), minutes, the last day."""

    number: str
    person_id: str
    name: str
    kana: str
    visits: int
    minutes: int
    last: date


def sheets(db: Session, host_id: str, year: int) -> list[SheetIn]:
    """Return the sheets of a host in `year` that were not taken back, by month."""
    keys = {key for key, found in hosts.by_name(db).items() if found == host_id}
    found = activities.sheets(db, year)
    holding = activities.in_use(found)
    mine = {one.id: one for one in found if one.host_key in keys}
    table = activities.SHEETS
    came = {
        row.id: row
        for row in db.execute(
            sa.select(table.c.id, table.c.recorded_at, table.c.recorded_by).where(
                table.c.year == year, table.c.host_key.in_(sorted(keys))
            )
        )
    }
    return sorted(
        (
            SheetIn(
                one.id, one.month, one.mode, one.submitted, one.file, one.lines,
                came[one.id].recorded_at, came[one.id].recorded_by, one.id in holding,
            )
            for one in mine.values()
        ),
        key=lambda one: (one.month, one.id),
    )  # fmt: skip


def helpers(db: Session, host_id: str, year: int) -> list[Helper]:
    """Return who helped at a host in `year`, in 五十音 order; only what counts is counted."""
    count: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    last: dict[str, date] = {}
    for one in settling.judged(db, year).judged:
        if one.accepted and one.deed.host_id == host_id and one.deed.day is not None:
            count[one.deed.number][0] += 1
            count[one.deed.number][1] += one.deed.minutes
            last[one.deed.number] = max(last.get(one.deed.number, date.min), one.deed.day)
    called = roll_names.of_year(db, year)
    made = [
        Helper(number, called[number].person_id, called[number].name, called[number].kana,
               visits, minutes, last[number])
        for number, (visits, minutes) in count.items()
    ]  # fmt: skip
    return sorted(made, key=lambda one: (called[one.number].reading, one.number))
