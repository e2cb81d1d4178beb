"""What is done about an activity that does not count: approved late, confirmed, given a number."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from programs.points import (
    activities,
    activity_answers,
    closed_years,
    hosts,
    roll_names,
    settling,
    sheet_intake,
)
from programs.points.activity_answers import Answer
from resources import journal
from resources.refusals import Refusal
from resources.words import _

ANSWERS: Final[Mapping[str, Answer]] = {
    "late_entry": Answer.APPROVED,
    "card_forgotten": Answer.CONFIRMED,
    "number_missing": Answer.NUMBER,
    "unknown_number": Answer.NUMBER,
    "number_name_mismatch": Answer.NUMBER,
}  # what a person can say to a word of the judgement; the rest is put right where it arose


@dataclass(frozen=True, slots=True)
class Problem:
    """One activity that does not count, or wants a look, ready to be read."""

    id: str  # of the row
    fact: str
    kind: str  # a word of sheet_intake.WORDS
    refused: bool  # it counts for nothing; else it is worth knowing only
    day: date | None
    number: str
    name: str  # as the sheet has it, else as the register has it
    host: str
    host_id: str
    minutes: int
    file: str
    sheet: str
    row: int
    text: str
    answered: bool  # somebody answered before, and it still stands so

    @property
    def advice(self) -> str:
        """What to do, in words."""
        return _(sheet_intake.WORDS[self.kind])


def listing(db: Session, year: int) -> list[Problem]:
    """Return every problem of `year`: what does not count first, then by host, day and number."""
    now = settling.judged(db, year)
    wanted = {one.deed.id: one for one in now.judged if one.cause or one.notes}
    rows = _rows(db, year)
    called = roll_names.of_year(db, year)
    named = {one.id: one.name for one in hosts.listing(db)}
    answered = activity_answers.standing(db, year)
    found = []
    for one in wanted.values():
        row = rows[one.deed.id]
        known = called.get(one.deed.number)
        for kind in sheet_intake.kinds_of(one):
            found.append(
                Problem(
                    one.deed.id, one.deed.fact, kind, refused=not one.accepted, day=one.deed.day,
                    number=one.deed.number, name=row.name or (known.name if known else ""),
                    host=named.get(one.deed.host_id or "", row.host_key or ""),
                    host_id=one.deed.host_id or "",
                    minutes=one.deed.minutes, file=row.file or "", sheet=row.sheet or "",
                    row=row.line, text=row.text or row.written or "",
                    answered=one.deed.fact in answered,
                )
            )  # fmt: skip
    return sorted(
        found,
        key=lambda one: (not one.refused, one.host, one.day or date.min, one.number, one.row),
    )


def answer(
    db: Session,
    activity_id: str,
    said: Answer,
    *,
    number: str = "",
    reason: str,
    at: datetime,
    by: str,
) -> str:
    """Answer about one activity, judge its year again and return the id of the answer.

    Refused are no reason, an unknown activity, a closed year, and a number nobody has.
    """
    table = activities.TABLE
    row = db.execute(sa.select(table).where(table.c.id == activity_id)).first()
    if row is None:
        raise Refusal(_("This activity does not stand any more."), _("Look at the list again."))
    if not reason.strip():
        raise Refusal(_("An answer needs its reason."), _("Write why, then do it again."))
    closed_years.ensure_open(db, row.year)
    if said is Answer.NUMBER and number not in roll_names.of_year(db, row.year):
        raise Refusal(
            _("Nobody is registered under {numbers} in that year.").format(numbers=number),
            _("Look at the number and the year again."),
        )
    made = activity_answers.write(
        db, row.fact, said, year=row.year, number=number if said is Answer.NUMBER else "",
        reason=reason.strip(), at=at, by=by,
    )  # fmt: skip
    journal.write(
        db, "answer", "activity", activity_id, at=at, by=by,
        after={"answer": said.value, "number": number, "day": str(row.day),
               "reason": reason.strip()[:400]},
    )  # fmt: skip
    settling.settle(db, row.year, reason=reason.strip()[:400], at=at, by=by)
    return made


def take_back(db: Session, activity_id: str, *, reason: str, at: datetime, by: str) -> str:
    """Take back whatever was answered about one activity; refuses as `answer` does."""
    return answer(db, activity_id, Answer.NONE, reason=reason, at=at, by=by)


def _rows(db: Session, year: int) -> dict[str, Any]:
    table, words, sheets = activities.TABLE, activities.WORDS, activities.SHEETS
    query = (
        sa.select(
            table.c.id, table.c.line, words.c.written, words.c.name, words.c.text,
            sheets.c.file, sheets.c.sheet, sheets.c.host_key,
        )
        .select_from(
            table.outerjoin(sheets, sheets.c.id == table.c.sheet_id).outerjoin(
                words, words.c.id == table.c.id
            )
        )
        .where(table.c.year == year)
    )  # fmt: skip
    return {row.id: row for row in db.execute(query)}
