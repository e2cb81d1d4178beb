"""Acts that two people do (二人目の承認): one asks with everything fixed, another agrees, once."""

import importlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from resources import journal, roles
from resources.records import ID_LENGTH, Entry, one_of
from resources.refusals import Refusal
from resources.roles import Cell
from resources.words import _
from sessions import permission, staff

LASTS = timedelta(days=7)
GRANT_LASTS = timedelta(hours=24)
_ASKING = frozenset({Cell.YES, Cell.SECOND, Cell.ASK, Cell.LIMIT})
_AGREEING = frozenset({Cell.YES, Cell.SECOND})
_DECIDED, _USED = 1, 2


class Said(StrEnum):
    """What became of a request."""

    APPROVE = "approve"
    DECLINE = "decline"
    WITHDRAW = "call_off"
    USE = "use"  # what was granted was done


class SecondRequest(Entry, table=True):
    """What somebody asks a second person to agree to; the arguments are fixed from then on."""

    __tablename__ = "second_request"
    erasable: ClassVar[tuple[str, ...]] = ("arguments", "about", "why")

    act: str = Field(max_length=40)
    function: str = Field(max_length=120)  # module:name
    arguments: str = Field(sa_type=sa.Text)  # JSON
    about: str = Field(max_length=200)  # in words, as the second person reads it
    why: str = Field(max_length=400)
    expires_at: datetime


class SecondAnswer(Entry, table=True):
    """What was said to a request: one decision (step 1), and one use of a grant (step 2)."""

    __tablename__ = "second_answer"
    __table_args__ = (sa.UniqueConstraint("request_id", "step"),)
    erasable: ClassVar[tuple[str, ...]] = ("why",)

    request_id: str = Field(foreign_key="second_request.id", max_length=ID_LENGTH)
    step: int = _DECIDED
    said: Said = Field(sa_column=one_of(Said))
    why: str = Field(default="", max_length=400)


TABLE: sa.Table = SQLModel.metadata.tables["second_request"]
ANSWERS: sa.Table = SQLModel.metadata.tables["second_answer"]


@dataclass(frozen=True)
class Waiting:
    """A request nobody has answered: `mine` may be withdrawn, `answerable` answered."""

    id: str
    act: str
    about: str
    why: str
    asked_by: str
    asked_at: datetime
    expires_at: datetime
    mine: bool
    answerable: bool
    nobody_else: bool  # only the recovery key from the safe can stand in


def waiting(db: Session, staff_id: str, *, at: datetime) -> tuple[Waiting, ...]:
    """Return the open requests that are somebody's own or theirs to answer, oldest first."""
    query = (
        sa.select(TABLE)
        .outerjoin(ANSWERS, ANSWERS.c.request_id == TABLE.c.id)
        .where(ANSWERS.c.id.is_(None), TABLE.c.expires_at > at)
        .order_by(TABLE.c.recorded_at, TABLE.c.id)
    )
    names, here = staff.names(db), staff.listing(db)
    found = []
    for row in db.execute(query).all():
        others = {one.id for one in here if one.id != row.recorded_by and _agrees(row.act, one)}
        mine, answerable = row.recorded_by == staff_id, staff_id in others
        if mine or answerable:
            found.append(
                Waiting(
                    row.id, row.act, row.about, row.why, names.get(row.recorded_by, ""),
                    row.recorded_at, row.expires_at, mine, answerable, not others,
                )
            )  # fmt: skip
    return tuple(found)


def request(
    db: Session,
    verb: Callable[..., Any],
    arguments: Mapping[str, Any],
    *,
    about: str,
    why: str,
    at: datetime,
    by: str,
) -> str:
    """Ask a second person to agree to `verb` with `arguments` (all by keyword); return the id.

    `about` says in words what would happen. Refuses a request without a reason, and one from
    somebody whose role may not even ask. The request lasts seven days.
    """
    act = roles.act_of(verb) if verb is not grant else str(arguments["act"])
    if act is None:
        raise ValueError(f"{verb.__module__}:{verb.__qualname__} is no act of resources/acts.csv")
    asking = {permit.cell for permit in roles.permits(act, permission.standing(db, by).roles)}
    if not asking & _ASKING:
        raise Refusal(
            _("{act}: your role does not allow this.").format(act=roles.matrix()[act].words),
            _("Ask somebody whose role allows it."),
        )
    if not why.strip():
        raise Refusal(
            _("{act}: a reason is needed.").format(act=roles.matrix()[act].words),
            _("Write why, then do it again."),
        )
    asked = SecondRequest(
        act=act, function=f"{verb.__module__}:{verb.__qualname__}",
        arguments=json.dumps(dict(arguments), ensure_ascii=False, default=_frozen),
        about=about[:200], why=why.strip()[:400], expires_at=at + LASTS,
        recorded_at=at, recorded_by=by,
    )  # fmt: skip
    request_id = asked.id
    db.add(asked)
    db.flush()
    journal.write(
        db, "request", "second_request", request_id, at=at, by=by,
        after={"act": act, "about": about, "why": why.strip()},
    )  # fmt: skip
    return request_id


