"""Who consented to what, when and how (同意), and who withdrew it: entries, never edited."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from resources import journal
from resources.calendar import day_of
from resources.names import clean
from resources.records import ID_LENGTH, Entry, new_id, one_of, touch
from resources.refusals import Refusal
from resources.words import _
from sessions import consent_texts, person_views
from sessions.consent_texts import CONSENT, Consent
from sessions.consent_ways import Way
from sessions.lengths import refuse_long
from sessions.person_tables import PERSON


class ConsentWithdrawal(Entry, table=True):
    """That a consent was withdrawn from a day on."""

    __tablename__ = "consent_withdrawal"
    erasable: ClassVar[tuple[str, ...]] = ("note",)

    consent_id: str = Field(foreign_key="consent.id", unique=True, max_length=ID_LENGTH)
    withdrawn_on: date
    way: Way = Field(sa_column=one_of(Way))
    note: str = Field(default="", max_length=200)


WITHDRAWAL: sa.Table = SQLModel.metadata.tables["consent_withdrawal"]
_TEXT = consent_texts.TABLE


@dataclass(frozen=True)
class Given:
    """What somebody said: to which text, when, how, for what, towards whom, to which of us."""

    text_id: str
    given_on: date
    way: Way = Way.PAPER
    what: str = ""
    whom: str = ""
    taken_by: str = ""  # whoever heard it; the clerk at the desk may be another


@dataclass(frozen=True)
class ConsentView(Given):
    """A consent as pages show it; `withdrawn_on` is None while it holds."""

    id: str = ""
    person_id: str = ""
    purpose: str = ""
    number: int = 0
    withdrawn_on: date | None = None
    withdrawn_way: Way | None = None


def of(db: Session, person_id: str) -> tuple[ConsentView, ...]:
    """Return the consents of a person and their doubles, the newest first."""
    query = (
        sa.select(
            CONSENT.c.text_id, CONSENT.c.given_on, CONSENT.c.way, CONSENT.c.what,
            CONSENT.c.whom, CONSENT.c.taken_by, CONSENT.c.id, CONSENT.c.person_id,
            _TEXT.c.purpose, _TEXT.c.number, WITHDRAWAL.c.withdrawn_on,
            WITHDRAWAL.c.way.label("withdrawn_way"),
        )
        .select_from(
            CONSENT.join(PERSON, PERSON.c.id == CONSENT.c.person_id)
            .join(_TEXT, _TEXT.c.id == CONSENT.c.text_id)
            .outerjoin(WITHDRAWAL, WITHDRAWAL.c.consent_id == CONSENT.c.id)
        )
        .where(sa.or_(PERSON.c.id == person_id, PERSON.c.merged_into == person_id))
        .order_by(CONSENT.c.given_on.desc(), CONSENT.c.id.desc())
    )  # fmt: skip
    return tuple(ConsentView(**row) for row in db.execute(query).mappings())


def valid(db: Session, person_id: str, purpose: str, on: date) -> bool:
    """Tell whether a person's consent for a purpose holds on a day."""
    return person_id in holders(db, [person_id], purpose, on)


def holders(db: Session, person_ids: Sequence[str], purpose: str, on: date) -> set[str]:
    """Return who of `person_ids` has a consent for a purpose that holds on a day; one query."""
    query = (
        sa.select(PERSON.c.id, PERSON.c.merged_into)
        .select_from(
            CONSENT.join(PERSON, PERSON.c.id == CONSENT.c.person_id)
            .join(_TEXT, _TEXT.c.id == CONSENT.c.text_id)
            .outerjoin(WITHDRAWAL, WITHDRAWAL.c.consent_id == CONSENT.c.id)
        )
        .where(
            _TEXT.c.purpose == purpose,
            CONSENT.c.given_on <= on,
            sa.or_(WITHDRAWAL.c.withdrawn_on.is_(None), WITHDRAWAL.c.withdrawn_on > on),
            sa.or_(PERSON.c.id.in_(person_ids), PERSON.c.merged_into.in_(person_ids)),
        )
    )
    return {one for row in db.execute(query) for one in row} & set(person_ids)


def give(db: Session, person_id: str, given: Given, *, at: datetime, by: str) -> str:
    """Enter that a person consented and return the id of the entry.

    Refuses a day that has not come yet or lies before the text was in force, a text out of use,
    and a second consent to a text while the first one holds.
    """
    person_views.get(db, person_id)
    text = consent_texts.get(db, given.text_id)
    if given.given_on > day_of(at):
        raise Refusal(_("This day has not come yet."), _("Enter the day on which it happened."))
    if given.given_on < text.effective_from or not text.active:
        raise Refusal(
            _("This text was not in use on that day."), _("Choose the text the person read.")
        )
    if any(one.text_id == text.id and one.withdrawn_on is None for one in of(db, person_id)):
        raise Refusal(
            _("The person consented to this text already."),
            _("If the scope is another now, withdraw the old one first."),
        )
    row = asdict(given) | {
        "id": new_id(), "recorded_at": at, "recorded_by": by, "person_id": person_id,
        "what": clean(given.what).strip(), "whom": clean(given.whom).strip(),
        "taken_by": clean(given.taken_by).strip(),
    }  # fmt: skip
    refuse_long(CONSENT, row)
    db.execute(sa.insert(CONSENT), [row])
    touch(db, Consent)
    after = {
        "consent": row["id"], "purpose": text.purpose, "number": text.number,
        "given_on": given.given_on.isoformat(), "way": given.way.value, "what": row["what"],
        "whom": row["whom"], "taken_by": row["taken_by"],
    }  # fmt: skip
    journal.write(db, "consent", "consent", person_id, at=at, by=by, after=after)
    return str(row["id"])


def withdraw(
    db: Session, consent_id: str, *, on: date, way: Way, note: str = "", at: datetime, by: str
) -> str:
    """Enter that a consent was withdrawn on a day and return the id of the entry.

    From that day on it does not hold. Refuses what is withdrawn already, and a day before the
    consent or one that has not come yet.
    """
    query = sa.select(CONSENT.c.person_id, CONSENT.c.given_on).where(CONSENT.c.id == consent_id)
    given = db.execute(query).first()
    if given is None:
        raise Refusal(_("This consent is not there any more."), _("Look at the person again."))
    gone = db.execute(
        sa.select(WITHDRAWAL.c.id).where(WITHDRAWAL.c.consent_id == consent_id)
    ).first()
    if gone is not None:
        raise Refusal(_("This consent is withdrawn already."), _("Nothing needs to be done."))
    if not given.given_on <= on <= day_of(at):
        raise Refusal(
            _("On this day it cannot have been withdrawn."),
            _("Enter a day from the consent until today."),
        )
    row = {
        "id": new_id(), "recorded_at": at, "recorded_by": by, "consent_id": consent_id,
        "withdrawn_on": on, "way": way, "note": clean(note).strip(),
    }  # fmt: skip
    refuse_long(WITHDRAWAL, row)
    db.execute(sa.insert(WITHDRAWAL), [row])
    touch(db, ConsentWithdrawal, Consent)
    after = {
        "consent": consent_id, "withdrawn_on": on.isoformat(), "way": way.value,
        "note": row["note"],
    }  # fmt: skip
    journal.write(db, "withdraw", "consent", given.person_id, at=at, by=by, after=after)
    return str(row["id"])
