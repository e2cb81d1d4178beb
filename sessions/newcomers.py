"""Somebody on a list who enters the register: the new person and the line become one."""

from datetime import datetime

from sqlalchemy.orm import Session

from resources.refusals import Refusal
from resources.words import _
from sessions import people, recognition, rosters
from sessions.person_entry import PersonDetails


def details_of(line: rosters.ExpectedFacts, *, name: str = "", kana: str = "") -> PersonDetails:
    """Return a line of a list as an entry of the register; `name` and `kana` as confirmed."""
    digits = "".join(letter for letter in line.phone if letter.isdigit())
    return PersonDetails(
        name=name or line.name,
        kana=kana or line.kana,
        latin=line.latin,
        district=line.district,
        affiliation=line.affiliation,
        phones=((line.phone, digits),) if digits else (),
        language=line.language,
        needs=line.needs,
    )


def enter(
    db: Session, expected_id: str, *, name: str = "", kana: str = "", at: datetime, by: str
) -> str:
    """Enter the person of a line into the register, in one go; returns the person.

    Refuses a line that is somebody of the register already, and what `people.enrol` refuses.
    """
    line = rosters.show(db, expected_id)
    if line.person_id is not None:
        raise Refusal(_("The person is in the register already."), _("Open the person."))
    person_id = people.enrol(db, details_of(line, name=name, kana=kana), at=at, by=by)
    recognition.link_person(db, expected_id, person_id, at=at, by=by)
    return person_id
