"""発送・掲載停止: who must not be written to or listed any more, by whom it was set and why.

死亡, 転出, 施設入所 and DV等支援措置 stop mailings, labels and lists at once. Nothing is deleted,
and whoever comes to the door all the same is received.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from resources.records import ID_LENGTH, Entry, one_of
from resources.words import _, mark
from sessions.person_tables import PERSON


class Reason(StrEnum):
    """Why somebody is withheld."""

    DIED = "died"  # 死亡
    MOVED = "moved"  # 転出
    HOME = "home"  # 施設入所
    PROTECTED = "protected"  # DV等支援措置
    WISH = "wish"  # 本人の希望


class Use(StrEnum):
    """What somebody may be withheld from."""

    EXPECT = "expect"  # put on the list of a meeting, told of its 延期
    SHEET = "sheet"  # a paper that lies open: sign-in sheet
    CARD = "card"  # name tag, QR card
    LETTER = "letter"  # letters, labels, envelopes
    LIST = "list"  # rosters of the register, exports
    WHEREABOUTS = "whereabouts"  # address, district, telephone, mail, 所属, wherever shown


STOPS: dict[Reason, frozenset[Use]] = {
    Reason.DIED: frozenset({Use.EXPECT, Use.SHEET, Use.CARD, Use.LETTER, Use.LIST}),
    Reason.MOVED: frozenset({Use.LETTER, Use.LIST}),
    Reason.HOME: frozenset({Use.LETTER, Use.LIST}),
    Reason.PROTECTED: frozenset({Use.SHEET, Use.LETTER, Use.WHEREABOUTS}),
    Reason.WISH: frozenset({Use.LETTER, Use.LIST}),
}
"""The rule of the house (facts §0-25). Letters under PROTECTED go to the safe address, if any.

