"""Who a line of a list really is: この方です, the confirmed name, the reply, off the list."""

from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources import journal
from resources.refusals import Refusal
from resources.words import _
from sessions import passes, rosters
from sessions.door_log import standing
from sessions.person_tables import PERSON
from sessions.rosters import Expected, ExpectedFacts, Reply, searchable


def link_person(
    db: Session, expected_id: str, person_id: str | None, *, at: datetime, by: str
) -> ExpectedFacts:
    """Answer この方です: the line is this person of the register; None takes the answer back.

    Blank cards the line has claimed become the person's. Refuses a person who is not in the
    register, or who stands on another line of the same list.
    """
    line = rosters.take(db, expected_id)
    if person_id == line.person_id:
        return rosters.show(db, expected_id)
    if person_id is not None:
        person = PERSON.c
        query = sa.select(person.id).where(person.id == person_id, person.merged_into.is_(None))
        if db.scalar(query) is None:
            raise Refusal(
                _("One of these people is no longer in the register."),
                _("Look the person up again in the register."),
            )
        if rosters.line_of(db, line.meeting_id, person_id) is not None:
            raise Refusal(
                _("This person stands on another line of the list."),
                _("Take one of the two lines off the list first."),
            )
    elif not line.name and not line.kana:
        raise Refusal(_("Without the register this line has no name."), _("Enter the name first."))
    before = {"person_id": line.person_id}
    line.person_id = person_id
    line.name_confirmed = line.name_confirmed or person_id is not None
    _save(db, line, "link", before, {"person_id": person_id}, at=at, by=by)
    passes.follow(db, expected_id, person_id, at=at, by=by)
    return rosters.show(db, expected_id)


def confirm_name(
    db: Session,
    expected_id: str,
    *,
    name: str,
    kana: str,
    district: str | None = None,
    at: datetime,
    by: str,
) -> ExpectedFacts:
    """Write the name as the person spells it at the desk; papers may then carry it.

    Refuses an empty name, and a line whose name the register keeps.
    """
    line = rosters.take(db, expected_id)
    if line.person_id is not None:
        raise Refusal(
            _("The register keeps the name of this person."), _("Correct it in the register.")
        )
    if not name.strip():
        raise Refusal(_("The name is missing."), _("Enter the name as the person writes it."))
    before = _called(line)
    for key, value in searchable(name, kana or line.kana, line.latin).items():
        setattr(line, key, value)
    if district is not None:
        line.district = district.strip()
    line.name_confirmed = True
    _save(db, line, "confirm_name", before, _called(line), at=at, by=by)
    return rosters.show(db, expected_id)


def _called(line: Expected) -> dict[str, object]:
    return {
        "name": line.name,
        "kana": line.kana,
        "district": line.district,
        "name_confirmed": line.name_confirmed,
    }


def reply(
    db: Session,
    expected_id: str,
    answer: Reply,
    *,
    proxy_name: str = "",
    version: int | None = None,
    at: datetime,
    by: str,
) -> ExpectedFacts:
    """Note what somebody replied to the invitation; a proxy needs the name of who will come."""
    line = rosters.take(db, expected_id, version=version)
    proxy_name = proxy_name.strip() if answer is Reply.PROXY else ""
    if answer is Reply.PROXY and not proxy_name:
        raise Refusal(_("The name is missing."), _("Enter who will come in their place."))
    if (line.reply, line.proxy_name) != (answer, proxy_name):
        before = {"reply": line.reply, "proxy_name": line.proxy_name}
        line.reply, line.proxy_name = answer, proxy_name
        after = {"reply": answer, "proxy_name": proxy_name}
        _save(db, line, "reply", before, after, at=at, by=by)
    return rosters.show(db, expected_id)


def remove(db: Session, expected_id: str, *, at: datetime, by: str) -> None:
    """Take somebody off the list; their name tag then asks. Twice is harmless.

    Refuses somebody who was received.
    """
    line = rosters.take(db, expected_id)
    if standing(db, expected_id).here:
        raise Refusal(
            _("This person has been received already."), _("Take the arrival back first.")
        )
    if not line.removed:
        line.removed = True
        _save(db, line, "remove", {"removed": False}, {"removed": True}, at=at, by=by)


def put_back(db: Session, expected_id: str, *, at: datetime, by: str) -> None:
    """Put somebody who was taken off the list back onto it. Twice is harmless."""
    line = rosters.take(db, expected_id)
    if line.removed:
        line.removed = False
        _save(db, line, "put_back", {"removed": True}, {"removed": False}, at=at, by=by)


def _save(
    db: Session,
    line: Expected,
    act: str,
    before: Mapping[str, object],
    after: Mapping[str, object],
    *,
    at: datetime,
    by: str,
) -> None:
    line.version += 1
    line.recorded_at, line.recorded_by = at, by
    db.flush()
    journal.write(db, act, "expected", line.id, at=at, by=by, before=before, after=after)
