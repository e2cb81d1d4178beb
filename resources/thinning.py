"""Which copies stay as they grow old: all of two days, then one a day, one a week, one a month."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import Final

from resources import calendar

ALL: Final = timedelta(hours=48)
DAYS: Final = 14
WEEKS: Final = 8
MONTHS: Final = 12


def kept(moments: Iterable[datetime], now: datetime) -> frozenset[datetime]:
    """Return which of the copies made at `moments` stay at `now`.

    Those of the last 48 hours all stay; of each of the last 14 days, 8 weeks (from Monday) and
    12 months in Japan the last one stays. The newest of all stays however old it is, and so
    does one that a wrong clock dated into the future. Thinning twice is thinning once, and it
    makes no difference whether it was done in between.
    """
    known = sorted(set(moments))
    stay = {at for at in known if at > now - ALL}
    today = calendar.day_of(now)
    for bucket, most in ((_day, DAYS), (_week, WEEKS), (_month, MONTHS)):
        last = _last_of_each(known, bucket)
        stay |= {at for age, at in last.items() if bucket(today) - age < most}
    return frozenset(stay | set(known[-1:]))


def _last_of_each(known: list[datetime], bucket: Callable[[date], int]) -> dict[int, datetime]:
    return {bucket(calendar.day_of(at)): at for at in known}


def _day(day: date) -> int:
    return day.toordinal()


def _week(day: date) -> int:
    return (day.toordinal() - 1) // 7


def _month(day: date) -> int:
    return day.year * 12 + day.month
