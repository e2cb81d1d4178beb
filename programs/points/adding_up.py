"""How a balance adds up: a few numbered steps with signed amounts, whose sum is the balance."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from programs.points.explaining import Explanation

CAPS = ("over_host_cap", "over_daily_cap", "over_monthly_cap", "over_yearly_cap")


class About(StrEnum):
    """What a step is about."""

    DONE = "done"  # した活動: how many, no stamps yet
    EARNED = "earned"  # what the minutes earn
    CAP = "cap"  # what a cap keeps from counting
    BACK = "back"  # 訂正: what was taken back
    BROUGHT = "brought"  # carried over
    WAITING = "waiting"  # known after the year was closed, and not agreed to yet


@dataclass(frozen=True)
class Step:
    """One step; `stamps` is added to the sum, and DONE adds none."""

    about: About
    stamps: int
    activities: int = 0
    hosts: int = 0
    cap: str = ""  # a word of CAPS
    days: tuple[date, ...] = ()  # at which it happened
    why: str = ""


def steps(explained: Explanation) -> tuple[Step, ...]:
    """Return the steps of a balance in their order; those that change nothing are left out."""
    lines = [one for one in explained.lines if one.accepted]
    back = explained.taken_back
    over: dict[str, int] = defaultdict(int)
    days: dict[str, list[date]] = defaultdict(list)
    for recorded, counted, causes, day in (
        *((one.recorded, one.counted, one.causes, one.day) for one in lines),
        *((one.recorded, one.counted, (one.cause,), one.day) for one in back),
    ):
        if recorded > counted:
            cap = next((cause for cause in causes if cause in CAPS), "over_daily_cap")
            over[cap] += recorded - counted
            if day is not None:
                days[cap].append(day)
    hosts = {one.host for one in lines} | {one.host for one in back}
    earned = sum(one.recorded for one in lines) + sum(one.recorded for one in back)
    found = [
        Step(About.DONE, 0, activities=len(lines) + len(back), hosts=len(hosts - {""})),
        Step(About.EARNED, earned),
        *(Step(About.CAP, -over[cap], cap=cap, days=tuple(days[cap])) for cap in CAPS if over[cap]),
        Step(
            About.BACK, -sum(one.counted for one in back), days=tuple(one.day for one in back),
            why=back[0].why if len(back) == 1 else "",
        ),
        Step(About.BROUGHT, explained.brought),
    ]  # fmt: skip
    rest = explained.standing.counted - sum(one.stamps for one in found)
    found.append(Step(About.WAITING, rest))
    return tuple(one for one in found if one.stamps or one.about in {About.DONE, About.EARNED})
