"""People as lists and pages show them, in 五十音 order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources.refusals import Refusal
from resources.words import _
from sessions.person_tables import MEMBERSHIP, PERSON, PHONE

POINTS, SUPPORTERS = "points", "supporters"


@dataclass(frozen=True)
class Relation:
    """A person's number in a programme."""

    programme: str
    number: str


@dataclass(frozen=True)
class PersonView:
    """A person as lists and pages show them; the field names of the command line."""

    id: str
    version: int
    name: str
    kana: str
    alias: str
    latin: str
    former_name: str
    birth: date | None
    birth_written: str
    sex: str
    zip: str
    address: str
    district: str
    phones: tuple[tuple[str, str], ...]
    tel_digits: tuple[str, ...]
    email: str
    language: str
    needs: str
    hide_name: bool
    large_print: bool
    note: str
    tab: str
    sort_key: str
    relations: tuple[Relation, ...]
    number: str | None  # in points
    supporter_number: str | None
    merged_into: str | None
    left_on: date | None


def get(db: Session, person_id: str) -> PersonView:
    """Return the person `person_id`; refuses an unknown one."""
    found = views(db, [person_id])
    if not found:
        raise Refusal(_("This person is not in the register."), _("Search by name again."))
    return found[0]


def views(db: Session, ids: Sequence[str]) -> list[PersonView]:
    """Return the people `ids` in 五十音 order, merged ones included; three queries in all."""
    return views_of(db, PERSON.c.id.in_(ids))


def views_of(
    db: Session, where: sa.ColumnElement[bool], *, limit: int | None = None, offset: int = 0
) -> list[PersonView]:
    """Return the people for whom `where` (over PERSON) holds, in 五十音 order."""
    order = (PERSON.c.sort_key, PERSON.c.name, PERSON.c.id)
    query = sa.select(PERSON).where(where).order_by(*order).limit(limit).offset(offset)
    rows = db.execute(query).all()
    chosen = query.with_only_columns(PERSON.c.id).subquery()
    phones: dict[str, list[tuple[str, str]]] = {}
    query = sa.select(PHONE.c.person_id, PHONE.c.written, PHONE.c.digits)
    query = query.where(PHONE.c.person_id.in_(sa.select(chosen.c.id)))
    for owner, written, digits in db.execute(query.order_by(PHONE.c.place)):
        phones.setdefault(owner, []).append((written, digits))
    relations: dict[str, list[Relation]] = {}
    # The numbers of a merged double are those of the person it was merged into.
    double = PERSON.alias()
    owner_id = sa.func.coalesce(double.c.merged_into, double.c.id)
    query = sa.select(owner_id, MEMBERSHIP.c.programme, MEMBERSHIP.c.number).join_from(
        MEMBERSHIP, double, double.c.id == MEMBERSHIP.c.person_id
    )
    query = query.where(owner_id.in_(sa.select(chosen.c.id)))
    for owner, programme, number in db.execute(query.order_by(MEMBERSHIP.c.number)):
        relations.setdefault(owner, []).append(Relation(programme, number))
    return [_view(row, phones.get(row.id, ()), relations.get(row.id, ())) for row in rows]


def _view(
    row: sa.Row[Any], phones: Iterable[tuple[str, str]], relations: Iterable[Relation]
) -> PersonView:
    fields = {name: getattr(row, name) for name in PersonView.__annotations__ if hasattr(row, name)}
    numbers = {relation.programme: relation.number for relation in reversed(tuple(relations))}
    return PersonView(
        **fields,
        phones=tuple(phones),
        tel_digits=tuple(digits for _written, digits in phones),
        relations=tuple(relations),
        number=numbers.get(POINTS),
        supporter_number=numbers.get(SUPPORTERS),
    )
