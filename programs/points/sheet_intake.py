"""Monthly sheets brought in: kept whole, judged, and what cannot count listed with what to do."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from programs.points import activities, hosts, rule_sets, settling
from programs.points.activities import MonthlySheet, Source
from programs.points.judging import REFUSED, Judged
from programs.points.sheet_reading import Line, SheetRead
from resources import journal
from resources.records import new_id, touch
from resources.refusals import Refusal
from resources.words import _, mark

WORDS: Final[dict[str, str]] = {
    "number_missing": mark("No number is written. Ask the host whose activity it is."),
    "invalid_date": mark("There is no such day. Ask the host for the right one."),
    "end_before_start": mark("The end lies before the begin. Ask the host for the times."),
    "unreadable_time": mark("The time cannot be read. Ask the host for it."),
    "unknown_number": mark("Nobody is registered under this number. Compare the name."),
    "number_name_mismatch": mark("The name belongs to another number. Ask the host."),
    "duplicate_row": mark("The same activity is reported already. It counts once."),
    "unknown_host": mark("The host of the sheet is not in the list. Enter it or its name."),
    "host_not_designated": mark("The host was not designated on that day."),
    "out_of_fiscal_year": mark("The day lies outside of the year of the sheet."),
    "before_65": mark("The volunteer had not reached the age on that day."),
    "not_eligible": mark("The city has answered 否. It does not count."),
    "before_registration": mark("The volunteer was not registered yet on that day."),
    "after_cancellation": mark("The registration had ended on that day."),
    "paused": mark("The registration was resting on that day."),
    "no_insurance": mark("No insurance is entered. Enter the day of its formalities."),
    "before_insurance": mark("The insurance did not cover that day yet."),
    "requirement_missing": mark("A requirement of the rules is not met on that day."),
    "card_forgotten": mark("The card was forgotten. Let the host confirm the activity."),
    "excluded_activity": mark("The rules do not count this kind of activity."),
    "late_entry": mark("It was handed in too late. Somebody must approve it."),
    "below_one_stamp": mark("It is too short for a stamp; the activity is recorded."),
    "time_overlap": mark("It overlaps with another activity of the day. Compare the times."),
    "over_host_cap": mark("More than a host gives in a day; the rest is recorded only."),
    "over_daily_cap": mark("More than a day gives; the rest is recorded only."),
    "over_monthly_cap": mark("More than a month gives; the rest is recorded only."),
    "over_yearly_cap": mark("More than a year gives; the rest is recorded only."),
}  # what the judgement finds, in words a clerk can act on


@dataclass(frozen=True)
class Trouble:
    """Something about one reported activity."""

    file: str
    sheet: str
    row: int
    kind: str  # a word of WORDS
    number: str
    text: str

    column = ""

    @property
    def grave(self) -> bool:
        """Whether the activity counts for nothing as it stands."""
        return self.kind in REFUSED

    @property
    def message(self) -> str:
        """What to do, in words."""
        return _(WORDS[self.kind])

    def told(self) -> dict[str, Any]:
        """Return it as the command line writes it."""
        return {
            "file": self.file, "sheet": self.sheet or None, "row": self.row, "column": "",
            "kind": self.kind, "text": self.text,
            "message": _(WORDS[self.kind]),
        }  # fmt: skip


@dataclass(frozen=True)
class FileOutcome:
    """How the rows of one file fared."""

    file: str
    rows: int
    added: int
    changed: int
    unchanged: int


@dataclass(frozen=True)
class Outcome:
    """What bringing in came to."""

    batch_id: str
    files: tuple[FileOutcome, ...]
    troubles: tuple[Trouble, ...]
    lines: int  # added to the ledger


def bring_in(db: Session, read: Sequence[SheetRead], *, at: datetime, by: str) -> Outcome:
    """Keep the sheets of one import and settle the years they belong to, all or nothing.

    A sheet whose words stand here already adds nothing. Refused are sheets of no host at all.
    """
    if not read:
        raise Refusal(_("No file was chosen."), _("Choose each file once."))
    batch_id = new_id()
    files: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    standing: dict[int, list[activities.Sheet]] = {}
    for one in read:
        if not one.host_name:
            raise Refusal(
                _("{file} does not say which host it is from.").format(file=one.file),
                _("Write its name above the list and read the file again."),
            )
        year = rule_sets.year_of(db, one.month)
        if year not in standing:
            standing[year] = activities.sheets(db, year)
        count = files[one.file]
        count[0] += len(one.lines)
        key = hosts.name_key(one.host_name)
        same = [each for each in standing[year] if (each.host_key, each.month) == (key, one.month)]
        if any(each.digest == one.digest for each in same):
            count[3] += len(one.lines)
            continue
        known = _facts(db, [each.id for each in same])
        facts = [fact_of(key, line) for line in one.lines]
        again = sum(fact in known for fact in facts)
        count[3] += again
        count[2 if same else 1] += len(facts) - again
        standing[year].append(_keep(db, one, key, year, batch_id, at=at, by=by))
    lines, told = 0, []
    for year in sorted(standing):
        added, now = settling.settled(db, year, at=at, by=by)
        lines += added
        told += [one for one in troubles(db, year, now) if one.file in files]
    kept = [each for every in standing.values() for each in every]
    journal.write(
        db, "bring_in", "monthly_sheet", batch_id, at=at, by=by,
        after={"files": sorted(files), "sheets": len(kept), "ledger_lines": lines},
    )  # fmt: skip
    return Outcome(
        batch_id,
        tuple(FileOutcome(file, *count) for file, count in files.items()),
        tuple(told),
        lines,
    )


def take_back(db: Session, batch_id: str, *, reason: str, at: datetime, by: str) -> int:
    """Withdraw every sheet of one import; return how many there were. Refuses an unknown one."""
    table = activities.SHEETS
    query = sa.select(table.c.id, table.c.year).where(
        table.c.batch_id == batch_id,
        ~sa.exists().where(activities.WITHDRAWN.c.sheet_id == table.c.id),
    )
    found = list(db.execute(query))
    if not found:
        raise Refusal(
            _("Nothing of this import stands any more."), _("Look at the list of imports again.")
        )
    db.execute(
        sa.insert(activities.WITHDRAWN),
        [
            {
                "id": new_id(), "recorded_at": at, "recorded_by": by, "activity_id": None,
                "sheet_id": row.id, "reason": reason,
            }
            for row in found
        ],
    )  # fmt: skip
    touch(db, MonthlySheet)
    for year in sorted({row.year for row in found}):
        settling.settle(db, year, reason=reason, at=at, by=by)
    journal.write(
        db, "take_back", "monthly_sheet", batch_id, at=at, by=by,
        after={"sheets": len(found), "reason": reason},
    )  # fmt: skip
    return len(found)


@dataclass(frozen=True)
class Brought:
    """One import of monthly sheets as the history shows it."""

    batch_id: str
    at: datetime
    by: str
    files: tuple[tuple[str, int], ...]  # name, rows
    taken_back: bool


def imports(db: Session) -> list[Brought]:
    """Return every import of monthly sheets, newest first."""
    table = activities.SHEETS
    gone = sa.exists().where(activities.WITHDRAWN.c.sheet_id == table.c.id)
    query = sa.select(table, gone.label("gone")).order_by(table.c.id.desc())
    groups: dict[str, list[sa.Row[Any]]] = defaultdict(list)
    for row in db.execute(query):
        groups[row.batch_id].append(row)
    return [
        Brought(
            batch_id, rows[0].recorded_at, rows[0].recorded_by,
            tuple(sorted((row.file, row.lines) for row in rows)), all(row.gone for row in rows),
        )
        for batch_id, rows in groups.items()
    ]  # fmt: skip


def troubles(db: Session, year: int, now: settling.Judgement | None = None) -> list[Trouble]:
    """Return what is wrong or worth knowing of the activities of `year`, by file and row.

    `now` is how the year was judged, where that is known already.
    """
    now = now or settling.judged(db, year)
    wanted = {one.deed.id: one for one in now.judged if one.cause or one.notes}
    where = {
        row.id: row
        for row in db.execute(
            sa.select(
                activities.TABLE.c.id, activities.TABLE.c.line, activities.WORDS.c.written,
                activities.WORDS.c.name, activities.WORDS.c.text,
                activities.SHEETS.c.file, activities.SHEETS.c.sheet,
            )
            .select_from(
                activities.TABLE.join(
                    activities.SHEETS, activities.SHEETS.c.id == activities.TABLE.c.sheet_id
                ).outerjoin(activities.WORDS, activities.WORDS.c.id == activities.TABLE.c.id)
            )
            .where(activities.TABLE.c.year == year)
        )
        if row.id in wanted
    }  # fmt: skip
    found = [
        Trouble(row.file, row.sheet, row.line, kind, one.deed.number, _about(row))
        for one in wanted.values()
        if (row := where.get(one.deed.id)) is not None
        for kind in kinds_of(one)
    ]
    return sorted(found, key=lambda trouble: (trouble.file, trouble.sheet, trouble.row))


def kinds_of(one: Judged) -> list[str]:
    """Return every word the judgement has for one activity."""
    return list(dict.fromkeys([*([one.cause] if one.cause else []), *one.notes]))


def fact_of(host_key: str, line: Line) -> str:
    """Return what identifies an activity whichever sheet reports it; no name is part of it."""
    return activities.fact_of(
        line.number or f"row {line.row}", host_key, line.day, line.begins, line.ends,
        line.minutes, line.problem,
    )  # fmt: skip


def _about(row: Any) -> str:
    return row.text or "　".join(part for part in (row.written, row.name) if part)


def _facts(db: Session, sheet_ids: Sequence[str]) -> set[str]:
    table = activities.TABLE
    return set(db.scalars(sa.select(table.c.fact).where(table.c.sheet_id.in_(sheet_ids))))


def _keep(
    db: Session, one: SheetRead, key: str, year: int, batch_id: str, *, at: datetime, by: str
) -> activities.Sheet:
    common = {"recorded_at": at, "recorded_by": by}
    sheet = {
        "id": new_id(), "host_key": key, "month": one.month, "mode": one.mode,
        "submitted": one.submitted, "file": one.file[:255], "sheet": one.sheet[:80],
        "digest": one.digest, "lines": len(one.lines),
    }  # fmt: skip
    db.execute(
        sa.insert(activities.SHEETS), [sheet | common | {"year": year, "batch_id": batch_id}]
    )
    rows, words = [], []
    for place, line in enumerate(one.lines):
        made = new_id()
        rows.append(
            common
            | {
                "id": made, "source": Source.SHEET, "key": f"{sheet['id']}:{place}",
                "fact": fact_of(key, line), "sheet_id": sheet["id"], "line": line.row,
                "number": line.number, "host_id": None, "day": line.day, "begins": line.begins,
                "ends": line.ends, "minutes": line.minutes, "content": line.content[:120],
                "problem": line.problem, "card_forgotten": line.card_forgotten,
                "confirmed": line.confirmed, "approved": False, "stamps": None, "year": year,
            }
        )  # fmt: skip
        words.append(
            {
                "id": made, "written": line.written[:40], "name": line.name[:120],
                "note": line.note[:200], "text": line.text[:120], "reason": "",
            }
        )  # fmt: skip
    if rows:
        db.execute(sa.insert(activities.TABLE), rows)
        db.execute(sa.insert(activities.WORDS), words)
    touch(db, MonthlySheet, activities.Activity)
    return activities.Sheet(**sheet)  # type: ignore[arg-type]
