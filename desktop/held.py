"""Everything the house holds about people, the programmes' lists included: put together here."""

from typing import Final

from programs.points import held as points
from programs.supporters import held as supporters
from sessions import erasure, holdings, returning
from sessions.erasure import Blocker
from sessions.holdings import Holding

HELD: Final[tuple[Holding, ...]] = (*holdings.OWN, *points.HELD, *supporters.HELD)
BLOCKERS: Final[tuple[Blocker, ...]] = ()
"""What programmes say against an erasure, as that points are still to be exchanged."""


def remember_erasures() -> None:
    """Let every way back from a copy erase again who was erased since it was made."""
    returning.register("erasure", lambda before, now: erasure.carry_over(before, now, held=HELD))
