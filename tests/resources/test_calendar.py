"""The calendar: dates as offices write them, eras to the day, ages by law."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources import calendar
from resources.calendar import (
    age_on,
    day_of,
    fiscal_year,
    fiscal_year_label,
    holiday,
    kanji_number,
    local,
    reaches,
    read_date,
    wareki,
    wareki_kanji,
)

DATA = Path(__file__).parents[1] / "data"
DAY = date(1950, 4, 1)


@pytest.mark.parametrize(
    "written",
    [
        "S25.4.1", "昭25.4.1", "昭和25年4月1日", "昭和２５年４月１日", "昭和 25年 4月 1日", "S250401", "ｓ２５．４．１", "s25/4/1", "昭25/4/1", "S25-4-1",
        "3-25-04-01", "3250401", "1950/4/1", "1950-04-01", "1950.4.1", "1950年4月1日", "西暦1950年4月1日", "19500401", 19500401, 19500401.0, "１９５０／０４／０１",
        "昭和二十五年四月一日", "昭和二五年四月一日", "㍼25年4月1日", "昭和25年4月1日（土）", "昭和25年4月1日 土曜日", "1950/4/1 0:00:00", "1950-04-01T00:00:00", "S25.4.1\u3000",
        "\u00a0S25.4.1 \n", "昭和25年4月1日生", "昭和25年4月1日生まれ", "S25. 4. 1", "1950. 4. 1.", "昭和25．4．1", "昭和25年4月1", "1950−4−1", "S25‐4‐1",
        18354, "18354", 18354.0, 18354.75, date(1950, 4, 1), datetime(1950, 4, 1, 13, 0),
    ],
)  # fmt: skip
def test_one_day_in_every_way_it_is_written(written: object) -> None:
    for birth in (True, False):
        found = read_date(written, birth=birth)
        assert (found.date, found.note) == (DAY, ""), written


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("令和元年5月1日", date(2019, 5, 1)), ("令和1年5月1日", date(2019, 5, 1)), ("㋿元年5月1日", date(2019, 5, 1)), ("平成31年4月30日", date(2019, 4, 30)),
        ("平成元年1月8日", date(1989, 1, 8)), ("昭和64年1月7日", date(1989, 1, 7)), ("昭和元年12月25日", date(1926, 12, 25)),
        ("大正15年12月25日", date(1926, 12, 25)), ("大正15年12月24日", date(1926, 12, 24)), ("大正元年7月30日", date(1912, 7, 30)),
        ("明治45年7月30日", date(1912, 7, 30)), ("M45.7.29", date(1912, 7, 29)), ("R6.2.29", date(2024, 2, 29)), ("令和十年十二月三十一日", date(2028, 12, 31)),
    ],
)  # fmt: skip
def test_eras_are_right_to_the_day(written: str, day: date) -> None:
    assert read_date(written, birth=True).date == day


@pytest.mark.parametrize(
    ("written", "meant", "note"),
    [
        ("昭和64年1月8日", date(1989, 1, 8), "old_era"), ("平成35年4月1日", date(2023, 4, 1), "old_era"), ("平成31年6月3日", date(2019, 6, 3), "old_era"),
        ("大正15年12月26日", date(1926, 12, 26), "old_era"), ("令和元年4月30日", date(2019, 4, 30), "early_era"), ("平成元年1月7日", date(1989, 1, 7), "early_era"),
    ],
)  # fmt: skip
def test_eras_that_run_on_are_refused_for_births_with_the_day_they_mean(
    written: str, meant: date, note: str
) -> None:
    born = read_date(written, birth=True)
    assert (born.date, born.note, born.suggestion) == (None, "no_such_date", meant)
    other = read_date(written)
    assert (other.date, other.note) == (meant, note)


@pytest.mark.parametrize(
    "written",
    [
        "昭和20年13月3日",
        "S22.2.30",
        "令和7年2月29日",
        "1950/2/30",
        "19501301",
        "昭和0年1月1日",
        "0001/1/1",
        "9999/1/1",
    ],
)
def test_days_that_never_were_are_refused_without_a_guess(written: str) -> None:
    found = read_date(written)
    assert (found.date, found.note, found.suggestion) == (None, "no_such_date", None)


def test_a_year_without_era_is_asked_about() -> None:
    for written in ("48.4.5", "48/4/5", "480405", "'48-4-5"):
        found = read_date(written, birth=True, today=date(2026, 5, 19))
        assert (found.date, found.note, found.ambiguous) == (None, "no_era", True)
        assert set(found.choices) == {date(1973, 4, 5), date(1948, 4, 5)}


@pytest.mark.parametrize(
    ("written", "note"),
    [
        (None, "empty"), ("", "empty"), (" \u3000", "empty"), ("昭和25年", "incomplete"), ("昭和25年4月", "incomplete"), ("1950", "incomplete"), ("2025/4", "incomplete"),
        ("不明", "unreadable"), ("〃", "unreadable"), ("昭和年月日", "unreadable"), (True, "unreadable"), ("1" * 500, "unreadable"), ("=TODAY()", "unreadable"),
        (float("nan"), "unreadable"), (float("inf"), "unreadable"), (-5, "unreadable"), (3, "unreadable"), ("5月1日", "unreadable"),
    ],
)  # fmt: skip
def test_what_is_no_date_says_so(written: object, note: str) -> None:
    assert (read_date(written).date, read_date(written).note) == (None, note)


def test_a_birth_after_today_is_told() -> None:
    today = date(2026, 5, 19)
    assert read_date("2026/5/19", birth=True, today=today).date == today
    assert read_date("2026/5/20", birth=True, today=today).note == "future"
    assert read_date("2026/5/20", today=today).date == date(2026, 5, 20)


@given(st.one_of(st.text(max_size=40), st.integers(), st.floats(), st.none(), st.booleans()))
def test_nothing_is_ever_raised(value: object) -> None:
    read_date(value)
    read_date(value, birth=True, today=DAY)


DAYS = st.dates(date(1873, 1, 1), date(2060, 12, 31))


@given(DAYS)
def test_what_is_printed_is_read_back(day: date) -> None:
    for written in (
        wareki(day),
        wareki_kanji(day),
        calendar.wareki_short(day),
        calendar.wareki_with_weekday(day),
        calendar.wareki_aligned(day),
        day.isoformat(),
    ):
        assert read_date(written, birth=True).date == day, written
    assert read_date((day - date(1899, 12, 30)).days).date == (
        day if (day - date(1899, 12, 30)).days >= 4000 else None
    )


def test_the_problem_dates_of_the_office_are_recognised() -> None:
    expected = json.loads((DATA / "expected.json").read_text("utf-8"))
    wrong = [row["text"] for row in expected["problem_rows"] if row["kind"] == "invalid_birth"]
    assert len(wrong) == 4
    assert {read_date(text, birth=True).note for text in wrong} == {"no_such_date"}
    for row in expected["info_rows"]:
        if row["kind"] == "old_era_accepted":
            found = read_date(row["text"])
            assert (found.date, found.note) == (date.fromisoformat(row["iso"]), "old_era")


def test_how_dates_are_printed() -> None:
    assert wareki(date(1940, 7, 12)) == "昭和15年7月12日"
    assert wareki(date(2019, 5, 1)) == "令和元年5月1日"
    assert wareki(date(1867, 1, 1)) == "1867年1月1日"
    assert wareki_kanji(date(2025, 2, 21)) == "令和七年二月二十一日"
    assert wareki_kanji(date(2028, 12, 10)) == "令和十年十二月十日"
    assert calendar.wareki_with_weekday(date(2025, 2, 21)) == "令和7年2月21日（金）"
    assert calendar.wareki_with_western(date(1940, 4, 1)) == "昭和15年4月1日（1940）"
    assert calendar.wareki_aligned(date(2026, 4, 1)) == "令和\u20078年\u20074月\u20071日"
    assert [kanji_number(n) for n in (1, 10, 11, 20, 99, 100, 1950)] == [
        "一",
        "十",
        "十一",
        "二十",
        "九十九",
        "一〇〇",
        "一九五〇",
    ]


@pytest.mark.parametrize(
    ("year", "label"),
    [
        (2019, "平成31年度（令和元年度）"), (2018, "平成30年度"), (2020, "令和2年度"), (2025, "令和7年度"), (1988, "昭和63年度"), (1989, "平成元年度"),
        (1926, "大正15年度（昭和元年度）"), (1912, "明治45年度（大正元年度）"),
    ],
)  # fmt: skip
def test_years_of_office(year: int, label: str) -> None:
    assert fiscal_year_label(year) == label


def test_the_year_of_office_begins_in_april() -> None:
    assert (fiscal_year(date(2026, 3, 31)), fiscal_year(date(2026, 4, 1))) == (2025, 2026)
    assert calendar.fiscal_year_bounds(2025) == (date(2025, 4, 1), date(2026, 3, 31))


@pytest.mark.parametrize(
    ("birth", "reached", "year"),
    [
        (date(1960, 4, 1), date(2025, 3, 31), 2024), (date(1960, 4, 2), date(2025, 4, 1), 2025), (date(1960, 2, 29), date(2025, 2, 28), 2024),
        (date(1959, 3, 1), date(2024, 2, 29), 2023), (date(1960, 3, 1), date(2025, 2, 28), 2024), (date(1961, 1, 1), date(2025, 12, 31), 2025),
    ],
)  # fmt: skip
def test_65_is_reached_on_the_day_the_law_says(birth: date, reached: date, year: int) -> None:
    assert reaches(birth, 65) == reached
    assert fiscal_year(reached) == year


@given(DAYS, st.integers(0, 110))
def test_an_age_shows_the_day_after_it_is_reached(birth: date, age: int) -> None:
    reached = reaches(birth, age)
    assert age_on(birth, reached + timedelta(days=1)) == age
    assert age_on(birth, reached) == age - 1
    assert calendar.age_at_end_of_year(birth, birth.year + 1) in {0, 1, 2}


def test_the_day_is_that_of_japan() -> None:
    assert day_of(datetime(2026, 3, 31, 15, 0, tzinfo=UTC)) == date(2026, 4, 1)
    assert day_of(datetime(2026, 3, 31, 14, 59, tzinfo=UTC)) == date(2026, 3, 31)
    assert local(datetime(2026, 1, 1, tzinfo=UTC)).isoformat() == "2026-01-01T09:00:00+09:00"
    with pytest.raises(ValueError, match="time zone"):
        local(datetime(2026, 1, 1))


def test_holidays_have_their_names() -> None:
    assert holiday(date(2026, 1, 1)) == "元日"
    assert holiday(date(2026, 9, 22)) == "国民の休日"
    assert holiday(date(2026, 1, 5)) == ""
