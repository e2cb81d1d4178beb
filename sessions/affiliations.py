"""所属: where somebody belongs, letter by letter as it is written with the person.

Where the words are the name of an organisation of the office, that one is meant: its reading
finds the person (organisations.read_as), and a new name of it is carried along.
"""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources import journal
from resources.records import touch
from sessions import search_keys
from sessions.person_tables import PERSON, Person
from sessions.person_views import standing


def written(db: Session) -> list[str]:
    """Return everything that stands as 所属 in the register, each once."""
    query = (
        sa.select(PERSON.c.affiliation)
        .where(standing(), PERSON.c.affiliation != "")
        .distinct()
        .order_by(PERSON.c.affiliation)
    )
    return list(db.scalars(query))


def follow(db: Session, old: str, new: str, *, at: datetime, by: str) -> int:
    """Let the people of the organisation `old` belong to `new`, its new name; return how many.

    Each entry tells it in the journal, so that what it said on a day can be told again.
    """
    where = PERSON.c.affiliation == old
    ids = db.scalars(sa.select(PERSON.c.id).where(where)).all()
    if not ids or old == new:
        return 0
    db.execute(sa.update(PERSON).where(where).values(affiliation=new, version=PERSON.c.version + 1))
    db.expire_all()
    touch(db, Person)
    search_keys.regroup(db, new)
    for person_id in ids:
        journal.write(
            db, "correct", "person", person_id, at=at, by=by,
            before={"affiliation": old}, after={"affiliation": new},
        )  # fmt: skip
    return len(ids)
