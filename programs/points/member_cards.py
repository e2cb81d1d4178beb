"""ポイントカード: a lost one is void at once, and the new one has a 再交付 number.

The stamps stand in the ledger and not on the card, so that nothing is lost with it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from programs.points.register import TABLE as REGISTRATION
from resources.refusals import Refusal
from resources.words import _
from sessions import passes
from sessions.passes import TABLE, PassFacts, PassKind
from sessions.person_tables import PERSON


@dataclass(frozen=True, slots=True)
class MemberCard:
    """The valid card of one number; `reissued` is how often it was replaced (再交付)."""

    number: str
    person_id: str
    name: str
    kana: str
    code: str
    short_code: str
    reissued: int


def reissued(db: Session) -> dict[str, int]:
    """Return {person: how many personal cards of theirs stand in for an earlier one}."""
    owner = sa.func.coalesce(PERSON.c.merged_into, PERSON.c.id)
    query = (
        sa.select(owner, sa.func.count())
        .join_from(TABLE, PERSON, PERSON.c.id == TABLE.c.person_id)
        .where(TABLE.c.kind == PassKind.PERSONAL, TABLE.c.replaces.is_not(None))
        .group_by(owner)
    )
    return {row[0]: int(row[1]) for row in db.execute(query)}


def issue(
    db: Session, year: int, numbers: Collection[str], *, at: datetime, by: str
) -> tuple[MemberCard, ...]:
    """Return the card of each of `numbers` in their order; who has none gets one made.

    Refused are numbers that do not stand in `year`.
    """
    rows = _rows(db, year, numbers)
    issued = passes.issue_cards(db, [row.person for row in rows.values()], at=at, by=by)
    cards = {card.person_id: card for card in issued}
    times = reissued(db)
    return tuple(
        _card(rows[number], cards[rows[number].person], times)
        for number in dict.fromkeys(numbers)
    )  # fmt: skip


def lost(db: Session, year: int, number: str, *, at: datetime, by: str) -> MemberCard:
    """Make the card of `number` void and a new one with the next 再交付 number; return it.

    Refused are a number that does not stand in `year`, and somebody without a card.
    """
    row = _rows(db, year, [number])[number]
    cards = passes.of_person(db, row.person)
    held = [one for one in cards if one.kind is PassKind.PERSONAL and one.valid]
    if not held:
        raise Refusal(
            _("No card of this person is in use."), _("Print the card; nothing needs to be void.")
        )
    card = passes.reissue(db, held[0].id, reason=_("Lost, issued again"), at=at, by=by)
    return _card(row, card, reissued(db))


def _rows(db: Session, year: int, numbers: Collection[str]) -> dict[str, Any]:
    root = PERSON.alias("root")
    query = (
        sa.select(
            REGISTRATION.c.number, root.c.id.label("person"), root.c.name, root.c.kana
        )
        .join_from(REGISTRATION, PERSON, PERSON.c.id == REGISTRATION.c.person_id)
        .join(root, root.c.id == sa.func.coalesce(PERSON.c.merged_into, PERSON.c.id))
        .where(
            REGISTRATION.c.year == year,
            REGISTRATION.c.number.in_(sorted(numbers)),
            REGISTRATION.c.cancelled.is_(None),
        )
    )  # fmt: skip
    found = {row.number: row for row in db.execute(query)}
    if missing := sorted(set(numbers) - set(found)):
        raise Refusal(
            _("No registration stands under {numbers} in that year.").format(
                numbers="、".join(missing)
            ),
            _("Look at the number and the year again."),
        )
    return found


def _card(row: Any, card: PassFacts, times: dict[str, int]) -> MemberCard:
    number, person, name, kana = row
    return MemberCard(
        number, person, name, kana, card.code, card.label, times.get(person, 0)
    )  # fmt: skip
