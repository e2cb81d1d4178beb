"""Dates as people write them, read without guessing."""

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from resources.eras import Era, era_named

_Day = date  # a field of that name stands before it below

EMPTY = "empty"
UNREADABLE = "unreadable"
NO_SUCH_DATE = "no_such_date"
OLD_ERA = "old_era"  # 平成31年6月3日: an era that had ended by then
EARLY_ERA = "early_era"  # 令和元年4月1日: an era that had not begun
NO_ERA = "no_era"  # 48.4.5: 昭和48年 or 1948
INCOMPLETE = "incomplete"  # a year, or a year and a month
FUTURE = "future"

_EARLIEST, _LATEST = date(1868, 1, 25), date(2199, 12, 31)
# Serial numbers of the 1900 system count from here, once past its 29 February 1900.
_SERIAL_ZERO = date(1899, 12, 30)
_SERIALS = range(4000, (_LATEST - _SERIAL_ZERO).days + 1)
_ERA = r"明治|大正|昭和|平成|令和|[明大昭平令MTSHR]"
_BETWEEN = r"[年月/.,、・\-]"
_END = r"(?:日)?(?:生まれ|生)?"
_NUMBER = r"(\d{1,2})"
_MONTH_AND_DAY = rf"{_BETWEEN}{_NUMBER}{_BETWEEN}{_NUMBER}{_END}"
_WITH_ERA = re.compile(rf"({_ERA})(元|\d{{1,2}}){_MONTH_AND_DAY}")
_PACKED_ERA = re.compile(rf"({_ERA})(\d\d)(\d\d)(\d\d)")
_CODED = re.compile(rf"([1-5]){_BETWEEN}{_NUMBER}{_MONTH_AND_DAY}")
_PACKED_CODE = re.compile(r"([1-5])(\d\d)(\d\d)(\d\d)")
_WESTERN = re.compile(rf"(?:西暦)?(\d{{4}}){_MONTH_AND_DAY}")
_PACKED_WESTERN = re.compile(r"(\d{4})(\d\d)(\d\d)")
_SHORT = re.compile(rf"'?(\d{{1,2}}){_MONTH_AND_DAY}")
_PACKED_SHORT = re.compile(r"(\d\d)(\d\d)(\d\d)")
_PART = re.compile(
    rf"(?:(?:{_ERA})(?:元|\d{{1,2}})|(?:西暦)?\d{{4}})(?:{_BETWEEN}(?:\d{{1,2}}月?)?)?"
)
_SERIAL = re.compile(r"(\d{4,6})(?:\.\d+)?")
_WEEKDAY = re.compile(r"[(\[]?[日月火水木金土](?:曜日?)?[)\]]|[日月火水木金土]曜日?")
_CLOCK = re.compile(r"[T\s]*\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?$")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−ー－ｰ", "-") | {"。": ".", "／": "/", "\\": "/"})
_NUMERALS = re.compile(r"[〇零一二三四五六七八九十]+")
_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"零": 0}


@dataclass(frozen=True)
class DateRead:
    """What was read: the day, or why there is none.

    `note` is "" or one of the words above; `suggestion` is the day most likely meant when
    the text names none; `choices` are the days an ambiguous text may mean.
    """

    date: _Day | None
    note: str = ""
    suggestion: _Day | None = None
    choices: tuple[_Day, ...] = ()
    text: str = ""

    @property
    def ambiguous(self) -> bool:
        """Tell whether a person must choose between several days."""
        return self.note == NO_ERA


def read_date(
    value: str | float | date | datetime | None, *, birth: bool = False, today: date | None = None
) -> DateRead:
    """Read a date from a cell or from typing; nothing is ever raised.

    Reads 昭和25年4月1日, 昭25/4/1, S25.4.1, S250401, 3-25-04-01 and 3250401 (numbers of public
    forms), 1950/4/1, 19500401, full width, 漢数字, 元年, ㍼, weekdays and times behind the date,
    and serial numbers of spreadsheets (1900 system).
    An era that had ended or not yet begun is a wrong birth date (`birth=True`): refused with
    the day it would be as `suggestion`; elsewhere it is accepted with a note, since forms
    printed beforehand carry such dates. `today` makes a later birth date FUTURE.
    """
    if isinstance(value, datetime):
        return _checked(DateRead(value.date(), text=value.isoformat()), birth, today)
    if isinstance(value, date):
        return _checked(DateRead(value, text=value.isoformat()), birth, today)
    if value is None or isinstance(value, bool):
        return DateRead(None, EMPTY if value is None else UNREADABLE)
    text = str(value)
    if isinstance(value, float) and value.is_integer():
        text = str(int(value))
    return _checked(_read(text, birth=birth), birth, today)


