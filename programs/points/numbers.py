"""登録番号 found at the counter: by the card that was scanned, or by what was typed."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from programs.points.register import TABLE
from programs.points.sheet_reading import WIDTH
from resources import codes
from resources.refusals import Refusal
from resources.words import _
from sessions import passes
from sessions.intake import cells
from sessions.person_tables import PERSON

_ASKED = PERSON.alias("asked")


def number_of(db: Session, year: int, said: str) -> str:
    """Return the number that `said`, a scan or typed digits, stands for.

    The latest number up to `year` is taken, whether it was renewed or not. Refused are a card
    that is void, and a card or a number of nobody among the volunteers.
    """
    reading = codes.read(said)
    if reading.code is None:
        number = cells.read_number(said.strip(), WIDTH) or said.strip()
        if db.scalar(sa.select(TABLE.c.id).where(TABLE.c.number == number).limit(1)) is None:
            raise _nobody()
        return number
    card = passes.resolve(db, reading.code)
    if card is None or card.person_id is None:
        raise _nobody()
    if not card.valid:
        raise Refusal(
            _("This card is void; a newer one was made."),
            _("Ask for the number or the name, and use that."),
        )
    found = number_of_person(db, year, card.person_id)
    if not found:
        raise _nobody()
    return found


def number_of_person(db: Session, year: int, person_id: str) -> str:
    """Return the latest number of a person up to `year`, doubles included; "" without one."""
    owner, asked = (sa.func.coalesce(one.c.merged_into, one.c.id) for one in (PERSON, _ASKED))
    wanted = sa.select(asked).where(_ASKED.c.id == person_id).scalar_subquery()
    query = (
        sa.select(TABLE.c.number)
        .join(PERSON, PERSON.c.id == TABLE.c.person_id)
        .where(owner == wanted, TABLE.c.year <= year)
        .order_by(TABLE.c.year.desc(), TABLE.c.number)
        .limit(1)
    )
    return db.scalar(query) or ""


def _nobody() -> Refusal:
    return Refusal(
        _("No volunteer is known by this card or number."),
        _("Look at the card again, or search by name."),
    )
