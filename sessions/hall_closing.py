"""The closing code of an evening: who of the list came, to be photographed from the screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from resources import closing_code
from sessions import attendance


@dataclass(frozen=True, slots=True)
class Closing:
    """The code, and the numbers that stand beside it."""

    text: str
    present: int
    walk_ins: int


def closing(
    db: Session,
    meeting_id: str,
    places: Sequence[str],
    *,
    package: str,
    device: str,
    key: bytes,
    timed: bool = False,
    at: datetime,
) -> Closing:
    """Return the closing code at the moment `at`; `places` are the lines of the package.

    With `timed` it says by the minute when each came, and is larger.
    """
    here = {row.expected_id: row for row in attendance.present(db, meeting_id)}
    until = int(at.timestamp()) // 60
    came = tuple(
        None
        if line not in here
        else max(0, until - int(here[line].arrived.timestamp()) // 60)
        if timed
        else 0
        for line in places
    )
    walk_ins = len(set(here) - set(places))
    evening = closing_code.Evening(package, device, until, came, walk_ins, timed)
    return Closing(closing_code.write(evening, key), len(here), walk_ins)
