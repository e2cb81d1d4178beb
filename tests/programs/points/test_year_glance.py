"""The year at a glance, what leaves the house of it, and the list of its closing."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from pypdf import PdfReader

from programs.points import (
    closing,
    exchanges,
    late_corrections,
    small_numbers,
    year_figures,
    year_report,
    year_targets,
)
from programs.points.papers import city_report, year_end_list
from programs.points.year_targets import Targets
from resources.refusals import Refusal
from sessions import office, people, suppression, withholding
from tests.programs.points.test_ledger import MARCH, SUMMER, YEAR, Town

TODAY = date(2026, 4, 2)


@pytest.fixture
def town(db):
    made = Town(db)
    for number, (district, sex) in {
        "0001": ("手良", "F"), "0002": ("手良", "M"), "0003": ("伊那", "F"),
    }.items():  # fmt: skip
        person = people.get(db, made.people[number])
        details = people.details(person)
        new = type(details)(**{**details.__dict__, "district": district, "sex": sex})
        people.correct(db, person.id, new, version=person.version, **made.who)
    return made


def lived(town):
    """Give the town a year: 0001 exchanged, 0002 has left over, 0003 is below the first step."""
    town.days("0001", 6)
    town.days("0002", 7, date(2025, 6, 1))
    town.did("0002", date(2025, 6, 1), 120, host=1, begins=900)  # over the cap of the day
    town.did("0003", date(2025, 7, 1), 60)
    one = town.exchange("0001", 1000)
    exchanges.approve(town.db, one, version=1, at=SUMMER, by=town.by)
    exchanges.hand_over(town.db, one, signed=True, version=2, at=SUMMER, by=town.by)


def text_of(content):
    return "".join("".join(p.extract_text().split()) for p in PdfReader(BytesIO(content)).pages)


def test_the_figures_of_a_year_add_up_however_they_are_parted(town):
    lived(town)
    figures = year_figures.of_year(town.db, YEAR)
    total = figures.total
    assert (total.registered, total.active, total.activities, total.exchangers) == (3, 3, 15, 1)
    assert (total.recorded, total.counted, total.minutes) == (29, 27, 1740)
    assert (total.worth, total.exchanged, total.left, total.rate) == (2000, 1000, 1000, 33)
    for names in (("district",), ("band",), ("sex",), ("district", "band"), ("new", "insured")):
        assert year_figures.added(figures.by(*names).values()) == total
    assert figures.districts == ["手良", "伊那"]
    assert figures.by("district")["手良",].exchangers == 1
    months = {one.first.month: one for one in figures.months}
    assert len(months) == 12
    assert [months[n].active for n in (4, 5, 6, 7)] == [0, 1, 1, 1]
    assert (months[6].recorded, months[6].counted) == (16, 14)
    assert (months[9].exchanged, months[5].exchanged) == (1000, 0)
    assert sum(one.minutes for one in figures.months) == total.minutes
    assert figures.rewards == (("い～なちゃんカードポイント", 1, 1000),)
    assert (figures.waiting, figures.closed) == (0, False)


def test_a_cancelled_activity_leaves_its_month_and_a_waiting_exchange_is_told(town):
    lived(town)
    town.exchange("0002", 1000, at=MARCH)
    before = year_figures.of_year(town.db, YEAR)
    assert before.waiting == 1
    assert {one.band for one in before.lines} == {75}
    assert year_figures.band_of(date(1961, 4, 1), date(2026, 3, 31)) == 65  # 到達日 is 3/31
    assert year_figures.band_of(date(1935, 4, 1), date(2026, 3, 31)) == 90
    assert year_figures.band_of(None, date(2026, 3, 31)) == year_figures.UNKNOWN


@pytest.mark.parametrize(
    ("table", "hidden"),
    [
        ([[9, 9], [9, 9]], []),
        ([[0, 0], [0, 0]], []),
        # 3 is small; 20 − 17 would tell it, and so would the column: the 6 below, then its row.
        ([[3, 17, 20], [6, 30, 36], [9, 47, 56]], [(0, 0), (0, 1), (1, 0), (1, 1)]),
    ],
)
def test_small_numbers_cannot_be_computed_from_the_sums(table, hidden):
    found = small_numbers.hidden(table)
    assert [(r, c) for r, row in enumerate(found) for c, cell in enumerate(row) if cell] == hidden


def test_no_line_of_a_table_ever_hides_one_figure_alone():
    for seed in range(200):
        cells = [[(seed * 7 + r * 5 + c * 3) % 11 for c in range(4)] for r in range(5)]
        table = [[*row, sum(row)] for row in cells]
        table.append([sum(column) for column in zip(*table, strict=True)])
        hide = small_numbers.hidden(table)
        for line in (*hide, *zip(*hide, strict=True)):
            assert sum(line) != 1
        assert all(hide[r][c] for r in range(6) for c in range(5) if 0 < table[r][c] < 5)


def test_the_report_to_the_city_says_all_it_is_asked_and_nobody_is_known_by_it(town):
    lived(town)
    year_targets.decide(town.db, YEAR, Targets(registered=6, rate=50), **town.who)
    details = office.get(town.db).details
    made = year_report.of_year(town.db, YEAR, details, today=TODAY)
    facts = dict(made.content.facts)
    assert facts["Registered people"] == "3 persons"
    assert facts["Stamps over the caps"] == "2"
    assert facts["Exchange rate"] == "33 %"
    assert facts["Not exchanged"] == "1,000 yen"
    tables = {one.title: one for one in made.content.tables}
    assert tables["Against the targets"].rows[0][1:] == ("3 persons", "6 persons", "50 %")
    (exchanges,) = (name for name in tables if name.startswith("Exchanges by kind, from the begin"))
    assert exchanges.endswith("令和8年3月31日")
    assert tables[exchanges].rows[0] == ("い～なちゃんカードポイント", "1", "1,000")
    assert tables["Hosts by kind, on 令和8年3月31日"].rows[-1] == ("Total", "2")
    cells = {cell for row in tables["Registered, by district and age"].rows for cell in row[1:]}
    assert cells <= {"a few", "＊", "0"}
    drawn = text_of(city_report.draw(made.content))
    assert "afew" in drawn
    assert "Accidentsandinsuranceclaims" in drawn
    month = year_report.of_year(town.db, YEAR, details, today=TODAY, month=date(2025, 6, 1))
    assert dict(month.content.facts)["Stamps given in the month"] == "14"
    titles = [one.title for one in month.content.tables]
    assert titles[1:] == ["Hosts by kind, on 令和7年6月30日", exchanges]
    book = openpyxl.load_workbook(BytesIO(year_report.workbook(made.content)))
    rows = [[cell for cell in row if cell is not None] for row in book.active.values]
    assert [exchanges, "い～なちゃんカードポイント", 1, 1000] in rows


def test_the_dry_run_lists_everybody_and_leaves_out_whom_it_must(town):
    lived(town)
    withholding.withhold(
        town.db, town.people["0003"], suppression.Reason.MOVED, since=date(2026, 2, 1),
        why="転出届", **town.who,
    )  # fmt: skip
    plan = closing.plan(town.db, YEAR, TODAY)
    details = office.get(town.db).details
    listed = year_report.list_of(town.db, plan, details, dry=True, today=TODAY)
    sections = {one.title: [line.number for line in one.lines] for one in listed.sections}
    assert sections == {"Something lapses": ["0002"], "Everything is exchanged": ["0001"]}
    assert "北原" in listed.left_out
    assert dict(listed.facts)["Lapses"] == "1,000 yen"
    drawn = text_of(year_end_list.draw(listed))
    for words in ("Nothingisclosedyet", "春日", "有賀", "1,000", "Nothing"):
        assert words in drawn, words
    assert closing.plan(town.db, YEAR, TODAY) == plan, "a dry run changes nothing"


def test_people_below_the_first_step_and_without_a_stamp_stand_in_the_list(town):
    town.did("0003", date(2025, 7, 1), 60)
    plan = closing.plan(town.db, YEAR, TODAY)
    listed = year_report.list_of(town.db, plan, office.get(town.db).details, dry=True, today=TODAY)
    sections = {one.title: [line.number for line in one.lines] for one in listed.sections}
    assert sections == {"Below the first step": ["0003"], "No stamp": ["0001", "0002"]}


def test_after_the_closing_the_list_says_what_it_did(town):
    lived(town)
    with pytest.raises(Refusal):
        closing.done(town.db, YEAR, TODAY)
    closed = town.close()
    after = closing.done(town.db, YEAR, TODAY)
    told = [(one.standing.number, one.standing.counted, one.carried, one.lapsed)
            for one in after.endings]  # fmt: skip
    assert told == [(one.standing.number, one.standing.counted, one.carried, one.lapsed)
                    for one in closed.endings]  # fmt: skip
    assert late_corrections.entered(town.db, YEAR) == []
    assert year_figures.of_year(town.db, YEAR).closed


def test_targets_are_set_again_and_impossible_ones_refused(town):
    assert year_targets.of_year(town.db, YEAR) == Targets()
    year_targets.decide(town.db, YEAR, Targets(450, 300, 4200, 40), **town.who)
    year_targets.decide(town.db, YEAR, Targets(460, None, 4200, 40), **town.who)
    assert year_targets.of_year(town.db, YEAR) == Targets(460, None, 4200, 40)
    assert year_targets.of_year(town.db, YEAR + 1) == Targets()
    for wrong in (Targets(rate=101), Targets(hours=-1)):
        with pytest.raises(Refusal):
            year_targets.decide(town.db, YEAR, wrong, **town.who)


def test_years_are_those_of_the_roll_the_rules_and_today(town):
    assert year_figures.years(town.db, date(2027, 5, 1)) == [2027, 2025]
    assert year_figures.years(town.db, date(2025, 5, 1)) == [2025]
