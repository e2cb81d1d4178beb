"""The eras of Japan (元号), with the day each of them begins.

Sources: the edicts of change of era; 明治 from 1868-10-23, the Gregorian calendar in civil use
from 1873-01-01. On the day of change 1912-07-30 and 1926-12-25 both names are right.
"""

from datetime import date, timedelta
from typing import NamedTuple


class Era(NamedTuple):
    """One era: its name, its letter, its number on public forms, its first and last day."""

    name: str
    letter: str
    code: int
    first: date
    last: date


ERAS = (
    Era("明治", "M", 1, date(1868, 10, 23), date(1912, 7, 30)),
    Era("大正", "T", 2, date(1912, 7, 30), date(1926, 12, 25)),
    Era("昭和", "S", 3, date(1926, 12, 25), date(1989, 1, 7)),
    Era("平成", "H", 4, date(1989, 1, 8), date(2019, 4, 30)),
    Era("令和", "R", 5, date(2019, 5, 1), date.max - timedelta(days=1)),
)


def era_of(day: date) -> Era | None:
    """Return the era `day` lies in; None before 明治."""
    for era in reversed(ERAS):
        if day >= era.first:
            return era
    return None


def era_named(name: str) -> Era | None:
    """Return the era called `name`: 昭和, 昭, S or the 3 of public forms."""
    for era in ERAS:
        if name in {era.name, era.name[0], era.letter, str(era.code)}:
            return era
    return None
