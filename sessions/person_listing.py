"""The register as a list: in 五十音 order, filtered, with the count of each index tab."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sessions import finding, suppression
from sessions.person_tables import MEMBERSHIP, PERSON
from sessions.person_views import PersonView, standing, views_of


@dataclass(frozen=True)
class Listing:
    """One stretch of the list, how many there are in all, and how many under each tab."""

    rows: tuple[PersonView, ...]
    total: int
    tabs: dict[str, int]


def listing(
    db: Session,
    *,
    tab: str = "",
    district: str = "",
    programme: str = "",
    text: str = "",
    limit: int | None = None,
    offset: int = 0,
) -> Listing:
    """Return the people of the register in 五十音 order; empty filters let everyone pass.

    `text` is understood as in finding.find. `tabs` counts under the other filters, so that the
    index tells where to go on. Merged doubles are left out.
    """
    where: list[sa.ColumnElement[bool]] = [standing()]
    if district:
        where.append(PERSON.c.district == district)
        where.append(PERSON.c.id.not_in(suppression.hiding()))
    if programme:
        double = PERSON.alias()
        where.append(
            PERSON.c.id.in_(
                sa.select(sa.func.coalesce(double.c.merged_into, double.c.id))
                .join_from(MEMBERSHIP, double, double.c.id == MEMBERSHIP.c.person_id)
                .where(MEMBERSHIP.c.programme == programme)
            )
        )
    if text.strip():
        where.append(PERSON.c.id.in_(finding.matching(db, text)))
    counts = db.execute(
        sa.select(PERSON.c.tab, sa.func.count()).where(*where).group_by(PERSON.c.tab)
    )
    tabs = {row[0]: row[1] for row in counts}
    if tab:
        where.append(PERSON.c.tab == tab)
    total = tabs.get(tab, 0) if tab else sum(tabs.values())
    rows = views_of(db, sa.and_(*where), limit=limit, offset=offset)
    return Listing(tuple(rows), total, tabs)
