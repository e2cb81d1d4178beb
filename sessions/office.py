"""What the office says about itself: its name, who signs, its telephone, its districts."""

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from resources import journal
from resources.contacts import AREA_CODE, tidy_zip
from resources.names import clean, tidy_name
from resources.records import Record, one_of, touch
from resources.refusals import Refusal
from resources.words import _
from sessions.area_tables import AREA, Level

# The 地区社協 of 伊那市, as its council lists them.
DISTRICTS = (
    "伊那", "山寺区", "荒井区", "西町区", "中央区", "富県", "美篶", "手良", "東春近", "西箕輪",
    "西春近", "高遠町", "長谷",
)  # fmt: skip
_ONLY = "0" * 32


class Seal(StrEnum):
    """How official papers are sealed."""

    STAMPED = "stamped"  # room for the 公印
    OMITTED = "omitted"  # （公印省略）


class OfficeFacts(Record, table=True):
    """The one row of the office about itself."""

    __tablename__ = "office"
    __table_args__ = (sa.CheckConstraint(f"id = '{_ONLY}'", name="only_one"),)

    name: str = Field(default="", max_length=120)
    issuer_title: str = Field(default="", max_length=80)  # 会長
    issuer_name: str = Field(default="", max_length=80)
    zip: str = Field(default="", max_length=8)
    address: str = Field(default="", max_length=200)
    phone: str = Field(default="", max_length=40)
    area_code: str = Field(default="", max_length=6)
    email: str = Field(default="", max_length=120)
    seal: Seal = Field(default=Seal.STAMPED, sa_column=one_of(Seal))
    certificate_text: str = Field(default="", max_length=400)
    purpose_notice: str = Field(default="", max_length=400)  # what a name is used for
    # A JSON list: what the office began with, until the areas themselves are edited.
    districts: str = Field(default="", max_length=2000)
    hidden: str = Field(default="", max_length=400)  # entries of the window nobody needs here


TABLE: sa.Table = SQLModel.metadata.tables["office"]


@dataclass(frozen=True)
class OfficeDetails:
    """What the office says about itself, as papers print it."""

    name: str = ""
    issuer_title: str = ""
    issuer_name: str = ""
    zip: str = ""
    address: str = ""
    phone: str = ""
    area_code: str = AREA_CODE
    email: str = ""
    seal: Seal = Seal.STAMPED
    certificate_text: str = ""
    purpose_notice: str = ""
    districts: tuple[str, ...] = DISTRICTS
    hidden: tuple[str, ...] = ()


@dataclass(frozen=True)
class OfficeView:
    """The office's details with who set them last, and when; version 0 was never set."""

    details: OfficeDetails
    version: int = 0
    set_at: datetime | None = None
    set_by: str = ""


def get(db: Session) -> OfficeView:
    """Return what the office says about itself; defaults until somebody sets it.

    The districts are those of the areas in use, in their order.
    """
    row = db.execute(sa.select(TABLE)).first()
    edited = _districts(db)
    if row is None:
        return OfficeView(OfficeDetails(districts=edited or DISTRICTS))
    fields: dict[str, Any] = {name: getattr(row, name) for name in OfficeDetails.__annotations__}
    fields["seal"] = Seal(row.seal)
    fields["districts"] = edited or tuple(json.loads(row.districts or "[]"))
    fields["hidden"] = tuple(json.loads(row.hidden or "[]"))
    return OfficeView(OfficeDetails(**fields), row.version, row.recorded_at, row.recorded_by)


def _districts(db: Session) -> tuple[str, ...]:
    """Return the 地区 in use, none while nobody has edited the areas."""
    query = sa.select(AREA.c.name).where(AREA.c.level == Level.DISTRICT, AREA.c.active)
    return tuple(db.scalars(query.order_by(AREA.c.place, AREA.c.name)))


def describe(db: Session, entered: OfficeDetails, *, version: int, at: datetime, by: str) -> int:
    """Set what the office says about itself and return the new version.

    `version` is the one that was shown (0 at first). Refuses an empty name, a district named
    twice, and a version that another desk has passed.
    """
    before = get(db)
    if before.version != version:
        raise Refusal(
            _("Another desk changed this in the meantime."),
            _("Look at it again, then enter your change once more."),
        )
    entered = _checked(entered)
    if before.version and before.details == entered:
        return version
    row = asdict(entered) | {
        "districts": json.dumps(entered.districts, ensure_ascii=False),
        "hidden": json.dumps(entered.hidden, ensure_ascii=False),
        "version": version + 1, "recorded_at": at, "recorded_by": by,
    }  # fmt: skip
    if version:
        db.execute(sa.update(TABLE).values(**row))
    else:
        db.execute(sa.insert(TABLE).values(id=_ONLY, **row))
    db.expire_all()
    touch(db, OfficeFacts)
    journal.write(
        db, "describe", "office", _ONLY, at=at, by=by,
        before=asdict(before.details) if version else None, after=asdict(entered),
    )  # fmt: skip
    return version + 1


def _checked(entered: OfficeDetails) -> OfficeDetails:
    districts = tuple(name for name in map(tidy_name, entered.districts) if name)
    entered = replace(
        entered,
        name=tidy_name(entered.name),
        issuer_title=tidy_name(entered.issuer_title),
        issuer_name=tidy_name(entered.issuer_name),
        zip=tidy_zip(entered.zip),
        address=clean(entered.address).strip(),
        districts=districts,
    )
    if not entered.name:
        raise Refusal(_("There is no name yet."), _("Please enter the name."))
    if len(set(districts)) < len(districts):
        raise Refusal(_("A district stands in the list twice."), _("Please take one of them out."))
    return entered
