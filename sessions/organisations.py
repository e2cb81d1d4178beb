"""The organisations people come from, and those that receive them."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from resources import journal
from resources.contacts import tidy_zip
from resources.names import (
    fold,
    is_kana,
    reading,
    romaji,
    romaji_typed,
    show_kana,
    sort_key,
    tidy_name,
)
from resources.records import Record, revise
from resources.refusals import Refusal
from resources.words import _
from sessions import affiliations


class Organisation(Record, table=True):
    """One organisation: a home, a council, a company, a group."""

    name: str = Field(max_length=120, unique=True)
    kana: str = Field(default="", max_length=160)
    kind: str = Field(default="", max_length=40)  # 福祉施設, 自治会, NPO …
    zip: str = Field(default="", max_length=8)
    address: str = Field(default="", max_length=200)
    phone: str = Field(default="", max_length=40)
    email: str = Field(default="", max_length=120)
    contact: str = Field(default="", max_length=80)  # the person to ask for
    note: str = Field(default="", max_length=1000)
    sort_key: str = Field(default="", max_length=240)
    active: bool = True


TABLE: sa.Table = SQLModel.metadata.tables["organisation"]


@dataclass(frozen=True)
class OrganisationDetails:
    """What is known of an organisation; only the name is needed."""

    name: str
    kana: str = ""
    kind: str = ""  # 福祉施設, 自治会, NPO …
    zip: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    contact: str = ""  # the person to ask for
    note: str = ""


@dataclass(frozen=True)
class OrganisationView(OrganisationDetails):
    """An organisation as pages and papers show it."""

    id: str = ""
    version: int = 0
    sort_key: str = ""
    active: bool = True


def listing(db: Session, *, everyone: bool = False) -> list[OrganisationView]:
    """Return the organisations in 五十音 order; `everyone` adds those no longer in use."""
    query = sa.select(TABLE).order_by(TABLE.c.sort_key, TABLE.c.name, TABLE.c.id)
    if not everyone:
        query = query.where(TABLE.c.active)
    return [_view(row) for row in db.execute(query)]


def offered(db: Session) -> list[str]:
    """Return what somebody may belong to: the organisations in use, then what else is written."""
    return list(dict.fromkeys((*(one.name for one in listing(db)), *affiliations.written(db))))


def read_as(db: Session, text: str) -> list[str]:
    """Return the names of the organisations whose reading begins with `text`, kana or romaji."""
    if len(fold(text)) < _LEAST:
        return []
    form, asked = (
        (reading, reading(text))
        if is_kana(text)
        else (lambda kana: romaji(fold(kana)), romaji_typed(text))
    )
    rows = db.execute(sa.select(TABLE.c.name, TABLE.c.kana).where(TABLE.c.kana != ""))
    return [
        name
        for name, kana in rows
        if asked and any(form(part).startswith(asked) for part in (kana, *kana.split()))
    ]


def get(db: Session, organisation_id: str) -> OrganisationView:
    """Return one of the organisations; refuses an unknown one."""
    row = db.execute(sa.select(TABLE).where(TABLE.c.id == organisation_id)).first()
    if row is None:
        raise Refusal(
            _("This organisation is not in the list."), _("Choose it from the list again.")
        )
    return _view(row)


def details(view: OrganisationView) -> OrganisationDetails:
    """Return what was entered of `view`, to be corrected."""
    return OrganisationDetails(
        **{name: getattr(view, name) for name in OrganisationDetails.__annotations__}
    )


def enrol(db: Session, entered: OrganisationDetails, *, at: datetime, by: str) -> str:
    """Add an organisation and return the id; refuses an empty or a taken name."""
    entered = _checked(db, entered)
    row = Organisation(recorded_at=at, recorded_by=by, **_columns(entered))
    organisation_id = row.id
    db.add(row)
    db.flush()
    journal.write(db, "enrol", "organisation", organisation_id, at=at, by=by, after=asdict(entered))
    return organisation_id


def correct(
    db: Session,
    organisation_id: str,
    entered: OrganisationDetails,
    *,
    version: int,
    at: datetime,
    by: str,
) -> int:
    """Replace what is known and return the new version; its people follow a new name.

    Refuses an empty or a taken name, and `version` if another desk was faster.
    """
    before = get(db, organisation_id)
    entered = _checked(db, entered, besides=organisation_id)
    if details(before) == entered:
        return before.version
    revise(
        db, Organisation, organisation_id, _columns(entered), seen=version, standing=before.version
    )
    affiliations.follow(db, before.name, entered.name, at=at, by=by)
    journal.write(
        db, "correct", "organisation", organisation_id, at=at, by=by,
        before=asdict(details(before)), after=asdict(entered),
    )  # fmt: skip
    return version + 1


def retire(
    db: Session, organisation_id: str, *, at: datetime, by: str, active: bool = False
) -> None:
    """Take an organisation out of use (or back, with `active`): old records keep it."""
    before = get(db, organisation_id)
    stands = before.version
    revise(db, Organisation, organisation_id, {"active": active}, seen=stands, standing=stands)
    journal.write(
        db, "retire", "organisation", organisation_id, at=at, by=by,
        before={"active": before.active}, after={"active": active},
    )  # fmt: skip


_LEAST = 2  # letters; below these names of people are meant


def _columns(entered: OrganisationDetails) -> dict[str, Any]:
    return asdict(entered) | {"sort_key": sort_key(entered.kana or entered.name)}


def _checked(db: Session, entered: OrganisationDetails, besides: str = "") -> OrganisationDetails:
    entered = replace(
        entered,
        name=tidy_name(entered.name),
        kana=show_kana(entered.kana),
        zip=tidy_zip(entered.zip),
    )
    if not entered.name:
        raise Refusal(_("There is no name yet."), _("Please enter the name."))
    taken = db.scalar(sa.select(TABLE.c.id).where(TABLE.c.name == entered.name))
    if taken not in {None, besides}:
        raise Refusal(
            _("There is an entry of this name already."),
            _("Open that one, or add something that tells the two apart."),
        )
    return entered


def _view(row: sa.Row[Any]) -> OrganisationView:
    fields = (*OrganisationDetails.__annotations__, *OrganisationView.__annotations__)
    return OrganisationView(**{name: getattr(row, name) for name in fields})
