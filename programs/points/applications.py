"""登録申請: who asked to become a volunteer, and what they wish for."""

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from programs.points import closed_years, rule_sets, turns
from programs.points.register import TABLE as REGISTRATION
from programs.points.turns import Kind
from resources import calendar, journal
from resources.names import clean
from resources.records import ID_LENGTH, Entry, new_id, one_of, touch
from resources.refusals import Refusal
from resources.words import _, mark
from sessions.lengths import refuse_long
from sessions.person_tables import PERSON


class Proof(StrEnum):
    """Which paper the age was seen in (年齢確認書類)."""

    LICENCE = "licence"
    MY_NUMBER = "my_number"
    HEALTH = "health"
    CARE = "care"
    OTHER = "other"


PROOFS: dict[Proof, str] = {
    Proof.LICENCE: mark("driving licence"),
    Proof.MY_NUMBER: mark("My Number card"),
    Proof.HEALTH: mark("health insurance certificate"),
    Proof.CARE: mark("care insurance certificate"),
    Proof.OTHER: mark("another paper"),
}
ACTIVITIES = (
    "レク指導・補助", "催事の手伝い", "散歩・外出・移動の補助", "話し相手・傾聴",
    "お茶出し・配膳・下膳", "清掃・草刈り・洗濯物整理", "利用者の送迎の補助",
    "地域包括支援センターの活動", "在宅での話し相手・朗読", "社協の事業",
)  # fmt: skip
"""希望活動 (facts §2.4): proper names of the form, kept as they are printed."""
WEEKDAYS = ("月", "火", "水", "木", "金", "土", "日")
TRANSPORT = ("徒歩", "自転車", "自家用車", "バス・電車", "送迎が必要")


@dataclass(frozen=True)
class Asked:
    """One application as it is entered; `proof` None means the age was not seen yet."""

    person_id: str
    year: int
    received: date
    proof: Proof | None
    consented: bool  # 個人情報の取扱い, and that the city is asked
    wants_insurance: bool = True
    emergency: str = ""  # 緊急連絡先
    activities: tuple[str, ...] = field(default=())
    weekdays: tuple[str, ...] = field(default=())
    districts: tuple[str, ...] = field(default=())
    transport: tuple[str, ...] = field(default=())


class PointsApplication(Entry, table=True):
    """One application; how it went is told by inquiries and turns."""

    __tablename__ = "points_application"
    erasable: ClassVar[tuple[str, ...]] = ("emergency", "wishes")

    person_id: str = Field(foreign_key="person.id", index=True, max_length=ID_LENGTH)
    year: int = Field(index=True)
    received: date
    proof: Proof = Field(sa_column=one_of(Proof))
    wants_insurance: bool
    emergency: str = Field(default="", max_length=200)
    wishes: str = Field(default="{}", sa_type=sa.Text)  # JSON of the four lists of `Asked`


TABLE: sa.Table = SQLModel.metadata.tables["points_application"]
_WISHES = ("activities", "weekdays", "districts", "transport")


@dataclass(frozen=True, slots=True)
class Standing:
    """An application that is not decided yet, under the person it is about today."""

    id: str
    person_id: str
    year: int
    received: date
    proof: Proof
    wants_insurance: bool
    emergency: str
    wishes: dict[str, list[str]]


def open_ones(db: Session, ids: Collection[str] | None = None) -> list[Standing]:
    """Return what waits for a decision, the oldest first; all of it, or that of `ids`."""
    ended = sa.select(turns.TABLE.c.application_id).where(
        turns.TABLE.c.application_id.is_not(None),
        turns.TABLE.c.kind != Kind.UNDONE,
        turns.TABLE.c.id.not_in(
            sa.select(turns.TABLE.c.about).where(turns.TABLE.c.about.is_not(None))
        ),
    )
    query = (
        sa.select(
            TABLE.c.id, sa.func.coalesce(PERSON.c.merged_into, PERSON.c.id), TABLE.c.year,
            TABLE.c.received, TABLE.c.proof, TABLE.c.wants_insurance, TABLE.c.emergency,
            TABLE.c.wishes,
        )
        .join(PERSON, PERSON.c.id == TABLE.c.person_id)
        .where(TABLE.c.id.not_in(ended))
        .order_by(TABLE.c.received, TABLE.c.id)
    )  # fmt: skip
    if ids is not None:
        query = query.where(TABLE.c.id.in_(sorted(ids)))
    return [Standing(*row[:7], json.loads(row[7] or "{}")) for row in db.execute(query)]


