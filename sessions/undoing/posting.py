"""Acts on addresses and papers taken back: how somebody is addressed goes back to what it was."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from resources.journal import Line
from resources.words import _
from sessions import addressing, mailing_lists
from sessions.addressing import Honorific
from sessions.undoing.rules import Key, Outlook, Rule, nothing_left


def _look_addressed(db: Session, line: Line, _deed: Sequence[Line], /) -> Outlook:
    now = addressing.known(db).get(line.object_id)
    name = _name(db, line.object_id)
    words = _("{name} is addressed as before.").format(name=name)
    stands = now is not None and now.value == (line.after or {}).get("honorific")
    return Outlook(words, name, None if stands else nothing_left())


def _address_back(db: Session, line: Line, /, *, at: datetime, by: str) -> None:
    # Without a word of their own people were addressed with the usual one.
    usual = Honorific.SAMA if _person(db, line.object_id) else Honorific.ONCHU
    before = Honorific((line.before or {}).get("honorific") or usual)
    addressing.address_as(db, line.object_id, before, at=at, by=by)


def _person(db: Session, subject_id: str) -> str:
    found = mailing_lists.entries(db, [mailing_lists.person(subject_id)])
    return found[0].name if found else ""


def _name(db: Session, subject_id: str) -> str:
    found = mailing_lists.entries(db, [mailing_lists.organisation(subject_id)])
    return _person(db, subject_id) or (found[0].name if found else "")


RULES: dict[Key, Rule] = {("addressing", "address"): Rule(_look_addressed, _address_back)}
