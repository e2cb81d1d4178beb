"""The journal is found again by who, what, when and words, and page by page."""

from datetime import UTC, date, datetime, timedelta

import pytest

from resources import journal
from resources.records import new_id
from sessions import chronicle, people, staff
from sessions.chronicle import Sought
from sessions.person_entry import PersonDetails
from tests.town import NOW


@pytest.fixture
def told(db):
    midori = staff.enrol(db, "唐澤　みどり", at=NOW - timedelta(days=40))
    makoto = staff.enrol(db, "宮下　誠", at=NOW - timedelta(days=40), by=midori)
    tomiko = people.enrol(db, PersonDetails(name="春日　とみ子"), at=NOW, by=midori)
    journal.write(
        db, "correct", "person", tomiko, at=NOW, by=makoto,
        before={"phone": "72_1111"}, after={"phone": "72-2222"},
    )  # fmt: skip
    journal.write(db, "print", "print_run", new_id(), at=NOW + timedelta(days=1), by=makoto)
    return midori, makoto, tomiko


def acts(db, **sought):
    return [(line.act, line.kind) for line in chronicle.page(db, Sought(**sought))]


def test_each_filter_lets_pass_what_it_says(db, told):
    _midori, makoto, tomiko = told
    assert len(acts(db)) == 5
    assert acts(db, by=makoto) == [("print", "print_run"), ("correct", "person")]
    assert acts(db, object_id=tomiko) == [("correct", "person"), ("enrol", "person")]
    assert acts(db, kind="staff", act="enrol") == [("enrol", "staff")] * 2
    assert acts(db, since=date(2026, 5, 20)) == [("print", "print_run")]
    assert acts(db, until=date(2026, 5, 18)) == [("enrol", "staff")] * 2


def test_a_day_is_the_day_in_japan(db):
    for hour in (14, 15):  # 23:59 and 00:00 in Ina
        at = datetime(2026, 5, 18, hour, 59 if hour == 14 else 0, tzinfo=UTC)
        journal.write(db, f"at{hour}", "test", new_id(), at=at, by="")
    assert acts(db, since=date(2026, 5, 19)) == [("at15", "test")]
    assert acts(db, until=date(2026, 5, 18)) == [("at14", "test")]


def test_words_are_found_in_the_values_and_in_what_they_mean(db, told):
    assert acts(db, text="とみ子") == [("enrol", "person")]
    assert acts(db, text="春日 とみ子") == [("enrol", "person")]
    assert acts(db, text="72_1111") == [("correct", "person")]
    assert acts(db, text="72_2222") == []  # no letter of a query stands for another
    assert acts(db, text="%") == []
    assert acts(db, text="印刷", means_acts=("print",)) == [("print", "print_run")]
    assert acts(db, text="宮下", means_by=(told[1],), kind="person") == [("correct", "person")]


def test_pages_follow_each_other_without_a_gap(db):
    for number in range(25):
        journal.write(db, f"act{number}", "test", new_id(), at=NOW, by="")
    seen, before = [], None
    while lines := chronicle.page(db, Sought(), before=before, count=10):
        seen += [line.act for line in lines]
        before = lines[-1].seq
    assert seen == [f"act{number}" for number in reversed(range(25))]


def test_objects_are_called_as_they_are_called_now(db, told):
    _midori, makoto, tomiko = told
    people.correct(db, tomiko, PersonDetails(name="有賀　とみ子"), version=1, at=NOW, by=makoto)
    found = chronicle.names(db, chronicle.page(db, Sought()))
    assert found[tomiko] == "有賀　とみ子"
    assert found[makoto] == "宮下　誠"


def test_a_month_is_counted_by_act_and_by_person(db, told):
    _midori, makoto, _tomiko = told
    since, until = NOW - timedelta(days=1), NOW + timedelta(days=9)
    assert chronicle.by_act(db, since, until) == [
        ("correct", "person", 1),
        ("enrol", "person", 1),
        ("print", "print_run", 1),
    ]
    assert chronicle.by_person(db, since, until)[0] == (makoto, 2)
