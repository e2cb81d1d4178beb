"""Doubles brought together when a person said この方です, and parted again when that was wrong."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources import journal
from resources.records import touch
from resources.refusals import Refusal
from resources.words import _
from sessions import search_keys
from sessions.person_tables import PERSON, Person
from sessions.person_views import get


def merge(db: Session, keep: str, drop: str, *, at: datetime, by: str) -> None:
    """Let `drop` be the same person as `keep`: one entry shows from now on, nothing is deleted.

    The numbers and names of `drop` find `keep`. Refuses a person who was merged already.
    """
    kept, dropped = get(db, keep), get(db, drop)
    if keep == drop or kept.merged_into or dropped.merged_into:
        raise Refusal(
            _("These two are one person in the register already."),
            _("Search by name again; one entry holds both."),
        )
    carried = db.scalars(sa.select(PERSON.c.id).where(PERSON.c.merged_into == drop)).all()
    _point(db, [drop, *carried], keep)
    journal.write(
        db, "merge", "person", drop, at=at, by=by,
        before={"merged_into": None}, after={"merged_into": keep, "carried": list(carried)},
    )  # fmt: skip
    search_keys.write(db, keep)


def unmerge(db: Session, drop: str, *, at: datetime, by: str) -> None:
    """Part `drop` again from the person it was merged into; both stand as they stood before."""
    keep = get(db, drop).merged_into
    if keep is None:
        raise Refusal(
            _("This person was not brought together with anyone."), _("Nothing needs to be done.")
        )
    carried: list[str] = []
    for line in journal.recent(db, 200, object_id=drop):
        if line.act == "merge":
            carried = list((line.after or {}).get("carried", ()))
            break
    _point(db, [drop], None)
    _point(db, carried, drop)
    journal.write(
        db, "unmerge", "person", drop, at=at, by=by,
        before={"merged_into": keep}, after={"merged_into": None, "carried": carried},
    )  # fmt: skip
    search_keys.write(db, keep)
    search_keys.write(db, drop)


def _point(db: Session, ids: list[str], keep: str | None) -> None:
    db.execute(
        sa.update(PERSON)
        .where(PERSON.c.id.in_(ids))
        .values(merged_into=keep, version=PERSON.c.version + 1)
    )
    db.expire_all()
    touch(db, Person)
