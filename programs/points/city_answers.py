"""資格照会: the answers of the city come in, and the activities are judged by them."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from programs.points import settling
from programs.points.eligibility import TABLE, Answer, Eligibility
from programs.points.register import TABLE as REGISTRATION
from resources import journal
from resources.records import new_id, touch
from resources.refusals import Refusal
from resources.words import _


def answer(db: Session, year: int, answers: Sequence[Answer], *, at: datetime, by: str) -> int:
    """Enter what the city (or a course) answered; return how many lines the ledger gained.

    Refused, all together, are numbers nobody has in `year`; no reason is ever taken.
    """
    numbers = {one.number for one in answers}
    known = set(
        db.scalars(
            sa.select(REGISTRATION.c.number).where(
                REGISTRATION.c.year == year, REGISTRATION.c.number.in_(sorted(numbers))
            )
        )
    )
    if missing := sorted(numbers - known):
        raise Refusal(
            _("Nobody is registered under {numbers} in that year.").format(
                numbers="、".join(missing)
            ),
            _("Compare the list with the register; nothing was entered."),
        )
    keep(db, year, answers, at=at, by=by)
    journal.write(
        db, "answer", "eligibility", new_id(), at=at, by=by,
        after={"year": year, "numbers": sorted(numbers)},
    )  # fmt: skip
    return settling.settle(db, year, numbers, at=at, by=by)


def keep(db: Session, year: int, answers: Sequence[Answer], *, at: datetime, by: str) -> None:
    """Write answers down about numbers that are known; whoever calls settles the year."""
    db.execute(
        sa.insert(TABLE),
        [
            {
                "id": new_id(), "recorded_at": at, "recorded_by": by, "year": year,
                "number": one.number, "subject": one.subject, "fit": one.fit,
                "confirmed": one.confirmed,
            }
            for one in answers
        ],
    )  # fmt: skip
    touch(db, Eligibility)
