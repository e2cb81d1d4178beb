"""The volunteers of one year as rows of a list: who, how many stamps, what is next."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from programs.points import balances, rule_sets
from programs.points.balances import Standing
from programs.points.member_year import Footing, footing_of
from programs.points.register import TABLE
from sessions import suppression
from sessions.person_tables import PERSON
from sessions.suppression import Use

_OWN, _ROOT = PERSON.alias("own"), PERSON.alias("root")


@dataclass(frozen=True)
class Volunteer:
    """One number of one year; `withheld` says that no paper may be sent."""

    number: str
    person_id: str  # after merging
    name: str
    kana: str
    tab: str  # あ…わ, A–Z
    district: str  # "" where the whereabouts are protected
    standing: Standing
    footing: Footing
    withheld: bool


@dataclass(frozen=True)
class Roster:
    """Everybody of one year in 五十音 order, and what a stamp is called."""

    year: int
    unit: str
    rows: tuple[Volunteer, ...]


def read(db: Session, year: int) -> Roster:
    """Return who is registered in `year`, and who was in the year before and did not renew."""
    rule = rule_sets.in_force(db, year).last.rule
    stood = {one.number: one for one in balances.of_year(db, year)}
    own, root = _OWN, _ROOT
    columns = ("id", "name", "kana", "tab", "district", "sort_key")
    query = (
        sa.select(
            TABLE.c.year, TABLE.c.number, TABLE.c.status, TABLE.c.cancelled, TABLE.c.insured,
            *(sa.func.coalesce(root.c[name], own.c[name]).label(name) for name in columns),
        )
        .join(own, own.c.id == TABLE.c.person_id)
        .outerjoin(root, root.c.id == own.c.merged_into)
        .where(TABLE.c.year.in_((year, year - 1)))
        .order_by(TABLE.c.year.desc())
    )  # fmt: skip
    held = suppression.standing(db)
    rows: dict[str, tuple[str, Volunteer]] = {}
    for row in db.execute(query):
        if row.number in rows:
            continue
        footing = footing_of(row.status, row.cancelled, row.insured, rule)
        if row.year != year:
            if footing is Footing.ENDED:
                continue
            footing = Footing.NOT_RENEWED
        stops = held.get(row.id)
        hidden = stops is not None and stops.hidden
        rows[row.number] = (
            row.sort_key,
            Volunteer(
                row.number, row.id, row.name, row.kana, row.tab, "" if hidden else row.district,
                stood.get(row.number) or balances.nothing(row.number, row.id, rule), footing,
                stops is not None and stops.stops(Use.LETTER),
            ),
        )  # fmt: skip
    ordered = sorted(rows.values(), key=lambda one: (one[0], one[1].number))
    return Roster(year, rule.unit, tuple(one for _key, one in ordered))
