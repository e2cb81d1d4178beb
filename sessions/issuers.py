"""Who signs a paper: the office's director, and others such as the head of a 地区社協."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from resources import journal
from resources.names import tidy_name
from resources.records import Record, one_of, revise
from resources.refusals import Refusal
from resources.words import _
from sessions import office
from sessions.office import Seal


class Issuer(Record, table=True):
    """Somebody besides the director in whose name papers go out."""

    name: str = Field(max_length=120)  # 伊那地区社会福祉協議会
    title: str = Field(default="", max_length=80)  # 会長
    person: str = Field(default="", max_length=80)
    contact: str = Field(default="", max_length=200)  # whom to ask: 担当 and telephone
    seal: Seal = Field(default=Seal.OMITTED, sa_column=one_of(Seal))
    active: bool = True


TABLE: sa.Table = SQLModel.metadata.tables["issuer"]


@dataclass(frozen=True)
class IssuerDetails:
    """What is entered of an issuer; only the name is needed."""

    name: str
    title: str = ""
    person: str = ""
    contact: str = ""
    seal: Seal = Seal.OMITTED


@dataclass(frozen=True)
class IssuerView(IssuerDetails):
    """An issuer as pages and papers show it; the office itself has no id."""

    id: str = ""
    version: int = 0
    active: bool = True

    @property
    def signed(self) -> str:
        """Title and name in one line, as under a letter: 会長　有賀　武."""
        return "　".join(filter(None, (self.title, self.person)))

    @property
    def words(self) -> str:
        """Everything in one line, for a list."""
        return "　".join(filter(None, (self.name, self.signed)))


def listing(db: Session, *, everyone: bool = False) -> list[IssuerView]:
    """Return those besides the office by name; `everyone` adds those out of use."""
    query = sa.select(TABLE).order_by(TABLE.c.name, TABLE.c.id)
    if not everyone:
        query = query.where(TABLE.c.active)
    return [_view(row) for row in db.execute(query)]


def offered(db: Session) -> list[IssuerView]:
    """Return who may sign a paper: the office first, then the others in use."""
    return [the_office(db), *listing(db)]


def the_office(db: Session) -> IssuerView:
    """Return the office itself as an issuer."""
    ours = office.get(db).details
    contact = (
        _("{name}, telephone {phone}").format(name=ours.name, phone=ours.phone)
        if ours.phone
        else ours.name
    )
    return IssuerView(ours.name, ours.issuer_title, ours.issuer_name, contact, ours.seal)


def get(db: Session, issuer_id: str) -> IssuerView:
    """Return one issuer, "" for the office; an unknown one is refused."""
    if not issuer_id:
        return the_office(db)
    row = db.execute(sa.select(TABLE).where(TABLE.c.id == issuer_id)).first()
    if row is None:
        raise Refusal(_("This issuer is not known here."), _("Choose one from the list."))
    return _view(row)


def details(view: IssuerView) -> IssuerDetails:
    """Return what was entered of `view`, to be corrected."""
    return IssuerDetails(view.name, view.title, view.person, view.contact, view.seal)


def enrol(db: Session, entered: IssuerDetails, *, at: datetime, by: str) -> str:
    """Add an issuer and return the id; refuses an empty name."""
    entered = _checked(entered)
    row = Issuer(recorded_at=at, recorded_by=by, **asdict(entered))
    issuer_id = row.id
    db.add(row)
    db.flush()
    journal.write(db, "enrol", "issuer", issuer_id, at=at, by=by, after=asdict(entered))
    return issuer_id


def correct(
    db: Session, issuer_id: str, entered: IssuerDetails, *, version: int, at: datetime, by: str
) -> int:
    """Replace what is known and return the new version; papers sent stay as they are.

    Refuses an empty name, and `version` if another desk was faster.
    """
    before = get(db, issuer_id)
    entered = _checked(entered)
    if details(before) == entered:
        return before.version
    revise(db, Issuer, issuer_id, asdict(entered), seen=version, standing=before.version)
    journal.write(
        db, "correct", "issuer", issuer_id, at=at, by=by,
        before=asdict(details(before)), after=asdict(entered),
    )  # fmt: skip
    return version + 1


def retire(db: Session, issuer_id: str, *, at: datetime, by: str, active: bool = False) -> None:
    """Take an issuer out of use (or back, with `active`)."""
    before = get(db, issuer_id)
    stands = before.version
    revise(db, Issuer, issuer_id, {"active": active}, seen=stands, standing=stands)
    journal.write(
        db, "retire", "issuer", issuer_id, at=at, by=by,
        before={"active": before.active}, after={"active": active},
    )  # fmt: skip


def _checked(entered: IssuerDetails) -> IssuerDetails:
    tidy = replace(
        entered,
        name=tidy_name(entered.name),
        title=tidy_name(entered.title),
        person=tidy_name(entered.person),
        contact=tidy_name(entered.contact),
    )
    if not tidy.name:
        raise Refusal(_("There is no name yet."), _("Please enter the name."))
    return tidy


def _view(row: sa.Row[Any]) -> IssuerView:
    names = (*IssuerDetails.__annotations__, *IssuerView.__annotations__)
    return IssuerView(**{name: getattr(row, name) for name in names} | {"seal": Seal(row.seal)})
