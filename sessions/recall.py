"""The papers and files that left the house with somebody on them, to be called back by hand."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources import journal
from sessions import holdings


@dataclass(frozen=True)
class Printed:
    """One paper or file, when and by whom it went out."""

    what: str
    at: datetime
    by: str
    meeting_id: str | None = None


def printed(db: Session, person_id: str) -> tuple[Printed, ...]:
    """Return the papers and files that went out with a person on them, newest first."""
    ids = holdings.all_of(db, person_id)
    lines = holdings.ids(db, "expected", ids)
    runs, pages = holdings.table("print_run").c, holdings.table("sheet_page").c
    named = [runs.subjects.contains(f'"{one}"', autoescape=True) for one in (*ids, *lines)]
    found = [
        Printed(row.paper, row.recorded_at, row.recorded_by, row.meeting_id)
        for row in db.execute(
            sa.select(runs.paper, runs.recorded_at, runs.recorded_by, runs.meeting_id).where(
                sa.or_(sa.false(), *named)
            )
        )
    ]
    listed = [pages.lines.contains(f'"{one}"', autoescape=True) for one in lines]
    found += [
        Printed("sign_in_sheet", row.recorded_at, row.recorded_by, row.meeting_id)
        for row in db.execute(
            sa.select(pages.recorded_at, pages.recorded_by, pages.meeting_id).where(
                sa.or_(sa.false(), *listed)
            )
        )
    ]
    found += [
        Printed(str((line.after or {}).get("paper") or line.act), line.at, line.by)
        for line in (*journal.of(db, ids), *_lists(db, ids))
        if line.act in {"export", "print"}
    ]
    found += _letters(db, ids)
    return tuple(sorted(found, key=lambda one: one.at, reverse=True))


def _letters(db: Session, ids: list[str]) -> list[Printed]:
    """Return the letters kept as they went out that are addressed to one of `ids`."""
    own = holdings.table("mailing").c
    named = [own.readers.contains(one, autoescape=True) for one in ids]
    query = sa.select(own.subject, own.recorded_at, own.recorded_by, own.meeting_id)
    rows = db.execute(query.where(sa.or_(sa.false(), *named)))
    return [Printed(row.subject, row.recorded_at, row.recorded_by, row.meeting_id) for row in rows]


def _lists(db: Session, ids: list[str]) -> list[journal.Line]:
    """Return the lists written out that carry one of `ids`."""
    line, value = holdings.table("journal").c, holdings.table("journal_value").c
    named = [value.after.contains(f'"{one}"', autoescape=True) for one in ids]
    query = (
        sa.select(line.object_id)
        .join_from(holdings.table("journal"), holdings.table("journal_value"))
        .where(line.act == "export", line.kind != "person", sa.or_(sa.false(), *named))
    )
    return journal.of(db, list(db.scalars(query)))
