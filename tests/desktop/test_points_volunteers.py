"""The year's volunteers: found in a key or two, papers for all of them, taken out on record."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sessions import suppression, withholding
from tests.desktop.counter_town import WHO, YEAR, PointsTown
from tests.desktop.gathering_town import answer, standing, write

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def opened(office, qtbot):
    with standing(office, qtbot) as (desk, window):
        town = PointsTown(desk)
        town.days("0001", 9)
        town.did("0001", date(2026, 5, 1), 60)
        town.did("0001", date(2026, 5, 1), 60, host=1, begins=900)
        town.did("0001", date(2026, 5, 1), 60, host=1, begins=1000)
        window.go("points_volunteers")
        yield town, window, window.shown


def numbers(page):
    return [one.number for one in page.table.shown()]


def test_everybody_stands_in_the_order_of_readings_with_stamps_and_what_is_next(opened):
    _town, _window, page = opened
    assert numbers(page) == ["0002", "0001", "0003"]
    assert page.heading_note() == "3人"
    cells = {column.title: column.text for column in page.table.records.columns}
    first = page.table.shown()[1]
    assert [cells[title](first) for title in ("数えた ／ 記録", "評価額", "次の段階まで", "ようす")] == [
        "20 ／ 21", "¥2,000", "あと 10 個", "更新ずみ",
    ]  # fmt: skip


def test_a_name_a_number_and_a_choice_narrow_the_list_and_enter_opens(opened):
    town, window, page = opened
    write(page.field, "かす")
    assert numbers(page) == ["0001"]
    page.field.clear()
    write(page.field, "3")
    assert numbers(page)[0] == "0003"
    assert page.step_back()
    page.standing.set_value("waiting")
    page.standing.chosen.emit("waiting")
    assert numbers(page) == ["0001"]
    page.step_back()
    page.table.point_at("0002")
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert (window.shown.name, window.shown.member.number) == ("points_volunteer", "0002")
    town.register(YEAR + 1, "0001")
    window.go("points_volunteers", str(YEAR + 1))
    page.refresh()
    assert {one.number: one.footing.value for one in page.table.shown()} == {
        "0001": "active", "0002": "not_renewed", "0003": "not_renewed",
    }  # fmt: skip
    assert page.statements.words == "明細書を印刷（1人）"


def test_statements_of_all_are_one_print_without_whoever_is_kept_from_letters(opened, qtbot):
    town, window, page = opened
    town.desk.change(
        withholding.withhold, town.people["0002"], suppression.Reason.MOVED,
        since=date(2026, 5, 1), **WHO,
    )  # fmt: skip
    page.statements.click()
    preview = window.shown
    qtbot.waitUntil(lambda: preview.drawn is not None and not town.desk.busy)
    assert [one.key for one in preview.job.printed] == ["0001", "0003"]
    assert preview.drawn.first_pages == (0, 2), "twelve activities go on on a second sheet"
    assert "有賀" in preview.people.left_names.text()


def test_the_list_is_taken_out_with_its_purpose_and_without_who_is_kept_off_lists(opened, tmp_path):
    town, _window, page = opened
    town.desk.change(
        withholding.withhold, town.people["0003"], suppression.Reason.WISH,
        since=date(2026, 5, 1), **WHO,
    )  # fmt: skip
    target = tmp_path / "list.xlsx"
    page.write_list(target, numbers(page), "市への報告")
    rows = list(openpyxl.load_workbook(BytesIO(target.read_bytes())).active.values)
    assert [row[0] for row in rows[1:]] == ["0002", "0001"]
    assert rows[2][6:8] == (21, 20)


def test_nobody_has_reached_a_milestone_yet_and_that_is_said(opened):
    _town, window, page = opened
    said = []

    def read(dialog):
        said.append(dialog.windowTitle())
        dialog.reject()

    answer(read)
    page.thanks.click()
    assert "節目" in said[0]
    assert window.shown is page
