"""ポイント and its 基準 in the window: figures, plots by keys, targets, closing, a changed rule."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from desktop import print_tray, style
from desktop.assembly import PAGES, maker
from desktop.desk import Desk
from desktop.dialogs import question, reason
from desktop.points import doors, targets
from desktop.window import Window
from programs.points import (
    closed_years,
    closing,
    hosts,
    late_corrections,
    rule_sets,
    settling,
    year_targets,
)
from programs.points.year_targets import Targets
from resources import settings
from sessions import second_person, staff
from tests.programs.points.test_ledger import APRIL, YEAR, Town
from tests.town import NOW


@pytest.fixture(autouse=True)
def machine(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "default_path", lambda: tmp_path / "settings.toml")


@pytest.fixture
def town(office):
    with office.change() as db:
        made = Town(db)
        made.days("0001", 6)
        made.days("0002", 4)
        db.get(staff.Staff, made.by).roles = "A"
    return made


@pytest.fixture
def window(qtbot, qapp, office, town):
    style.dress(qapp)
    desk = Desk(office, town.by, lambda: APRIL)
    window = Window(desk, clock=lambda: APRIL)
    for name in ("points", "points_rules", "preview"):
        window.add_page(name, maker(PAGES[name]))
    qtbot.addWidget(window)
    window.show()
    yield window
    desk.close()


def shown(window, name="points", year=YEAR):
    window.go(name, str(year))
    return window.shown


def test_the_year_says_its_figures_and_keys_walk_through_the_plots(qtbot, window):
    page = shown(window)
    assert page.figures.total.registered == 3
    months = page.plots.months
    assert [one.said for one in months.figures][:3] == ["0", "2", "0"]
    months.setFocus()
    qtbot.keyClick(months, Qt.Key.Key_Right)
    assert months.words() == "5月 2"
    assert months.accessibleDescription() == "5月 2"
    grid = page.plots.grid
    assert (len(grid.rows), len(grid.columns)) == (2, 2)  # one 地区, one band, and the sums
    qtbot.keyClick(grid, Qt.Key.Key_Down)
    assert grid.words() == "合計 75–79 3"
    page.plots.measure.choose("rate")
    assert grid.figures[0].said == "0 %"


def test_the_plots_as_tables_say_the_same(window):
    page = shown(window)
    page.plots.as_tables.setChecked(True)
    assert not page.plots.grid.isVisible()
    table = page.plots.tables["months"]
    assert table.isVisible()
    assert [row[1] for row in table.shown()] == [one.said for one in page.plots.months.figures]
    page.plots.as_tables.setChecked(False)
    assert page.plots.grid.isVisible()
    assert page.plots.tables == {}


def test_targets_are_set_and_drawn_beside_the_figures(window, monkeypatch):
    page = shown(window)
    form = targets.TargetForm("令和7年度", Targets())
    form.lines["rate"].setText("120")
    form.go.click()
    assert form.fields["rate"].error
    form.lines["rate"].setText("４０")
    assert form.targets() == Targets(rate=40)
    monkeypatch.setattr(targets, "ask", lambda *_asked: Targets(registered=6))
    page.aims.click()
    assert page.desk.read(year_targets.of_year, YEAR) == Targets(registered=6)
    assert page.plots.against.words() == "登録者 3 人 目標 6 人"


def test_a_year_is_closed_only_after_it_ended_and_then_only_read(qtbot, window, town, monkeypatch):
    page = shown(window)
    card = page.closing
    assert card.close_year.isEnabled()
    asked, offered = [], []

    def ask(_parent, title, text, answers, **_more):
        asked.append(text)
        offered.append([one.value for one in answers])
        return ["dry", "close"][len(asked) - 1]

    monkeypatch.setattr(question, "ask", ask)
    card.close_year.click()
    assert window.shown.name == "preview"
    assert print_tray.take(window.shown.subject).paper == "year_end_list"
    assert not page.desk.read(closed_years.is_closed, YEAR)
    preview = window.shown
    qtbot.waitUntil(preview.choices.pdf.isEnabled)  # the dry run is to be seen
    shown(window)
    card.close_year.click()
    assert offered == [["no", "dry"], ["no", "dry", "close"]]
    assert "先に予行の一覧を見てください" in asked[0]
    assert "1人の 1,000円が 失効します" in asked[1]
    assert page.desk.read(closed_years.is_closed, YEAR)
    assert card.listed.isVisible()
    assert not card.close_year.isVisible()
    assert not page.aims.isVisible()
    rules = shown(window, "points_rules")
    assert not rules.change.isVisible()
    assert rules.copy.isVisible()


def test_what_comes_after_the_closing_waits_for_a_second_person(window, office, town, monkeypatch):
    page = shown(window)
    monkeypatch.setattr(question, "ask", lambda *_a, **_k: "close")
    page.closing.close_year.click()  # refused: nobody looked at the dry run
    assert not page.desk.read(closed_years.is_closed, YEAR)
    page.desk.change(closing.rehearse, YEAR, at=APRIL, by=town.by)
    page.closing.close_year.click()
    page.closing.find_late()
    assert not page.closing.ask.isVisible()
    with office.change() as db:
        host = hosts.get(db, town.hosts[0])
        hosts.end(db, host.id, hosts.Ending.WITHDRAWN, on=date(2025, 5, 3), reason="",
                  version=host.version, at=APRIL, by=town.by)  # fmt: skip
        settling.settle(db, YEAR, at=APRIL, by=town.by)
        other = staff.enrol(db, "春日　一郎", at=NOW)
        db.get(staff.Staff, other).roles = "AS"
    page.closing.find_late()
    assert len(page.closing.table.shown()) == 3 + 1  # days after 3 May, of the two
    monkeypatch.setattr(reason, "ask", lambda *_a, **_k: "辞退日の訂正")
    page.closing.ask.click()
    (waiting,) = page.desk.read(second_person.waiting, other, at=APRIL)
    assert waiting.answerable
    assert "過年度修正" in waiting.about
    with office.change() as db:
        second_person.approve(db, waiting.id, at=APRIL, by=other)
    with office.read() as db:
        assert {one.reason for one in late_corrections.entered(db, YEAR)} == {"辞退日の訂正"}


def test_doors_are_shown_where_their_place_stands_and_the_role_may(window):
    everything = {door.place for door, _place in doors.shown(lambda _act: True)}
    assert "points_rules" in everything
    assert doors.shown(lambda _act: False) == ()
    shown(window).doors.tiles["points_rules"].click()
    assert window.shown.name == "points_rules"


def test_the_rules_are_read_in_sentences_and_a_change_shows_its_effect(window):
    page = shown(window, "points_rules")
    assert any("60分以上で1スタンプ" in label.text() for label in page.sentences)
    page.begin()
    form = page.form
    form.editors["earn"].setPlainText("60=1\n50=2")
    form.read()
    assert form.fields["earn"].error
    assert not page.keep.isEnabled()
    form.editors["earn"].setPlainText("60=1\n120=2")
    form.editors["daily_cap"].setText("4")
    form.read()
    assert page.keep.isEnabled()
    assert [one.case.label for one in page.effects.effects if one.differs] == [
        "同じ日に 3時間と2時間（2か所）を 6日"
    ]
    assert "12個・1,000円 ⇒ 24個・2,000円" in page.effects.in_short()
    page.effects.minutes.setValue(120)
    page.effects.times.setValue(30)
    page.effects.hosts.setValue(2)
    page.effects.add_case.click()
    assert page.effects.effects[-1].after.counted == 120
    page.since.set_day(date(2025, 6, 1))
    page.keep.click()
    assert page.wrong.text(), "a reason is asked for"
    page.why.setText("要綱改正")
    page.keep.click()
    assert not page.editing
    versions = page.desk.read(rule_sets.in_force, YEAR).versions
    assert [one.rule.daily_cap for one in versions] == [2, 4]
    assert len(page.table.shown()) == 2


def test_the_rules_of_the_next_year_are_a_copy_and_may_begin_with_those_of_a_city(window):
    page = shown(window, "points_rules")
    page.copy_on()
    assert page.shown_year() == YEAR + 1
    page.start_from.set_value("yokohama")
    page.start_from.chosen.emit("yokohama")
    assert page.form.editors["unit"].text() == "ポイント"
    assert page.rule.value.least == 1000
    page.start_from.chosen.emit("")
    page.form.editors["tolerance"].setText("5")
    page.since.set_day(date(2026, 4, 1))
    page.keep.click()
    made = page.desk.read(rule_sets.in_force, YEAR + 1)
    assert (made.last.turn, made.last.rule.tolerance) == (1, 5)
    assert page.desk.read(rule_sets.in_force, YEAR).last.rule.tolerance == 10


def test_rules_nobody_decided_yet_are_called_a_draft_in_words(window):
    page = shown(window, "points_rules", YEAR + 1)
    assert page.status.text().startswith("案です。")
    assert "－" not in page.status.text()
    assert page.table.records.columns[0].text(page.table.shown()[0]) == "案"


def test_a_door_says_how_much_waits_behind_it(window, town, office):
    page = shown(window)
    assert page.doors.tiles["points_problems"].words == "たしかめる活動"
    with office.change() as db:
        town.db = db
        town.did("0901", date(2025, 6, 3))
        town.exchange("0001", 1000)
    page = shown(window)
    page.refresh()
    assert page.doors.tiles["points_problems"].words.endswith("（待ち 1）")
    assert page.doors.tiles["points_exchanges"].words.endswith("（待ち 1）")
