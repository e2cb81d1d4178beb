"""People as lists and pages show them, in 五十音 order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources.refusals import Refusal
from resources.words import _
from sessions import suppression
from sessions.erasure import STONES
from sessions.person_tables import MEMBERSHIP, PERSON, PHONE
from sessions.suppression import Standing

POINTS, SUPPORTERS = "points", "supporters"
_FEW = 1000  # beyond these a whole table is read faster than its rows one by one


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
    affiliation: str
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
    held: Standing | None = None  # what the person is withheld from; None for nearly everybody

    @property
    def hidden(self) -> bool:
        """Tell whether the person's whereabouts are protected (and empty here unless asked)."""
        return self.held is not None and self.held.hidden


HIDDEN = ("zip", "address", "district", "phones", "email", "affiliation")
"""What is empty in a view of somebody under protection; the digits of the phones follow."""
_COLUMNS = tuple(name for name in PersonView.__annotations__ if name in PERSON.c)


def get(db: Session, person_id: str, *, whole: bool = False) -> PersonView:
    """Return the person `person_id`, hidden whereabouts only if `whole`; refuses an unknown one."""
    found = views(db, [person_id], whole=whole)
    if not found:
        raise Refusal(_("This person is not in the register."), _("Search by name again."))
    return found[0]


def views(db: Session, ids: Sequence[str], *, whole: bool = False) -> list[PersonView]:
    """Return the people `ids` in 五十音 order, merged ones included; six queries at most.

    Whereabouts under protection are left empty unless `whole`; whoever shows the whole calls
    withholding.view first.
    """
    return views_of(db, PERSON.c.id.in_(ids), whole=whole)


def standing() -> sa.ColumnElement[bool]:
    """Return the condition that a person was neither merged into another nor erased.

    The empty text keeps SQLite from the index of merged_into, which would cost the order.
    """
    erased = sa.select(STONES.c.person_id)
    return sa.and_((PERSON.c.merged_into + "").is_(None), PERSON.c.id.not_in(erased))


def views_of(
    db: Session,
    where: sa.ColumnElement[bool],
    *,
    limit: int | None = None,
    offset: int = 0,
    whole: bool = False,
) -> list[PersonView]:
    """Return the people for whom `where` (over PERSON) holds, in 五十音 order, as `views` does."""
    order = (PERSON.c.sort_key, PERSON.c.name, PERSON.c.id)
    query = (
        sa.select(*(PERSON.c[name] for name in _COLUMNS))
        .where(where)
        .order_by(*order)
        .limit(limit)
        .offset(offset)
    )
    rows = db.execute(query).all()
    if not rows:
        return []
    ids = [row.id for row in rows] if len(rows) <= _FEW else None
    phones: dict[str, list[tuple[str, str]]] = {}
    query = sa.select(PHONE.c.person_id, PHONE.c.written, PHONE.c.digits).order_by(PHONE.c.place)
    if ids is not None:
        query = query.where(PHONE.c.person_id.in_(ids))
    for owner, written, digits in db.execute(query):
        phones.setdefault(owner, []).append((written, digits))
    relations = _relations(db, ids)
    held = suppression.standing(db, ids)
    found = (_view(row, phones.get(row.id, ()), relations.get(row.id, ())) for row in rows)
    return [_held(view, held[view.id], whole=whole) if view.id in held else view for view in found]


def _held(view: PersonView, standing: Standing, *, whole: bool) -> PersonView:
    view = replace(view, held=standing)
    if whole or not standing.hidden:
        return view
    return replace(
        view, zip="", address="", district="", email="", affiliation="", phones=(), tel_digits=()
    )


def _relations(db: Session, ids: list[str] | None) -> dict[str, list[Relation]]:
    """Return the numbers of the people `ids` (None: of all), those of merged doubles included."""
    doubles = sa.select(PERSON.c.id, PERSON.c.merged_into).where(
        PERSON.c.merged_into.is_not(None) if ids is None else PERSON.c.merged_into.in_(ids)
    )
    owners: dict[str, str] = {row[0]: row[1] for row in db.execute(doubles)}
    query = sa.select(MEMBERSHIP.c.person_id, MEMBERSHIP.c.programme, MEMBERSHIP.c.number)
    if ids is not None:
        query = query.where(MEMBERSHIP.c.person_id.in_([*ids, *owners]))
    relations: dict[str, list[Relation]] = {}
    for holder, programme, number in db.execute(query.order_by(MEMBERSHIP.c.number)):
        for owner in {holder, owners.get(holder, holder)}:
            relations.setdefault(owner, []).append(Relation(programme, number))
    return relations


def _view(
    row: sa.Row[Any], phones: Iterable[tuple[str, str]], relations: Iterable[Relation]
) -> PersonView:
    numbers = {relation.programme: relation.number for relation in reversed(tuple(relations))}
    return PersonView(
        **dict(zip(_COLUMNS, row, strict=True)),
        phones=tuple(phones),
        tel_digits=tuple(digits for _written, digits in phones),
        relations=tuple(relations),
        number=numbers.get(POINTS),
        supporter_number=numbers.get(SUPPORTERS),
    )
