"""The sum of an agenda against the length of its meeting."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from desktop.parts.status import Status
from resources.words import _

_ANY_DAY = datetime(2026, 1, 1)  # noqa: DTZ001 -- a clock on the wall has no zone


def starts(begins: time | None, minutes: Sequence[int | None]) -> list[time | None]:
    """Return when each item begins; None from the first one whose length is unknown on."""
    now: time | None = begins
    found: list[time | None] = []
    for length in minutes:
        found.append(now)
        if now is not None:
            now = None if length is None else later(now, length)
    return found


def later(clock: time, minutes: int) -> time:
    """Return the time `minutes` after `clock`."""
    return (datetime.combine(_ANY_DAY, clock) + timedelta(minutes=minutes)).time()


def sum_words(minutes: int, meeting: int | None) -> tuple[Status, str]:
    """Return how the sum of the items stands to the length of the meeting, in words."""
    if meeting is None:
        return Status.NONE, _("{sum} minutes in all").format(sum=minutes)
    if minutes > meeting:
        return Status.WAIT, _("{sum} of {length} minutes: {over} minutes too long").format(
            sum=minutes, length=meeting, over=minutes - meeting
        )
    return Status.OK, _("{sum} of {length} minutes: {left} minutes to spare").format(
        sum=minutes, length=meeting, left=meeting - minutes
    )
