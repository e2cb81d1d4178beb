"""Rules as data: Ina's test vectors, eight cities by configuration alone, every field by itself."""

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from programs.points import judging, rule_reading
from programs.points.judging import Deed, Designation, Facts, Member
from programs.points.rule import Carry, Forgotten, Measure, Period, Value, Window, Worth
from resources import calendar
from resources.refusals import Refusal
from tests.house.tree import ROOT

CITIES = Path(__file__).parent / "cities"
INA = rule_reading.shipped()
DAY = date(2025, 6, 10)
MEMBER = Member(
    "0017", "p", registered=date(2025, 4, 1), insured_from=date(2025, 4, 1),
    reaches=date(2010, 1, 1),
)  # fmt: skip
HOSTS = {"a": Designation(), "b": Designation()}


def city(name):
    if name == "ina":
        return INA
    return rule_reading.read(tomllib.loads((CITIES / f"{name}.toml").read_text("utf-8")))


def deed(number, minutes, *, host="a", day=DAY, begins=600, who="0017", **facts):
    return Deed(
        f"{number:032}", f"f{number}", who, "", host, day, begins, begins + minutes, minutes,
        **facts,
    )  # fmt: skip


def judge(deeds, rule=INA, member=MEMBER, year=2025, hosts=HOSTS):
    facts = Facts(year, lambda _day: rule, {member.number: member}, hosts)
    return judging.judge(deeds, facts)


def counted(deeds, rule=INA, **facts):
    return sum(one.counted for one in judge(deeds, rule, **facts))


@pytest.mark.parametrize(
    ("stamps", "yen"),
    [(0, 0), (9, 0), (10, 1000), (19, 1000), (20, 2000), (49, 4000), (50, 5000), (120, 5000)],
)
def test_what_stamps_are_worth_in_ina(stamps, yen):
    assert INA.yen(stamps) == yen


def test_what_is_next_in_ina():
    assert INA.next_step(19) == (1, 2000)
    assert INA.next_step(0) == (10, 1000)
    assert INA.next_step(50) is None


@pytest.mark.parametrize(("minutes", "stamps"), [(40, 0), (49, 0), (50, 1), (55, 1), (110, 2)])
def test_about_an_hour_is_an_hour(minutes, stamps):
    (one,) = judge([deed(1, minutes)])
    assert (one.recorded, one.counted, one.accepted) == (stamps, stamps, True)
    assert one.cause == ("" if stamps else "below_one_stamp")


def test_forty_minutes_count_where_staff_say_so():
    assert counted([deed(1, 40, stamps=1)]) == 1


def test_a_day_gives_two_stamps_over_all_hosts_and_the_second_host_is_told_why():
    first, second = judge([deed(2, 120, host="b", begins=900), deed(1, 180)])
    assert (first.deed.host_id, first.recorded, first.counted, first.cause) == ("a", 2, 2, "")
    assert (second.recorded, second.counted, second.cause) == (2, 0, "over_daily_cap")


def test_after_midnight_an_activity_belongs_to_the_day_it_began():
    last = deed(1, 120, day=date(2026, 3, 31), begins=23 * 60)
    assert counted([last]) == 2
    assert judge([last], year=2026)[0].cause == "out_of_fiscal_year"


def test_before_the_registration_nothing_counts():
    late = replace(MEMBER, registered=date(2025, 6, 11))
    (one,) = judge([deed(1, 60)], member=late)
    assert (one.cause, one.counted, one.accepted) == ("before_registration", 0, False)
    assert counted([deed(1, 60)], member=replace(MEMBER, registered=DAY)) == 1


@pytest.mark.parametrize(
    ("birth", "reached", "year"),
    [
        (date(1960, 4, 1), date(2025, 3, 31), 2024),
        (date(1960, 4, 2), date(2025, 4, 1), 2025),
        (date(1960, 2, 29), date(2025, 2, 28), 2024),
        (date(1959, 3, 1), date(2024, 2, 29), 2023),
        (date(1960, 3, 1), date(2025, 2, 28), 2024),
        (date(1961, 1, 1), date(2025, 12, 31), 2025),
    ],
)
def test_the_day_before_the_birthday_is_the_day_one_may_begin(birth, reached, year):
    assert calendar.reaches(birth, 65) == reached
    assert calendar.fiscal_year(reached) == year
    member = replace(
        MEMBER, reaches=reached, registered=date(2020, 4, 1), insured_from=date(2020, 4, 1)
    )
    assert counted([deed(1, 60, day=reached)], member=member, year=year) == 1
    before = date.fromordinal(reached.toordinal() - 1)
    (one,) = judge([deed(1, 60, day=before)], member=member, year=calendar.fiscal_year(before))
    assert one.cause == "before_65"


def thirty_days(minutes, count):
    return [deed(n, minutes, day=date.fromordinal(DAY.toordinal() + n)) for n in range(count)]


@pytest.mark.parametrize(
    ("name", "minutes", "count", "stamps", "yen"),
    [
        ("ina", 55, 12, 12, 1000),
        ("inagi", 55, 12, 0, 0),  # an hour is an hour there
        ("inagi", 60, 12, 12, 1000),
        ("yokohama", 30, 4, 800, 0),  # below the least exchange
        ("yokohama", 180, 5, 1000, 1000),
        ("yokohama", 60, 60, 12000, 8000),
        ("hachioji", 90, 12, 24, 2000),
        ("hachioji", 90, 40, 60, 5000),  # 60 count, the record goes on
        ("shiki", 60, 19, 19, 500),
        ("shiki", 60, 110, 110, 5000),
        ("kani", 5, 3, 3, 300),
        ("kani", 120, 60, 100, 10000),
        ("iwaki", 120, 30, 50, 5000),
        ("yoshikawa", 56, 10, 10, 1000),
    ],
)
def test_eight_cities_by_configuration_alone(name, minutes, count, stamps, yen):
    rule = city(name)
    member = replace(MEMBER, met=frozenset({"training"}))
    found = judge(thirty_days(minutes, count), rule, member)
    assert sum(one.counted for one in found) == stamps
    assert rule.yen(stamps) == yen
    assert len(found) == count


