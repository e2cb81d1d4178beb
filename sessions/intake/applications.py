"""Applications for a meeting: who asked to come, with what wishes, and who they are."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from resources import journal
from resources.records import ID_LENGTH, Entry, Record, touch
from resources.refusals import Refusal
from resources.words import _
from sessions import expecting, meetings, people, recognition  # noqa: F401  -- their tables
from sessions.intake.entries import language_code
from sessions.person_entry import PersonDetails
from sessions.rosters import TABLE as EXPECTED


class Application(Record, table=True):
    """One application as it was sent; a later one of the same person supersedes it."""

    __table_args__ = (sa.Index("ix_application_same", "meeting_id", "same"),)

    meeting_id: str = Field(foreign_key="meeting.id", index=True, max_length=ID_LENGTH)
    received_at: str = Field(default="", max_length=40)  # as the form wrote it
    name: str = Field(max_length=80)
    kana: str = Field(default="", max_length=80)
    kana_written: str = Field(default="", max_length=80)
    latin: str = Field(default="", max_length=80)
    affiliation: str = Field(default="", max_length=80)  # 所属
    field: str = Field(default="", max_length=40)  # 分野
    district: str = Field(default="", max_length=40)
    first_time: bool | None = None  # 初めて参加; None where nothing was said
    language: str = Field(default="", max_length=40)  # as written
    wheelchair: bool = False
    hearing: str = Field(default="", max_length=80)  # 手話, 前の席 … as written
    with_whom: str = Field(default="", max_length=200)
    apart_from: str = Field(default="", max_length=200)
    phone: str = Field(default="", max_length=40)
    phone_digits: str = Field(default="", max_length=20)
    email: str = Field(default="", max_length=120)
    comment: str = Field(default="", max_length=2000)
    same: str = Field(max_length=64)  # reading and telephone: who sends it again
    digest: str = Field(max_length=64)  # of all that was sent
    person_id: str | None = Field(
        default=None, foreign_key="person.id", index=True, max_length=ID_LENGTH
    )
    superseded_by: str | None = Field(
        default=None, foreign_key="application.id", max_length=ID_LENGTH
    )
    batch_id: str | None = Field(default=None, index=True, max_length=ID_LENGTH)


class ApplicationAnswer(Entry, table=True):
    """What was answered about an application and a person; the last answer holds."""

    __tablename__ = "application_answer"

    application_id: str = Field(foreign_key="application.id", index=True, max_length=ID_LENGTH)
    person_id: str = Field(max_length=ID_LENGTH)
    same: bool


TABLE: sa.Table = SQLModel.metadata.tables["application"]
ANSWERS: sa.Table = SQLModel.metadata.tables["application_answer"]


@dataclass(frozen=True)
class ApplicationFacts:
    """An application that counts, as pages and table plans read it."""

    id: str
    meeting_id: str
    received_at: str
    name: str
    kana: str
    latin: str
    affiliation: str
    field: str
    district: str
    first_time: bool | None
    language: str
    wheelchair: bool
    hearing: str
    with_whom: str
    apart_from: str
    phone: str
    phone_digits: str
    email: str
    comment: str
    person_id: str | None


_FACTS = tuple(ApplicationFacts.__annotations__)


def listing(db: Session, meeting_id: str) -> list[ApplicationFacts]:
    """Return the applications of a meeting that count, in the order they came."""
    query = (
        sa.select(*(TABLE.c[name] for name in _FACTS))
        .where(TABLE.c.meeting_id == meeting_id, TABLE.c.superseded_by.is_(None))
        .order_by(TABLE.c.received_at, TABLE.c.id)
    )
    return [ApplicationFacts(*row) for row in db.execute(query)]


def show(db: Session, application_id: str) -> ApplicationFacts:
    """Return one application; refuses an unknown one."""
    query = sa.select(*(TABLE.c[name] for name in _FACTS)).where(TABLE.c.id == application_id)
    row = db.execute(query).first()
    if row is None:
        raise Refusal(_("There is no such application."), _("Open the list again."))
    return ApplicationFacts(*row)


def answered(db: Session, meeting_id: str) -> set[tuple[str, str]]:
    """Return the (application, person) pairs of a meeting somebody said something about."""
    query = (
        sa.select(ANSWERS.c.application_id, ANSWERS.c.person_id)
        .join(TABLE, TABLE.c.id == ANSWERS.c.application_id)
        .where(TABLE.c.meeting_id == meeting_id)
    )
    return {(application, person) for application, person in db.execute(query)}


def answer(
    db: Session, application_id: str, person_id: str, *, same: bool, at: datetime, by: str
) -> None:
    """Remember この方です or 別の方です about an applicant; `same` links the meeting's list."""
    facts = show(db, application_id)
    db.add(
        ApplicationAnswer(
            application_id=application_id,
            person_id=person_id,
            same=same,
            recorded_at=at,
            recorded_by=by,
        )
    )
    db.flush()
    if same or facts.person_id == person_id:
        _link(db, facts, person_id if same else None, at=at, by=by)
    journal.write(
        db,
        "answer",
        "application",
        application_id,
        at=at,
        by=by,
        after={"person": person_id, "same": same},
    )


