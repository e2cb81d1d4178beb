"""Finding somebody at the door: on the list first, then in the whole register."""

import unicodedata
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources import names
from sessions import door_log, passes, rosters, suppression
from sessions.person_tables import MEMBERSHIP, PERSON, PHONE, SEARCH_KEY
from sessions.rosters import Reply
from sessions.search_keys import LATER

# Neither where somebody lives nor what they do is a way to find them at the door.
_NAMES = ("kana", "given", "name", "alias", "latin", "former", "misread")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be meant. No birth date, address or phone leaves this room."""

    expected_id: str | None  # None for somebody who is not on the list
    person_id: str | None
    name: str
    kana: str
    district: str
    hide_name: bool
    reply: Reply
    here: bool  # 受付ずみ
    remark: str = ""  # what the register says against it; whoever comes is received all the same


@dataclass(frozen=True, slots=True)
class Found:
    """The first candidates, and how many more there are."""

    candidates: tuple[Candidate, ...]
    more: int


def on_list(db: Session, meeting_id: str, text: str, *, limit: int = 8) -> Found:
    """Return those on the list whom `text` may mean, by family name first, in 五十音 order.

    Nothing for an empty text.

    Kana in any script or width from the first letter, 漢字 with their variants, the last
    digits of a phone, a number in a programme, the number of a card.
    """
    line, turns = rosters.TABLE.c, door_log.turns(meeting_id)
    fact = {column.name: column for column in rosters.FACTS}
    own = _meant(text)
    if own is None:
        return Found((), 0)
    here = sa.func.coalesce(turns.c.came, 0) > sa.func.coalesce(turns.c.undone, 0)
    columns: tuple[sa.ColumnElement[Any], ...] = (
        line.id,
        fact["person_id"],
        fact["name"],
        fact["kana"],
        fact["district"],
        fact["hide_name"],
        line.reply,
        here,
    )
    query = (
        sa.select(*columns)
        .select_from(rosters.LINES.outerjoin(turns, turns.c.expected_id == line.id))
        .where(line.meeting_id == meeting_id, ~line.removed, own)
        .order_by(fact["sort_key"], line.id)
    )
    found = _remarked(db, [Candidate(*row) for row in db.execute(query)])
    sought = names.fold(text)
    # Whose family name begins so is meant before whose given name does.
    found.sort(
        key=lambda one: (
            not any(names.fold(part).startswith(sought) for part in (one.kana, one.name))
        )
    )
    return Found(tuple(found[:limit]), max(0, len(found) - limit))


def not_on_list(db: Session, meeting_id: str, text: str, *, limit: int = 8) -> Found:
    """Return people of the register whom `text` may mean and who are not on the list."""
    person, line = PERSON.c, rosters.TABLE.c
    meant = _of_person(text, person.id)
    if meant is None:
        return Found((), 0)
    listed = sa.exists().where(
        line.meeting_id == meeting_id, line.person_id == person.id, ~line.removed
    )
    district = rosters.unless_hidden(person.district).label("district")
    query = (
        sa.select(person.id, person.name, person.kana, district, person.hide_name)
        .where(person.merged_into.is_(None), meant, ~listed)
        .order_by(person.sort_key, person.id)
        .limit(limit + 100)
    )
    found = [
        Candidate(None, row.id, row.name, row.kana, row.district, row.hide_name, Reply.NONE, False)
        for row in db.execute(query)
    ]
    found = _remarked(db, found)
    return Found(tuple(found[:limit]), max(0, len(found) - limit))


def _remarked(db: Session, found: list[Candidate]) -> list[Candidate]:
    """Return `found`, a remark with whoever the register does not expect any more."""
    people = [one.person_id for one in found if one.person_id]
    stopped = suppression.withheld(db, people, suppression.Use.EXPECT)
    return [
        replace(one, remark=stopped[one.person_id].words) if one.person_id in stopped else one
        for one in found
    ]


def _meant(text: str) -> sa.ColumnElement[bool] | None:
    """Return the condition that a line of a list is meant by `text`; None for an empty one."""
    line, card = rosters.TABLE.c, passes.TABLE.c
    if not _keys(text):
        return None
    ways: list[sa.ColumnElement[bool]] = [
        line.search.contains(" " + key, autoescape=True) for key in _keys(text)
    ]
    of_person = _of_person(text, PERSON.c.id)
    if of_person is not None:
        ways.append(of_person)
    digits = _digits(text)
    if digits is not None and len(digits) >= 3:
        ways.append(line.phone_digits.endswith(digits, autoescape=True))
    own_card = sa.or_(card.expected_id == line.id, card.person_id == PERSON.c.id)
    sign = unicodedata.normalize("NFKC", text).strip().upper()
    if sign.startswith("W") and (number := _digits(sign[1:].lstrip("-ー"))):
        ways.append(sa.exists().where(own_card, card.number == int(number)))
    letters = sign.replace("-", "").replace(" ", "")
    if len(letters) >= 4 and letters.isascii() and letters.isalnum():
        ends = card.code.endswith(letters, autoescape=True)
        ways.append(sa.exists().where(own_card, card.revoked_at.is_(None), ends))
    return sa.or_(*ways)


def _of_person(text: str, person_id: sa.ColumnElement[Any]) -> sa.ColumnElement[bool] | None:
    """Return the condition that a person of the register is meant; None for an empty text."""
    keys = _keys(text)
    if not keys:
        return None
    digits = _digits(text)
    if digits is None:
        key = SEARCH_KEY.c
        given = tuple(f"{LATER}{own}" for own in keys)
        begins = sa.or_(*(key.key.startswith(own, autoescape=True) for own in keys + given))
        return sa.exists().where(key.person_id == person_id, key.kind.in_(_NAMES), begins)
    member, phone = MEMBERSHIP.c, PHONE.c
    number = sa.exists().where(member.person_id == person_id, member.number == digits)
    if len(digits) < 3:
        return number
    ends = phone.digits.endswith(digits, autoescape=True)
    return sa.or_(number, sa.exists().where(phone.person_id == person_id, ends))


def _keys(text: str) -> tuple[str, ...]:
    return tuple(key for key in dict.fromkeys((names.fold(text), names.reading(text))) if key)


def _digits(text: str) -> str | None:
    """Return the digits when `text` is nothing else but digits, blanks and dashes."""
    plain = unicodedata.normalize("NFKC", text)
    kept = "".join(sign for sign in plain if sign not in " -‐−ー()")
    return kept if kept.isascii() and kept.isdigit() else None