def _checked(found: DateRead, birth: bool, today: date | None) -> DateRead:  # noqa: FBT001
    if found.date is None:
        if not (birth and today is not None and found.choices):
            return found
        past = tuple(choice for choice in found.choices if choice <= today)
        return replace(found, choices=past)
    if not _EARLIEST <= found.date <= _LATEST:
        return DateRead(None, NO_SUCH_DATE, text=found.text)
    if birth and today is not None and found.date > today:
        return DateRead(None, FUTURE, text=found.text)
    return found


def _read(written: str, *, birth: bool) -> DateRead:
    text = _plain(written)
    if not text:
        return DateRead(None, EMPTY, text=written)
    for pattern in (_WITH_ERA, _PACKED_ERA, _CODED, _PACKED_CODE):
        if (found := pattern.fullmatch(text)) is not None:
            era = era_named(found[1])
            assert era is not None
            year = 1 if found[2] == "元" else int(found[2])
            return _in_era(era, year, int(found[3]), int(found[4]), written, birth=birth)
    for pattern in (_WESTERN, _PACKED_WESTERN):
        if (found := pattern.fullmatch(text)) is not None:
            day = _day(int(found[1]), int(found[2]), int(found[3]))
            return DateRead(day, "" if day else NO_SUCH_DATE, text=written)
    for pattern in (_SHORT, _PACKED_SHORT):
        if (found := pattern.fullmatch(text)) is not None and (
            pattern is _SHORT or int(text) not in _SERIALS or text[0] == "0"
        ):
            return _without_era(int(found[1]), int(found[2]), int(found[3]), written)
    if (found := _SERIAL.fullmatch(text)) is not None and int(found[1]) in _SERIALS:
        return DateRead(_SERIAL_ZERO + timedelta(days=int(found[1])), text=written)
    note = INCOMPLETE if _PART.fullmatch(text) else UNREADABLE
    return DateRead(None, note, text=written)


def _plain(written: str) -> str:
    """Return `written` in half width, without blanks, weekday and time of day."""
    if len(written) > 60:
        return "?"
    text = unicodedata.normalize("NFKC", written.translate(_DASHES)).translate(_DASHES)
    text = _CLOCK.sub("", text.strip())
    # What a spreadsheet shows for S25. 4. 1 keeps blanks where a digit is missing.
    text = re.sub(r"\s+", "", text).upper().rstrip(".,")
    text = _NUMERALS.sub(lambda found: _numeral(found[0]), _WEEKDAY.sub("", text, count=1))
    return text.removesuffix("()")


def _numeral(numeral: str) -> str:
    if "十" not in numeral:
        return "".join(str(_DIGITS[digit]) for digit in numeral)
    tens, _ten, ones = numeral.partition("十")
    if len(tens) > 1 or len(ones) > 1:
        return "?"
    return str(_DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _in_era(era: Era, year: int, month: int, day: int, text: str, *, birth: bool) -> DateRead:
    meant = _day(era.first.year + year - 1, month, day) if year else None
    if meant is None:
        return DateRead(None, NO_SUCH_DATE, text=text)
    if era.first <= meant <= era.last:
        return DateRead(meant, text=text)
    note = OLD_ERA if meant > era.last else EARLY_ERA
    if birth:
        return DateRead(None, NO_SUCH_DATE, suggestion=meant, text=text)
    return DateRead(meant, note, text=text)


def _without_era(year: int, month: int, day: int, text: str) -> DateRead:
    """Return the days a year of two digits may mean: of any era, or of 19○○ and 20○○."""
    choices: list[date] = []
    for era in ("昭和", "平成", "令和"):
        found = _in_era(era_named(era) or _never(), year, month, day, text, birth=True)
        if found.date is not None:
            choices.append(found.date)
    for century in (1900, 2000):
        meant = _day(century + year, month, day)
        if meant is not None and meant not in choices:
            choices.append(meant)
    if not choices:
        return DateRead(None, NO_SUCH_DATE, text=text)
    return DateRead(None, NO_ERA, choices=tuple(choices), text=text)


def _never() -> Era:
    raise AssertionError
