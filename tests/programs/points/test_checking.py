"""The examination finds an open year that is not its activities, and a closed one that changed."""

import json
from datetime import date

import pytest

from programs.points import checking, closed_years, closing, exchanges, hosts, ledger
from resources.records import new_id
from tests.programs.points.test_ledger import APRIL, MARCH, YEAR, Town


@pytest.fixture
def town(db):
    return Town(db)


def problems(town):
    return len(checking.check(town.db).problems)


def test_an_open_year_that_is_not_its_activities_is_found(town):
    town.days("0001", 2)
    town.days("0002", 1)
    assert checking.check(town.db).figures == "3 / 6 / 0"
    assert problems(town) == 0
    written = ledger.lines(town.db, YEAR, "0001")
    taken = {"kind": ledger.Kind.REVERSAL, "turn": 2, "counted": -2}
    ledger.write(town.db, [{**row._mapping, **taken, "id": new_id()} for row in written[:1]])
    assert problems(town) == 1


def test_a_year_that_was_closed_by_the_verb_is_whole(town):
    town.days("0001", 12)
    one = town.exchange("0001", 1000)
    exchanges.approve(town.db, one, version=1, at=MARCH, by=town.by)
    exchanges.hand_over(town.db, one, signed=True, version=2, at=MARCH, by=town.by)
    town.days("0002", 10)
    closing.rehearse(town.db, YEAR, at=APRIL, by=town.by)
    closing.close(town.db, YEAR, at=APRIL, by=town.by)
    assert problems(town) == 0
    # What becomes known afterwards changes nothing before two people agree.
    host = hosts.get(town.db, town.hosts[0])
    hosts.end(town.db, host.id, hosts.Ending.WITHDRAWN, on=date(2025, 5, 3), reason="",
              version=host.version, at=APRIL, by=town.by)  # fmt: skip
    assert problems(town) == 0


@pytest.mark.parametrize(
    ("figure", "more", "found"),
    [("", 0, 0), ("lines", 1, 1), ("lines", -1, 0), ("counted", 1, 1), ("counted", -1, 1),
     ("yen", 1000, 1)],
    ids=["whole", "a line lost", "a slow clock", "too few", "too many", "money"],
)  # fmt: skip
def test_a_closed_year_is_held_against_what_it_was_closed_with(town, figure, more, found):
    town.days("0001", 6)
    stood = closed_years.stood(town.db, YEAR)
    sums = dict(zip(closed_years.FIGURES, stood["sums"], strict=True))
    assert sums == {
        "lines": 6, "activities": 6, "minutes": 720, "recorded": 12, "counted": 12, "yen": 0,
    }  # fmt: skip
    stood["sums"] = [sums[name] + (more if name == figure else 0) for name in sums]
    town.db.add(
        closed_years.YearClosing(
            year=YEAR, figures=json.dumps({"stood": stood}), recorded_at=APRIL, recorded_by=town.by
        )
    )
    town.db.flush()
    assert problems(town) == found


def test_a_closing_of_before_kept_no_sums_and_is_taken_as_it_is(town):
    town.days("0001", 6)
    town.db.add(
        closed_years.YearClosing(
            year=YEAR, figures='{"lapsed": 0}', recorded_at=APRIL, recorded_by=town.by
        )
    )
    town.db.flush()
    assert problems(town) == 0
