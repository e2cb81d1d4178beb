"""消去: a person's entry overwritten for good, asked for by one and approved by another.

The id stays, so that attendance, numbers and ledgers count as before. A tombstone remembers the
erasure without the name, and is replayed when an older copy of the data is brought back.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from resources import journal
from resources.records import ID_LENGTH, Entry, Record, new_id, one_of, touch
from resources.refusals import Refusal
from resources.words import _, mark
from sessions import holdings, legal_holds
from sessions.holdings import ERASED_NAME, Holding
from sessions.person_tables import PERSON, Person


class Cause(StrEnum):
    """Why an entry is erased; no words of one's own, they might say too much."""

    WISH = "wish"  # 本人の求め
    TERM = "term"  # 保存年限の満了
    MISTAKE = "mistake"  # 誤って登録


CAUSES = {
    Cause.WISH: mark("The person asked for it"),
    Cause.TERM: mark("The years of keeping are over"),
    Cause.MISTAKE: mark("Entered by mistake"),
}


class RequestState(StrEnum):
    """What became of a request."""

    OPEN = "open"
    APPROVED = "approved"
    DECLINED = "declined"


class ErasureRequest(Record, table=True):
    """One person to be erased, asked for by `recorded_by`."""

    __tablename__ = "erasure_request"

    person_id: str = Field(foreign_key="person.id", index=True, max_length=ID_LENGTH)
    reason: Cause = Field(sa_column=one_of(Cause))
    state: RequestState = Field(default=RequestState.OPEN, sa_column=one_of(RequestState))
    decided_at: datetime | None = None
    decided_by: str = Field(default="", max_length=ID_LENGTH)


class Tombstone(Entry, table=True):
    """The proof that an entry was erased: whose id, when, why, asked and approved by whom."""

    person_id: str = Field(foreign_key="person.id", unique=True, max_length=ID_LENGTH)
    reason: Cause = Field(sa_column=one_of(Cause))
    asked_by: str = Field(max_length=ID_LENGTH)


REQUESTS: sa.Table = SQLModel.metadata.tables["erasure_request"]
STONES: sa.Table = SQLModel.metadata.tables["tombstone"]

Blocker = Callable[[Session, Sequence[str]], list[str]]
"""Says in sentences what stands against erasing the people of these ids; nothing: may be done."""


@dataclass(frozen=True)
class Request:
    """One request as pages show it."""

    id: str
    person_id: str
    name: str
    kana: str
    reason: Cause
    state: RequestState
    asked_by: str
    asked_at: datetime
    decided_by: str
    decided_at: datetime | None


@dataclass(frozen=True)
class Stone:
    """One erasure as it must be done again on older data."""

    person_id: str
    reason: Cause
    asked_by: str
    approved_by: str
    erased_at: datetime


def requests(db: Session, *, open_only: bool = False) -> tuple[Request, ...]:
    """Return the requests, newest first."""
    own = REQUESTS.c
    columns: tuple[sa.ColumnElement[Any], ...] = (
        own.id, own.person_id, PERSON.c.name, PERSON.c.kana, own.reason, own.state,
        own.recorded_by, own.recorded_at, own.decided_by, own.decided_at,
    )  # fmt: skip
    query = (
        sa.select(*columns)
        .join_from(REQUESTS, PERSON, PERSON.c.id == own.person_id)
        .order_by(own.id.desc())
    )
    if open_only:
        query = query.where(own.state == RequestState.OPEN)
    return tuple(Request(*row) for row in db.execute(query))


def stones(db: Session) -> tuple[Stone, ...]:
    """Return every erasure done here, oldest first."""
    own = STONES.c
    query = sa.select(
        own.person_id, own.reason, own.asked_by, own.recorded_by, own.recorded_at
    ).order_by(own.recorded_at, own.id)
    return tuple(Stone(*row) for row in db.execute(query))


