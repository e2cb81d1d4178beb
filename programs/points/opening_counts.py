"""年度途中からの開始: stamps counted on the cards people brought, and what they differ.

A count is a fact and stays one; the latest of a number holds. What the card has beyond the
sheets is booked as one activity of the day of the count, over which no cap of a day lies.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from programs.points import closed_years, entering, roll_names, rule_sets, settling
from programs.points.activities import TABLE as ACTIVITY
from programs.points.activities import Source
from programs.points.roll_names import Named
from resources import calendar, journal
from resources.records import Entry, touch
from resources.refusals import Refusal
from resources.words import _

_MOST = 999


class CardCount(Entry, table=True):
    """How many stamps somebody counted on the card of a volunteer."""

    __tablename__ = "card_count"

    year: int = Field(index=True)
    number: str = Field(index=True, max_length=20)
    stamps: int
    counted_on: date
    counted_by: str = Field(max_length=80)  # 数えた人
    note: str = Field(default="", max_length=200)


TABLE: sa.Table = SQLModel.metadata.tables["card_count"]


@dataclass(frozen=True, slots=True)
class Compared:
    """One card beside the sheets of the same number, up to the day it was counted."""

    number: str
    name: str
    kana: str
    counted_on: date
    counted_by: str
    card: int
    sheets: int  # stamps recorded up to that day, without what was booked from cards
    booked: int

    @property
    def difference(self) -> int:
        """Stamps of the card that neither the sheets nor a booking explain."""
        return self.card - self.sheets - self.booked


def count(
    db: Session,
    year: int,
    number: str,
    stamps: int,
    *,
    counted_on: date,
    counted_by: str,
    note: str = "",
    at: datetime,
    by: str,
) -> str:
    """Keep one count of a card and return its id.

    Refused are a closed year, an unknown number, no name of who counted, a day to come or of
    another year, and an impossible count.
    """
    closed_years.ensure_open(db, year)
    if number not in roll_names.of_year(db, year):
        raise Refusal(
            _("Nobody is registered under {numbers} in that year.").format(numbers=number),
            _("Look at the number and the year again."),
        )
    if not counted_by.strip():
        raise Refusal(_("Who counted the card is missing."), _("Enter the name."))
    if not 0 <= stamps <= _MOST:
        raise Refusal(_("The count of stamps is not right."), _("Enter 0 to 999."))
    first, last = rule_sets.in_force(db, year).last.rule.bounds(year)
    if counted_on > calendar.day_of(at) or not first <= counted_on <= last:
        raise Refusal(
            _("The day lies outside of the year or is still to come."),
            _("Enter the day on which the card was counted."),
        )
    row = CardCount(
        year=year, number=number, stamps=stamps, counted_on=counted_on,
        counted_by=counted_by.strip()[:80], note=note[:200], recorded_at=at, recorded_by=by,
    )  # fmt: skip
    count_id = row.id
    db.add(row)
    db.flush()
    touch(db, CardCount)
    journal.write(
        db, "count", "card_count", count_id, at=at, by=by,
        after={"number": number, "stamps": stamps, "counted_on": counted_on.isoformat(),
               "counted_by": counted_by.strip()[:80]},
    )  # fmt: skip
    return count_id


def compare(db: Session, year: int) -> list[Compared]:
    """Return every card that was counted beside its sheets, those that differ first."""
    latest = {
        row.number: row
        for row in db.execute(sa.select(TABLE).where(TABLE.c.year == year).order_by(TABLE.c.id))
    }
    if not latest:
        return []
    sheets: dict[str, int] = {}
    booked: dict[str, int] = {}
    for one in settling.judged(db, year, sorted(latest)).judged:
        row = latest.get(one.deed.number)
        if row is None or one.deed.day is None or not one.accepted:
            continue
        if one.deed.opening:
            booked[row.number] = booked.get(row.number, 0) + one.recorded
        elif one.deed.day <= row.counted_on:
            sheets[row.number] = sheets.get(row.number, 0) + one.counted
    called = roll_names.of_year(db, year)
    found = [
        Compared(
            number, called[number].name, called[number].kana, row.counted_on, row.counted_by,
            row.stamps, sheets.get(number, 0), booked.get(number, 0),
        )
        for number, row in latest.items()
        if number in called
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.difference == 0, one.number))


def uncounted(db: Session, year: int) -> list[Named]:
    """Return who is registered in `year` and whose card nobody counted yet, by reading."""
    counted = set(db.scalars(sa.select(TABLE.c.number).where(TABLE.c.year == year)))
    called = roll_names.of_year(db, year)
    found = [one for number, one in called.items() if number not in counted]
    return sorted(found, key=lambda one: (one.reading, one.number))


def book(db: Session, year: int, number: str, *, at: datetime, by: str) -> str:
    """Book what the card has beyond the sheets, settle the year and return the activity's id.

    Refused are a closed year and a card that has nothing more than is booked.
    """
    closed_years.ensure_open(db, year)
    one = next((each for each in compare(db, year) if each.number == number), None)
    if one is None or one.difference <= 0:
        raise Refusal(
            _("The card of {number} has nothing that is not booked.").format(number=number),
            _("Compare it with the sheets; withdraw an activity if the sheets have too much."),
        )
    return _book(db, year, [one], at=at, by=by)[0]


def book_all(db: Session, year: int, *, at: datetime, by: str) -> list[str]:
    """Book what every card has beyond its sheets, as `book` does; return the activities' ids.

    Refused are a closed year, and cards of which none has anything more.
    """
    closed_years.ensure_open(db, year)
    found = [one for one in compare(db, year) if one.difference > 0]
    if not found:
        raise Refusal(
            _("No card has anything that is not booked."), _("Count the next card first.")
        )
    return _book(db, year, found, at=at, by=by)


def _book(db: Session, year: int, found: Sequence[Compared], *, at: datetime, by: str) -> list[str]:
    query = (
        sa.select(ACTIVITY.c.number, sa.func.count())
        .where(ACTIVITY.c.year == year, ACTIVITY.c.source == Source.CARD)
        .group_by(ACTIVITY.c.number)
    )
    turns = {row[0]: row[1] + 1 for row in db.execute(query)}
    made = []
    for one in found:
        turn = turns.get(one.number, 1)
        made.append(
            entering.keep(
                db, Source.CARD, key=f"card:{year}:{one.number}:{turn}", number=one.number,
                host_id=None, place=f"card {turn}", day=one.counted_on, begins=None, ends=None,
                minutes=0, content=_("Counted from the stamp card"), stamps=one.difference,
                year=year, reason=_("Stamp card, counted by {name}").format(name=one.counted_by),
                at=at, by=by,
            )
        )  # fmt: skip
        journal.write(
            db, "enter", "activity", made[-1], at=at, by=by,
            after={"number": one.number, "day": one.counted_on.isoformat(),
                   "stamps": one.difference},
        )  # fmt: skip
    settling.settle(db, year, [one.number for one in found], at=at, by=by)
    return made
