"""Where people meet: halls, centres and their rooms."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from resources import journal
from resources.contacts import tidy_zip
from resources.names import show_kana, sort_key, tidy_name
from resources.records import Record, revise
from resources.refusals import Refusal
from resources.words import _


class Place(Record, table=True):
    """One place where meetings are held."""

    __table_args__ = (sa.CheckConstraint("capacity > 0", name="capacity"),)

    name: str = Field(max_length=80, unique=True)
    kana: str = Field(default="", max_length=120)
    zip: str = Field(default="", max_length=8)
    address: str = Field(default="", max_length=200)
    rooms: str = Field(default="", max_length=400)  # separated by ／
    capacity: int | None = None  # people; None where nobody counted
    parking: str = Field(default="", max_length=200)
    phone: str = Field(default="", max_length=40)
    note: str = Field(default="", max_length=1000)
    sort_key: str = Field(default="", max_length=240)
    active: bool = True


TABLE: sa.Table = SQLModel.metadata.tables["place"]


@dataclass(frozen=True)
class PlaceDetails:
    """What is known of a place; only the name is needed."""

    name: str
    kana: str = ""
    zip: str = ""
    address: str = ""
    rooms: str = ""  # separated by ／
    capacity: int | None = None  # people; None where nobody counted
    parking: str = ""
    phone: str = ""
    note: str = ""


@dataclass(frozen=True)
class PlaceView(PlaceDetails):
    """A place as pages and papers show it."""

    id: str = ""
    version: int = 0
    sort_key: str = ""
    active: bool = True


def listing(db: Session, *, everyone: bool = False) -> list[PlaceView]:
    """Return the places in 五十音 order; `everyone` adds those no longer in use."""
    query = sa.select(TABLE).order_by(TABLE.c.sort_key, TABLE.c.name, TABLE.c.id)
    if not everyone:
        query = query.where(TABLE.c.active)
    return [_view(row) for row in db.execute(query)]


def get(db: Session, place_id: str) -> PlaceView:
    """Return one of the places; refuses an unknown one."""
    row = db.execute(sa.select(TABLE).where(TABLE.c.id == place_id)).first()
    if row is None:
        raise Refusal(_("This place is not in the list."), _("Choose it from the list again."))
    return _view(row)


def details(view: PlaceView) -> PlaceDetails:
    """Return what was entered of `view`, to be corrected."""
    return PlaceDetails(**{name: getattr(view, name) for name in PlaceDetails.__annotations__})


def enrol(db: Session, entered: PlaceDetails, *, at: datetime, by: str) -> str:
    """Add a place and return the id; refuses an empty or a taken name."""
    entered = _checked(db, entered)
    row = Place(recorded_at=at, recorded_by=by, **_columns(entered))
    place_id = row.id
    db.add(row)
    db.flush()
    journal.write(db, "enrol", "place", place_id, at=at, by=by, after=asdict(entered))
    return place_id


def correct(
    db: Session, place_id: str, entered: PlaceDetails, *, version: int, at: datetime, by: str
) -> int:
    """Replace what is known and return the new version.

    Refuses an empty or a taken name, and `version` if another desk was faster.
    """
    before = get(db, place_id)
    entered = _checked(db, entered, besides=place_id)
    if details(before) == entered:
        return before.version
    revise(db, Place, place_id, _columns(entered), seen=version, standing=before.version)
    journal.write(
        db, "correct", "place", place_id, at=at, by=by,
        before=asdict(details(before)), after=asdict(entered),
    )  # fmt: skip
    return version + 1


def retire(db: Session, place_id: str, *, at: datetime, by: str, active: bool = False) -> None:
    """Take a place out of use (or back, with `active`): old records keep it."""
    before = get(db, place_id)
    stands = before.version
    revise(db, Place, place_id, {"active": active}, seen=stands, standing=stands)
    journal.write(
        db, "retire", "place", place_id, at=at, by=by,
        before={"active": before.active}, after={"active": active},
    )  # fmt: skip


def _columns(entered: PlaceDetails) -> dict[str, Any]:
    return asdict(entered) | {"sort_key": sort_key(entered.kana or entered.name)}


def _checked(db: Session, entered: PlaceDetails, besides: str = "") -> PlaceDetails:
    entered = replace(
        entered,
        name=tidy_name(entered.name),
        kana=show_kana(entered.kana),
        zip=tidy_zip(entered.zip),
    )
    if not entered.name:
        raise Refusal(_("There is no name yet."), _("Please enter the name."))
    if entered.capacity is not None and entered.capacity < 1:
        raise Refusal(
            _("A place holds at least one person."), _("Leave the number empty if it is unknown.")
        )
    taken = db.scalar(sa.select(TABLE.c.id).where(TABLE.c.name == entered.name))
    if taken not in {None, besides}:
        raise Refusal(
            _("There is an entry of this name already."),
            _("Open that one, or add something that tells the two apart."),
        )
    return entered


def _view(row: sa.Row[Any]) -> PlaceView:
    fields = (*PlaceDetails.__annotations__, *PlaceView.__annotations__)
    return PlaceView(**{name: getattr(row, name) for name in fields})
