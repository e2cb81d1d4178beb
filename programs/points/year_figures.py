"""The programme at a glance: the figures of a year, by month, 地区 and age band."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from programs.points import rule_sets
from programs.points.register import TABLE as REGISTRATION


def years(db: Session, today: date) -> list[int]:
    """Return the years with registrations or rules of their own, and today's, newest first."""
    found = sa.select(REGISTRATION.c.year).union(sa.select(rule_sets.TABLE.c.year))
    this = rule_sets.in_force(db, today.year).last.rule.year_of(today)
    return sorted({this, *db.scalars(found)}, reverse=True)