def test_no_name_of_a_city_stands_in_the_code():
    names = [city(path.stem).label[:2] for path in CITIES.glob("*.toml")]
    assert len(names) == 7
    for file in (ROOT / "programs" / "points").glob("*.py"):
        text = file.read_text("utf-8")
        assert not [name for name in (*names, "伊那市") if name in text], file


def test_a_rule_set_written_and_read_again_is_the_same():
    for name in ("ina", *(path.stem for path in CITIES.glob("*.toml"))):
        assert rule_reading.read(rule_reading.written(city(name))) == city(name)


TWO_DAYS = [deed(1, 130), deed(2, 130, host="b", begins=900), deed(3, 45, day=date(2025, 7, 1))]
CHANGED = {
    "earn": ({"earn": ((30, 1),)}, lambda rule: counted(TWO_DAYS, rule)),
    "tolerance": ({"tolerance": 20}, lambda rule: counted(TWO_DAYS, rule)),
    "daily_cap": ({"daily_cap": 3}, lambda rule: counted(TWO_DAYS, rule)),
    "host_daily_cap": ({"host_daily_cap": 1, "daily_cap": 4}, lambda rule: [
        one.counted for one in judge(TWO_DAYS, rule)]),
    "monthly_cap": ({"monthly_cap": 1}, lambda rule: counted(TWO_DAYS, rule)),
    "yearly_cap": ({"yearly_cap": 1}, lambda rule: counted(TWO_DAYS, rule)),
    "period": ({"period": Period.CALENDAR}, lambda rule: rule.bounds(2025)),
    "value": ({"value": Value(Worth.LINEAR, ((1, 100),))}, lambda rule: rule.yen(11)),
    "carry": ({"carry": Carry.ALL, "carry_until": (1, 3, 31)}, lambda r: r.carried_until(2025)),
    "windows": ({"windows": (Window((1, 7, 1), (1, 7, 31)),)},
                lambda rule: rule.exchangeable_on(date(2025, 9, 30), 2025)),
    "forgotten": ({"forgotten": Forgotten.DENY}, lambda rule: counted(
        [deed(1, 60, card_forgotten=True, confirmed=True)], rule)),
    "late_days": ({"late_days": 7}, lambda rule: counted(
        [deed(1, 60, entered=date(2025, 7, 8))], rule)),
    "excluded": ({"excluded": ("清掃",)}, lambda rule: counted([deed(1, 60, content="清掃")], rule)),
    "measures": ({"measures": (Measure("二倍の月", date(2025, 6, 1), date(2025, 6, 30), 2),)},
                 lambda rule: counted([deed(1, 60)], rule)),
}  # fmt: skip


@pytest.mark.parametrize("field", CHANGED)
def test_changing_one_field_alone_changes_a_result(field):
    change, measured = CHANGED[field]
    assert measured(INA) != measured(replace(INA, **change))


def test_who_may_take_part_is_data_too():
    older = replace(INA, eligibility=replace(INA.eligibility, min_age=40))
    young = replace(MEMBER, reaches=None if older is None else date(2025, 7, 1))
    assert judge([deed(1, 60)], member=young)[0].cause == "before_65"
    anyone = replace(INA, eligibility=replace(INA.eligibility, min_age=None))
    assert counted([deed(1, 60)], anyone, member=young) == 1
    free = replace(INA, eligibility=replace(INA.eligibility, requires=()))
    uninsured = replace(MEMBER, insured_from=None)
    assert judge([deed(1, 60)], member=uninsured)[0].cause == "no_insurance"
    assert counted([deed(1, 60)], free, member=uninsured) == 1
    course = replace(INA, eligibility=replace(INA.eligibility, requires=("course:いきいき",)))
    assert judge([deed(1, 60)], course)[0].cause == "requirement_missing"
    assert counted([deed(1, 60)], course,
                   member=replace(MEMBER, met=frozenset({"course:いきいき"}))) == 1  # fmt: skip


@pytest.mark.parametrize(
    ("told", "place"),
    [
        ({"earn": []}, "earn"),
        ({"earn": [[120, 2], [60, 1]]}, "earn"),
        ({"daily_cap": -1}, "daily_cap"),
        ({"daily_cap": True}, "daily_cap"),
        ({"period": "weekly"}, "period"),
        ({"tolerance": 60}, "tolerance"),
        ({"carry": "all"}, "carry_until"),
        ({"windows": [["03-31", "02-30"]]}, "windows"),
        ({"windows": [["+1 04-01", "03-31"]]}, "windows"),
        ({"value": {"kind": "tiers", "rows": []}}, "value.rows"),
        ({"stamps": 3}, "stamps"),
        ({"measures": [{"text": "", "begins": "2025-13-01"}]}, "measures"),
    ],
)
def test_a_mistake_in_a_rule_set_is_named_by_its_place(told, place):
    with pytest.raises(Refusal) as refused:
        rule_reading.read({**rule_reading.written(INA), **told})
    assert place in refused.value.what
