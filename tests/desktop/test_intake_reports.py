"""取りこむ: hosts and monthly sheets, a folder at once, a dry run, one act, taken back."""

import shutil

import pytest

from programs.points import hosts, sheet_intake
from tests.desktop.gathering_town import answer
from tests.sessions.intake.office import DATA

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
SHEETS = (
    "活動記録_ふれあいサロンわさび沢_令和7年11月.csv",
    "活動記録_ふれあいサロンわさび沢_令和7年11月_訂正版.csv",
    "活動記録_グループホームまゆ玉_令和7年05月.xlsx",
)


def bring_in(qtbot, window, kind, paths):
    """Walk from the choice of the files to what was brought in."""
    window.go("intake", kind)
    page = window.shown
    page.choosing.take(paths)
    page.go_on()
    qtbot.waitUntil(lambda: page.step == "look", timeout=20_000)
    return page


def test_the_list_of_hosts_is_tried_brought_in_and_changes_nothing_again(house, qtbot):
    desk, window = house
    page = bring_in(qtbot, window, "hosts", [DATA / "受入機関一覧.xlsx"])
    assert desk.read(hosts.listing) == []  # only looked at
    page.go_on()
    qtbot.waitUntil(lambda: page.step == "done", timeout=20_000)
    assert len(desk.read(hosts.listing)) == 60
    assert page.result.take_back.isHidden()
    page = bring_in(qtbot, window, "hosts", [DATA / "受入機関一覧.xlsx"])
    page.go_on()
    qtbot.waitUntil(lambda: page.step == "done", timeout=20_000)
    assert not page.work.new


def test_a_folder_of_sheets_shows_its_problems_before_and_is_taken_back_as_one(
    house, qtbot, tmp_path
):
    desk, window = house
    folder = tmp_path / "FAX"
    folder.mkdir()
    for name in SHEETS:
        shutil.copy(DATA / name, folder / name)
    (folder / "~$活動記録.xlsx").write_bytes(b"")
    window.go("intake", "activities")
    from desktop.intake.choosing import lists_in

    page = bring_in(qtbot, window, "activities", lists_in([folder]))
    assert [path.name for path in page.choosing.files] == sorted(SHEETS)
    assert desk.read(sheet_intake.imports) == []
    kinds = {one.kind for one in page.reporting.shown()}
    assert "unknown_number" in kinds  # nobody is registered in this office
    assert all(one.message for one in page.reporting.shown())
    page.go_on()
    qtbot.waitUntil(lambda: page.step == "done", timeout=20_000)
    (one,) = desk.read(sheet_intake.imports)
    assert (len(one.files), one.taken_back) == (3, False)
    answer(lambda dialog: dialog.answer("undo"))
    page.result.take_back.click()
    assert desk.read(sheet_intake.imports)[0].taken_back


def test_a_file_that_is_no_sheet_is_refused_and_nothing_is_kept(house, qtbot, tmp_path):
    desk, window = house
    window.go("intake", "activities")
    page = window.shown
    other = tmp_path / "ほか.csv"
    other.write_text("品名,値段\nみかん,100\n", "utf-8")
    page.choosing.take([DATA / SHEETS[0], other])
    page.go_on()
    qtbot.waitUntil(lambda: bool(page.said.text), timeout=20_000)
    assert "ほか.csv" in page.said.text
    assert page.step == "choose"
    assert desk.read(sheet_intake.imports) == []
