"""Who lives in which area: the lowest one known of everybody, and how many live where."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from resources import journal
from resources.records import touch
from resources.refusals import Refusal
from resources.words import _
from sessions import areas, search_keys
from sessions.area_tables import PERSON_AREA, Level, PersonArea
from sessions.areas import AreaView, Tree
from sessions.person_tables import PERSON, Person
from sessions.person_views import get, standing


def of(db: Session, person_ids: Sequence[str]) -> dict[str, AreaView]:
    """Return {person: lowest area known}; who wrote nothing, or what is unclear, is left out."""
    tree = areas.tree(db)
    query = (
        sa.select(PERSON.c.id, PERSON.c.district, PERSON_AREA.c.area_id)
        .select_from(PERSON.outerjoin(PERSON_AREA, PERSON_AREA.c.person_id == PERSON.c.id))
        .where(PERSON.c.id.in_(person_ids))
    )
    found = {row.id: _lowest(tree, row.district, row.area_id) for row in db.execute(query)}
    return {person: area for person, area in found.items() if area is not None}


def figures(db: Session) -> dict[str, int]:
    """Return {area: how many people live there}, those in the areas below it included.

    Counted are people of the register who did not leave, doubles once.
    """
    tree = areas.tree(db)
    count = sa.func.count()
    query = (
        sa.select(PERSON.c.district, PERSON_AREA.c.area_id, count)
        .select_from(PERSON.outerjoin(PERSON_AREA, PERSON_AREA.c.person_id == PERSON.c.id))
        .where(standing(), PERSON.c.left_on.is_(None))
        .group_by(PERSON.c.district, PERSON_AREA.c.area_id)
    )
    found: Counter[str] = Counter()
    for district, placed, people in db.execute(query):
        area = _lowest(tree, district, placed)
        while area is not None:
            found[area.id] += people
            area = tree.by_id.get(area.parent_id or "")
    return dict(found)


def place(db: Session, person_id: str, area_id: str | None, *, at: datetime, by: str) -> None:
    """Say in which area a person lives; their district follows. None takes the area away."""
    person = get(db, person_id, whole=True)
    tree = areas.tree(db)
    before = of(db, [person_id]).get(person_id)
    area = None if area_id is None else tree.get(area_id)
    district = district_above(tree, area) if area is not None else person.district
    lower = area if area is not None and area.level is not Level.DISTRICT else None
    standing_id = db.scalar(
        sa.select(PERSON_AREA.c.area_id).where(PERSON_AREA.c.person_id == person_id)
    )
    if (lower and lower.id) == standing_id and district == person.district:
        return
    db.execute(sa.delete(PERSON_AREA).where(PERSON_AREA.c.person_id == person_id))
    if lower is not None:
        row = {
            "person_id": person_id, "area_id": lower.id, "recorded_at": at, "recorded_by": by,
        }  # fmt: skip
        db.execute(sa.insert(PERSON_AREA), [row])
    touch(db, PersonArea)
    if district != person.district:
        retext(db, PERSON.c.id == person_id, district, at=at, by=by)
    after = of(db, [person_id]).get(person_id)
    journal.write(
        db, "place", "area", person_id, at=at, by=by,
        before={"area": before and before.words, "area_id": standing_id},
        after={"area": after and after.words, "area_id": lower and lower.id},
    )  # fmt: skip


def retext(
    db: Session, where: sa.ColumnElement[bool], district: str, *, at: datetime, by: str
) -> int:
    """Write `district` into the entries for which `where` (over PERSON) holds; return how many.

    Each entry tells it in the journal, so that what it said on a day can be told again.
    """
    where = sa.and_(where, PERSON.c.district != district)
    before = db.execute(sa.select(PERSON.c.id, PERSON.c.district).where(where)).all()
    for old in sorted({row.district for row in before}):
        chosen = sa.select(PERSON.c.id).where(where, PERSON.c.district == old)
        search_keys.move_district(db, chosen, old, district)
    db.execute(
        sa.update(PERSON).where(where).values(district=district, version=PERSON.c.version + 1)
    )
    db.expire_all()
    touch(db, Person)
    for row in before:
        journal.write(
            db, "correct", "person", row.id, at=at, by=by,
            before={"district": row.district}, after={"district": district},
        )  # fmt: skip
    return len(before)


def _lowest(tree: Tree, district: str, placed: str | None) -> AreaView | None:
    """Return the area of a person; a place counts only while it lies in the district written."""
    if placed is not None:
        above = tree.district_of(placed)
        if above is not None and above.name == district:
            return tree.by_id[placed]
    return tree.meant(district) if district else None


def district_above(tree: Tree, area: AreaView) -> str:
    """Return the name of the 地区 in which an area lies; refuses the city."""
    above = tree.district_of(area.id)
    if above is None:
        raise Refusal(
            _("The city alone does not say where somebody lives."), _("Choose a district.")
        )
    return above.name
