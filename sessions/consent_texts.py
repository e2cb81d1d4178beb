"""The wordings people consent to (同意文): versions of a purpose, kept as they were read."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from resources import journal
from resources.names import clean
from resources.records import ID_LENGTH, Entry, Record, new_id, one_of, revise, touch
from resources.refusals import Refusal
from resources.words import _
from sessions.consent_ways import Way
from sessions.lengths import refuse_long


class ConsentText(Record, table=True):
    """One version of what people consent to for a purpose."""

    __tablename__ = "consent_text"
    __table_args__ = (sa.UniqueConstraint("purpose", "number"),)

    purpose: str = Field(max_length=80)
    number: int  # the version, from 1
    wording: str = Field(max_length=2000)
    effective_from: date
    active: bool = True


class Consent(Entry, table=True):
    """That somebody consented to a text on a day; never changed, only withdrawn."""

    erasable: ClassVar[tuple[str, ...]] = ("what", "whom")

    person_id: str = Field(foreign_key="person.id", index=True, max_length=ID_LENGTH)
    text_id: str = Field(foreign_key="consent_text.id", index=True, max_length=ID_LENGTH)
    given_on: date
    way: Way = Field(sa_column=one_of(Way))
    what: str = Field(default="", max_length=200)  # 氏名と写真 …
    whom: str = Field(default="", max_length=200)  # 広報紙, 包括支援センター …
    taken_by: str = Field(default="", max_length=80)


TABLE: sa.Table = SQLModel.metadata.tables["consent_text"]
CONSENT: sa.Table = SQLModel.metadata.tables["consent"]

AT_THE_HALL = "会場での配慮"
"""The purpose under which somebody lets what they need (車いす …) be known at a hall's door."""

# Beginnings a clerk may take over and change; they are in use only once the office kept them.
EXAMPLES = (
    (
        "個人情報の利用",
        (
            "私は、社会福祉協議会が、事業の案内、活動の記録および緊急時の連絡のために、"
            "私の氏名、住所、電話番号などを利用することに同意します。"
        ),
    ),
    (
        "写真と氏名の掲載",
        (
            "私は、活動中に撮影された私の写真および氏名が、社会福祉協議会の広報紙、"
            "ホームページなどに掲載されることに同意します。"
        ),
    ),
    (
        "関係機関との情報共有",
        (
            "私は、私の相談と支援のために必要な範囲で、社会福祉協議会が市および関係機関と"
            "私に関する情報を共有することに同意します。"
        ),
    ),
    (
        AT_THE_HALL,
        (
            "私は、会議や教室の会場で必要な配慮（車いす、聞こえ、大きな文字など）を、"
            "会場の受付の者に知らせ、受付に使うパソコンに入れて持ち出すことに同意します。"
        ),
    ),
)


@dataclass(frozen=True)
class TextView:
    """A text as pages show it; `used` counts the consents given to it."""

    id: str
    version: int
    purpose: str
    number: int
    wording: str
    effective_from: date
    active: bool
    used: int


def listing(db: Session) -> tuple[TextView, ...]:
    """Return every text, those of one purpose together, the newest version first."""
    used = (
        sa.select(CONSENT.c.text_id, sa.func.count().label("used"))
        .group_by(CONSENT.c.text_id)
        .subquery()
    )
    query = (
        sa.select(
            TABLE.c.id, TABLE.c.version, TABLE.c.purpose, TABLE.c.number, TABLE.c.wording,
            TABLE.c.effective_from, TABLE.c.active, sa.func.coalesce(used.c.used, 0),
        )
        .select_from(TABLE.outerjoin(used, used.c.text_id == TABLE.c.id))
        .order_by(TABLE.c.purpose, TABLE.c.number.desc())
    )  # fmt: skip
    return tuple(TextView(*row) for row in db.execute(query))


def current(db: Session, on: date) -> tuple[TextView, ...]:
    """Return for each purpose the text that is in use on a day."""
    found: dict[str, TextView] = {}
    for one in listing(db):
        if one.active and one.effective_from <= on:
            found.setdefault(one.purpose, one)
    return tuple(found.values())


def offered(db: Session, on: date) -> tuple[TextView, ...]:
    """Return every text that somebody may still be asked to sign on a day.

    Those of `current` come first; then older versions that were not taken out of use.
    """
    found = [one for one in listing(db) if one.active and one.effective_from <= on]
    newest = {one.id for one in current(db, on)}
    return tuple(sorted(found, key=lambda one: one.id not in newest))


def get(db: Session, text_id: str) -> TextView:
    """Return one text; refuses an unknown one."""
    for one in listing(db):
        if one.id == text_id:
            return one
    raise Refusal(_("This text is not there any more."), _("Choose it from the list again."))


def write(
    db: Session, purpose: str, wording: str, *, effective_from: date, at: datetime, by: str
) -> str:
    """Write the next version of the text of a purpose and return its id.

    Refuses an empty purpose or wording, and a version in force before the one it follows.
    """
    values = _checked(purpose, wording)
    before = [one for one in listing(db) if one.purpose == values["purpose"]]
    if before and effective_from < before[0].effective_from:
        raise Refusal(
            _("The version before it is in force only from {day}.").format(
                day=before[0].effective_from.isoformat()
            ),
            _("Enter that day or a later one."),
        )
    text_id = new_id()
    row = values | {
        "id": text_id, "version": 1, "recorded_at": at, "recorded_by": by,
        "number": before[0].number + 1 if before else 1, "effective_from": effective_from,
        "active": True,
    }  # fmt: skip
    db.execute(sa.insert(TABLE), [row])
    touch(db, ConsentText)
    after = values | {"number": row["number"], "effective_from": effective_from.isoformat()}
    journal.write(db, "write", "consent_text", text_id, at=at, by=by, after=after)
    return text_id


def correct(
    db: Session,
    text_id: str,
    wording: str,
    *,
    effective_from: date,
    version: int,
    at: datetime,
    by: str,
) -> int:
    """Correct a text nobody consented to yet and return its new version.

    Refused once somebody did: what they consented to must stay as they read it.
    """
    old = get(db, text_id)
    if old.used:
        raise Refusal(
            _("{count} people consented to this wording; it stays as it is.").format(
                count=old.used
            ),
            _("Write a new version of it."),
        )
    values = _checked(old.purpose, wording) | {"effective_from": effective_from}
    revise(db, ConsentText, text_id, values, seen=version, standing=old.version)
    journal.write(
        db, "correct", "consent_text", text_id, at=at, by=by,
        before={"wording": old.wording, "effective_from": old.effective_from.isoformat()},
        after=values | {"effective_from": effective_from.isoformat()},
    )  # fmt: skip
    return version + 1


def retire(db: Session, text_id: str, *, at: datetime, by: str, active: bool = False) -> None:
    """Offer a text no more (or again, with `active`); consents given to it stay valid."""
    old = get(db, text_id)
    revise(db, ConsentText, text_id, {"active": active}, seen=old.version, standing=old.version)
    journal.write(
        db, "retire", "consent_text", text_id, at=at, by=by,
        before={"active": old.active}, after={"active": active},
    )  # fmt: skip


def _checked(purpose: str, wording: str) -> dict[str, Any]:
    values = {"purpose": clean(purpose).strip(), "wording": clean(wording).strip()}
    if not values["purpose"]:
        raise Refusal(
            _("It does not say yet what the consent is for."), _("Please enter the purpose.")
        )
    if not values["wording"]:
        raise Refusal(_("There is no wording yet."), _("Please write what people consent to."))
    refuse_long(TABLE, values)
    return values
