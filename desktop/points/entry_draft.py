"""The draft of a sheet that is being keyed in: a month of a host, kept row by row."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any, Final

from programs.points.sheet_keying import Row
from sessions.drafts import DraftFacts

FORM: Final = "points_sheet"
_MONTHS = 15


def key(host_id: str, month: date) -> str:
    """Return under which subject the draft of a host's month is kept."""
    return hashlib.sha256(f"{host_id}:{month:%Y-%m}".encode()).hexdigest()[:32]


def written(rows: Sequence[Row], totals: tuple[str, str]) -> dict[str, Any]:
    """Return rows and the totals on the sheet as they are kept."""
    return {"rows": [asdict(row) for row in rows], "totals": totals}


def read(draft: DraftFacts) -> tuple[list[Row], tuple[str, str]]:
    """Return rows and totals of a draft."""
    rows, minutes = draft.words["totals"]
    return [Row(**row) for row in draft.words["rows"]], (rows, minutes)


def months(today: date) -> list[date]:
    """Return this month and those before it, the newest first."""
    found = [today.replace(day=1)]
    while len(found) < _MONTHS:
        year, month = found[-1].year, found[-1].month
        found.append(date(year - (month == 1), (month - 2) % 12 + 1, 1))
    return found
