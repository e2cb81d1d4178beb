"""A filled-in form brought into the register: the person, their numbers, what was answered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from sessions import area_residents, drafts, former_names, likeness, people
from sessions.people import PersonDetails, Relation
from sessions.person_tables import FormerKind
from sessions.person_views import PersonView

FORM = "person"
NEW = "new"


@dataclass(frozen=True)
class Registered:
    """Who was registered or corrected, and the version that stands now."""

    person_id: str
    version: int


@dataclass(frozen=True)
class Further:
    """What a form says besides the entry: the area, and what became of the old name.

    `area` is an id, "" to take it away, None where nothing was said. With `renamed` the name the
    register had becomes a former one, borne until `renamed_on` (today where it is None).
    """

    area: str | None = None
    renamed: FormerKind | None = None
    renamed_on: date | None = None


NOTHING = Further()


def enrol(
    db: Session,
    entered: PersonDetails,
    relations: Sequence[Relation] = (),
    *,
    different: Iterable[str] = (),
    further: Further = NOTHING,
    at: datetime,
    by: str,
) -> Registered:
    """Enter a new person; the people `different` were answered 別の方です while it was written.

    The half-written form of `by` is thrown away. Refused is what people.enrol refuses.
    """
    person_id = people.enrol(db, entered, relations=relations, at=at, by=by)
    for other in different:
        likeness.answer(db, person_id, other, likeness.Answer.DIFFERENT, at=at, by=by)
    _place(db, person_id, further, at=at, by=by)
    drafts.drop(db, FORM, NEW, by=by)
    return Registered(person_id, people.get(db, person_id).version)


def enrol_beside(
    db: Session, entered: PersonDetails, *, different: Iterable[str] = (), at: datetime, by: str
) -> str:
    """Enter a new person out of another form, and return the id.

    A person's own form that `by` left half written stays as it is.
    """
    person_id = people.enrol(db, entered, at=at, by=by)
    for other in different:
        likeness.answer(db, person_id, other, likeness.Answer.DIFFERENT, at=at, by=by)
    return person_id


def correct(
    db: Session,
    person_id: str,
    entered: PersonDetails,
    relations: Sequence[Relation] = (),
    *,
    version: int,
    opened: bool = False,
    further: Further = NOTHING,
    at: datetime,
    by: str,
) -> Registered:
    """Correct a person and give them further numbers; the half-written form is thrown away.

    Raises people.Conflict where another desk was faster than `version`.
    """
    before = people.get(db, person_id)
    people.correct(db, person_id, entered, version=version, opened=opened, at=at, by=by)
    _place(db, person_id, further, at=at, by=by)
    _keep_old_name(db, before, further, at=at, by=by)
    for relation in relations:
        people.add_membership(db, person_id, relation, at=at, by=by)
    drafts.drop(db, FORM, person_id, by=by)
    return Registered(person_id, people.get(db, person_id).version)


def _place(db: Session, person_id: str, further: Further, *, at: datetime, by: str) -> None:
    if further.area is not None:
        area_residents.place(db, person_id, further.area or None, at=at, by=by)


def _keep_old_name(
    db: Session, before: PersonView, further: Further, *, at: datetime, by: str
) -> None:
    known = {one.name for one in former_names.of(db, before.id)}
    now = people.get(db, before.id).name
    if further.renamed is not None and before.name not in {now, *known}:
        former_names.renamed(db, before, further.renamed, on=further.renamed_on, at=at, by=by)
