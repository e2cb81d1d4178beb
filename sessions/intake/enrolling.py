"""Many people written into the register at once, without a query for each of them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources.calendar import day_of, wareki
from resources.records import new_id, touch
from sessions import search_keys
from sessions.intake.entries import details_of
from sessions.intake.rows import Row
from sessions.people import Membership, Person, Phone, SearchKey
from sessions.person_entry import columns, tidied
from sessions.person_tables import MEMBERSHIP, PERSON, PHONE, SEARCH_KEY


def enrol_all(db: Session, rows: Sequence[tuple[str, Row, str]], *, at: datetime, by: str) -> None:
    """Write new people with their telephones and search keys: (id, line, number in the programme).

    A birth date that has not come yet is kept as written instead.
    """
    stamp = {"version": 1, "recorded_at": at, "recorded_by": by}
    today = day_of(at)
    people: list[dict[str, Any]] = []
    phones: list[dict[str, Any]] = []
    keys: list[dict[str, Any]] = []
    for person_id, row, number in rows:
        entered = details_of(row)
        if entered.birth and entered.birth > today:
            entered = replace(entered, birth=None, birth_written=wareki(entered.birth))
        entered = tidied(entered, at)
        person = {"id": person_id, **stamp, "merged_into": None, "left_on": None}
        person |= columns(entered)
        people.append(person)
        phones += phone_rows(person_id, entered.phones)
        numbers = (number,) if number else ()
        keys += key_rows(person, [digits for _written, digits in entered.phones], numbers)
    if people:
        db.execute(sa.insert(PERSON), people)
        db.execute(sa.insert(SEARCH_KEY), keys)
    if phones:
        db.execute(sa.insert(PHONE), phones)
    touch(db, Person, Phone, SearchKey)


def phone_rows(person_id: str, phones: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
    """Return the rows of a person's telephones."""
    return [
        {
            "id": new_id(),
            "person_id": person_id,
            "written": written[:40],
            "digits": digits[:20],
            "place": place,
        }
        for place, (written, digits) in enumerate(phones)
    ]


def key_rows(
    person: dict[str, Any], phones: Iterable[str], numbers: Iterable[str]
) -> list[dict[str, Any]]:
    """Return the search keys of a person that stands alone."""
    found = search_keys.keys_of(SimpleNamespace(**person), phones, numbers)
    return [{"key": key, "person_id": person["id"], "kind": kind} for key, kind in found.items()]


def join_all(
    db: Session, programme: str, numbers: Sequence[tuple[str, str]], *, at: datetime, by: str
) -> None:
    """Give people (person id, number) their numbers in a programme."""
    rows = [
        {
            "id": new_id(), "version": 1, "recorded_at": at, "recorded_by": by,
            "person_id": person_id, "programme": programme, "number": number,
        }
        for person_id, number in numbers
    ]  # fmt: skip
    if rows:
        db.execute(sa.insert(MEMBERSHIP), rows)
        touch(db, Membership)