def approve(db: Session, request_id: str, *, at: datetime, by: str) -> Any:
    """Agree to a request and do it now, once, in the name of who asked; return what it returns.

    Refuses one's own request, one that ended, and who may not agree to such an act.
    """
    asked = _open(db, request_id, at)
    if asked.recorded_by == by:
        raise Refusal(
            _("Nobody agrees to what they asked for themselves."),
            _("Somebody else must look at it."),
        )
    if not _agrees(asked.act, staff.get(db, by)):
        raise Refusal(
            _("{act}: your role cannot agree to this.").format(act=roles.matrix()[asked.act].words),
            _("Somebody whose role allows it must look at it."),
        )
    return _carry_out(db, asked, at=at, by=by, witness="")


def approve_by_recovery_key(db: Session, request_id: str, *, at: datetime, by: str) -> Any:
    """Let the recovery key from the safe stand in where nobody else could agree.

    Whoever calls has proven the key. Refuses while another person could agree, and other
    people's requests.
    """
    asked = _open(db, request_id, at)
    others = [
        one for one in staff.listing(db) if one.id != asked.recorded_by and _agrees(asked.act, one)
    ]
    if others or asked.recorded_by != by:
        raise Refusal(
            _("Somebody else can agree to this."),
            _("Ask: {names}").format(names="、".join(one.name for one in others)),
        )
    return _carry_out(db, asked, at=at, by=by, witness="recovery key")


def decline(db: Session, request_id: str, why: str, *, at: datetime, by: str) -> None:
    """Say no to a request with a reason; refuses who could not have agreed either."""
    asked = _open(db, request_id, at)
    if asked.recorded_by == by or not _agrees(asked.act, staff.get(db, by)):
        raise Refusal(
            _("{act}: your role cannot agree to this.").format(act=roles.matrix()[asked.act].words),
            _("Somebody whose role allows it must look at it."),
        )
    if not why.strip():
        raise Refusal(_("A reason is needed."), _("Write why, then do it again."))
    _say(db, asked, Said.DECLINE, why=why.strip(), at=at, by=by)


def withdraw(db: Session, request_id: str, *, at: datetime, by: str) -> None:
    """Take back one's own request while nobody has answered it."""
    asked = _open(db, request_id, at)
    if asked.recorded_by != by:
        raise Refusal(_("Somebody else asked for this."), _("Decline it instead."))
    _say(db, asked, Said.WITHDRAW, at=at, by=by)


def grant(db: Session, act: str, subject: str, *, at: datetime, by: str) -> None:
    """Note that `act` about `subject` was agreed to; for what is done outside the database."""
    journal.write(db, "grant", "second_request", by, at=at, by=by, after={act: subject})


def use_grant(db: Session, act: str, subject: str, *, at: datetime, by: str) -> str:
    """Use up what was granted to oneself within the last day; return the request's id.

    Refuses what nobody agreed to, and what was used already.
    """
    decided, used = ANSWERS.alias("decided"), ANSWERS.alias("used")
    query = (
        sa.select(TABLE)
        .join(decided, (decided.c.request_id == TABLE.c.id) & (decided.c.step == _DECIDED))
        .outerjoin(used, (used.c.request_id == TABLE.c.id) & (used.c.step == _USED))
        .where(
            TABLE.c.act == act,
            TABLE.c.recorded_by == by,
            decided.c.said == Said.APPROVE,
            decided.c.recorded_at > at - GRANT_LASTS,
            used.c.id.is_(None),
        )
        .order_by(TABLE.c.recorded_at, TABLE.c.id)
    )
    for row in db.execute(query).all():
        if row.arguments and json.loads(row.arguments).get("subject") == subject:
            _say(db, row, Said.USE, step=_USED, at=at, by=by)
            return str(row.id)
    raise Refusal(
        _("{act}: a second person must agree first.").format(act=roles.matrix()[act].words),
        _("Ask for it; it waits under Today for somebody who may agree."),
    )


