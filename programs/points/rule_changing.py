"""A change of the rules, and what it does to what was counted already, as one act."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from programs.points import rule_sets, settling
from programs.points.rule import Rule


def put_in_force(
    db: Session, year: int, rule: Rule, *, since: date, reason: str, at: datetime, by: str
) -> int:
    """Put `rule` in force and judge the year anew; return how many lines the ledger gained.

    Refuses what `rule_sets.decide` refuses.
    """
    rule_sets.decide(db, year, rule, since=since, reason=reason, at=at, by=by)
    return settling.settle(db, year, at=at, by=by)
