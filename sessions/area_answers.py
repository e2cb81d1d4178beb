"""Which area is meant: texts in entries that are no name of a 地区, and the answers to them."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources.records import touch
from sessions import area_editing, areas
from sessions.area_residents import district_above, retext
from sessions.area_tables import PERSON_AREA, Level, PersonArea
from sessions.areas import AreaView
from sessions.person_tables import PERSON
from sessions.person_views import standing


@dataclass(frozen=True)
class Unplaced:
    """A text in people's entries, how many have it, and the area it means if that is clear."""

    text: str
    count: int
    guess: AreaView | None


def unplaced(db: Session) -> tuple[Unplaced, ...]:
    """Return the texts about which somebody must say which area they mean, the commonest first."""
    tree = areas.tree(db)
    known = [one.name for one in tree.all if one.level is Level.DISTRICT and not one.merged_into]
    count = sa.func.count()
    query = (
        sa.select(PERSON.c.district, count)
        .where(standing(), PERSON.c.district != "", PERSON.c.district.not_in(known))
        .group_by(PERSON.c.district)
        .order_by(count.desc(), PERSON.c.district)
    )
    return tuple(Unplaced(text, people, tree.meant(text)) for text, people in db.execute(query))


def answer(db: Session, text: str, area_id: str, *, at: datetime, by: str) -> int:
    """Say which area `text` means: it is remembered, and whoever wrote it lives there now.

    Returns how many entries changed. Refuses the city, and a text that means another area.
    """
    tree = area_editing.found(db, at=at, by=by)
    area = tree.get(area_id)
    district = district_above(tree, area)
    area_editing.call(db, area_id, text, at=at, by=by)
    theirs = PERSON.c.district == text
    if area.level is not Level.DISTRICT:
        ids = sa.select(PERSON.c.id).where(theirs)
        db.execute(sa.delete(PERSON_AREA).where(PERSON_AREA.c.person_id.in_(ids)))
        rows = sa.select(
            PERSON.c.id,
            sa.literal(area_id),
            sa.literal(at, PERSON_AREA.c.recorded_at.type),
            sa.literal(by),
        ).where(theirs)
        columns = ["person_id", "area_id", "recorded_at", "recorded_by"]
        db.execute(sa.insert(PERSON_AREA).from_select(columns, rows))
        touch(db, PersonArea)
    return retext(db, theirs, district, at=at, by=by)
