"""受入機関: the places where volunteers help, from their designation to its end."""

from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from programs.points.judging import Designation
from resources import calendar, journal
from resources.contacts import tidy_zip
from resources.names import fold, sort_key, tidy_name
from resources.records import Record, one_of, revise
from resources.refusals import Refusal
from resources.words import _


class State(StrEnum):
    """Where a host stands on a day."""

    APPLIED = "applied"  # 指定申請, not yet decided
    REFUSED = "refused"  # 却下
    COMING = "coming"  # designated from a later day on
    DESIGNATED = "designated"  # 指定
    WITHDRAWN = "withdrawn"  # 辞退
    REVOKED = "revoked"  # 指定取消


class Ending(StrEnum):
    """How a designation ended."""

    NOT = "not"
    WITHDRAWN = "withdrawn"  # 辞退
    REVOKED = "revoked"  # 指定取消


class Host(Record, table=True):
    """One 受入機関 as it is designated today; what it was before is in the journal."""

    __tablename__ = "host"

    number: str = Field(max_length=20, unique=True)  # 機関番号
    name: str = Field(max_length=120)
    folded: str = Field(max_length=120, unique=True)  # by which a report's heading finds it
    aliases: str = Field(default="", sa_type=sa.Text)  # folded former names, a line each
    sort_key: str = Field(default="", max_length=240)
    kind: str = Field(default="", max_length=40)  # 分野 or 種別
    corporation: str = Field(default="", max_length=120)  # 法人
    office_number: str = Field(default="", max_length=20)  # 事業所番号
    zip: str = Field(default="", max_length=8)
    address: str = Field(default="", max_length=200)
    phone: str = Field(default="", max_length=40)
    fax: str = Field(default="", max_length=40)
    contact: str = Field(default="", max_length=80)  # 担当者
    weekdays: str = Field(default="", max_length=40)  # 受入曜日
    activities: str = Field(default="", max_length=400)  # 主な活動 and how many people
    note: str = Field(default="", max_length=1000)  # 感染症・検便 and what else to mind
    designated: date | None = None  # 指定日
    ended: date | None = None  # last day of the designation
    ending: Ending = Field(default=Ending.NOT, sa_column=one_of(Ending))
    capacity: str = Field(default="", sa_type=sa.Text)  # as host_capacity writes it
    way: str = Field(default="", max_length=400)  # 地図: how one gets there
    applied: date | None = None  # 申請日; without one the host was designated from the start
    refused: date | None = None  # 却下日
    refusal: str = Field(default="", max_length=400)  # why, as the notice says it


TABLE: sa.Table = SQLModel.metadata.tables["host"]
_LONGEST = {
    "kind": 40, "corporation": 120, "office_number": 20, "address": 200, "phone": 40, "fax": 40,
    "contact": 80, "weekdays": 40, "activities": 400, "note": 1000,
    "way": 400,
}  # fmt: skip


@dataclass(frozen=True)
class HostDetails:
    """What is known of a host; the number and the name are needed."""

    number: str
    name: str
    kind: str = ""
    corporation: str = ""
    office_number: str = ""
    zip: str = ""
    address: str = ""
    phone: str = ""
    fax: str = ""
    contact: str = ""
    weekdays: str = ""
    activities: str = ""
    note: str = ""
    designated: date | None = None
    ended: date | None = None
    ending: Ending = Ending.NOT
    capacity: str = ""
    way: str = ""
    applied: date | None = None
    refused: date | None = None
    refusal: str = ""


@dataclass(frozen=True)
class HostView(HostDetails):
    """A host as pages and papers show it."""

    id: str = ""
    version: int = 0

    @property
    def undecided(self) -> bool:
        """Whether there is an application and no designation, refused or not."""
        return self.applied is not None and self.designated is None

    def state(self, day: date) -> State:
        """Return where the host stands on `day`."""
        if self.undecided:
            return State.REFUSED if self.refused else State.APPLIED
        if self.ended is not None and self.ended < day:
            return State.REVOKED if self.ending is Ending.REVOKED else State.WITHDRAWN
        return State.COMING if self.designated and self.designated > day else State.DESIGNATED

    def designated_on(self, day: date) -> bool:
        """Say whether activities of `day` count here."""
        return self.state(day) is State.DESIGNATED


