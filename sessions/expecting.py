"""How people come onto the list of a meeting before the day."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources import journal, records
from resources.refusals import Refusal
from resources.words import _
from sessions import meetings, suppression
from sessions.meeting_rules import Act
from sessions.person_tables import PERSON
from sessions.rosters import LINES, TABLE, Expected, Reply, Source, searchable
from sessions.suppression import Standing, Use


@dataclass(frozen=True, slots=True)
class Applicant:
    """What an application list tells about one participant."""

    name: str
    kana: str
    application_id: str | None = None
    person_id: str | None = None  # once somebody answered この方です
    latin: str = ""
    affiliation: str = ""
    district: str = ""
    language: str = "ja"
    needs: str = ""
    phone: str = ""
    reply: Reply = Reply.YES


@dataclass(frozen=True, slots=True)
class Added:
    """What adding to a list did: new lines, lines that stood there before."""

    added: tuple[str, ...]
    known: tuple[str, ...]
    withheld: tuple[Standing, ...] = ()  # who was left out because they must not be expected


def expect_people(
    db: Session, meeting_id: str, person_ids: Iterable[str], *, at: datetime, by: str
) -> Added:
    """Put people of the register on the list; who stands there already stays as they are.

    Whoever must not be expected any more is left out and told. Refuses a person who is not in
    the register (any more).
    """
    wanted = list(dict.fromkeys(person_ids))
    query = sa.select(PERSON.c.id, PERSON.c.name, PERSON.c.kana, PERSON.c.latin).where(
        PERSON.c.id.in_(wanted), PERSON.c.merged_into.is_(None)
    )
    found = {row.id: row for row in db.execute(query)}
    if len(found) < len(wanted):
        raise Refusal(
            _("One of these people is no longer in the register."),
            _("Look the person up again in the register."),
        )
    stopped = suppression.withheld(db, wanted, Use.EXPECT)
    rows = [
        {
            "person_id": person_id,
            "source": Source.REGISTER,
            **searchable(found[person_id].name, found[person_id].kana, found[person_id].latin),
        }
        for person_id in wanted
        if person_id not in stopped
    ]
    put = _put(db, meeting_id, rows, at=at, by=by)
    return replace(put, withheld=tuple(stopped.values()))


def expect_applicants(
    db: Session, meeting_id: str, applicants: Iterable[Applicant], *, at: datetime, by: str
) -> Added:
    """Put the rows of an application list on the list of a meeting.

    A row whose application or person stands there already changes nothing, so that a second
    import is harmless. Joins nobody to the register: `person_id` was answered before.
    """
    rows = [
        {
            "application_id": row.application_id,
            "person_id": row.person_id,
            "source": Source.APPLICATION,
            "affiliation": row.affiliation,
            "district": row.district,
            "language": row.language,
            "needs": row.needs,
            "phone": row.phone,
            "phone_digits": _digits(row.phone),
            "reply": row.reply,
            **searchable(row.name, row.kana, row.latin),
        }
        for row in applicants
    ]
    return _put(db, meeting_id, rows, at=at, by=by)


def expect_by_hand(
    db: Session,
    meeting_id: str,
    *,
    name: str,
    kana: str,
    affiliation: str = "",
    district: str = "",
    phone: str = "",
    reply: Reply = Reply.NONE,
    at: datetime,
    by: str,
) -> str:
    """Write one participant onto the list who need not be in the register; returns the line.

    Refuses a line without name and kana.
    """
    if not name.strip() and not kana.strip():
        raise Refusal(_("The name is missing."), _("Enter the name or its reading."))
    row = {
        "source": Source.HAND,
        "affiliation": affiliation,
        "district": district,
        "phone": phone,
        "phone_digits": _digits(phone),
        "reply": reply,
        **searchable(name, kana, ""),
    }
    return _put(db, meeting_id, [row], at=at, by=by).added[0]


def stand_up(db: Session, row: dict[str, Any], *, at: datetime, by: str) -> str:
    """Write one complete line that another room has gathered, and return its id."""
    new = blank(row, at, by)
    db.execute(sa.insert(TABLE), [new])
    records.touch(db, Expected)
    return str(new["id"])


def _put(
    db: Session, meeting_id: str, rows: list[dict[str, Any]], *, at: datetime, by: str
) -> Added:
    meetings.take(db, meeting_id, Act.EXPECT)
    table = TABLE.c
    standing = db.execute(
        sa.select(table.id, PERSON.c.id.label("person_id"), table.application_id, table.removed)
        .select_from(LINES)
        .where(
            table.meeting_id == meeting_id,
            sa.or_(table.person_id.is_not(None), table.application_id.is_not(None)),
        )
    ).all()
    by_key = {("person", row.person_id): row for row in standing if row.person_id}
    by_key |= {("form", row.application_id): row for row in standing if row.application_id}
    new: list[dict[str, Any]] = []
    known: list[str] = []
    again: list[str] = []
    taken: set[tuple[str, str]] = set()
    for row in rows:
        keys = [("person", row.get("person_id")), ("form", row.get("application_id"))]
        own = [(kind, value) for kind, value in keys if value]
        line = next((by_key[key] for key in own if key in by_key), None)
        if line is not None:
            (again if line.removed else known).append(line.id)
        elif not taken.intersection(own):
            new.append(blank({**row, "meeting_id": meeting_id}, at, by))
            taken.update(own)
    if new:
        db.execute(sa.insert(TABLE), new)
    if again:
        db.execute(
            sa.update(TABLE)
            .where(table.id.in_(again))
            .values(removed=False, version=table.version + 1, recorded_at=at, recorded_by=by)
        )
    added = (*again, *(str(row["id"]) for row in new))
    if added:
        records.touch(db, Expected)
        after = {"lines": list(added)}
        journal.write(db, "expect", "meeting", meeting_id, at=at, by=by, after=after)
    return Added(added, tuple(known))


_DEFAULTS: dict[str, Any] = {
    "person_id": None,
    "application_id": None,
    "name": "",
    "kana": "",
    "latin": "",
    "affiliation": "",
    "district": "",
    "language": "ja",
    "needs": "",
    "phone": "",
    "phone_digits": "",
    "reply": Reply.NONE,
    "proxy_name": "",
    "name_confirmed": True,
    "party_of": None,
    "party_kind": "",
    "removed": False,
}


def blank(row: dict[str, Any], at: datetime, by: str) -> dict[str, Any]:
    """Return `row` with whatever else a line of a list has, ready to be written."""
    own = {"id": records.new_id(), "version": 1, "recorded_at": at, "recorded_by": by}
    return {**_DEFAULTS, **own, **row}


def _digits(phone: str) -> str:
    return "".join(str(unicodedata.digit(sign)) for sign in phone if sign.isdigit())
