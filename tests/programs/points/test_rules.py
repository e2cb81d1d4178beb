"""Rules as data: Ina's test vectors, eight cities by configuration alone, every field by itself."""

from copy import deepcopy
from dataclasses import replace
from datetime import date

import pytest

from desktop.points import rule_fields
from desktop.points.rule_fields import FIELDS
from programs.points import (
    exchanges,
    judging,
    rule_cases,
    rule_changing,
    rule_reading,
    rule_sentences,
    rule_sets,
)
from programs.points.exchanges import Choice
from programs.points.judging import Deed, Designation, Facts, Member
from programs.points.rule import Carry, Forgotten, Measure, Period, Value, Window, Worth
from resources import calendar
from resources.refusals import Refusal
from tests.house.tree import ROOT
from tests.programs.points.test_ledger import CARD, SUMMER, town

__all__ = ["town"]  # a fixture
INA = rule_reading.shipped()
DAY = date(2025, 6, 10)
MEMBER = Member(
    "0017", "p", registered=date(2025, 4, 1), insured_from=date(2025, 4, 1),
    reaches=date(2010, 1, 1),
)  # fmt: skip
HOSTS = {"a": Designation(), "b": Designation()}


def city(name):
    return rule_reading.starts()[name]


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
    names = [one.label[:2] for code, one in rule_reading.starts().items() if code != "ina"]
    assert len(names) == 7
    for file in (ROOT / "programs" / "points").glob("*.py"):
        text = file.read_text("utf-8")
        assert not [name for name in (*names, "伊那市") if name in text], file


def test_a_rule_set_written_and_read_again_is_the_same():
    for name in rule_reading.starts():
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


WRITTEN = rule_reading.written(INA)
SAID = {
    "code": "ina2", "label": "新しい名前", "unit": "ポイント", "period": "calendar",
    "earn": [[30, 1]], "tolerance": 5, "daily_cap": 3, "host_daily_cap": 1, "monthly_cap": 9,
    "yearly_cap": 60, "windows": [["+1 07-01", "+1 07-31"]], "rewards": ["現金"],
    "unit_yen": 500, "forgotten": "deny", "late_days": 7, "excluded": ["清掃"],
    "donation_default": "社会福祉協議会",
    "measures": [{"text": "特例", "begins": "2025-06-01", "ends": "2025-06-30"}],
    "carry": {"carry": "all", "carry_until": "+1 03-31"},
    "carry_until": {"carry": "all", "carry_until": "+2 03-31"},
    "eligibility.min_age": 40, "eligibility.residency": False, "eligibility.exclude": ["要介護"],
    "eligibility.requires": ["training"], "eligibility.check_by": "self",
    "value.kind": "step", "value.rows": [[10, 500]], "value.cap": 8000, "value.least": 1000,
}  # fmt: skip


def changed(place):
    """Return Ina's rules with the field at `place` alone otherwise."""
    told, value = deepcopy(WRITTEN), SAID[place]
    if isinstance(value, dict):
        told |= value
    elif "." in place:
        part, name = place.split(".")
        told[part][name] = value
    else:
        told[place] = value
    return rule_reading.read(told)


def test_every_field_there_is_is_tried():
    inner = {"eligibility", "value"}
    there = {name for name in WRITTEN if name not in inner}
    there |= {f"{part}.{name}" for part in inner for name in WRITTEN[part]}
    assert set(SAID) == there
    assert set(FIELDS) == there, "the page has a field for each"


@pytest.mark.parametrize("place", SAID)
def test_a_field_that_is_otherwise_is_read_in_the_sentences(place):
    now = rule_sentences.sentences(changed(place), 2025)
    assert now != rule_sentences.sentences(INA, 2025)


@pytest.mark.parametrize("place", SAID)
def test_what_stands_in_the_fields_of_the_page_is_the_rule_again(place):
    rule = changed(place)
    shown = rule_fields.shown(rule_reading.written(rule))
    assert rule_reading.read(rule_fields.told_by(shown)) == rule


@pytest.mark.parametrize("name", ["ina", "yokohama", "hachioji", "kani"])
def test_the_fields_of_the_page_hold_the_rules_of_any_city(name):
    shown = rule_fields.shown(rule_reading.written(city(name)))
    assert rule_reading.read(rule_fields.told_by(shown)) == city(name)


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("earn", "60=2\n50=2"), ("earn", "一時間"), ("tolerance", "75"), ("daily_cap", "-1"),
        ("windows", "02-30 03-31"), ("carry_until", "03-31"), ("value.rows", "10"),
        ("label", " "), ("measures", "特例｜2025-13-01｜2025-06-30"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_at_the_field_in_which_it_was_made(place, text):
    shown = rule_fields.shown(WRITTEN) | {place: text}
    with pytest.raises(rule_reading.Misplaced) as refused:
        rule_reading.read(rule_fields.told_by(shown))
    assert rule_fields.field_of(refused.value.place).place == place


def test_figures_typed_wide_are_figures():
    shown = rule_fields.shown(WRITTEN) | {"earn": "６０＝１\n１２０＝２", "value.cap": "５,０００"}
    assert rule_reading.read(rule_fields.told_by(shown)) == INA


def test_what_the_exchange_offers_follows_the_rules(town):
    town.days("0001", 5)
    for field, value, wanted in (
        ("rewards", ("現金",), [Choice(CARD, 1000)]), ("unit_yen", 2000, [Choice(CARD, 1000)]),
    ):  # fmt: skip
        with town.db.begin_nested() as kept:
            rule = replace(INA, **{field: value})
            rule_sets.decide(town.db, 2025, rule, since=date(2025, 4, 1), reason="決裁", **town.who)
            with pytest.raises(Refusal):
                exchanges.apply(town.db, 2025, "0001", wanted, at=SUMMER, by=town.by)
            kept.rollback()
    assert exchanges.apply(town.db, 2025, "0001", [Choice(CARD, 1000)], at=SUMMER, by=town.by)


def test_cases_show_what_a_change_does_and_what_it_does_not():
    looser = replace(INA, tolerance=20, daily_cap=4, late_days=7, forgotten=Forgotten.DENY)
    found = {one.case.label: one for one in rule_cases.effects(INA, looser, 2025)}
    assert not found["60 minutes once a week for three months"].differs
    two_hosts = found["3 hours and 2 hours at two hosts on one day, 6 times"]
    assert (two_hosts.before.counted, two_hosts.after.counted) == (12, 24)
    assert (two_hosts.before.yen, two_hosts.after.yen) == (1000, 2000)
    assert found["40 minutes 12 times"].after.counted == 12
    assert found["The card was forgotten 10 times, the hosts confirmed it"].after.counted == 0
    assert found["Handed in 10 days after the month, 10 times"].after.counted == 0
    assert found["Neither insured nor trained, 12 times"].before.counted == 0
    young = found["Reaches the least age half a year later, 12 times"]
    assert young.before.counted == 0
    own = rule_cases.Case("私の例", (120,), days=3, first=0)
    assert rule_cases.effects(INA, looser, 2025, [own])[-1].after == rule_cases.Outcome(6, 6, 0)


def test_a_change_put_in_force_counts_anew_what_was_counted(town):
    town.did("0001", date(2025, 6, 1), 60)
    two = replace(INA, earn=((60, 2),))
    note = {"at": SUMMER, "by": town.by}
    assert rule_changing.put_in_force(
        town.db, 2025, two, since=date(2025, 5, 1), reason="要綱改正", **note
    ) == 1  # fmt: skip
    assert town.standing("0001").counted == 2


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
