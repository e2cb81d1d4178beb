"""The printed pages of sign-in sheets: which lines stand on the page with a code."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from resources import codes, journal
from resources.records import ID_LENGTH, Record, new_id
from sessions import rosters
from sessions.suppression import Use


class SheetPage(Record, table=True):
    """One printed page of a 受付簿; its QR leads back to the people on it."""

    __tablename__ = "sheet_page"
    __table_args__ = (sa.CheckConstraint("page > 0", name="page"),)

    code: str = Field(max_length=25, unique=True)
    meeting_id: str = Field(foreign_key="meeting.id", index=True, max_length=ID_LENGTH)
    printing: str = Field(max_length=ID_LENGTH)  # one for all pages printed together
    page: int
    lines: str = Field(default="[]", sa_type=sa.Text)  # ids of Expected as printed, JSON


TABLE: sa.Table = SQLModel.metadata.tables["sheet_page"]


@dataclass(frozen=True, slots=True)
class PageFacts:
    """One printed page: its lines in their order from the top, numbered from 1."""

    code: str
    meeting_id: str
    printing: str
    page: int
    lines: tuple[str, ...]


def resolve(db: Session, text: str) -> PageFacts | None:
    """Return the page whose QR reads `text` (as a scanner types it), or None."""
    code = codes.read(text).code
    if code is None:
        return None
    row = db.execute(sa.select(TABLE).where(TABLE.c.code == code)).first()
    return None if row is None else _facts(row)


def printed(db: Session, meeting_id: str, printing: str = "") -> tuple[PageFacts, ...]:
    """Return the pages of one printing of a meeting's list, of the last one by default."""
    query = sa.select(TABLE).where(TABLE.c.meeting_id == meeting_id).order_by(TABLE.c.id.desc())
    pages = [_facts(row) for row in db.execute(query)]
    wanted = printing or (pages[0].printing if pages else "")
    chosen = (page for page in pages if page.printing == wanted)
    return tuple(sorted(chosen, key=lambda page: page.page))


def lay_out(db: Session, meeting_id: str, *, at: datetime, by: str) -> tuple[PageFacts, ...]:
    """Return a page with a fresh code for every fifteen people in the paper's order; keep them.

    A meeting with nobody on its list has one page of blank rows.
    """
    from sessions.papers import sign_in_sheet as paper

    listed = rosters.listing(db, meeting_id, use=Use.SHEET)
    drawn = {
        line.id: paper.Line(line.name or line.kana, line.kana if line.name else "", line.district)
        for line in listed
    }
    lines = sorted(drawn, key=lambda line: paper.place(drawn[line]))
    parts = [
        lines[start : start + paper.PEOPLE] for start in range(0, len(lines), paper.PEOPLE)
    ] or [[]]
    printing = new_id()
    made = [
        SheetPage(
            code=codes.new_code(),
            meeting_id=meeting_id,
            printing=printing,
            page=number,
            lines=json.dumps(part),
            recorded_at=at,
            recorded_by=by,
        )
        for number, part in enumerate(parts, start=1)
    ]
    db.add_all(made)
    db.flush()
    after = {"pages": len(made), "meeting_id": meeting_id}
    journal.write(db, "lay_out", "sheet_page", made[0].id, at=at, by=by, after=after)
    return tuple(
        PageFacts(one.code, meeting_id, printing, one.page, tuple(part))
        for one, part in zip(made, parts, strict=True)
    )


def _facts(row: sa.Row[Any]) -> PageFacts:
    lines = tuple(json.loads(row.lines))
    return PageFacts(row.code, row.meeting_id, row.printing, row.page, lines)
