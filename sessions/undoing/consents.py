"""Acts on consents taken back: what was said stays, and counts as never given."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from resources.journal import Line
from resources.words import _, mark
from sessions import consents
from sessions.consent_texts import ConsentText
from sessions.consents import ConsentView
from sessions.person_views import get
from sessions.undoing.columns import (
    REPLACE,
    RESTORE,
    WITHDRAW,
    Shelf,
    making,
    restoring,
    withdrawing,
)
from sessions.undoing.rules import Key, Outlook, Rule, never, nothing_left

_TEXT = Shelf(ConsentText, "consent_text", called="purpose")


def _standing(db: Session, line: Line) -> ConsentView | None:
    for one in consents.of(db, line.object_id):
        if one.id == (line.after or {})["consent"] and one.withdrawn_on is None:
            return one
    return None


def _look(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
    purpose = str((line.after or {}).get("purpose", ""))
    words = _("The consent “{purpose}” counts as never given; both entries stay.")
    hindrance = None if _standing(db, line) else nothing_left()
    return Outlook(words.format(purpose=purpose), get(db, line.object_id).name, hindrance)


def _never_given(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    one = _standing(db, line)
    if one is None:
        raise nothing_left()
    note = _("entered by mistake")
    consents.withdraw(db, one.id, on=one.given_on, way=one.way, note=note, at=at, by=by)


RULES: dict[Key, Rule] = {
    ("consent", "consent"): Rule(_look, _never_given),
    ("consent", "withdraw"): never(
        mark("What was said about a consent is never struck out."),
        mark("If the person consents again, enter a new consent."),
    ),
    ("consent_text", "write"): making(_TEXT),
    **{("consent_text", act): restoring(_TEXT) for act in ("correct", "retire", RESTORE)},
    ("consent_text", WITHDRAW): withdrawing(_TEXT),
    ("consent_text", REPLACE): making(_TEXT),
}
