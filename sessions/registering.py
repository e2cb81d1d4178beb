"""A filled-in form brought into the register: the person, their numbers, what was answered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from sessions import drafts, likeness, people
from sessions.people import PersonDetails, Relation

FORM = "person"
NEW = "new"


@dataclass(frozen=True)
class Registered:
    """Who was registered or corrected, and the version that stands now."""

    person_id: str
    version: int


def enrol(
    db: Session,
    entered: PersonDetails,
    relations: Sequence[Relation] = (),
    *,
    different: Iterable[str] = (),
    at: datetime,
    by: str,
) -> Registered:
    """Enter a new person; the people `different` were answered 別の方です while it was written.

    The half-written form of `by` is thrown away. Refused is what people.enrol refuses.
    """
    person_id = people.enrol(db, entered, relations=relations, at=at, by=by)
    for other in different:
        likeness.answer(db, person_id, other, likeness.Answer.DIFFERENT, at=at, by=by)
    drafts.drop(db, FORM, NEW, by=by)
    return Registered(person_id, people.get(db, person_id).version)


def correct(
    db: Session,
    person_id: str,
    entered: PersonDetails,
    relations: Sequence[Relation] = (),
    *,
    version: int,
    opened: bool = False,
    at: datetime,
    by: str,
) -> Registered:
    """Correct a person and give them further numbers; the half-written form is thrown away.

    Raises people.Conflict where another desk was faster than `version`.
    """
    people.correct(db, person_id, entered, version=version, opened=opened, at=at, by=by)
    for relation in relations:
        people.add_membership(db, person_id, relation, at=at, by=by)
    drafts.drop(db, FORM, person_id, by=by)
    return Registered(person_id, people.get(db, person_id).version)
