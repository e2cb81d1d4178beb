"""The register as rows of a list on the screen: only what such a list shows, read at one go."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sessions import door_log, rosters, suppression
from sessions.person_tables import MEMBERSHIP, PERSON
from sessions.person_views import standing
from sessions.suppression import Standing


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One line of the list; `came` says that the person was at a meeting."""

    id: str
    name: str
    kana: str
    latin: str
    birth: date | None
    district: str
    tab: str
    held: Standing | None  # what the person is withheld from
    programmes: tuple[str, ...]
    came: bool


def rows(db: Session) -> list[PersonRow]:
    """Return everybody in 五十音 order; doubles that were brought together are one row."""
    joined: dict[str, list[str]] = {}
    owner = sa.func.coalesce(PERSON.c.merged_into, PERSON.c.id)
    members = (
        sa.select(owner, MEMBERSHIP.c.programme)
        .join_from(MEMBERSHIP, PERSON, PERSON.c.id == MEMBERSHIP.c.person_id)
        .distinct()
        .order_by(MEMBERSHIP.c.programme)
    )
    for person_id, programme in db.execute(members):
        joined.setdefault(person_id, []).append(programme)
    came = _came(db)
    held = suppression.standing(db)
    query = (
        sa.select(
            PERSON.c.id,
            PERSON.c.name,
            PERSON.c.kana,
            PERSON.c.latin,
            PERSON.c.birth,
            rosters.unless_hidden(PERSON.c.district),
            PERSON.c.tab,
        )
        .where(standing())
        .order_by(PERSON.c.sort_key, PERSON.c.name, PERSON.c.id)
    )
    return [
        PersonRow(
            person_id,
            name,
            kana,
            latin,
            birth,
            district,
            tab,
            held.get(person_id),
            tuple(joined.get(person_id, ())),
            person_id in came,
        )
        for person_id, name, kana, latin, birth, district, tab in db.execute(query)
    ]


def _came(db: Session) -> set[str]:
    """Return everybody of the register who was at a meeting."""
    turns = door_log.turns()
    query = (
        sa.select(PERSON.c.id)
        .select_from(rosters.LINES.join(turns, turns.c.expected_id == rosters.TABLE.c.id))
        .where(turns.c.came > turns.c.undone, PERSON.c.id.is_not(None))
        .distinct()
    )
    return set(db.scalars(query))
