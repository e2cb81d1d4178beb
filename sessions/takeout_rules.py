"""What of several evenings brought home counts: pure, and the same in whatever order they came.

What happened to one line of the list is a set; who was there follows from the set alone, so
that files may come shuffled, twice or in parts. An undo takes away only what it names.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sessions.door_log import Act, Way

OFFICE = ""  # the source of what the office's own door has written
ANY = "*"  # a leaving at the office's door, of somebody whom a hall had received


@dataclass(frozen=True, slots=True)
class Happening:
    """One event about one line. `about` is the id of the arrival or leaving that it ends.

    `weak` is read from a photograph: it yields to what a file of the same source says.
    """

    id: str
    source: str
    act: Act
    at: datetime
    about: str = ""
    way: Way = Way.NAME
    desk: str = ""
    proxy_name: str = ""
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Stay:
    """Somebody was there: since when, how, and when they left, if they did."""

    at: datetime
    way: Way
    desk: str
    proxy_name: str
    left: datetime | None


@dataclass(frozen=True, slots=True)
class Told:
    """The times of one event as the hall's computer told them."""

    wall: datetime
    clicks: int  # milliseconds of a clock that never goes back, since `run` began
    run: str
    offset: int  # seconds by which the people at the hall knew the clock to be wrong


def settle(happenings: Iterable[Happening]) -> Stay | None:
    """Return how one line was there, or None; neither order nor repetition plays a part."""
    known = {one.id: one for one in happenings}
    firm = {one.source for one in known.values() if not one.weak}
    counted = [one for one in known.values() if not (one.weak and one.source in firm)]
    undone = {one.about for one in counted if one.act is Act.TAKE_BACK}
    returned = {one.about for one in counted if one.act is Act.BACK}
    came = [one for one in counted if one.act is Act.ARRIVE and one.id not in undone]
    if not came:
        return None
    first = min(came, key=_order)
    good = {one.id for one in came}
    gone = [
        one
        for one in counted
        if one.act is Act.LEAVE
        and one.id not in returned
        and (one.about in good or one.about == ANY)
    ]
    left = max(gone, key=_order).at if gone else None
    if left is not None and any(one.at > left for one in came):
        left = None
    proxy = next((one.proxy_name for one in sorted(came, key=_order) if one.proxy_name), "")
    # A person who was received in person somewhere was there, whoever else came for them.
    in_person = any(not one.proxy_name for one in came)
    return Stay(first.at, first.way, first.desk, "" if in_person else proxy, left)


def corrected(told: Sequence[Told], offset: timedelta = timedelta()) -> list[datetime]:
    """Return when the events of one file, in their order, really happened.

    The order of the file is the order of events: a clock that was turned back in the middle is
    continued by the clicks since the event before. `offset` is what the office has found the
    hall's clock to be slow by; what the hall itself has told stands in each event.
    """
    found: list[datetime] = []
    for place, one in enumerate(told):
        at = one.wall + timedelta(seconds=one.offset) + offset
        if found and at < found[-1]:
            before = told[place - 1]
            step = one.clicks - before.clicks if one.run == before.run else 0
            at = found[-1] + timedelta(milliseconds=max(0, step))
        found.append(at)
    return found


def _order(one: Happening) -> tuple[datetime, str]:
    return one.at, one.id