An attendance list tells what happened: whoever came stays on it.
"""

AWAY = frozenset({Reason.DIED, Reason.MOVED})
"""The reasons for which somebody counts as having left (`Person.left_on`)."""

WORDS: dict[Reason, str] = {
    Reason.DIED: mark("passed away"),
    Reason.MOVED: mark("moved away"),
    Reason.HOME: mark("entered a home"),
    Reason.PROTECTED: mark("protected from being found"),
    Reason.WISH: mark("at their own wish"),
}


class Step(StrEnum):
    """What an entry says."""

    SET = "set"
    LIFTED = "lifted"


class Suppression(Entry, table=True):
    """One reason set or lifted; the words stand apart so that they can be erased."""

    person_id: str = Field(foreign_key="person.id", index=True, max_length=ID_LENGTH)
    step: Step = Field(sa_column=one_of(Step))
    reason: Reason = Field(sa_column=one_of(Reason))
    since: date
    lifts: str | None = Field(
        default=None, foreign_key="suppression.id", unique=True, max_length=ID_LENGTH
    )


class SuppressionWords(SQLModel, table=True):
    """Why in words, and where letters may go safely."""

    __tablename__ = "suppression_words"

    id: str = Field(primary_key=True, foreign_key="suppression.id", max_length=ID_LENGTH)
    why: str = Field(default="", max_length=200)
    zip: str = Field(default="", max_length=8)
    address: str = Field(default="", max_length=200)


TABLE: sa.Table = SQLModel.metadata.tables["suppression"]
SAID: sa.Table = SQLModel.metadata.tables["suppression_words"]


@dataclass(frozen=True, slots=True)
class Set:
    """One reason that stands: since when, why in words, by whom it was set."""

    id: str
    reason: Reason
    since: date
    why: str
    by: str
    at: datetime
    safe_zip: str = ""
    safe_address: str = ""

    @property
    def words(self) -> str:
        """The reason in the words of the office."""
        return _(WORDS[self.reason])


@dataclass(frozen=True, slots=True)
class Standing:
    """Somebody who is withheld now, with every reason that stands, the oldest first."""

    person_id: str
    sets: tuple[Set, ...]

    @property
    def reasons(self) -> frozenset[Reason]:
        """The reasons that stand."""
        return frozenset(one.reason for one in self.sets)

    @property
    def since(self) -> date:
        """The first day of the oldest reason."""
        return min(one.since for one in self.sets)

    @property
    def words(self) -> str:
        """All reasons in the words of the office."""
        return "・".join(dict.fromkeys(one.words for one in self.sets))

    @property
    def safe(self) -> tuple[str, str]:
        """Postcode and address to which letters may go although the person is protected."""
        for one in self.sets:
            if one.safe_address:
                return one.safe_zip, one.safe_address
        return "", ""

    def stops(self, use: Use) -> bool:
        """Tell whether a reason keeps the person from `use`."""
        stopping = {reason for reason in self.reasons if use in STOPS[reason]}
        if use is Use.LETTER and stopping == {Reason.PROTECTED} and self.safe[1]:
            return False
        return bool(stopping)

    @property
    def hidden(self) -> bool:
        """Tell whether address, district and telephone are not shown."""
        return self.stops(Use.WHEREABOUTS)


class OfPerson(Protocol):
    """A row that may belong to somebody of the register."""

    @property
    def person_id(self) -> str | None:
        """Whose row it is; None for people who are not in the register."""


_Row = TypeVar("_Row", bound=OfPerson)


def standing(db: Session, person_ids: Collection[str] | None = None) -> dict[str, Standing]:
    """Return who is withheld now, of `person_ids` or of everybody; two queries in all.

    Records brought together share what stands: each is found under its own id.
    """
    log, lift = TABLE.c, TABLE.alias("lift")
    owner = sa.func.coalesce(PERSON.c.merged_into, PERSON.c.id)
    query = (
        sa.select(
            owner.label("owner"), log.id, log.reason, log.since, SAID.c.why, log.recorded_by,
            log.recorded_at, SAID.c.zip, SAID.c.address,
        )
        .join_from(TABLE, PERSON, PERSON.c.id == log.person_id)
        .outerjoin(SAID, SAID.c.id == log.id)
        .outerjoin(lift, lift.c.lifts == log.id)
        .where(log.step == Step.SET, lift.c.id.is_(None))
        .order_by(log.since, log.recorded_at, log.id)
    )  # fmt: skip
    few = person_ids is not None and len(person_ids) <= _FEW
    if few:
        owners = sa.select(owner).where(PERSON.c.id.in_(person_ids or ()))
        query = query.where(owner.in_(owners))
    sets: dict[str, list[Set]] = {}
    for row in db.execute(query):
        why, code, place = row.why or "", row.zip or "", row.address or ""
        one = Set(row.id, row.reason, row.since, why, row.recorded_by, row.recorded_at, code, place)
        sets.setdefault(row.owner, []).append(one)
    if not sets:
        return {}
    doubles = sa.select(PERSON.c.id, PERSON.c.merged_into).where(
        PERSON.c.merged_into.in_(sets) if len(sets) <= _FEW else PERSON.c.merged_into.is_not(None)
    )
    owned = {person: person for person in sets}
    owned |= {row.id: row.merged_into for row in db.execute(doubles) if row.merged_into in sets}
    wanted = owned.keys() if person_ids is None else owned.keys() & set(person_ids)
    return {person: Standing(person, tuple(sets[owned[person]])) for person in wanted}


def hidden_addresses(db: Session, person_ids: Collection[str]) -> frozenset[str]:
    """Return those of `person_ids` whose whereabouts no list, paper or screen may show."""
    found = standing(db, person_ids)
    return frozenset(person for person, one in found.items() if one.hidden)


def withheld(db: Session, person_ids: Collection[str], use: Use) -> dict[str, Standing]:
    """Return those of `person_ids` who are kept from `use`."""
    found = standing(db, person_ids)
    return {person: one for person, one in found.items() if one.stops(use)}


def without(db: Session, rows: Iterable[_Row], use: Use) -> tuple[_Row, ...]:
    """Return `rows` without those of people who are kept from `use`, in their order."""
    listed = tuple(rows)
    stopped = withheld(db, [row.person_id for row in listed if row.person_id], use)
    return tuple(row for row in listed if row.person_id not in stopped)


def hiding() -> sa.Select[tuple[str]]:
    """Return the ids of the people whose whereabouts are hidden, as a query to be put into one."""
    lifted = sa.select(TABLE.c.lifts).where(TABLE.c.lifts.is_not(None))
    reasons = [reason for reason, uses in STOPS.items() if Use.WHEREABOUTS in uses]
    return (
        sa.select(sa.func.coalesce(_OF.c.merged_into, _OF.c.id))
        .join_from(TABLE, _OF, _OF.c.id == TABLE.c.person_id)
        .where(TABLE.c.step == Step.SET, TABLE.c.reason.in_(reasons), TABLE.c.id.not_in(lifted))
    )


def left_out(db: Session, standings: Collection[Standing]) -> str:
    """Return the sentence about those a batch leaves out: 3人を除きました: …; empty for nobody."""
    if not standings:
        return ""
    query = sa.select(PERSON.c.id, PERSON.c.name).where(
        PERSON.c.id.in_([one.person_id for one in standings])
    )
    names = {row.id: row.name for row in db.execute(query)}
    told = [
        _("{name} ({reason})").format(name=names.get(one.person_id, ""), reason=one.words)
        for one in standings
    ]
    return _("{count} people were left out: {names}").format(count=len(told), names="、".join(told))


_FEW = 1000  # beyond these the whole table is read faster than its rows one by one
_OF = PERSON.alias("withheld")
