"""The calendar of the office: 和暦, 年度, ages, holidays and the local day."""

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone

from resources.date_reading import DateRead, read_date
from resources.eras import era_of

__all__ = [
    "JAPAN",
    "WEEKDAYS",
    "Clock",
    "DateRead",
    "age_at_end_of_year",
    "age_on",
    "day_of",
    "fiscal_year",
    "fiscal_year_bounds",
    "fiscal_year_label",
    "holiday",
    "kanji_number",
    "local",
    "reaches",
    "read_date",
    "wareki",
    "wareki_aligned",
    "wareki_kanji",
    "wareki_short",
    "wareki_with_weekday",
    "wareki_with_western",
    "wareki_year",
    "weekday",
]

Clock = Callable[[], datetime]
"""What tells the time: a function returning an aware datetime in UTC."""

# Japan has had no summer time since 1951; a fixed offset needs no time zone database.
JAPAN = timezone(timedelta(hours=9), "JST")
WEEKDAYS = "月火水木金土日"
_KANJI_DIGITS = "〇一二三四五六七八九"


def local(at: datetime) -> datetime:
    """Return the moment `at` (aware) on the clocks of Japan."""
    if at.tzinfo is None:
        raise ValueError("a moment without a time zone says nothing")
    return at.astimezone(JAPAN)


def day_of(at: datetime) -> date:
    """Return the day it is in Japan at the moment `at` (aware)."""
    return local(at).date()


def wareki_year(day: date) -> str:
    """Return the year of `day`: 昭和15年, 令和元年; 西暦 before 明治."""
    era = era_of(day)
    if era is None:
        return f"{day.year}年"
    year = day.year - era.first.year + 1
    return f"{era.name}{'元' if year == 1 else year}年"


def wareki(day: date) -> str:
    """Return 昭和15年7月12日; the first year is 元年."""
    return f"{wareki_year(day)}{day.month}月{day.day}日"


def wareki_aligned(day: date) -> str:
    """Return 令和 8年 4月 1日 with figure spaces, for columns set to the right."""
    era = era_of(day)
    year = day.year - era.first.year + 1 if era else day.year
    name = era.name if era else ""
    written = "元" if era and year == 1 else _aligned(year)
    return f"{name}{written}年{_aligned(day.month)}月{_aligned(day.day)}日"


def _aligned(number: int) -> str:
    return str(number).rjust(2, "\u2007")


def wareki_short(day: date) -> str:
    """Return S15.7.12, as lists have it."""
    era = era_of(day)
    if era is None:
        return f"{day.year}.{day.month}.{day.day}"
    return f"{era.letter}{day.year - era.first.year + 1}.{day.month}.{day.day}"


def weekday(day: date) -> str:
    """Return the weekday of `day` as one letter: 月 … 日."""
    return WEEKDAYS[day.weekday()]


def wareki_with_weekday(day: date) -> str:
    """Return 令和7年2月21日（金）."""
    return f"{wareki(day)}（{weekday(day)}）"


def wareki_with_western(day: date) -> str:
    """Return 昭和15年4月1日（1940）."""
    return f"{wareki(day)}（{day.year}）"


def wareki_kanji(day: date) -> str:
    """Return 令和七年二月二十一日 for vertical papers: with 十, never 二一日."""
    era = era_of(day)
    year = day.year - era.first.year + 1 if era else day.year
    written = "元" if era and year == 1 else kanji_number(year)
    return (
        f"{era.name if era else ''}{written}年{kanji_number(day.month)}月{kanji_number(day.day)}日"
    )


def kanji_number(number: int) -> str:
    """Return 1–99 with 十 (二十一); from 100 on digit by digit (一九五〇)."""
    if not 0 < number < 100:
        return "".join(_KANJI_DIGITS[int(digit)] for digit in str(number))
    tens, ones = divmod(number, 10)
    ten = "" if not tens else "十" if tens == 1 else f"{_KANJI_DIGITS[tens]}十"
    return ten + (_KANJI_DIGITS[ones] if ones else "")


def fiscal_year(day: date) -> int:
    """Return the 年度 of `day` by the year it begins in: 4/1–3/31."""
    return day.year if day.month >= 4 else day.year - 1


def fiscal_year_bounds(year: int) -> tuple[date, date]:
    """Return the first and the last day of a 年度."""
    return date(year, 4, 1), date(year + 1, 3, 31)


def fiscal_year_label(year: int) -> str:
    """Return 令和7年度; 平成31年度（令和元年度） where a first year has no 年度 of its own."""
    first, last = fiscal_year_bounds(year)
    label = f"{wareki_year(first)}度"
    after = wareki_year(last + timedelta(days=1))
    begun = era_of(last)
    if begun is not None and begun != era_of(first) and after == f"{begun.name}2年":
        return f"{label}（{begun.name}元年度）"
    return label


def reaches(birth: date, age: int) -> date:
    """Return the day a person reaches `age` by law (到達日): the day before the birthday.

    年齢計算ニ関スル法律 with 民法143条: born on 4/1 it is 3/31, born on 2/29 always 2/28.
    """
    year = birth.year + age
    if (birth.month, birth.day) == (2, 29):
        return date(year, 2, 28)
    return birth.replace(year=year) - timedelta(days=1)


def age_on(birth: date, day: date) -> int:
    """Return the 満年齢 by the birthday, as screens show it; for rights ask `reaches`."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def age_at_end_of_year(birth: date, year: int) -> int:
    """Return the 年度末年齢: the age by the birthday on 3/31 at the end of the 年度 `year`."""
    return age_on(birth, fiscal_year_bounds(year)[1])


def holiday(day: date) -> str:
    """Return the name of the 祝日 on `day`, "" on other days."""
    import jpholiday

    return str(jpholiday.is_holiday_name(day) or "")