_DETAILS = tuple(HostDetails.__annotations__)


def listing(db: Session, *, on: date | None = None) -> list[HostView]:
    """Return the hosts by number; `on` leaves out those not designated on that day."""
    rows = (_view(row) for row in db.execute(sa.select(TABLE).order_by(TABLE.c.number)))
    return [one for one in rows if on is None or one.designated_on(on)]


def get(db: Session, host_id: str) -> HostView:
    """Return one host; refuses an unknown one."""
    row = db.execute(sa.select(TABLE).where(TABLE.c.id == host_id)).first()
    if row is None:
        raise Refusal(_("This host is not in the list."), _("Choose it from the list again."))
    return _view(row)


def details(view: HostView) -> HostDetails:
    """Return what was entered of `view`, to be corrected."""
    return HostDetails(**{name: getattr(view, name) for name in _DETAILS})


def by_name(db: Session) -> dict[str, str]:
    """Return {folded name: id} of every host, by the names it had before, too."""
    return known(db)[0]


def known(db: Session) -> tuple[dict[str, str], dict[str, Designation]]:
    """Return {folded name: id} as `by_name` has it, and {id: its designation}, in one query.

    A host that only applied is designated from no day on.
    """
    wanted = ("id", "folded", "aliases", "designated", "ended", "applied")
    columns = (TABLE.c[name] for name in wanted)
    rows = db.execute(sa.select(*columns)).all()
    before = {alias: row.id for row in rows for alias in row.aliases.split()}
    return (
        before | {row.folded: row.id for row in rows},
        {
            row.id: Designation(
                date.max if row.applied and not row.designated else row.designated, row.ended
            )
            for row in rows
        },
    )


def designate(db: Session, entered: HostDetails, *, at: datetime, by: str) -> str:
    """Designate a host (指定) and return the id; refuses a taken number or name."""
    entered, host_id = _add(db, entered, at=at, by=by)
    journal.write(db, "designate", "host", host_id, at=at, by=by, after=_told(entered))
    return host_id


def apply(db: Session, entered: HostDetails, *, on: date, at: datetime, by: str) -> str:
    """Take the application of a host (指定申請) handed in `on` that day, and return the id.

    Nothing counts there before it is decided. Refuses a taken number or name.
    """
    entered = replace(
        entered, applied=on, designated=None, ended=None, ending=Ending.NOT, refused=None,
        refusal="",
    )  # fmt: skip
    entered, host_id = _add(db, entered, at=at, by=by)
    journal.write(db, "apply", "host", host_id, at=at, by=by, after=_told(entered))
    return host_id


def decide(
    db: Session,
    host_id: str,
    *,
    designated: date | None,
    reason: str = "",
    version: int,
    at: datetime,
    by: str,
) -> int:
    """Decide an application: 指定 from a day on, or 却下 where `designated` is None.

    Returns the new version. Refused are a host that is designated already, a day before the
    application, and a refusal (却下) without its reason, which the notice has to say.
    """
    before = get(db, host_id)
    if not before.undecided:
        raise Refusal(
            _("{name} has no application that waits.").format(name=before.name),
            _("Look at its state in the list."),
        )
    if designated is not None and before.applied is not None and designated < before.applied:
        raise Refusal(
            _("The designation would begin before the application."),
            _("Enter a later day."),
        )  # fmt: skip
    if designated is None and not reason.strip():
        raise Refusal(_("A refusal needs its reason."), _("Write why, then do it again."))
    refused = None if designated else calendar.day_of(at)
    after = {"designated": designated, "refused": refused, "refusal": reason.strip()[:400]}
    revise(db, Host, host_id, after, seen=version, standing=before.version)
    journal.write(
        db, "decide", "host", host_id, at=at, by=by,
        before=_said({name: getattr(before, name) for name in after}), after=_said(after),
    )  # fmt: skip
    return version + 1


