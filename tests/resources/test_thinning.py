"""Copies thin out with age, whenever the thinning is done."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from resources import calendar, thinning

NOW = datetime(2026, 5, 19, 1, 30, tzinfo=UTC)
ages = st.lists(st.integers(0, 600 * 24 * 60), max_size=60)


def moments(minutes):
    return {NOW - timedelta(minutes=age) for age in minutes}


@settings(max_examples=300, deadline=None)
@given(ages)
def test_two_days_stay_whole_and_the_newest_always(minutes):
    made = moments(minutes)
    stay = thinning.kept(made, NOW)
    assert stay <= made
    assert {at for at in made if NOW - at < timedelta(hours=48)} <= stay
    assert not made or max(made) in stay


@settings(max_examples=300, deadline=None)
@given(ages)
def test_every_day_week_and_month_keeps_its_last_one(minutes):
    made = moments(minutes)
    stay = thinning.kept(made, NOW)
    today = calendar.day_of(NOW)
    for at in made:
        day = calendar.day_of(at)
        age = (today - day).days
        of_day = {one for one in made if calendar.day_of(one) == day}
        if age < 14:
            assert max(of_day) in stay
        week = {
            one for one in made if calendar.day_of(one).isocalendar()[:2] == day.isocalendar()[:2]
        }
        if age < 49:  # seven whole weeks before this one, from whichever weekday
            assert max(week) in stay
        month = {
            one
            for one in made
            if (calendar.day_of(one).year, calendar.day_of(one).month) == (day.year, day.month)
        }
        if age < 335:
            assert max(month) in stay


@settings(max_examples=300, deadline=None)
@given(ages, st.integers(0, 600 * 24 * 60))
def test_it_makes_no_difference_whether_it_was_thinned_in_between(minutes, ago):
    made, between = moments(minutes), NOW - timedelta(minutes=ago)
    then = {at for at in made if at <= between}
    thinned = thinning.kept(then, between) | (made - then)
    assert thinning.kept(thinned, NOW) == thinning.kept(made, NOW)


def test_a_copy_every_half_hour_for_two_years_leaves_few():
    made = {NOW - timedelta(minutes=30 * number) for number in range(2 * 365 * 48)}
    stay = thinning.kept(made, NOW)
    old = [at for at in stay if NOW - at >= timedelta(hours=48)]
    assert len(stay) - len(old) == 96
    # 11 of the 14 days, 5 Sundays before them, and the last days of 11 months; no two coincide.
    assert len(old) == 27
    assert calendar.day_of(min(stay)).isoformat() == "2025-06-30"


def test_a_copy_that_a_wrong_clock_dated_into_the_future_stays():
    ahead = NOW + timedelta(days=400)
    assert ahead in thinning.kept({ahead, NOW}, NOW)