def others(db: Session, act: str, *, staff_id: str) -> tuple[str, ...]:
    """Return the names of those who could agree to `act` of somebody's, none where nobody else."""
    found = [one for one in staff.listing(db) if one.id != staff_id and _agrees(act, one)]
    return tuple(one.name for one in found)


def asked(db: Session, act: str, subject: str, *, staff_id: str, at: datetime) -> bool:
    """Tell whether somebody's request for a grant of `act` about `subject` still waits."""
    query = (
        sa.select(TABLE.c.arguments)
        .outerjoin(ANSWERS, ANSWERS.c.request_id == TABLE.c.id)
        .where(
            TABLE.c.act == act,
            TABLE.c.recorded_by == staff_id,
            TABLE.c.expires_at > at,
            ANSWERS.c.id.is_(None),
        )
    )
    return any(json.loads(one).get("subject") == subject for one in db.scalars(query))


def _agrees(act: str, one: staff.StaffView) -> bool:
    cells = {permit.cell for permit in roles.permits(act, one.roles)}
    return one.active and bool(cells & _AGREEING)


def _open(db: Session, request_id: str, at: datetime) -> Any:
    row = db.execute(sa.select(TABLE).where(TABLE.c.id == request_id)).first()
    answered = db.scalar(sa.select(ANSWERS.c.said).where(ANSWERS.c.request_id == request_id))
    if row is None or answered is not None:
        raise Refusal(
            _("This request was answered already."), _("Look at the list under Today again.")
        )
    if row.expires_at <= at:
        raise Refusal(_("This request has run out."), _("Whoever needs it asks once more."))
    return row


def _carry_out(db: Session, asked: Any, *, at: datetime, by: str, witness: str) -> Any:
    if not asked.arguments:
        raise Refusal(_("Whom this request is about was erased since."), _("Decline the request."))
    _say(db, asked, Said.APPROVE, at=at, by=by, witness=witness)
    asker = staff.get(db, asked.recorded_by)
    cells = {permit.cell for permit in roles.permits(asked.act, asker.roles)}
    if not asker.active or not cells & _ASKING:
        raise Refusal(
            _("{name} may no longer ask for this.").format(name=asker.name),
            _("Decline the request."),
        )
    module, _colon, name = asked.function.partition(":")
    if module.partition(".")[0] not in {"sessions", "programs"}:
        raise ValueError(f"{asked.function} is no verb of the domain")
    verb = getattr(importlib.import_module(module), name)
    arguments = json.loads(asked.arguments, object_hook=_thawed)
    return verb(db, **arguments, at=at, by=asked.recorded_by)


def _say(
    db: Session,
    asked: Any,
    said: Said,
    *,
    why: str = "",
    step: int = _DECIDED,
    witness: str = "",
    at: datetime,
    by: str,
) -> None:
    try:
        with db.begin_nested():
            db.add(
                SecondAnswer(
                    request_id=asked.id, step=step, said=said, why=why[:400],
                    recorded_at=at, recorded_by=by,
                )
            )  # fmt: skip
            db.flush()
    except sa.exc.IntegrityError:
        raise Refusal(
            _("This request was answered already."), _("Look at the list under Today again.")
        ) from None
    told = {"act": asked.act, "about": asked.about, "asked_by": asked.recorded_by, "by": by}
    if why:
        told["why"] = why
    if witness:
        told["witness"] = witness
    journal.write(db, said.value, "second_request", asked.id, at=at, by=by, after=told)


def _frozen(value: Any) -> dict[str, str]:
    if isinstance(value, datetime):
        return {"$moment": value.isoformat()}
    if isinstance(value, date):
        return {"$day": value.isoformat()}
    raise TypeError(f"{type(value).__name__} cannot be kept in a request")


def _thawed(values: dict[str, Any]) -> Any:
    if set(values) == {"$moment"}:
        return datetime.fromisoformat(values["$moment"])
    if set(values) == {"$day"}:
        return date.fromisoformat(values["$day"])
    return values
