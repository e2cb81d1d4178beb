"""The people of the town written into the register at once, as an import does it."""

from collections.abc import Sequence
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from desktop.town.residents import Resident
from programs.points import register as points
from programs.supporters import register as supporters
from resources import journal
from resources.calendar import fiscal_year, fiscal_year_bounds
from resources.records import new_id, touch
from sessions import likeness, search_keys
from sessions.people import POINTS, Membership, Person, Phone, SearchKey
from sessions.people import SUPPORTERS as SUPPORTING
from sessions.person_entry import columns, kept, tidied
from sessions.person_tables import MEMBERSHIP, PERSON, PHONE, SEARCH_KEY

_CLASSES = ("渡り鳥体操クラブ", "下村元気アップ教室", "さくら筋トレ教室", "いきいき はつらつ会")


def enrol(db: Session, people: Sequence[Resident], *, at: datetime, by: str) -> list[str]:
    """Write `people` with telephones, numbers, search keys and journal; returns their ids."""
    stamp = {"version": 1, "recorded_at": at, "recorded_by": by}
    ids: list[str] = []
    rows: dict[sa.Table, list[dict[str, Any]]] = {
        PERSON: [], PHONE: [], MEMBERSHIP: [], SEARCH_KEY: [],
    }  # fmt: skip
    for one in people:
        entered = tidied(one.details, at)
        person_id = new_id()
        ids.append(person_id)
        person = {"id": person_id, **stamp, "merged_into": None, "left_on": None}
        person |= columns(entered)
        rows[PERSON].append(person)
        rows[PHONE] += [
            {"id": new_id(), "person_id": person_id, "written": written, "digits": digits,
             "place": place}
            for place, (written, digits) in enumerate(entered.phones)
        ]  # fmt: skip
        numbers = {POINTS: one.number, SUPPORTING: one.supporter_number}
        rows[MEMBERSHIP] += [
            {"id": new_id(), **stamp, "person_id": person_id, "programme": programme,
             "number": number}
            for programme, number in numbers.items()
            if number
        ]  # fmt: skip
        keys = search_keys.keys_of(
            SimpleNamespace(**person),
            [digits for _written, digits in entered.phones],
            [number for number in numbers.values() if number],
        )
        rows[SEARCH_KEY] += [
            {"key": key, "person_id": person_id, "kind": kind} for key, kind in keys.items()
        ]
        journal.write(db, "enrol", "person", person_id, at=at, by=by, after=kept(entered))
    for table, new in rows.items():
        db.execute(sa.insert(table), new)
    touch(db, Person, Phone, Membership, SearchKey)
    return ids


def join(
    db: Session,
    people: Sequence[Resident],
    ids: Sequence[str],
    *,
    today: date,
    at: datetime,
    by: str,
) -> None:
    """Register volunteers for this fiscal year and supporters for good."""
    year = fiscal_year(today)
    first, _last = fiscal_year_bounds(year)
    points.record(
        db,
        [
            (person_id, one.number, _renewed(int(one.number), year, first))
            for one, person_id in zip(people, ids, strict=True)
            if one.number
        ],
        year=year,
        batch_id="",
        at=at,
        by=by,
    )
    supporters.record(
        db,
        [
            (person_id, one.supporter_number, _completed(int(one.supporter_number), year))
            for one, person_id in zip(people, ids, strict=True)
            if one.supporter_number
        ],
        year=None,
        batch_id="",
        at=at,
        by=by,
    )


def propose_doubles(db: Session, *, at: datetime, by: str) -> int:
    """Put the pairs that look alike before the office, as an import does."""
    return likeness.propose(db, likeness.doubles(db), at=at, by=by)


def _renewed(number: int, year: int, first: date) -> dict[str, Any]:
    new = number > 388
    began = date(year if new else max(2019, year - 1 - number % 6), 4 if new else 6, 1)
    return {
        "first_registered": began,
        "registered": first,
        "insured": first,
        "status": "新規" if new else "休止" if number % 41 == 0 else "継続",
        "emergency": "",
    }


def _completed(number: int, year: int) -> dict[str, Any]:
    back = 1 + (90 - number) // 9
    return {
        "completed_year": year - back,
        "term": f"{21 - back}期",
        "registered": date(year - back + 1, 4, 1),
        "classroom": _CLASSES[number % len(_CLASSES)],
    }
