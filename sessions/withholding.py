"""Withholding somebody from letters and lists, ending it, and opening what is hidden."""

from collections.abc import Collection
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources import journal
from resources.contacts import tidy_zip
from resources.names import clean
from resources.records import new_id, touch
from resources.refusals import Refusal
from resources.words import _
from sessions.person_tables import PERSON, Person
from sessions.suppression import (
    AWAY,
    SAID,
    TABLE,
    WORDS,
    Reason,
    Step,
    Suppression,
    SuppressionWords,
    standing,
)


def withhold(
    db: Session,
    person_id: str,
    reason: Reason,
    *,
    since: date,
    why: str = "",
    safe_zip: str = "",
    safe_address: str = "",
    at: datetime,
    by: str,
) -> str:
    """Withhold a person from now on and return the entry; 死亡 and 転出 also note the leaving.

    `since` is the day it happened. The same reason set again replaces what was said of it.
    A safe address is kept under PROTECTED only. Refuses an unknown person and PROTECTED without
    words, because whoever opens the address later must know who to ask.
    """
    why = clean(why).strip()
    if reason is Reason.PROTECTED and not why:
        raise Refusal(
            _("The protection needs a word about where it comes from."),
            _("Enter which office told you, and when."),
        )
    return _set(db, person_id, reason, since, why, (safe_zip, safe_address), at=at, by=by)


def lift(db: Session, person_id: str, reason: Reason, *, why: str, at: datetime, by: str) -> None:
    """End one reason of a person; whoever is not withheld for it stays as they are.

    Refuses to lift PROTECTED without words.
    """
    if reason is Reason.PROTECTED and not why.strip():
        raise Refusal(
            _("The end of the protection needs a word about where it comes from."),
            _("Enter which office told you, and when."),
        )
    _lift(db, person_id, {reason}, why, at=at, by=by)


def come_back(db: Session, person_id: str, *, at: datetime, by: str) -> None:
    """End every reason for which a person counts as having left."""
    _lift(db, person_id, AWAY, "", at=at, by=by)


def view(db: Session, person_id: str, *, reason: str, at: datetime, by: str) -> None:
    """Note that somebody opens hidden whereabouts, and why; refuses an empty reason."""
    if not reason.strip():
        raise Refusal(
            _("This address is protected."), _("Enter what you need it for; it is written down.")
        )
    journal.write(
        db, "view", "person", person_id, at=at, by=by, after={"reason": clean(reason).strip()}
    )


def _set(
    db: Session,
    person_id: str,
    reason: Reason,
    since: date,
    why: str,
    safe: tuple[str, str],
    *,
    at: datetime,
    by: str,
) -> str:
    left_on = _left_on(db, person_id)
    _write_lifts(db, person_id, {reason}, at=at, by=by)
    entry = _write(db, person_id, Step.SET, reason, since, None, at=at, by=by)
    code, place = safe if reason is Reason.PROTECTED else ("", "")
    words = {
        "id": entry, "why": why, "zip": tidy_zip(code), "address": clean(place).strip(),
    }  # fmt: skip
    db.execute(sa.insert(SAID), [words])
    told = why or _(WORDS[reason])
    values = {"suppression": reason.value, "since": since.isoformat(), "reason": told}
    old: dict[str, str | None] = {"suppression": None}
    if reason in AWAY:
        old["left_on"] = left_on.isoformat() if left_on else None
        values["left_on"] = since.isoformat()
        _leave(db, person_id, since)
    act = "leave" if reason in AWAY else "withhold"
    journal.write(db, act, "person", person_id, at=at, by=by, before=old, after=values)
    return entry


def _lift(
    db: Session, person_id: str, reasons: Collection[Reason], why: str, *, at: datetime, by: str
) -> None:
    left_on = _left_on(db, person_id)
    ended = _write_lifts(db, person_id, reasons, at=at, by=by)
    still = standing(db, [person_id]).get(person_id)
    stays = AWAY & (still.reasons if still else frozenset())
    old: dict[str, str | None] = {"suppression": "・".join(ended) or None}
    values: dict[str, str | None] = {"suppression": None, "reason": why.strip()}
    if left_on is not None and not stays and AWAY & set(reasons):
        old["left_on"], values["left_on"] = left_on.isoformat(), None
        _leave(db, person_id, None)
    elif not ended:
        return
    act = "come_back" if AWAY & set(reasons) else "release"
    journal.write(db, act, "person", person_id, at=at, by=by, before=old, after=values)


def _write_lifts(
    db: Session, person_id: str, reasons: Collection[Reason], *, at: datetime, by: str
) -> list[str]:
    now = standing(db, [person_id]).get(person_id)
    ended = [one for one in (now.sets if now else ()) if one.reason in reasons]
    for one in ended:
        _write(db, person_id, Step.LIFTED, one.reason, one.since, one.id, at=at, by=by)
    return [one.reason.value for one in ended]


def _write(
    db: Session,
    person_id: str,
    step: Step,
    reason: Reason,
    since: date,
    lifts: str | None,
    *,
    at: datetime,
    by: str,
) -> str:
    entry = new_id()
    row = {
        "id": entry, "recorded_at": at, "recorded_by": by, "person_id": person_id,
        "step": step, "reason": reason, "since": since, "lifts": lifts,
    }  # fmt: skip
    db.execute(sa.insert(TABLE), [row])
    touch(db, Suppression, SuppressionWords)
    return entry


def _leave(db: Session, person_id: str, on: date | None) -> None:
    db.execute(
        sa.update(PERSON)
        .where(PERSON.c.id == person_id)
        .values(left_on=on, version=PERSON.c.version + 1)
    )
    db.expire_all()
    touch(db, Person)


def _left_on(db: Session, person_id: str) -> date | None:
    row = db.execute(
        sa.select(PERSON.c.id, PERSON.c.left_on).where(PERSON.c.id == person_id)
    ).first()
    if row is None:
        raise Refusal(_("This person is not in the register."), _("Search by name again."))
    left: date | None = row.left_on
    return left
