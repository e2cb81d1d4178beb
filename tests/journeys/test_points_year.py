"""A year of points from end to end: next year's rules, the dry run, the closing, what comes late."""

from datetime import date

import pytest

from desktop.desk import Desk
from desktop.pages.today_second import SecondPerson
from programs.points import activities, closed_years, ledger, rule_sets, sheet_intake
from programs.points.sheet_reading import Line, SheetRead
from resources import settings
from sessions import staff
from tests.desktop.gathering_town import answer, standing
from tests.journeys.machine import Printer
from tests.papers.reading import text_of
from tests.programs.points.test_ledger import APRIL, YEAR, Town
from tests.town import NOW

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
LATE = SheetRead(
    "締めのあと.xlsx", "", "宅老所 かわせみ", date(2026, 3, 1), activities.Mode.REPORT,
    date(2026, 4, 20),
    tuple(
        Line(n, "0003", "0003", "北原", date(2026, 3, n), 600, 720, 120, "話し相手")
        for n in range(2, 8)
    ),
)  # fmt: skip


@pytest.fixture
def town(office, tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "default_path", lambda: tmp_path / "settings.toml")
    with office.change() as db:
        made = Town(db)
        made.days("0001", 6)
        made.days("0002", 4)
        db.get(staff.Staff, made.by).roles = "A"
        made.other = staff.enrol(db, "春日　一郎", at=NOW)
        db.get(staff.Staff, made.other).roles = "AS"
    return made


def print_all(qtbot, window, printer):
    """Print what lies before printing, and say that all of it came out; return its PDF."""
    page = window.shown
    assert page.name == "preview"
    qtbot.waitUntil(page.choices.all.isEnabled)
    page.choices.all.click()
    qtbot.waitUntil(page.question.isVisible)
    page.question.yes.click()
    assert printer.out[-1].stat().st_size > 0
    return page.drawn.pdf


def test_a_year_of_points_from_end_to_end(office, qtbot, town, tmp_path, monkeypatch):
    printer = Printer(tmp_path / "printed")
    printer.stand_in(monkeypatch)
    with standing(office, qtbot, clock=lambda: APRIL, staff=town.by) as (desk, window):
        # The rules of the next year: a copy, changed, its effect seen before it is kept.
        window.go("points", str(YEAR))
        window.shown.doors.tiles["points_rules"].click()
        rules = window.shown
        assert rules.shown_year() == YEAR
        rules.copy.click()
        rules.form.editors["value.cap"].setText("3000")
        rules.form.editors["daily_cap"].setText("3")
        rules.form.read()
        assert "見本" in rules.effects.in_short()
        assert any(one.differs for one in rules.effects.effects)
        rules.keep.click()
        assert desk.read(rule_sets.in_force, YEAR + 1).last.rule.daily_cap == 3
        assert desk.read(rule_sets.in_force, YEAR).last.rule.daily_cap == 2

        # The dry run on paper: who loses what, and who never reached the first step.
        window.go("points", str(YEAR))
        window.shown.closing.dry.click()
        words = "".join(text_of(print_all(qtbot, window, printer), tmp_path).split())
        assert "失効する方（1人）" in words
        assert "届かない方" in words
        assert not desk.read(closed_years.is_closed, YEAR)

        # The closing.
        window.go("points", str(YEAR))
        page = window.shown
        answer(lambda dialog: dialog.by_value["close"].click())
        page.closing.close_year.click()
        assert desk.read(closed_years.is_closed, YEAR)
        assert not page.closing.close_year.isVisible()

        # A sheet comes late: brought in, found, asked for, agreed to by somebody else.
        note = {"at": desk.now(), "by": desk.staff_id}
        desk.change(sheet_intake.bring_in, [LATE], **note)
        assert "0003" not in desk.read(ledger.balances, YEAR)
        page.closing.look.click()
        assert {line["number"] for line in page.closing.lines} == {"0003"}

        def why(dialog):
            dialog.line.setText("3月の用紙が 4月20日に届いた")
            dialog.go.click()

        answer(why)
        page.closing.ask.click()
        assert "0003" not in desk.read(ledger.balances, YEAR), "nobody has agreed yet"
        second = SecondPerson(Desk(office, town.other, lambda: APRIL), window)
        qtbot.addWidget(second)
        second.refresh()
        answer(lambda dialog: dialog.by_value["yes"].click())
        second.buttons[0].click()
        assert desk.read(ledger.balances, YEAR)["0003"].counted == 12
        window.go("today")
        window.go("points", str(YEAR))
        page.refresh()
        assert "4月20日に届いた" in page.closing.past.text()

        # The report of the year.
        page.report.click()
        printed = print_all(qtbot, window, printer)
        words = "".join(text_of(printed, tmp_path).split())
        assert "年次実績報告" in words
        assert "少し" in words
        assert "有賀" not in words, "a report names nobody"
