"""資格照会: numbered lists of those the city is asked about, and its 適／否 with the date.

The city keeps its reasons; a list goes out with names, and back come two words and a day.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from programs.points import applications, city_answers
from programs.points.eligibility import Answer
from programs.points.register import TABLE as REGISTRATION
from resources import journal
from resources.records import ID_LENGTH, Entry, new_id, touch
from resources.refusals import Refusal
from resources.words import _
from sessions.person_tables import PERSON


class Inquiry(Entry, table=True):
    """One list that went to the city."""

    __tablename__ = "inquiry"
    __table_args__ = (sa.UniqueConstraint("year", "serial", name="uq_inquiry_year_serial"),)

    year: int
    serial: int  # of the year
    sent_on: date


class InquiryLine(Entry, table=True):
    """One person on a list: of an application, or registered under `number` already."""

    __tablename__ = "inquiry_line"

    inquiry_id: str = Field(foreign_key="inquiry.id", index=True, max_length=ID_LENGTH)
    place: int  # on the list, from 1
    person_id: str = Field(foreign_key="person.id", index=True, max_length=ID_LENGTH)
    application_id: str | None = Field(
        default=None, foreign_key="points_application.id", index=True, max_length=ID_LENGTH
    )
    number: str = Field(default="", max_length=20)


class InquiryAnswer(Entry, table=True):
    """What the city said of one line; the latest holds."""

    __tablename__ = "inquiry_answer"

    line_id: str = Field(foreign_key="inquiry_line.id", index=True, max_length=ID_LENGTH)
    fit: bool  # 適, or 否
    confirmed: date  # 確認日


TABLE: sa.Table = SQLModel.metadata.tables["inquiry"]
LINES: sa.Table = SQLModel.metadata.tables["inquiry_line"]
ANSWERS: sa.Table = SQLModel.metadata.tables["inquiry_answer"]


@dataclass(frozen=True, slots=True)
class Sent:
    """A list as it went out."""

    id: str
    year: int
    serial: int
    sent_on: date
    asked: int = 0
    waiting: int = 0

    @property
    def label(self) -> str:
        """The number of the list: 2025-03."""
        return f"{self.year}-{self.serial:02}"


@dataclass(frozen=True, slots=True)
class Line:
    """One person the city is asked about, and its answer where there is one."""

    id: str
    inquiry_id: str
    label: str  # of the list
    sent_on: date
    place: int
    person_id: str
    application_id: str | None
    number: str
    fit: bool | None = None
    confirmed: date | None = None


def listing(db: Session, year: int) -> tuple[Sent, ...]:
    """Return the lists of `year`, the newest first, with how many lines have no answer."""
    query = sa.select(TABLE).where(TABLE.c.year == year).order_by(TABLE.c.serial.desc())
    sent = [Sent(row.id, row.year, row.serial, row.sent_on) for row in db.execute(query)]
    lines = of_lists(db, {one.id for one in sent})
    return tuple(
        Sent(
            one.id, one.year, one.serial, one.sent_on,
            sum(line.inquiry_id == one.id for line in lines),
            sum(line.inquiry_id == one.id and line.fit is None for line in lines),
        )
        for one in sent
    )  # fmt: skip


def of_lists(db: Session, inquiry_ids: Collection[str]) -> tuple[Line, ...]:
    """Return the lines of some lists, in their order."""
    return _lines(db, LINES.c.inquiry_id.in_(sorted(inquiry_ids)))


def about(db: Session, year: int) -> dict[str, Line]:
    """Return {application id, or number: the newest line about it} of the lists of `year`."""
    found = _lines(db, TABLE.c.year == year)
    return {one.application_id or one.number: one for one in found}


def send(
    db: Session,
    year: int,
    application_ids: Collection[str] = (),
    numbers: Collection[str] = (),
    *,
    day: date,
    at: datetime,
    by: str,
) -> str:
    """Put applications, and people registered already, on a new list; return its id.

    Refused are an empty list, applications that are decided, numbers nobody has in `year`, and
    whoever stands on a list without an answer.
    """
    found = applications.open_ones(db, application_ids) if application_ids else []
    if len(found) < len(set(application_ids)):
        raise applications.decided()
    registered = _registered(db, year, numbers)
    pending = about(db, year)
    keys = [*(one.id for one in found), *registered]
    if not keys:
        raise Refusal(_("Nobody is chosen for the list."), _("Choose people in the list first."))
    if any(key in pending and pending[key].fit is None for key in keys):
        raise Refusal(
            _("Somebody among them is on a list that waits for its answer."),
            _("Enter the answer of the city first."),
        )
    made = new_id()
    stamp = {"recorded_at": at, "recorded_by": by}
    serial = 1 + (
        db.scalar(sa.select(sa.func.max(TABLE.c.serial)).where(TABLE.c.year == year)) or 0
    )
    db.execute(sa.insert(TABLE).values(id=made, year=year, serial=serial, sent_on=day, **stamp))
    people: list[tuple[str, str | None, str]] = [(one.person_id, one.id, "") for one in found]
    people += [(person, None, number) for number, person in registered.items()]
    db.execute(
        sa.insert(LINES),
        [
            {"id": new_id(), "inquiry_id": made, "place": place, "person_id": person,
             "application_id": application, "number": number, **stamp}
            for place, (person, application, number) in enumerate(people, 1)
        ],
    )  # fmt: skip
    touch(db, Inquiry, InquiryLine)
    journal.write(
        db, "send", "inquiry", made, at=at, by=by,
        after={"list": f"{year}-{serial:02}", "count": len(people)},
    )  # fmt: skip
    return made


def answer(
    db: Session,
    inquiry_id: str,
    answers: Mapping[int, bool],
    *,
    confirmed: date,
    at: datetime,
    by: str,
) -> int:
    """Enter 適 (True) or 否 by the place on the list; return how many answers are new.

    The same answer again changes nothing. Refused are places the list does not have, and a day
    before the list went out or after today.
    """
    lines = {one.place: one for one in of_lists(db, [inquiry_id])}
    if strange := sorted(set(answers) - set(lines)):
        raise Refusal(
            _("The list has no line {lines}.").format(lines="、".join(map(str, strange))),
            _("Look at the number of the list and of the line; nothing was entered."),
        )
    if lines and not lines[min(lines)].sent_on <= confirmed <= at.date():
        raise Refusal(
            _("The day of the answer cannot be right."),
            _("Enter a day from the sending of the list until today."),
        )
    new = [
        (lines[place], fit)
        for place, fit in sorted(answers.items())
        if (lines[place].fit, lines[place].confirmed) != (fit, confirmed)
    ]
    if not new:
        return 0
    stamp = {"recorded_at": at, "recorded_by": by}
    db.execute(
        sa.insert(ANSWERS),
        [
            {"id": new_id(), "line_id": line.id, "fit": fit, "confirmed": confirmed, **stamp}
            for line, fit in new
        ],
    )
    touch(db, InquiryAnswer)
    journal.write(
        db, "answer", "inquiry", inquiry_id, at=at, by=by,
        after={"count": len(new), "confirmed": confirmed.isoformat()},
    )  # fmt: skip
    told = [Answer(line.number, fit, confirmed) for line, fit in new if line.number]
    if told:
        year = db.scalar(sa.select(TABLE.c.year).where(TABLE.c.id == inquiry_id))
        city_answers.answer(db, int(year or 0), told, at=at, by=by)
    return len(new)


def answer_about(
    db: Session,
    year: int,
    keys: Collection[str],
    *,
    fit: bool,
    confirmed: date,
    at: datetime,
    by: str,
) -> int:
    """Enter one answer about applications, or numbers, `keys`, on whichever list they stand.

    Return how many answers are new. Refused is somebody the city was not asked about.
    """
    told = about(db, year)
    if not keys or any(key not in told for key in keys):
        raise Refusal(
            _("The city was not asked about everybody chosen."),
            _("Put them on a list to the city first."),
        )
    lists: dict[str, dict[int, bool]] = {}
    for key in keys:
        lists.setdefault(told[key].inquiry_id, {})[told[key].place] = fit
    return sum(
        answer(db, inquiry_id, said, confirmed=confirmed, at=at, by=by)
        for inquiry_id, said in sorted(lists.items())
    )


def _lines(db: Session, condition: sa.ColumnElement[bool]) -> tuple[Line, ...]:
    query = (
        sa.select(
            LINES.c.id, LINES.c.inquiry_id, TABLE.c.year, TABLE.c.serial, TABLE.c.sent_on,
            LINES.c.place, sa.func.coalesce(PERSON.c.merged_into, PERSON.c.id),
            LINES.c.application_id, LINES.c.number, ANSWERS.c.fit, ANSWERS.c.confirmed,
        )
        .join(TABLE, TABLE.c.id == LINES.c.inquiry_id)
        .join(PERSON, PERSON.c.id == LINES.c.person_id)
        .outerjoin(ANSWERS, ANSWERS.c.line_id == LINES.c.id)
        .where(condition)
        .order_by(TABLE.c.serial, LINES.c.place, ANSWERS.c.confirmed, ANSWERS.c.id)
    )  # fmt: skip
    latest = {
        row[0]: Line(row[0], row[1], f"{row[2]}-{row[3]:02}", *row[4:]) for row in db.execute(query)
    }
    return tuple(latest.values())


def _registered(db: Session, year: int, numbers: Collection[str]) -> dict[str, str]:
    if not numbers:
        return {}
    query = sa.select(REGISTRATION.c.number, REGISTRATION.c.person_id).where(
        REGISTRATION.c.year == year, REGISTRATION.c.number.in_(sorted(numbers))
    )
    found = {row.number: row.person_id for row in db.execute(query.order_by(REGISTRATION.c.number))}
    if missing := sorted(set(numbers) - set(found)):
        raise Refusal(
            _("Nobody is registered under {numbers} in that year.").format(
                numbers="、".join(missing)
            ),
            _("Look at the number and the year again."),
        )
    return found
