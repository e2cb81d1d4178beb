"""Whom something is sent to: the register by district or programme, a meeting's list, a choice.

A subject is named by a short word: `p:ID` a person of the register, `o:ID` an organisation,
`e:ID` a line of a meeting's list that is not in the register.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources.words import _
from sessions import organisations, rosters, suppression
from sessions.person_tables import MEMBERSHIP, PERSON
from sessions.person_views import standing
from sessions.suppression import Standing, Use

_FEW = 1000  # beyond these a whole table is read faster than its rows one by one


class Kind(StrEnum):
    """What a subject is; the letter its name begins with."""

    PERSON = "p"
    ORGANISATION = "o"
    LINE = "e"


@dataclass(frozen=True, slots=True)
class Entry:
    """One subject with what an envelope needs; `why_not` says why nothing is sent."""

    ref: str
    kind: Kind
    subject_id: str
    name: str
    kana: str
    zip: str
    address: str
    sort_key: str
    contact: str = ""
    why_not: str = ""
    guarded: bool = False  # the address is shown on no screen and in no list


def person(person_id: str) -> str:
    """Return the word for a person of the register."""
    return f"{Kind.PERSON}:{person_id}"


def organisation(organisation_id: str) -> str:
    """Return the word for an organisation."""
    return f"{Kind.ORGANISATION}:{organisation_id}"


def of_register(
    db: Session, *, district: str = "", programme: str = "", now_only: bool = True
) -> tuple[str, ...]:
    """Return everybody of the register, of a 地区, or of a programme, in 五十音 order.

    `now_only` leaves out who has left the office's care.
    """
    where: list[sa.ColumnElement[bool]] = [standing()]
    if district:
        # Who is protected must not be found by where they live.
        where += [PERSON.c.district == district, PERSON.c.id.not_in(suppression.hiding())]
    if now_only:
        where.append(PERSON.c.left_on.is_(None))
    if programme:
        double = PERSON.alias()
        where.append(
            PERSON.c.id.in_(
                sa.select(sa.func.coalesce(double.c.merged_into, double.c.id))
                .join_from(MEMBERSHIP, double, double.c.id == MEMBERSHIP.c.person_id)
                .where(MEMBERSHIP.c.programme == programme)
            )
        )
    query = sa.select(PERSON.c.id).where(*where).order_by(PERSON.c.sort_key, PERSON.c.id)
    return tuple(person(one) for one in db.scalars(query))


def of_meeting(db: Session, meeting_id: str) -> tuple[str, ...]:
    """Return who is expected at a meeting and did not say no."""
    lines = rosters.listing(db, meeting_id)
    return tuple(
        person(line.person_id) if line.person_id else f"{Kind.LINE}:{line.id}"
        for line in lines
        if line.reply is not rosters.Reply.NO
    )


def of_organisations(db: Session, *, kind: str = "") -> tuple[str, ...]:
    """Return the organisations in use, or those of one kind."""
    return tuple(
        organisation(one.id) for one in organisations.listing(db) if not kind or one.kind == kind
    )


def entries(db: Session, refs: Sequence[str]) -> list[Entry]:
    """Return what is known of the subjects, once each, in their order; doubles are followed."""
    wanted: dict[Kind, list[str]] = {kind: [] for kind in Kind}
    for ref in dict.fromkeys(refs):
        wanted[Kind(ref[0])].append(ref[2:])
    found: dict[str, Entry] = {}
    found |= _people(db, wanted[Kind.PERSON])
    found |= _organisations(db, wanted[Kind.ORGANISATION])
    found |= _lines(db, wanted[Kind.LINE])
    listed: dict[str, Entry] = {}
    for ref in refs:
        one = found.get(ref)
        if one is not None:
            listed.setdefault(one.ref, one)
    return list(listed.values())


def _people(db: Session, ids: list[str]) -> dict[str, Entry]:
    if not ids:
        return {}
    double = PERSON.alias()
    columns = (
        double.c.id.label("asked"),
        *(PERSON.c[name] for name in ("id", "name", "kana", "zip", "address", "sort_key")),
        PERSON.c.left_on,
    )
    query = sa.select(*columns).join_from(
        double, PERSON, PERSON.c.id == sa.func.coalesce(double.c.merged_into, double.c.id)
    )
    if len(ids) <= _FEW:
        query = query.where(double.c.id.in_(ids))
    rows = db.execute(query).all()
    held = suppression.standing(db, {row.id for row in rows})
    return {person(row.asked): _person(row, held.get(row.id)) for row in rows}


def _person(row: sa.Row[Any], held: Standing | None) -> Entry:
    """Return what goes onto an envelope; a protected person's goes where it is safe."""
    code, address, why = row.zip, row.address, ""
    if held is not None and held.hidden:
        code, address = held.safe
    if held is not None and held.stops(Use.LETTER):
        why = held.words
    elif row.left_on is not None:
        why = _("Has left; nothing is sent.")
    return Entry(
        person(row.id), Kind.PERSON, row.id, row.name or row.kana, row.kana, code, address,
        row.sort_key, why_not=why, guarded=held is not None and held.hidden,
    )  # fmt: skip


def _organisations(db: Session, ids: list[str]) -> dict[str, Entry]:
    if not ids:
        return {}
    wanted = set(ids)
    return {
        organisation(one.id): Entry(
            organisation(one.id), Kind.ORGANISATION, one.id, one.name, one.kana, one.zip,
            one.address, one.sort_key, one.contact,
            "" if one.active else _("Is out of use; nothing is sent."),
        )
        for one in organisations.listing(db, everyone=True)
        if one.id in wanted
    }  # fmt: skip


def _lines(db: Session, ids: Iterable[str]) -> dict[str, Entry]:
    ids = list(ids)
    if not ids:
        return {}
    own = rosters.TABLE.c
    query = sa.select(own.id, own.name, own.kana, own.sort_key).where(own.id.in_(ids))
    return {
        f"{Kind.LINE}:{row.id}": Entry(
            f"{Kind.LINE}:{row.id}", Kind.LINE, row.id, row.name or row.kana, row.kana, "", "",
            row.sort_key,
        )
        for row in db.execute(query)
    }  # fmt: skip