def receive(db: Session, asked: Asked, *, at: datetime, by: str) -> str:
    """Take an application in and return its id.

    Refused are an age nobody saw a paper of, a missing consent, somebody without a birth date,
    who will not reach the age within the year (到達日, facts §9.2), who is registered already or
    has applied already, and a closed year.
    """
    closed_years.ensure_open(db, asked.year)
    if asked.proof is None:
        raise Refusal(
            _("Nobody has seen a paper that proves the age."),
            _("Look at the paper, choose which it was, then enter the application."),
        )
    if not asked.consented:
        raise Refusal(
            _("Without the consent the city cannot be asked."),
            _("Have the consent on the form signed first."),
        )
    _of_age(db, asked)
    _not_twice(db, asked)
    emergency = clean(asked.emergency).strip()
    refuse_long(TABLE, {"emergency": emergency})
    made = new_id()
    wishes = {name: list(getattr(asked, name)) for name in _WISHES}
    db.execute(
        sa.insert(TABLE).values(
            id=made, recorded_at=at, recorded_by=by, person_id=asked.person_id, year=asked.year,
            received=asked.received, proof=asked.proof, wants_insurance=asked.wants_insurance,
            emergency=emergency, wishes=json.dumps(wishes, ensure_ascii=False),
        )
    )  # fmt: skip
    touch(db, PointsApplication)
    journal.write(
        db, "receive", "points_application", made, at=at, by=by,
        after={"person_id": asked.person_id, "year": asked.year,
               "received": asked.received.isoformat()},
    )  # fmt: skip
    return made


def close(db: Session, application_id: str, kind: Kind, *, at: datetime, by: str) -> None:
    """End an application without a registration: `DECLINED` by us, `DROPPED` by themselves.

    Refused is one that is decided already.
    """
    found = open_ones(db, [application_id])
    if not found:
        raise decided()
    one = found[0]
    ended = turns.New(
        one.person_id, one.year, "", kind, calendar.day_of(at), application_id=one.id
    )  # fmt: skip
    turns.enter(db, [ended], act="close", at=at, by=by)


def decided() -> Refusal:
    """Return the refusal of an application that waits no more."""
    return Refusal(_("This application is decided already."), _("Look at the list again."))


def _of_age(db: Session, asked: Asked) -> None:
    row = db.execute(sa.select(PERSON.c.birth).where(PERSON.c.id == asked.person_id)).first()
    if row is None:
        raise Refusal(_("This person is not in the register."), _("Search by name again."))
    rule = rule_sets.in_force(db, asked.year).last.rule
    if rule.eligibility.min_age is None:
        return
    if row.birth is None:
        raise Refusal(
            _("The register has no birth date of this person."),
            _("Enter it from the paper that proves the age."),
        )
    reached = calendar.reaches(row.birth, rule.eligibility.min_age)
    if reached > rule.bounds(asked.year)[1]:
        raise Refusal(
            _("The age of {age} is reached on {day} only, after this year.").format(
                age=rule.eligibility.min_age, day=calendar.wareki(reached)
            ),
            _("Take the application in the year in which the age is reached."),
        )


def _not_twice(db: Session, asked: Asked) -> None:
    same = sa.select(PERSON.c.id).where(
        sa.or_(PERSON.c.id == asked.person_id, PERSON.c.merged_into == asked.person_id)
    )
    number = db.scalar(
        sa.select(REGISTRATION.c.number).where(
            REGISTRATION.c.person_id.in_(same),
            REGISTRATION.c.year == asked.year,
            REGISTRATION.c.cancelled.is_(None),
        )
    )
    if number is not None:
        raise Refusal(
            _("This person is registered already, as number {number}.").format(number=number),
            _("Open the registration in the list."),
        )
    if any(one.person_id == asked.person_id for one in open_ones(db)):
        raise Refusal(_("An application of this person waits already."), _("Open it in the list."))
