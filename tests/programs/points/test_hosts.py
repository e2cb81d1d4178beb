"""受入機関: applied for, designated or refused, ended; its sheets in and missing; who helped."""

from datetime import date, datetime, timedelta

import pytest

from programs.points import designation, host_capacity, host_year, hosts, reports_due
from programs.points.host_capacity import Capacity
from programs.points.hosts import Ending, HostDetails, State
from programs.points.sheet_keying import Row, book
from resources.refusals import Refusal
from tests.programs.points.test_ledger import JAPAN, YEAR, Town

JUNE = datetime(2025, 6, 20, 10, tzinfo=JAPAN)
NEW = HostDetails("9", "デイサービス ひなた", kind="通所介護", fax="0265-00-0009")


@pytest.fixture
def town(db):
    return Town(db)


def at(town, when=JUNE):
    return {"at": when, "by": town.by}


def test_an_application_counts_nothing_until_it_is_designated_and_then_from_that_day(town):
    host = hosts.apply(town.db, NEW, on=date(2025, 5, 1), **at(town))
    town.hosts.append(host)
    town.did("0001", date(2025, 6, 10), 60, host=2)
    assert town.standing("0001").counted == 0
    assert hosts.get(town.db, host).state(date(2025, 6, 10)) is State.APPLIED
    stands = designation.decide(
        town.db, host, designated=date(2025, 6, 1), version=1, **at(town)
    )  # fmt: skip
    assert town.standing("0001").counted == 1
    assert hosts.get(town.db, host).designated_on(date(2025, 6, 10))
    designation.end(
        town.db, host, Ending.WITHDRAWN, on=date(2025, 6, 9), reason="", version=stands,
        **at(town),
    )  # fmt: skip
    assert town.standing("0001").counted == 0
    assert hosts.get(town.db, host).state(date(2025, 6, 10)) is State.WITHDRAWN
    assert hosts.get(town.db, host).state(date(2025, 6, 9)) is State.DESIGNATED


def test_a_refusal_needs_its_reason_and_an_application_is_decided_once(town):
    host = hosts.apply(town.db, NEW, on=date(2025, 5, 1), **at(town))
    with pytest.raises(Refusal):
        designation.decide(town.db, host, designated=None, reason=" ", version=1, **at(town))
    with pytest.raises(Refusal):
        designation.decide(town.db, host, designated=date(2025, 4, 1), version=1, **at(town))
    designation.decide(town.db, host, designated=None, reason="対象外", version=1, **at(town))
    one = hosts.get(town.db, host)
    assert (one.state(JUNE.date()), one.refused, one.refusal) == (
        State.REFUSED, JUNE.date(), "対象外",
    )  # fmt: skip
    with pytest.raises(Refusal):
        designation.end(
            town.db, host, Ending.REVOKED, on=JUNE.date(), reason="x", version=2, **at(town)
        )
    designation.decide(town.db, host, designated=date(2025, 6, 1), version=2, **at(town))
    assert hosts.get(town.db, host).state(JUNE.date()) is State.DESIGNATED
    with pytest.raises(Refusal):
        designation.decide(town.db, host, designated=date(2025, 6, 1), version=3, **at(town))


def test_capacity_comes_back_as_it_was_written_and_impossible_numbers_are_refused():
    table = (Capacity("話し相手", (2, 0, 3, 0, 0, 0, 0)), Capacity("清掃", (0, 0, 0, 0, 1, 0, 0)))
    assert host_capacity.parse(host_capacity.written(table)) == table
    assert table[0].words == "話し相手　月2 水3"
    with pytest.raises(Refusal):
        host_capacity.written((table[0], table[0]))
    with pytest.raises(Refusal):
        host_capacity.written((Capacity("清掃", (100, 0, 0, 0, 0, 0, 0)),))
    assert host_capacity.parse("読めない行\n清掃\t1 2") == ()


@pytest.mark.parametrize(
    ("month", "day", "moved"),
    [
        (date(2025, 5, 1), date(2025, 6, 7), ""),  # a Saturday stays
        (date(2025, 8, 1), date(2025, 9, 8), "日曜日"),
        (date(2025, 11, 1), date(2025, 12, 8), "日曜日"),
        (date(2025, 12, 1), date(2026, 1, 7), ""),
        (date(2025, 3, 1), date(2025, 4, 7), ""),
    ],
)
def test_a_sheet_is_due_on_the_seventh_moved_past_a_sunday_and_saying_so(month, day, moved):
    assert reports_due.due(month) == reports_due.Due(month, day, moved)


def test_a_sheet_is_missing_after_its_day_and_in_when_it_says_that_nobody_came(town):
    host, other = town.hosts
    book(town.db, host, date(2025, 4, 1), [Row(10, "0001", 60)], received=date(2025, 5, 7),
         **at(town))  # fmt: skip
    assert reports_due.missing(town.db, date(2025, 5, 7)) == []
    late = reports_due.missing(town.db, date(2025, 5, 8))
    assert [(one.id, due.month) for one, due in late] == [(other, date(2025, 4, 1))]
    book(town.db, other, date(2025, 4, 1), [], received=date(2025, 5, 9), **at(town))
    assert reports_due.missing(town.db, date(2025, 5, 9)) == []
    one = reports_due.of_year(town.db, YEAR, date(2025, 5, 9))[0]
    assert (one.minutes, one.visits, one.sheets, one.missing) == (60, 1, 1, ())


def test_a_host_is_expected_to_report_only_the_months_in_which_it_was_designated(town):
    host, other = town.hosts
    book(town.db, host, date(2025, 4, 1), [], received=date(2025, 5, 1), **at(town))
    designation.end(
        town.db, other, Ending.WITHDRAWN, on=date(2025, 4, 30), reason="", version=1, **at(town)
    )
    found = {
        (one.number, due.month.month)
        for one, due in reports_due.missing(town.db, date(2025, 6, 20))
    }
    assert found == {("1", 5), ("2", 4)}


def test_the_year_of_a_host_tells_its_sheets_and_who_helped(town):
    host = town.hosts[0]
    april, day = date(2025, 4, 1), date(2025, 5, 2)
    book(town.db, host, april, [Row(10, "0002", 60), Row(11, "0002", 90)], received=day,
         **at(town))  # fmt: skip
    book(town.db, host, april, [Row(10, "0002", 60)], received=day + timedelta(1), **at(town))
    sheets = host_year.sheets(town.db, host, YEAR)
    assert [(one.mode.value, one.lines, one.holds) for one in sheets] == [
        ("report", 2, False), ("corrected", 1, True),
    ]  # fmt: skip
    (helper,) = host_year.helpers(town.db, host, YEAR)
    assert (helper.number, helper.visits, helper.minutes) == ("0002", 1, 60)