def correct(
    db: Session, host_id: str, entered: HostDetails, *, version: int, at: datetime, by: str
) -> int:
    """Replace what is known of a host (変更届) and return the new version.

    Refused are a taken number or name, and `version` where another desk was faster.
    """
    before = get(db, host_id)
    entered = _checked(db, entered, besides=host_id)
    known = details(before)
    if known == entered:
        return before.version
    columns = _columns(entered)
    if columns["folded"] != (old := name_key(before.name)):
        aliases = db.scalar(sa.select(TABLE.c.aliases).where(TABLE.c.id == host_id)) or ""
        columns["aliases"] = "\n".join([*aliases.split(), old])
    revise(db, Host, host_id, columns, seen=version, standing=before.version)
    journal.write(
        db, "correct", "host", host_id, at=at, by=by, before=_told(known), after=_told(entered)
    )
    return version + 1


def end(
    db: Session,
    host_id: str,
    ending: Ending,
    *,
    on: date,
    reason: str,
    version: int,
    at: datetime,
    by: str,
) -> int:
    """End a designation (辞退・指定取消); `on` is its last day. Returns the new version.

    Refused are an end before the designation, a revocation without a reason, one that ended.
    """
    before = get(db, host_id)
    if before.undecided:
        raise Refusal(
            _("{name} is not designated yet.").format(name=before.name),
            _("Decide on the application first."),
        )
    if before.ended is not None:
        raise Refusal(
            _("The designation of {name} has ended already.").format(name=before.name),
            _("Correct the entry of the host if the day is wrong."),
        )
    if before.designated and on < before.designated:
        raise Refusal(
            _("The designation had not begun on that day."), _("Enter a later day as its last.")
        )
    if ending is Ending.REVOKED and not reason.strip():
        raise Refusal(_("A revocation needs its reason."), _("Write why, then do it again."))
    revise(
        db, Host, host_id, {"ended": on, "ending": ending},
        seen=version, standing=before.version,
    )  # fmt: skip
    journal.write(
        db, "end", "host", host_id, at=at, by=by, before={"ended": None},
        after={"ended": on.isoformat(), "ending": ending.value, "reason": reason.strip()},
    )  # fmt: skip
    return version + 1


def name_key(name: str) -> str:
    """Return the form under which the heading of a report finds its host."""
    return fold(name)


def _add(db: Session, entered: HostDetails, *, at: datetime, by: str) -> tuple[HostDetails, str]:
    entered = _checked(db, entered)
    row = Host(recorded_at=at, recorded_by=by, **_columns(entered))
    host_id = row.id
    db.add(row)
    db.flush()
    return entered, host_id


def _told(entered: HostDetails) -> dict[str, Any]:
    return _said(asdict(entered))


def _said(values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
    }


def _columns(entered: HostDetails) -> dict[str, Any]:
    return asdict(entered) | {
        "folded": name_key(entered.name), "sort_key": sort_key(entered.name),
    }  # fmt: skip


def _checked(db: Session, entered: HostDetails, besides: str = "") -> HostDetails:
    entered = replace(
        entered,
        name=tidy_name(entered.name),
        number=entered.number.strip(),
        zip=tidy_zip(entered.zip),
        **{name: getattr(entered, name)[:most] for name, most in _LONGEST.items()},
    )
    if not entered.name or not entered.number:
        raise Refusal(
            _("The host has no name or no number yet."), _("Please enter both."),
        )  # fmt: skip
    if entered.designated and entered.ended and entered.ended < entered.designated:
        raise Refusal(_("The designation ends before it begins."), _("Look at the two days again."))
    taken = db.execute(
        sa.select(TABLE.c.number, TABLE.c.name).where(
            TABLE.c.id != besides,
            sa.or_(TABLE.c.folded == name_key(entered.name), TABLE.c.number == entered.number),
        )
    ).first()
    if taken is not None:
        raise Refusal(
            _("There is a host of this name or number already: {number} {name}").format(
                number=taken.number, name=taken.name
            ),
            _("Open that one, or add something that tells the two apart."),
        )
    return entered


def _view(row: sa.Row[Any]) -> HostView:
    return HostView(**{name: getattr(row, name) for name in (*_DETAILS, "id", "version")})