def against(db: Session, person_id: str, blockers: Iterable[Blocker] = ()) -> list[str]:
    """Return in sentences what stands against erasing a person now."""
    ids = holdings.all_of(db, person_id)
    found = [_("Must be kept: {why}").format(why=why) for why in legal_holds.standing(db, ids)]
    return found + [sentence for blocker in blockers for sentence in blocker(db, ids)]


def ask(db: Session, person_id: str, reason: Cause, *, at: datetime, by: str) -> str:
    """Ask that a person be erased and return the request; a second one is the first.

    Refuses somebody unknown or erased already.
    """
    ids = holdings.all_of(db, person_id)
    if db.scalar(sa.select(STONES.c.id).where(STONES.c.person_id.in_(ids))):
        raise Refusal(_("This entry was erased already."), _("Nothing needs to be done."))
    standing = db.scalar(
        sa.select(REQUESTS.c.id).where(
            REQUESTS.c.person_id == person_id, REQUESTS.c.state == RequestState.OPEN
        )
    )
    if standing:
        return str(standing)
    made = ErasureRequest(person_id=person_id, reason=reason, recorded_at=at, recorded_by=by)
    db.add(made)
    db.flush()
    journal.write(
        db, "ask_erasure", "person", person_id, at=at, by=by, after={"cause": reason.value}
    )
    return made.id


def decline(db: Session, request_id: str, *, at: datetime, by: str) -> None:
    """Say no to a request, or take one's own back."""
    asked = _open(db, request_id)
    _decide(db, asked, RequestState.DECLINED, at=at, by=by)
    journal.write(db, "decline_erasure", "person", asked.person_id, at=at, by=by)


def approve(
    db: Session,
    request_id: str,
    *,
    held: Sequence[Holding],
    blockers: Iterable[Blocker] = (),
    at: datetime,
    by: str,
) -> None:
    """Erase the person of a request for good.

    Refuses whoever asked for it (two people decide), and while something stands against it.
    """
    asked = _open(db, request_id)
    if asked.recorded_by == by:
        raise Refusal(
            _("Whoever asked for an erasure cannot approve it."),
            _("Let somebody else of the office look at it."),
        )
    if reasons := against(db, asked.person_id, blockers):
        raise Refusal(_("This entry cannot be erased yet."), "\n".join(reasons))
    ids = holdings.all_of(db, asked.person_id)
    _overwrite(db, ids, held, at=at)
    _decide(db, asked, RequestState.APPROVED, at=at, by=by)
    stone = Stone(asked.person_id, asked.reason, asked.recorded_by, by, at)
    _remember(db, ids, stone)
    journal.write(db, "erase", "person", asked.person_id, at=at, by=by)


def replay(db: Session, known: Iterable[Stone], *, held: Sequence[Holding]) -> int:
    """Do `known` erasures again on data older than they are; return how many were needed."""
    done = {stone.person_id for stone in stones(db)}
    count = 0
    for stone in known:
        there = db.scalar(sa.select(PERSON.c.id).where(PERSON.c.id == stone.person_id))
        if stone.person_id in done or there is None:
            continue
        ids = holdings.all_of(db, stone.person_id)
        _overwrite(db, ids, held, at=stone.erased_at)
        _remember(db, [one for one in ids if one not in done], stone)
        done.update(ids)
        at, by = stone.erased_at, stone.approved_by
        journal.write(db, "erase", "person", stone.person_id, at=at, by=by)
        count += 1
    return count


def carry_over(before: Session, now: Session, *, held: Sequence[Holding]) -> int:
    """Do the erasures of the office as it stood again on older data that was brought back."""
    return replay(now, stones(before), held=held)


