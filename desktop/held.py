"""Everything the house holds about people, the programmes' lists included: put together here."""

import importlib
from typing import Final

from programs.points import checking
from programs.points import held as points
from programs.supporters import held as supporters
from sessions import erasure, holdings, returning
from sessions.erasure import Blocker
from sessions.holdings import Holding

# Each keeps a table that is asked for by its name: in a fresh process none of them is known yet.
for _keeper in (
    "sessions.areas", "sessions.certificates", "sessions.consents", "sessions.door_log",
    "sessions.drafts", "sessions.emergency_contacts", "sessions.households",
    "sessions.intake.applications", "sessions.intake.batches", "sessions.likeness",
    "sessions.mailings", "sessions.merging", "sessions.notices", "sessions.passes",
    "sessions.addressing", "sessions.print_runs", "sessions.retention", "sessions.rosters",
    "sessions.second_person", "sessions.sheet_pages", "sessions.takeout_tables",
    "programs.points.inquiries", "programs.points.activities", "programs.points.exchanges",
    "programs.points.ledger",
    "programs.points.register", "programs.points.statements", "programs.supporters.register",
):  # fmt: skip
    importlib.import_module(_keeper)

HELD: Final[tuple[Holding, ...]] = (*holdings.OWN, *points.HELD, *supporters.HELD)
BLOCKERS: Final[tuple[Blocker, ...]] = (checking.against_erasing,)
"""What programmes say against an erasure, as that points are still to be exchanged."""


def remember_erasures() -> None:
    """Let every way back from a copy erase again who was erased since it was made."""
    returning.register("erasure", lambda before, now: erasure.carry_over(before, now, held=HELD))
