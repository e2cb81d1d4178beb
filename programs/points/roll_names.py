"""Who stands behind the registration numbers of a year, as grids and papers name them."""

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from programs.points.register import TABLE
from resources.names import fold
from sessions.person_tables import Person

_PERSON: sa.Table = Person.__table__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Named:
    """One registered volunteer; `person_id` is the one everything was merged into."""

    number: str
    person_id: str
    name: str
    kana: str
    status: str = ""

    @property
    def reading(self) -> str:
        """The reading as it is sought."""
        return fold(self.kana or self.name)


def of_year(db: Session, year: int) -> dict[str, Named]:
    """Return {number: whose it is} of everybody registered in `year`, by number."""
    own, root = _PERSON.alias("own"), _PERSON.alias("root")
    query = (
        sa.select(
            TABLE.c.number,
            sa.func.coalesce(root.c.id, own.c.id).label("person_id"),
            sa.func.coalesce(root.c.name, own.c.name).label("name"),
            sa.func.coalesce(root.c.kana, own.c.kana).label("kana"),
            TABLE.c.status,
        )
        .join(own, own.c.id == TABLE.c.person_id)
        .outerjoin(root, root.c.id == own.c.merged_into)
        .where(TABLE.c.year == year)
        .order_by(TABLE.c.number)
    )
    return {row.number: Named(*row) for row in db.execute(query)}


def sought(everybody: Iterable[Named], text: str, most: int = 6) -> list[Named]:
    """Return who is meant by `text`, the beginning of a reading or any part of a name."""
    wanted = fold(text)
    if not wanted:
        return []
    found = [one for one in everybody if one.reading.startswith(wanted)]
    found = found or [one for one in everybody if wanted in fold(one.name)]
    return sorted(found, key=lambda one: (one.reading, one.number))[:most]
