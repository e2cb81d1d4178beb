"""The cards people show at the door: personal cards, tags of one meeting, blank cards."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from resources import codes, journal, records
from resources.records import ID_LENGTH, Record, one_of
from resources.refusals import Refusal
from resources.words import _
from sessions import meetings, rosters, suppression
from sessions.person_tables import PERSON
from sessions.suppression import Use


class PassKind(StrEnum):
    """What a card is good for."""

    PERSONAL = "personal"  # one person, every meeting
    TAG = "tag"  # one line of one meeting
    BLANK = "blank"  # numbered, for whoever comes unannounced; claimed later


class Pass(Record, table=True):
    """One card. The code is kept as it is, so that a card can be printed again."""

    __table_args__ = (
        sa.CheckConstraint(
            "(kind = 'personal' AND person_id IS NOT NULL AND number IS NULL)"
            " OR (kind = 'tag' AND expected_id IS NOT NULL AND number IS NULL)"
            " OR (kind = 'blank' AND number IS NOT NULL)",
            name="holder",
        ),
    )

    code: str = Field(unique=True, max_length=32)
    kind: PassKind = Field(sa_column=one_of(PassKind))
    person_id: str | None = Field(
        default=None, foreign_key="person.id", index=True, max_length=ID_LENGTH
    )
    second_person_id: str | None = Field(  # two people share the card
        default=None, foreign_key="person.id", max_length=ID_LENGTH
    )
    expected_id: str | None = Field(
        default=None, foreign_key="expected.id", index=True, max_length=ID_LENGTH
    )
    number: int | None = Field(default=None, unique=True)  # W-number of a blank card
    revoked_at: datetime | None = None
    revoked_reason: str = Field(default="", max_length=120)
    replaces: str | None = Field(  # the lost card this one stands in for
        default=None, foreign_key="pass.id", unique=True, max_length=ID_LENGTH
    )


TABLE: sa.Table = SQLModel.metadata.tables["pass"]
_EXPECTED = rosters.TABLE


@dataclass(frozen=True, slots=True)
class PassFacts:
    """A card as pages and papers read it."""

    id: str
    version: int
    code: str
    kind: PassKind
    person_id: str | None
    second_person_id: str | None
    expected_id: str | None
    number: int | None
    revoked_at: datetime | None
    revoked_reason: str
    replaces: str | None

    @property
    def label(self) -> str:
        """The short sign under the QR: W-012 of a blank card, else the code in groups."""
        return codes.human(self.code) if self.number is None else blank_label(self.number)

    @property
    def valid(self) -> bool:
        """Whether the card has not been revoked."""
        return self.revoked_at is None

    @property
    def claimed(self) -> bool:
        """Whether somebody stands behind the card."""
        return self.person_id is not None or self.expected_id is not None


_FACTS = tuple(PassFacts.__dataclass_fields__)


def blank_label(number: int) -> str:
    """Return W-012 for blank card 12."""
    return f"W-{number:03}"


def show(db: Session, pass_id: str) -> PassFacts:
    """Return one card; an id that is unknown is refused."""
    found = _select(db, TABLE.c.id == pass_id)
    if not found:
        raise _unknown()
    return found[0]


def resolve(db: Session, code: str) -> PassFacts | None:
    """Return the card with this very code, revoked ones too, or None."""
    found = _select(db, TABLE.c.code == code)
    return found[0] if found else None


def of_meeting(db: Session, meeting_id: str) -> dict[str, PassFacts]:
    """Return the valid tags of a meeting by the line of the list they belong to."""
    lines = sa.select(_EXPECTED.c.id).where(_EXPECTED.c.meeting_id == meeting_id)
    found = _select(
        db,
        TABLE.c.kind == PassKind.TAG,
        TABLE.c.expected_id.in_(lines),
        TABLE.c.revoked_at.is_(None),
    )
    return {card.expected_id: card for card in found if card.expected_id}


def of_person(db: Session, person_id: str) -> tuple[PassFacts, ...]:
    """Return every card of a person, revoked ones too, newest first."""
    return _select(db, TABLE.c.person_id == person_id)[::-1]


def personal_codes(db: Session, people: Collection[str]) -> dict[str, str]:
    """Return {person: the code of their valid card}, for those of `people` who have one."""
    query = sa.select(TABLE.c.person_id, TABLE.c.code).where(
        TABLE.c.kind == PassKind.PERSONAL, TABLE.c.revoked_at.is_(None)
    )
    return {row.person_id: row.code for row in db.execute(query) if row.person_id in people}


def blanks(db: Session, *, unclaimed_only: bool = True) -> tuple[PassFacts, ...]:
    """Return the blank cards by number: those still free, or all of them."""
    free: list[sa.ColumnElement[bool]] = [TABLE.c.kind == PassKind.BLANK]
    if unclaimed_only:
        free += [
            TABLE.c.person_id.is_(None),
            TABLE.c.expected_id.is_(None),
            TABLE.c.revoked_at.is_(None),
        ]
    return tuple(sorted(_select(db, *free), key=lambda card: card.number or 0))


def issue_tags(
    db: Session, meeting_id: str, *, renew: bool = False, at: datetime, by: str
) -> tuple[PassFacts, ...]:
    """Return a valid tag for everybody on the list of a meeting, in the order of the list.

    Whoever is withheld from cards gets none. Asked a second time the very same tags come back;
    `renew` revokes them and makes new ones.
    Refuses a meeting that is unknown.
    """
    query = (
        sa.select(rosters.TABLE.c.id, PERSON.c.id.label("person_id"))
        .select_from(rosters.LINES)
        .where(_EXPECTED.c.meeting_id == meeting_id, ~_EXPECTED.c.removed)
        .order_by(sa.func.coalesce(sa.func.nullif(PERSON.c.sort_key, ""), _EXPECTED.c.sort_key))
    )
    lines = [row.id for row in suppression.without(db, db.execute(query), Use.CARD)]
    if not lines:
        meetings.show(db, meeting_id)
    standing = of_meeting(db, meeting_id)
    old = {line: standing[line] for line in lines if line in standing}
    missing = [
        {
            "kind": PassKind.TAG,
            "expected_id": line,
            "replaces": old[line].id if line in old else None,
        }
        for line in lines
        if renew or line not in old
    ]
    made = _make(db, missing, revoking=list(old.values()) if renew else [], at=at, by=by)
    now = {**old, **{card.expected_id: card for card in made if card.expected_id}}
    return tuple(now[line] for line in lines)


def issue_cards(
    db: Session, person_ids: Iterable[str], *, renew: bool = False, at: datetime, by: str
) -> tuple[PassFacts, ...]:
    """Return a valid personal card for each of `person_ids`, in their order.

    Who has a card keeps it; `renew` revokes it and makes a new one. Refuses a person who is
    not in the register.
    """
    wanted = list(dict.fromkeys(person_ids))
    known = set(db.scalars(sa.select(PERSON.c.id).where(PERSON.c.id.in_(wanted))))
    if len(known) < len(wanted):
        raise Refusal(
            _("One of these people is no longer in the register."),
            _("Look the person up again in the register."),
        )
    found = _select(
        db,
        TABLE.c.kind == PassKind.PERSONAL,
        TABLE.c.person_id.in_(wanted),
        TABLE.c.revoked_at.is_(None),
    )
    old = {card.person_id: card for card in found if card.person_id}
    missing = [
        {
            "kind": PassKind.PERSONAL,
            "person_id": person_id,
            "replaces": old[person_id].id if person_id in old else None,
        }
        for person_id in wanted
        if renew or person_id not in old
    ]
    made = _make(db, missing, revoking=list(old.values()) if renew else [], at=at, by=by)
    now = {**old, **{card.person_id: card for card in made if card.person_id}}
    return tuple(now[person_id] for person_id in wanted)


def issue_blanks(db: Session, count: int, *, at: datetime, by: str) -> tuple[PassFacts, ...]:
    """Make `count` new blank cards; their W-numbers go on where the last ones ended.

    Refuses less than one and more than 500 at a time.
    """
    if not 1 <= count <= 500:
        raise Refusal(_("This count is not possible."), _("Enter a count from 1 to 500."))
    last = db.scalar(sa.select(sa.func.max(TABLE.c.number))) or 0
    rows = [
        {"kind": PassKind.BLANK, "number": number} for number in range(last + 1, last + count + 1)
    ]
    return _make(db, rows, revoking=[], at=at, by=by)


def revoke(db: Session, pass_id: str, *, reason: str, at: datetime, by: str) -> PassFacts:
    """Make a card invalid for good, such as a lost one; a second time changes nothing."""
    card = _get(db, pass_id)
    if card.revoked_at is None:
        _void([_facts(card)], db, reason=reason, at=at, by=by)
        db.refresh(card)
    return _facts(card)


def reissue(db: Session, pass_id: str, *, reason: str, at: datetime, by: str) -> PassFacts:
    """Revoke a card and make a new one for the same holder.

    Refuses a card that was replaced already, and a blank card nobody has claimed.
    """
    card = _get(db, pass_id)
    if db.scalar(sa.select(TABLE.c.id).where(TABLE.c.replaces == pass_id)) is not None:
        raise Refusal(
            _("This card has been replaced already."), _("Use the newer card of this person.")
        )
    old = _facts(card)
    if not old.claimed:
        raise Refusal(_("Nobody holds this card."), _("Take another blank card."))
    # A claimed blank card is followed by a card that carries its holder's name.
    kind = card.kind
    if kind is PassKind.BLANK:
        kind = PassKind.PERSONAL if card.person_id else PassKind.TAG
    if card.revoked_at is None:
        _void([old], db, reason=reason, at=at, by=by)
    row = {
        "kind": kind,
        "person_id": card.person_id,
        "second_person_id": card.second_person_id,
        "expected_id": card.expected_id,
        "replaces": card.id,
    }
    return _make(db, [row], revoking=[], at=at, by=by)[0]


def claim(db: Session, pass_id: str, expected_id: str, *, at: datetime, by: str) -> PassFacts:
    """Give a blank card to the person of one line of a list; the same line twice is harmless.

    Refuses a card that is not blank, is revoked, or belongs to somebody else already.
    """
    card, line = _get(db, pass_id), rosters.take(db, expected_id)
    if card.kind is not PassKind.BLANK or card.revoked_at is not None:
        raise Refusal(_("This is not a free blank card."), _("Take another blank card."))
    if card.expected_id == expected_id:
        return _facts(card)
    if card.expected_id is not None or card.person_id is not None:
        raise Refusal(
            _("This card belongs to somebody else already."), _("Take another blank card.")
        )
    before = {"expected_id": card.expected_id, "person_id": card.person_id}
    card.expected_id, card.person_id = line.id, line.person_id
    after = {"expected_id": line.id, "person_id": line.person_id}
    _save(db, card, "claim", before, after, at=at, by=by)
    return _facts(card)


def follow(db: Session, expected_id: str, person_id: str | None, *, at: datetime, by: str) -> None:
    """Give the blank cards claimed by a line to the person that line turned out to be."""
    done = db.connection().execute(
        sa.update(TABLE)
        .where(TABLE.c.kind == PassKind.BLANK, TABLE.c.expected_id == expected_id)
        .values(person_id=person_id, version=TABLE.c.version + 1, recorded_at=at, recorded_by=by)
    )
    if done.rowcount:
        records.touch(db, Pass)


def share(
    db: Session, pass_id: str, second_person_id: str | None, *, at: datetime, by: str
) -> PassFacts:
    """Let a second person use a personal card, such as a couple with one card; None ends it.

    Refuses other kinds of cards, and sharing with oneself.
    """
    card = _get(db, pass_id)
    if card.kind is not PassKind.PERSONAL or card.person_id == second_person_id:
        raise Refusal(_("This card cannot be shared."), _("Make a card for each person."))
    before = {"second_person_id": card.second_person_id}
    card.second_person_id = second_person_id
    after = {"second_person_id": second_person_id}
    _save(db, card, "share", before, after, at=at, by=by)
    return _facts(card)


def _select(db: Session, *conditions: sa.ColumnElement[bool]) -> tuple[PassFacts, ...]:
    query = sa.select(*(TABLE.c[name] for name in _FACTS)).where(*conditions).order_by(TABLE.c.id)
    return tuple(PassFacts(*row) for row in db.execute(query))


def _make(
    db: Session,
    rows: Sequence[dict[str, Any]],
    *,
    revoking: Sequence[PassFacts],
    at: datetime,
    by: str,
) -> tuple[PassFacts, ...]:
    if revoking:
        _void(revoking, db, reason=_("Replaced by a new card"), at=at, by=by)
    if not rows:
        return ()
    empty = dict.fromkeys(_FACTS) | {"version": 1, "revoked_reason": ""}
    new = [{**empty, "id": records.new_id(), "code": codes.new_code(), **row} for row in rows]
    stamp = {"recorded_at": at, "recorded_by": by}
    db.execute(sa.insert(TABLE), [{**row, **stamp} for row in new])
    records.touch(db, Pass)
    after = {"passes": [row["id"] for row in new]}
    journal.write(db, "issue", "pass", str(new[0]["id"]), at=at, by=by, after=after)
    return tuple(PassFacts(**row) for row in new)


def _void(cards: Sequence[PassFacts], db: Session, *, reason: str, at: datetime, by: str) -> None:
    ids = [card.id for card in cards]
    db.execute(
        sa.update(TABLE)
        .where(TABLE.c.id.in_(ids))
        .values(
            revoked_at=at,
            revoked_reason=reason,
            version=TABLE.c.version + 1,
            recorded_at=at,
            recorded_by=by,
        )
    )
    records.touch(db, Pass)
    after = {"passes": ids, "reason": reason}
    journal.write(db, "revoke", "pass", ids[0], at=at, by=by, after=after)


def _save(
    db: Session,
    card: Pass,
    act: str,
    before: dict[str, Any],
    after: dict[str, Any],
    *,
    at: datetime,
    by: str,
) -> None:
    card.version += 1
    card.recorded_at, card.recorded_by = at, by
    db.flush()
    journal.write(db, act, "pass", card.id, at=at, by=by, before=before, after=after)


def _get(db: Session, pass_id: str) -> Pass:
    card = db.get(Pass, pass_id, with_for_update=True)
    if card is None:
        raise _unknown()
    return card


def _unknown() -> Refusal:
    return Refusal(_("This card is not known here."), _("Look for the name of the person."))


def _facts(card: Pass) -> PassFacts:
    return PassFacts(*(getattr(card, name) for name in _FACTS))
