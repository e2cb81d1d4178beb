"""Times as hosts write them: 13:30～15:25, 翌1:00, 午後2時, 90分, 1時間30分."""

import datetime as dt
import re

from resources.sheet import Cell
from sessions.intake.text import plain, text_of

_CLOCK = re.compile(r"(翌)?(午前|午後)?(\d{1,2})[:：時](\d{1,2})?分?")
_RANGE = re.compile(r"^(.+?)[～〜~\-－―から]+(.+)$")


def read(
    *, span: Cell = None, begins: Cell = None, ends: Cell = None, minutes: Cell = None
) -> tuple[int | None, int | None, int, str]:
    """Return begin, end, minutes and what is wrong with them; the clock goes before the sum."""
    whole = text_of(span)
    if whole and not (text_of(begins) or text_of(ends)):
        found = _RANGE.match(plain(whole))
        if found:
            begins, ends = found[1], found[2]
    first, last = clock(begins), clock(ends)
    if first is not None and last is not None:
        if last < first:
            return first, last, 0, "end_before_start"
        return first, last, last - first, ""
    written = minutes_of(minutes)
    if written is None and whole:
        written = minutes_of(whole)
    if written is None:
        return first, last, 0, "unreadable_time"
    return first, last, written, ""


def clock(cell: Cell) -> int | None:
    """Return minutes since midnight; 翌1:00 and 25:00 lie behind the next one."""
    if isinstance(cell, dt.datetime | dt.time):
        return cell.hour * 60 + cell.minute
    if isinstance(cell, dt.timedelta):
        return int(cell.total_seconds() // 60)
    if isinstance(cell, float) and 0 < cell < 2:
        return round(cell * 1440)
    found = _CLOCK.fullmatch(plain(text_of(cell)))
    if found is None:
        return None
    hour, minute = int(found[3]), int(found[4] or 0)
    if found[2] == "午後" and hour < 12:
        hour += 12
    if hour > 36 or minute > 59:
        return None
    return hour * 60 + minute + (1440 if found[1] else 0)


def minutes_of(cell: Cell) -> int | None:
    """Return the minutes a cell says: 90, 90分, 1時間30分, 1.5時間, 1:30."""
    text = plain(text_of(cell))
    if found := re.fullmatch(r"(\d{1,4})分?", text):
        return int(found[1])
    if found := re.fullmatch(r"(\d{1,2})時間(?:(\d{1,2})分|半)?", text):
        return int(found[1]) * 60 + (int(found[2]) if found[2] else 30 if "半" in text else 0)
    if found := re.fullmatch(r"(\d{1,2}(?:\.\d+)?)(?:時間|h|H)", text):
        return round(float(found[1]) * 60)
    return clock(cell) if ":" in text else None


def keyed(text: str) -> tuple[int | None, int | None, int]:
    """Return begin, end and minutes of what is keyed in short: 90, 1330-1525, 9-11, 90分.

    An end before the begin lies behind midnight. (None, None, 0) is what cannot be read.
    """
    short = plain(text)
    parts = re.split(r"[-～〜~－―]", short)
    if len(parts) == 2 and all(parts):
        first, last = _short_clock(parts[0]), _short_clock(parts[1])
        if first is None or last is None:
            return None, None, 0
        last += 1440 if last <= first else 0
        return first, last, last - first
    minutes = minutes_of(short)
    return None, None, minutes if minutes is not None and 0 < minutes <= 1440 else 0


def _short_clock(text: str) -> int | None:
    """Return minutes since midnight of 9, 930, 1330, 13:30 or 9.30."""
    if found := re.fullmatch(r"(\d{1,2})(?:[:.]?(\d{2}))?", text):
        hour, minute = int(found[1]), int(found[2] or 0)
        return hour * 60 + minute if hour <= 36 and minute < 60 else None
    return clock(text)
