"""交換: from the application over the approval to the hand-over with a receipt, or back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from programs.points import balances, closed_years, goods, ledger, rule_sets
from programs.points.ledger import Kind
from resources import calendar, journal
from resources.records import ID_LENGTH, Record, new_id, one_of, revise
from resources.refusals import Refusal
from resources.words import _
from sessions import permission, suppression
from sessions.suppression import Reason

ACT = "points.exchange"


class State(StrEnum):
    """How far an exchange has come."""

    APPLIED = "applied"  # 申請: the amount is set aside from here on
    APPROVED = "approved"  # 決裁
    HANDED = "handed"  # 引渡し, with a signed receipt
    CANCELLED = "cancelled"  # 取消: the amount is back


class Exchange(Record, table=True):
    """One 交換申請 of one volunteer."""

    __tablename__ = "exchange"

    year: int = Field(index=True)
    number: str = Field(max_length=20, index=True)
    applied_on: date
    yen: int
    state: State = Field(sa_column=one_of(State))
    card_number: str = Field(default="", max_length=40)  # of い～なちゃんカード
    approved_at: datetime | None = None
    approved_by: str = Field(default="", max_length=ID_LENGTH)
    handed_on: date | None = None
    signed: bool = False  # 受領書 with the signature is there
    reason: str = Field(default="", max_length=400)  # of a cancellation


class ExchangeLine(SQLModel, table=True):
    """What part of an exchange is taken as what."""

    __tablename__ = "exchange_line"

    exchange_id: str = Field(primary_key=True, foreign_key="exchange.id", max_length=ID_LENGTH)
    place: int = Field(primary_key=True)
    reward: str = Field(max_length=80)  # one of the rule's
    yen: int
    goods_id: str | None = Field(default=None, foreign_key="goods.id", max_length=ID_LENGTH)
    quantity: int = 0


TABLE: sa.Table = SQLModel.metadata.tables["exchange"]
LINES: sa.Table = SQLModel.metadata.tables["exchange_line"]


@dataclass(frozen=True)
class Choice:
    """A part of the amount and what it is taken as; goods with how many."""

    reward: str
    yen: int
    goods_id: str | None = None
    quantity: int = 0


@dataclass(frozen=True)
class View:
    """One exchange as pages and papers show it."""

    id: str
    version: int
    year: int
    number: str
    applied_on: date
    yen: int
    state: State
    card_number: str
    handed_on: date | None
    signed: bool
    reason: str
    choices: tuple[Choice, ...]


def listing(db: Session, year: int, number: str = "") -> list[View]:
    """Return the exchanges of `year`, of everybody or of one number, as they were applied for."""
    query = sa.select(TABLE).where(TABLE.c.year == year).order_by(TABLE.c.id)
    if number:
        query = query.where(TABLE.c.number == number)
    rows = list(db.execute(query))
    choices: dict[str, list[Choice]] = {}
    wanted = sa.select(TABLE.c.id).where(TABLE.c.year == year)
    for line in db.execute(
        sa.select(LINES)
        .where(LINES.c.exchange_id.in_(wanted))
        .order_by(LINES.c.exchange_id, LINES.c.place)
    ):
        choices.setdefault(line.exchange_id, []).append(
            Choice(line.reward, line.yen, line.goods_id, line.quantity)
        )
    names = [name for name in View.__dataclass_fields__ if name != "choices"]
    return [
        View(
            **{name: getattr(row, name) for name in names},
            choices=tuple(choices.get(row.id, ())),
        )
        for row in rows
    ]


def get(db: Session, exchange_id: str) -> View:
    """Return one exchange; refuses an unknown one."""
    row = db.execute(sa.select(TABLE).where(TABLE.c.id == exchange_id)).first()
    if row is None:
        raise Refusal(_("This exchange is not there."), _("Choose it from the list again."))
    return next(one for one in listing(db, row.year, row.number) if one.id == exchange_id)


def apply(
    db: Session,
    year: int,
    number: str,
    choices: Sequence[Choice],
    *,
    card_number: str = "",
    at: datetime,
    by: str,
) -> str:
    """Take an application and set its amount aside at once; return the id.

    Refused are more than is left, an amount that cannot be split so, a day outside of the
    windows, a reward the rules do not know, a closed year, and somebody who died.
    """
    day = calendar.day_of(at)
    rules = rule_sets.in_force(db, year)
    rule = rules.last.rule
    yen = sum(one.yen for one in choices)
    standing = balances.of_year(db, year, [number])
    if not standing or not standing[0].person_id:
        raise Refusal(
            _("Nobody is registered under {numbers} in that year.").format(numbers=number),
            _("Look at the number and the year again."),
        )
    closed_years.ensure_open(db, year)
    if not rule.exchangeable_on(day, year):
        windows = "、".join(
            f"{calendar.wareki(first)}–{calendar.wareki(last)}"
            for first, last in rule.exchange_days(year)
        )
        raise Refusal(
            _("Today is no day for exchanges of that year."),
            _("Exchanges are made on these days: {days}").format(days=windows),
        )
    _ensure_alive(db, standing[0].person_id)
    _ensure_choices(choices, rule.rewards, rule.unit_yen)
    goods.ensure_offered(db, {one.goods_id for one in choices if one.goods_id})
    if yen > standing[0].left:
        raise Refusal(
            _("{wanted} yen are more than the {left} yen that are left.").format(
                wanted=f"{yen:,}", left=f"{max(0, standing[0].left):,}"
            ),
            _("Choose a smaller amount."),
        )
    permission.ensure_within(db, by, ACT, yen)
    made = Exchange(
        year=year, number=number, applied_on=day, yen=yen, state=State.APPLIED,
        card_number=card_number.strip()[:40], recorded_at=at, recorded_by=by,
    )  # fmt: skip
    exchange_id = made.id
    db.add(made)
    db.flush()
    db.execute(
        sa.insert(LINES),
        [
            {
                "exchange_id": exchange_id, "place": place, "reward": one.reward, "yen": one.yen,
                "goods_id": one.goods_id, "quantity": one.quantity,
            }
            for place, one in enumerate(choices)
        ],
    )  # fmt: skip
    _post(db, exchange_id, year, number, Kind.EXCHANGE, -yen, 1, "", rules.last.id, at, by)
    journal.write(
        db, "apply", "exchange", exchange_id, at=at, by=by,
        after={"year": year, "number": number, "yen": yen},
    )  # fmt: skip
    return exchange_id


def approve(db: Session, exchange_id: str, *, version: int, at: datetime, by: str) -> int:
    """Approve an application (決裁) and return the new version; refuses any other state."""
    one = _in_state(db, exchange_id, State.APPLIED)
    permission.ensure_within(db, by, ACT, one.yen)
    return _move_on(
        db, one, "approve", version,
        {"state": State.APPROVED, "approved_at": at, "approved_by": by}, at, by,
    )  # fmt: skip


def hand_over(
    db: Session, exchange_id: str, *, signed: bool, version: int, at: datetime, by: str
) -> int:
    """Hand over what was approved; return the new version.

    Refused are an exchange that is not approved, goods that are not there, and no signature.
    """
    one = _in_state(db, exchange_id, State.APPROVED)
    if not signed:
        raise Refusal(
            _("The receipt is not signed yet."), _("Let the volunteer sign it, then go on.")
        )
    for choice in one.choices:
        if choice.goods_id:
            goods.move(
                db, choice.goods_id, goods.Move.HANDED, -choice.quantity,
                about=exchange_id, at=at, by=by,
            )  # fmt: skip
    return _move_on(
        db, one, "hand_over", version,
        {"state": State.HANDED, "handed_on": calendar.day_of(at), "signed": True}, at, by,
    )  # fmt: skip


def cancel(
    db: Session, exchange_id: str, *, reason: str, version: int, at: datetime, by: str
) -> int:
    """Cancel an exchange: the amount comes back as a line of its own. Returns the new version.

    Refused are no reason, one that is cancelled, and a closed year.
    """
    one = get(db, exchange_id)
    if one.state is State.CANCELLED:
        raise Refusal(_("This exchange is cancelled already."), _("Nothing needs to be done."))
    if not reason.strip():
        raise Refusal(_("A cancellation needs its reason."), _("Write why, then do it again."))
    closed_years.ensure_open(db, one.year)
    if one.state is State.HANDED:
        for choice in one.choices:
            if choice.goods_id:
                goods.move(
                    db, choice.goods_id, goods.Move.BACK, choice.quantity,
                    about=exchange_id, at=at, by=by,
                )  # fmt: skip
    rule_id = rule_sets.in_force(db, one.year).last.id
    _post(
        db, exchange_id, one.year, one.number, Kind.EXCHANGE_BACK, one.yen, 2, reason.strip(),
        rule_id, at, by,
    )  # fmt: skip
    return _move_on(
        db, one, "cancel", version, {"state": State.CANCELLED, "reason": reason.strip()[:400]},
        at, by,
    )  # fmt: skip


def _in_state(db: Session, exchange_id: str, wanted: State) -> View:
    one = get(db, exchange_id)
    if one.state is not wanted:
        raise Refusal(
            _("This exchange has come to another point already."),
            _("Look at it again, then enter your change once more."),
        )
    return one


def _move_on(
    db: Session, one: View, act: str, version: int, values: dict[str, Any], at: datetime, by: str
) -> int:
    revise(db, Exchange, one.id, values, seen=version, standing=one.version)
    journal.write(
        db, act, "exchange", one.id, at=at, by=by, before={"state": one.state.value},
        after={name: str(value) for name, value in values.items()},
    )  # fmt: skip
    return version + 1


def died() -> Refusal:
    """Return what is said when somebody who has died would exchange points."""
    return Refusal(
        _("This person has died; the points cannot be exchanged."),
        _("Points end with the person, unless the rules of the year say otherwise."),
    )


def _ensure_alive(db: Session, person_id: str) -> None:
    stands = suppression.standing(db, [person_id]).get(person_id)
    if stands is not None and Reason.DIED in stands.reasons:
        raise died()


def _ensure_choices(choices: Sequence[Choice], rewards: Sequence[str], unit: int) -> None:
    if not choices:
        raise Refusal(_("Nothing was chosen yet."), _("Choose what the points become."))
    for one in choices:
        if one.yen <= 0 or one.yen % unit:
            raise Refusal(
                _("{yen} yen cannot be exchanged for.").format(yen=f"{one.yen:,}"),
                _("Exchanges are made in multiples of {unit} yen.").format(unit=f"{unit:,}"),
            )
        if one.reward not in rewards:
            raise Refusal(
                _("The rules know no exchange for {reward}.").format(reward=one.reward),
                _("One of these: {words}.").format(words="、".join(rewards)),
            )
        if one.goods_id and one.quantity <= 0:
            raise Refusal(_("This is no number of pieces."), _("Enter how many there are."))


def _post(
    db: Session, exchange_id: str, year: int, number: str, kind: Kind, yen: int, turn: int,
    reason: str, rule_id: str, at: datetime, by: str,
) -> None:  # fmt: skip
    ledger.write(
        db,
        [
            ledger.line(
                year=year, number=number, day=calendar.day_of(at), kind=kind, about=exchange_id,
                turn=turn, yen=yen, reason=reason, rule_id=rule_id or None, at=at, by=by,
                entry_id=new_id(),
            )
        ],
    )  # fmt: skip