def unlink(db: Session, application_id: str, *, at: datetime, by: str) -> None:
    """Take back that an applicant is a person of the register; the line stays on the list."""
    facts = show(db, application_id)
    _link(db, facts, None, at=at, by=by)
    journal.write(
        db, "unlink", "application", application_id, at=at, by=by,
        before={"person": facts.person_id}, after={"person": None},
    )  # fmt: skip


def add_to_register(db: Session, application_id: str, *, at: datetime, by: str) -> str:
    """Enter an applicant into the register as a new person; returns the person.

    Refuses an applicant who is linked to a person already.
    """
    facts = show(db, application_id)
    if facts.person_id:
        raise Refusal(_("The applicant is in the register already."), _("Open the person."))
    person_id = people.enrol(db, details_of(facts), at=at, by=by)
    _link(db, facts, person_id, at=at, by=by)
    after = {"person": person_id, "same": True}
    journal.write(db, "answer", "application", application_id, at=at, by=by, after=after)
    return person_id


def _link(
    db: Session, facts: ApplicationFacts, person_id: str | None, *, at: datetime, by: str
) -> None:
    db.execute(
        sa.update(TABLE)
        .where(TABLE.c.id == facts.id)
        .values(person_id=person_id, version=TABLE.c.version + 1)
    )
    touch(db, Application)
    expected = db.execute(
        sa.select(EXPECTED.c.id).where(EXPECTED.c.application_id == facts.id)
    ).scalar()
    if expected:
        recognition.link_person(db, expected, person_id, at=at, by=by)


def details_of(facts: ApplicationFacts) -> PersonDetails:
    """Return an applicant as an entry of the register."""
    phones = ((facts.phone, facts.phone_digits),) if facts.phone_digits else ()
    return PersonDetails(
        name=facts.name,
        kana=facts.kana,
        latin=facts.latin,
        district=facts.district,
        affiliation=facts.affiliation,
        phones=phones,
        email=facts.email,
        language=language_code(facts.language),
        needs=needs(facts.hearing, wheelchair=facts.wheelchair),
    )


def needs(hearing: str, *, wheelchair: bool) -> str:
    """Return what somebody needs at the hall as codes: wheelchair, sign_language, front_seat."""
    codes = ["wheelchair"] if wheelchair else []
    if "手話" in hearing:
        codes.append("sign_language")
    if "前" in hearing:
        codes.append("front_seat")
    if hearing and len(codes) == wheelchair:
        codes.append("hearing")
    return ",".join(codes)


def expect(
    db: Session, meeting_id: str, applications: Iterable[ApplicationFacts], *, at: datetime, by: str
) -> None:
    """Put applicants on the list of their meeting, and correct lines of those who applied again."""
    facts = list(applications)
    if not facts:
        return
    added = expecting.expect_applicants(
        db,
        meeting_id,
        [
            expecting.Applicant(
                name=one.name,
                kana=one.kana,
                application_id=one.id,
                person_id=one.person_id,
                latin=one.latin,
                affiliation=one.affiliation,
                district=one.district,
                language=language_code(one.language),
                needs=needs(one.hearing, wheelchair=one.wheelchair),
                phone=one.phone,
            )
            for one in facts
        ],
        at=at,
        by=by,
    )
    if added.known:
        _correct_lines(db, facts)


def _correct_lines(db: Session, facts: Iterable[ApplicationFacts]) -> None:
    """Carry what was sent again into lines that stand on the list already."""
    from sessions.rosters import Expected

    db.connection().execute(
        sa.update(EXPECTED)
        .where(EXPECTED.c.application_id == sa.bindparam("this"))
        .values(
            {
                name: sa.bindparam(f"new_{name}")
                for name in ("affiliation", "district", "language", "needs", "phone")
            }
            | {"version": EXPECTED.c.version + 1}
        ),
        [
            {
                "this": one.id,
                "new_affiliation": one.affiliation,
                "new_district": one.district,
                "new_language": language_code(one.language),
                "new_needs": needs(one.hearing, wheelchair=one.wheelchair),
                "new_phone": one.phone,
            }
            for one in facts
        ],
    )
    touch(db, Expected)


def digest_of(values: dict[str, Any]) -> str:
    """Return what tells one sent form from every other."""
    import hashlib

    return hashlib.sha256(
        json.dumps(values, ensure_ascii=False, sort_keys=True).encode()
    ).hexdigest()
