"""活動記録簿を入力する: judged row by row in memory, booked as one sheet, corrected by difference."""

from datetime import date, datetime

import pytest

from programs.points import (
    activities,
    activity_codes,
    ledger,
    reported_times,
    sheet_intake,
    sheet_keying,
)
from programs.points.sheet_keying import Row
from programs.points.sheet_reading import Line, SheetRead
from resources.refusals import Refusal
from tests.programs.points.test_ledger import JAPAN, YEAR, Town

MAY = date(2025, 5, 1)
JUNE = datetime(2025, 6, 5, 10, tzinfo=JAPAN)
TODAY = JUNE.date()


@pytest.fixture
def town(db):
    return Town(db)


def book(town, rows, host=0, month=MAY, received=TODAY, at=JUNE):
    return sheet_keying.book(
        town.db, town.hosts[host], month, rows, received=received, at=at, by=town.by
    )


def words(town, rows, host=0, month=MAY):
    bench = sheet_keying.bench(town.db, town.hosts[host], month)
    found = bench.check_all(rows, TODAY)
    assert [bench.check(rows, TODAY, n)[n] for n in range(len(rows))] == found
    return found


def test_every_row_is_judged_with_the_others_and_with_what_was_done_elsewhere(town):
    town.did("0002", date(2025, 5, 9), 120, host=1, begins=600)
    rows = [
        Row(1, "0001", 60, 600, 660),
        Row(1, "0001", 60, 600, 660),
        Row(2, "9999", 60),
        Row(9, "0002", 60, 660, 720),
        Row(31, "0003", 30),
        Row(3, "0003", 120),
        Row(3, "0003", 60, 900, 960),
    ]
    assert words(town, rows) == [
        (), ("duplicate_row",), ("unknown_number",), ("over_daily_cap", "time_overlap"),
        ("below_one_stamp",), (), ("over_daily_cap",),
    ]  # fmt: skip
    assert words(town, [Row(31, "0001", 60)], month=date(2025, 4, 1)) == [("invalid_date",)]
    assert words(town, [Row(30, "0001", 60)], month=date(2025, 3, 1)) == [("unknown_number",)]


def test_what_the_grid_says_is_what_the_ledger_gets(town):
    rows = [Row(1, "0001", 60), Row(1, "0001", 120, 800, 920), Row(2, "0002", 55)]
    assert words(town, rows) == [(), ("over_daily_cap",), ()]
    book(town, rows)
    assert (town.standing("0001").recorded, town.standing("0001").counted) == (3, 2)
    assert town.standing("0002").counted == 1


def test_a_month_keyed_in_twice_adds_nothing_and_a_correction_only_what_differs(town):
    rows = [Row(1, "0001", 60, content="話し相手"), Row(2, "0002", 60)]
    assert book(town, rows).lines == 2
    again = book(town, rows)
    assert (again.lines, again.files[0].unchanged) == (0, 2)
    assert len(activities.sheets(town.db, YEAR)) == 1
    assert book(town, [*rows, Row(3, "0001", 60)]).lines == 1
    bench = sheet_keying.bench(town.db, town.hosts[0], MAY)
    assert [row.number for row in bench.standing] == ["0001", "0002", "0001"]
    assert bench.standing[0].content == "話し相手"
    assert book(town, rows).lines == 1  # back to what it was: one reversal
    assert town.standing("0001").counted == 1
    assert book(town, [*rows, Row(3, "0001", 60)]).lines == 1  # and forth once more
    assert town.standing("0001").counted == 2
    assert [one.counted for one in ledger.lines(town.db, YEAR, "0001")] == [1, 1, -1, 1]


def test_a_sheet_brought_in_is_corrected_in_the_grid_as_it_came_but_for_one_row(town):
    """What could not be read and the names stay; taking one row out takes its stamp only."""
    lines = (
        Line(4, "0001", "1", "春日　とみ子", date(2025, 5, 2), 600, 660, 60, "話し相手"),
        Line(5, "", "", "溝上　つね子", date(2025, 5, 3), None, None, 60, problem="number_missing"),
        Line(6, "0002", "2", "有賀", None, None, None, 60, problem="invalid_date", text="31日"),
        Line(7, "0002", "2", "有賀", date(2025, 5, 4), None, None, 60),
    )
    came = SheetRead(
        "5月.xlsx", "", "宅老所　かわせみ", MAY, activities.Mode.REPORT, date(2025, 6, 1), lines
    )
    sheet_intake.bring_in(town.db, [came], at=JUNE, by=town.by)
    bench = sheet_keying.bench(town.db, town.hosts[0], MAY)
    assert [(row.number, row.name) for row in bench.standing] == [
        ("0001", "春日　とみ子"), ("", "溝上　つね子"), ("0002", "有賀"), ("0002", "有賀"),
    ]  # fmt: skip
    found = bench.check_all(bench.standing, TODAY)
    assert found == [(), ("number_missing",), ("invalid_date",), ()]
    assert book(town, bench.standing[:3]).lines == 1
    assert (town.standing("0001").counted, town.standing("0002").counted) == (1, 0)
    assert len(activities.in_use(activities.sheets(town.db, YEAR))) == 1


def test_what_cannot_be_a_row_or_a_sheet_is_refused_and_nothing_is_kept(town):
    for rows in ([Row(0, "0001", 60)], [Row(1, "", 60)], [Row(1, "0001", 0)]):
        with pytest.raises(Refusal):
            book(town, rows)
    with pytest.raises(Refusal):
        book(town, [], month=date(2025, 7, 1))
    with pytest.raises(Refusal):
        book(town, [], received=date(2025, 6, 6))
    assert activities.sheets(town.db, YEAR) == []


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("90", (None, None, 90)), ("1330-1525", (810, 925, 115)), ("９－１１", (540, 660, 120)),
        ("2300-100", (1380, 1500, 120)), ("9:30～11:00", (570, 660, 90)),
        ("1時間半", (None, None, 90)), ("0", (None, None, 0)), ("9-", (None, None, 0)),
        ("1370-1400", (None, None, 0)), ("2000", (None, None, 0)),
    ],
)  # fmt: skip
def test_times_are_read_as_they_are_keyed_in(typed, read):
    assert reported_times.keyed(typed) == read


def test_a_code_stands_for_its_activity_and_a_text_for_itself():
    assert activity_codes.named("4") == "話し相手"
    assert activity_codes.named(" 庭木の手入れ ") == "庭木の手入れ"