def _overwrite(db: Session, ids: Sequence[str], held: Sequence[Holding], *, at: datetime) -> None:
    """Overwrite or remove everything `held` of the people `ids`, the values of the journal too."""
    objects = [*ids]
    for one in held:
        if "id" in holdings.table(one.table).c and one.table != holdings.PERSON and not one.shared:
            objects += holdings.ids(db, one.table, ids, held)
    _blank_certificates(db, ids, held)
    objects += _blank_documents(db, ids, held)
    passes = holdings.table("pass")
    mine = {one.table: holdings.owned(one, ids, held) for one in held}
    db.execute(
        sa.update(passes)
        .where(mine["pass"], passes.c.revoked_at.is_(None))
        .values(revoked_at=at, version=passes.c.version + 1)
    )
    # What hangs on other rows goes first, while the way to the person still stands.
    for one in reversed(held):
        target = holdings.table(one.table)
        if one.removed:
            db.execute(sa.delete(target).where(mine[one.table]))
        elif one.emptied:
            values = {**one.emptied}
            if "version" in target.c:
                values["version"] = target.c.version + 1
            db.execute(sa.update(target).where(mine[one.table]).values(**values))
    for each in objects:
        journal.erase_values(db, each)
    db.expire_all()
    touch(db, Person, Tombstone)


def _blank_certificates(db: Session, ids: Sequence[str], held: Sequence[Holding]) -> None:
    """Take the names out of the frozen words; number and hash stay, to prove a paper by."""
    one = next(one for one in held if one.table == "certificate")
    target = holdings.table("certificate")
    rows = db.execute(
        sa.select(target.c.id, target.c.words).where(holdings.owned(one, ids, held))
    ).all()
    blank = [
        {"which": row.id, "blank": json.dumps({**json.loads(row.words), **_NAMELESS})}
        for row in rows
    ]
    if blank:
        db.connection().execute(
            sa.update(target)
            .where(target.c.id == sa.bindparam("which"))
            .values(words=sa.bindparam("blank")),
            blank,
        )


def _blank_documents(db: Session, ids: Sequence[str], held: Sequence[Holding]) -> list[str]:
    """Take the names out of the register of papers (宛先) and return the ids of those lines.

    A letter to many names the first of them only: where that is somebody else, it stays.
    """
    one = next(one for one in held if one.table == "document")
    target, person = holdings.table("document"), PERSON.c
    said = db.execute(sa.select(person.name, person.kana).where(person.id.in_(ids))).all()
    named = [
        target.c.addressed_to.contains(word, autoescape=True)
        for row in said
        for word in row
        if word
    ]
    mine = sa.and_(holdings.owned(one, ids, held), sa.or_(sa.false(), *named))
    found = list(db.scalars(sa.select(target.c.id).where(mine)))
    change = sa.update(target).where(target.c.id.in_(found))
    db.execute(change.values(addressed_to=ERASED_NAME, version=target.c.version + 1))
    return found


_NAMELESS: dict[str, Any] = {"name": ERASED_NAME, "kana": ""}


def _remember(db: Session, ids: Iterable[str], stone: Stone) -> None:
    rows = [
        {
            "id": new_id(), "recorded_at": stone.erased_at, "recorded_by": stone.approved_by,
            "person_id": person_id, "reason": stone.reason, "asked_by": stone.asked_by,
        }
        for person_id in ids
    ]  # fmt: skip
    db.execute(sa.insert(STONES), rows)
    touch(db, Tombstone)


def _open(db: Session, request_id: str) -> ErasureRequest:
    asked = db.get(ErasureRequest, request_id, with_for_update=True)
    if asked is None or asked.state is not RequestState.OPEN:
        raise Refusal(
            _("This request is not open any more."), _("Look at the list of requests again.")
        )
    return asked


def _decide(
    db: Session, asked: ErasureRequest, state: RequestState, *, at: datetime, by: str
) -> None:
    db.execute(
        sa.update(REQUESTS)
        .where(REQUESTS.c.id == asked.id)
        .values(state=state, decided_at=at, decided_by=by, version=REQUESTS.c.version + 1)
    )
    touch(db, ErasureRequest)
