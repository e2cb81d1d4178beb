"""Withholding taken back: whoever left or is protected, and whoever is not any more."""

from collections.abc import Sequence
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources.journal import Line
from resources.words import _, mark
from sessions import people, suppression, withholding
from sessions.person_tables import PERSON
from sessions.suppression import SAID, TABLE, WORDS, Reason, Step
from sessions.undoing.rules import Key, Outlook, Rule, gone, never, nothing_left


def _name(db: Session, person_id: str) -> str:
    return db.scalar(sa.select(PERSON.c.name).where(PERSON.c.id == person_id)) or ""


def _reasons(said: object) -> list[Reason]:
    """Return the reasons a line speaks of; none where an older form wrote only the day."""
    return [Reason(word) for word in str(said or "").split("・") if word]


def _standing(db: Session, person_id: str) -> frozenset[Reason]:
    found = suppression.standing(db, [person_id]).get(person_id)
    return found.reasons if found else frozenset()


def _look_set(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
    name = _name(db, line.object_id)
    if not name:
        return Outlook("", hindrance=gone())
    reasons = _reasons((line.after or {}).get("suppression"))
    words = _("{name} is no longer withheld: {reasons}.").format(
        name=name, reasons="・".join(_(WORDS[one]) for one in reasons) or _("Day of leaving")
    )
    if reasons and not set(reasons) <= _standing(db, line.object_id):
        return Outlook(words, name, nothing_left())
    return Outlook(words, name)


def _lift(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    if said := _look_set(db, line, ()).hindrance:
        raise said
    for reason in _reasons((line.after or {}).get("suppression")):
        withholding.lift(db, line.object_id, reason, why=_("Taken back"), at=at, by=by)
    if not _reasons((line.after or {}).get("suppression")):
        people.come_back(db, line.object_id, at=at, by=by)


def _look_lifted(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
    name = _name(db, line.object_id)
    if not name:
        return Outlook("", hindrance=gone())
    reasons = _reasons((line.before or {}).get("suppression"))
    words = _("{name} is withheld again: {reasons}.").format(
        name=name, reasons="・".join(_(WORDS[one]) for one in reasons) or _("Day of leaving")
    )
    if reasons and set(reasons) <= _standing(db, line.object_id):
        return Outlook(words, name, nothing_left())
    return Outlook(words, name)


def _set_again(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    if said := _look_lifted(db, line, ()).hindrance:
        raise said
    before = line.before or {}
    reasons = _reasons(before.get("suppression"))
    for reason in reasons:
        query = (
            sa.select(TABLE.c.since, SAID.c.why, SAID.c.zip, SAID.c.address)
            .outerjoin(SAID, SAID.c.id == TABLE.c.id)
            .where(
                TABLE.c.person_id == line.object_id,
                TABLE.c.reason == reason,
                TABLE.c.step == Step.SET,
            )
            .order_by(TABLE.c.id.desc())
            .limit(1)
        )
        row = db.execute(query).first()
        if row is None:
            raise nothing_left()
        withholding.withhold(
            db, line.object_id, reason, since=row.since, why=row.why or "",
            safe_zip=row.zip or "", safe_address=row.address or "", at=at, by=by,
        )  # fmt: skip
    if not reasons and before.get("left_on"):
        on = date.fromisoformat(before["left_on"])
        people.leave(db, line.object_id, on=on, at=at, by=by)


_SET = Rule(_look_set, _lift)
_LIFTED = Rule(_look_lifted, _set_again)
RULES: dict[Key, Rule] = {
    ("person", "leave"): _SET,
    ("person", "withhold"): _SET,
    ("person", "come_back"): _LIFTED,
    ("person", "release"): _LIFTED,
    ("person", "clear_whereabouts"): never(
        mark("The address was taken out for good."),
        mark("Ask the person for it if the protection ends."),
    ),
}
