"""What waits in a year is counted as the pages list it, without judging anything."""

from datetime import date

import pytest

from programs.points import (
    applications,
    entering,
    exchanges,
    hosts,
    problem_acts,
    reports_due,
    sheet_keying,
    waiting,
)
from programs.points.applications import Asked, Proof
from programs.points.hosts import HostDetails
from programs.points.sheet_keying import Row
from sessions import people
from sessions.person_entry import PersonDetails
from tests.programs.points.test_ledger import MARCH, YEAR, Town

MAY = date(2025, 5, 1)
TODAY = date(2025, 7, 20)


@pytest.fixture
def town(db):
    return Town(db)


def refused(town):
    return len({one.id for one in problem_acts.listing(town.db, YEAR) if one.refused})


def test_what_does_not_count_is_counted_as_it_is_listed(town):
    who = {"at": MARCH, "by": town.by}
    done = town.days("0001", 3)
    rows = [Row(1, "0001", 60), Row(2, "0901", 60), Row(3, "0902", 30), Row(3, "0902", 30)]
    for received in (date(2025, 6, 1), date(2025, 6, 2)):  # the later one takes its place
        sheet_keying.book(town.db, town.hosts[0], MAY, rows, received=received, **who)
        rows = rows[:3]
    assert waiting.problems(town.db, YEAR) == refused(town) == 2
    entering.withdraw(town.db, done[0], reason="まちがい", **who)
    town.did("0903", date(2025, 6, 3))
    assert waiting.problems(town.db, YEAR) == refused(town) == 3


def test_applications_exchanges_and_hosts_that_wait_are_counted(town):
    who = {"at": MARCH, "by": town.by}
    assert waiting.hosts(town.db, YEAR, TODAY) == 0, "an office without sheets misses none"
    sheet_keying.book(town.db, town.hosts[0], MAY, [Row(1, "0001", 60)], received=MAY, **who)
    late = [one for one in reports_due.of_year(town.db, YEAR, TODAY) if one.missing]
    hosts.apply(town.db, HostDetails("9", "デイサービス ひなた"), on=TODAY, **who)
    assert waiting.hosts(town.db, YEAR, TODAY) == len(late) + 1 == 3
    assert waiting.applicants(town.db, YEAR) == 0
    person = people.enrol(
        town.db, PersonDetails("白鳥　ふみ", "しらとり　ふみ", birth=date(1950, 5, 1)), **town.who
    )
    applications.receive(town.db, Asked(person, YEAR, TODAY, Proof.LICENCE, consented=True), **who)
    assert (waiting.applicants(town.db, YEAR), waiting.applicants(town.db, YEAR + 1)) == (1, 0)
    town.days("0001", 6, date(2025, 8, 1))
    one = town.exchange("0001", 1000)
    assert waiting.exchanged(town.db, YEAR) == 1
    exchanges.approve(town.db, one, version=1, **who)
    assert waiting.exchanged(town.db, YEAR) == 0
