"""景品: what stamps are exchanged for in goods, its stock, and what is on order."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from resources import journal
from resources.names import tidy_name
from resources.records import ID_LENGTH, Entry, Record, new_id, one_of, revise, touch
from resources.refusals import Refusal
from resources.words import _


class Move(StrEnum):
    """Why the stock of something changed."""

    ORDERED = "ordered"  # changes nothing on the shelf yet
    DELIVERED = "delivered"
    HANDED = "handed"  # to a volunteer
    BACK = "back"  # an exchange was cancelled after the hand-over
    COUNTED = "counted"  # what a stock-taking found more or less


class Goods(Record, table=True):
    """One kind of goods a volunteer may choose."""

    __tablename__ = "goods"

    name: str = Field(max_length=80, unique=True)
    maker: str = Field(default="", max_length=120)  # the 事業所 that makes it
    yen: int  # what one is worth
    active: bool = True


class StockMove(Entry, table=True):
    """One change of the stock; what is there is the sum of all."""

    __tablename__ = "stock_move"
    __table_args__ = (sa.UniqueConstraint("goods_id", "about", "move"),)

    goods_id: str = Field(foreign_key="goods.id", index=True, max_length=ID_LENGTH)
    move: Move = Field(sa_column=one_of(Move))
    quantity: int  # ordered and delivered above 0, handed out below
    about: str = Field(max_length=ID_LENGTH)  # the exchange, or the act itself
    note: str = Field(default="", max_length=200)


TABLE: sa.Table = SQLModel.metadata.tables["goods"]
MOVES: sa.Table = SQLModel.metadata.tables["stock_move"]


@dataclass(frozen=True)
class Stock:
    """One kind of goods, how many are there, and how many are on their way."""

    id: str
    version: int
    name: str
    maker: str
    yen: int
    active: bool
    there: int
    coming: int


def stock(db: Session) -> list[Stock]:
    """Return every kind of goods with its stock, by name."""
    ordered = sa.func.coalesce(
        sa.func.sum(
            sa.case(
                (MOVES.c.move == Move.ORDERED, MOVES.c.quantity),
                (MOVES.c.move == Move.DELIVERED, -MOVES.c.quantity),
                else_=0,
            )
        ),
        0,
    )
    there = sa.func.coalesce(
        sa.func.sum(sa.case((MOVES.c.move == Move.ORDERED, 0), else_=MOVES.c.quantity)), 0
    )
    columns = (
        TABLE.c.id,
        TABLE.c.version,
        TABLE.c.name,
        TABLE.c.maker,
        TABLE.c.yen,
        TABLE.c.active,
    )
    query = (
        sa.select(*columns, there, ordered)
        .select_from(TABLE.outerjoin(MOVES, MOVES.c.goods_id == TABLE.c.id))
        .group_by(*columns)
        .order_by(TABLE.c.name)
    )
    return [Stock(*row[:6], int(row[6]), max(0, int(row[7]))) for row in db.execute(query)]


def ensure_offered(db: Session, goods_ids: Collection[str]) -> None:
    """Refuse goods that are offered no more."""
    query = sa.select(TABLE.c.name).where(TABLE.c.id.in_(goods_ids), TABLE.c.active.is_(False))
    names = list(db.scalars(query)) if goods_ids else []
    if names:
        raise Refusal(
            _("{name} is not offered any more.").format(name="・".join(names)),
            _("Choose other goods, or offer it again first."),
        )


def offer(db: Session, name: str, yen: int, *, maker: str = "", at: datetime, by: str) -> str:
    """Offer a kind of goods and return its id; refuses a taken name and a worthless one."""
    name = tidy_name(name)
    if not name or yen <= 0:
        raise Refusal(
            _("Goods need a name and what one of them is worth."), _("Please enter both.")
        )
    if db.scalar(sa.select(TABLE.c.id).where(TABLE.c.name == name)):
        raise Refusal(
            _("There is an entry of this name already."),
            _("Open that one, or add something that tells the two apart."),
        )
    row = Goods(name=name, maker=maker.strip(), yen=yen, recorded_at=at, recorded_by=by)
    made = row.id
    db.add(row)
    db.flush()
    journal.write(
        db, "offer", "goods", made, at=at, by=by,
        after={"name": name, "yen": yen, "maker": maker.strip()},
    )  # fmt: skip
    return made


def retire(
    db: Session, goods_id: str, *, active: bool, version: int, at: datetime, by: str
) -> None:
    """Offer a kind of goods no more, or again; its stock and what was handed over stay."""
    row = db.get(Goods, goods_id)
    if row is None:
        raise Refusal(_("These goods are not in the list."), _("Choose them from the list again."))
    if row.active is active:
        return
    name, standing = row.name, row.version
    values = {"active": active, "recorded_at": at, "recorded_by": by}
    revise(db, Goods, goods_id, values, seen=version, standing=standing)
    journal.write(
        db, "retire", "goods", goods_id, at=at, by=by,
        before={"active": not active}, after={"active": active, "name": name},
    )  # fmt: skip


def move(
    db: Session,
    goods_id: str,
    kind: Move,
    quantity: int,
    *,
    about: str = "",
    note: str = "",
    at: datetime,
    by: str,
) -> None:
    """Enter an order, a delivery or a stock-taking; refuses what would leave less than nothing."""
    found = next((one for one in stock(db) if one.id == goods_id), None)
    if found is None:
        raise Refusal(_("These goods are not in the list."), _("Choose them from the list again."))
    if quantity == 0 or ((quantity < 0) != (kind == Move.HANDED) and kind is not Move.COUNTED):
        raise Refusal(_("This is no number of pieces."), _("Enter how many there are."))
    if kind is not Move.ORDERED and found.there + quantity < 0:
        raise Refusal(
            _("Only {count} of {name} are there.").format(count=found.there, name=found.name),
            _("Order some, or choose something else."),
        )
    about = about or new_id()
    db.execute(
        sa.insert(MOVES).values(
            id=new_id(), recorded_at=at, recorded_by=by, goods_id=goods_id, move=kind,
            quantity=quantity, about=about, note=note[:200],
        )
    )  # fmt: skip
    touch(db, StockMove)
    journal.write(
        db, "move_stock", "goods", goods_id, at=at, by=by,
        after={"move": kind.value, "quantity": quantity, "note": note[:200]},
    )  # fmt: skip
